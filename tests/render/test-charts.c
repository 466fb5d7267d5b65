/* Charts look as they did when somebody checked them, and keep the rules that can be measured. */
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"
#include "render/chart/chart_parts.h"
#include "render/chart/plot.h"
#include "tests/render/chart_fixtures.h"
#include "tests/render/pictures.h"

static const char pictures_folder[] = "tests/render/charts";

static Chart *
chart_named(const char *name)
{
    for (guint i = 0; i < chart_fixtures_count(); i++)
        if (strcmp(chart_fixtures[i].name, name) == 0) {
            g_autoptr(GError) error = NULL;
            Chart *chart = chart_of_fixture(&chart_fixtures[i], &error);
            g_assert_no_error(error);
            g_assert_nonnull(chart);
            return chart;
        }
    g_error("no fixture %s", name);
}

static void
looks_as_it_did(gconstpointer user)
{
    const ChartFixture *fixture = user;
    g_autoptr(Chart) chart = chart_named(fixture->name);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) png = chart_to_png(chart, (ChartOptions){.standalone = fixture->standalone}, &error);
    g_assert_no_error(error);
    if (!picture_is_expected(pictures_folder, fixture->name, png)) {
        if (pictures_page())
            g_test_message("see %s", pictures_page());
        g_test_fail();
    }
}

/* The boxes of a scene's texts, each within the picture; failures name the chart. */
static GArray *
text_boxes(const Scene *scene, const char *name)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind != MARK_TEXT)
            continue;
        Box box = scene_text_box(mark);
        /* No smaller than a note on paper, and no larger than the body. */
        g_assert_cmpfloat(mark->size, >=, 9);
        g_assert_cmpfloat(mark->size, <=, 11);
        if (box.left < -0.5 || box.top < 0 || box.right > scene->width + 0.5 || box.bottom > scene->height)
            g_error("%s: \"%s\" leaves the picture (%.1f to %.1f of %.0f, %.1f to %.1f of %.0f)", name,
                    mark->text, box.left, box.right, scene->width, box.top, box.bottom, scene->height);
        g_array_append_val(boxes, box);
    }
    return boxes;
}

static const char *
text_at(const Scene *scene, guint index)
{
    for (guint i = 0, texts = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_TEXT && texts++ == index)
            return mark->text;
    }
    return NULL;
}

static void
check_texts(const Chart *chart, const char *name, ChartOptions options)
{
    g_autoptr(Scene) scene = scene_new(chart, options);
    g_autoptr(GArray) boxes = text_boxes(scene, name);
    g_assert_cmpuint(boxes->len, >, 0);
    for (guint i = 0; i < boxes->len; i++)
        for (guint k = 0; k < i; k++) {
            const Box *one = &g_array_index(boxes, Box, i), *other = &g_array_index(boxes, Box, k);
            if (one->left < other->right && other->left < one->right && one->top < other->bottom &&
                other->top < one->bottom)
                g_error("%s: \"%s\" and \"%s\" overlap", name, text_at(scene, i), text_at(scene, k));
        }
}

static void
no_two_texts_of_a_chart_overlap_and_none_leaves_it(void)
{
    for (guint i = 0; i < chart_fixtures_count(); i++) {
        g_autoptr(Chart) chart = chart_named(chart_fixtures[i].name);
        check_texts(chart, chart_fixtures[i].name, (ChartOptions){0});
        check_texts(chart, chart_fixtures[i].name, (ChartOptions){.standalone = true});
        for (chart->form = CHART_PANEL; chart->form <= CHART_BESIDE; chart->form++)
            check_texts(chart, chart_fixtures[i].name, (ChartOptions){0});
    }
}

