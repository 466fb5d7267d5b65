/* Fills the coded columns: populations' fields before the measures over those populations; within a field,
 * the smallest population first, so that a larger one only has to make up the difference. */
#include "analysis/synthesis/demands.h"
#include <math.h>
#include <string.h>

/* Rows whose printed counts do not add up to the number of records. */
static void
codes_note_sum(const Year *year, const Column *column, const Demand *demand, guint unplaced)
{
    double sum = 0;
    for (guint i = 0; i < column->categories->len; i++) {
        if (isnan(demand->wants[i].count) && !isnan(demand->wants[i].percent))
            return;
        sum += isnan(demand->wants[i].count) ? 0 : demand->wants[i].count;
    }
    if (!demand->measure || sum == demand->size || column->further)
        return;
    if (unplaced)
        year_change(year, "%s %s: rows sum to %.0f, total %u: %u record%s in %s", demand->measure->id,
                    year->period, sum, demand->size, unplaced, unplaced == 1 ? "" : "s", NOT_RECORDED);
    else if (sum > demand->size)
        year_change(year, "%s %s: rows sum to %.0f, total %u", demand->measure->id, year->period, sum,
                    demand->size);
}

static GArray *
unfilled_members(const Year *year, const Column *column, const ProfilePopulation *of)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < year->length; i++)
        if (column->codes[i].category == UNFILLED && record_is_in(year, of, i))
            g_array_append_val(members, i);
    return members;
}

/* Categories are dealt round the shuffled records, so that if there are more values than records the rest
 * become further values, and none occurs twice in a record. */
static void
deal_categories(Column *column, const GArray *members, const guint *counts)
{
    guint dealt = 0;
    for (guint c = 0; c < column->categories->len; c++)
        for (guint k = 0; k < counts[c] && members->len; k++, dealt++) {
            guint record = g_array_index(members, guint, dealt % members->len);
            if (dealt < members->len)
                column->codes[record] = (MadeCode){(gint16)c, -1};
            else if (column->further && c < 64)
                column->further[record] |= (guint64)1 << c;
        }
    for (; dealt < members->len; dealt++)
        column->codes[g_array_index(members, guint, dealt)] =
            (MadeCode){(gint16)column_not_recorded(column), -1};
}

static double
base_of_demand(const Year *year, const Column *column, const Demand *demand)
{
    if (demand->measure && demand->measure->percent_of)
        return population_size(year, demand->measure->percent_of);
    double base = demand->size;
    for (guint i = 0; demand->measure && i < demand->measure->leave_out->len; i++) {
        int category = column_category(column, demand->measure->leave_out->pdata[i]);
        if (category >= 0 && !isnan(demand->wants[category].count))
            base -= demand->wants[category].count;
    }
    return base;
}

/* A share leaves the other categories free; a breakdown leaves only those its table does not name. Not
 * recorded is for the remainder and is never wanted itself. */
static bool
may_take_the_rest(const Column *column, const Demand *demand, guint category)
{
    return category != column_not_recorded(column) && want_is_nothing(demand->wants[category]);
}

static guint
wanted_at_most(Want want, guint most)
{
    double count = isnan(want.count) ? round(want.percent * most / 100) : want.count;
    return isnan(count) ? 0 : (guint)CLAMP(count, 0, most);
}

/* Fills the categories wanted and leaves the other records to the next breakdown. */
static void
meet_partial(Year *year, Column *column, const Demand *demand)
{
    for (guint c = 0; c < column->categories->len; c++) {
        guint wanted = wanted_at_most(demand->wants[c], demand->size);
        for (guint i = 0; i < year->length; i++)
            wanted -= wanted && record_is_in(year, demand->of, i) && column->codes[i].category == (int)c;
        g_autoptr(GArray) members = unfilled_members(year, column, demand->of);
        chance_shuffle(year->chance, members);
        for (guint k = 0; k < MIN(wanted, members->len); k++)
            column->codes[g_array_index(members, guint, k)] = (MadeCode){(gint16)c, -1};
    }
}

static void
meet_demand(Year *year, Column *column, const Demand *demand)
{
    if (demand->partial) {
        meet_partial(year, column, demand);
        return;
    }
    guint length = column->categories->len, total = demand->size, sum = 0;
    g_autofree guint *counts = g_new0(guint, length);
    g_autofree Want *wants = g_memdup2(demand->wants, length * sizeof(Want));
    for (guint c = 0; c < length; c++)
        if (want_is_nothing(wants[c]) && !may_take_the_rest(column, demand, c))
            wants[c].count = 0;
    if (column->further) {
        for (guint c = 0; c < length; c++)
            sum += wanted_at_most(wants[c], demand->size);
        total = MAX(total, sum);
    }
    fit_counts(wants, length, total, base_of_demand(year, column, demand), counts);
    sum = 0;
    for (guint c = 0; c < length; c++)
        sum += counts[c];
    codes_note_sum(year, column, demand, sum < demand->size ? demand->size - sum : 0);
    for (guint i = 0; i < year->length; i++)
        if (column->codes[i].category != UNFILLED && record_is_in(year, demand->of, i)) {
            guint *count = &counts[column->codes[i].category];
            *count -= *count > 0;
        }
    g_autoptr(GArray) members = unfilled_members(year, column, demand->of);
    chance_shuffle(year->chance, members);
    deal_categories(column, members, counts);
}

