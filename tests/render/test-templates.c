/* The manual of the template language, run: each example is made into a document over the sample of
 * Leicester, and must give the words, or the faults, that follow it. */
#include <cmark.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "render/table/quality.h"
#include "render/commentary/commentary.h"
#include "render/document/document.h"
#include "tests/cmd/councils.h"
#include "tests/place.h"

typedef struct {
    Profile *profile;
    Findings *findings;
    Dataset *dataset;
    Figures *figures;
    Exhibits *exhibits;
} Sample;
static Sample sample;

static void
sample_open(const char *council)
{
    g_autofree char *path = g_build_filename("fixtures", council, "profile.yaml", NULL);
    g_autoptr(GError) error = NULL;
    sample.profile = profile_read(path, &error);
    g_assert_no_error(error);
    sample.findings = findings_new();
    sample.dataset = records_read(sample.profile, sample.findings, NULL, NULL, &error);
    g_assert_no_error(error);
    sample.figures = measures_compute(sample.profile, sample.dataset, sample.findings, &error);
    g_assert_no_error(error);
    sample.exhibits = exhibits_new(sample.profile, sample.figures, &error);
    g_assert_no_error(error);
    sample.exhibits->quality_in_brief = findings_in_brief(sample.profile, sample.dataset, sample.findings);
}

static void
sample_close(void)
{
    exhibits_free(sample.exhibits);
    figures_free(sample.figures);
    dataset_free(sample.dataset);
    findings_free(sample.findings);
    profile_free(sample.profile);
}

/* The document that a template gives, as CommonMark, or the lines of its error without the file's name. */
static char *
outcome_of(const char *template)
{
    Place place;
    place_open(&place, NULL);
    g_autofree char *path = place_path(&place, "template.md");
    place_put(&place, "template.md", template);
    g_autoptr(GError) error = NULL;
    g_autoptr(Document) document = document_from_template(sample.exhibits, path, false, &error);
    place_close(&place, NULL);
    if (document) {
        char *text = cmark_render_commonmark(document->root, CMARK_OPT_DEFAULT, 0);
        char *copy = g_strdup(text);
        free(text);
        return g_strstrip(copy);
    }
    g_autofree char *prefix = g_strconcat(path, ":", NULL);
    g_auto(GStrv) halves = g_strsplit(error->message, prefix, -1);
    g_autofree char *joined = g_strjoinv("", halves);
    return g_strdup(g_strstrip(joined));
}

/* CommonMark's backslashes, and the spaces that indent a list, mean nothing. */
static char *
plain(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (; *text; text++)
        if (*text != '\\' && !(*text == ' ' && out->len && out->str[out->len - 1] == '\n'))
            g_string_append_c(out, *text);
    return g_strdup(g_strstrip(out->str));
}

static cmark_node *
next_code(cmark_node *node, const char *kind)
{
    cmark_node *next = node ? cmark_node_next(node) : NULL;
    bool code = next && cmark_node_get_type(next) == CMARK_NODE_CODE_BLOCK;
    return code && strcmp(cmark_node_get_fence_info(next), kind) == 0 ? next : NULL;
}

static void
every_example_of_the_manual_gives_its_result(void)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    guint examples = 0, outcomes = 0;
    g_assert_true(g_file_get_contents("templates/README.md", &text, &length, NULL));
    cmark_node *manual = cmark_parse_document(text, length, CMARK_OPT_DEFAULT);
    for (cmark_node *node = cmark_node_first_child(manual); node; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK ||
            strcmp(cmark_node_get_fence_info(node), "template") != 0)
            continue;
        examples++;
        g_autofree char *got = outcome_of(cmark_node_get_literal(node));
        cmark_node *fault = next_code(node, "fault"), *gives = next_code(node, "gives");
        if (!fault && !gives) {
            /* A block leaves nothing that CommonMark can write; the example shows that there was no fault. */
            g_assert_null(strstr(got, "is not a measure"));
            continue;
        }
        outcomes++;
        g_autofree char *said = plain(got);
        g_autofree char *wanted = plain(cmark_node_get_literal(fault ? fault : gives));
        g_assert_cmpstr(said, ==, wanted);
    }
    cmark_node_free(manual);
    g_assert_cmpuint(examples, ==, 12);
    g_assert_cmpuint(outcomes, ==, 11);
}

static void
holds(const char *template, const char *words)
{
    g_autofree char *got = outcome_of(template);
    if (!strstr(got, words))
        g_error("\"%s\" gives \"%s\", which lacks \"%s\"", template, got, words);
}

