/* Sentences about shares, times, counts, months and open cases. */
#include "tests/render/told.h"
#include <math.h>
#include <string.h>
#include "render/table/table.h"

bool
check_share(const Told *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) of_all = match(
        "Of the ([0-9,]+) [a-z ]+?, ([0-9,]+)" SHARE " (?:were|was) taken on" TAIL REST "\\.", sentence);
    g_auto(GStrv) in_words = match(
        "[A-Z][a-z -]+ of the [a-z ]+ \\(([0-9,]+) of ([0-9,]+), ([0-9]+)%\\) were taken on" TAIL REST "\\.",
        sentence);
    g_auto(GStrv) whole =
        match("(None of the|All) ([0-9,]+) [a-z ]+? (?:were|was) taken on" TAIL "\\.", sentence);
    const Figure *figure = of_category(of, "2023-24", "");
    if (!of_all && !in_words && !whole)
        return false;
    same_number(of, figure->base, of_all ? of_all[1] : in_words ? in_words[2] : whole[2]);
    if (!whole)
        same_number(of, figure->count, of_all ? of_all[2] : in_words[1]);
    else if (figure->count != (strcmp(whole[1], "All") ? 0 : figure->base))
        wrong(of, "it is neither none nor all");
    if (of_all)
        same_percent(of, figure, or_nothing(of_all[3]));
    same_tail(of, figure,
              or_nothing(of_all     ? (of_all[3] ? of_all[4] : "")
                         : in_words ? in_words[4]
                                    : whole[3]));
    return true;
}

/* The figure of "within three months". */
static const Figure *
of_limit(const Told *of, const char *words)
{
    g_auto(GStrv) parts = g_strsplit(words, "three", 2);
    g_autofree char *limit = g_strjoinv("3", parts);
    return of_category(of, "2023-24", limit);
}

