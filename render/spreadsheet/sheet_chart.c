/* A chart of a sheet's own cells: which cells, and the words for those who cannot see it. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include <string.h>
#include "render/spreadsheet/look.h"

/* The sheet's rows of categories: no parts, no totals, nothing that other rows include, and no outcome that
 * is still open. */
static GArray *
rows_to_show(const Profile *profile, const Sheet *sheet, const Table *table)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    const GPtrArray *by = table->measure ? table->measure->by : NULL;
    const ProfileField *field = by && by->len ? profile_field(profile, by->pdata[0]) : NULL;
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        guint place = sheet->table + 1 + i;
        bool open = field && g_strcmp0(row->heading, field->ongoing_category) == 0;
        if (!row->level && !row->total && !open && row->role != ROLE_BAND && row->role != ROLE_OPEN_AT_START)
            g_array_append_val(rows, place);
    }
    return rows;
}

/* The columns of the quantity that the report's chart draws, otherwise of values; in a comparison only the
 * rate. */
static GArray *
columns_to_show(const Table *table, const Chart *chart)
{
    const TableQuantity quantities[] = {chart->percent  ? TABLE_PERCENT
                                        : table->places ? TABLE_VALUE
                                                        : TABLE_COUNT,
                                        TABLE_VALUE};
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (gsize turn = 0; turn < G_N_ELEMENTS(quantities) && !columns->len; turn++)
        for (guint i = 0; i < table->columns->len; i++) {
            guint place = i + 1;
            if (((const TableColumn *)table->columns->pdata[i])->quantity == quantities[turn])
                g_array_append_val(columns, place);
        }
    if (table->places)
        g_array_set_size(columns, MIN(columns->len, 1));
    return columns;
}

/* Keeps the lines (rows, or columns) with a number at every place along them: Excel would draw "[c]" as
 * nought. */
static void
keep_numbers(const Sheet *sheet, GArray *lines, const GArray *along, bool rows)
{
    for (guint i = lines->len; i-- > 0;) {
        guint line = g_array_index(lines, guint, i);
        bool all = true;
        for (guint k = 0; k < along->len; k++) {
            guint place = g_array_index(along, guint, k);
            all &= sheet_cell(sheet, rows ? line : place, rows ? place : line)->role == CELL_NUMBER;
        }
        if (!all)
            g_array_remove_index(lines, i);
    }
}

/* For rows as series over the years: the years in which the first row has a number, then the rows with a
 * number in all of these. */
static void
choose_years(const Sheet *sheet, GArray *rows, GArray *columns)
{
    enum { MOST_LINES = 4 }; /* more are not told apart */
    g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(first, rows->data, 1);
    keep_numbers(sheet, columns, first, false);
    keep_numbers(sheet, rows, columns, true);
    g_array_set_size(rows, MIN(rows->len, MOST_LINES));
}

/* Keeps the columns of the years that the report's chart draws; if there are none, the last column. */
static void
keep_years(const Table *table, const Chart *chart, GArray *columns)
{
    guint last = g_array_index(columns, guint, columns->len - 1);
    for (guint i = columns->len; i-- > 0;) {
        const TableColumn *column = table->columns->pdata[g_array_index(columns, guint, i) - 1];
        bool drawn = false;
        for (guint k = 0; k < chart->series->len; k++)
            drawn |= column->period &&
                     g_str_has_prefix(((const ChartSeries *)chart->series->pdata[k])->name, column->period);
        if (!drawn)
            g_array_remove_index(columns, i);
    }
    if (!columns->len)
        g_array_append_val(columns, last);
}

/* The format of the values, as the first of the series has it, and where their axis ends: no percentage is
 * over 100. */
static void
look_at_values(SheetChart *chart, const Sheet *sheet, bool percent)
{
    const GArray *rows = chart->rows, *columns = chart->columns;
    guint first = chart->of_rows ? 0 : columns->len - 1;
    g_autofree char *format = look_number_format(
        sheet_cell(sheet, g_array_index(rows, guint, 0), g_array_index(columns, guint, first)));
    chart->number = g_strconcat(format, percent ? "\"%\"" : "", NULL);
    for (guint r = 0; r < rows->len; r++)
        for (guint c = 0; c < columns->len; c++) {
            const SheetCell *cell =
                sheet_cell(sheet, g_array_index(rows, guint, r), g_array_index(columns, guint, c));
            if (percent && cell->number > 80)
                chart->most = 100;
        }
}

static bool
is_of_kind(const Chart *chart, const char *name)
{
    return strcmp(chart_kind_name(chart->kind), name) == 0;
}

SheetChart *
sheet_chart_new(const Profile *profile, const Sheet *sheet, const Table *table, const Chart *chart)
{
    g_autoptr(GArray) rows = rows_to_show(profile, sheet, table), columns = columns_to_show(table, chart);
    if (!rows->len || !columns->len || chart->ticks->len || is_of_kind(chart, "heat") ||
        is_of_kind(chart, "funnel"))
        return NULL;
    bool lines = is_of_kind(chart, "lines"),
         years = !table->time_is_rows && (chart->over_time || rows->len == 1);
    if (years) {
        choose_years(sheet, rows, columns);
    } else {
        keep_years(table, chart, columns);
        keep_numbers(sheet, rows, columns, true);
    }
    /* Two bars show no more than two numbers. */
    if (rows->len * columns->len < 3)
        return NULL;
    SheetChart *native = g_new0(SheetChart, 1);
    native->of_rows = years;
    native->rows = g_steal_pointer(&rows);
    native->columns = g_steal_pointer(&columns);
    /* Time runs across; categories, whose names are long, run down. */
    native->kind = lines && (!years || native->rows->len > 1) ? SHEET_LINES
                   : years || table->time_is_rows             ? SHEET_COLUMNS
                                                              : SHEET_BARS;
    static const char *const kinds[] = {"Column chart", "Bar chart", "Line chart"};
    const char *of = strstr(chart->alt, " of ");
    native->alt = of ? g_strconcat(kinds[native->kind], of, NULL) : g_strdup(chart->alt);
    native->title = g_strdup(chart->title);
    look_at_values(native, sheet, chart->percent);
    native->accent = chart->accent;
    return native;
}