/* The parts of one category, dealt to its records in the breakdown's population. */
static void
fill_parts(Year *year, Column *column, const ProfileMeasure *measure, guint index)
{
    const MadeCategory *category = column->categories->pdata[index];
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < year->length; i++)
        if (column->codes[i].category == (int)index && column->codes[i].part < 0 &&
            record_is_in(year, measure->of, i))
            g_array_append_val(members, i);
    guint length = category->parts->len;
    g_autofree Want *wants = g_new(Want, length);
    g_autofree guint *counts = g_new0(guint, length);
    bool any = false;
    for (guint p = 0; p < length; p++) {
        wants[p] = wanted_figure(year, measure, category->name, category->parts->pdata[p]);
        any |= !want_is_nothing(wants[p]);
    }
    if (!any)
        return;
    fit_counts(wants, length, members->len, members->len, counts);
    chance_shuffle(year->chance, members);
    for (guint p = 0, dealt = 0; p < length; p++)
        for (guint k = 0; k < counts[p] && dealt < members->len; k++, dealt++)
            column->codes[g_array_index(members, guint, dealt)].part = (gint16)p;
}

/* Whether a table broken down by the field includes the record; true if there is no such table. */
static bool
is_in_table(const Year *year, const Column *column, guint record)
{
    bool any = false;
    for (guint i = 0; i < year->measures->len; i++) {
        const ProfileMeasure *measure = year->measures->pdata[i];
        for (guint b = 0; b < measure->by->len; b++) {
            if (strcmp(measure->by->pdata[b], column->field->name) != 0)
                continue;
            if (record_is_in(year, measure->of, record))
                return true;
            any = true;
        }
    }
    return !any;
}

static void
fill_codes(Year *year, Column *column)
{
    g_autoptr(GPtrArray) demands = demands_of(year, column);
    for (guint i = 0; i < demands->len; i++)
        meet_demand(year, column, demands->pdata[i]);
    guint real = column->categories->len - 1;
    for (guint i = 0; i < year->length; i++)
        if (column->codes[i].category == UNFILLED)
            column->codes[i].category = (gint16)(demands->len || !real || !is_in_table(year, column, i)
                                                     ? column_not_recorded(column)
                                                     : chance_below(year->chance, real));
    for (guint d = 0; d < demands->len; d++)
        for (guint c = 0; c < column->categories->len; c++)
            if (((const Demand *)demands->pdata[d])->measure)
                fill_parts(year, column, ((const Demand *)demands->pdata[d])->measure, c);
    int ongoing =
        column->field->ongoing_category ? column_category(column, column->field->ongoing_category) : -1;
    for (guint i = 0; ongoing >= 0 && i < year->length; i++)
        year->open[i] |= column->codes[i].category == ongoing;
    column->filled = true;
}

/* Whether every other field in the population's conditions has its values. */
static bool
population_is_settled(const Year *year, const ProfilePopulation *population, const Column *column)
{
    for (guint i = 0; i < population->where->len; i++) {
        const Column *other = year_column(year, g_array_index(population->where, ProfileCondition, i).field);
        if (other && other != column && other->codes && !other->filled)
            return false;
    }
    return true;
}

static bool
column_is_ready(const Year *year, const Column *column)
{
    for (guint i = 0; i < year->measures->len; i++) {
        const ProfileMeasure *measure = year->measures->pdata[i];
        bool breaks = kind_of(measure)->by_fields && measure->by->len == 1 &&
                      strcmp(measure->by->pdata[0], column->field->name) == 0;
        /* Of several conditions, the last named is made to hold. */
        const ProfilePopulation *of, *in = counted_in(year, measure, &of);
        bool turns = in && in->where->len &&
                     strcmp(g_array_index(in->where, ProfileCondition, in->where->len - 1).field,
                            column->field->name) == 0;
        if ((breaks && !population_is_settled(year, measure->of, column)) ||
            (turns && (!population_is_settled(year, of, column) || !population_is_settled(year, in, column))))
            return false;
    }
    return true;
}

void
year_fill_codes(Year *year)
{
    for (;;) {
        Column *next = NULL, *first = NULL;
        for (guint i = 0; i < year->columns->len && !next; i++) {
            Column *column = year->columns->pdata[i];
            if (!column->codes || column->filled)
                continue;
            first = first ? first : column;
            if (column_is_ready(year, column))
                next = column;
        }
        if (!first)
            return;
        fill_codes(year, next ? next : first); /* populations that wait for each other: in the order given */
    }
}