static char *
random_name(GRand *random, guint number)
{
    static const char *const words[] = {"Health",   "Residential", "care",      "Neglect",
                                        "of",       "and",         "voluntary", "organisations",
                                        "Teachers", "police",      "(IFA",      "online)"};
    g_autoptr(GString) name = g_string_new(NULL);
    g_string_printf(name, "%u", number);
    for (int i = g_rand_int_range(random, 0, g_rand_int_range(random, 1, 9)); i >= 0; i--)
        g_string_append_printf(name, " %s", words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    return g_strdup(name->str);
}

static void
put_random_point(GRand *random, const Chart *chart, ChartSeries *series, double most)
{
    static const char *const symbols[] = {"[c]", "[x]", "[z]"};
    bool shown = g_rand_int_range(random, 0, 8) > 0;
    double value = shown ? floor(g_rand_double_range(random, 0, most)) : NAN;
    g_autofree char *digits = shown ? figure_number_text(value, 0) : NULL;
    g_autofree char *label = shown ? g_strconcat(digits, chart->percent ? "%" : "", NULL)
                                   : g_strdup(symbols[g_rand_int_range(random, 0, 3)]);
    ChartPoint *point = chart_put_point(series, value, label);
    if (shown && g_rand_boolean(random)) {
        point->lower = value * 0.8;
        point->upper = value * 1.3;
    }
}

/* Ticks as near as they come. */
static void
put_axis_of_numbers(GRand *random, Chart *chart)
{
    guint ticks = (guint)g_rand_int_range(random, 2, 25);
    for (guint i = 0; i < ticks; i++) {
        g_autofree char *label = g_strdup_printf("%u", 52 * i);
        chart_put_tick(chart, 52 * i, label)->after_break = i && g_rand_int_range(random, 0, 6) == 0;
    }
    chart->across = g_strdup("Weeks since receipt");
}

/* A chart of a kind, with any number of categories and series that it takes, and everything that may be said
 * about them. */
static Chart *
random_chart(GRand *random, const ChartKind *kind)
{
    guint most_series = kind->series ? kind->series : 12,
          most_categories = kind->across == ACROSS_LATEST ? 1 : 16;
    Chart *chart = chart_new(kind, "random", "A title of some length, as the titles of measures are");
    chart->form = (ChartForm)g_rand_int_range(random, CHART_FULL, CHART_BESIDE + 1);
    chart->percent = g_rand_boolean(random);
    double most = chart->percent ? 101 : pow(10, g_rand_int_range(random, 1, 5));
    guint categories = (guint)g_rand_int_range(random, 1, (gint)most_categories + 1);
    guint series = (guint)g_rand_int_range(random, 1, (gint)most_series + 1);
    bool years = g_rand_boolean(random);
    for (guint i = 0; i < categories; i++) {
        g_autofree char *year = g_strdup_printf("20%02u-%02u", 10 + i, 11 + i),
                        *name = random_name(random, i);
        chart_put_category(chart, years ? year : name);
        ChartCategory *category = &g_array_index(chart->categories, ChartCategory, i);
        category->provisional = years && i + 1 == categories;
        category->after_break = years && i && g_rand_int_range(random, 0, 4) == 0;
    }
    if (strcmp(chart_kind_name(kind), "lines") == 0 && g_rand_boolean(random))
        put_axis_of_numbers(random, chart);
    for (guint s = 0; s < series; s++) {
        g_autofree char *name = random_name(random, s);
        ChartSeries *added = chart_put_series(chart, name);
        for (guint i = 0; i < categories; i++) {
            put_random_point(random, chart, added, most);
            if (chart->ticks->len)
                g_array_index(added->points, ChartPoint, i).at =
                    g_array_index(chart->ticks, ChartCategory, chart->ticks->len - 1).at * i / categories;
        }
    }
    return chart;
}

static void
no_texts_of_random_charts_overlap(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20231);
    for (const char *const *name = profile_chart_names; *name; name++) {
        const ChartKind *kind = chart_kind(*name);
        for (int turn = 0; kind && turn < 60; turn++) {
            g_autoptr(Chart) chart = random_chart(random, kind);
            g_autofree char *which = g_strdup_printf("random %s %d", *name, turn);
            check_texts(chart, which, (ChartOptions){.standalone = turn % 2});
        }
    }
}

static void
every_name_a_profile_may_use_is_a_kind(void)
{
    for (const char *const *name = profile_chart_names; *name; name++)
        if (strcmp(*name, "none") == 0)
            g_assert_null(chart_kind(*name));
        else
            g_assert_cmpstr(chart_kind_name(chart_kind(*name)), ==, *name);
}

