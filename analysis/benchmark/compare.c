/* Comparison: the figures of each authority, and what the others' say of this one. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/statistics/statistics.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const Profile *profile;
    const ProfileMeasure *measure;
    Figures *figures;     /* where the comparison goes */
    const Figures *known; /* standard measures of every authority, this one's among them */
    const Children *children;
    const GPtrArray *others; /* Neighbour* */
    Findings *findings;
    GHashTable *said; /* what is said once */
    bool listed;      /* the others are a list of neighbours, and not all there are */
} Comparison;

typedef struct {
    const char *source, *category; /* of the standard measures */
    const char *words;
} Compared;

static Compared
compared_of(const ProfileMeasure *measure)
{
    static const struct {
        const char *name;
        Compared compared;
    } shares[] = {
        {"threshold-share", {"threshold-met", "", "percentage of contacts that met the threshold"}},
        {"substantiated", {"outcome", "Substantiated", "percentage of those that met the threshold"}},
        {"one-working-day", {"one-working-day", "", "percentage of contacts"}}};
    for (gsize i = 0; i < G_N_ELEMENTS(shares); i++)
        if (strcmp(measure->compared, shares[i].name) == 0)
            return shares[i].compared;
    return (Compared){measure->compared, "",
                      strcmp(measure->compared, "harm") == 0 ? "percentage of contacts"
                                                             : "percentage of those that met the threshold"};
}

bool
benchmark_is_rate(const ProfileMeasure *measure)
{
    return g_strcmp0(measure->compared, "contacts") == 0 ||
           g_strcmp0(measure->compared, "threshold-met") == 0;
}

char *
benchmark_words(const Profile *profile, const ProfileMeasure *measure)
{
    if (!benchmark_is_rate(measure))
        return g_strdup(compared_of(measure).words);
    bool all = strcmp(measure->compared, "contacts") == 0;
    return g_strdup_printf("%s%s per 10,000 children aged 0 to 17", profile->words,
                           all ? "" : " that met the threshold");
}

bool
benchmark_is_place(const Figure *figure)
{
    return !*figure->part && strcmp(figure->category, NEIGHBOURS_MEDIAN) &&
           strcmp(figure->category, NEIGHBOURS_KNOWN) && strcmp(figure->category, OWN_RANK);
}

/* 2023-24 by mid-2023, 2024 by mid-2023. */
static int
population_year(const Profile *profile, int year)
{
    int last;
    calendar_split(calendar_year_last(year, profile->year_start), &last, NULL, NULL);
    return last - 1;
}

static void say(Comparison *comparison, const char *rule, FindingSeverity severity, char *text)
    G_GNUC_PRINTF(4, 0);

/* A finding and a note under the table, once. Takes the text over. */
static void
say(Comparison *comparison, const char *rule, FindingSeverity severity, char *text)
{
    const ProfilePlace *place = &comparison->profile->benchmark->place;
    figures_add_note(comparison->figures, comparison->measure->id, text);
    if (g_hash_table_add(comparison->said, g_strdup(text)))
        findings_add(comparison->findings, rule, severity, place->file, place->line, place->column, "", "%s",
                     text);
    g_free(text);
}

/* The rate of a count, or why there is none. */
static void
fill_rate(Comparison *comparison, Figure *figure, int year)
{
    int mid = population_year(comparison->profile, year);
    figure->base = children_of(comparison->children, figure->authority, mid);
    if (isnan(figure->count))
        return;
    if (isnan(figure->base)) {
        say(comparison, "population-missing", FINDING_WARNING,
            g_strdup_printf("%s: no number of children for mid-%d, so no rate for %s.", figure->authority,
                            mid, figure->period));
        return;
    }
    if (figure->base < LEAST_CHILDREN) {
        say(comparison, "population-small", FINDING_NOTE,
            g_strdup_printf("%s has fewer than %d children: a rate would show chance, and none is given.",
                            figure->authority, LEAST_CHILDREN));
        return;
    }
    Interval interval = statistics_poisson(figure->count, 0.95);
    figure->value = figure->count / figure->base * RATE_PER;
    figure->lower = interval.lower / figure->base * RATE_PER;
    figure->upper = interval.upper / figure->base * RATE_PER;
}

static void
fill_share(Figure *figure)
{
    if (!(figure->base > 0) || isnan(figure->count))
        return;
    Interval interval = statistics_wilson(figure->count, figure->base, 0.95);
    figure->percent = 100 * figure->count / figure->base;
    figure->lower = 100 * interval.lower;
    figure->upper = 100 * interval.upper;
}