/* Each "253 (64%) were closed within 4 weeks" of a list. */
static void
check_limits(const Told *of, const char *base, const char *list)
{
    g_autoptr(GRegex) part = g_regex_new(
        "(none|[0-9,]+)" SHARE "(?: (?:were|was) closed)? (within (?:[0-9]+|three) [a-z]+)", 0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    for (g_regex_match(part, list, 0, &found); g_match_info_matches(found); g_match_info_next(found, NULL)) {
        g_autofree char *count = g_match_info_fetch(found, 1), *limit = g_match_info_fetch(found, 3),
                        *percent = g_match_info_fetch(found, 2);
        const Figure *figure = of_limit(of, limit);
        same_number(of, figure->count, strcmp(count, "none") ? count : "0");
        same_number(of, figure->base, base);
        if (figure->count > 0 && (figure->count < figure->base || figure->count == 1))
            same_percent(of, figure, percent);
    }
}

/* "80" in "69% ... against 80%" is a target, or in "they were 80% within 4 weeks"; it was met or missed as
 * stated. */
static void
check_target(const Told *of, bool met, bool missed)
{
    bool alone = !strstr(of->sentence, ", against ");
    g_autoptr(GRegex) part =
        g_regex_new(alone ? "()(?=[0-9]+% (within (?:[0-9]+|three) [a-z]+))([0-9]+)% within \\w+ [a-z]+"
                            "( was met| was missed)?"
                          : "([0-9]+)%\\)?(?: were closed)? (within (?:[0-9]+|three) [a-z]+), "
                            "against ([0-9]+)%( \\(met\\)| \\(missed\\))?",
                    0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    guint targets = 0;
    for (g_regex_match(part, of->sentence, 0, &found); g_match_info_matches(found);
         g_match_info_next(found, NULL)) {
        g_autofree char *percent = g_match_info_fetch(found, 1), *limit = g_match_info_fetch(found, 2),
                        *target = g_match_info_fetch(found, 3), *how = g_match_info_fetch(found, 4);
        const Figure *figure = of_limit(of, limit);
        if (!alone)
            same_number(of, figure_round(figure->percent, 0), percent);
        same_number(of, figure->value, target);
        bool is_met = figure->percent >= figure->value;
        if ((met || strstr(or_nothing(how), "met")) && !is_met)
            wrong(of, "a target that was missed is said to be met");
        if ((missed || strstr(or_nothing(how), "missed")) && is_met)
            wrong(of, "a target that was met is said to be missed");
        targets++;
    }
    if (!targets)
        wrong(of, "no target is told");
}

/* It moved that way in no earlier year. */
static void
check_first(const Told *of, const Figure *now)
{
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (figure != now && strcmp(figure->measure, now->measure) == 0 &&
            strcmp(figure->category, now->category) == 0 && !*figure->part && figure->signal == now->signal)
            wrong(of, "it is not the first");
    }
}

/* What all records did beside a part of them, and what the part leaves. */
static bool
check_without(const Told *of)
{
    g_auto(GStrv)
        sooner = match("All contacts together were closed sooner: ([0-9,]+) of the ([0-9,]+) \\(([0-9]+)%\\) "
                       "within 4 weeks and ([0-9,]+) \\(([0-9]+)%\\) within three months\\.",
                       of->sentence),
        without = match("Without the contacts taken on, ([0-9,]+) of the other ([0-9,]+) contacts? "
                        "\\(([0-9]+)%\\) were closed within 4 weeks and ([0-9,]+) \\(([0-9]+)%\\) within "
                        "three months\\.",
                        of->sentence);
    char **said = sooner ? sooner : without;
    for (int i = 0; said && i < 2; i++) {
        const char *limit = i ? "within 3 months" : "within 4 weeks";
        const Figure *all = of_category(of, "2023-24", limit),
                     *part = figures_find(of->figures, "time-taken", "2023-24", limit, "");
        double count = all->count - (without ? part->count : 0),
               base = all->base - (without ? part->base : 0);
        same_number(of, count, said[i ? 4 : 1]);
        same_number(of, base, said[2]);
        same_number(of, figure_round(100 * count / base, 0), said[i ? 5 : 3]);
        if (sooner && !(part->percent < all->percent))
            wrong(of, "it was not sooner");
    }
    return said != NULL;
}

bool
check_time(const Told *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) one = match("(?:Of the ([0-9,]+) [a-z ]+?, ([0-9,]+)" SHARE
                              "|[A-Z][a-z -]+ of the [a-z ]+ \\([0-9,]+ of [0-9,]+, [0-9]+%\\)|None of the "
                              "[0-9,]+ [a-z ]+?|All [0-9,]+ [a-z ]+?) "
                              "(?:were|was) closed (within (?:[0-9]+|three) [a-z]+)" TAIL "\\.",
                              sentence);
    if (one) {
        const Figure *figure = of_limit(of, one[4]);
        if (*one[1]) {
            same_number(of, figure->base, one[1]);
            same_number(of, figure->count, one[2]);
        }
        /* If another limit is not shown, the change is given after it. */
        if (of->measure->within->len == 1 || (one[4] && one[5]))
            same_tail(of, figure, or_nothing(one[4] ? one[5] : NULL));
        return true;
    }
    if (check_without(of))
        return true;
    g_auto(GStrv) limits = match("Of the ([0-9,]+) [a-z ]+?(?: that were closed or past the limit)?, "
                                 "((?:none|all|[0-9]).*within.*)\\.",
                                 sentence);
    if (limits) {
        check_limits(of, limits[1], limits[2]);
        return true;
    }
    g_auto(GStrv) change =
        match("The share closed (within (?:[0-9]+|three) [a-z]+) is ((?:up|down) from [0-9]+% in 2022-23)"
              "(?:, the first clear (fall|rise) in the [a-z]+ years)?"
              "(?:(?:, when|; the year before) it was [0-9]+% within .*)?\\.",
              sentence);
    if (change) {
        same_tail(of, of_limit(of, change[1]), change[2]);
        if (*or_nothing(change[3]))
            check_first(of, of_limit(of, change[1]));
        return true;
    }
    g_auto(GStrv) target =
        match("(The target(?: of .*?)? was met|Both targets(?:, of .*,)? were met|The target(?: of .*?)? was "
              "not met|"
              "Neither target(?:, of .*,)? was met|Not every target was met|"
              "(?:The target(?: of .*?)?|All targets(?:, of .*,)?) can still be met)(?:: .*)?\\.",
              sentence);
    if (target) {
        bool met = g_str_has_suffix(target[1], "met") && !strstr(target[1], "not") &&
                   !strstr(target[1], "either") && !strstr(target[1], "Not") && !strstr(target[1], "still");
        check_target(of, met, !met && !strstr(target[1], "Not every"));
        return true;
    }
    g_auto(GStrv) shares = match("In 2022-23 the shares were ([0-9]+)% and ([0-9]+)%\\.", sentence);
    for (guint i = 0; shares && i < 2; i++)
        same_number(
            of,
            figure_round(of_category(of, "2022-23", i ? "within 3 months" : "within 4 weeks")->percent, 0),
            shares[i + 1]);
    return shares ||
           matches("In 2022-23 it was [0-9]+% within (?:[0-9]+|three) [a-z]+(?: and [0-9]+% within "
                   "(?:[0-9]+|three) "
                   "[a-z]+)?\\.",
                   sentence) ||
           matches("Contacts that came in after 29 February 2024 had not been open for three months by 31 "
                   "May 2024\\.",
                   sentence) ||
           matches("Allowing for open contacts, an estimated [0-9]+% are closed within .*\\.", sentence);
}

