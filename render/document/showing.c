#include "render/document/showing.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/kinds.h"
#include "render/commentary/writing.h"
#include "render/document/key_measures.h"
#include "render/document/template.h"
#include "render/font/sizes.h"
#include <math.h>
#include <string.h>

/* What the shape of a measure's figures is asked by. */
typedef struct {
    const Exhibits *exhibits;
    const ProfileMeasure *measure;
    const Table *table;
    const KindOfMeasure *kind;
    bool even;                     /* of a breakdown: nothing speaks against all being equally frequent */
    guint years, numbers;          /* that can be compared; that are known of the year reported */
    guint categories;              /* of a breakdown: above zero */
    guint others;                  /* of a comparison: authorities whose number is known */
    bool clear, long_clear;        /* something changed clearly, since the year before or the first year */
    bool due;                      /* of times: it has targets */
    bool beyond;                   /* of months: something is more than chance */
    const ProfileMeasure *said_by; /* the measure that says the same; NULL */
    CommentaryPart part;           /* of a share: what it is of a category that is shown */
    const Figure *total;           /* of the year; NULL */
} Case;

static bool
is_missing(const Case *its)
{
    return !its->numbers;
}

static bool
is_supplied(const Case *its)
{
    return its->kind->from_files;
}

static bool
is_small_supplied(const Case *its)
{
    enum { FEWEST_ROWS = 3 };
    g_autofree char *said = is_supplied(its) && its->numbers < FEWEST_ROWS
                                ? commentary_of(its->exhibits->profile, its->exhibits->figures, its->measure)
                                : NULL;
    return said && *said;
}

static bool
is_told_supplied(const Case *its)
{
    return is_supplied(its) && its->measure->says;
}

static bool
is_another_picture(const Case *its)
{
    return its->kind->of_others && its->said_by && its->measure->show == SHOW_FUNNEL;
}

static bool
is_known_comparison(const Case *its)
{
    enum { FEWEST_KNOWN = 3 };
    return its->kind->of_others && its->others >= FEWEST_KNOWN;
}

static bool
is_comparison(const Case *its)
{
    return its->kind->of_others;
}

static bool
is_curve(const Case *its)
{
    return its->measure->kind == MEASURE_CURVE;
}

static bool
is_caseload(const Case *its)
{
    return its->measure->kind == MEASURE_CASELOAD;
}

static bool
is_duration(const Case *its)
{
    return its->measure->kind == MEASURE_DURATION;
}

static bool
is_series_beyond(const Case *its)
{
    enum { LEAST_SERIES = 24 };
    return its->beyond && its->table->points && its->table->points->len >= LEAST_SERIES;
}

static bool
is_series(const Case *its)
{
    return its->measure->per != PER_YEAR || its->measure->around->len;
}

static bool
is_crossed(const Case *its)
{
    return its->kind->by_fields && its->measure->by->len > 1;
}

/* Ten by ten at most, a third of the cells five or more. */
static bool
is_full_crossed(const Case *its)
{
    enum { MOST_ACROSS = 10, MUCH = 5 };
    guint cells = 0, much = 0, rows = 0;
    for (guint r = 0; is_crossed(its) && r < its->table->rows->len; r++) {
        const TableRow *row = its->table->rows->pdata[r];
        rows += !row->total && !row->level;
        for (guint c = 0; !row->total && !row->level && c < row->cells->len; c++) {
            cells++;
            much += g_array_index(row->cells, TableCell, c).number >= MUCH;
        }
    }
    return cells && much * 3 >= cells && rows <= MOST_ACROSS && its->table->columns->len <= MOST_ACROSS + 1;
}

static bool
is_outcome_at_age(const Case *its)
{
    return its->kind->by_fields && its->measure->follow_up.number;
}

static bool
is_outcome(const Case *its)
{
    return its->kind->by_fields && tells_outcomes(its->exhibits->profile, its->measure);
}

static bool
is_breakdown(const Case *its)
{
    return its->kind->by_fields;
}

static bool
is_small_breakdown(const Case *its)
{
    return is_breakdown(its) && its->total && its->total->count < its->measure->small_base;
}

static bool
is_even(const Case *its)
{
    return is_breakdown(its) && its->even;
}

static bool
is_of_two(const Case *its)
{
    enum { FEWEST_BARS = 3 };
    return is_breakdown(its) && its->categories < FEWEST_BARS;
}

static bool
is_times(const Case *its)
{
    return its->kind->of_limits;
}

enum { FEWEST_IN_COURSE = 3 };

