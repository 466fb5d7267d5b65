#include "analysis/csv/cell.h"
#include <string.h>

/* Our reader removes white space around a cell that is not quoted. */
static bool
has_space_at_an_end(const char *text)
{
    gsize length = strlen(text);
    return length && (strchr(" \t", text[0]) || strchr(" \t", text[length - 1]));
}

void
csv_append_cell(GString *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n") && !has_space_at_an_end(text)) {
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

void
csv_append_words(GString *out, const char *text)
{
    g_autofree char *guarded = csv_is_formula(text) ? g_strconcat("'", text, NULL) : NULL;
    csv_append_cell(out, guarded ? guarded : text);
}

const char *
csv_words(const char *cell)
{
    return *cell == '\'' && csv_is_formula(cell + 1) ? cell + 1 : cell;
}

bool
csv_number(const char *cell, double *number)
{
    g_auto(GStrv) groups = g_strsplit_set(cell, ", ", -1);
    g_autofree char *plain = g_strjoinv("", groups);
    char *end;
    if (!*plain || plain[strspn(plain, "0123456789.-")])
        return false;
    *number = g_ascii_strtod(plain, &end);
    return !*end;
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
