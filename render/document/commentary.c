#include "render/document/template.h"
#include <math.h>
#include <string.h>

const Figure *
headline_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const Figure *total = figures_find(exhibits->figures, measure->id, period, "", "");
    if (total)
        return total;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) == 0 && strcmp(figure->period, period) == 0)
            return figure;
    }
    return NULL;
}

static char *
percent_words(const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *digits = figure_number_text(figure->percent, measure->decimals);
    return g_strconcat(digits, "%", NULL);
}

/* The break in the measure's series that stands between a year and the one before; NULL if there is none. */
static const ProfileBreak *
break_at(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    int year;
    return calendar_parse_year(period, exhibits->profile->year_start, &year)
               ? profile_break(exhibits->profile, measure, year)
               : NULL;
}

/* What a share was: its percent, or "2 of 3" where it is of so few that a percent says little. */
static char *
share_words(const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure_base_is_small(figure, measure->small_base))
        return percent_words(measure, figure);
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0);
    return g_strdup_printf("%s of %s", count, base);
}

/* " by 6 percentage points" between the percents as they are printed; "" where they are of few or the same.
 */
static char *
points_words(const ProfileMeasure *measure, const Figure *figure, const Figure *before)
{
    double points =
        figure_round(figure->percent, measure->decimals) - figure_round(before->percent, measure->decimals);
    if (figure_base_is_small(figure, measure->small_base) ||
        figure_base_is_small(before, measure->small_base) || fabs(points) < 1e-9)
        return g_strdup("");
    g_autofree char *digits = figure_number_text(fabs(points), measure->decimals);
    return g_strdup_printf(" by %s percentage point%s", digits, strcmp(digits, "1") ? "s" : "");
}

/* The one place where a change becomes words. A direction is named only where the test found one. */
char *
change_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
             const Figure *before, const char *period_before)
{
    if (break_at(exhibits, measure, figure->period) || !before || figure->signal == SIGNAL_NONE)
        return g_strdup_printf("not comparable with %s", period_before);
    bool share = !isnan(figure->percent) && !isnan(before->percent) && *figure->category;
    if (measure->kind == MEASURE_SHARE || measure->kind == MEASURE_TIMELINESS)
        share = !isnan(figure->percent) && !isnan(before->percent);
    g_autofree char *was = share                  ? share_words(measure, before)
                           : isnan(before->count) ? g_strdup("[x]")
                                                  : figure_number_text(before->count, 0);
    if (figure->signal == SIGNAL_NO_CLEAR_CHANGE)
        return g_strdup_printf("no clear change from %s in %s", was, period_before);
    g_autofree char *points = share ? points_words(measure, figure, before) : g_strdup("");
    return g_strdup_printf("%s%s from %s in %s", figure->signal == SIGNAL_HIGHER ? "rose" : "fell", points,
                           was, period_before);
}

/* The change as the end of a sentence about `what`: "; the share rose ...", ", no clear change ...". */
static void
append_change(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
              const Figure *earlier, const char *before, const char *what)
{
    if (!earlier || figure->signal == SIGNAL_NONE || break_at(exhibits, measure, figure->period))
        return;
    g_autofree char *change = change_words(exhibits, measure, figure, earlier, before);
    bool directed = figure->signal != SIGNAL_NO_CLEAR_CHANGE;
    g_string_append_printf(text, "%s%s%s%s", directed ? "; the " : ", ", directed ? what : "",
                           directed ? " " : "", change);
}

/* The busiest month or quarter and the mean of them all. */
static void
say_busiest(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const char *slot = measure->per == PER_MONTH ? "month" : "quarter";
    g_autofree char *busiest = g_strdup_printf("busiest %s", slot);
    g_autofree char *mean_of = g_strdup_printf("mean of the %ss", slot);
    g_autoptr(GString) names = g_string_new(NULL);
    double most = NAN;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) || strcmp(figure->period, period) ||
            strcmp(figure->category, busiest) || isnan(figure->count))
            continue;
        g_string_append_printf(names, "%s%s", names->len ? ", " : "", figure->part);
        most = figure->count;
    }
    const Figure *mean = figures_find(exhibits->figures, measure->id, period, mean_of, "");
    if (isnan(most) || !mean || isnan(mean->value))
        return;
    g_autofree char *number = figure_number_text(most, 0), *middle = figure_number_text(mean->value, 0);
    g_string_append_printf(text, "The busiest %s of %s was %s, with %s %s; the mean was %s a %s.", slot,
                           period, names->str, number, measure->of->words, middle, slot);
}