/* Every fixture drawn again, from the last to the first: GPtrArray* of GBytes*, an SVG and a PNG of each. */
static gpointer
drawn_backwards(gpointer user)
{
    (void)user;
    GPtrArray *drawn = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = chart_fixtures_count(); i-- > 0;) {
        g_autoptr(Chart) chart = chart_named(chart_fixtures[i].name);
        g_ptr_array_add(drawn, chart_to_png(chart, (ChartOptions){0}, NULL));
        g_ptr_array_add(drawn, chart_to_svg(chart, (ChartOptions){0}));
    }
    return drawn;
}

static void
the_same_bytes_come_in_any_order_on_any_thread(void)
{
    /* The threads begin with nothing measured and no font loaded. */
    enum { THREADS = 4 };
    GThread *threads[THREADS];
    for (guint i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("draw", drawn_backwards, NULL);
    g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; i < chart_fixtures_count(); i++) {
        g_autoptr(Chart) chart = chart_named(chart_fixtures[i].name);
        g_ptr_array_add(first, chart_to_svg(chart, (ChartOptions){0}));
        g_ptr_array_add(first, chart_to_png(chart, (ChartOptions){0}, NULL));
    }
    for (guint i = 0; i < THREADS; i++) {
        g_autoptr(GPtrArray) drawn = g_thread_join(threads[i]);
        g_assert_cmpuint(drawn->len, ==, first->len);
        for (guint k = 0; k < first->len; k++)
            g_assert_true(g_bytes_equal(drawn->pdata[first->len - 1 - k], first->pdata[k]));
    }
}

/* One chart that several threads draw at once, at the sizes of all formats, is laid out once for all. */
static gpointer
drawn_at_all_sizes(gpointer chart)
{
    static const double widths[] = {0, 290, 464.9, 640};
    GPtrArray *drawn = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (gsize i = 0; i < G_N_ELEMENTS(widths); i++)
        g_ptr_array_add(drawn, chart_to_svg(chart, (ChartOptions){.width = widths[i]}));
    return drawn;
}

static void
threads_share_the_scenes_of_a_chart(void)
{
    enum { THREADS = 4 };
    g_autoptr(Chart) chart = chart_named("columns-names"), alone = chart_named("columns-names");
    g_autoptr(GPtrArray) first = drawn_at_all_sizes(alone);
    GThread *threads[THREADS];
    for (guint i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("draw", drawn_at_all_sizes, chart);
    for (guint i = 0; i < THREADS; i++) {
        g_autoptr(GPtrArray) drawn = g_thread_join(threads[i]);
        for (guint k = 0; k < first->len; k++)
            g_assert_true(g_bytes_equal(drawn->pdata[k], first->pdata[k]));
    }
    g_assert_true(chart_scene(chart, (ChartOptions){.width = 640}) ==
                  chart_scene(chart, (ChartOptions){.width = 640}));
}

static const Mark *
nth_mark(const Scene *scene, MarkKind kind, guint nth)
{
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == kind && nth-- == 0)
            return mark;
    }
    return NULL;
}

static void
bars_are_as_long_as_their_values_from_zero(void)
{
    g_autoptr(Chart) chart = chart_named("columns-names");
    g_autoptr(Scene) scene = scene_new(chart, (ChartOptions){0});
    double scale = 0;
    for (guint i = 0; i < 4; i++) {
        const Mark *column = nth_mark(scene, MARK_RECTANGLE, i);
        double value = g_array_index(((ChartSeries *)chart->series->pdata[0])->points, ChartPoint, i).value;
        scale = i ? scale : column->y2 / value;
        g_assert_cmpfloat_with_epsilon(column->y2, value * scale, 1);
    }
    g_assert_cmpfloat_with_epsilon(
        nth_mark(scene, MARK_RECTANGLE, 0)->y + nth_mark(scene, MARK_RECTANGLE, 0)->y2,
        nth_mark(scene, MARK_RECTANGLE, 3)->y + nth_mark(scene, MARK_RECTANGLE, 3)->y2, 0.6);
}