static void
a_suppressed_figure_prints_its_symbol_and_no_condition_on_it_holds(void)
{
    for (guint i = 0; i < figures_length(sample.figures); i++) {
        Figure *figure = figures_edit(sample.figures, i);
        if (strcmp(figure->measure, "outcomes") || strcmp(figure->category, "Malicious") ||
            strcmp(figure->period, "2023-24"))
            continue;
        Figure whole = *figure;
        figure->status = FIGURE_SUPPRESSED;
        figure->count = figure->percent = figure->lower = figure->upper = figure->change = NAN;
        figure->signal = SIGNAL_NONE;
        holds("There were {{ outcomes.malicious.count }} ({{ outcomes.malicious.percent }}) malicious.",
              "There were \\[c\\] (\\[c\\]) malicious.");
        holds("{{ outcomes.malicious+false.count }}", "\\[c\\]");
        holds("{{ outcomes.malicious+false.percent }}", "\\[c\\]");
        holds("{{ outcomes.malicious.words }}", "\\[c\\]");
        holds("{{ if outcomes.malicious.count < 5 }}few{{ else }}nothing said{{ end }}", "nothing said");
        holds("{{ if outcomes.malicious.count >= 0 }}some{{ else }}nothing said{{ end }}", "nothing said");
        *figure = whole;
        return;
    }
    g_error("the sample has no such figure");
}

/* Hides some figures, as disclosure control would. */
static void
hide_some(GRand *chance)
{
    for (guint i = 0; i < figures_length(sample.figures); i++) {
        if (g_rand_int_range(chance, 0, 12))
            continue;
        Figure *figure = figures_edit(sample.figures, i);
        figure->count = figure->percent = figure->lower = figure->upper = figure->value = figure->change =
            NAN;
        figure->signal = SIGNAL_NONE;
        figure->status = FIGURE_SUPPRESSED;
    }
}

/* Whether the point is entirely about a measure: its own main point or shape, what it has open at the end, or
 * the months. */
static bool
says(const ProfileMeasure *measure, const char *point)
{
    double weight;
    bool shaped = measure->by->len == 1 && measure->per == PER_YEAR;
    g_autofree char *period = calendar_year_label(sample.profile->year, sample.profile->year_start);
    const Figure *end = table_figure(sample.figures, measure, period, ROLE_OPEN_AT_END);
    g_autofree char *told = commentary_main_point(sample.profile, sample.figures, measure, &weight),
                    *shape = shaped ? commentary_shape(sample.profile, sample.figures, measure) : NULL,
                    *open =
                        end ? commentary_figure(sample.profile, sample.figures, measure, end, TELLING_ALONE)
                            : NULL,
                    *all = measure->per == PER_MONTH ? commentary_of(sample.profile, sample.figures, measure)
                                                     : NULL;
    return g_strcmp0(told, point) == 0 || g_strcmp0(shape, point) == 0 || g_strcmp0(open, point) == 0 ||
           (all && g_str_has_prefix(all, point));
}

/* From "The service received 500 contacts in 2022-23; 212 (42%) were referrals, and the other 288
 * consultations.", what the first two would say by themselves. */
static bool
is_merged(const char *point)
{
    const char *second = strstr(point, "; ");
    g_autofree char *size = second ? g_strdup_printf("%.*s.", (int)(second - point), point) : NULL;
    bool first = false, both = false;
    for (guint i = 0; second && i < sample.profile->measures->len; i++) {
        double weight;
        g_autofree char *told = commentary_main_point(sample.profile, sample.figures,
                                                      sample.profile->measures->pdata[i], &weight);
        g_auto(GStrv) parts = g_strsplit(told ? told : "", "; ", 2);
        first |= g_strcmp0(told, size) == 0;
        const char *rest = parts[0] ? strstr(parts[0], ", ") : NULL;
        both |= rest && g_str_has_prefix(second + 2, rest + 2) &&
                (!parts[1] || g_str_has_suffix(point, parts[1]));
    }
    return first && both;
}

/* Whether it is the sentence of a measure, whose truth is tested with the commentary. */
static bool
is_said(const char *point)
{
    for (guint i = 0; i < sample.profile->measures->len; i++)
        if (says(sample.profile->measures->pdata[i], point))
            return true;
    return is_merged(point);
}