/* An authority's figure of one category and year; false where it gives none. */
static bool
add_place(Comparison *comparison, const char *authority, int year, const char *period, const char *category)
{
    Compared compared = compared_of(comparison->measure);
    bool mix = comparison->measure->show == SHOW_MIX;
    const Figure *known = figures_find_of(comparison->known, authority, compared.source, period,
                                          mix ? category : compared.category, "");
    if (!known)
        return false;
    Figure figure = FIGURE_BLANK;
    figure.authority = authority;
    figure.measure = comparison->measure->id;
    figure.period = period;
    figure.category = category;
    figure.count = known->count;
    figure.base = known->base;
    figure.percent = benchmark_is_rate(comparison->measure) ? NAN : known->percent;
    figure.status = known->status;
    figure.file = known->file;
    figure.line = known->line;
    if (benchmark_is_rate(comparison->measure))
        fill_rate(comparison, &figure, year);
    else
        fill_share(&figure);
    figures_add(comparison->figures, &figure);
    return !isnan(known->count) || !isnan(known->percent);
}

static double
compared_number(const Comparison *comparison, const Figure *figure)
{
    return !figure ? NAN : benchmark_is_rate(comparison->measure) ? figure->value : figure->percent;
}

static const Figure *
place_of(const Comparison *comparison, const char *authority, const char *period, const char *category)
{
    return figures_find_of(comparison->figures, authority, comparison->measure->id, period, category, "");
}

static const char *
own_name(const Comparison *comparison)
{
    return comparison->profile->authority_name;
}

static Figure
summary_figure(const Comparison *comparison, const char *authority, const char *period, const char *category,
               const char *part)
{
    Figure figure = FIGURE_BLANK;
    figure.authority = authority;
    figure.measure = comparison->measure->id;
    figure.period = period;
    figure.category = category;
    figure.part = part;
    return figure;
}

static int
compare_numbers(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

/* Median and range of the others, and how many of them are known. */
static void
add_median(Comparison *comparison, const char *period, const char *category)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        double number = compared_number(comparison, place_of(comparison, other->name, period, category));
        if (!isnan(number))
            g_array_append_val(numbers, number);
    }
    bool mix = comparison->measure->show == SHOW_MIX;
    Figure figure = summary_figure(comparison, own_name(comparison), period,
                                   mix ? category : NEIGHBOURS_MEDIAN, mix ? NEIGHBOURS_MEDIAN : "");
    /* A percentage of few authorities is none of few records. */
    figure.base = benchmark_is_rate(comparison->measure) ? (double)numbers->len : (double)NAN;
    if (numbers->len) {
        qsort(numbers->data, numbers->len, sizeof(double), compare_numbers);
        double median = statistics_median((const double *)(const void *)numbers->data, numbers->len);
        if (benchmark_is_rate(comparison->measure))
            figure.value = median;
        else
            figure.percent = median;
        figure.lower = g_array_index(numbers, double, 0);
        figure.upper = g_array_index(numbers, double, numbers->len - 1);
    } else {
        figure.status = FIGURE_NOT_AVAILABLE;
    }
    figures_add(comparison->figures, &figure);
}

static void
add_known(Comparison *comparison, const char *period, guint known)
{
    Figure figure = summary_figure(comparison, own_name(comparison), period, NEIGHBOURS_KNOWN, "");
    figure.value = known;
    figure.base = comparison->others->len;
    figures_add(comparison->figures, &figure);
}

static void
add_rank(Comparison *comparison, const char *period)
{
    double own = compared_number(comparison, place_of(comparison, own_name(comparison), period, ""));
    double rank = 1, ranked = 1;
    for (guint i = 0; i < comparison->others->len && !isnan(own); i++) {
        const Neighbour *other = comparison->others->pdata[i];
        double number = compared_number(comparison, place_of(comparison, other->name, period, ""));
        ranked += !isnan(number);
        rank += number > own;
    }
    if (isnan(own) || ranked < 2)
        return;
    Figure figure = summary_figure(comparison, own_name(comparison), period, OWN_RANK, "");
    figure.value = rank;
    figure.base = ranked;
    figures_add(comparison->figures, &figure);
}

/* The share of events in bases over all the others together; NAN of none. */
static double
average_of_others(const Comparison *comparison, const char *period)
{
    double events = 0, bases = 0;
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        const Figure *figure = place_of(comparison, other->name, period, "");
        if (isnan(compared_number(comparison, figure)) || isnan(figure->count) || !(figure->base > 0))
            continue;
        events += figure->count;
        bases += figure->base;
    }
    return events > 0 ? events / bases : NAN;
}

