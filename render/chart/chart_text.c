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
        widest = MAX(widest, font_width(*word, SIZE_LABEL, false));
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

/* Adds words to the line that is being filled, or begins the next one with them. */
static void
add_words_to_line(GPtrArray *lines, GString *line, const char *words, double size, bool bold, double width)
{
    g_autofree char *longer = line->len ? g_strconcat(line->str, " ", words, NULL) : g_strdup(words);
    bool fits = !line->len || font_width(longer, size, bold) <= width;
    if (!fits)
        g_ptr_array_add(lines, g_strdup(line->str));
    g_string_assign(line, fits ? longer : words);
}

GPtrArray *
text_wrap(const char *text, double size, bool bold, double width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) line = g_string_new(NULL);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i]; i++) {
        const char *word = words[i];
        for (gsize length;
             font_width(word, size, bold) > width && word[length = length_that_fits(word, size, bold, width)];
             word += length) {
            g_autofree char *piece = g_strndup(word, length);
            add_words_to_line(lines, line, piece, size, bold, width);
        }
        add_words_to_line(lines, line, word, size, bold, width);
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
