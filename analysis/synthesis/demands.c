#include "analysis/synthesis/demands.h"
#include <math.h>
#include <string.h>

static void
demand_free(gpointer pointer)
{
    Demand *demand = pointer;
    if (demand->own_of)
        g_array_unref(demand->own_of->where);
    g_free(demand->own_of);
    g_free(demand->wants);
    g_free(demand);
}

static Demand *
demand_new(const Year *year, const Column *column, const ProfileMeasure *measure, const ProfilePopulation *of)
{
    Demand *demand = g_new0(Demand, 1);
    demand->measure = measure;
    demand->of = of;
    demand->size = population_size(year, of);
    demand->wants = g_new(Want, column->categories->len);
    for (guint i = 0; i < column->categories->len; i++)
        demand->wants[i] = WANT_NOTHING;
    return demand;
}

/* The rows of a breakdown; NULL if neither this year nor another has any. */
static Demand *
breakdown_demand(const Year *year, const Column *column, const ProfileMeasure *measure)
{
    Demand *demand = demand_new(year, column, measure, measure->of);
    bool any = false;
    for (guint i = 0; i < column->categories->len; i++) {
        const MadeCategory *category = column->categories->pdata[i];
        demand->wants[i] = wanted_figure(year, measure, category->name, "");
        any |= !want_is_nothing(demand->wants[i]);
    }
    if (any)
        return demand;
    demand_free(demand);
    return NULL;
}

static bool
is_counted_population(const ProfileMeasure *measure)
{
    return kind_of(measure)->sizes_population && measure->per == PER_YEAR && measure->of->where->len > 0;
}

const ProfilePopulation *
counted_in(const Year *year, const ProfileMeasure *measure, const ProfilePopulation **of)
{
    *of = is_counted_population(measure) ? year->profile->populations->pdata[0] : measure->of;
    if (kind_of(measure)->is_share)
        return measure->in;
    return is_counted_population(measure) ? measure->of : NULL;
}

/* The condition of a population that this column decides, once all other columns have their values; NULL
 * if there is none yet. */
static const ProfileCondition *
deciding_condition(const Year *year, const ProfilePopulation *in, const Column *column)
{
    const ProfileCondition *deciding = NULL;
    for (guint i = 0; i < in->where->len; i++) {
        const ProfileCondition *condition = &g_array_index(in->where, ProfileCondition, i);
        const Column *other = year_column(year, condition->field);
        if (other == column)
            deciding = condition;
        else if (!other || !other->codes || !other->filled)
            return NULL;
    }
    return deciding;
}

/* The categories that a condition depends on and no other demand has covered: those it names, or those it
 * excludes. `*outside` if the share's records are those not in them. */
static GArray *
categories_of_condition(const Column *column, const ProfileCondition *condition, const Want *wants,
                        bool *outside)
{
    GArray *categories = g_array_new(FALSE, FALSE, sizeof(guint));
    *outside = condition->is->len == 0;
    guint not_recorded = column_not_recorded(column);
    if (condition->answered && !condition->is->len && !condition->is_not->len) {
        g_array_append_val(categories, not_recorded);
        return categories;
    }
    const GPtrArray *names = condition->is->len ? condition->is : condition->is_not;
    for (guint i = 0; i < names->len; i++) {
        int category = column_category(column, names->pdata[i]);
        guint index = (guint)category;
        if (category >= 0 && want_is_nothing(wants[category]))
            g_array_append_val(categories, index);
    }
    return categories;
}

static double
wanted_by_others(const Column *column, const GPtrArray *names, const Want *wants)
{
    double sum = 0;
    for (guint i = 0; i < names->len; i++) {
        int category = column_category(column, names->pdata[i]);
        if (category >= 0 && !isnan(wants[category].count))
            sum += wants[category].count;
    }
    return sum;
}

