/* About these figures: what holds for all of them, said once. */
#include "analysis/benchmark/benchmark.h"
#include "analysis/profile/kinds.h"
#include "render/document/building.h"
#include "render/document/showing.h"
#include "render/wording/change.h"
#include <math.h>
#include <string.h>

static cmark_node *
text_node(const char *words)
{
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, words);
    return text;
}

/* Frees the words. */
static void
put(cmark_node *before, const char *lead, char *words)
{
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), *strong = cmark_node_new(CMARK_NODE_STRONG);
    g_autofree char *rest = *words ? g_strconcat(" ", words, NULL) : g_strdup("");
    cmark_node_append_child(strong, text_node(lead));
    cmark_node_append_child(paragraph, strong);
    cmark_node_append_child(paragraph, text_node(rest));
    cmark_node_insert_before(before, paragraph);
    g_free(words);
}

/* Whether a figure of the year was held against an earlier one, and whether any was of a count or a share. */
static bool
compares(const Exhibits *exhibits)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (figure->signal != SIGNAL_NONE && figure_is_own(exhibits->figures, figure) &&
            strcmp(figure->period, period) == 0 && figure->role <= ROLE_LAST_COUNT)
            return true;
    }
    return false;
}

/* The first year with records. */
static char *
first_year(const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    for (int year = profile->year - profile->years + 1; year < profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        for (guint i = 0; i < figures_length(exhibits->figures); i++) {
            const Figure *figure = figures_at(exhibits->figures, i);
            if (figure->counts && !figure->file && strcmp(figure->period, label) == 0)
                return g_steal_pointer(&label);
        }
    }
    return period_of_report(exhibits, 0);
}

/* The number of neighbours, and how many have a figure in the comparison that has most. */
static guint
count_neighbours(const Exhibits *exhibits, guint *known)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    guint neighbours = 0;
    *known = 0;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->category, NEIGHBOURS_KNOWN) || strcmp(figure->period, period) ||
            isnan(figure->value))
            continue;
        *known = MAX(*known, (guint)figure->value);
        neighbours = MAX(neighbours, (guint)figure->base);
    }
    return neighbours;
}

/* "Rates of 3 of our 10 statistical neighbours are known." Caller frees. */
static char *
neighbours_known(const Exhibits *exhibits)
{
    guint known, neighbours = count_neighbours(exhibits, &known);
    return !neighbours || !known ? g_strdup("")
           : known == 1
               ? g_strdup_printf(" The rate of 1 of our %u statistical neighbours is known.", neighbours)
               : g_strdup_printf(" Rates of %u of our %u statistical neighbours are known.", known,
                                 neighbours);
}

char *
how_to_read(const Exhibits *exhibits, bool in_brief)
{
    g_autofree char *known = in_brief ? neighbours_known(exhibits) : NULL;
    if (!compares(exhibits)) {
        g_autofree char *first = first_year(exhibits), *period = period_of_report(exhibits, 0);
        bool begins = strcmp(first, period) == 0;
        /* "April 2022" of "April to June 2022". */
        g_autofree char *from =
            strstr(period, " to ") && begins
                ? g_strdup_printf("%.*s%s", (int)strcspn(period, " "), period, strrchr(period, ' '))
                : g_strdup(period);
        return g_strdup_printf("%s %s%s are not compared with earlier years.%s%s",
                               begins ? "Records are held from" : "Figures of", from,
                               begins ? " on, so figures" : "", in_brief ? known : "",
                               in_brief ? " Full tables and methods are in the annual report." : "");
    }
    if (in_brief)
        return g_strdup_printf(
            "A figure is said to have risen or fallen only where the change is larger than chance "
            "alone would explain.%s Full tables and methods are in the annual report.",
            known);
    return g_strdup(
        "Where this report says that a figure rose or fell, or gives it as up or down, the change is "
        "larger than chance alone would explain. Other earlier figures are there for comparison. "
        "‘About these figures’ says how that is decided.");
}

static void
put_year(const Exhibits *exhibits, cmark_node *before)
{
    const Profile *profile = exhibits->profile;
    g_autofree char *from = calendar_long(calendar_year_first(profile->year, profile->year_start)),
                    *to = calendar_long(calendar_year_last(profile->year, profile->year_start)),
                    *as_at = profile->as_at != DAY_NONE ? calendar_long(profile->as_at) : NULL,
                    *many = table_sentence_case(profile->words), *period = period_of_report(exhibits, 0);
    if (profile->records->len)
        put(before, "The year",
            g_strdup_printf("runs from %s to %s; a %s belongs to the year in which it was received.", from,
                            to, profile->word));
    g_autofree char *stand = as_at ? g_strdup_printf("%s are shown as they stood on %s.", many, as_at) : NULL;
    if (stand)
        put(before, stand, g_strdup("Any that were closed later count as open."));
    g_autofree char *provisional = g_strdup_printf("The figures of %s are provisional:", period);
    if (profile_is_provisional(profile, profile->year))
        put(before, provisional, g_strdup("they may still change."));
}