static bool
is_moved_share(const Case *its)
{
    return its->kind->is_share && its->years >= FEWEST_IN_COURSE && its->long_clear;
}

/* A share that its section's breakdown tells, or a part of what that tells: told apart only where it moved.
 */
static bool
is_share_in_breakdown(const Case *its)
{
    return its->part && !its->clear && !its->long_clear;
}

static bool
is_sum(const Case *its)
{
    return its->measure->kind == MEASURE_SUM;
}

/* A share or a rate of each category; breakdowns have shapes of their own. */
static bool
is_by_field(const Case *its)
{
    return its->kind->is_table && its->kind->of_categories;
}

static bool
is_share(const Case *its)
{
    return its->kind->is_share;
}

/* How many a breakdown before it in its section is of, which that has told. */
static bool
is_base_in_section(const Case *its)
{
    const GPtrArray *measures = its->exhibits->profile->measures;
    for (guint i = 0; its->kind->sizes_population && !its->clear && measures->pdata[i] != its->measure; i++) {
        const ProfileMeasure *other = measures->pdata[i];
        if (kind_of(other)->by_fields && other->per == PER_YEAR && !other->returned && other->by->len == 1 &&
            other->of == its->measure->of && strcmp(other->section, its->measure->section) == 0)
            return true;
    }
    return false;
}

static bool
is_count_in_course(const Case *its)
{
    return its->kind->sizes_population && its->years >= FEWEST_IN_COURSE;
}

static bool
is_any(const Case *its)
{
    (void)its;
    return true;
}

/* What figures of a shape deserve: the first row that fits. What has nothing at the end is in the workbook.
 */
static const struct {
    bool (*fits)(const Case *its);
    Body body;
    Back back;
} shapes[] = {
    {is_missing, BODY_NOTHING, BACK_NOTHING},
    {is_small_supplied, BODY_SENTENCE, BACK_NOTHING},
    {is_told_supplied, BODY_SENTENCE, BACK_TABLE},
    {is_supplied, BODY_TABLE, BACK_NOTHING},
    {is_another_picture, BODY_NOTHING, BACK_ANNEX},
    {is_known_comparison, BODY_CHART, BACK_TABLE},
    {is_comparison, BODY_SENTENCE, BACK_TABLE},
    {is_curve, BODY_SENTENCE, BACK_ANNEX},
    {is_caseload, BODY_CHART, BACK_TABLE},
    {is_duration, BODY_SENTENCE, BACK_TABLE},
    {is_series_beyond, BODY_CHART, BACK_NOTHING},
    {is_series, BODY_SENTENCE, BACK_NOTHING},
    {is_full_crossed, BODY_SENTENCE, BACK_TABLE},
    {is_crossed, BODY_SENTENCE, BACK_NOTHING},
    {is_small_breakdown, BODY_SENTENCE, BACK_TABLE},
    {is_outcome_at_age, BODY_SENTENCE, BACK_TABLE},
    {is_outcome, BODY_CHART, BACK_TABLE},
    {is_even, BODY_SENTENCE, BACK_TABLE},
    {is_of_two, BODY_SENTENCE, BACK_TABLE},
    {is_breakdown, BODY_CHART, BACK_TABLE},
    {is_times, BODY_CHART, BACK_TABLE},
    {is_by_field, BODY_SENTENCE, BACK_TABLE},
    {is_sum, BODY_SENTENCE, BACK_TABLE},
    {is_share_in_breakdown, BODY_NOTHING, BACK_ROW},
    {is_base_in_section, BODY_NOTHING, BACK_ROW},
    {is_moved_share, BODY_PANEL, BACK_ROW},
    {is_share, BODY_SENTENCE, BACK_ROW},
    {is_count_in_course, BODY_PANEL, BACK_ROW},
    {is_any, BODY_SENTENCE, BACK_ROW},
};

/* The years up to the one reported that can be compared with it and have figures of the measure. */
static guint
showing_years(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    const Profile *profile = exhibits->profile;
    guint years = 0;
    for (int year = profile_first_comparable(profile, measure); year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *headline = commentary_headline(exhibits->figures, measure, label);
        years += headline && !(isnan(headline->count) && isnan(headline->value));
    }
    return years;
}

