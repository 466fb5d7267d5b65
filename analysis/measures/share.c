#include <string.h>
#include "analysis/measures/table_rows.h"
#include "analysis/measures/measure_kinds.h"

/* One byte a record, 1 if the identifier is in a record received earlier (on the same day, in one before
 * it in the export). */
static guint8 *
earlier_repeats(const Computation *computation, const DatasetField *identifiers)
{
    guint length = computation->dataset->length, most = 0;
    const guint32 *numbers = (const guint32 *)(void *)identifiers->numbers->data;
    const Day *received = (const Day *)(void *)computation->received->days->data;
    for (guint i = 0; i < length; i++)
        most = MAX(most, numbers[i]);
    g_autofree guint *first = g_new0(guint, (gsize)most + 1); /* the earliest record of a number, + 1 */
    for (guint i = 0; i < length; i++) {
        guint known = first[numbers[i]];
        if (!known || received[i] < received[known - 1])
            first[numbers[i]] = i + 1;
    }
    guint8 *repeated = g_malloc0(length + 1);
    for (guint i = 0; i < length; i++)
        repeated[i] = numbers[i] && first[numbers[i]] != i + 1;
    return repeated;
}

/* How many records of the base are counted, and how many more may still be. */
typedef struct {
    guint count, base, pending;
} Shared;

static void
share_within(Day start, Day end, Day as_at, LimitDays *limit, Shared *shared)
{
    if (start == DAY_NONE)
        return;
    Day last = limit_days_last(limit, start);
    shared->count += end != DAY_NONE && end <= last;
    shared->pending += end == DAY_NONE && as_at < last;
}

/* The share of all, or of a category of the field in `by`. */
static void
put_share(Computation *computation, const Period *period, const char *category, const Shared *shared)
{
    const ProfileMeasure *measure = computation->measure;
    RecordSet *base = set_and(measured_set(computation, period), old_enough_set(computation));
    if (*category)
        base = set_and(base, set_category(measure->by->pdata[0], category));
    RecordSet *counted =
        measure->in
            ? set_and(population_set(computation->profile, measure->in), settled_set(computation, period))
        : measure->repeat ? set_repeats(measure->repeat)
                          : set_within(measure->from, measure->to, g_array_index(measure->within, Limit, 0));
    Figure *figure = computation_put(computation, period->label, category, "", ROLE_COUNT,
                                     set_and(record_set_ref(base), counted), base);
    figure_fill_count(figure, shared->count, shared->base)->pending = shared->pending;
}

/* Decides whether a record is counted: it is marked, or within the limit. */
typedef struct {
    const Computation *computation;
    const guint8 *in;
    LimitDays *limit; /* if `in` is NULL */
} Telling;

static void
share_record(const Telling *telling, guint record, Judgement judgement, Shared *shared)
{
    const Computation *computation = telling->computation;
    shared->base++;
    if (telling->in)
        shared->count += telling->in[record] && judgement == KNOWN;
    else
        share_within(computation->from[record], computation->to[record], computation->as_at, telling->limit,
                     shared);
}

/* Adds the record once to each category that it has. */
static void
share_categories(const Telling *telling, const DatasetField *by, guint record, Judgement judgement,
                 Shared *categories)
{
    guint length;
    const DatasetCode *codes = dataset_codes(by, record, &length);
    for (guint i = 0; i < length; i++)
        if (!dataset_repeats_category(codes, i))
            share_record(telling, record, judgement, &categories[codes[i].category]);
}

/* A category that is not the council's own is shown if any period has a record in it. */
static bool
is_category_shown(const Computation *computation, const DatasetField *by, guint category,
                  const Shared *shared, guint periods)
{
    bool shown = computation->known || !table_is_rare(by, category);
    for (guint p = 1; p <= periods; p++)
        shown |= shared[p * by->categories->len + category].base > 0;
    return shown;
}

static void
share_count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    const DatasetField *by = measure->by->len ? dataset_field(dataset, measure->by->pdata[0]) : NULL;
    g_autofree guint8 *repeated =
        measure->repeat ? earlier_repeats(computation, dataset_field(dataset, measure->repeat)) : NULL;
    Telling telling = {.computation = computation,
                       .in = measure->in ? population_members(computation, measure->in) : repeated};
    if (!telling.in)
        telling.limit = limit_days_new(g_array_index(measure->within, Limit, 0));
    g_autofree guint8 *judgements = computation_judgements(computation);
    guint width = by ? by->categories->len : 0, periods = computation->periods->len;
    g_autofree Shared *all = g_new0(Shared, periods + 1),
                      *categories = g_new0(Shared, (gsize)(periods + 1) * width + 1);
    for (guint i = 0; i < dataset->length; i++) {
        Judgement judgement = judgements ? judgements[i] : KNOWN;
        if (!computation->members[i] || judgement == TOO_RECENT)
            continue;
        share_record(&telling, i, judgement, &all[computation->places[i]]);
        if (by)
            share_categories(&telling, by, i, judgement, &categories[(gsize)computation->places[i] * width]);
    }
    g_clear_pointer(&telling.limit, limit_days_free);
    for (guint p = 0; p < periods; p++) {
        const Period *period = computation_period(computation, p);
        put_share(computation, period, "", &all[p + 1]);
        for (guint c = 0; c < width; c++)
            if (is_category_shown(computation, by, c, categories, periods))
                put_share(computation, period, g_array_index(by->categories, DatasetCategory, c).name,
                          &categories[(gsize)(p + 1) * width + c]);
    }
}

static bool
share_allows(G_GNUC_UNUSED const Profile *profile, const ProfileMeasure *measure, const char *key)
{
    return strcmp(key, "follow-up") != 0 || measure->in;
}

static const char *
share_lacks(const ProfileMeasure *measure)
{
    if (measure->by->len > 1)
        return "a share must be by one field";
    if (measure->by->len && measure->per != PER_YEAR)
        return "a share by a field must be for whole years";
    return !measure->in && !measure->repeat && measure->within->len != 1
               ? "a share needs in: a population, within: one limit, or repeat: an identifier"
               : NULL;
}

static const char *const keys[] = {"in", "within", "from", "to", "repeat", "follow-up", "per", "by", NULL};
const KindOfMeasure kind_share = {.name = "share",
                                  .keys = keys,
                                  .allows = share_allows,
                                  .lacks = share_lacks,
                                  .is_share = true,
                                  .count = share_count,
                                  .estimate = estimate_since};
/* The same for each category of a field. */
const KindOfMeasure kind_share_by = {.name = "share",
                                     .keys = keys,
                                     .allows = share_allows,
                                     .lacks = share_lacks,
                                     .is_share = true,
                                     .is_table = true,
                                     .of_categories = true,
                                     .count = share_count,
                                     .estimate = estimate_since};
