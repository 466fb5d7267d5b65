/* What the rows and cells of any export are. */
#include "analysis/exports/exports.h"
#include "analysis/profile/fold/fold.h"
#include <string.h>

bool
export_row_is_total(const ExportRow *row)
{
    static const char *const words[] = {"total", "totals", "subtotal", "subtotals", "grand", NULL};
    guint i = 0;
    while (i < row->length && !*row->cells[i])
        i++;
    /* A total begins with T, S or G; nothing else is worth folding. */
    const char *cell = i < row->length ? row->cells[i] + strspn(row->cells[i], " \t\n") : "";
    if (!*cell || !strchr("TtSsGg", *cell))
        return false;
    g_autofree char *folded = profile_fold(cell);
    g_autofree char *word = g_strndup(folded, strcspn(folded, " :=-("));
    return (g_strv_contains(words, word) && !g_str_has_prefix(folded, "grand ")) ||
           g_str_has_prefix(folded, "grand total") || g_str_has_prefix(folded, "sub-total") ||
           g_str_has_prefix(folded, "sub total");
}

bool
export_cell_is_error(const char *text)
{
    static const char *const errors[] = {
#include "cell_errors.inc"
        EXPORT_NOT_CALCULATED, NULL};
    /* Asked about every cell: the first letter nearly always decides. */
    if (*text == '#')
        return g_strv_contains(errors, text);
    return *text == 'E' && strncmp(text, "Err:", 4) == 0 && strlen(text) == 7 &&
           strspn(text + 4, "0123456789") == 3;
}

char *
export_column_letters(guint index)
{
    GString *letters = g_string_new(NULL);
    for (guint rest = index + 1; rest; rest = (rest - 1) / 26)
        g_string_prepend_c(letters, (char)('A' + (rest - 1) % 26));
    return g_string_free(letters, FALSE);
}
