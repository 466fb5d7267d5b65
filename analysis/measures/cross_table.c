/* Cross-tables: the report year by two fields. */
#include "analysis/measures/breakdown.h"

/* Counts by two fields, with a last row and a last column for the margins. */
typedef struct {
    const DatasetField *rows, *columns;
    guint height, width; /* categories, without the margins */
    double *counts;
    RecordSet *whole, *corner; /* of the population and year; what is left out of neither field */
    RecordSet *kept_rows, *kept_columns;
} Cross;

static const char *
category_name(const DatasetField *field, guint index)
{
    return g_array_index(field->categories, DatasetCategory, index).name;
}

static RecordSet *
kept_of(const Computation *computation, const DatasetField *field)
{
    RecordSet *kept = breakdown_kept(computation, field);
    return kept ? kept : set_everyone();
}

static Cross
cross_of(const Computation *computation, const Period *year)
{
    const ProfileMeasure *measure = computation->measure;
    Cross cross = {.rows = dataset_field(computation->dataset, measure->by->pdata[0]),
                   .columns = dataset_field(computation->dataset, measure->by->pdata[1])};
    cross.height = cross.rows->categories->len;
    cross.width = cross.columns->categories->len;
    cross.whole = measured_set(computation, year);
    cross.kept_rows = kept_of(computation, cross.rows);
    cross.kept_columns = kept_of(computation, cross.columns);
    cross.corner = set_and(record_set_ref(cross.whole),
                           set_and(record_set_ref(cross.kept_rows), record_set_ref(cross.kept_columns)));
    return cross;
}

static void
cross_clear(Cross *cross)
{
    record_set_unref(cross->whole);
    record_set_unref(cross->corner);
    record_set_unref(cross->kept_rows);
    record_set_unref(cross->kept_columns);
    g_free(cross->counts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cross, cross_clear)

/* Where a row or column is named, it is none that is left out. */
static RecordSet *
cell_set(const Cross *cross, const char *row, const char *column)
{
    if (!*row && !*column)
        return record_set_ref(cross->corner);
    RecordSet *in_row = *row ? set_category(cross->rows->name, row) : record_set_ref(cross->kept_rows);
    RecordSet *in_column =
        *column ? set_category(cross->columns->name, column) : record_set_ref(cross->kept_columns);
    return set_and(record_set_ref(cross->whole), set_and(in_row, in_column));
}

static Figure *
put_cell(Computation *computation, const Cross *cross, const char *period, const char *row,
         const char *column)
{
    return computation_put(computation, period, row, column, ROLE_COUNT, cell_set(cross, row, column),
                           cell_set(cross, *column ? row : "", ""));
}

static double *
cross_count(const Cross *cross, guint row, guint column)
{
    return &cross->counts[row * (cross->width + 1) + column];
}

static bool
stands_before(const DatasetCode *codes, guint index)
{
    for (guint i = 0; i < index; i++)
        if (codes[i].category == codes[index].category)
            return true;
    return false;
}

/* A record counts once in each cell it belongs to, and once in each margin. */
static void
cross_record(Cross *cross, const DatasetCode *row_codes, guint row_length, const DatasetCode *column_codes,
             guint column_length)
{
    (*cross_count(cross, cross->height, cross->width))++;
    for (guint r = 0; r < row_length; r++) {
        if (stands_before(row_codes, r))
            continue;
        guint row = (guint)row_codes[r].category;
        (*cross_count(cross, row, cross->width))++;
        for (guint c = 0; c < column_length; c++)
            if (!stands_before(column_codes, c))
                (*cross_count(cross, row, (guint)column_codes[c].category))++;
    }
    for (guint c = 0; c < column_length; c++)
        if (!stands_before(column_codes, c))
            (*cross_count(cross, cross->height, (guint)column_codes[c].category))++;
}

/* One row with its margin first; `row` is the height for the row of totals. */
static void
add_cross_row(Computation *computation, const Cross *cross, guint row, const guint8 *out_columns)
{
    g_autofree char *period =
        calendar_year_label(computation->profile->year, computation->profile->year_start);
    const char *name = row == cross->height ? "" : category_name(cross->rows, row);
    double total = *cross_count(cross, row, cross->width);
    figure_fill_count(put_cell(computation, cross, period, name, ""), total,
                      *cross_count(cross, cross->height, cross->width));
    for (guint c = 0; c < cross->width; c++)
        if (!out_columns[c] &&
            !(breakdown_is_rare(cross->columns, c) && *cross_count(cross, cross->height, c) == 0))
            figure_fill_count(put_cell(computation, cross, period, name, category_name(cross->columns, c)),
                              *cross_count(cross, row, c), total);
}

/* The report year by two fields: `part` holds the second field's category; margins have one of the two empty.
 */
void
breakdown_by_two(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    g_autoptr(GArray) periods = computation_periods(computation);
    if (!periods->len || g_array_index(periods, Period, periods->len - 1).year != computation->profile->year)
        return;
    g_auto(Cross) cross = cross_of(computation, &g_array_index(periods, Period, periods->len - 1));
    cross.counts = g_new0(double, (cross.height + 1) * (cross.width + 1));
    const guint8 *of = population_members(computation, measure->of);
    g_autofree guint8 *out = breakdown_left_out(cross.rows, measure),
                      *out_columns = breakdown_left_out(cross.columns, measure);
    for (guint i = 0; i < dataset->length; i++) {
        if (!of[i] || g_array_index(dataset->years, gint16, i) != computation->profile->year)
            continue;
        guint row_length, column_length;
        const DatasetCode *row_codes = dataset_codes(cross.rows, i, &row_length);
        const DatasetCode *column_codes = dataset_codes(cross.columns, i, &column_length);
        if (!breakdown_leaves_out(row_codes, row_length, out) &&
            !breakdown_leaves_out(column_codes, column_length, out_columns))
            cross_record(&cross, row_codes, row_length, column_codes, column_length);
    }
    add_cross_row(computation, &cross, cross.height, out_columns);
    for (guint r = 0; r < cross.height; r++)
        if (!out[r] && !(breakdown_is_rare(cross.rows, r) && *cross_count(&cross, r, cross.width) == 0))
            add_cross_row(computation, &cross, r, out_columns);
}

void
breakdown_list_two(Computation *computation, const Period *period)
{
    g_auto(Cross) cross = cross_of(computation, period);
    for (guint r = 0; r <= cross.height; r++)
        for (guint c = 0; c <= cross.width; c++)
            put_cell(computation, &cross, period->label, r < cross.height ? category_name(cross.rows, r) : "",
                     c < cross.width ? category_name(cross.columns, c) : "");
}
