/* What every sentence of the commentary is compared with. */
#include "tests/render/told.h"
#include <math.h>
#include <string.h>
#include "render/table/table.h"

void
wrong(const Told *of, const char *why)
{
    g_error("%s: %s: %s", of->measure->id, why, of->sentence);
}

/* The groups of a pattern in a sentence; NULL if it does not match as a whole. */
char **
match(const char *pattern, const char *sentence)
{
    g_autofree char *whole = g_strdup_printf("^%s$", pattern);
    g_autoptr(GRegex) regex = g_regex_new(whole, 0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    return g_regex_match(regex, sentence, 0, &found) ? g_match_info_fetch_all(found) : NULL;
}

bool
matches(const char *pattern, const char *sentence)
{
    g_auto(GStrv) found = match(pattern, sentence);
    return found;
}

const Figure *
of_category(const Told *of, const char *period, const char *category)
{
    return figures_find(of->figures, of->measure->id, period, category, "");
}

void
same_number(const Told *of, double number, const char *said)
{
    g_autofree char *text = figure_number_text(number, 0);
    if (isnan(number) || strcmp(text, said) != 0) {
        g_autofree char *why = g_strdup_printf("%s is said and the figure is %s", said, text);
        wrong(of, why);
    }
}

/* " (52%)" or "" after a number: the figure's percentage, left out if it is of few. */
void
same_percent(const Told *of, const Figure *figure, const char *said)
{
    bool small = figure_base_is_small(figure, of->measure->small_base);
    g_autofree char *digits = figure_number_text(figure->percent, of->measure->decimals);
    g_autofree char *wanted = g_strdup_printf(" (%s%%)", digits);
    if (strcmp(said, small || isnan(figure->percent) ? "" : wanted) != 0)
        wrong(of, "a percent is not the figure's");
}

/* What may be said about a figure's change, worked out here a second time: nothing if nothing was tested, a
 * direction if the test found one and it shows, similar up to 3 points or 5% or 5 records, otherwise no
 * verdict. */
void
same_tail(const Told *of, const Figure *figure, const char *said)
{
    const Figure *before =
        figures_find(of->figures, figure->measure, "2022-23", figure->category, figure->part);
    bool share = *figure->category || of->measure->kind == MEASURE_SHARE, up = strstr(said, "up from "),
         down = strstr(said, "down from "),
         alike = strstr(said, "similar to") || strstr(said, "much as in") || strstr(said, "the same"),
         beside = strstr(said, "compared with");
    bool small = share && before &&
                 (figure_base_is_small(figure, of->measure->small_base) ||
                  figure_base_is_small(before, of->measure->small_base));
    double now = share ? figure_round(figure->percent, 0) : figure->count,
           then = !before ? NAN
                  : share ? figure_round(before->percent, 0)
                          : before->count;
    if (!before || figure->signal == SIGNAL_NONE || small || isnan(now + then)) {
        if (*said)
            wrong(of, "a change is told where none was tested");
        return;
    }
    bool rose = figure->signal == SIGNAL_HIGHER && now > then,
         fell = figure->signal == SIGNAL_LOWER && now < then,
         near = fabs(now - then) <= (share ? 3 : fmax(5, 0.05 * then)) + 1e-9;
    if (up != rose || down != fell || alike != (!rose && !fell && near) ||
        beside != (!rose && !fell && !near))
        wrong(of, "the change is not what the test found");
}

bool
is_category(const Figure *figure, const Told *of)
{
    return strcmp(figure->measure, of->measure->id) == 0 && strcmp(figure->period, "2023-24") == 0 &&
           *figure->category && !*figure->part;
}

/* No shown category, and no hidden one, can be larger than this number; `rank` 1: the largest, 2: the next.
 */
void
has_rank(const Told *of, const char *category, int rank)
{
    const Figure *named = of_category(of, "2023-24", category), *total = of_category(of, "2023-24", "");
    double shown = 0;
    int larger = 0;
    bool hidden = false;
    if (!named || isnan(named->count))
        wrong(of, "the category is not shown");
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (!is_category(figure, of))
            continue;
        hidden |= isnan(figure->count);
        shown += isnan(figure->count) ? 0 : figure->count;
        if (strcmp(figure->category, "Not recorded") && strcmp(figure->category, "Unrecognised") &&
            figure->count >= named->count && figure != named)
            larger++;
    }
    if (larger >= rank)
        wrong(of, "a category that is as large or larger is passed over");
    if (hidden && (!total || isnan(total->count) || total->count - shown >= named->count))
        wrong(of, "a hidden category may be larger");
}

/* The category named by words in running text: "physical harm", "school", "\u2018Advice\u2019". */
const Figure *
named(const Told *of, const char *words)
{
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (!is_category(figure, of))
            continue;
        g_autofree char *lower = g_ascii_strdown(figure->category, -1),
                        *harm = g_strconcat(lower, " harm", NULL),
                        *quoted = g_strconcat("\u2018", figure->category, "\u2019", NULL);
        const char *const forms[] = {lower, harm, quoted, NULL};
        if (g_strv_contains(forms, words))
            return figure;
    }
    wrong(of, "it names no category");
    return NULL;
}

/* The category of "concerned physical harm", "came from school", "were taken on". */
const Figure *
told(const Told *of, const char *predicate)
{
    g_auto(GStrv) made = match("(.+) made", predicate);
    if (made) {
        g_autofree char *maker = g_ascii_strdown(made[1], -1);
        return named(of, maker);
    }
    static const char *const verbs[] = {"concerned ",        "concerning ",      "came from ",  "from ",
                                        "were recorded as ", "was recorded as ", "recorded as "};
    if (strstr(predicate, "taken on") == predicate + strlen(predicate) - strlen("taken on"))
        return of_category(of, "2023-24", "Taken on");
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (g_str_has_prefix(predicate, verbs[i]))
            return named(of, predicate + strlen(verbs[i]));
    wrong(of, "it says nothing of a category");
    return NULL;
}

const char *
or_nothing(const char *text)
{
    return text ? text : "";
}

/* Nothing hidden may be at the end of a range. */
void
hides_none(const Told *of)
{
    for (guint i = 0; i < figures_length(of->figures); i++)
        if (is_category(figures_at(of->figures, i), of) && isnan(figures_at(of->figures, i)->count))
            wrong(of, "a hidden category may be larger or smaller");
}
