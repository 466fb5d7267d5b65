/* The sets counted by figures of several kinds. */
#include <string.h>
#include "analysis/measures/measure_kinds.h"

/* For a date these are the only conditions: whether it is present, and within which days. */
static RecordSet *
condition_set(const Profile *profile, const ProfileCondition *condition)
{
    if (profile_field(profile, condition->field)->type == FIELD_DATE)
        return set_days(condition->field, condition->from, condition->until);
    RecordSet *set = set_everyone();
    if (condition->is->len)
        set = set_and(set, set_named(condition->field, condition->is));
    if (condition->is_not->len)
        set = set_without(set, set_named(condition->field, condition->is_not));
    if (condition->answered)
        set = set_without(set, set_category(condition->field, NOT_RECORDED));
    return set;
}

RecordSet *
population_set(const Profile *profile, const ProfilePopulation *population)
{
    RecordSet *set = set_everyone();
    for (guint i = 0; i < population->where->len; i++)
        set = set_and(set, condition_set(profile, &g_array_index(population->where, ProfileCondition, i)));
    return set;
}

RecordSet *
known_set(const char *field)
{
    return strcmp(field, "received") ? set_days(field, DAY_NONE, DAY_NONE) : set_everyone();
}

RecordSet *
period_set(const Period *period)
{
    return set_days("received", period->first, period->last);
}

RecordSet *
measured_set(const Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    return set_and(population_set(computation->profile, measure->of), period_set(period));
}

RecordSet *
begun_set(const Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    return set_and(measured_set(computation, period), known_set(measure->from));
}

RecordSet *
ended_set(const Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    return set_and(begun_set(computation, period), known_set(measure->to));
}

RecordSet *
within_set(const Computation *computation, const Period *period, Limit limit)
{
    const ProfileMeasure *measure = computation->measure;
    return set_and(measured_set(computation, period), set_within(measure->from, measure->to, limit));
}

bool
computation_judges(const Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const ProfileField *closed = profile_field(computation->profile, "closed");
    return (measure->follow_up.number || measure->at_year_end) && closed && closed->type == FIELD_DATE;
}

RecordSet *
old_enough_set(const Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    return computation_judges(computation) && !measure->at_year_end
               ? set_past_limit("received", measure->follow_up, computation->as_at, true)
               : set_everyone();
}

RecordSet *
settled_set(const Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    if (!computation_judges(computation))
        return set_everyone();
    return measure->at_year_end ? set_days("closed", DAY_NONE,
                                           calendar_year_last(period->year, computation->profile->year_start))
                                : set_within("received", "closed", measure->follow_up);
}

GPtrArray *
told_sets(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
}

void
told_add(GPtrArray *told, const RecordSet *set)
{
    if (set)
        g_ptr_array_add(told, record_set_ref(set));
}
