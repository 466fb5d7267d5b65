/* Five councils' published reports against their packs: every number that a council printed is looked up in
 * figures.csv and must be as printed, except for the rows of disagreements.csv, which must all disagree and
 * be the only ones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "tests/cmd/councils.h"
#include "tests/place.h"

/* Each council's folder, and the fewest numbers it printed: fewer would mean that a file was not read to its
 * end. */
typedef struct {
    const char *name;
    guint least_numbers;
} Council;
static const Council councils[] = {
    {"leicester", 346}, {"somerset", 68}, {"bromley", 37}, {"milton-keynes", 125}, {"birmingham", 6}};

#define KEY_LENGTH 6

static Figures *
reported_figures(const char *council)
{
    g_autofree char *profile = g_build_filename("fixtures", council, "profile.yaml", NULL);
    Place place;
    place_open(&place, NULL);
    g_autofree char *out = place_path(&place, "out"), *path = place_path(&place, "out/figures.csv");
    g_autoptr(GError) error = NULL;
    report_open_data(profile, out);
    Figures *figures = figures_read(path, (ReportingYear){.start_month = 4}, &error);
    g_assert_no_error(error);
    place_close(&place, NULL);
    return figures;
}

static const Figure *
mapped_figure(const Figures *figures, const GPtrArray *row, int years_before)
{
    g_autofree char *period = g_strdup(cell(row, OUR_PERIOD));
    if (years_before) {
        int year = atoi(period) - years_before;
        g_free(period);
        period = g_strdup_printf("%d-%02d", year, (year + 1) % 100);
    }
    const Figure *figure =
        figures_find(figures, cell(row, OUR_MEASURE), period, cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    if (!figure) /* another authority's figure, by its name */
        figure = figures_find_of(figures, cell(row, OUR_CATEGORY), cell(row, OUR_MEASURE), period, "", "");
    if (!figure && !years_before)
        g_error("figures.csv has no %s %s \"%s\" \"%s\"", cell(row, OUR_MEASURE), period,
                cell(row, OUR_CATEGORY), cell(row, OUR_PART));
    return figure;
}

/* The number that the mapping names: a column of the figure, or a difference over one year or two: of
 * percentages in points, of counts in percent of the earlier. No measure: a number that no figure could give.
 */
static double
computed_number(const Figures *figures, const GPtrArray *row)
{
    const char *field = cell(row, OUR_FIELD);
    if (!*cell(row, OUR_MEASURE))
        return NAN;
    const Figure *figure = mapped_figure(figures, row, 0);
    const Figure *before =
        mapped_figure(figures, row, strcmp(field, "change-percent-of-two-years") == 0 ? 2 : 1);
    if (strcmp(field, "percent-change") == 0)
        return before ? figure->percent - before->percent : NAN;
    if (g_str_has_prefix(field, "change-percent"))
        return before ? 100 * (figure->count - before->count) / before->count : NAN;
    return strcmp(field, "count") == 0     ? figure->count
           : strcmp(field, "percent") == 0 ? figure->percent
           : strcmp(field, "change") == 0  ? figure->change
           : strcmp(field, "base") == 0    ? figure->base
                                           : figure->value;
}

/* A printed number is whole, a half, or has one decimal; the computed one must round to it in that style. */
static bool
agrees(double computed, const char *printed)
{
    double number = g_ascii_strtod(printed, NULL);
    const char *point = strchr(printed, '.');
    if (isnan(computed))
        return false;
    if (!point)
        return figure_round(computed, 0) == number;
    if (strcmp(point, ".5") == 0)
        return figure_round(computed * 2, 0) / 2 == number;
    return fabs(figure_round(computed, (int)strlen(point) - 1) - number) < 1e-9;
}

static bool
row_agrees(const Figures *figures, const GPtrArray *mapping, const char *printed)
{
    double computed = computed_number(figures, mapping);
    if (strstr(cell(mapping, OUR_FIELD), "change") && row_says_down(mapping))
        computed = -computed;
    return agrees(computed, printed);
}

/* The keys of the numbers that differ from those printed, in the order of the report. */
static GPtrArray *
numbers_that_differ(const Council *council, const Figures *figures, GHashTable *mappings)
{
    static const char *const columns[] = {"count", "percent"};
    GPtrArray *differing = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) published = council_rows(council->name, "published.csv");
    guint compared = 0;
    for (guint i = 0; i < published->len; i++)
        for (guint k = 0; k < 2; k++) {
            const char *printed = cell(published->pdata[i], PUBLISHED_COUNT + k);
            if (!*printed)
                continue;
            g_autofree char *key = key_of(published->pdata[i], columns[k]);
            const GPtrArray *mapping = g_hash_table_lookup(mappings, key);
            if (!mapping)
                g_error("reconciliation.csv has no row for %s", key);
            compared++;
            if (row_agrees(figures, mapping, printed))
                continue;
            g_test_message("%s: printed %s, computed %.4f", key, printed, computed_number(figures, mapping));
            g_ptr_array_add(differing, g_steal_pointer(&key));
        }
    g_test_message("%u numbers compared, %u differ", compared, differing->len);
    g_assert_cmpuint(compared, >=, council->least_numbers);
    g_assert_cmpuint(compared, ==, g_hash_table_size(mappings));
    return differing;
}

