/* Cross-tables: years by two fields. */
#include "analysis/measures/table_rows.h"

/* Counts by two fields, with a last row and a last column for the margins. */
typedef struct {
    const DatasetField *rows, *columns;
    guint height, width; /* categories, without the margins */
    double *counts;
    RecordSet *whole, *corner; /* of the population and year; left out of neither field */
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
    RecordSet *kept = table_kept(computation, field);
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
    cross.counts = g_new0(double, (cross.height + 1) * (cross.width + 1));
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

/* If a row or column is named, it is not one that is left out. */
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

static double *
cross_count(const Cross *cross, guint row, guint column)
{
    return &cross->counts[row * (cross->width + 1) + column];
}

/* A record counts once in each cell it belongs to, and once in each margin. */
static void
cross_record(Cross *cross, const DatasetCode *row_codes, guint row_length, const DatasetCode *column_codes,
             guint column_length)
{
    (*cross_count(cross, cross->height, cross->width))++;
    for (guint r = 0; r < row_length; r++) {
        if (dataset_repeats_category(row_codes, r))
            continue;
        guint row = (guint)row_codes[r].category;
        (*cross_count(cross, row, cross->width))++;
        for (guint c = 0; c < column_length; c++)
            if (!dataset_repeats_category(column_codes, c))
                (*cross_count(cross, row, (guint)column_codes[c].category))++;
    }
    for (guint c = 0; c < column_length; c++)
        if (!dataset_repeats_category(column_codes, c))
            (*cross_count(cross, cross->height, (guint)column_codes[c].category))++;
}

static bool
is_row_hidden(const Computation *computation, const DatasetField *field, guint category, double count)
{
    bool rare = table_is_rare(field, category) && count == 0 && !computation->known;
    return rare || profile_has_name(computation->measure->leave_out, category_name(field, category));
}

/* One row, its margin first; `row` is the index for the row of totals. `all`: for all years. */
static void
put_cross_row(Computation *computation, const Cross *cross, const Cross *all, const char *period, guint row)
{
    const char *name = row == cross->height ? "" : category_name(cross->rows, row);
    double total = *cross_count(cross, row, cross->width);
    g_autoptr(RecordSet) margin = cell_set(cross, name, "");
    Figure *figure = computation_put(computation, period, name, "", ROLE_COUNT, record_set_ref(margin),
                                     record_set_ref(cross->corner));
    figure_fill_count(figure, total, *cross_count(cross, cross->height, cross->width));
    for (guint c = 0; c < cross->width; c++) {
        if (is_row_hidden(computation, cross->columns, c, *cross_count(all, cross->height, c)))
            continue;
        const char *column = category_name(cross->columns, c);
        figure = computation_put(computation, period, name, column, ROLE_COUNT, cell_set(cross, name, column),
                                 record_set_ref(margin));
        figure_fill_count(figure, *cross_count(cross, row, c), total);
    }
}

static void
count_cross(Computation *computation, Cross *cross, const Period *year)
{
    const Dataset *dataset = computation->dataset;
    g_autofree guint8 *out = table_left_out(cross->rows, computation->measure),
                      *out_columns = table_left_out(cross->columns, computation->measure);
    for (guint i = 0; i < dataset->length; i++) {
        Day received = g_array_index(computation->received->days, Day, i);
        if (!computation->members[i] || received < year->first || received > year->last)
            continue;
        guint row_length, column_length;
        const DatasetCode *row_codes = dataset_codes(cross->rows, i, &row_length);
        const DatasetCode *column_codes = dataset_codes(cross->columns, i, &column_length);
        if (!table_leaves_out(row_codes, row_length, out) &&
            !table_leaves_out(column_codes, column_length, out_columns))
            cross_record(cross, row_codes, row_length, column_codes, column_length);
    }
}

static void
cross_add(Cross *sum, const Cross *cross)
{
    for (guint i = 0; i < (cross->height + 1) * (cross->width + 1); i++)
        sum->counts[i] += cross->counts[i];
}

static void
put_cross(Computation *computation, const Cross *cross, const Cross *all, const char *period)
{
    put_cross_row(computation, cross, all, period, cross->height);
    for (guint r = 0; r < cross->height; r++)
        if (!is_row_hidden(computation, cross->rows, r, *cross_count(all, r, cross->width)))
            put_cross_row(computation, cross, all, period, r);
}

static bool
is_year_crossed(const Computation *computation, const Period *year)
{
    return computation->known || year->year > computation->profile->year - computation->measure->years;
}

/* The report year by two fields, or several years up to it: `part` is the second field's category; margins
 * have one of the two empty. Any row or column in one year is in all of them. */
void
breakdown_by_two(Computation *computation)
{
    g_autoptr(GArray) crosses = g_array_new(FALSE, TRUE, sizeof(Cross));
    guint periods = computation->periods->len;
    g_array_set_clear_func(crosses, (GDestroyNotify)cross_clear);
    g_auto(Cross) all = cross_of(computation, &(Period){.first = 1, .last = G_MAXUINT32});
    if (all.height * all.width > MOST_CELLS) /* from a file: no table from records is as large */
        return;
    for (guint i = 0; i < periods; i++) {
        const Period *year = computation_period(computation, i);
        Cross cross = cross_of(computation, year);
        if (is_year_crossed(computation, year))
            count_cross(computation, &cross, year);
        cross_add(&all, &cross);
        g_array_append_val(crosses, cross);
    }
    for (guint i = 0; i < periods; i++) {
        const Period *year = computation_period(computation, i);
        if (is_year_crossed(computation, year))
            put_cross(computation, &g_array_index(crosses, Cross, i), &all, year->label);
    }
}