static void
put_method(const Exhibits *exhibits, cmark_node *before)
{
    if (compares(exhibits))
        put(before, "Changes.",
            g_strdup(
                "We ask how often so large a difference would come about by chance if nothing had "
                "changed. We say that a figure rose or fell only if that would be seldom. Single figures "
                "are tested at 95%; rows of a table at 99.8%, because among many rows some differ by "
                "chance. Counts are tested by an exact test of two Poisson counts, over several years by "
                "their rate of change a year; shares by Newcombe\u2019s interval of the difference. Where a "
                "table has a dash, no test was possible."));
    put(before, "Percentages",
        g_strdup(
            "are rounded as shown, halves upwards, so they may not add to 100. The difference between two of "
            "them is given in percentage points."));
}

/* "what children thought of the service" of its title, unless that begins with an acronym. */
static char *
title_in_text(const ProfileMeasure *measure)
{
    char *title = g_strdup(measure->title);
    if (g_ascii_isupper(*title) && !g_ascii_isupper(title[1]))
        *title = g_ascii_tolower(*title);
    return title;
}

static bool
is_supplied(const ProfileMeasure *measure)
{
    return kind_of(measure)->from_files && !measure->returned;
}

/* Whether there is nothing to show because small counts are hidden, which has its own sentence. */
static bool
is_hidden(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint i = 0; i < figures_length(exhibits->figures); i++)
        if (figure_is_in(figures_at(exhibits->figures, i), measure->id, period) &&
            figures_at(exhibits->figures, i)->status == FIGURE_SUPPRESSED)
            return true;
    return false;
}

/* Whether the document shows a measure: a report with contents shows all, a shorter one those that it names.
 */
static bool
shows(const Building *building, const ProfileMeasure *measure)
{
    g_autofree char *id = g_regex_escape_string(measure->id, -1),
                    *named = g_strdup_printf("\\{\\{[^}]*(?<![\\w-])%s(?![\\w-])[^}]*\\}\\}", id);
    return document_has_contents(building->document) ||
           g_regex_match_simple(named, building->expansion->text->str, 0, 0);
}

/* The titles of measures that were supplied, or of those of which nothing is known (char*). Caller unrefs. */
static GPtrArray *
titles_where(const Building *building, bool missing)
{
    const Exhibits *exhibits = building->exhibits;
    GPtrArray *titles = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < exhibits->showings->len; i++) {
        const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
        bool nothing = showing->body == BODY_NOTHING && showing->back == BACK_NOTHING && !showing->said_by &&
                       !is_hidden(exhibits, showing->measure);
        if ((missing ? nothing : is_supplied(showing->measure) && !nothing) &&
            shows(building, showing->measure))
            g_ptr_array_add(titles, title_in_text(showing->measure));
    }
    return titles;
}

static bool
sets_beside_others(const Building *building)
{
    const GArray *showings = building->exhibits->showings;
    for (guint i = 0; i < showings->len; i++) {
        const ProfileMeasure *measure = g_array_index(showings, Showing, i).measure;
        if (kind_of(measure)->of_others && shows(building, measure))
            return true;
    }
    return false;
}

static void
put_sources(const Building *building, cmark_node *before)
{
    const Profile *profile = building->exhibits->profile;
    g_autoptr(GPtrArray) supplied = titles_where(building, false);
    g_autofree char *listed = supplied->len ? profile_listed(supplied, " and ") : NULL;
    GString *words = g_string_new(NULL);
    if (profile->records->len)
        g_string_append_printf(words, "%s figures are counted from the case records of %s%s%s.",
                               listed ? "Most" : "All", profile->authority_name,
                               listed ? ". The service supplied the others: " : "", listed ? listed : "");
    if (sets_beside_others(building))
        g_string_append_printf(
            words,
            "%sNumbers of children are mid-year estimates of the Office for National Statistics "
            "(Open Government Licence v3.0).",
            words->len ? " " : "");
    if (words->len)
        put(before, "Sources.", g_string_free(words, FALSE));
    else
        g_string_free(words, TRUE);
}