/* Outside its funnel limits is where what is expected is outside the exact limits of what was counted. */
static FigureSignal
against_average(const Figure *place, double average, bool rate, double level)
{
    double number = place->count, expected = average * place->base;
    Interval interval =
        rate ? statistics_poisson(number, level) : statistics_wilson(number, place->base, level);
    if (!rate)
        expected = average;
    return expected < interval.lower   ? SIGNAL_HIGHER
           : expected > interval.upper ? SIGNAL_LOWER
                                       : SIGNAL_NO_CLEAR_CHANGE;
}

static void
add_limits(Comparison *comparison, const char *authority, const char *period, double average)
{
    static const struct {
        const char *part;
        double level;
    } limits[] = {{LIMITS_95, 0.95}, {LIMITS_998, 0.998}};
    const Figure *found = place_of(comparison, authority, period, "");
    if (isnan(compared_number(comparison, found)) || isnan(found->count) || isnan(average))
        return;
    /* What is added moves those that are there. */
    const Figure place = *found;
    bool rate = benchmark_is_rate(comparison->measure);
    double scale = rate ? RATE_PER : 100;
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++) {
        Figure figure = summary_figure(comparison, authority, period, "", limits[i].part);
        figure.value = average * scale;
        figure.base = place.base;
        figure.signal = against_average(&place, average, rate, limits[i].level);
        if (strcmp(authority, own_name(comparison)) == 0) {
            Interval interval = rate ? statistics_funnel_rate(average, place.base, limits[i].level)
                                     : statistics_funnel_share(average, place.base, limits[i].level);
            figure.lower = interval.lower * scale;
            figure.upper = interval.upper * scale;
        }
        figures_add(comparison->figures, &figure);
    }
}

/* Who gives nothing, where that is of the year reported and of a list. */
static void
say_unknown(Comparison *comparison, const char *period, const GPtrArray *unknown)
{
    if (!unknown->len || !comparison->listed)
        return;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < unknown->len; i++)
        g_string_append_printf(names, "%s%s",
                               !i                     ? ""
                               : i + 1 < unknown->len ? ", "
                                                      : " and ",
                               (const char *)unknown->pdata[i]);
    say(comparison, "neighbour-unknown", FINDING_NOTE,
        g_strdup_printf(
            "No figure of %s is known for %s: %u of %u neighbours are known, and none is estimated.",
            names->str, period, comparison->others->len - unknown->len, comparison->others->len));
    g_string_free(names, TRUE);
}

static void
compare_year(Comparison *comparison, int year)
{
    g_autofree char *period = calendar_year_label(year, comparison->profile->year_start);
    const char *const *categories =
        benchmark_categories(comparison->measure->show == SHOW_MIX ? comparison->measure->compared : "");
    g_autoptr(GPtrArray) unknown = g_ptr_array_new();
    for (const char *const *category = categories; *category; category++)
        add_place(comparison, own_name(comparison), year, period, *category);
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        bool any = false;
        for (const char *const *category = categories; *category; category++)
            any |= add_place(comparison, other->name, year, period, *category);
        if (!any)
            g_ptr_array_add(unknown, other->name);
    }
    bool reported = year == comparison->profile->year;
    if (unknown->len == comparison->others->len && !reported)
        return;
    for (const char *const *category = categories; *category; category++)
        add_median(comparison, period, *category);
    add_known(comparison, period, comparison->others->len - unknown->len);
    if (reported)
        say_unknown(comparison, period, unknown);
    if (!reported || comparison->measure->show == SHOW_MIX)
        return;
    add_rank(comparison, period);
    double average = average_of_others(comparison, period);
    add_limits(comparison, own_name(comparison), period, average);
    for (guint i = 0; i < comparison->others->len; i++)
        add_limits(comparison, ((const Neighbour *)comparison->others->pdata[i])->name, period, average);
}

