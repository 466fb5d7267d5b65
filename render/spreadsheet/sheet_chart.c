/* A chart of a sheet's own cells: which of them, and the words for those who cannot see it. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include <string.h>

static void
series_free(gpointer series)
{
    g_array_unref(((SheetSeries *)series)->values);
    g_free(series);
}

void
sheet_chart_free(SheetChart *chart)
{
    if (!chart)
        return;
    g_free(chart->title);
    g_free(chart->alt);
    g_free(chart->axis);
    g_array_unref(chart->categories);
    g_ptr_array_unref(chart->series);
    g_free(chart);
}

/* The sheet's rows that name a category: no parts, no totals. */
static GArray *
rows_to_show(const Sheet *sheet, const Table *table)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        guint place = sheet->table + 1 + i;
        if (!row->level && !row->total)
            g_array_append_val(rows, place);
    }
    return rows;
}

static GArray *
columns_to_show(const Table *table, TableQuantity quantity)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < table->columns->len; i++) {
        guint place = i + 1;
        if (((const TableColumn *)table->columns->pdata[i])->quantity == quantity)
            g_array_append_val(columns, place);
    }
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

static void
add_series(SheetChart *chart, CellPlace name, GArray *values)
{
    SheetSeries *series = g_new0(SheetSeries, 1);
    series->name = name;
    series->values = values;
    g_ptr_array_add(chart->series, series);
}

/* More lines or columns side by side are not told apart. */
enum { MOST_SERIES = 4 };

/* Each category a series over the years that are the columns. */
static void
fill_over_columns(SheetChart *chart, const Sheet *sheet, const GArray *rows, const GArray *columns)
{
    chart->categories = cells_along(columns, sheet->table, false);
    for (guint i = 0; i < rows->len && i < MOST_SERIES; i++) {
        guint row = g_array_index(rows, guint, i);
        add_series(chart, (CellPlace){row, 0}, cells_along(columns, row, false));
    }
}

/* The last columns each a series over the rows. */
static void
fill_over_rows(SheetChart *chart, const Sheet *sheet, const GArray *rows, const GArray *columns, guint most)
{
    chart->categories = cells_along(rows, 0, true);
    for (guint i = columns->len > most ? columns->len - most : 0; i < columns->len; i++) {
        guint column = g_array_index(columns, guint, i);
        add_series(chart, (CellPlace){sheet->table, column}, cells_along(rows, column, true));
    }
}

SheetChart *
sheet_chart_new(const Sheet *sheet, const Table *table, const Chart *chart)
{
    g_autoptr(GArray) rows = rows_to_show(sheet, table);
    g_autoptr(GArray) columns = columns_to_show(table, chart->percent ? TABLE_PERCENT : TABLE_COUNT);
    if (!rows->len || !columns->len)
        return NULL;
    SheetChart *native = g_new0(SheetChart, 1);
    bool lines = strcmp(chart_kind_name(chart->kind), "lines") == 0;
    native->title = g_strdup(table->title);
    native->axis = g_strdup(chart->axis);
    native->series = g_ptr_array_new_with_free_func(series_free);
    if (!table->time_is_rows && (lines || rows->len == 1))
        fill_over_columns(native, sheet, rows, columns);
    else
        fill_over_rows(native, sheet, rows, columns, lines ? MOST_SERIES : 1);
    /* Time runs across; categories, whose names are long, run down. */
    native->kind = lines ? SHEET_LINES : rows->len == 1 || table->time_is_rows ? SHEET_COLUMNS : SHEET_BARS;
    static const char *const kinds[] = {"Column chart", "Bar chart", "Line chart"};
    native->alt =
        g_strdup_printf("%s of %s, %s. %s", kinds[native->kind], table->title, chart->axis, table->summary);
    return native;
}