static void
every_published_number_comes_out_but_those_listed(gconstpointer user)
{
    const Council *council = user;
    g_autoptr(Figures) figures = reported_figures(council->name);
    g_autoptr(GPtrArray) reconciliation = council_rows(council->name, "reconciliation.csv");
    g_autoptr(GHashTable) mappings = council_mappings(reconciliation);
    g_autoptr(GPtrArray) differing = numbers_that_differ(council, figures, mappings);
    g_autoptr(GPtrArray) listed = council_rows(council->name, "disagreements.csv");
    g_autoptr(GHashTable) unexplained = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < differing->len; i++)
        g_hash_table_add(unexplained, differing->pdata[i]);
    for (guint i = 0; i < listed->len; i++) {
        g_autofree char *key = key_of(listed->pdata[i], cell(listed->pdata[i], PRINTED));
        if (!g_hash_table_remove(unexplained, key))
            g_test_fail_printf("disagreements.csv lists what agrees: %s", key);
        if (!*cell(listed->pdata[i], KEY_LENGTH) || !*cell(listed->pdata[i], KEY_LENGTH + 1))
            g_test_fail_printf("disagreements.csv gives no reason: %s", key);
    }
    for (guint i = 0; i < differing->len; i++)
        if (g_hash_table_contains(unexplained, differing->pdata[i]))
            g_test_fail_printf("disagreements.csv does not list %s", (char *)differing->pdata[i]);
}

static void
a_percent_agrees_in_the_style_it_was_printed(void)
{
    g_assert_true(agrees(14.5, "15"));
    g_assert_false(agrees(15.5, "15"));
    g_assert_true(agrees(35.53, "35.5"));
    g_assert_false(agrees(25.24, "25.5"));
    g_assert_true(agrees(7.34, "7.3"));
    g_assert_false(agrees(7.36, "7.3"));
    g_assert_false(agrees(NAN, "0"));
}

static void
every_council_of_the_fixtures_is_compared_with_its_report(void)
{
    g_autoptr(GPtrArray) names = council_names();
    for (guint i = 0; i < names->len; i++) {
        bool held = false;
        for (gsize k = 0; k < G_N_ELEMENTS(councils); k++)
            held |= strcmp(councils[k].name, names->pdata[i]) == 0;
        if (!held)
            g_error("%s has no row in the list of councils", (const char *)names->pdata[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reconciliation/a_percent_agrees_in_the_style_it_was_printed",
                    a_percent_agrees_in_the_style_it_was_printed);
    for (gsize i = 0; i < G_N_ELEMENTS(councils); i++) {
        g_autofree char *path = g_strdup_printf(
            "/reconciliation/every_published_number_comes_out_but_those_listed/%s", councils[i].name);
        g_test_add_data_func(path, &councils[i], every_published_number_comes_out_but_those_listed);
    }
    g_test_add_func("/reconciliation/every_council_of_the_fixtures_is_compared_with_its_report",
                    every_council_of_the_fixtures_is_compared_with_its_report);
    return g_test_run();
}
