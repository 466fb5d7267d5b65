#include "render/chart/scene.h"
#include <string.h>
#include "render/font/font.h"

double
text_widest(const GPtrArray *lines, double size, bool bold)
{
    double widest = 0;
    for (guint i = 0; i < lines->len; i++)
        widest = MAX(widest, font_width(lines->pdata[i], size, bold));
    return widest;
}

double
text_widest_word(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double widest = 0;
    for (char **word = words; *word; word++)
        widest = MAX(widest, font_width(*word, TEXT_SIZE, false));
    return widest;
}

/* The length of the start of a word that fits the width, at least one character. */
static gsize
length_that_fits(const char *word, double size, bool bold, double width)
{
    gsize fits = (gsize)(g_utf8_next_char(word) - word);
    for (const char *end = word + fits; *end; end = g_utf8_next_char(end)) {
        g_autofree char *start = g_strndup(word, (gsize)(end - word));
        if (font_width(start, size, bold) > width)
            break;
        fits = (gsize)(end - word);
    }
    return fits;
}

/* Adds the pieces of a word that fit the width; most words are one piece. */
static void
append_pieces(GPtrArray *pieces, const char *word, double size, bool bold, double width)
{
    while (font_width(word, size, bold) > width) {
        gsize length = length_that_fits(word, size, bold, width);
        if (!word[length])
            break;
        g_ptr_array_add(pieces, g_strndup(word, length));
        word += length;
    }
    g_ptr_array_add(pieces, g_strdup(word));
}

GPtrArray *
text_wrap(const char *text, double size, bool bold, double width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++)
        append_pieces(pieces, *word, size, bold, width);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < pieces->len; i++) {
        g_autofree char *longer =
            line->len ? g_strconcat(line->str, " ", pieces->pdata[i], NULL) : g_strdup(pieces->pdata[i]);
        if (line->len && font_width(longer, size, bold) > width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_assign(line, pieces->pdata[i]);
        } else {
            g_string_assign(line, longer);
        }
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    return lines;
}

void
text_cut(GPtrArray *lines, guint most, double size, double width)
{
    if (lines->len <= most)
        return;
    g_ptr_array_set_size(lines, (gint)most);
    g_autoptr(GString) last = g_string_new(lines->pdata[most - 1]);
    g_string_append(last, "\u2026");
    while (font_width(last->str, size, false) > width && last->len > strlen("\u2026")) {
        const char *end = g_utf8_prev_char(last->str + last->len - strlen("\u2026"));
        g_string_truncate(last, (gsize)(end - last->str));
        g_string_append(last, "\u2026");
    }
    g_free(lines->pdata[most - 1]);
    lines->pdata[most - 1] = g_strdup(last->str);
}
