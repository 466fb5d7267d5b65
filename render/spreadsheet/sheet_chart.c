/* A chart of a sheet's own cells: which of them, and the words for those who cannot see it. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include <string.h>
#include "render/spreadsheet/look.h"

static void
series_free(gpointer series)
{
    g_array_unref(((SheetSeries *)series)->values);
    g_free(series);
}

/* The sheet's rows that name a category: no parts, no totals, nothing that other rows say already, and of
 * outcomes not what is none yet. */
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

/* What the report's chart draws: percentages, else counts, else values; beside others their rate alone. */
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

/* The cells where one row meets many columns, or one column many rows. */
static GArray *
cells_along(const GArray *along, guint across, bool by_rows)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(CellPlace));
    for (guint i = 0; i < along->len; i++) {
        guint here = g_array_index(along, guint, i);
        CellPlace place = by_rows ? (CellPlace){here, across} : (CellPlace){across, here};
        g_array_append_val(cells, place);
    }
    return cells;
}

/* Whether every cell along a row or a column is a number: a spreadsheet program would draw "[c]" as nought.
 */
static bool
all_numbers(const Sheet *sheet, guint across, const GArray *along, bool by_rows)
{
    g_autoptr(GArray) cells = cells_along(along, across, by_rows);
    for (guint i = 0; i < cells->len; i++) {
        const CellPlace *place = &g_array_index(cells, CellPlace, i);
        if (sheet_cell(sheet, place->row, place->column)->role != CELL_NUMBER)
            return false;
    }
    return true;
}

static void
keep_numbers(const Sheet *sheet, GArray *places, const GArray *along, bool by_rows)
{
    for (guint i = places->len; i-- > 0;)
        if (!all_numbers(sheet, g_array_index(places, guint, i), along, by_rows))
            g_array_remove_index(places, i);
}

static void
sheet_chart_add_series(SheetChart *chart, CellPlace name, GArray *values)
{
    SheetSeries *series = g_new0(SheetSeries, 1);
    series->name = name;
    series->values = values;
    g_ptr_array_add(chart->series, series);
}

/* More lines side by side are not told apart. */
enum { MOST_LINES = 4 };

/* Each row a series over the years that are the columns; of the years those with a number of the first. */
static void
fill_over_columns(SheetChart *chart, const Sheet *sheet, GArray *rows, GArray *columns)
{
    g_autoptr(GArray) first = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(first, rows->data, 1);
    keep_numbers(sheet, columns, first, true);
    keep_numbers(sheet, rows, columns, false);
    chart->categories = cells_along(columns, sheet->table, false);
    for (guint i = 0; i < rows->len && i < MOST_LINES; i++) {
        guint row = g_array_index(rows, guint, i);
        sheet_chart_add_series(chart, (CellPlace){row, 0}, cells_along(columns, row, false));
    }
}

/* Of the columns those of the years that the report's chart draws, else the last. */
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

/* Each column a series over the rows, the latest first. */
static void
fill_over_rows(SheetChart *chart, const Sheet *sheet, GArray *rows, const GArray *columns)
{
    keep_numbers(sheet, rows, columns, false);
    chart->categories = cells_along(rows, 0, true);
    for (guint i = columns->len; i-- > 0;) {
        guint column = g_array_index(columns, guint, i);
        sheet_chart_add_series(chart, (CellPlace){sheet->table, column}, cells_along(rows, column, true));
    }
}

/* How the values are written, and where their axis ends: no percentage is over 100. */
static void
look_at_values(SheetChart *chart, const Sheet *sheet, bool percent)
{
    for (guint i = 0; i < chart->series->len; i++) {
        const GArray *values = ((const SheetSeries *)chart->series->pdata[i])->values;
        for (guint k = 0; k < values->len; k++) {
            const CellPlace *place = &g_array_index(values, CellPlace, k);
            const SheetCell *cell = sheet_cell(sheet, place->row, place->column);
            if (percent && cell->number > 80)
                chart->most = 100;
            if (chart->number)
                continue;
            g_autofree char *format = look_number_format(cell);
            chart->number = g_strconcat(format, percent ? "\"%\"" : "", NULL);
        }
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
    SheetChart *native = g_new0(SheetChart, 1);
    native->series = g_ptr_array_new_with_free_func(series_free);
    bool lines = is_of_kind(chart, "lines"),
         years = !table->time_is_rows && (chart->over_time || rows->len == 1);
    if (years) {
        fill_over_columns(native, sheet, rows, columns);
    } else {
        keep_years(table, chart, columns);
        fill_over_rows(native, sheet, rows, columns);
    }
    /* Two bars show nothing that two numbers do not. */
    if (native->series->len * native->categories->len < 3) {
        sheet_chart_free(native);
        return NULL;
    }
    /* Time runs across; categories, whose names are long, run down. */
    native->kind = lines && (!years || native->series->len > 1) ? SHEET_LINES
                   : years || table->time_is_rows               ? SHEET_COLUMNS
                                                                : SHEET_BARS;
    static const char *const kinds[] = {"Column chart", "Bar chart", "Line chart"};
    const char *of = strstr(chart->alt, " of ");
    native->alt = of ? g_strconcat(kinds[native->kind], of, NULL) : g_strdup(chart->alt);
    native->title = g_strdup(chart->title);
    look_at_values(native, sheet, chart->percent);
    native->accent = chart->accent;
    return native;
}