bool
check_count(const Told *of)
{
    g_auto(GStrv) there =
        match("(?:The service received|There was|There were|In 2023-24 there was|In 2023-24 there were) "
              "(no|[0-9,]+) ([a-z ]+?)(?: in 2023-24)?" TAIL "\\.",
              of->sentence);
    const Figure *figure = of_category(of, "2023-24", "");
    g_auto(GStrv) moved =
        match("([A-Z][a-z ]+?) (rose|fell) to ([0-9,]+), from ([0-9,]+) in 2022-23\\.", of->sentence);
    if (moved) {
        g_autofree char *tail =
            g_strdup_printf("%s from %s in 2022-23", *moved[2] == 'r' ? "up" : "down", moved[4]);
        same_number(of, figure->count, moved[3]);
        same_tail(of, figure, tail);
    }
    if (!there)
        return moved != NULL;
    same_number(of, figure->count, strcmp(there[1], "no") ? there[1] : "0");
    bool one = figure->count == 1;
    if (strcmp(there[2], of->measure->of->words) != 0 && !(one && g_str_has_prefix(there[2], "contact")))
        wrong(of, "the base has another name");
    if (one != (strstr(of->sentence, " was ") != NULL) && !strstr(of->sentence, "received"))
        wrong(of, "one and many do not agree");
    same_tail(of, figure, or_nothing(there[3]));
    return true;
}

/* "April 2023" as figures have it. */
static char *
month_of(const char *words)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    g_auto(GStrv) parts = g_strsplit(words, " ", 2);
    int month = 0;
    while (month < 11 && strcmp(names[month], parts[0]) != 0)
        month++;
    return g_strdup_printf("%s-%02d", parts[1], month + 1);
}

guint runs_checked, beyond_checked;

/* Every month of a run is on its side of the middle, and the rules found it. */
static bool
check_run(const Told *of)
{
    g_auto(GStrv) run = match("From (.+) to (.+) no month was (below|above) the (mean|median) of ([0-9.,]+), "
                              "a longer run than chance would explain\\.",
                              of->sentence);
    if (!run)
        return false;
    g_autofree char *first = month_of(run[1]), *last = month_of(run[2]);
    double side = strcmp(run[3], "below") == 0 ? 1 : -1;
    guint beyond = 0, found = 0;
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (strcmp(figure->measure, of->measure->id) || strlen(figure->period) != 7 || *figure->category ||
            strchr(figure->period, 'Q') || figure->period[4] != '-' || strcmp(figure->period, first) < 0 ||
            strcmp(figure->period, last) > 0 || strcmp(figure->period, "2022-23") == 0 ||
            strcmp(figure->period, "2023-24") == 0)
            continue;
        const Figure *middle =
            of_category(of, figure->period, strcmp(run[4], "mean") ? RUN_MEDIAN : CONTROL_LIMITS);
        if (!middle || !(side * (figure->count - middle->value) >= 0))
            wrong(of, "a month of the run is on the other side");
        beyond += side * (figure->count - middle->value) > 0;
        found += of_category(of, figure->period, CAUSE_SHIFT) || of_category(of, figure->period, CAUSE_RUN);
    }
    if (beyond < 6 || !found)
        wrong(of, "no rule found the run");
    runs_checked++;
    return true;
}

