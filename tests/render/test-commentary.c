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
    if (isnan(number) || strcmp(text, said) != 0)
        wrong(of, "a number is not the figure's");
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

/* What stands behind a figure about its change: nothing, no clear change, or a direction that the test found.
 */
static void
same_change(const Case *of, const Figure *figure, const char *said)
{
    const Figure *before =
        figures_find(of->figures, figure->measure, "2022-23", figure->category, figure->part);
    if (!before || figure->signal == SIGNAL_NONE) {
        bool waits = before && figure->pending + figure->unjudged > 0 && isfinite(figure->percent) &&
                     isfinite(before->percent) && before->base > 0;
        if (waits != (strstr(said, ", not yet comparable with ") == said))
            wrong(of, "what open cases may decide is not said to wait for them, or waits for none");
        if (!waits && *said)
            wrong(of, "a change is said where none can be");
        return;
    }
    bool rose = strstr(said, " rose ") != NULL, fell = strstr(said, " fell ") != NULL,
         none = strstr(said, "no clear change") != NULL;
    if (rose != (figure->signal == SIGNAL_HIGHER) || fell != (figure->signal == SIGNAL_LOWER) ||
        none != (figure->signal == SIGNAL_NO_CLEAR_CHANGE))
        wrong(of, "the direction is not what the test found");
    bool points = strstr(said, " percentage point") != NULL;
    if (points && !(isfinite(figure->percent) && isfinite(before->percent)))
        wrong(of, "points of what is no share");
    if ((rose || fell) && isfinite(figure->percent) && isfinite(before->percent) &&
        (figure->percent > before->percent) != rose && figure->count != before->count)
        if ((figure->count > before->count) != rose)
            wrong(of, "the numbers move the other way");
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

static bool
check_breakdown(const Case *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) largest = match(
        "The largest category was (.+): ([0-9,]+) of ([0-9,]+) ([a-z ]+?)( \\([0-9]+%\\))?\\.", sentence);
    if (!largest)
        largest =
            match("(.+) was the largest category, with ([0-9,]+) of ([0-9,]+) ([a-z ]+?)( \\([0-9]+%\\))?\\.",
                  sentence);
    if (largest) {
        const Figure *figure = of_category(of, "2023-24", largest[1]);
        has_rank(of, largest[1], 1);
        same_number(of, figure->count, largest[2]);
        same_number(of, figure->base, largest[3]);
        if (strcmp(largest[4], of->measure->of->words) != 0)
            wrong(of, "the base has another name");
        same_percent(of, figure, largest[5] ? largest[5] : "");
        return true;
    }
    g_auto(GStrv) next = match("Next came (.+), with ([0-9,]+)( \\([0-9]+%\\))?\\.", sentence);
    if (!next)
        next = match("(.+) came next, with ([0-9,]+)( \\([0-9]+%\\))?\\.", sentence);
    if (next) {
        has_rank(of, next[1], 2);
        same_number(of, of_category(of, "2023-24", next[1])->count, next[2]);
        same_percent(of, of_category(of, "2023-24", next[1]), next[3] ? next[3] : "");
        return true;
    }
    g_auto(GStrv) both =
        match("(.+) and (.+) were the largest categories, with ([0-9,]+) each of ([0-9,]+) .*\\.", sentence);
    if (both) {
        has_rank(of, both[1], 2);
        has_rank(of, both[2], 2);
        same_number(of, of_category(of, "2023-24", both[1])->count, both[3]);
        return true;
    }
    g_auto(GStrv) moved =
        match("The share of (.+) (rose|fell)(.*) from (.+) in 2022-23 to (.+)\\.", sentence);
    if (moved) {
        const Figure *figure = of_category(of, "2023-24", moved[1]),
                     *before = of_category(of, "2022-23", moved[1]);
        if (!figure || !before)
            wrong(of, "there is no such change");
        if ((figure->signal == SIGNAL_HIGHER) != (strcmp(moved[2], "rose") == 0) ||
            (figure->percent > before->percent) != (strcmp(moved[2], "rose") == 0) ||
            figure->signal == SIGNAL_NO_CLEAR_CHANGE || figure->signal == SIGNAL_NONE)
            wrong(of, "the direction is not what the test found");
        return true;
    }
    g_auto(GStrv) none =
        match("There is no clear change in any share( that can be compared)? since 2022-23\\.", sentence);
    if (none) {
        for (guint i = 0; i < figures_length(of->figures); i++) {
            const Figure *figure = figures_at(of->figures, i);
            const Figure *before = of_category(of, "2022-23", figure->category);
            if (is_category(figure, of) && before && isfinite(before->percent) &&
                strcmp(figure->category, "Not recorded") && strcmp(figure->category, "Unrecognised") &&
                (figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER))
                wrong(of, "a change beyond chance is denied");
        }
        return true;
    }
    g_auto(GStrv) fresh =
        match("There were ([0-9,]+) under (.+), where there was none in 2022-23\\.", sentence);
    if (fresh) {
        same_number(of, of_category(of, "2023-24", fresh[2])->count, fresh[1]);
        if (of_category(of, "2022-23", fresh[2])->count != 0)
            wrong(of, "there was some before");
        return true;
    }
    g_auto(GStrv) empty = match("None of the contacts came from (.+)\\.", sentence);
    if (empty) {
        g_auto(GStrv) names = g_regex_split_simple(", | or ", empty[1], 0, 0);
        for (char **name = names; *name; name++) {
            const Figure *figure = of_category(of, "2023-24", *name);
            if (!figure || figure->count != 0 || figure->status == FIGURE_SUPPRESSED)
                wrong(of, "some came, or it is hidden");
        }
        return true;
    }
    g_auto(GStrv) blank =
        match("For ([0-9,]+) of the ([a-z ]+) \\(([0-9]+)%\\) the [a-z ]+ is not recorded\\.", sentence);
    if (blank) {
        same_number(of, of_category(of, "2023-24", "Not recorded")->count, blank[1]);
        return true;
    }
    return false;
}

