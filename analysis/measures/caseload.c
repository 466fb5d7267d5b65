#include "analysis/measures/measure_kinds.h"
#include <math.h>

typedef struct {
    double open_at_start, received, closed, open_at_end;
    double *ages; /* of what is open at the end: one for each limit and one past the last */
} Caseload;

/* 1, 3, 6 and 12 months unless the measure names its own. */
static GArray *
age_limits(const ProfileMeasure *measure)
{
    static const int months[] = {1, 3, 6, 12};
    if (measure->within->len)
        return g_array_ref(measure->within);
    GArray *limits = g_array_new(FALSE, FALSE, sizeof(Limit));
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        Limit limit = {months[i], LIMIT_MONTHS};
        g_array_append_val(limits, limit);
    }
    return limits;
}

static guint
age_of(Day received, Day end, const GArray *limits)
{
    guint band = 0;
    while (band < limits->len && end > limit_last_day(g_array_index(limits, Limit, band), received))
        band++;
    return band;
}

/* A case closed before it was received counts as closed at once, so that the four always balance. */
static void
count_record(Caseload *caseload, Day received, Day closed, const Period *period, Day end,
             const GArray *limits)
{
    Day left = closed == DAY_NONE ? G_MAXUINT32 : MAX(closed, received);
    caseload->open_at_start += received < period->first && left >= period->first;
    caseload->received += received >= period->first && received <= end;
    caseload->closed += left >= period->first && left <= end;
    if (received <= end && left > end) {
        caseload->open_at_end++;
        caseload->ages[age_of(received, end, limits)]++;
    }
}

void
measure_caseload(Computation *computation, const ProfileMeasure *measure)
{
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, measure->of);
    const DatasetField *from = dataset_field(dataset, measure->from),
                       *to = dataset_field(dataset, measure->to);
    g_autoptr(GArray) limits = age_limits(measure);
    g_autoptr(GArray) periods = computation_periods(computation, measure);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        g_autofree double *ages = g_new0(double, limits->len + 1);
        Caseload caseload = {.ages = ages};
        /* The report of an unfinished year ends at as-at. */
        Day end = MIN(period->last, MAX(computation->as_at, period->first));
        for (guint i = 0; i < dataset->length; i++) {
            Day received = g_array_index(from->days, Day, i);
            if (members[i] && received != DAY_NONE)
                count_record(&caseload, received, g_array_index(to->days, Day, i), period, end, limits);
        }
        computation_add(computation, measure, period->label, OPEN_AT_START, "", caseload.open_at_start, NAN);
        computation_add(computation, measure, period->label, CASELOAD_RECEIVED, "", caseload.received, NAN);
        computation_add(computation, measure, period->label, CASELOAD_CLOSED, "", caseload.closed, NAN);
        computation_add(computation, measure, period->label, OPEN_AT_END, "", caseload.open_at_end, NAN);
        for (guint band = 0; band <= limits->len; band++) {
            g_autofree char *words = band_words(limits, band);
            g_autofree char *part = g_strdup_printf("open %s", words);
            computation_add(computation, measure, period->label, OPEN_AT_END, part, ages[band],
                            caseload.open_at_end);
        }
    }
}