/* What the figures of the year say one by one: how many are known, whether any changed, what is beyond. */
static void
look_at(Case *its, const Figure *figure)
{
    bool known = !isnan(figure->count) || !isnan(figure->percent) || !isnan(figure->value);
    its->numbers += known;
    if (*figure->part || (its->kind->is_table && !*figure->category) || its->kind->of_others)
        return;
    const Profile *profile = its->exhibits->profile;
    const Figures *figures = its->exhibits->figures;
    g_autofree char *since = NULL;
    its->clear |= change_in_year(profile, figures, its->measure, figure).state == CHANGE_CLEAR;
    its->long_clear |= change_in_years(profile, figures, its->measure, figure, &since).state == CHANGE_CLEAR;
}

static Case
case_of(const Exhibits *exhibits, const Table *table)
{
    const ProfileMeasure *measure = table->measure;
    g_autofree char *period = period_of_report(exhibits, 0);
    Case its = {.exhibits = exhibits, .measure = measure, .table = table, .kind = kind_of(measure)};
    its.part = commentary_part(exhibits->profile, exhibits->figures, measure);
    its.said_by = commentary_said_by(exhibits->profile, exhibits->figures, measure);
    its.years = showing_years(exhibits, measure);
    its.total = figures_find(exhibits->figures, measure->id, period, "", "");
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        its.beyond |= figure_is_rule(figure) && strcmp(figure->measure, measure->id) == 0;
        if (figure_is_in(figure, measure->id, period))
            look_at(&its, figure);
        else if (measure->per != PER_YEAR && strcmp(figure->measure, measure->id) == 0)
            its.numbers += !isnan(figure->count);
    }
    for (guint i = 0; table->places && i < table->places->len; i++)
        its.others += !isnan(g_array_index(table->places, TablePlace, i).number);
    if (its.kind->by_fields && measure->per == PER_YEAR && measure->by->len == 1)
        its.categories = commentary_categories(exhibits->profile, exhibits->figures, measure, &its.even);
    return its;
}

/* What a report tells of a year, each by the first measure that can. */
typedef enum {
    ROLE_IN_SIZE,
    ROLE_IN_THRESHOLD,
    ROLE_IN_HARM,
    ROLE_IN_ABOUT,
    ROLE_IN_SOURCE,
    ROLE_IN_OUTCOME,
    ROLE_IN_TIME,
    ROLE_IN_COMPARISON,
    ROLE_IN_OPEN,
    ROLES_IN_REPORT
} RoleInReport;

static RoleInReport
role_of(const Case *its)
{
    const char *section = its->measure->section;
    if (is_caseload(its))
        return ROLE_IN_OPEN;
    if (its->measure->per != PER_YEAR || is_crossed(its))
        return ROLES_IN_REPORT;
    if (is_comparison(its))
        return ROLE_IN_COMPARISON;
    if (is_times(its))
        return ROLE_IN_TIME;
    if (is_share(its) || its->kind->sizes_population)
        return its->kind->sizes_population                                            ? ROLE_IN_SIZE
               : strcmp(section, "activity") == 0 || strcmp(section, "outcomes") == 0 ? ROLE_IN_THRESHOLD
                                                                                      : ROLES_IN_REPORT;
    if (!is_breakdown(its))
        return ROLES_IN_REPORT;
    return is_outcome(its)                  ? ROLE_IN_OUTCOME
           : strcmp(section, "harm") == 0   ? ROLE_IN_HARM
           : strcmp(section, "about") == 0  ? ROLE_IN_ABOUT
           : strcmp(section, "source") == 0 ? ROLE_IN_SOURCE
                                            : ROLES_IN_REPORT;
}

static bool
misses_target(const Case *its)
{
    for (guint i = 0; is_times(its) && i < its->measure->target->len; i++) {
        g_autofree char *limit = limit_within(g_array_index(its->measure->within, Limit, i)),
                        *period = period_of_report(its->exhibits, 0);
        const Figure *figure = figures_find(its->exhibits->figures, its->measure->id, period, limit, "");
        if (figure && figure->percent < g_array_index(its->measure->target, double, i))
            return true;
    }
    return false;
}

/* Whether it is of some of the records of a breakdown by the same field. */
static bool
is_part_of_another(const Case *its)
{
    const GPtrArray *measures = its->exhibits->profile->measures;
    for (guint i = 0; is_breakdown(its) && its->measure->of->where->len && i < measures->len; i++) {
        const ProfileMeasure *other = measures->pdata[i];
        if (other != its->measure && kind_of(other)->by_fields && other->per == PER_YEAR &&
            !other->returned && other->by->len == 1 && !other->of->where->len &&
            (strcmp(other->by->pdata[0], its->measure->by->pdata[0]) == 0 ||
             strcmp(other->section, its->measure->section) == 0))
            return true;
    }
    return false;
}