static bool
check_share(const Case *of)
{
    const char *sentence = of->sentence;
    g_auto(GStrv) colon = match(
        "(.+?): ([0-9,]+) of ([0-9,]+) ([a-z ]+?) in 2023-24(?: that were closed(?: or past the limit)?)?"
        "( \\([0-9]+%\\))?([,;] .*)?\\.",
        sentence);
    g_auto(GStrv) of_all = match(
        "Of ([0-9,]+) ([a-z ]+?) in 2023-24, ([0-9,]+)( \\([0-9]+%\\))? were contacts taken on([,;] .*)?\\.",
        sentence);
    g_auto(GStrv) target = match("The target of ([0-9]+)% was (met|missed.*)\\.", sentence);
    if (target) {
        for (guint i = 0; i < figures_length(of->figures); i++) {
            const Figure *figure = figures_at(of->figures, i);
            g_autofree char *value = figure_number_text(figure->value, 0);
            if (!is_category(figure, of) || isnan(figure->value) || strcmp(value, target[1]))
                continue;
            if ((figure->percent >= figure->value) != (strcmp(target[2], "met") == 0))
                wrong(of, "the target was not so");
        }
        return true;
    }
    if (!colon && !of_all)
        return false;
    g_autofree char *limit = colon && of->measure->kind == MEASURE_TIMELINESS
                                 ? g_strdup(strstr(colon[1], "within"))
                                 : g_strdup("");
    const Figure *figure = of_category(of, "2023-24", limit);
    if (!figure)
        wrong(of, "there is no such figure");
    same_number(of, figure->count, colon ? colon[2] : of_all[3]);
    same_number(of, figure->base, colon ? colon[3] : of_all[1]);
    const char *percent = colon ? colon[5] : of_all[4],
               *change = colon ? (colon[5] ? colon[6] : NULL) : (of_all[4] ? of_all[5] : NULL);
    same_percent(of, figure, percent ? percent : "");
    same_change(of, figure, change ? change : "");
    return true;
}

