#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

/* Counts of one field's categories and parts in one year; a record counts once in each category it has. */
typedef struct {
    GArray *categories; /* of double */
    GPtrArray *parts;   /* double[parts] for each category */
    double total, base;
} Tally;

static Tally *
tally_new(const DatasetField *field)
{
    Tally *tally = g_new0(Tally, 1);
    tally->categories = g_array_new(FALSE, TRUE, sizeof(double));
    g_array_set_size(tally->categories, field->categories->len);
    tally->parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < field->categories->len; i++) {
        const DatasetCategory *category = &g_array_index(field->categories, DatasetCategory, i);
        g_ptr_array_add(tally->parts, g_new0(double, (category->parts ? category->parts->len : 0) + 1));
    }
    return tally;
}

static void
tally_free(Tally *tally)
{
    g_array_unref(tally->categories);
    g_ptr_array_unref(tally->parts);
    g_free(tally);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

static void
tally_record(Tally *tally, const DatasetCode *codes, guint length)
{
    for (guint i = 0; i < length; i++) {
        bool category_seen = false, part_seen = false;
        for (guint k = 0; k < i; k++) {
            category_seen |= codes[k].category == codes[i].category;
            part_seen |= codes[k].category == codes[i].category && codes[k].part == codes[i].part;
        }
        if (!category_seen)
            g_array_index(tally->categories, double, codes[i].category)++;
        if (!part_seen && codes[i].part >= 0)
            ((double *)tally->parts->pdata[codes[i].category])[codes[i].part]++;
    }
}

/* One byte a category: 1 where the measure leaves it out. */
static guint8 *
left_out(const DatasetField *field, const ProfileMeasure *measure)
{
    guint8 *out = g_new0(guint8, field->categories->len);
    for (guint i = 0; i < measure->leave_out->len; i++) {
        int category = dataset_category(field, measure->leave_out->pdata[i]);
        if (category >= 0)
            out[category] = 1;
    }
    return out;
}

static bool
wholly_left_out(const DatasetCode *codes, guint length, const guint8 *out)
{
    for (guint i = 0; i < length; i++)
        if (!out[codes[i].category])
            return false;
    return true;
}

static Tally *
tally_year(Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
           const guint8 *out, int year)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *of = population_members(computation, measure->of);
    const guint8 *base = measure->percent_of ? population_members(computation, measure->percent_of) : NULL;
    Tally *tally = tally_new(field);
    for (guint i = 0; i < dataset->length; i++) {
        if (g_array_index(dataset->years, gint16, i) != year)
            continue;
        tally->base += base && base[i];
        guint length;
        const DatasetCode *codes = dataset_codes(field, i, &length);
        if (!of[i] || wholly_left_out(codes, length, out))
            continue;
        tally->total++;
        tally_record(tally, codes, length);
    }
    if (!base)
        tally->base = tally->total;
    return tally;
}

/* Not recorded and Unrecognised are shown in every year or in none, so that the years stay comparable. */
static bool
category_is_shown(const DatasetField *field, guint category, const GPtrArray *tallies)
{
    if (category != (guint)field->not_recorded && category != (guint)field->unrecognised)
        return true;
    for (guint i = 0; i < tallies->len; i++)
        if (g_array_index(((const Tally *)tallies->pdata[i])->categories, double, category) > 0)
            return true;
    return false;
}

static void
add_category(Computation *computation, const ProfileMeasure *measure, const DatasetCategory *category,
             const char *period, const Tally *tally, guint index)
{
    double count = g_array_index(tally->categories, double, index);
    computation_add(computation, measure, period, category->name, "", count, tally->base);
    for (guint p = 0; category->parts && p < category->parts->len; p++)
        computation_add(computation, measure, period, category->name, category->parts->pdata[p],
                        ((const double *)tally->parts->pdata[index])[p], count);
}

