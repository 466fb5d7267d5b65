#include "render/html/html_parts.h"
#include <string.h>

void
html_plain(HtmlWriter *writer, const char *open, const char *words, const char *close)
{
    g_autofree char *escaped = g_markup_escape_text(words, -1);
    g_string_append(writer->out, open);
    g_string_append(writer->out, escaped);
    g_string_append(writer->out, close);
}

void
html_element(HtmlWriter *writer, const char *open, const char *words, const char *close)
{
    g_string_append(writer->out, open);
    const char *rest = words;
    for (const char *dash = words; (dash = strchr(dash, '-')); dash++) {
        bool year = dash - rest >= 4;
        for (int i = -4; i <= 2 && year; i++)
            year = i == 0 || g_ascii_isdigit(dash[i]);
        if (!year || g_ascii_isdigit(dash[3]) || dash[3] == '-')
            continue;
        g_autofree char *before = g_strndup(rest, (gsize)(dash - 4 - rest)), *label = g_strndup(dash - 4, 7);
        html_plain(writer, "", before, "<span class=\"year\">");
        html_plain(writer, "", label, "</span>");
        rest = dash + 3;
    }
    html_plain(writer, "", rest, close);
}