/* One category keeps the demand as given; several divide a whole number among them. */
static void
demand_share(const Year *year, const Column *column, const ProfileMeasure *measure,
             const ProfileCondition *condition, Demand *demand)
{
    Want want = wanted_figure(year, measure, "", "");
    if (want_is_nothing(want))
        return;
    /* A percent is of the measure's own base, which may be larger than the number of records still to be
     * decided. */
    if (isnan(want.count) && demand->own_of) {
        guint count = 0, base = population_size(year, measure->of);
        fit_counts(&want, 1, base, base, &count);
        want = (Want){count, NAN};
    }
    bool outside;
    g_autoptr(GArray) categories = categories_of_condition(column, condition, demand->wants, &outside);
    if (outside)
        want = isnan(want.count) ? (Want){NAN, 100 - want.percent} : (Want){demand->size - want.count, NAN};
    if (categories->len == 1 && (outside || condition->is->len == 1)) {
        demand->wants[g_array_index(categories, guint, 0)] = want;
        return;
    }
    guint count = 0;
    fit_counts(&want, 1, demand->size, demand->size, &count);
    double rest = fmax(0, count - wanted_by_others(column, condition->is, demand->wants));
    for (guint i = 0; i < categories->len; i++) {
        double part = ceil(rest / (categories->len - i));
        demand->wants[g_array_index(categories, guint, i)] = (Want){part, NAN};
        rest -= part;
    }
}

/* The records still to be decided after a population's other conditions. */
static Demand *
demand_of_several(const Year *year, const Column *column, const ProfilePopulation *of,
                  const ProfilePopulation *in, const ProfileCondition *deciding)
{
    ProfilePopulation *own = g_new0(ProfilePopulation, 1);
    own->where = g_array_new(FALSE, FALSE, sizeof(ProfileCondition));
    g_array_append_vals(own->where, of->where->data, of->where->len);
    for (guint i = 0; i < in->where->len; i++)
        if (&g_array_index(in->where, ProfileCondition, i) != deciding)
            g_array_append_val(own->where, g_array_index(in->where, ProfileCondition, i));
    Demand *demand = demand_new(year, column, NULL, own);
    demand->own_of = own;
    demand->partial = true;
    return demand;
}

static bool
populations_meet(const Year *year, const ProfilePopulation *one, const ProfilePopulation *other)
{
    for (guint i = 0; i < year->length; i++)
        if (record_is_in(year, one, i) && record_is_in(year, other, i))
            return true;
    return false;
}

/* The demand for shares of the same population; NULL if a breakdown of it decides. */
static Demand *
demand_for_share(const Year *year, const Column *column, const ProfilePopulation *of, GPtrArray *demands)
{
    bool partial = false;
    for (guint d = 0; d < demands->len; d++) {
        Demand *demand = demands->pdata[d];
        if (demand->of == of)
            return demand->measure ? NULL : demand;
        partial |= demand->measure && populations_meet(year, of, demand->of);
    }
    Demand *demand = demand_new(year, column, NULL, of);
    demand->partial = partial;
    g_ptr_array_add(demands, demand);
    return demand;
}

/* All shares that depend on this field, by population. */
static void
add_share_demands(const Year *year, const Column *column, GPtrArray *demands)
{
    for (guint i = 0; i < year->measures->len; i++) {
        const ProfileMeasure *measure = year->measures->pdata[i];
        const ProfilePopulation *of, *in = counted_in(year, measure, &of);
        const ProfileCondition *condition = in ? deciding_condition(year, in, column) : NULL;
        if (!condition || measure->per != PER_YEAR || want_is_nothing(wanted_figure(year, measure, "", "")))
            continue;
        Demand *demand = NULL;
        if (in->where->len > 1)
            g_ptr_array_add(demands, demand = demand_of_several(year, column, of, in, condition));
        else
            demand = demand_for_share(year, column, of, demands);
        if (demand)
            demand_share(year, column, measure, condition, demand);
    }
}

static int
compare_demands(gconstpointer one, gconstpointer other)
{
    const Demand *a = *(Demand *const *)one, *b = *(Demand *const *)other;
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return (a->measure == NULL) - (b->measure == NULL);
}

GPtrArray *
demands_of(const Year *year, const Column *column)
{
    GPtrArray *demands = g_ptr_array_new_with_free_func(demand_free);
    for (guint i = 0; i < year->measures->len; i++) {
        const ProfileMeasure *measure = year->measures->pdata[i];
        if (!kind_of(measure)->by_fields || measure->by->len != 1 ||
            strcmp(measure->by->pdata[0], column->field->name) != 0)
            continue;
        Demand *demand = breakdown_demand(year, column, measure);
        if (demand)
            g_ptr_array_add(demands, demand);
    }
    add_share_demands(year, column, demands);
    g_ptr_array_sort(demands, compare_demands);
    return demands;
}
