/* Sentences about breakdowns: who leads, who is named beside, who moved. */
#include "tests/render/told.h"
#include <math.h>
#include <string.h>

static bool
check_leader(const Told *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) half = match("More than half of the [a-z ]+? " VERB
                               " \\(([0-9,]+) of ([0-9,]+)(?:, ([0-9]+)%)?\\)" TAIL "\\.",
                               sentence);
    if (half) {
        const Figure *figure = told(of, half[1]), *total = of_category(of, "2023-24", "");
        has_rank(of, figure->category, 1);
        same_number(of, figure->count, half[2]);
        same_number(of, total->count, half[3]);
        if (!(figure->count > total->count / 2))
            wrong(of, "it is no more than half");
        if (half[4] && half[5])
            same_tail(of, figure, half[5]);
        return true;
    }
    g_auto(GStrv) maker = match("(.+ made) ([0-9,]+) of the ([0-9,]+) [a-z ]+?" SHARE
                                "(, more than any other source)?(?: and|,)?( (?:up|down) from .*)?\\.",
                                sentence);
    if (maker) {
        const Figure *figure = told(of, maker[1]);
        bool moved = maker[4] && maker[5] && maker[6];
        if (!moved || (maker[5] && *maker[5]))
            has_rank(of, figure->category, 1);
        same_number(of, figure->count, maker[2]);
        same_number(of, figure->base, maker[3]);
        same_percent(of, figure, or_nothing(maker[4]));
        if (moved)
            same_tail(of, figure, maker[6]);
        return true;
    }
    g_auto(GStrv) ahead = match("Of the ([0-9,]+) [a-z ]+?, ([0-9,]+)" SHARE " " VERB
                                ", more than any other [a-z]+( and .*)?\\.",
                                sentence);
    if (ahead) {
        const Figure *figure = told(of, ahead[4]);
        has_rank(of, figure->category, 1);
        same_number(of, figure->count, ahead[2]);
        same_percent(of, figure, or_nothing(ahead[3]));
        for (guint i = 0; i < figures_length(of->figures); i++) {
            const Figure *other = figures_at(of->figures, i);
            bool tells = is_category(other, of) && other != figure && !isnan(other->count) &&
                         strcmp(other->category, "Not recorded") != 0;
            if (tells && !(figure->count - other->count > 1.95 * sqrt(figure->count + other->count)))
                wrong(of, "another may be as frequent but for chance");
        }
        return true;
    }
    g_auto(GStrv) close = match("[A-Z][a-z ]+? (?:most often concerned|came most often from|were most often "
                                "recorded as) (.+?) \\(([0-9]+) of ([0-9]+)[^)]*\\)(?:, | and )(.+?) "
                                "\\(([0-9]+)[^)]*\\).*\\.",
                                sentence);
    if (!close)
        return false;
    const Figure *first = named(of, close[1]), *second = named(of, close[4]);
    /* Several may share the second place, and the first with it. */
    has_rank(of, first->category, first->count == second->count ? 4 : 2);
    has_rank(of, second->category, 4);
    same_number(of, first->count, close[2]);
    same_number(of, first->base, close[3]);
    same_number(of, second->count, close[5]);
    return true;
}

/* "10 (6%) were recorded as ‘Advice’ and 71 (5%) were taken on." */
static void
each_other(const Told *of, const char *list)
{
    g_autofree char *whole = g_strndup(list, strlen(list) - 1);
    g_auto(GStrv) parts = g_regex_split_simple("(?:, | and )(?=[0-9])", whole, 0, 0);
    for (char **part = parts; *part; part++) {
        g_auto(GStrv) other = match("([0-9,]+)(?: \\([0-9]+%[^)]*\\))? " VERB, *part);
        if (!other)
            wrong(of, "something else is counted out");
        same_number(of, told(of, other[2])->count, other[1]);
    }
}

