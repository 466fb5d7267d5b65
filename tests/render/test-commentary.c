/* Every sentence of the commentary against the figures it speaks of, over thousands of random councils:
 * numbers, bases, directions, superlatives. A sentence of no known form fails, so that none goes unchecked.
 */
#include <math.h>
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/table/table.h"
#include "tests/analysis/small_council.h"
#include "tests/place.h"

#define ROUNDS 2500

static const char profile_text[] =
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
    "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
    "words: {contact: contact, contacts: contacts}\n"
    "records:\n"
    "  - file: contacts.csv\n"
    "    columns: {received: Received, closed: Closed, harm: Harm, source: Source, stage: Stage}\n"
    "codes: codes.csv\n"
    "populations:\n"
    "  - {id: taken, words: contacts taken on, where: [{field: stage, is: [Taken on]}]}\n"
    "measures:\n"
    "  - {id: contacts, title: Contacts, kind: count}\n"
    "  - {id: taken, title: Taken, kind: count, of: taken}\n"
    "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n"
    "  - {id: harm-taken, title: Harm taken, kind: breakdown, of: taken, by: [harm]}\n"
    "  - {id: source, title: Source, kind: breakdown, by: [source]}\n"
    "  - {id: stage, title: Stage, kind: breakdown, by: [stage]}\n"
    "  - {id: share, title: Share, kind: share, in: taken}\n"
    "  - {id: share-of-harm, title: Share, kind: share, of: taken, in: taken}\n"
    "  - {id: time, title: Time, kind: timeliness, within: [4 weeks, 3 months], target: [80, 60]}\n"
    "  - {id: time-due, title: Time, kind: timeliness, within: [4 weeks], base: due}\n"
    "  - {id: load, title: Load, kind: caseload}\n"
    "  - {id: days, title: Days, kind: duration}\n"
    "  - {id: months, title: Months, kind: count, per: month}\n"
    "  - {id: pairs, title: Pairs, kind: breakdown, by: [harm, stage]}\n";
static const char codes_text[] = "field,category,part,value\n"
                                 "harm,Physical,,\nharm,Sexual,,\nharm,Neglect,,\nharm,Emotional,,\n"
                                 "source,School,,\nsource,Police,,\nsource,Health,,\nsource,Public,,\n"
                                 "stage,Advice,,\nstage,Taken on,,\n";

static char *
random_day(GRand *chance, int year)
{
    int day = g_rand_int_range(chance, 0, 365);
    g_autoptr(GDate) date = g_date_new_dmy(1, 4, (GDateYear)year);
    g_date_add_days(date, (guint)day);
    return g_strdup_printf("%02d/%02d/%04d", g_date_get_day(date), g_date_get_month(date),
                           g_date_get_year(date));
}

/* Two years of records, with shares that sometimes differ widely between them. */
static char *
random_records(GRand *chance)
{
    static const char *const harms[] = {"Physical", "Sexual", "Neglect", "Emotional", ""};
    static const char *const sources[] = {"School", "Police", "Health", "Public"};
    GString *text = g_string_new("Received,Closed,Harm,Source,Stage\n");
    int sizes[] = {0, 3, 12, 60, 200};
    for (int year = 2022; year <= 2023; year++) {
        int records = sizes[g_rand_int_range(chance, 0, 5)];
        int harm_range = g_rand_int_range(chance, 1, 6), source_range = g_rand_int_range(chance, 1, 5);
        int taken = g_rand_int_range(chance, 0, 101);
        for (int i = 0; i < records; i++) {
            g_autofree char *received = random_day(chance, year);
            g_autofree char *closed =
                g_rand_int_range(chance, 0, 4) ? random_day(chance, year + (i % 2)) : g_strdup("");
            g_string_append_printf(text, "%s,%s,%s,%s,%s\n", received, closed,
                                   harms[g_rand_int_range(chance, 0, harm_range)],
                                   sources[g_rand_int_range(chance, 0, source_range)],
                                   g_rand_int_range(chance, 0, 100) < taken ? "Taken on" : "Advice");
        }
    }
    return g_string_free(text, FALSE);
}

/* Hides some figures, as disclosure control would. */
static void
hide_some(GRand *chance, Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++)
        if (g_rand_int_range(chance, 0, 12) == 0) {
            Figure *figure = figures_edit(figures, i);
            figure->count = figure->percent = figure->lower = figure->upper = figure->value = figure->change =
                NAN;
            figure->signal = SIGNAL_NONE;
            figure->status = FIGURE_SUPPRESSED;
        }
}

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    const char *sentence;
} Case;