static void
breakdown_by_one(Computation *computation, const ProfileMeasure *measure)
{
    const DatasetField *field = dataset_field(computation->dataset, measure->by->pdata[0]);
    g_autofree guint8 *out = left_out(field, measure);
    g_autoptr(GArray) years = computation_years(computation);
    g_autoptr(GPtrArray) tallies = g_ptr_array_new_with_free_func((GDestroyNotify)tally_free);
    for (guint y = 0; y < years->len; y++)
        g_ptr_array_add(tallies, tally_year(computation, measure, field, out, g_array_index(years, int, y)));
    for (guint y = 0; y < years->len; y++) {
        const Tally *tally = tallies->pdata[y];
        g_autofree char *period =
            calendar_year_label(g_array_index(years, int, y), computation->profile->year_start);
        computation_add(computation, measure, period, "", "", tally->total, tally->base);
        for (guint c = 0; c < field->categories->len; c++)
            if (!out[c] && category_is_shown(field, c, tallies))
                add_category(computation, measure, &g_array_index(field->categories, DatasetCategory, c),
                             period, tally, c);
    }
}

static bool
has_category(const DatasetCode *codes, guint length, guint category)
{
    for (guint i = 0; i < length; i++)
        if ((guint)codes[i].category == category)
            return true;
    return false;
}

/* The report year by two fields: `part` holds the second field's category; margins have one of the two empty.
 */
static void
breakdown_by_two(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    const DatasetField *rows = dataset_field(dataset, measure->by->pdata[0]);
    const DatasetField *columns = dataset_field(dataset, measure->by->pdata[1]);
    const guint8 *of = population_members(computation, measure->of);
    g_autofree guint8 *out = left_out(rows, measure), *out_columns = left_out(columns, measure);
    guint height = rows->categories->len, width = columns->categories->len;
    /* One row and one column more than there are categories, for the margins. */
    g_autofree double *counts = g_new0(double, (height + 1) * (width + 1));
    for (guint i = 0; i < dataset->length; i++) {
        guint row_length, column_length;
        const DatasetCode *row_codes = dataset_codes(rows, i, &row_length);
        const DatasetCode *column_codes = dataset_codes(columns, i, &column_length);
        if (!of[i] || g_array_index(dataset->years, gint16, i) != computation->profile->year ||
            wholly_left_out(row_codes, row_length, out) ||
            wholly_left_out(column_codes, column_length, out_columns))
            continue;
        for (guint r = 0; r <= height; r++)
            for (guint c = 0; c <= width; c++)
                if ((r == height || has_category(row_codes, row_length, r)) &&
                    (c == width || has_category(column_codes, column_length, c)))
                    counts[r * (width + 1) + c]++;
    }
    g_autofree char *period =
        calendar_year_label(computation->profile->year, computation->profile->year_start);
    for (guint turn = 0; turn <= height; turn++) {
        guint r = turn == 0 ? height : turn - 1; /* the margin first, as totals stand first among figures */
        double total = counts[r * (width + 1) + width];
        bool rare_row = r == (guint)rows->not_recorded || r == (guint)rows->unrecognised;
        if (r < height && (out[r] || (rare_row && total == 0)))
            continue;
        const char *row = r == height ? "" : g_array_index(rows->categories, DatasetCategory, r).name;
        computation_add(computation, measure, period, row, "", total, counts[height * (width + 1) + width]);
        for (guint c = 0; c < width; c++) {
            bool rare = c == (guint)columns->not_recorded || c == (guint)columns->unrecognised;
            if (out_columns[c] || (rare && counts[height * (width + 1) + c] == 0))
                continue;
            computation_add(computation, measure, period, row,
                            g_array_index(columns->categories, DatasetCategory, c).name,
                            counts[r * (width + 1) + c], total);
        }
    }
}

void
measure_breakdown(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->by->len == 2)
        breakdown_by_two(computation, measure);
    else
        breakdown_by_one(computation, measure);
}