/* The change since the first year shown, where that is not the year before. */
static void
say_growth(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    const Profile *profile = exhibits->profile;
    for (int year = profile->year - profile->years + 1; year < profile->year - 1; year++) {
        g_autofree char *first = calendar_year_label(year, profile->year_start);
        const Figure *start = figures_find(exhibits->figures, measure->id, first, "", "");
        if (!start || !(start->count > 0))
            continue;
        g_autofree char *from = figure_number_text(start->count, 0);
        g_autofree char *by =
            figure_number_text(fabs(100 * (figure->count - start->count) / start->count), 0);
        g_string_append_printf(text, " In %s there were %s: a difference of %s%s%%.", first, from,
                               figure->count < start->count ? "\u2212" : "+", by);
        return;
    }
}

static void
say_count(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period,
          const char *before)
{
    if (measure->per != PER_YEAR) {
        say_busiest(text, exhibits, measure, period);
        return;
    }
    const Figure *figure = figures_find(exhibits->figures, measure->id, period, "", "");
    if (!figure || isnan(figure->count))
        return;
    const Figure *earlier = figures_find(exhibits->figures, measure->id, before, "", "");
    g_autofree char *number = figure_number_text(figure->count, 0);
    g_string_append_printf(text, "There were %s %s in %s", number, measure->of->words, period);
    append_change(text, exhibits, measure, figure, earlier, before, "number");
    g_string_append(text, ".");
    say_growth(text, exhibits, measure, figure);
}

/* What was received in the four weeks before and after each day. */
static void
say_around(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure)
{
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *after = figures_at(exhibits->figures, i);
        if (strcmp(after->measure, measure->id) || strcmp(after->part, AROUND_AFTER))
            continue;
        const Figure *before =
            figures_find(exhibits->figures, measure->id, after->period, after->category, AROUND_BEFORE);
        if (!before || isnan(before->count) || isnan(after->count))
            continue;
        g_autofree char *earlier = figure_number_text(before->count, 0),
                        *later = figure_number_text(after->count, 0);
        const char *change = after->signal == SIGNAL_HIGHER  ? "more than"
                             : after->signal == SIGNAL_LOWER ? "fewer than"
                                                             : "no clear change from";
        g_string_append_printf(
            text, "%s%s: %s %s in the four weeks from that day, %s %s in the four weeks before.",
            text->len ? " " : "", after->category, later, measure->of->words, change, earlier);
    }
}

static void
say_caseload(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    static const char *const categories[] = {"open at the start", "received", "closed", "open at the end"};
    char *numbers[4] = {NULL};
    bool all = true;
    for (int i = 0; i < 4; i++) {
        const Figure *figure = figures_find(exhibits->figures, measure->id, period, categories[i], "");
        all = all && figure && !isnan(figure->count);
        numbers[i] = all ? figure_number_text(figure->count, 0) : NULL;
    }
    if (all && strcmp(numbers[0], "0") == 0)
        g_string_append_printf(text, "%s %s were received in %s and %s closed; %s were open at its end.",
                               numbers[1], measure->of->words, period, numbers[2], numbers[3]);
    else if (all)
        g_string_append_printf(text,
                               "%s %s were open when %s began; %s were received and %s closed, which "
                               "left %s open at its end.",
                               numbers[0], measure->of->words, period, numbers[1], numbers[2], numbers[3]);
    for (int i = 0; i < 4; i++)
        g_clear_pointer(&numbers[i], g_free);
}

static void
say_duration(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period)
{
    const Figure *median = figures_find(exhibits->figures, measure->id, period, "median", "");
    const Figure *longest = figures_find(exhibits->figures, measure->id, period, "longest", "");
    if (!median || !longest || isnan(median->value) || isnan(longest->value))
        return;
    g_autofree char *half = figure_number_text(median->value, median->value == floor(median->value) ? 0 : 1);
    g_autofree char *most = figure_number_text(longest->value, 0);
    g_string_append_printf(
        text, "Half of the %s of %s that were closed took %s days or fewer; the longest took %s.",
        measure->of->words, period, half, most);
}

