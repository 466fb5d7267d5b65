#include "analysis/exports/blocks.h"
#include <string.h>

struct Blocks {
    TextFile *file;
    gsize size;
    GString *carried; /* of the file, what is behind the last cut */
};

/* A block that has no place to cut it in so many times its size ends anywhere. */
static const gsize most_sizes = 4;

Blocks *
blocks_new(TextFile *file, gsize size)
{
    Blocks *blocks = g_new0(Blocks, 1);
    blocks->file = file;
    blocks->size = size;
    blocks->carried = g_string_new(NULL);
    text_file_rewind(file);
    return blocks;
}

void
blocks_free(Blocks *blocks)
{
    g_string_free(blocks->carried, TRUE);
    g_free(blocks);
}

/* Adds what is missing to `size`; false with the file's end or an error. */
static bool
fill(Blocks *blocks, GString *text, gsize size, GError **error)
{
    while (text->len < size) {
        gsize start = text->len;
        if (!text_file_read(blocks->file, text, size - start, error) || text->len == start)
            return false;
    }
    return true;
}

/* The length up to the last line end from `from` on that an even number of quotes comes before; 0 for none.
 */
static gsize
last_row_end(const GString *text, gsize from, gsize quotes)
{
    for (gsize at = text->len; at > from; at--) {
        if (text->str[at - 1] == '\n' && quotes % 2 == 0)
            return at;
        quotes -= text->str[at - 1] == '"';
    }
    return 0;
}

bool
blocks_next(Blocks *blocks, GString *text, bool *last, GError **error)
{
    g_string_truncate(text, 0);
    g_string_append_len(text, blocks->carried->str, (gssize)blocks->carried->len);
    g_string_truncate(blocks->carried, 0);
    *last = false;
    gsize quotes = 0, from = 0, end = 0;
    for (gsize times = 1; !end && times <= most_sizes; times++) {
        g_autoptr(GError) fault = NULL;
        *last = !fill(blocks, text, MAX(times * blocks->size, text->len + 1), &fault);
        if (fault) {
            g_propagate_error(error, g_steal_pointer(&fault));
            return false;
        }
        if (*last)
            return true;
        quotes += text_count(text->str + from, text->len - from, '"');
        end = last_row_end(text, from, quotes);
        from = text->len;
    }
    if (end) {
        g_string_append_len(blocks->carried, text->str + end, (gssize)(text->len - end));
        g_string_truncate(text, end);
    }
    return true;
}
