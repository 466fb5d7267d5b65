#include "tests/analysis/single_cases.h"
#include <glib.h>
#include <stdlib.h>

static int
compare_times(const void *one, const void *other)
{
    const SurvivalTime *a = one, *b = other;
    return (a->time > b->time) - (a->time < b->time);
}

size_t
kaplan_meier_of_cases(const double *times, const bool *ended, size_t n, double level, SurvivalStep *steps)
{
    g_autofree SurvivalTime *counted = g_new(SurvivalTime, n + 1);
    size_t different = 0;
    for (size_t i = 0; i < n; i++)
        counted[i] = (SurvivalTime){times[i], ended[i], !ended[i]};
    qsort(counted, n, sizeof *counted, compare_times);
    for (size_t i = 0; i < n; i++) {
        SurvivalTime one = counted[i];
        if (different > 0 && counted[different - 1].time == one.time) {
            counted[different - 1].ended += one.ended;
            counted[different - 1].followed += one.followed;
        } else
            counted[different++] = one;
    }
    return statistics_kaplan_meier(counted, different, level, steps);
}
