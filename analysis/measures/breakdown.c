#include "analysis/measures/measure_kinds.h"

/* Counts of one field's categories and parts in one year; a record counts once in each category it has. */
typedef struct {
    GArray *categories; /* of double */
    GArray *entries;    /* of double: how often each stands in the cells, several times in one or not */
    GPtrArray *parts;   /* double[parts] for each category */
    double total, base, all_entries;
} Tally;

static Tally *
tally_new(const DatasetField *field)
{
    Tally *tally = g_new0(Tally, 1);
    tally->categories = g_array_new(FALSE, TRUE, sizeof(double));
    tally->entries = g_array_new(FALSE, TRUE, sizeof(double));
    g_array_set_size(tally->categories, field->categories->len);
    g_array_set_size(tally->entries, field->categories->len);
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
    g_array_unref(tally->entries);
    g_ptr_array_unref(tally->parts);
    g_free(tally);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

/* So many records of the same codes. */
static void
tally_records(Tally *tally, const DatasetCode *codes, guint length, const DatasetField *field, double records)
{
    tally->total += records;
    for (guint i = 0; i < length; i++) {
        g_array_index(tally->entries, double, codes[i].category) += records;
        if (codes[i].category != field->not_recorded)
            tally->all_entries += records;
        bool category_seen = false, part_seen = false;
        for (guint k = 0; k < i; k++) {
            category_seen |= codes[k].category == codes[i].category;
            part_seen |= codes[k].category == codes[i].category && codes[k].part == codes[i].part;
        }
        if (!category_seen)
            g_array_index(tally->categories, double, codes[i].category) += records;
        if (!part_seen && codes[i].part >= 0)
            ((double *)tally->parts->pdata[codes[i].category])[codes[i].part] += records;
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

/* The category of open records; below 0 where the field is no outcome. */
static gint16
ongoing_category(const Computation *computation, const DatasetField *field)
{
    const char *name = profile_field(computation->profile, field->name)->ongoing_category;
    return name ? (gint16)dataset_category(field, name) : -1;
}

/* How many records of each period have each run of codes, behind the last those that were still open when
 * they were judged; and how many are in the base. */
typedef struct {
    guint runs; /* with that last one */
    guint *counts, *base;
} RunCounts;

/* One pass over the records. */
static RunCounts
count_runs(Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
           const GArray *periods)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *of = population_members(computation, measure->of);
    const guint8 *base = measure->percent_of ? population_members(computation, measure->percent_of) : NULL;
    const guint16 *places = computation_places(computation, periods);
    g_autofree guint8 *judgements = computation_judgements(computation, measure);
    bool has_ongoing = ongoing_category(computation, field) >= 0;
    RunCounts counted = {.runs = dataset_runs(field) + 1};
    counted.counts = g_new0(guint, (gsize)(periods->len + 1) * counted.runs);
    counted.base = g_new0(guint, periods->len + 1);
    for (guint i = 0; i < dataset->length; i++) {
        bool open = judgements && judgements[i] == STILL_OPEN;
        guint place = judgements && judgements[i] == TOO_RECENT ? 0 : places[i]; /* nobody asks for 0 */
        guint run = has_ongoing && open ? counted.runs - 1 : dataset_number(&field->runs, i);
        counted.counts[(gsize)place * counted.runs + run] += of[i];
    }
    for (guint i = 0; base && i < dataset->length; i++)
        counted.base[judgements && judgements[i] == TOO_RECENT ? 0 : places[i]] += base[i];
    return counted;
}

static Tally *
tally_period(const Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
             const guint8 *out, const RunCounts *counted, guint place)
{
    DatasetCode ongoing = {ongoing_category(computation, field), -1};
    Tally *tally = tally_new(field);
    const guint *counts = counted->counts + (gsize)place * counted->runs;
    for (guint run = 0; run < counted->runs; run++) {
        if (!counts[run])
            continue;
        guint length = 1;
        const DatasetCode *codes =
            run == counted->runs - 1 ? &ongoing : dataset_run_codes(field, run, &length);
        if (!wholly_left_out(codes, length, out))
            tally_records(tally, codes, length, field, counts[run]);
    }
    tally->base = measure->percent_of ? counted->base[place] : tally->total;
    return tally;
}

static bool
is_rare(const DatasetField *field, guint category)
{
    return category == (guint)field->not_recorded || category == (guint)field->unrecognised;
}

/* Not recorded and Unrecognised are shown in every year or in none, so that the years stay comparable. */
static bool
category_is_shown(const DatasetField *field, guint category, const GPtrArray *tallies)
{
    if (!is_rare(field, category))
        return true;
    for (guint i = 0; i < tallies->len; i++)
        if (g_array_index(((const Tally *)tallies->pdata[i])->categories, double, category) > 0)
            return true;
    return false;
}

/* What is ongoing may yet come to any other outcome; judged after an equal time, it counts as what it was. */
static double
pending_beside(const Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
               const Tally *tally, guint index)
{
    int ongoing = ongoing_category(computation, field);
    bool may_come =
        ongoing >= 0 && index != (guint)ongoing && !measure->follow_up.number && !measure->at_year_end;
    return may_come ? g_array_index(tally->categories, double, ongoing) : 0;
}

/* The records that a breakdown of one period counts. Where they are judged by what was known at some time,
 * `settled` is what was not open then; what was counts as ongoing. */
typedef struct {
    const char *field, *ongoing; /* the category of open records; NULL: there is none */
    RecordSet *whole, *settled;  /* everyone in the rows; settled NULL: nothing is judged */
    RecordSet *total, *base;
} Rows;

/* The field says something that is not left out. Where a cell holds one code, or what is left out never
 * stands beside others, that is the same as saying none of it. */
static RecordSet *
kept_set(const DatasetField *field, const guint8 *out)
{
    bool any = false, beside = false;
    g_autoptr(RecordSet) left = set_nobody();
    g_autoptr(RecordSet) others = set_nobody();
    for (guint i = 0; i < field->categories->len; i++) {
        const char *category = g_array_index(field->categories, DatasetCategory, i).name;
        RecordSet **side = out[i] ? &left : &others;
        any |= out[i];
        beside |= out[i] && field->multiple && i != (guint)field->not_recorded;
        if (out[i] || field->multiple)
            *side = set_or(*side, set_category(field->name, category));
    }
    return !any ? set_everyone() : beside ? g_steal_pointer(&others) : set_not(g_steal_pointer(&left));
}

/* What of the records in rows has these codes, and where open ones count as ongoing, has them then. */
static RecordSet *
rows_with(const Rows *rows, RecordSet *codes, bool is_ongoing)
{
    RecordSet *with = !rows->settled ? codes
                      : is_ongoing   ? set_or(codes, set_not(record_set_ref(rows->settled)))
                                     : set_and(codes, record_set_ref(rows->settled));
    return set_and(record_set_ref(rows->whole), with);
}

static Rows
rows_of(const Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
        const Period *period, const guint8 *out)
{
    Rows rows = {.field = field->name,
                 .ongoing = profile_field(computation->profile, field->name)->ongoing_category};
    int ongoing = rows.ongoing ? dataset_category(field, rows.ongoing) : -1;
    rows.whole = set_and(measured_set(computation, measure, period), old_enough_set(computation, measure));
    if (computation_judges(computation, measure))
        rows.settled = settled_set(computation, measure, period);
    rows.total = measure->leave_out->len
                     ? rows_with(&rows, kept_set(field, out), ongoing >= 0 && !out[ongoing])
                     : record_set_ref(rows.whole);
    rows.base = measure->percent_of
                    ? set_and(population_set(computation->profile, measure->percent_of),
                              set_and(period_set(period), old_enough_set(computation, measure)))
                    : record_set_ref(rows.total);
    return rows;
}

static void
rows_clear(Rows *rows)
{
    record_set_unref(rows->whole);
    record_set_unref(rows->settled);
    record_set_unref(rows->total);
    record_set_unref(rows->base);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* A category, or a part of it; of "" everything in the rows. */
static Figure
row_figure(const Computation *computation, const ProfileMeasure *measure, const char *period,
           const Rows *rows, const char *category, const char *part)
{
    bool is_ongoing = rows->ongoing && profile_same_name(category, rows->ongoing);
    RecordSet *counted = !*category ? record_set_ref(rows->total)
                         : *part    ? rows_with(rows, set_part(rows->field, category, part), false)
                                    : rows_with(rows, set_category(rows->field, category), is_ongoing);
    RecordSet *of = *part && !measure->parts_of_all
                        ? rows_with(rows, set_category(rows->field, category), is_ongoing)
                        : record_set_ref(rows->base);
    Figure figure = computation_figure(computation, measure, period, category, part, ROLE_COUNT, counted, of);
    const ProfileField *field = profile_field(computation->profile, rows->field);
    figure.counts_entries = field->separator && !*part;
    return figure;
}

static void
add_category(Computation *computation, const ProfileMeasure *measure, const DatasetField *field,
             const char *period, const Rows *rows, const Tally *tally, guint index)
{
    const DatasetCategory *category = &g_array_index(field->categories, DatasetCategory, index);
    double count = g_array_index(tally->categories, double, index);
    Figure row = row_figure(computation, measure, period, rows, category->name, "");
    Figure *figure = computation_add(computation, &row, count, tally->base);
    figure->pending = pending_beside(computation, measure, field, tally, index);
    /* Where a cell may hold several, the value is how many entries there are. */
    if (field->multiple)
        figure->value = g_array_index(tally->entries, double, index);
    for (guint p = 0; category->parts && p < category->parts->len; p++) {
        row = row_figure(computation, measure, period, rows, category->name, category->parts->pdata[p]);
        computation_add(computation, &row, ((const double *)tally->parts->pdata[index])[p],
                        measure->parts_of_all ? tally->base : count);
    }
}

static void
breakdown_by_one(Computation *computation, const ProfileMeasure *measure)
{
    const DatasetField *field = dataset_field(computation->dataset, measure->by->pdata[0]);
    g_autofree guint8 *out = left_out(field, measure);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    g_autoptr(GPtrArray) tallies = g_ptr_array_new_with_free_func((GDestroyNotify)tally_free);
    RunCounts counted = count_runs(computation, measure, field, periods);
    for (guint i = 0; i < periods->len; i++)
        g_ptr_array_add(tallies, tally_period(computation, measure, field, out, &counted, i + 1));
    g_free(counted.counts);
    g_free(counted.base);
    for (guint i = 0; i < periods->len; i++) {
        const Tally *tally = tallies->pdata[i];
        const Period *period = &g_array_index(periods, Period, i);
        g_auto(Rows) rows = rows_of(computation, measure, field, period, out);
        Figure row = row_figure(computation, measure, period->label, &rows, "", "");
        Figure *total = computation_add(computation, &row, tally->total, tally->base);
        if (field->multiple)
            total->value = tally->all_entries;
        for (guint c = 0; c < field->categories->len; c++)
            if (!out[c] && category_is_shown(field, c, tallies))
                add_category(computation, measure, field, period->label, &rows, tally, c);
    }
}

/* Counts by two fields, with a last row and a last column for the margins. */
typedef struct {
    const DatasetField *rows, *columns;
    guint height, width; /* categories, without the margins */
    double *counts;
    RecordSet *whole, *kept_rows, *kept_columns; /* of the population and year; not left out of either */
} Cross;

/* Where a row or column is named, it is none that is left out. */
static RecordSet *
cell_set(const Cross *cross, const char *row, const char *column)
{
    RecordSet *in_row = *row ? set_category(cross->rows->name, row) : record_set_ref(cross->kept_rows);
    RecordSet *in_column =
        *column ? set_category(cross->columns->name, column) : record_set_ref(cross->kept_columns);
    return set_and(record_set_ref(cross->whole), set_and(in_row, in_column));
}

static Figure
cell_figure(const Computation *computation, const ProfileMeasure *measure, const Cross *cross,
            const char *period, const char *row, const char *column)
{
    return computation_figure(computation, measure, period, row, column, ROLE_COUNT,
                              cell_set(cross, row, column), cell_set(cross, *column ? row : "", ""));
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
add_cross_row(Computation *computation, const ProfileMeasure *measure, const Cross *cross, guint row,
              const guint8 *out_columns)
{
    g_autofree char *period =
        calendar_year_label(computation->profile->year, computation->profile->year_start);
    const char *name =
        row == cross->height ? "" : g_array_index(cross->rows->categories, DatasetCategory, row).name;
    double total = *cross_count(cross, row, cross->width);
    Figure margin = cell_figure(computation, measure, cross, period, name, "");
    computation_add(computation, &margin, total, *cross_count(cross, cross->height, cross->width));
    for (guint c = 0; c < cross->width; c++)
        if (!out_columns[c] && !(is_rare(cross->columns, c) && *cross_count(cross, cross->height, c) == 0)) {
            Figure cell = cell_figure(computation, measure, cross, period, name,
                                      g_array_index(cross->columns->categories, DatasetCategory, c).name);
            computation_add(computation, &cell, *cross_count(cross, row, c), total);
        }
}

/* The report year by two fields: `part` holds the second field's category; margins have one of the two empty.
 */
static void
breakdown_by_two(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    if (!periods->len || g_array_index(periods, Period, periods->len - 1).year != computation->profile->year)
        return;
    Cross cross = {.rows = dataset_field(dataset, measure->by->pdata[0]),
                   .columns = dataset_field(dataset, measure->by->pdata[1])};
    cross.height = cross.rows->categories->len;
    cross.width = cross.columns->categories->len;
    g_autofree double *counts = cross.counts = g_new0(double, (cross.height + 1) * (cross.width + 1));
    const guint8 *of = population_members(computation, measure->of);
    g_autofree guint8 *out = left_out(cross.rows, measure), *out_columns = left_out(cross.columns, measure);
    for (guint i = 0; i < dataset->length; i++) {
        if (!of[i] || g_array_index(dataset->years, gint16, i) != computation->profile->year)
            continue;
        guint row_length, column_length;
        const DatasetCode *row_codes = dataset_codes(cross.rows, i, &row_length);
        const DatasetCode *column_codes = dataset_codes(cross.columns, i, &column_length);
        if (!wholly_left_out(row_codes, row_length, out) &&
            !wholly_left_out(column_codes, column_length, out_columns))
            cross_record(&cross, row_codes, row_length, column_codes, column_length);
    }
    const Period *year = &g_array_index(periods, Period, periods->len - 1);
    g_autoptr(RecordSet) whole = cross.whole = measured_set(computation, measure, year);
    g_autoptr(RecordSet) kept_rows = cross.kept_rows = kept_set(cross.rows, out);
    g_autoptr(RecordSet) kept_columns = cross.kept_columns = kept_set(cross.columns, out_columns);
    add_cross_row(computation, measure, &cross, cross.height, out_columns);
    for (guint r = 0; r < cross.height; r++)
        if (!out[r] && !(is_rare(cross.rows, r) && *cross_count(&cross, r, cross.width) == 0))
            add_cross_row(computation, measure, &cross, r, out_columns);
}

void
measure_breakdown(Computation *computation, const ProfileMeasure *measure)
{
    if (measure->by->len == 2)
        breakdown_by_two(computation, measure);
    else
        breakdown_by_one(computation, measure);
}