/* At most six, none of them twice, each the sentence of a measure. */
static guint
check_points(void)
{
    g_autofree char *got = outcome_of("{{ main-points }}"), *list = plain(got);
    g_auto(GStrv) points = g_strsplit(list, "\n", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **point = points; *point; point++) {
        g_assert_true(g_str_has_prefix(*point, "- "));
        if (!is_said(*point + 2))
            g_error("%s says what nothing else says: %s", sample.profile->authority_short_name, *point);
        g_assert_true(g_hash_table_add(seen, *point));
    }
    g_assert_cmpuint(g_strv_length(points), <=, 6);
    return g_strv_length(points);
}

static void
main_points_are_sentences_of_measures(void)
{
    g_autoptr(GPtrArray) councils = council_names();
    Sample before = sample;
    g_autoptr(GRand) chance = g_rand_new_with_seed(20240331);
    for (guint i = 0; i < councils->len; i++) {
        sample_open(councils->pdata[i]);
        g_assert_cmpuint(check_points(), >=, 3);
        for (int round = 0; round < 12; round++) { /* by the last most figures are hidden */
            hide_some(chance);
            check_points();
        }
        sample_close();
    }
    sample = before;
}

static void
a_change_in_the_first_point_is_reported_once(void)
{
    Figure *contacts = NULL;
    for (guint i = 0; i < figures_length(sample.figures); i++) {
        Figure *figure = figures_edit(sample.figures, i);
        if (strcmp(figure->measure, "contacts") == 0 && strcmp(figure->period, "2023-24") == 0 &&
            !*figure->category)
            contacts = figure;
    }
    g_assert_nonnull(contacts);
    contacts->signal = SIGNAL_LOWER;
    g_autofree char *changes = outcome_of("{{ changes }}"), *points = outcome_of("{{ main-points }}");
    contacts->signal = SIGNAL_NO_CLEAR_CHANGE;
    g_assert_nonnull(strstr(changes, "The service received 395 contacts in 2023-24, down from 412."));
    const char *told =
        strstr(points, "The service received 395 contacts in 2023-24, down from 412 in 2022-23.");
    g_assert_nonnull(told);
    g_assert_null(strstr(strchr(told, '.'), "395 contacts in"));
}

static void
a_value_is_never_markup(void)
{
    sample.profile->authority_short_name = (char *)"*A* <b> {{ contacts.count }} [x](y)";
    g_autofree char *got = outcome_of("{{ authority.short-name }}");
    g_autofree char *said = plain(got);
    g_assert_cmpstr(said, ==, "*A* <b> {{ contacts.count }} [x](y)");
}

static void
a_file_that_includes_itself_is_a_fault(void)
{
    Place place;
    place_open(&place, NULL);
    place_put(&place, "again.md", "{{ include again.md }}");
    g_autofree char *elsewhere = place_path(&place, "profile.yaml");
    Profile *profile = sample.profile, before = *profile;
    profile->folder = place.folder;
    profile->path = elsewhere;
    holds("{{ include again.md }}", "includes itself");
    *profile = before;
    place_close(&place, NULL);
}

static void
a_template_of_ten_mebibytes_is_read_and_a_longer_one_refused(void)
{
    const gsize limit = 10 * 1024 * 1024;
    static const char line[] =
        "There were {{ contacts.count }} contacts, and nothing else to say of them here.\n\n";
    GString *text = g_string_new(NULL);
    while (text->len + sizeof line < limit / 10)
        g_string_append(text, line);
    holds(text->str, "There were 395 contacts");
    while (text->len <= limit)
        g_string_append(text, "words and words and words and words and words and words\n");
    holds(text->str, "larger than 10 MiB");
    g_string_free(text, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    sample_open("leicester");
    g_test_add_func("/templates/every_example_of_the_manual_gives_its_result",
                    every_example_of_the_manual_gives_its_result);
    g_test_add_func("/templates/a_suppressed_figure_prints_its_symbol_and_no_condition_on_it_holds",
                    a_suppressed_figure_prints_its_symbol_and_no_condition_on_it_holds);
    g_test_add_func("/templates/a_file_that_includes_itself_is_a_fault",
                    a_file_that_includes_itself_is_a_fault);
    g_test_add_func("/templates/a_template_of_ten_mebibytes_is_read_and_a_longer_one_refused",
                    a_template_of_ten_mebibytes_is_read_and_a_longer_one_refused);
    g_test_add_func("/templates/main_points_are_sentences_of_measures",
                    main_points_are_sentences_of_measures);
    g_test_add_func("/templates/a_change_in_the_first_point_is_reported_once",
                    a_change_in_the_first_point_is_reported_once);
    g_test_add_func("/templates/a_value_is_never_markup", a_value_is_never_markup);
    int status = g_test_run();
    sample_close();
    return status;
}
