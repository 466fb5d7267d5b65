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

/* The report of an unfinished year ends at as-at. */
static Day
end_of(const Computation *computation, const Period *period)
{
    return MIN(period->last, MAX(computation->as_at, period->first));
}

static RecordSet *
row_set(const ProfileMeasure *measure, FigureRole role, Day first, Day end)
{
    return role == ROLE_OPEN_AT_START ? set_open_at(measure->from, measure->to, first - 1)
           : role == ROLE_RECEIVED    ? set_days(measure->from, first, end)
           : role == ROLE_CLOSED      ? set_without(over_by(measure, end), over_by(measure, first - 1))
                                      : set_open_at(measure->from, measure->to, end);
}

static Figure *
put_row(Computation *computation, const Period *period, const char *category, FigureRole role)
{
    const ProfileMeasure *measure = computation->measure;
    RecordSet *set = row_set(measure, role, period->first, end_of(computation, period));
    return computation_put(computation, period->label, category, "", role,
                           set_and(population_set(computation->profile, measure->of), set), NULL);
}

/* Open at the end, past each of the limits before the band, and not past its own. */
static Figure *
put_age(Computation *computation, const Period *period, const GArray *limits, guint band)
{
    const ProfileMeasure *measure = computation->measure;
    Day end = end_of(computation, period);
    g_autofree char *words = band_words(limits, band), *part = g_strdup_printf("open %s", words);
    RecordSet *open = set_and(population_set(computation->profile, measure->of),
                              set_open_at(measure->from, measure->to, end)),
              *aged = record_set_ref(open);
    for (guint i = 0; i <= band && i < limits->len; i++) {
        RecordSet *past = set_past_limit(measure->from, g_array_index(limits, Limit, i), end, false);
        aged = i < band ? set_and(aged, past) : set_without(aged, past);
    }
    return computation_put(computation, period->label, OPEN_AT_END, part, ROLE_OPEN_AGE, aged, open);
}

static void
put_caseload(Computation *computation, const Period *period, const GArray *limits, const Caseload *caseload)
{
    figure_fill_count(put_row(computation, period, OPEN_AT_START, ROLE_OPEN_AT_START),
                      caseload->open_at_start, NAN);
    figure_fill_count(put_row(computation, period, CASELOAD_RECEIVED, ROLE_RECEIVED), caseload->received,
                      NAN);
    figure_fill_count(put_row(computation, period, CASELOAD_CLOSED, ROLE_CLOSED), caseload->closed, NAN);
    figure_fill_count(put_row(computation, period, OPEN_AT_END, ROLE_OPEN_AT_END), caseload->open_at_end,
                      NAN);
    for (guint band = 0; band <= limits->len; band++)
        figure_fill_count(put_age(computation, period, limits, band), caseload->ages[band],
                          caseload->open_at_end);
}

static void
count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    const guint8 *members = population_members(computation, measure->of);
    const DatasetField *from = dataset_field(dataset, measure->from),
                       *to = dataset_field(dataset, measure->to);
    g_autoptr(GArray) limits = age_limits(measure);
    g_autoptr(GArray) periods = computation_periods(computation);
    for (guint p = 0; p < periods->len; p++) {
        const Period *period = &g_array_index(periods, Period, p);
        g_autofree double *ages = g_new0(double, limits->len + 1);
        Caseload caseload = {.ages = ages};
        Day end = end_of(computation, period);
        for (guint i = 0; i < dataset->length; i++) {
            Day received = g_array_index(from->days, Day, i);
            if (members[i] && received != DAY_NONE)
                count_record(&caseload, received, g_array_index(to->days, Day, i), period, end, limits);
        }
        put_caseload(computation, period, limits, &caseload);
    }
}

static void
list(Computation *computation, const Period *period)
{
    const ProfileMeasure *measure = computation->measure;
    g_autoptr(GArray) limits = age_limits(measure);
    g_autofree double *ages = g_new0(double, limits->len + 1);
    put_caseload(computation, period, limits, &(Caseload){.ages = ages});
}

static const char *const keys[] = {"from", "to", "within", NULL};
const KindOfMeasure kind_caseload = {.name = "caseload",
                                     .section = "caseload",
                                     .keys = keys,
                                     .is_table = true,
                                     .of_days = true,
                                     .parts_add_up = true,
                                     .list = list,
                                     .count = count};