/* Categories listed, ranges of them, and the two of two. */
static bool
check_all(const Told *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) followed =
        match("(.+?) followed, with ([0-9,]+)( each| \\([0-9]+%[^)]*\\))?.*\\.", sentence);
    if (followed) {
        g_auto(GStrv) names = g_regex_split_simple(", | and ", followed[1], 0, 0);
        g_autofree char *first = g_ascii_strdown(*names, -1);
        const Figure *figure = named(of, g_utf8_get_char(*names) == 0x2018 ? *names : first);
        has_rank(of, figure->category, (int)g_strv_length(names) + 1);
        same_number(of, figure->count, followed[2]);
        return true;
    }
    if (matches("The (?:three|four|five|six) (?:categories|sources) were almost equally frequent, each with "
                "(?:between [0-9]+% and )?[0-9]+% of the [0-9,]+ [a-z ]+\\.",
                sentence) ||
        matches("No (?:category|source) stands out: the [0-9,]+ [a-z ]+ were spread over [a-z]+, from "
                "[0-9,]+ .* to "
                "[0-9,]+ .*\\.",
                sentence)) {
        hides_none(of);
        return true;
    }
    if (g_str_has_prefix(sentence, "Another ")) {
        each_other(of, sentence + strlen("Another "));
        return true;
    }
    g_auto(GStrv) all = match("All ([0-9,]+) [a-z ]+? " VERB TAIL "\\.", sentence);
    if (all) {
        same_number(of, told(of, all[2])->count, all[1]);
        return true;
    }
    g_auto(GStrv) few = match(
        "Of the ([0-9,]+) [a-z ]+?, ([0-9,]+)" SHARE " " VERB "((?:, | and ).*?)?" REST "\\.", sentence);
    if (!few)
        few = match("[A-Z][a-z -]+ of the [a-z ]+? \\([0-9,]+ of ([0-9,]+)(), ([0-9]+)%\\) " VERB TAIL REST
                    "\\.",
                    sentence);
    if (!few)
        return false;
    const Figure *figure = told(of, few[4]);
    if (*few[2])
        same_number(of, figure->count, few[2]);
    same_number(of, figure->base, few[1]);
    if (few[5] && !g_regex_match_simple("^(?:, | and )[0-9]", few[5], 0, 0))
        same_tail(of, figure, few[5]);
    return true;
}

/* "there were 12 contacts concerning neglect (6%), up from 3 (1%)", "police made 12 contacts (6%), up from
 * ..." */
static void
check_mover(const Told *of, const char *clause)
{
    g_auto(GStrv) there =
        match("(?i:there) (?:was|were) (no|[0-9,]+) contacts? ?(?:taken on )?"
              "((?:concerning|from|recorded as|taken) .+?)" SHARE ", ((?:up|down) from .*?)\\.?",
              clause);
    g_auto(GStrv) maker =
        there ? NULL
              : match("(.+ made) ([0-9,]+)(?: contacts?)?(?: taken on)?" SHARE ", ((?:up|down) from .*?)\\.?",
                      clause);
    if (!there && !maker)
        wrong(of, "nobody moved");
    const Figure *figure = told(of, there ? there[2] : maker[1]);
    const char *count = there ? there[1] : maker[2];
    same_number(of, figure->count, strcmp(count, "no") ? count : "0");
    same_tail(of, figure, there ? there[4] : maker[4]);
}

/* Nobody made fewer, somebody made as many, and none is hidden. */
static void
check_least(const Told *of, const char *said)
{
    double least = INFINITY;
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (!figure_is_in(figure, of->measure->id, "2023-24") || !*figure->category || *figure->part ||
            figure->role != ROLE_COUNT || strcmp(figure->category, "Not recorded") == 0)
            continue;
        if (isnan(figure->count))
            wrong(of, "one is hidden");
        least = MIN(least, figure->count);
    }
    same_number(of, least, said);
}

/* Who moved, who is absent and what is not recorded. */
static bool
check_moves(const Told *of)
{
    const char *sentence = of->sentence;
    if (g_regex_match_simple(
            "^(?:There (?:was|were)|[A-Z][a-z]+ made [0-9,]+ contacts?)[ (].*(?:up|down) from ", sentence, 0,
            0)) {
        g_auto(GStrv) clauses = g_strsplit(sentence, "; ", 2);
        for (char **clause = clauses; *clause; clause++)
            check_mover(of, *clause);
        return true;
    }
    g_auto(GStrv) left = match("None of the ([0-9,]+) [a-z ]+? " VERB ", (down from .*)\\.", sentence);
    if (left) {
        same_number(of, told(of, left[2])->count, "0");
        same_number(of, told(of, left[2])->base, left[1]);
        same_tail(of, told(of, left[2]), left[3]);
        return true;
    }
    g_auto(GStrv) empty = match("No contacts came from (.+)\\.", sentence);
    if (empty) {
        g_auto(GStrv) names = g_regex_split_simple(", | or ", empty[1], 0, 0);
        for (char **name = names; *name; name++)
            if (named(of, *name)->count != 0)
                wrong(of, "some came, or it is hidden");
        return true;
    }
    g_auto(GStrv) least = match("Every group made at least ([0-9,]+) contacts?\\.", sentence);
    if (least) {
        check_least(of, least[1]);
        return true;
    }
    g_auto(GStrv) blank =
        match("For ([0-9,]+) of the ([0-9,]+) [a-z ]+ \\(([0-9]+)%\\) no [a-z ]+ is recorded\\.", sentence);
    if (blank)
        same_number(of, of_category(of, "2023-24", "Not recorded")->count, blank[1]);
    return blank;
}

bool
check_breakdown(const Told *of)
{
    return check_leader(of) || check_moves(of) || check_all(of);
}