static void
bars_are_ordered_by_value_with_the_rest_last(void)
{
    static const char *const expected[] = {"Health", "Faith",        "Police",      "Sport",
                                           "Other",  "Not recorded", "Unrecognised"};
    g_autoptr(Chart) chart = chart_named("bars-gatherers-last");
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpstr(g_array_index(chart->categories, ChartCategory, i).name, ==, expected[i]);
}

static void
categories_with_an_order_of_their_own_keep_it(void)
{
    g_autoptr(Chart) chart = chart_named("bars-listed-order");
    g_assert_cmpstr(g_array_index(chart->categories, ChartCategory, 0).name, ==, "Under 25");
    g_assert_cmpstr(g_array_index(chart->categories, ChartCategory, 4).name, ==, "55 and over");
}

static guint
count_rectangles(const char *fixture)
{
    g_autoptr(Chart) chart = chart_named(fixture);
    g_autoptr(Scene) scene = scene_new(chart, (ChartOptions){0});
    guint rectangles = 0;
    for (guint i = 0; i < scene->marks->len; i++)
        rectangles += g_array_index(scene->marks, Mark, i).kind == MARK_RECTANGLE;
    return rectangles;
}

static void
hidden_figures_have_no_mark(void)
{
    /* Four values; for shares, one year's three parts and the three in the legend. */
    g_assert_cmpuint(count_rectangles("bars-suppressed"), ==, 4);
    g_assert_cmpuint(count_rectangles("shares-suppressed"), ==, 6);
    g_autoptr(Chart) doughnut = chart_named("doughnut-suppressed");
    g_assert_cmpstr(chart_kind_name(doughnut->kind), ==, "bars");
}

/* Two charts of the kind whose figures differ only in counts that may not be shown. */
static void
check_alike(const char *kind, const char *one, const char *other)
{
    g_autofree char *measure =
        g_strdup_printf("kind: breakdown, by: [harm%s], chart: %s", strchr(one, '/') ? ", sector" : "", kind);
    ChartFixture fixtures[] = {{.measure = measure, .figures = one, .protect = true},
                               {.measure = measure, .figures = other, .protect = true}};
    g_autoptr(Chart) first = chart_of_fixture(&fixtures[0], NULL);
    g_autoptr(Chart) second = chart_of_fixture(&fixtures[1], NULL);
    g_autoptr(GBytes) first_svg = chart_to_svg(first, (ChartOptions){0});
    g_autoptr(GBytes) second_svg = chart_to_svg(second, (ChartOptions){0});
    g_assert_true(chart_has_label(first, "[c]"));
    g_assert_cmpstr(first->alt, ==, second->alt);
    g_assert_true(g_bytes_equal(first_svg, second_svg));
}

static void
hidden_counts_cannot_be_told_from_any_kind_of_chart(void)
{
    for (const char *const *name = profile_chart_names; *name; name++)
        if (strcmp(*name, "none") && strcmp(*name, "doughnut"))
            check_alike(*name, "2022-23: A 60; B 1; C 30; D 4 of 95\n2023-24: A 50; B 2; C 40; D 3 of 95",
                        "2022-23: A 60; B 4; C 30; D 1 of 95\n2023-24: A 50; B 3; C 40; D 2 of 95");
    check_alike("doughnut", "2023-24: A 60; B 1; C 4", "2023-24: A 60; B 4; C 1");
    static const char *const crossed[] = {"heat", "stacked", "shares"};
    for (gsize i = 0; i < G_N_ELEMENTS(crossed); i++)
        check_alike(crossed[i], "2023-24: A/X 60; A/Y 1; B/X 4; B/Y 20",
                    "2023-24: A/X 60; A/Y 4; B/X 1; B/Y 20");
}

static guint
words_in(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    return g_strv_length(words);
}

static void
titles_and_alternatives_are_short(void)
{
    for (guint i = 0; i < chart_fixtures_count(); i++) {
        g_autoptr(Chart) chart = chart_named(chart_fixtures[i].name);
        g_assert_cmpuint(words_in(chart->title), <=, 12);
        g_assert_false(g_str_has_suffix(chart->title, "."));
        g_assert_cmpint(g_utf8_strlen(chart->alt, -1), <=, 150);
        g_assert_null(strstr(chart->title, "no clear change"));
        g_assert_null(strstr(chart->title, "chance"));
        g_assert_true(chart_fixtures[i].make || g_str_has_prefix(chart->alt, chart->kind->words));
    }
}

