#include "render/commentary/commentary.h"
#include <math.h>
#include <string.h>
#include "render/commentary/writing.h"
#include "render/table/table.h"

const Figure *
commentary_headline(const Figures *figures, const ProfileMeasure *measure, const char *period)
{
    const Figure *total = figures_find(figures, measure->id, period, "", "");
    if (total)
        return total;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_in(figure, measure->id, period))
            return figure;
    }
    return NULL;
}

const Figure *
writing_find(const Writing *writing, const char *period, const char *category, const char *part)
{
    return figures_find(writing->figures, writing->measure->id, period, category, part);
}

void
writing_say(Writing *writing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(writing->sentences, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

const char *
writing_choose(const Writing *writing, const char *one, const char *other)
{
    return g_str_hash(writing->measure->id) % 2 ? one : other;
}

/* The busiest month or quarter and the mean of them all. */
static void
say_busiest(Writing *writing)
{
    const char *slot = writing->measure->per == PER_MONTH ? "month" : "quarter",
               *of = writing->measure->of->words;
    g_autofree char *busiest = g_strdup_printf("busiest %s", slot);
    g_autofree char *mean_of = g_strdup_printf("mean of the %ss", slot);
    g_autoptr(GString) names = g_string_new(NULL);
    double most = NAN;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, writing->measure->id, writing->period) ||
            strcmp(figure->category, busiest) || isnan(figure->count))
            continue;
        g_string_append_printf(names, "%s%s", names->len ? " and " : "", figure->part);
        most = figure->count;
    }
    const Figure *mean = writing_find(writing, writing->period, mean_of, "");
    if (isnan(most) || !mean || isnan(mean->value))
        return;
    g_autofree char *number = figure_number_text(most, 0), *middle = figure_number_text(mean->value, 0);
    if (strstr(names->str, " and "))
        writing_say(writing, "The busiest %ss of %s were %s, with %s %s each; the mean was %s a %s.", slot,
                    writing->period, names->str, number, of, middle, slot);
    else
        writing_say(writing, "The busiest %s of %s was %s, with %s %s; the mean was %s a %s.", slot,
                    writing->period, names->str, number, of, middle, slot);
}

/* The difference on the first year shown, where that is not the year before. */
static void
say_growth(Writing *writing, const Figure *figure)
{
    const Profile *profile = writing->profile;
    for (int year = profile_first_comparable(profile, writing->measure); year < profile->year - 1; year++) {
        g_autofree char *first = calendar_year_label(year, profile->year_start);
        const Figure *start = writing_find(writing, first, "", "");
        if (!start || !(start->count > 0))
            continue;
        g_autofree char *from = figure_number_text(start->count, 0);
        g_autofree char *by =
            figure_number_text(fabs(100 * (figure->count - start->count) / start->count), 0);
        writing_say(writing, "In %s there were %s: a difference of %s%s%%.", first, from,
                    figure->count < start->count ? "\u2212" : "+", by);
        return;
    }
}

static void
say_count(Writing *writing)
{
    if (writing->measure->per != PER_YEAR) {
        say_busiest(writing);
        say_series(writing);
        return;
    }
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (!figure || isnan(figure->count))
        return;
    g_autofree char *number = figure_number_text(figure->count, 0),
                    *change = writing_change(writing, figure, "number");
    if (strcmp(writing_choose(writing, "one", "other"), "one") == 0)
        writing_say(writing, "There were %s %s in %s%s.", number, writing->measure->of->words,
                    writing->period, change);
    else
        writing_say(writing, "In %s there were %s %s%s.", writing->period, number,
                    writing->measure->of->words, change);
    say_growth(writing, figure);
}

