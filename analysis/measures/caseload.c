#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

/* The four must balance. */
static const struct {
    const char *category;
    FigureRole role;
} rows[] = {{OPEN_AT_START, ROLE_OPEN_AT_START},
            {CASELOAD_RECEIVED, ROLE_RECEIVED},
            {CASELOAD_CLOSED, ROLE_CLOSED},
            {OPEN_AT_END, ROLE_OPEN_AT_END}};
enum { START, RECEIVED, CLOSED, END };

typedef struct {
    double rows[G_N_ELEMENTS(rows)];
    double *ages; /* of cases open at the end: one for each limit and one for those past the last */
} Caseload;

/* 1, 3, 6 and 12 months unless the measure has its own. */
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
count_record(Caseload *caseload, Day received, Day closed, Day first, Day end, const GArray *limits)
{
    Day left = closed == DAY_NONE ? G_MAXUINT32 : MAX(closed, received);
    caseload->rows[START] += received < first && left >= first;
    caseload->rows[RECEIVED] += received >= first && received <= end;
    caseload->rows[CLOSED] += left >= first && left <= end;
    if (received <= end && left > end) {
        caseload->rows[END]++;
        caseload->ages[age_of(received, end, limits)]++;
    }
}

/* The report on an unfinished year ends at as-at. */
static Day
end_of(const Computation *computation, const Period *period)
{
    return MIN(period->last, MAX(computation->as_at, period->first));
}

/* Records begun by a day, and ended by then. */
static RecordSet *
over_by(const ProfileMeasure *measure, Day day)
{
    return set_and(set_days(measure->from, DAY_NONE, day), set_days(measure->to, DAY_NONE, day));
}

static RecordSet *
row_set(const Computation *computation, FigureRole role, Day first, Day end)
{
    const ProfileMeasure *measure = computation->measure;
    RecordSet *set = role == ROLE_OPEN_AT_START ? set_open_at(measure->from, measure->to, first - 1)
                     : role == ROLE_RECEIVED    ? set_days(measure->from, first, end)
                     : role == ROLE_CLOSED ? set_without(over_by(measure, end), over_by(measure, first - 1))
                                           : set_open_at(measure->from, measure->to, end);
    return set_and(population_set(computation->profile, measure->of), set);
}

/* Past each limit before the band, but not past its own. */
static RecordSet *
of_age(const ProfileMeasure *measure, RecordSet *open, Day end, const GArray *limits, guint band)
{
    for (guint i = 0; i <= band && i < limits->len; i++) {
        RecordSet *past = set_past_limit(measure->from, g_array_index(limits, Limit, i), end, false);
        open = i < band ? set_and(open, past) : set_without(open, past);
    }
    return open;
}

static void
put_caseload(Computation *computation, const Period *period, const GArray *limits, const Caseload *caseload)
{
    Day end = end_of(computation, period);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        figure_fill_count(computation_put(computation, period->label, rows[i].category, "", rows[i].role,
                                          row_set(computation, rows[i].role, period->first, end), NULL),
                          caseload->rows[i], NAN);
    for (guint band = 0; band <= limits->len; band++) {
        g_autofree char *words = band_words(limits, band), *part = g_strdup_printf("open %s", words);
        RecordSet *open = row_set(computation, ROLE_OPEN_AT_END, period->first, end);
        Figure *figure =
            computation_put(computation, period->label, OPEN_AT_END, part, ROLE_OPEN_AGE,
                            of_age(computation->measure, record_set_ref(open), end, limits, band), open);
        figure_fill_count(figure, caseload->ages[band], caseload->rows[END]);
    }
}

static void
caseload_count(Computation *computation)
{
    const ProfileMeasure *measure = computation->measure;
    const Dataset *dataset = computation->dataset;
    g_autoptr(GArray) limits = age_limits(measure);
    g_autofree double *ages = g_new(double, limits->len + 1);
    for (guint p = 0; p < computation->periods->len; p++) {
        const Period *period = computation_period(computation, p);
        Caseload caseload = {.ages = memset(ages, 0, (limits->len + 1) * sizeof(double))};
        Day end = end_of(computation, period);
        for (guint i = 0; i < dataset->length; i++) {
            Day received = computation->from[i];
            if (computation->members[i] && received != DAY_NONE)
                count_record(&caseload, received, computation->to[i], period->first, end, limits);
        }
        put_caseload(computation, period, limits, &caseload);
    }
}

static const char *const keys[] = {"from", "to", "within", NULL};
const KindOfMeasure kind_caseload = {.name = "caseload",
                                     .section = "caseload",
                                     .keys = keys,
                                     .is_table = true,
                                     .of_days = true,
                                     .parts_add_up = true,
                                     .count = caseload_count};