static void
wrong(const Case *of, const char *why)
{
    g_error("%s: %s: %s", of->measure->id, why, of->sentence);
}

/* The groups of a pattern in a sentence; NULL where it does not match whole. */
static char **
match(const char *pattern, const char *sentence)
{
    g_autofree char *whole = g_strdup_printf("^%s$", pattern);
    g_autoptr(GRegex) regex = g_regex_new(whole, 0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    return g_regex_match(regex, sentence, 0, &found) ? g_match_info_fetch_all(found) : NULL;
}

static bool
matches(const char *pattern, const char *sentence)
{
    g_auto(GStrv) found = match(pattern, sentence);
    return found;
}

static const Figure *
of_category(const Case *of, const char *period, const char *category)
{
    return figures_find(of->figures, of->measure->id, period, category, "");
}

static void
same_number(const Case *of, double number, const char *said)
{
    g_autofree char *text = figure_number_text(number, 0);
    if (isnan(number) || strcmp(text, said) != 0) {
        g_autofree char *why = g_strdup_printf("%s is said and the figure is %s", said, text);
        wrong(of, why);
    }
}

/* " (52%)" or "" behind a number: the figure's percent, left out where it is of few. */
static void
same_percent(const Case *of, const Figure *figure, const char *said)
{
    bool small = figure_base_is_small(figure, of->measure->small_base);
    g_autofree char *digits = figure_number_text(figure->percent, of->measure->decimals);
    g_autofree char *wanted = g_strdup_printf(" (%s%%)", digits);
    if (strcmp(said, small || isnan(figure->percent) ? "" : wanted) != 0)
        wrong(of, "a percent is not the figure's");
}

/* What may be said of a figure's change, worked out here a second time: nothing where nothing was tested, a
 * direction where the test found one and it shows, alike up to 3 points or 5% or 5 records, else no verdict.
 */
static void
same_tail(const Case *of, const Figure *figure, const char *said)
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

static bool
is_category(const Figure *figure, const Case *of)
{
    return strcmp(figure->measure, of->measure->id) == 0 && strcmp(figure->period, "2023-24") == 0 &&
           *figure->category && !*figure->part;
}

/* No shown category, and none that is hidden, can be larger than this many; `rank` 1: the largest, 2: the
 * next. */
static void
has_rank(const Case *of, const char *category, int rank)
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

/* The category that words in running text name: "physical harm", "school", "\u2018Advice\u2019". */
static const Figure *
named(const Case *of, const char *words)
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
static const Figure *
told(const Case *of, const char *predicate)
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

#define VERB "((?:concerned|came from|(?:were|was) recorded as|(?:were|was) taken) ?.*?)"
#define SHARE "( \\([0-9]+%\\))?"
#define TAIL "(, (?:up|down|similar|much|almost|the same|compared) [^;]*)?"
#define REST "(?:; the other (?:one|[0-9,]+) [a-z ‘’A-Z]+)?"

static const char *
or_nothing(const char *text)
{
    return text ? text : "";
}

/* Nothing that is hidden may hold the end of a range. */
static void
hides_none(const Case *of)
{
    for (guint i = 0; i < figures_length(of->figures); i++)
        if (is_category(figures_at(of->figures, i), of) && isnan(figures_at(of->figures, i)->count))
            wrong(of, "a hidden category may be larger or smaller");
}

static bool
check_leader(const Case *of)
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
    has_rank(of, first->category, 2);
    has_rank(of, second->category, 4); /* several may share the second place */
    same_number(of, first->count, close[2]);
    same_number(of, first->base, close[3]);
    same_number(of, second->count, close[5]);
    return true;
}

/* "10 (6%) were recorded as ‘Advice’ and 71 (5%) were taken on." */
static void
each_other(const Case *of, const char *list)
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

/* Categories counted out, ranges of them, and the two of two. */
static bool
check_all(const Case *of)
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
check_mover(const Case *of, const char *clause)
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
check_least(const Case *of, const char *said)
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

/* Who moved, who is not there and what is not recorded. */
static bool
check_moves(const Case *of)
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

static bool
check_breakdown(const Case *of)
{
    return check_leader(of) || check_moves(of) || check_all(of);
}

static bool
check_share(const Case *of)
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
static guint firsts_checked;