/* What was received in the four weeks before and after each day. */
static void
say_around(Writing *writing)
{
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *after = figures_at(writing->figures, i);
        if (strcmp(after->measure, writing->measure->id) || strcmp(after->part, AROUND_AFTER))
            continue;
        const Figure *before = writing_find(writing, after->period, after->category, AROUND_BEFORE);
        if (!before || isnan(before->count) || isnan(after->count))
            continue;
        g_autofree char *earlier = figure_number_text(before->count, 0),
                        *later = figure_number_text(after->count, 0);
        const char *change = after->signal == SIGNAL_HIGHER  ? "more than"
                             : after->signal == SIGNAL_LOWER ? "fewer than"
                                                             : "no clear change from";
        writing_say(writing, "%s: %s %s in the four weeks from that day, %s %s in the four weeks before.",
                    after->category, later, writing->measure->of->words, change, earlier);
    }
}

static void
say_caseload(Writing *writing)
{
    const Figure *start = writing_find(writing, writing->period, OPEN_AT_START, ""),
                 *received = writing_find(writing, writing->period, CASELOAD_RECEIVED, ""),
                 *closed = writing_find(writing, writing->period, CASELOAD_CLOSED, ""),
                 *end = writing_find(writing, writing->period, OPEN_AT_END, "");
    if (!start || !received || !closed || !end ||
        isnan(start->count + received->count + closed->count + end->count))
        return;
    const char *of = writing->measure->of->words;
    g_autofree char *first = figure_number_text(start->count, 0),
                    *came = figure_number_text(received->count, 0),
                    *went = figure_number_text(closed->count, 0), *last = figure_number_text(end->count, 0);
    g_autofree char *change = writing_change(writing, end, "number open");
    if (start->count == 0)
        writing_say(writing, "%s %s were received in %s and %s closed; %s were open at its end%s.", came, of,
                    writing->period, went, last, change);
    else
        writing_say(
            writing,
            "%s %s were open when %s began; %s were received and %s closed, which left %s open at its end%s.",
            first, of, writing->period, came, went, last, change);
}

static void
say_duration(Writing *writing)
{
    const Figure *median = writing_find(writing, writing->period, MEDIAN_LENGTH, ""),
                 *longest = writing_find(writing, writing->period, LONGEST_LENGTH, "");
    if (!median || !longest || isnan(median->value) || isnan(longest->value))
        return;
    g_autofree char *half = figure_number_text(median->value, 0);
    g_autofree char *most = figure_number_text(longest->value, 0);
    writing_say(writing, "Half of the %s of %s that were closed took %s days or fewer; the longest took %s.",
                writing->measure->of->words, writing->period, half, most);
}

/* A share with its base, its percent where it is not of few, and its change. */
static void
say_share_of(Writing *writing, const Figure *figure, const char *subject, bool is_population)
{
    const ProfileMeasure *measure = writing->measure;
    if (!figure || isnan(figure->percent) || isnan(figure->count) || isnan(figure->base))
        return;
    const char *of = profile_percent_of(measure)->words;
    g_autofree char *in = g_strdup_printf("in %s%s", writing->period,
                                          measure->kind != MEASURE_TIMELINESS ? ""
                                          : measure->base == BASE_CLOSED      ? " that were closed"
                                          : measure->base == BASE_DUE ? " that were closed or past the limit"
                                                                      : "");
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0);
    g_autofree char *percent = percent_in_brackets(measure, figure),
                    *change = writing_change(writing, figure, "share");
    g_autofree char *start = table_sentence_case(subject);
    if (is_population && strcmp(writing_choose(writing, "one", "other"), "other") == 0)
        writing_say(writing, "Of %s %s %s, %s%s were %s%s.", base, of, in, count, percent, subject, change);
    else
        writing_say(writing, "%s: %s of %s %s %s%s%s.", start, count, base, of, in, percent, change);
}

static void
say_share(Writing *writing)
{
    g_autofree char *subject = table_share_words(writing->profile, writing->measure);
    say_share_of(writing, writing_find(writing, writing->period, "", ""), subject,
                 writing->measure->in != NULL);
}