static int
points_of(const Case *its, bool *taken)
{
    enum { CLEAR = 3, LONG_CLEAR = 2, MISSED = 2, IN_A_ROLE = 2, EVEN = -2, PART = -3 };
    RoleInReport role = role_of(its);
    int points = its->clear ? CLEAR : 0;
    points += its->long_clear ? LONG_CLEAR : 0;
    points += misses_target(its) ? MISSED : 0;
    points += is_even(its) ? EVEN : 0;
    bool part = role != ROLE_IN_OUTCOME && is_part_of_another(its);
    if (part)
        points += PART;
    else if (role < ROLES_IN_REPORT && !taken[role]) {
        taken[role] = true;
        points += IN_A_ROLE;
    }
    return points;
}

/* How many charts and tables the body may have, by the years that can be compared. */
static void
showings_budget(const Exhibits *exhibits, guint *charts, guint *tables)
{
    guint years = 1;
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const ProfileMeasure *measure = ((const Table *)exhibits->tables->pdata[i])->measure;
        if (measure && !kind_of(measure)->from_files && measure->per == PER_YEAR)
            years = MAX(years, showing_years(exhibits, measure));
    }
    *charts = years >= FEWEST_IN_COURSE ? 8 : years == 2 ? 6 : 4;
    *tables = 3;
}

static bool
is_chart(const Showing *showing)
{
    return showing->body == BODY_CHART || showing->body == BODY_PANEL;
}

/* Panels of a section are one strip, which counts once: by the first of them. */
static bool
is_in_strip_before(const GArray *showings, guint index)
{
    const Showing *showing = &g_array_index(showings, Showing, index);
    for (guint i = 0; i < index && showing->body == BODY_PANEL; i++) {
        const Showing *before = &g_array_index(showings, Showing, i);
        if (before->body == BODY_PANEL && strcmp(before->measure->section, showing->measure->section) == 0)
            return true;
    }
    return false;
}

/* More than three panels of a section are no strip, and a chart that shows little is none. */
static void
drop_little(GArray *showings)
{
    enum { FEWEST_POINTS = 2, MOST_PANELS = 3 };
    for (guint i = 0, panels = 0; i < showings->len; i++) {
        Showing *showing = &g_array_index(showings, Showing, i);
        bool goes_on = is_in_strip_before(showings, i);
        panels = goes_on ? panels + 1 : showing->body == BODY_PANEL ? 1 : panels;
        if ((is_chart(showing) && showing->points < FEWEST_POINTS && !goes_on) ||
            (showing->body == BODY_PANEL && panels > MOST_PANELS))
            showing->body = BODY_SENTENCE;
    }
}

/* The chart to give way, the later among equals; NULL where there are no more than may be. */
static Showing *
least_beyond(GArray *showings, guint most)
{
    guint used = 0;
    Showing *least = NULL;
    for (guint i = 0; i < showings->len; i++) {
        Showing *showing = &g_array_index(showings, Showing, i);
        if (!is_chart(showing) || is_in_strip_before(showings, i))
            continue;
        used++;
        least = !least || showing->points <= least->points ? showing : least;
    }
    return used > most ? least : NULL;
}

/* How many tables the council's own lists will be. */
static guint
lists_of_actions(const Profile *profile)
{
    static const char *const lists[] = {"actions-last-year.csv", "actions-next-year.csv"};
    guint there = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_autofree char *path = input_beside(profile->path, lists[i]);
        there += input_may_be_there(path);
    }
    return MIN(there, 2);
}

/* Supplied figures of a section are one table; those of further sections stand at the end. */
static void
keep_tables(GArray *showings, guint most)
{
    const char *section = NULL;
    for (guint i = 0, used = 0; i < showings->len; i++) {
        Showing *showing = &g_array_index(showings, Showing, i);
        if (showing->body != BODY_TABLE)
            continue;
        used += g_strcmp0(section, showing->measure->section) != 0;
        section = showing->measure->section;
        if (used > most) {
            showing->body = BODY_SENTENCE;
            showing->back = BACK_TABLE;
        }
    }
}

static void
number_tables(GArray *showings)
{
    guint label = 1; /* the first has all counts and shares */
    for (const char *const *section = profile_sections; *section; section++)
        for (guint i = 0; i < showings->len; i++) {
            Showing *showing = &g_array_index(showings, Showing, i);
            if (showing->back == BACK_TABLE && strcmp(showing->measure->section, *section) == 0)
                showing->label = ++label;
        }
}