/* The grey year is the one that the subtitle names; there is none if it names none. */
static void
the_subtitle_names_the_years_that_are_drawn(void)
{
    for (guint i = 0; i < chart_fixtures_count(); i++) {
        g_autoptr(Chart) chart = chart_named(chart_fixtures[i].name);
        bool bars = chart->kind->lay == bars_lay && !chart->over_time;
        if (chart_fixtures[i].make || chart->categories->len == 0 || chart->kind->across == ACROSS_CELLS)
            continue;
        if (bars)
            g_assert_cmpint(strstr(chart->subtitle, "2022-23 in grey") != NULL, ==, chart->series->len == 2);
        if (chart->over_time && g_ascii_isdigit(*chart_category(chart, 0)->name)) {
            g_assert_nonnull(strstr(chart->subtitle, chart_category(chart, 0)->name));
            g_assert_nonnull(
                strstr(chart->subtitle, chart_category(chart, chart->categories->len - 1)->name));
        }
    }
}

static void
the_words_say_what_where_when_and_the_finding(void)
{
    static const struct {
        const char *fixture, *title, *subtitle, *alt;
    } expected[] = {
        {"bars-two-years", "More than half of contacts concerned physical harm",
         "Percentage of contacts by category of harm, Test, 2023-24 in blue, 2022-23 in grey",
         "Bar chart of contacts for a test, Test, 2023-24: more than half of contacts concerned physical "
         "harm "
         "(52%)."},
        {"columns-years", "Contacts were close in number to the year before",
         "Number of contacts, Test, 2019-20 to 2023-24",
         "Column chart of contacts for a test, Test, 2019-20 to 2023-24: contacts were close in number to "
         "the "
         "year before."},
        {"lines-two", "Fewer contacts were closed within 12 weeks than in 2022-23",
         "Percentage of contacts closed in time, Test, 2019-20 to 2023-24",
         "Line chart of contacts for a test, Test, 2019-20 to 2023-24: fewer contacts were closed within 12 "
         "weeks than in 2022-23 (89%)."},
        {"bars-sixteen", "Contacts most often concerned residential care and qualified teachers",
         "Percentage of contacts by category of harm, Test, 2023-24; two groups had none",
         "Bar chart of contacts for a test, Test, 2023-24: contacts most often concerned residential care "
         "and "
         "qualified teachers."},
        {"clustered-years", "More than half of contacts concerned physical harm",
         "Percentage of contacts by category of harm, Test, 2021-22 in light grey, 2022-23 in grey, 2023-24 "
         "in "
         "blue",
         "Column chart of contacts for a test, Test, 2023-24: more than half of contacts concerned physical "
         "harm (52%)."},
        {"heat-years", "More than half of contacts concerned physical harm",
         "Percentage of contacts by category of harm, Test, 2022-23 to 2023-24 (provisional)",
         "Shaded table of contacts for a test, Test, 2022-23 to 2023-24 (provisional): more than half of "
         "contacts concerned physical harm (52%)."},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autoptr(Chart) chart = chart_named(expected[i].fixture);
        g_assert_cmpstr(chart->title, ==, expected[i].title);
        g_assert_cmpstr(chart->subtitle, ==, expected[i].subtitle);
        g_assert_cmpstr(chart->alt, ==, expected[i].alt);
    }
}