/* Met or missed, judged on the exact share; the gap is between the numbers as printed. */
static void
say_target(Writing *writing, const Figure *figure)
{
    if (!figure || isnan(figure->value) || isnan(figure->percent))
        return;
    int decimals = writing->measure->decimals;
    double gap = figure->value - figure_round(figure->percent, decimals);
    g_autofree char *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    g_autofree char *points = figure_number_text(gap, decimals);
    if (figure->percent >= figure->value)
        writing_say(writing, "The target of %s%% was met.", target);
    else if (gap > 0)
        writing_say(writing, "The target of %s%% was missed by %s percentage point%s.", target, points,
                    strcmp(points, "1") ? "s" : "");
    else
        writing_say(writing, "The target of %s%% was missed by less than the rounding shows.", target);
}

static void
say_timeliness(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, i));
        g_autofree char *subject = g_strdup_printf("%s %s", profile_done_word(measure), category);
        const Figure *figure = writing_find(writing, writing->period, category, "");
        say_share_of(writing, figure, subject, false);
        say_target(writing, figure);
    }
}

static void
say_kind(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    switch (measure->kind) {
    case MEASURE_COUNT:
        if (measure->around->len)
            say_around(writing);
        else
            say_count(writing);
        break;
    case MEASURE_BREAKDOWN:
        if (measure->by->len == 2)
            say_cross_table(writing);
        else if (measure->per == PER_YEAR)
            say_breakdown(writing);
        break;
    case MEASURE_SHARE:
        say_share(writing);
        break;
    case MEASURE_TIMELINESS:
        say_timeliness(writing);
        break;
    case MEASURE_DURATION:
        say_duration(writing);
        break;
    case MEASURE_CASELOAD:
        say_caseload(writing);
        break;
    case MEASURE_BENCHMARK:
        say_comparison(writing);
        break;
    case MEASURE_CURVE:
    case MEASURE_SUPPLIED:
        break;
    }
}

/* What breaks the series of the years shown. */
static void
say_breaks(Writing *writing)
{
    const Profile *profile = writing->profile;
    for (int year = profile->year; year > profile->year - profile->years + 1; year--) {
        const ProfileBreak *gap = profile_break(profile, writing->measure, year);
        if (!gap)
            continue;
        g_autofree char *label = calendar_year_label(year, profile->year_start),
                        *before = calendar_year_label(year - 1, profile->year_start);
        if (year == profile->year)
            writing_say(writing, "These figures are not comparable with those of %s: %s.", before, gap->note);
        else
            writing_say(writing,
                        "The series breaks in %s: %s. Years up to %s are not comparable with later ones.",
                        label, gap->note, before);
    }
}

static void
writing_begin(Writing *writing, const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    *writing = (Writing){
        .profile = profile,
        .figures = figures,
        .measure = measure,
        .period = calendar_year_label(profile->year, profile->year_start),
        .before = calendar_year_label(profile->year - 1, profile->year_start),
        .sentences = g_ptr_array_new_with_free_func(g_free),
    };
}

static void
writing_clear(Writing *writing)
{
    g_free(writing->period);
    g_free(writing->before);
    g_ptr_array_unref(writing->sentences);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writing, writing_clear)

char *
commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    say_kind(&writing);
    say_estimates(&writing);
    if (writing.sentences->len)
        say_breaks(&writing);
    g_ptr_array_add(writing.sentences, NULL);
    return g_strjoinv(" ", (char **)writing.sentences->pdata);
}

char *
commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_auto(Writing) writing;
    writing_begin(&writing, profile, figures, measure);
    if (measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1 && measure->per == PER_YEAR)
        say_largest(&writing);
    else if (measure->kind != MEASURE_BREAKDOWN)
        say_kind(&writing);
    guint said = writing.sentences->len;
    if (!said)
        return NULL;
    /* Why a number stands there without a change: the first break that is told is this year's. */
    if (measure->kind == MEASURE_COUNT && profile_break(profile, measure, profile->year))
        say_breaks(&writing);
    return g_strjoin(" ", writing.sentences->pdata[0],
                     writing.sentences->len > said ? writing.sentences->pdata[said] : NULL, NULL);
}