/* How many months of the year lie beyond limits like those of one of them, and on its side. */
static guint
beyond_alike(const Told *of, const Figure *limits, bool above)
{
    guint found = 0;
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        const Figure *its =
            strcmp(figure->measure, of->measure->id) || strcmp(figure->category, CAUSE_OUTSIDE) ||
                    strcmp(figure->period, "2023-04") < 0 || strcmp(figure->period, "2024-03") > 0
                ? NULL
                : of_category(of, figure->period, CONTROL_LIMITS);
        found += its && its->lower == limits->lower && its->upper == limits->upper &&
                 (above ? figure->count > its->upper : figure->count < its->lower);
    }
    return found;
}

static bool
check_beyond(const Told *of)
{
    g_auto(GStrv) beyond =
        match("(.+ \\([0-9,]+\\))( and ([0-9]+) others?)? (was|were) (above|below) the control "
              "limits, ([0-9.,]+) to ([0-9.,]+)\\.",
              of->sentence);
    if (!beyond)
        return false;
    bool above = strcmp(beyond[5], "above") == 0;
    g_auto(GStrv) named = g_regex_split_simple("\\)(?:, | and |$)", beyond[1], 0, 0);
    const Figure *limits = NULL;
    guint many = 0;
    for (char **name = named; *name && **name; name++, many++) {
        g_auto(GStrv) parts = g_strsplit(*name, " (", 2);
        g_autofree char *month = month_of(parts[0]);
        const Figure *figure = of_category(of, month, "");
        limits = of_category(of, month, CONTROL_LIMITS);
        same_number(of, figure->count, parts[1]);
        if (!limits || !of_category(of, month, CAUSE_OUTSIDE) ||
            !(above ? figure->count > limits->upper : figure->count < limits->lower))
            wrong(of, "it is within the limits");
        beyond_checked++;
    }
    many += (guint)g_ascii_strtoull(beyond[3], NULL, 10);
    if (limits && beyond_alike(of, limits, above) < many)
        wrong(of, "more are counted than are beyond the limits");
    if ((many > 1) != (strcmp(beyond[4], "were") == 0))
        wrong(of, "one and many do not agree");
    return true;
}

/* "About 62 contacts came in each month, from 36 in April to 79 in October." */
static bool
check_months(const Told *of)
{
    g_auto(GStrv) span =
        match("About ([0-9,]+) contacts came in each month, from ([0-9,]+) in ([A-Z][a-z]+) to ([0-9,]+) in "
              "([A-Z][a-z]+)\\.",
              of->sentence);
    g_auto(GStrv) busiest = span ? NULL
                                 : match("On average ([0-9,]+) contacts came in each month; (.+), with "
                                         "([0-9,]+)(?: each)?, (?:was|were) the highest\\.",
                                         of->sentence);
    if (strcmp(of->sentence, "No month was outside the usual range.") == 0) {
        for (guint i = 0; i < figures_length(of->figures); i++)
            if (figure_is_rule(figures_at(of->figures, i)) &&
                strcmp(figures_at(of->figures, i)->period, "2023-04") >= 0 &&
                strcmp(figures_at(of->figures, i)->period, "2024-03") <= 0)
                wrong(of, "a rule found one that was");
        return true;
    }
    if (!span && !busiest)
        return false;
    g_auto(GStrv) names = g_regex_split_simple(", | and ", span ? span[5] : busiest[2], 0, 0);
    for (char **name = names; *name; name++)
        same_number(of, figures_find(of->figures, "months", "2023-24", "busiest month", *name)->count,
                    span ? span[4] : busiest[3]);
    for (int month = 4; span && month < 16; month++) {
        g_autofree char *label = g_strdup_printf("%d-%02d", month > 12 ? 2024 : 2023, (month - 1) % 12 + 1);
        const Figure *figure = figures_find(of->figures, "months", label, "", "");
        if (!(figure->count >= g_ascii_strtod(span[2], NULL)))
            wrong(of, "a month has fewer, or is hidden");
        if (strcmp(calendar_month_name((month - 1) % 12 + 1), span[3]) == 0)
            same_number(of, figure->count, span[2]);
    }
    return true;
}

