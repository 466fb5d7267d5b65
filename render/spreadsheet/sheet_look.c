#include "render/spreadsheet/look.h"

const CellLook cell_looks[] = {
    [CELL_TITLE] = {.name = "Heading 1", .builtin = 16, .size = 16, .bold = true, .height = 24},
    [CELL_SECTION] = {.name = "Heading 2",
                      .builtin = 17,
                      .size = 14,
                      .bold = true,
                      .wrap = true,
                      .bottom = true,
                      .height = 34},
    [CELL_LINE] = {.name = "line", .size = 11},
    [CELL_TEXT] = {.name = "text", .size = 11, .wrap = true},
    [CELL_LINK] = {.name = "Hyperlink", .builtin = 8, .size = 11, .link = true},
    [CELL_HEADING] =
        {.name = "heading", .size = 11, .bold = true, .wrap = true, .bottom = true, .rule = true},
    [CELL_HEADING_NUMBER] = {.name = "heading-number",
                             .size = 11,
                             .bold = true,
                             .wrap = true,
                             .right = true,
                             .bottom = true,
                             .rule = true},
    [CELL_NUMBER] = {.name = "number", .size = 11, .right = true},
    [CELL_WORDS] = {.name = "words", .size = 11, .wrap = true, .indent = true},
    [CELL_HEADING_WORDS] = {.name = "heading-words",
                            .size = 11,
                            .bold = true,
                            .wrap = true,
                            .bottom = true,
                            .rule = true,
                            .indent = true},
    [CELL_SYMBOL] = {.name = "symbol", .size = 11, .right = true},
};

/* How many lines a text takes, broken at spaces. */
static guint
lines_of(const char *text, double width)
{
    guint lines = 1;
    double used = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++) {
        double length = (double)g_utf8_strlen(*word, -1);
        if (used > 0 && used + 1 + length > width) {
            lines++;
            used = 0;
        }
        used += length + (used > 0);
        for (; used > width; used -= width)
            lines++;
    }
    return lines;
}

double
look_row_height(const Sheet *sheet, guint row)
{
    const GArray *cells = sheet->rows->pdata[row];
    guint lines = 1;
    for (guint c = 0; c < cells->len && c < sheet->widths->len; c++) {
        const SheetCell *cell = &g_array_index(cells, SheetCell, c);
        const CellLook *look = &cell_looks[cell->role];
        if (look->height > 0)
            return look->height;
        /* Widths are in digits, which are wider than most letters, and as wide as most bold ones. */
        double room = g_array_index(sheet->widths, double, c) * (look->bold ? 1 : 1.2);
        if (look->wrap && cell->text)
            lines = MAX(lines, lines_of(cell->text, room));
    }
    return lines > 1 ? 15.0 * lines : 0;
}

char *
look_number_format(const SheetCell *cell)
{
    g_autofree char *digits =
        g_strdup_printf("#,##0%s%.*s", cell->decimals ? "." : "", cell->decimals, "000000000");
    return cell->change ? g_strdup_printf("+%s;-%s;0", digits, digits) : g_strdup(digits);
}

char *
cell_name(guint row, guint column)
{
    char letters[8], *at = letters + sizeof letters - 1;
    *at = '\0';
    for (guint rest = column + 1; rest && at > letters; rest = (rest - 1) / 26)
        *--at = (char)('A' + (rest - 1) % 26);
    return g_strdup_printf("%s%u", at, row + 1);
}