static const Figure *
of_limit(const Case *of, const char *words)
{
    g_auto(GStrv) parts = g_strsplit(words, "three", 2);
    g_autofree char *limit = g_strjoinv("3", parts);
    return of_category(of, "2023-24", limit);
}

/* Each "253 (64%) were closed within 4 weeks" of a list. */
static void
check_limits(const Case *of, const char *base, const char *list)
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
        if (figure->count > 0)
            same_percent(of, figure, percent);
    }
}

/* "80" of "69% ... against 80%" is a target, and it was met or missed as is said. */
static void
check_target(const Case *of, bool met, bool missed)
{
    g_autoptr(GRegex) part = g_regex_new("([0-9]+)%\\)?(?: were closed)? (within (?:[0-9]+|three) [a-z]+), "
                                         "against ([0-9]+)%( \\(met\\)| \\(missed\\))?",
                                         0, 0, NULL);
    g_autoptr(GMatchInfo) found = NULL;
    guint targets = 0;
    for (g_regex_match(part, of->sentence, 0, &found); g_match_info_matches(found);
         g_match_info_next(found, NULL)) {
        g_autofree char *percent = g_match_info_fetch(found, 1), *limit = g_match_info_fetch(found, 2),
                        *target = g_match_info_fetch(found, 3), *how = g_match_info_fetch(found, 4);
        const Figure *figure = of_limit(of, limit);
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

/* It moved that way in no year before. */
static void
check_first(const Case *of, const Figure *now)
{
    for (guint i = 0; i < figures_length(of->figures); i++) {
        const Figure *figure = figures_at(of->figures, i);
        if (figure != now && strcmp(figure->measure, now->measure) == 0 &&
            strcmp(figure->category, now->category) == 0 && !*figure->part && figure->signal == now->signal)
            wrong(of, "it is not the first");
    }
    firsts_checked++;
}

static bool
check_time(const Case *of)
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
        /* Where another limit is not shown, the change is told behind. */
        if (of->measure->within->len == 1 || (one[4] && one[5]))
            same_tail(of, figure, or_nothing(one[4] ? one[5] : NULL));
        return true;
    }
    g_auto(GStrv) limits = match(
        "Of the ([0-9,]+) [a-z ]+?(?: that were closed or past the limit)?, ((?:none|[0-9]).*within.*)\\.",
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
        match("(The target was met|Both targets were met|The target was not met|Neither target was met|Not "
              "every target was met|(?:The target|All targets) can still be met): .*\\.",
              sentence);
    if (target) {
        bool met = g_str_has_suffix(target[1], "met") && !strstr(target[1], "not") &&
                   !strstr(target[1], "either") && !strstr(target[1], "Not") && !strstr(target[1], "still");
        check_target(of, met, !met && !strstr(target[1], "Not every"));
        return true;
    }
    return matches("In 2022-23 it was [0-9]+% within (?:[0-9]+|three) [a-z]+(?: and [0-9]+% within "
                   "(?:[0-9]+|three) "
                   "[a-z]+)?\\.",
                   sentence) ||
           matches("Contacts that came in after 29 February 2024 had not been open for three months by 31 "
                   "May 2024\\.",
                   sentence) ||
           matches("Allowing for open contacts, an estimated [0-9]+% are closed within .*\\.", sentence);
}

static bool
check_count(const Case *of)
{
    g_auto(GStrv) there =
        match("(?:The service received|There was|There were|In 2023-24 there was|In 2023-24 there were) "
              "(no|[0-9,]+) ([a-z ]+?)(?: in 2023-24)?" TAIL "\\.",
              of->sentence);
    if (!there)
        return false;
    const Figure *figure = of_category(of, "2023-24", "");
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

static guint runs_checked, beyond_checked, closings_checked;

/* Every month of a run is on its side of the middle, and the rules found it. */
static bool
check_run(const Case *of)
{
    g_auto(GStrv) run = match("From (.+) to (.+) no month lay (below|above) the (mean|median) of ([0-9.,]+): "
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

static bool
check_beyond(const Case *of)
{
    g_auto(GStrv) beyond =
        match("(.+), with ([0-9,]+), was (above|below) the control limits, ([0-9.,]+) to ([0-9.,]+)\\.",
              of->sentence);
    if (!beyond)
        return false;
    g_autofree char *month = month_of(beyond[1]);
    const Figure *figure = of_category(of, month, ""), *limits = of_category(of, month, CONTROL_LIMITS);
    same_number(of, figure->count, beyond[2]);
    if (!limits || !of_category(of, month, CAUSE_OUTSIDE) ||
        !(strcmp(beyond[3], "above") == 0 ? figure->count > limits->upper : figure->count < limits->lower))
        wrong(of, "it is within the limits");
    beyond_checked++;
    return true;
}

/* "About 62 contacts came in each month, from 36 in April to 79 in October." */
static bool
check_months(const Case *of)
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

/* What is open, by age: the ages are all of it. */
static bool
check_open(const Case *of)
{
    g_auto(GStrv) open =
        match("On 31 March 2024, (no|[0-9,]+) contacts? (?:was|were) open(, [0-9,]+ of them for more than .*"
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
 * other 145 (9%).": of a pair of the table, and far from what its row and column alone would give. */
static bool
check_pair(const Case *of)
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

static bool
check_other(const Case *of)
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
    return matches("Half of the contacts of 2023-24 .*\\.", sentence) ||
           matches("Half of the contacts were closed within an estimated [0-9,]+ days\\.", sentence);
}

/* What stands under the heading of an annual report may stand in no sentence of it. */
static void
is_plain(const Case *of)
{
    static const char *const never[] = {"no clear change", "largest category", " came next", "Next came",
                                        "a difference of", " 1 contacts",      "nan",        "(s)"};
    if (g_ascii_isdigit(*of->sentence))
        wrong(of, "it begins with a numeral");
    for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
        if (strstr(of->sentence, never[i]))
            wrong(of, never[i]);
}

/* Whether it is a sentence of a known form, of whatever kind of measure. */
static void
check_sentence(const Case *of)
{
    const ProfileMeasure *measure = of->measure;
    bool known = measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1 ? check_breakdown(of)
                 : measure->kind == MEASURE_SHARE                            ? check_share(of)
                 : measure->kind == MEASURE_TIMELINESS ? check_time(of) || check_other(of)
                 : measure->kind == MEASURE_COUNT && measure->per == PER_YEAR
                     ? check_count(of) || check_other(of)
                     : check_other(of);
    is_plain(of);
    if (!known)
        wrong(of, "a sentence of no known form");
}

static void
check_text(const Profile *profile, const Figures *figures, const ProfileMeasure *measure, const char *text)
{
    g_auto(GStrv) sentences = g_regex_split_simple("(?<=\\.)[ \n](?=[A-Z0-9\u2018])", text, 0, 0);
    for (char **sentence = sentences; *sentence && **sentence; sentence++) {
        Case of = {profile, figures, measure, *sentence};
        check_sentence(&of);
    }
}

/* Whether a figure of a section that readers see compared moved clearly, by its own signal. */
static void
check_closing(const Profile *profile, const Figures *figures, const char *section)
{
    g_autofree char *closing = commentary_closing(profile, figures, section);
    guint moved = 0, far = 0;
    for (guint i = 0; closing && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        const Figure *before = figures_find(figures, figure->measure, "2022-23", figure->category, "");
        if (!measure || strcmp(measure->section, section) || measure->per != PER_YEAR || *figure->part ||
            strcmp(figure->period, "2023-24") ||
            (figure->role != ROLE_COUNT && figure->role != ROLE_WITHIN) || !before || isnan(before->count) ||
            commentary_repeats(profile, figures, measure))
            continue;
        bool share = *figure->category || measure->kind == MEASURE_SHARE;
        if (share && (figure_base_is_small(before, 20) || figure_base_is_small(figure, 20)))
            continue;
        double now = share ? figure_round(figure->percent, 0) : figure->count,
               then = share ? figure_round(before->percent, 0) : before->count;
        bool total = measure->kind == MEASURE_BREAKDOWN && !*figure->category;
        moved += !total && now != then && (figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER);
        far += !total && figure->signal == SIGNAL_NO_CLEAR_CHANGE &&
               fabs(now - then) > (share ? 3 : fmax(5, 0.05 * then)) + 1e-9;
    }
    bool other = closing && strstr(closing, "No other");
    if (closing && other != (moved > 0))
        g_error("%s: %u figures moved: %s", section, moved, closing);
    if (closing && strstr(closing, "much as") && (far || moved))
        g_error("%s: %u are far apart: %s", section, far, closing);
    closings_checked += closing != NULL;
}

static void
check_commentary(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    double weight;
    g_autofree char *text = commentary_of(profile, figures, measure),
                    *again = commentary_of(profile, figures, measure),
                    *point = commentary_main_point(profile, figures, measure, &weight),
                    *targets = commentary_targets(profile, figures, measure);
    g_assert_cmpstr(text, ==, again);
    check_text(profile, figures, measure, text);
    if (point)
        check_text(profile, figures, measure, point);
    if (targets)
        check_text(profile, figures, measure, targets);
}

static void
every_sentence_says_what_the_figures_say(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(20240331);
    Place place;
    place_open(&place, NULL);
    place_put(&place, "profile.yaml", profile_text);
    place_put(&place, "codes.csv", codes_text);
    g_autofree char *path = place_path(&place, "profile.yaml");
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(path, &error);
    g_assert_no_error(error);
    for (int round = 0; round < ROUNDS; round++) {
        g_autofree char *records = random_records(chance);
        SmallCouncil council = {profile_text, codes_text, records, NULL};
        g_autoptr(Figures) figures = small_council_figures(&council, NULL);
        if (round % 2)
            hide_some(chance, figures);
        for (guint i = 0; i < profile->measures->len; i++)
            check_commentary(profile, figures, profile->measures->pdata[i]);
        for (const char *const *section = profile_sections; *section && round % 20 < 2; section++)
            check_closing(profile, figures, *section);
    }
    g_assert_cmpuint(closings_checked, >, 50);
    g_assert_cmpuint(runs_checked, >, 10);
    g_assert_cmpuint(beyond_checked, >, 10);
    place_close(&place, NULL);
}

static void
a_break_among_the_years_is_said_and_not_compared_across(void)
{
    static const char broken[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report:\n"
        "  year: 2023-24\n"
        "  years: 4\n"
        "  breaks: [{year: 2021-22, note: A new form, measures: [contacts]}]\n"
        "records:\n"
        "  - file: contacts.csv\n"
        "    columns: {received: Received, harm: Harm, source: Source, stage: Stage}\n"
        "codes: codes.csv\n"
        "measures:\n"
        "  - {id: contacts, title: Contacts, kind: count}\n"
        "  - {id: all, title: All, kind: count}\n";
    GString *records = g_string_new("Received,Harm,Source,Stage\n");
    for (int year = 2020; year <= 2023; year++)
        for (int i = 0; i < 10 * (year - 2019); i++)
            g_string_append_printf(records, "01/06/%d,Physical,School,Advice\n", year);
    Place place;
    place_open(&place, NULL);
    place_put(&place, "profile.yaml", broken);
    place_put(&place, "codes.csv", codes_text);
    g_autofree char *path = place_path(&place, "profile.yaml");
    g_autoptr(Profile) profile = profile_read(path, NULL);
    SmallCouncil council = {broken, codes_text, records->str, NULL};
    g_autoptr(Figures) figures = small_council_figures(&council, NULL);
    g_autofree char *told = commentary_of(profile, figures, profile_measure(profile, "contacts")),
                    *whole = commentary_of(profile, figures, profile_measure(profile, "all"));
    g_assert_nonnull(strstr(told, "The series breaks in 2021-22: A new form. Years up to 2020-21 are not "
                                  "comparable with later ones."));
    g_assert_null(strstr(told, "from 10"));
    g_assert_nonnull(strstr(whole, "40 contacts in 2023-24, up from 10 in 2020-21; in 2022-23 it was 30."));
    g_assert_null(strstr(whole, "breaks"));
    g_string_free(records, TRUE);
    place_close(&place, NULL);
}

/* Thirty of forty contacts from schools concern neglect, and five of forty from the police. */
static void
two_fields_that_go_together_are_told_and_no_others(void)
{
    static const char crossed[] = "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
                                  "report: {year: 2023-24}\n"
                                  "records:\n"
                                  "  - file: contacts.csv\n"
                                  "    columns: {received: Received, harm: Harm, source: Source}\n"
                                  "codes: codes.csv\n"
                                  "measures:\n"
                                  "  - {id: crossed, title: Both, kind: breakdown, by: [source, harm]}\n";
    static const char codes[] =
        "field,category\nsource,Schools\nsource,Police\nharm,Neglect\nharm,Sexual harm\n";
    static const struct {
        int schools, police;
        const char *said;
    } cases[] = {
        {30, 5,
         "Of the 40 contacts from schools, 30 (75%) concerned neglect, compared with 5 of the other 40 "
         "(13%). Of the 40 contacts from police, 35 (88%) concerned sexual harm, compared with 10 of the "
         "other 40 (25%)."},
        {20, 18, ""}};
    for (gsize c = 0; c < G_N_ELEMENTS(cases); c++) {
        GString *records = g_string_new("Received,Harm,Source\n");
        for (int i = 0; i < 80; i++) {
            int place = i % 40, neglect = i < 40 ? cases[c].schools : cases[c].police;
            g_string_append_printf(records, "01/06/2023,%s,%s\n", place < neglect ? "Neglect" : "Sexual harm",
                                   i < 40 ? "Schools" : "Police");
        }
        Place place;
        place_open(&place, NULL);
        place_put(&place, "profile.yaml", crossed);
        place_put(&place, "codes.csv", codes);
        g_autofree char *path = place_path(&place, "profile.yaml");
        g_autoptr(Profile) profile = profile_read(path, NULL);
        SmallCouncil council = {crossed, codes, records->str, NULL};
        g_autoptr(Figures) figures = small_council_figures(&council, NULL);
        g_autofree char *said = commentary_of(profile, figures, profile_measure(profile, "crossed"));
        g_assert_cmpstr(said, ==, cases[c].said);
        g_string_free(records, TRUE);
        place_close(&place, NULL);
    }
}

/* A council may call its categories and parts what the program calls its estimates: they are its own all the
 * same, with a row each, and no sentence takes them for anything else. */
static void
what_a_council_calls_its_own_is_no_estimate(void)
{
    static const char *const words[] = {"median",         "estimated",  "of concluded",   "since 2022-23",
                                        "control limits", "all months", "open at the end"};
    static const char council_profile[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
        "records: [{file: contacts.csv, columns: {received: R, closed: C, outcome: O}}]\ncodes: codes.csv\n"
        "measures: [{id: outcomes, title: Outcomes, kind: breakdown, by: [outcome]}]\n";
    g_autoptr(GString) codes = g_string_new("field,category,part,value\n"),
                       records = g_string_new("R,C,O\n2023-05-01,,\n2022-05-01,,\n");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_string_append_printf(codes, "outcome,%s,,%s\noutcome,Kept,%s,k %s\n", words[i], words[i], words[i],
                               words[i]);
        for (int year = 2022; year <= 2023; year++)
            g_string_append_printf(records, "%d-05-01,%d-06-01,%s\n%d-05-01,%d-06-01,k %s\n", year, year,
                                   words[i], year, year, words[i]);
    }
    SmallCouncil council = {council_profile, codes->str, records->str, NULL};
    Profile *profile;
    Dataset *dataset;
    g_autoptr(Figures) figures = small_council_read(&council, &profile, &dataset, NULL);
    g_autoptr(Table) table = table_of_measure(profile, figures, profile_measure(profile, "outcomes"));
    guint counts = 0;
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        if (column->quantity == TABLE_COUNT && g_strcmp0(column->period, "2023-24") == 0)
            counts = c;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        guint rows = 0;
        g_autofree char *heading = table_sentence_case(words[i]);
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            rows += strcmp(row->heading, heading) == 0 &&
                    g_array_index(row->cells, TableCell, counts).number == 1;
        }
        if (rows != 2)
            g_error("%s has %u rows and not one as a category and one as a part", words[i], rows);
    }
    g_autofree char *told = commentary_of(profile, figures, profile_measure(profile, "outcomes"));
    g_assert_cmpstr(
        told, ==,
        "Of the 15 contacts, 14 had been concluded by 31 May 2024; the other one was still open. Of those "
        "concluded, 7 were recorded as \u2018Kept\u2019, 1 as \u2018median\u2019, 1 as "
        "\u2018estimated\u2019, 1 as \u2018of concluded\u2019, 1 as \u2018since 2022-23\u2019, 1 as "
        "\u2018control limits\u2019, 1 as \u2018all months\u2019 and 1 as \u2018open at the end\u2019.");
    dataset_free(dataset);
    profile_free(profile);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/commentary/every_sentence_says_what_the_figures_say",
                    every_sentence_says_what_the_figures_say);
    g_test_add_func("/commentary/a_break_among_the_years_is_said_and_not_compared_across",
                    a_break_among_the_years_is_said_and_not_compared_across);
    g_test_add_func("/commentary/two_fields_that_go_together_are_told_and_no_others",
                    two_fields_that_go_together_are_told_and_no_others);
    g_test_add_func("/commentary/what_a_council_calls_its_own_is_no_estimate",
                    what_a_council_calls_its_own_is_no_estimate);
    return g_test_run();
}
