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

/* What was in the caseload by a day: begun by then, and ended by then. */
static RecordSet *
over_by(const ProfileMeasure *measure, Day day)
{
    return set_and(set_days(measure->from, DAY_NONE, day), set_days(measure->to, DAY_NONE, day));
}

static void
add_row(Computation *computation, const ProfileMeasure *measure, const Period *period, const char *category,
        FigureRole role, RecordSet *set, double count)
{
    Figure figure = computation_figure(computation, measure, period->label, category, "", role,
                                       set_and(population_set(computation->profile, measure->of), set), NULL);
    computation_add(computation, &figure, count, NAN);
}

static void
add_caseload(Computation *computation, const ProfileMeasure *measure, const Period *period, Day end,
             const Caseload *caseload)
{
    add_row(computation, measure, period, OPEN_AT_START, ROLE_OPEN_AT_START,
            set_open_at(measure->from, measure->to, period->first - 1), caseload->open_at_start);
    add_row(computation, measure, period, CASELOAD_RECEIVED, ROLE_RECEIVED,
            set_days(measure->from, period->first, end), caseload->received);
    add_row(computation, measure, period, CASELOAD_CLOSED, ROLE_CLOSED,
            set_without(over_by(measure, end), over_by(measure, period->first - 1)), caseload->closed);
    add_row(computation, measure, period, OPEN_AT_END, ROLE_OPEN_AT_END,
            set_open_at(measure->from, measure->to, end), caseload->open_at_end);
}

/* Past each of the limits before the band, and not past its own. */
static RecordSet *
of_age(const ProfileMeasure *measure, Day end, const GArray *limits, guint band)
{
    RecordSet *set = set_everyone();
    for (guint i = 0; i < band; i++)
        set = set_and(set, set_past_limit(measure->from, g_array_index(limits, Limit, i), end, false));
    return band < limits->len
               ? set_without(set,
                             set_past_limit(measure->from, g_array_index(limits, Limit, band), end, false))
               : set;
}

static void
add_age(Computation *computation, const ProfileMeasure *measure, const Period *period, Day end,
        const GArray *limits, guint band, const Caseload *caseload)
{
    g_autofree char *words = band_words(limits, band), *part = g_strdup_printf("open %s", words);
    RecordSet *open = set_and(population_set(computation->profile, measure->of),
                              set_open_at(measure->from, measure->to, end));
    Figure figure =
        computation_figure(computation, measure, period->label, OPEN_AT_END, part, ROLE_OPEN_AGE,
                           set_and(record_set_ref(open), of_age(measure, end, limits, band)), open);
    computation_add(computation, &figure, caseload->ages[band], caseload->open_at_end);
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
        add_caseload(computation, measure, period, end, &caseload);
        for (guint band = 0; band <= limits->len; band++)
            add_age(computation, measure, period, end, limits, band, &caseload);
    }
}