static bool
check_count(const Case *of)
{
    g_auto(GStrv) there =
        match("(?:There were|In 2023-24 there were) ([0-9,]+) ([a-z ]+?)(?: in 2023-24)?([,;] .*)?\\.",
              of->sentence);
    if (!there)
        return false;
    const Figure *figure = of_category(of, "2023-24", "");
    same_number(of, figure->count, there[1]);
    if (strcmp(there[2], of->measure->of->words) != 0)
        wrong(of, "the base has another name");
    same_change(of, figure, there[3] ? there[3] : "");
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

static guint runs_checked, beyond_checked;

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

static bool
check_other(const Case *of)
{
    const char *sentence = of->sentence;
    if (check_run(of) || check_beyond(of))
        return true;
    g_auto(GStrv) busiest = match("The busiest months? of 2023-24 (?:was|were) (.+), with ([0-9,]+) "
                                  "contacts(?: each)?; the mean was ([0-9,]+) a month\\.",
                                  sentence);
    if (busiest) {
        g_auto(GStrv) names = g_strsplit(busiest[1], " and ", -1);
        for (char **name = names; *name; name++)
            same_number(of, figures_find(of->figures, "months", "2023-24", "busiest month", *name)->count,
                        busiest[2]);
        return true;
    }
    g_auto(GStrv) load =
        match("(?:([0-9,]+) contacts were open when 2023-24 began; ([0-9,]+) were received and ([0-9,]+) "
              "closed, which left ([0-9,]+) open at its end|([0-9,]+) contacts were received in 2023-24 and "
              "([0-9,]+) closed; ([0-9,]+) were open at its end)([,;] .*)?\\.",
              sentence);
    if (load) {
        bool whole = *load[1];
        same_number(of, of_category(of, "2023-24", "received")->count, load[whole ? 2 : 5]);
        same_number(of, of_category(of, "2023-24", "closed")->count, load[whole ? 3 : 6]);
        same_number(of, of_category(of, "2023-24", "open at the end")->count, load[whole ? 4 : 7]);
        return true;
    }
    g_auto(GStrv) pair = match(
        "The most frequent combination was (.+) with (.+): ([0-9,]+) of ([0-9,]+) contacts\\.", sentence);
    if (pair) {
        const Figure *named = figures_find(of->figures, "pairs", "2023-24", pair[1], pair[2]);
        same_number(of, named->count, pair[3]);
        for (guint i = 0; i < figures_length(of->figures); i++) {
            const Figure *figure = figures_at(of->figures, i);
            bool cell = strcmp(figure->measure, "pairs") == 0 && *figure->category && *figure->part;
            if (cell && isnan(figure->count))
                wrong(of, "a hidden pair may be larger");
            if (cell && figure->count > named->count &&
                !strstr("Not recorded Unrecognised", figure->category) &&
                !strstr("Not recorded Unrecognised", figure->part))
                wrong(of, "another pair is more frequent");
        }
        return true;
    }
    return matches("Half of the contacts of 2023-24 .*\\.", sentence) ||
           matches(
               "Allowing for cases still open, (?:an estimated|half of the contacts of 2023-24 were) .*\\.",
               sentence) ||
           matches("What share will be .* cannot be said yet: none has been followed so long\\.", sentence) ||
           matches("From 2022-23 to 2023-24 .*\\.", sentence);
}

/* It is a sentence of the commentary, the first. */
static void
check_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                 const char *first)
{
    g_autofree char *point = commentary_main_point(profile, figures, measure);
    if (point)
        g_assert_cmpstr(point, ==, first);
}

static void
check_commentary(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_autofree char *text = commentary_of(profile, figures, measure);
    g_autofree char *again = commentary_of(profile, figures, measure);
    g_assert_cmpstr(text, ==, again);
    g_auto(GStrv) sentences = g_regex_split_simple("(?<=\\.) (?=[A-Z0-9])", text, 0, 0);
    check_main_point(profile, figures, measure, *sentences);
    for (char **sentence = sentences; *sentence && **sentence; sentence++) {
        Case of = {profile, figures, measure, *sentence};
        bool known = measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1 ? check_breakdown(&of)
                     : measure->kind == MEASURE_SHARE                            ? check_share(&of)
                     : measure->kind == MEASURE_TIMELINESS ? check_share(&of) || check_other(&of)
                     : measure->kind == MEASURE_COUNT && measure->per == PER_YEAR
                         ? check_count(&of) || check_other(&of)
                         : check_other(&of);
        if (!known)
            wrong(&of, "a sentence of no known form");
    }
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
    }
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
    g_assert_null(strstr(told, "In 2020-21 there were"));
    g_assert_nonnull(strstr(told, "In 2021-22 there were 20"));
    g_assert_nonnull(strstr(whole, "In 2020-21 there were 10"));
    g_assert_null(strstr(whole, "breaks"));
    g_string_free(records, TRUE);
    place_close(&place, NULL);
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
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        guint rows = 0;
        g_autofree char *heading = table_sentence_case(words[i]);
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            rows += strcmp(row->heading, heading) == 0 &&
                    g_array_index(row->cells, TableCell, row->cells->len - 2).number == 1;
        }
        if (rows != 2)
            g_error("%s has %u rows and not one as a category and one as a part", words[i], rows);
    }
    g_autofree char *told = commentary_of(profile, figures, profile_measure(profile, "outcomes"));
    g_assert_true(g_str_has_prefix(told, "Kept was the largest category, with 7 of 15 contacts."));
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
    g_test_add_func("/commentary/what_a_council_calls_its_own_is_no_estimate",
                    what_a_council_calls_its_own_is_no_estimate);
    return g_test_run();
}