/* What columns of the tables hold, which would else stand beneath each; that percentages are rounded is said.
 */
static void
put_columns(Document *document, cmark_node *before)
{
    static const char rounded[] = "Percentages may not add to 100 because each is rounded.";
    static const char *const columns[] = {"Change is the difference ", "All years is the sum "};
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        for (guint n = 0; block->kind == BLOCK_TABLE && n < block->table->notes->len; n++) {
            const char *note = block->table->notes->pdata[n];
            if ((!g_str_has_prefix(note, columns[0]) && !g_str_has_prefix(note, columns[1])) ||
                g_ptr_array_find_with_equal_func(document->said, note, g_str_equal, NULL))
                continue;
            g_string_append_printf(words, "%s%s", words->len ? " " : "", note);
            g_ptr_array_add(document->said, g_strdup(note));
        }
    }
    g_ptr_array_add(document->said, g_strdup(rounded));
    if (words->len)
        put(before, "Columns.", g_strdup(words->str));
}

void
about_figures(Building *building, cmark_node *paragraph)
{
    const Exhibits *exhibits = building->exhibits;
    put_year(exhibits, paragraph);
    put_method(exhibits, paragraph);
    put_columns(building->document, paragraph);
    put(paragraph, "Small counts.", g_strdup(building->document->disclosure));
    put_sources(building, paragraph);
    const char *doubt = document_has_contents(building->document) ? exhibits->doubt : NULL;
    if (exhibits->profile->records->len)
        put(paragraph, "Quality of the records.",
            g_strjoin(doubt ? " " : "", exhibits->quality_in_brief, doubt, NULL));
    g_autoptr(GPtrArray) missing = titles_where(building, true);
    guint known;
    if (count_neighbours(exhibits, &known) && !known && sets_beside_others(building))
        g_ptr_array_add(missing, g_strdup("the figures of our statistical neighbours"));
    g_autofree char *listed = profile_listed(missing, " and ");
    if (missing->len)
        put(paragraph, "Not available this year:", g_strconcat(listed, ".", NULL));
}

/* Whether a figure of the report's own holds a number of these kinds. */
static bool
has_role(const Exhibits *exhibits, FigureRole first, FigureRole last)
{
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (figure->role >= first && figure->role <= last && figure->status != FIGURE_SUPPRESSED &&
            figure_is_own(exhibits->figures, figure))
            return true;
    }
    return false;
}

void
about_methods(Building *building, cmark_node *paragraph)
{
    static const struct {
        FigureRole first, last;
        const char *lead, *words;
    } methods[] = {
        {ROLE_YEARLY_CHANGE, ROLE_YEARLY_CHANGE, "Counts over several years.",
         "Whether a count has changed since the first year shown is judged by its rate of change a year: a "
         "log-linear Poisson regression, with a wider interval where the years scatter more than counts "
         "of their size would. It takes four years that can be compared."},
        {ROLE_ESTIMATE, ROLE_ESTIMATED_MEDIAN, "Open cases.",
         "An estimate that allows for open cases is Kaplan-Meier\u2019s: an open case counts for as long as "
         "it has been followed, and not after."},
        {ROLE_CONTROL_LIMITS, ROLE_CONTROL_LIMITS, "Months and quarters.",
         "The usual range is the mean and 2.66 mean moving ranges to either side of it, an XmR chart."},
        {ROLE_RUN_MEDIAN, ROLE_CROSSINGS, "Small counts by month or quarter.",
         "Runs on one side of the median, and how often the series crosses it, are held against what an "
         "unchanged service would give (a run chart)."},
    };
    const Exhibits *exhibits = building->exhibits;
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++)
        if (has_role(exhibits, methods[i].first, methods[i].last))
            put(paragraph, methods[i].lead, g_strdup(methods[i].words));
    if (compares(exhibits) && has_role(exhibits, ROLE_CONCLUDED, ROLE_CONCLUDED))
        put(paragraph, "Outcomes.",
            g_strdup("Years are compared by what was known of each case at the same age, or not at all while "
                     "the cases still open could reverse the answer."));
    guint known;
    if (count_neighbours(exhibits, &known) && known)
        put(paragraph, "Other councils.",
            g_strdup("A rate stands out where it is outside the limits that would hold 99.8% of councils of "
                     "its size if all had the others\u2019 average rate (a funnel plot)."));
    if (exhibits->profile->records->len)
        put(paragraph, "Intervals.",
            g_strdup("The workbook gives a 95% interval with every figure that counts records: the exact "
                     "Poisson interval of a count or a rate, Wilson\u2019s of a percentage."));
}