/* What is open, by age: the ages add up to all of it. */
static bool
check_open(const Told *of)
{
    g_auto(GStrv) open =
        match("On 31 March 2024, (no|[0-9,]+) contacts? (?:was|were) open(, (?:all|[0-9,]+) of them for more "
              "than .*"
              "|(?:, [a-z ]+ [0-9,]+ .*)?: ([0-9]+) for more than .*, ([0-9]+) for .* to .* and ([0-9]+) for "
              "less|, .*)?\\.",
              of->sentence);
    if (!open)
        return (matches("Records begin in April 2022, so older contacts are in none of these counts\\.",
                        of->sentence) &&
                of_category(of, "2022-23", "open at the start")->count == 0) ||
               (matches("Records begin in April 2023, so older contacts are in none of these counts\\.",
                        of->sentence) &&
                of_category(of, "2023-24", "open at the start")->count == 0);
    same_number(of, of_category(of, "2023-24", "open at the end")->count,
                strcmp(open[1], "no") ? open[1] : "0");
    if (open[2] && open[3] &&
        g_ascii_strtod(open[3], NULL) + g_ascii_strtod(open[4], NULL) + g_ascii_strtod(open[5], NULL) !=
            of_category(of, "2023-24", "open at the end")->count)
        wrong(of, "the ages are not all of them");
    return true;
}

/* "Of the 55 contacts concerning emotional harm, 14 (25%) were recorded as 'Advice', compared with 13 of the
 * other 145 (9%).": a pair in the table, far from what its row and column alone would give. */
static bool
check_pair(const Told *of)
{
    g_auto(GStrv) pair =
        match("Of the ([0-9,]+) contacts .+?, ([0-9,]+)" SHARE
              " .+, compared with (none|[0-9,]+) of the other ([0-9,]+)(?: \\([0-9]+%\\))?\\.",
              of->sentence);
    if (!pair)
        return false;
    const Figure *all = of_category(of, "2023-24", "");
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *cell = figures_at(of->figures, i);
        if (!figure_is_in(cell, of->measure->id, "2023-24") || !*cell->category || !*cell->part)
            continue;
        const Figure *row = of_category(of, "2023-24", cell->category),
                     *column = figures_find(of->figures, of->measure->id, "2023-24", "", cell->part);
        g_autofree char *is = figure_number_text(row->count, 0),
                        *together = figure_number_text(cell->count, 0),
                        *rest = figure_number_text(column->count - cell->count, 0),
                        *others = figure_number_text(all->count - row->count, 0);
        bool same = strcmp(is, pair[1]) == 0 && strcmp(together, pair[2]) == 0 &&
                    strcmp(rest, strcmp(pair[4], "none") ? pair[4] : "0") == 0 &&
                    strcmp(others, pair[5]) == 0;
        if (same && cell->count * all->count > row->count * column->count)
            return true;
    }
    wrong(of, "no cell is so");
    return false;
}

bool
check_other(const Told *of)
{
    const char *sentence = of->sentence;
    if (check_pair(of))
        return true;
    if (check_run(of) || check_beyond(of))
        return true;
    if (check_months(of))
        return true;
    g_auto(GStrv) load =
        match("During the year (no|[0-9,]+) contacts? (?:was|were) received and (none|[0-9,]+) closed\\.",
              sentence);
    if (load) {
        same_number(of, of_category(of, "2023-24", "received")->count, strcmp(load[1], "no") ? load[1] : "0");
        same_number(of, of_category(of, "2023-24", "closed")->count, strcmp(load[2], "none") ? load[2] : "0");
        return true;
    }
    if (check_open(of))
        return true;
    return matches("(?:Half|Fewer than half) of the contacts of 2023-24 .*\\.", sentence) ||
           matches("(?:Half of the|Allowing for open) contacts,? (?:half )?were closed within an estimated "
                   "[0-9,]+ days\\.",
                   sentence);
}
