#include "render/document/tags.h"
#include <string.h>

void
tag_clear(Tag *tag)
{
    g_clear_pointer(&tag->words, g_free);
}

/* Whether code marked by backticks is open on its line at the end of a text; braces in it are words. */
static bool
code_goes_on(bool inside, const char *from, const char *to)
{
    for (; from < to; from++)
        inside = *from == '\n' ? false : inside != (*from == '`');
    return inside;
}

bool
tag_next(const char *text, const char *end, Tag *tag)
{
    bool inside = false;
    for (const char *from = text, *looked_at = text;;) {
        const char *start = g_strstr_len(from, end - from, "{{");
        if (!start)
            return false;
        inside = code_goes_on(inside, looked_at, start);
        looked_at = start;
        const char *line_end = memchr(start, '\n', (gsize)(end - start));
        const char *close = g_strstr_len(start, (line_end ? line_end : end) - start, "}}");
        from = start + 2;
        if (!close) /* nor is there one behind any other braces of the line */
            from = line_end ? line_end : end;
        if (!close || inside)
            continue;
        tag->start = start;
        tag->end = close + 2;
        tag->words = g_strstrip(g_strndup(start + 2, (gsize)(close - start - 2)));
        return true;
    }
}

bool
tag_opens(const char *words)
{
    return g_str_has_prefix(words, "if ") || g_str_has_prefix(words, "for ");
}

bool
tag_find_end(const char *text, const char *end, Branches *block)
{
    guint depth = 1;
    *block = (Branches){0};
    for (;;) {
        g_auto(Tag) tag = {0};
        if (!tag_next(text, end, &tag))
            return false;
        depth += tag_opens(tag.words);
        block->too_deep = depth > TAG_DEEPEST_BLOCK;
        if (block->too_deep)
            return false;
        depth -= strcmp(tag.words, "end") == 0;
        if (depth == 1 && strcmp(tag.words, "else") == 0 && !block->second) {
            block->first_end = tag.start;
            block->second = tag.end;
        }
        if (depth == 0) {
            block->last_end = tag.start;
            block->behind = tag.end;
            if (!block->second)
                block->first_end = tag.start;
            return true;
        }
        text = tag.end;
    }
}