/* What is said already keeps its table where that is of other percentages of the same records. */
static void
leave_out_said(Showing *showing)
{
    if (!showing->said_by || showing->back == BACK_ANNEX)
        return;
    bool other_percents = showing->back == BACK_TABLE && showing->said_by->of == showing->measure->of &&
                          kind_of(showing->measure)->by_fields && kind_of(showing->said_by)->by_fields;
    showing->body = BODY_NOTHING;
    showing->back = other_percents ? BACK_TABLE : BACK_NOTHING;
}

GArray *
showings_of(const Exhibits *exhibits)
{
    GArray *showings = g_array_new(FALSE, TRUE, sizeof(Showing));
    bool taken[ROLES_IN_REPORT] = {false};
    guint charts, tables;
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const Table *table = exhibits->tables->pdata[i];
        Case its = case_of(exhibits, table);
        gsize shape = 0;
        while (!shapes[shape].fits(&its))
            shape++;
        Showing showing = {.measure = its.measure,
                           .table = table,
                           .said_by = its.said_by,
                           .minor = its.part == PART_OF_CATEGORY && is_share_in_breakdown(&its),
                           .body = shapes[shape].body,
                           .back = shapes[shape].back};
        leave_out_said(&showing);
        if (showing.body == BODY_CHART && !exhibits->charts->pdata[i])
            showing.body = BODY_SENTENCE;
        if (is_chart(&showing))
            showing.points = points_of(&its, taken);
        g_array_append_val(showings, showing);
    }
    showings_budget(exhibits, &charts, &tables);
    for (guint i = 0; i < showings->len; i++)
        g_array_index(showings, Showing, i).wanted = g_array_index(showings, Showing, i).body;
    drop_little(showings);
    for (Showing *least; (least = least_beyond(showings, charts));)
        least->body = BODY_SENTENCE;
    keep_tables(showings, tables - 1 - lists_of_actions(exhibits->profile)); /* 1: that of the key measures */
    number_tables(showings);
    return showings;
}

const Showing *
showing_of(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    for (guint i = 0; i < exhibits->showings->len; i++)
        if (g_array_index(exhibits->showings, Showing, i).measure == measure)
            return &g_array_index(exhibits->showings, Showing, i);
    return NULL;
}

static bool
is_last_panel(const Exhibits *exhibits, const Showing *showing)
{
    const Showing *end = &g_array_index(exhibits->showings, Showing, exhibits->showings->len);
    for (const Showing *later = showing + 1; later < end; later++)
        if (later->body == BODY_PANEL && strcmp(later->measure->section, showing->measure->section) == 0)
            return false;
    return showing->body == BODY_PANEL;
}

/* The ids of the section's measures with this in the body, "contacts, advice". Caller frees. */
static char *
ids_of(const Exhibits *exhibits, const char *section, Body body)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < exhibits->showings->len; i++) {
        const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
        if (showing->body == body && strcmp(showing->measure->section, section) == 0)
            g_ptr_array_add(ids, showing->measure->id);
    }
    g_ptr_array_add(ids, NULL);
    return g_strjoinv(", ", (char **)ids->pdata);
}

bool
showings_is_annexed(const Showing *showing, const char *section)
{
    return showing->back == BACK_ANNEX && (!*section || strcmp(showing->measure->section, section) == 0);
}

/* The chart, or the strip that ends with its panel, that stands behind the sentences of a measure; NULL where
 * none does. Caller frees. */
static char *
exhibit_behind(const Exhibits *exhibits, const Showing *showing, Body body)
{
    const char *id = showing->measure->id;
    bool several = key_measures_have_targets(exhibits, showing->measure) &&
                   (body == BODY_CHART || body == BODY_SENTENCE);
    g_autofree char *chart = body == BODY_CHART ? g_strdup_printf("{{ chart %s }}\n\n", id) : g_strdup(""),
                    *targets = several ? g_strdup_printf("{{ key-measures of %s }}\n\n", id) : g_strdup("");
    if (*chart || *targets)
        return g_strconcat(chart, targets, NULL);
    g_autofree char *ids =
        is_last_panel(exhibits, showing) ? ids_of(exhibits, showing->measure->section, BODY_PANEL) : NULL;
    return ids ? g_strdup_printf("{{ strip %s }}\n\n", ids) : NULL;
}