static void
a_kind_that_cannot_show_the_figures_is_refused_with_its_place(void)
{
    static const struct {
        ChartFixture fixture;
        const char *words;
    } refused[] = {
        {{"", "kind: breakdown, by: [harm], chart: doughnut",
          .figures = "2023-24: A 40; B 50; C 60; D 70; E 30; F 20; G 10"},
         "doughnut cannot show it: it shows at most 6 series and there are 7; use bars or heat"},
        {{"", "kind: breakdown, by: [harm], chart: lines",
          .figures =
              "2022-23: A 1; B 2; C 3; D 4; E 5; F 6; G 7\n2023-24: A 1; B 2; C 3; D 4; E 5; F 6; G 7"},
         "lines cannot show it: it shows at most 6 series and there are 7"},
        {{"", "kind: breakdown, by: [harm], chart: shares", .figures = "2023-24: A 60; B 60 of 100"},
         "shares cannot show it: its percentages add up to 120 and not to 100; use bars"},
        {{"", "kind: breakdown, by: [harm, sector], chart: bars", .figures = "2023-24: A/B 60; A/C 6"},
         "a cross-table is drawn as heat, stacked or shares"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(chart_of_fixture(&refused[i].fixture, &error));
        g_assert_error(error, FAILURE, FAILURE_USAGE);
        if (!strstr(error->message, refused[i].words) || !strstr(error->message, "profile.yaml:"))
            g_error("%s", error->message);
    }
}

/* Without records there is none. */
static void
no_figures_give_no_chart(void)
{
    static const ChartFixture nothing[] = {
        {"", "kind: curve, within: [4 weeks]", .figures = "2023-24: followed from the start 0"},
        {"", "kind: breakdown, by: [harm], chart: bars",
         .figures = "2023-24: Neglect 0; Physical harm 0 of 10"},
        {"", "kind: count", .figures = "2023-24: 0"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(nothing); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(chart_of_fixture(&nothing[i], &error));
        g_assert_no_error(error);
    }
}

static void
only_points_of_a_curve_are_drawn(void)
{
    ChartFixture fixture = {"", "kind: curve, within: [4 weeks, 8 weeks]",
                            .figures = "2023-24: followed from the start 30; open after 4 weeks 20; open "
                                       "after 8 weeks 10; open after 9 weeks 9; Neglect 8 of 30"};
    g_autoptr(GError) error = NULL;
    g_autoptr(Chart) chart = chart_of_fixture(&fixture, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(chart->series->len, ==, 1);
    const ChartSeries *series = chart->series->pdata[0];
    g_assert_cmpuint(series->points->len, ==, 3);
    g_assert_cmpfloat(g_array_index(series->points, ChartPoint, 2).at, ==, 8);
}

int
main(int argc, char **argv)
{
    /* All pictures that differ are on the page, not only the first. */
    g_autofree char **arguments = g_new0(char *, (gsize)argc + 2);
    memcpy(arguments, argv, sizeof(char *) * (gsize)argc);
    arguments[argc++] = "-k";
    g_test_init(&argc, &arguments, NULL);
    for (guint i = 0; i < chart_fixtures_count(); i++) {
        g_autofree char *path = g_strdup_printf("/charts/looks_as_it_did/%s", chart_fixtures[i].name);
        g_test_add_data_func(path, &chart_fixtures[i], looks_as_it_did);
    }
    static const struct {
        const char *name;
        void (*holds)(void);
    } rules[] = {
#define RULE(name) {"/charts/" #name, name}
        RULE(no_two_texts_of_a_chart_overlap_and_none_leaves_it),
        RULE(no_texts_of_random_charts_overlap),
        RULE(every_name_a_profile_may_use_is_a_kind),
        RULE(the_same_bytes_come_in_any_order_on_any_thread),
        RULE(threads_share_the_scenes_of_a_chart),
        RULE(bars_are_as_long_as_their_values_from_zero),
        RULE(bars_are_ordered_by_value_with_the_rest_last),
        RULE(categories_with_an_order_of_their_own_keep_it),
        RULE(hidden_figures_have_no_mark),
        RULE(hidden_counts_cannot_be_told_from_any_kind_of_chart),
        RULE(titles_and_alternatives_are_short),
        RULE(the_subtitle_names_the_years_that_are_drawn),
        RULE(the_words_say_what_where_when_and_the_finding),
        RULE(a_kind_that_cannot_show_the_figures_is_refused_with_its_place),
        RULE(no_figures_give_no_chart),
        RULE(only_points_of_a_curve_are_drawn),
#undef RULE
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        g_test_add_func(rules[i].name, rules[i].holds);
    return g_test_run();
}
