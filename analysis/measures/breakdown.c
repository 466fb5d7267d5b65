#include <math.h>
#include <string.h>
#include "analysis/measures/table_rows.h"

/* Counts of one field's categories and parts in one year; a record counts once in each category it has. */
typedef struct {
    GArray *categories; /* of double */
    GArray *entries;    /* of double: how often each occurs in the cells, whether or not several times in
                         * one */
    GPtrArray *parts;   /* double[parts] for each category */
    double total, base;
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

/* The number of records with the same codes. */
static void
tally_records(Tally *tally, const DatasetCode *codes, guint length, double records)
{
    tally->total += records;
    for (guint i = 0; i < length; i++) {
        g_array_index(tally->entries, double, codes[i].category) += records;
        bool part_seen = false;
        for (guint k = 0; k < i; k++)
            part_seen |= codes[k].category == codes[i].category && codes[k].part == codes[i].part;
        if (!dataset_repeats_category(codes, i))
            g_array_index(tally->categories, double, codes[i].category) += records;
        if (!part_seen && codes[i].part >= 0)
            ((double *)tally->parts->pdata[codes[i].category])[codes[i].part] += records;
    }
}

/* The category of open records; below 0 if the field is not an outcome. */
static gint16
ongoing_category(const Computation *computation, const DatasetField *field)
{
    const char *name = profile_field(computation->profile, field->name)->ongoing_category;
    return name ? (gint16)dataset_category(field, name) : -1;
}

/* The number of records in each period with each run of codes, followed by those that were still open when
 * judged; and the number in the base. */
typedef struct {
    guint runs; /* including that last one */
    guint *counts, *base;
} RunCounts;

/* One pass over the records. */
static RunCounts
count_runs(Computation *computation, const DatasetField *field)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    const guint8 *of = computation->members;
    const guint8 *base = measure->percent_of ? population_members(computation, measure->percent_of) : NULL;
    const guint16 *places = computation->places;
    guint periods = computation->periods->len;
    g_autofree guint8 *judgements = computation_judgements(computation);
    bool has_ongoing = ongoing_category(computation, field) >= 0;
    RunCounts counted = {.runs = dataset_runs(field) + 1};
    counted.counts = g_new0(guint, (gsize)(periods + 1) * counted.runs);
    counted.base = g_new0(guint, periods + 1);
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
tally_period(const Computation *computation, const DatasetField *field, const guint8 *out,
             const RunCounts *counted, guint place)
{
    const ProfileMeasure *measure = computation->measure;
    DatasetCode ongoing = {ongoing_category(computation, field), -1};
    Tally *tally = tally_new(field);
    const guint *counts = counted->counts + (gsize)place * counted->runs;
    for (guint run = 0; run < counted->runs; run++) {
        if (!counts[run])
            continue;
        guint length = 1;
        const DatasetCode *codes =
            run == counted->runs - 1 ? &ongoing : dataset_run_codes(field, run, &length);
        if (!table_leaves_out(codes, length, out))
            tally_records(tally, codes, length, counts[run]);
    }
    tally->base = measure->percent_of ? counted->base[place] : tally->total;
    return tally;
}

/* Not recorded and Unrecognised are shown in every year or in none, so that the years remain comparable. */
static bool
category_is_shown(const DatasetField *field, guint category, const GPtrArray *tallies)
{
    if (!table_is_rare(field, category))
        return true;
    for (guint i = 0; i < tallies->len; i++)
        if (g_array_index(((const Tally *)tallies->pdata[i])->categories, double, category) > 0)
            return true;
    return false;
}

/* An ongoing case may still reach any other outcome; if judged after an equal time, it counts as it was. */
static double
pending_beside(const Computation *computation, const DatasetField *field, const Tally *tally, guint index)
{
    const ProfileMeasure *measure = computation->measure;
    int ongoing = ongoing_category(computation, field);
    bool may_come =
        ongoing >= 0 && index != (guint)ongoing && !measure->follow_up.number && !measure->at_year_end;
    return may_come ? g_array_index(tally->categories, double, ongoing) : 0;
}

/* The records that a breakdown of one period counts. If they are judged by what was known at some time,
 * `settled` are those not open then; the others count as ongoing. */
typedef struct {
    const char *field, *ongoing; /* the category of open records; NULL: none */
    RecordSet *whole, *settled;  /* all records in the rows; settled NULL: nothing is judged */
    RecordSet *total, *base;
} Rows;

/* The records in the rows with these codes; where open ones count as ongoing, only those that had them
 * then. */
static RecordSet *
rows_with(const Rows *rows, RecordSet *codes, bool is_ongoing)
{
    RecordSet *with = !rows->settled ? codes
                      : is_ongoing   ? set_or(codes, set_not(record_set_ref(rows->settled)))
                                     : set_and(codes, record_set_ref(rows->settled));
    return set_and(record_set_ref(rows->whole), with);
}

static Rows
rows_of_breakdown(const Computation *computation, const DatasetField *field, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    Rows rows = {.field = field->name,
                 .ongoing = profile_field(computation->profile, field->name)->ongoing_category};
    rows.whole = set_and(measured_set(computation, period), old_enough_set(computation));
    if (computation_judges(computation))
        rows.settled = settled_set(computation, period);
    RecordSet *kept = table_kept(computation, field);
    bool ongoing_kept = rows.ongoing && !profile_has_name(measure->leave_out, rows.ongoing);
    rows.total = kept ? rows_with(&rows, kept, ongoing_kept) : record_set_ref(rows.whole);
    rows.base = measure->percent_of ? set_and(population_set(computation->profile, measure->percent_of),
                                              set_and(period_set(period), old_enough_set(computation)))
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

/* A category, or a part of it; for "" all records in the rows. */
static Figure *
put_row(Computation *computation, const char *period, const Rows *rows, const char *category,
        const char *part)
{
    const ProfileMeasure *measure = computation->measure;
    bool is_ongoing = rows->ongoing && profile_same_name(category, rows->ongoing);
    RecordSet *counted = !*category ? record_set_ref(rows->total)
                         : *part    ? rows_with(rows, set_part(rows->field, category, part), false)
                                    : rows_with(rows, set_category(rows->field, category), is_ongoing);
    RecordSet *of = *part && !measure->parts_of_all
                        ? rows_with(rows, set_category(rows->field, category), is_ongoing)
                        : record_set_ref(rows->base);
    Figure figure = computation_figure(computation, period, category, part, ROLE_COUNT, counted, of);
    figure.counts_entries = profile_field(computation->profile, rows->field)->separator && !*part;
    return computation_put_figure(computation, &figure);
}

static void
put_category(Computation *computation, const DatasetField *field, const char *period, const Rows *rows,
             const Tally *tally, guint index)
{
    const ProfileMeasure *measure = computation->measure;
    const DatasetCategory *category = &g_array_index(field->categories, DatasetCategory, index);
    double count = g_array_index(tally->categories, double, index);
    Figure *figure =
        figure_fill_count(put_row(computation, period, rows, category->name, ""), count, tally->base);
    figure->pending = pending_beside(computation, field, tally, index);
    /* Where a cell may hold several, the value is the number of entries. */
    if (field->multiple)
        figure->value = g_array_index(tally->entries, double, index);
    for (guint p = 0; category->parts && p < category->parts->len; p++)
        figure_fill_count(put_row(computation, period, rows, category->name, category->parts->pdata[p]),
                          ((const double *)tally->parts->pdata[index])[p],
                          measure->parts_of_all ? tally->base : count);
}

static double
entries_shown(const DatasetField *field, const Tally *tally, const guint8 *hidden)
{
    double entries = 0;
    for (guint c = 0; c < field->categories->len; c++)
        if (!hidden[c] && (int)c != field->not_recorded)
            entries += g_array_index(tally->entries, double, c);
    return entries;
}

/* `hidden`: one byte a category, 1 if it has no row. */
static void
put_rows(Computation *computation, const DatasetField *field, const Period *period, const Tally *tally,
         const guint8 *hidden)
{
    g_auto(Rows) rows = rows_of_breakdown(computation, field, period);
    Figure *total =
        figure_fill_count(put_row(computation, period->label, &rows, "", ""), tally->total, tally->base);
    if (field->multiple)
        total->value = entries_shown(field, tally, hidden);
    for (guint c = 0; c < field->categories->len; c++)
        if (!hidden[c])
            put_category(computation, field, period->label, &rows, tally, c);
}

static void
breakdown_by_one(Computation *computation)
{
    const DatasetField *field = dataset_field(computation->dataset, computation->measure->by->pdata[0]);
    g_autofree guint8 *hidden = table_left_out(field, computation->measure);
    g_autoptr(GPtrArray) tallies = g_ptr_array_new_with_free_func((GDestroyNotify)tally_free);
    RunCounts counted = count_runs(computation, field);
    for (guint i = 0; i < computation->periods->len; i++)
        g_ptr_array_add(tallies, tally_period(computation, field, hidden, &counted, i + 1));
    g_free(counted.counts);
    g_free(counted.base);
    for (guint c = 0; c < field->categories->len; c++)
        hidden[c] |= !computation->known && !category_is_shown(field, c, tallies);
    for (guint i = 0; i < computation->periods->len; i++)
        put_rows(computation, field, computation_period(computation, i), tallies->pdata[i], hidden);
}

/* An outcome as a share of concluded records, beside its share of all. */
static Figure *
put_concluded(Computation *computation, const Figure *figure, const Figure *all, const Figure *ongoing)
{
    bool known = figure->counts && all->counts && ongoing->counts;
    return computation_put(computation, figure->period, figure->category, OF_CONCLUDED, ROLE_CONCLUDED,
                           known ? record_set_ref(figure->counts) : NULL,
                           known ? set_without(record_set_ref(all->counts), record_set_ref(ongoing->counts))
                                 : NULL);
}

static void
add_concluded(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    Figures *figures = computation->figures;
    const ProfileField *field = profile_field(computation->profile, measure->by->pdata[0]);
    if (!field->ongoing_category || field->separator)
        return;
    for (guint i = 0, length = figures_length(figures); i < length; i++) {
        Figure figure = *figures_at(figures, i);
        if (strcmp(figure.measure, measure->id) || *figure.part || !*figure.category ||
            figure.role != ROLE_COUNT || strcmp(figure.category, field->ongoing_category) == 0)
            continue;
        const Figure *all = figures_find(figures, measure->id, figure.period, "", ""),
                     *ongoing =
                         figures_find(figures, measure->id, figure.period, field->ongoing_category, "");
        if (!all || !ongoing)
            continue;
        double base = all->count - ongoing->count;
        bool counted = !isnan(figure.count + base);
        if (counted || computation->known)
            figure_fill_count(put_concluded(computation, &figure, all, ongoing), figure.count, base);
    }
}

/* Added to a breakdown by year: each category against the first year, and each outcome as a share of those
 * concluded. */
static void
breakdown_estimate(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    if (measure->by->len != 1 || measure->per != PER_YEAR)
        return;
    estimate_since(computation);
    add_concluded(computation);
}

static void
breakdown_count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    if (measure->by->len == 2)
        breakdown_by_two(computation);
    else
        breakdown_by_one(computation);
}

static bool
breakdown_allows(const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    const ProfileField *by = measure->by->len == 1 ? profile_field(profile, measure->by->pdata[0]) : NULL;
    return strcmp(key, "at") == 0 || strcmp(key, "follow-up") == 0 ? by && by->ongoing_category
           : strcmp(key, "years") == 0                             ? measure->by->len == 2
                                                                   : measure->by->len != 2;
}

static const char *
breakdown_lacks(const ProfileMeasure *measure)
{
    return measure->by->len < 1 || measure->by->len > 2
               ? "a breakdown needs by: one field, or two for a cross-table"
               : NULL;
}

static const char *const keys[] = {"by",        "percent-of", "leave-out", "parts-of", "at",
                                   "follow-up", "per",        "years",     NULL};
const KindOfMeasure kind_breakdown = {.name = "breakdown",
                                      .keys = keys,
                                      .allows = breakdown_allows,
                                      .lacks = breakdown_lacks,
                                      .by_fields = true,
                                      .of_categories = true,
                                      .is_table = true,
                                      .count = breakdown_count,
                                      .estimate = breakdown_estimate};