static void
say_share(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
          const char *subject, const char *period, const char *before)
{
    if (!figure || isnan(figure->percent) || isnan(figure->count) || isnan(figure->base))
        return;
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0);
    g_string_append_printf(text, "%s%s: %s of %s %s in %s", text->len ? " " : "", subject, count, base,
                           (measure->percent_of ? measure->percent_of : measure->of)->words, period);
    if (!figure_base_is_small(figure, measure->small_base)) {
        g_autofree char *percent = percent_words(measure, figure);
        g_string_append_printf(text, " (%s)", percent);
    }
    const Figure *earlier = figures_find(exhibits->figures, measure->id, before, figure->category, "");
    append_change(text, exhibits, measure, figure, earlier, before, "share");
    g_string_append(text, ".");
}

/* The largest category, and those whose share changed by more than chance would explain. */
static void
say_breakdown(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period,
              const char *before)
{
    const Figure *largest = NULL;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) || strcmp(figure->period, period) || !*figure->category ||
            *figure->part)
            continue;
        if (!isnan(figure->count) && (!largest || figure->count > largest->count))
            largest = figure;
    }
    if (!largest || largest->count <= 0)
        return;
    g_autofree char *subject = g_strdup_printf("The largest category was %s", largest->category);
    say_share(text, exhibits, measure, largest, subject, period, before);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, measure->id) || strcmp(figure->period, period) || !*figure->category ||
            *figure->part || figure == largest || figure->signal == SIGNAL_NONE ||
            figure->signal == SIGNAL_NO_CLEAR_CHANGE)
            continue;
        const Figure *earlier = figures_find(exhibits->figures, measure->id, before, figure->category, "");
        if (!earlier || isnan(figure->percent) || break_at(exhibits, measure, period))
            continue;
        g_autofree char *change = change_words(exhibits, measure, figure, earlier, before);
        g_autofree char *share = share_words(measure, figure);
        g_string_append_printf(text, " %s: %s; it %s.", figure->category, share, change);
    }
}

/* Met or missed, judged on the exact share; the gap is between the numbers as printed. */
static void
say_target(GString *text, const ProfileMeasure *measure, const Figure *figure)
{
    if (!figure || isnan(figure->value) || isnan(figure->percent))
        return;
    double gap = figure->value - figure_round(figure->percent, measure->decimals);
    g_autofree char *target =
        figure_number_text(figure->value, figure->value == floor(figure->value) ? 0 : 1);
    g_autofree char *points = figure_number_text(gap, measure->decimals);
    g_string_append_printf(text, " The target of %s%% was ", target);
    if (figure->percent >= figure->value)
        g_string_append(text, "met.");
    else if (gap > 0)
        g_string_append_printf(text, "missed by %s percentage point%s.", points,
                               strcmp(points, "1") ? "s" : "");
    else
        g_string_append(text, "missed by less than the rounding shows.");
}

static void
say_timeliness(GString *text, const Exhibits *exhibits, const ProfileMeasure *measure, const char *period,
               const char *before)
{
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(measure->within, Limit, i));
        g_autofree char *category = g_strdup_printf("within %s", words);
        g_autofree char *subject =
            g_strdup_printf("%s %s", strcmp(measure->to, "closed") ? "Done" : "Closed", category);
        const Figure *figure = figures_find(exhibits->figures, measure->id, period, category, "");
        say_share(text, exhibits, measure, figure, subject, period, before);
        say_target(text, measure, figure);
    }
}

char *
commentary_of(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    GString *text = g_string_new(NULL);
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    switch (measure->kind) {
    case MEASURE_COUNT:
        if (measure->around->len)
            say_around(text, exhibits, measure);
        else
            say_count(text, exhibits, measure, period, before);
        break;
    case MEASURE_BREAKDOWN:
        if (measure->by->len == 1 && measure->per == PER_YEAR)
            say_breakdown(text, exhibits, measure, period, before);
        break;
    case MEASURE_SHARE: {
        g_autofree char *words = table_share_words(exhibits->profile, measure);
        g_autofree char *subject = table_sentence_case(words);
        say_share(text, exhibits, measure, figures_find(exhibits->figures, measure->id, period, "", ""),
                  subject, period, before);
        break;
    }
    case MEASURE_TIMELINESS:
        say_timeliness(text, exhibits, measure, period, before);
        break;
    case MEASURE_DURATION:
        say_duration(text, exhibits, measure, period);
        break;
    case MEASURE_CASELOAD:
        say_caseload(text, exhibits, measure, period);
        break;
    case MEASURE_CURVE:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    estimates_say(text, exhibits, measure, period);
    const ProfileBreak *gap = text->len ? break_at(exhibits, measure, period) : NULL;
    if (gap)
        g_string_append_printf(text, " These figures are not comparable with those of %s: %s.", before,
                               gap->note);
    return g_string_free(text, FALSE);
}