static void
compare_all(Comparison *comparison)
{
    const Profile *profile = comparison->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        comparison->measure = profile->measures->pdata[m];
        for (int year = profile->year - profile->years + 1;
             comparison->measure->kind == MEASURE_BENCHMARK && year <= profile->year; year++)
            compare_year(comparison, year);
    }
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Without a list, all whose figures there are, by name. */
static void
take_all(GPtrArray *others, const Figures *known)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < figures_length(known); i++)
        if (g_hash_table_add(seen, (gpointer)figures_at(known, i)->authority))
            g_ptr_array_add(names, (gpointer)figures_at(known, i)->authority);
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        Neighbour *other = g_new0(Neighbour, 1);
        other->name = g_strdup(names->pdata[i]);
        other->key = authority_key(other->name);
        other->closeness = g_strdup("");
        g_ptr_array_add(others, other);
    }
}

static void
append_all(Figures *to, const Figures *from)
{
    for (guint i = 0; i < figures_length(from); i++)
        figures_add(to, figures_at(from, i));
}

static void
note_list(Figures *figures, const Profile *profile, const GPtrArray *neighbours, const char *version)
{
    g_autoptr(GString) close = g_string_new(NULL);
    for (guint i = 0; i < neighbours->len; i++) {
        const Neighbour *neighbour = neighbours->pdata[i];
        if (*neighbour->closeness)
            g_string_append_printf(close, "%s%s (%s)", close->len ? ", " : "", neighbour->name,
                                   neighbour->closeness);
    }
    g_autofree char *note =
        g_strdup_printf("Neighbours%s%s%s%s.", version ? " by the list of " : " as the profile lists them",
                        version ? version : "", close->len ? ": " : "", close->str);
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        if (measure->kind == MEASURE_BENCHMARK)
            figures_add_note(figures, measure->id, note);
    }
}

static bool
names_by_key(const GPtrArray *neighbours, GHashTable *names)
{
    for (guint i = 0; i < neighbours->len; i++) {
        const Neighbour *neighbour = neighbours->pdata[i];
        g_hash_table_insert(names, neighbour->key, neighbour->name);
    }
    return neighbours->len > 0;
}

bool
benchmark_compare(const Profile *profile, Figures *figures, Findings *findings, GError **error)
{
    if (!profile->benchmark)
        return true;
    GError *fault = NULL;
    Children *children = children_read(profile->benchmark->population, &fault);
    g_autofree char *version = NULL;
    g_autoptr(GPtrArray) others = fault ? NULL : neighbours_read(profile, &version, &fault);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    bool listed = others && names_by_key(others, names);
    g_autoptr(Figures) known = fault ? NULL : others_read(profile, children, names, findings, &fault);
    if (known) {
        if (!listed)
            take_all(others, known);
        g_autoptr(Figures) own = benchmark_return(profile, figures);
        append_all(known, own);
        figures_set_own(figures, profile->authority_name);
        g_autoptr(GHashTable) said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        Comparison comparison = {.profile = profile,
                                 .figures = figures,
                                 .known = known,
                                 .children = children,
                                 .others = others,
                                 .findings = findings,
                                 .said = said,
                                 .listed = listed};
        compare_all(&comparison);
        if (listed)
            note_list(figures, profile, others, version);
    }
    children_free(children);
    if (fault)
        g_propagate_error(error, fault);
    return !fault;
}

Figures *
benchmark_merge(const Profile *profile, Findings *findings, GError **error)
{
    GError *fault = NULL;
    Children *children = children_read(profile->benchmark->population, &fault);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    Figures *all = fault ? NULL : others_read(profile, children, names, findings, &fault);
    children_free(children);
    if (fault)
        g_propagate_error(error, fault);
    return all;
}

/* Rates are given by events, of which each has one base on either limit; shares by base. */
GArray *
benchmark_funnel(bool rate, double average, double from, double to, double level, bool upper)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(FunnelPoint));
    double scale = rate ? RATE_PER : 100, share = average / scale;
    /* A limit's base lies beside that of the events it is given by, so more is gone through than is shown. */
    double base = from / 2, grown = pow(4 * to / from, 1.0 / FUNNEL_STEPS);
    for (int i = 0; i <= FUNNEL_STEPS && from > 0 && share > 0; i++, base *= grown) {
        FunnelPoint point = {base, NAN};
        Interval interval = rate ? statistics_poisson(share * point.base, level)
                                 : statistics_funnel_share(share, point.base, level);
        if (rate) {
            /* As many events as expected here are on a limit of another base: the one that expects as many as
             * their own limit. */
            double events = share * point.base;
            point.base = (upper ? interval.lower : interval.upper) / share;
            point.number = events / point.base * scale;
        } else {
            point.number = (upper ? interval.upper : interval.lower) * scale;
        }
        if (point.base >= from && point.base <= to)
            g_array_append_val(points, point);
    }
    return points;
}