double
showing_width_beside(const Chart *chart, const ProfileMeasure *measure)
{
    static const double tallest = 60 * MM;
    if (!chart || !measure || strcmp(chart_kind_name(chart->kind), "bars") != 0 ||
        (strcmp(measure->section, "outcomes") != 0 && strcmp(measure->section, "timeliness") != 0))
        return 0;
    double width, height;
    chart_size(chart, (ChartOptions){.width = BESIDE_ACROSS * MM}, &width, &height);
    return height <= tallest ? BESIDE_ACROSS : 0;
}

/* Short commentaries share a paragraph of so many. */
enum { MOST_SENTENCES = 4 };

/* A paragraph that is being put together. */
typedef struct {
    guint sentences; /* 0: a new one is due */
    char *begins;    /* the first word of the last sentence */
} Paragraph;

/* Puts the words of a measure behind those of the one before: in its paragraph where both are short, neither
 * is supplied, and so of another matter, and the two sentences that meet begin differently. */
static void
put_words(GString *text, const Exhibits *exhibits, const Showing *showing, Paragraph *paragraph)
{
    g_autofree char *said = commentary_of(exhibits->profile, exhibits->figures, showing->measure);
    const char *last = said, *next;
    guint sentences = *said != '\0';
    for (; (next = strstr(last, ". ")); last = next + strlen(". "))
        sentences++;
    if (strchr(said, '\n') || kind_of(showing->measure)->from_files)
        sentences = MOST_SENTENCES + 1;
    g_autofree char *first = g_strndup(said, strcspn(said, " "));
    bool joins = *said && paragraph->sentences && paragraph->sentences + sentences <= MOST_SENTENCES &&
                 strcmp(first, paragraph->begins);
    if (joins)
        g_string_truncate(text, text->len - strlen("\n\n"));
    g_string_append_printf(text, "%s{{ commentary %s }}\n\n", joins ? " " : "", showing->measure->id);
    if (!*said)
        return;
    paragraph->sentences = sentences + (joins ? paragraph->sentences : 0);
    g_free(paragraph->begins);
    paragraph->begins = g_strndup(last, strcspn(last, " "));
}

char *
showings_template(const Exhibits *exhibits, const char *section, bool all)
{
    /* One exhibit stands behind all sentences, several, and one that has words beside it, each behind its
     * own. */
    GString *text = g_string_new(NULL), *alone = g_string_new(NULL), *among = g_string_new(NULL);
    Paragraph in_text = {0}, in_among = {0};
    guint pictures = 0;
    bool beside = false, behind = false;
    for (guint i = 0; i < exhibits->showings->len; i++) {
        const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
        Body body = all ? showing->wanted : showing->body;
        if (strcmp(showing->measure->section, section) || body == BODY_NOTHING)
            continue;
        g_autofree char *exhibit = exhibit_behind(exhibits, showing, body);
        bool has_words = body != BODY_TABLE,
             own_beside =
                 body == BODY_CHART &&
                 showing_width_beside(exhibits_chart(exhibits, showing->measure->id), showing->measure) > 0;
        pictures += exhibit != NULL;
        beside |= own_beside;
        behind = exhibit || (behind && !has_words);
        if (own_beside)
            in_text.sentences = in_among.sentences = 0;
        if (has_words) {
            put_words(text, exhibits, showing, &in_text);
            put_words(among, exhibits, showing, &in_among);
        }
        if (exhibit) {
            g_string_append(among, exhibit);
            g_string_append(alone, exhibit);
            in_among.sentences = 0;
        }
    }
    g_autofree char *supplied = ids_of(exhibits, section, BODY_TABLE);
    bool each = pictures > 1 || (beside && !behind);
    if (each)
        g_string_assign(text, among->str);
    /* The closing belongs to what was said last, unless a chart has come between. */
    if (!each || !behind)
        g_string_truncate(text, text->len - MIN(text->len, strlen("\n\n")));
    g_string_append_printf(text, " {{ closing %s }}\n\n%s", section, each ? "" : alone->str);
    if (*supplied)
        g_string_append_printf(text, "{{ table %s }}\n\n", supplied);
    g_free(in_text.begins);
    g_free(in_among.begins);
    g_string_free(alone, TRUE);
    g_string_free(among, TRUE);
    return g_string_free(text, FALSE);
}

bool
showings_have_annex(const Exhibits *exhibits, const char *section)
{
    for (guint i = 0; i < exhibits->showings->len; i++) {
        const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
        if (showings_is_annexed(showing, section) && exhibits_chart(exhibits, showing->measure->id))
            return true;
    }
    return false;
}
