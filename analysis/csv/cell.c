#include "analysis/csv/cell.h"
#include <string.h>

void
csv_append_cell(GString *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

bool
csv_is_formula(const char *text)
{
    return *text && (strchr("=+@\t\r", *text) || (*text == '-' && text[strspn(text, "- ")]));
}

char *
csv_for_excel(char *text)
{
    if (g_str_is_ascii(text))
        return text;
    char *marked = g_strconcat("\xEF\xBB\xBF", text, NULL);
    g_free(text);
    return marked;
}
