/* What a figure counts is its sets: the number of their records, found one by one by a loop that shares no
 * code with the counting, is its count and its base. Everything that is said about figures depends on this.
 */
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "analysis/sets/members.h"
#include "tests/analysis/random_council.h"
#include "tests/cmd/councils.h"

/* Conditions that many sets share are looked up once: key -> a byte a record. */
typedef struct {
    const Dataset *dataset;
    GHashTable *known;
} Members;

static const guint8 *
members_of(Members *members, const RecordSet *set)
{
    guint8 *known = g_hash_table_lookup(members->known, set->key);
    if (known)
        return known;
    if (!set->parts) {
        known = set_members(set, members->dataset);
        g_hash_table_insert(members->known, g_strdup(set->key), known);
        return known;
    }
    known = g_malloc(members->dataset->length + 1);
    memset(known, set->kind == SET_AND, members->dataset->length);
    for (guint p = 0; p < set->parts->len; p++) {
        const guint8 *part = members_of(members, set->parts->pdata[p]);
        for (guint i = 0; i < members->dataset->length; i++)
            known[i] = set->kind == SET_AND  ? known[i] & part[i]
                       : set->kind == SET_OR ? known[i] | part[i]
                                             : !part[i];
    }
    g_hash_table_insert(members->known, g_strdup(set->key), known);
    return known;
}

static void
hold(Members *members, const Figure *figure, const char *what, const RecordSet *set, double number)
{
    if (isnan(number))
        return;
    g_autofree char *place = figure_place_words(figure);
    if (!set)
        g_error("%s %s: its %s is %g and has no set", figure->measure, place, what, number);
    guint count = 0;
    const guint8 *bytes = members_of(members, set);
    for (guint i = 0; i < members->dataset->length; i++)
        count += bytes[i];
    if (count == number)
        return;
    g_autofree char *words = set_words(set);
    g_error("%s %s: its %s is %g, and %u records are: %s", figure->measure, place, what, number, count,
            words);
}

/* Every figure computed from the records; `seen` a byte a role. */
static void
hold_figures(const Profile *profile, const Dataset *dataset, const Figures *figures, guint8 *seen)
{
    Members members = {dataset, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        seen[figure->role] = 1;
        if (figure->file || figure->role == ROLE_SUPPLIED || !profile_measure(profile, figure->measure))
            continue;
        hold(&members, figure, "count", figure->counts, figure->count);
        hold(&members, figure, "base", figure->of, figure->base);
    }
    g_hash_table_unref(members.known);
}

static char *
keys_of(const GPtrArray *sets)
{
    GString *keys = g_string_new(NULL);
    for (guint i = 0; sets && i < sets->len; i++)
        g_string_append_printf(keys, " %s", ((const RecordSet *)sets->pdata[i])->key);
    return g_string_free(keys, FALSE);
}

static void
same_set(const Figure *figure, const RecordSet *one, const RecordSet *other)
{
    if (g_strcmp0(one ? one->key : NULL, other ? other->key : NULL) == 0)
        return;
    g_autofree char *place = figure_place_words(figure);
    g_error("%s %s: %s, but read from a file: %s", figure->measure, place, one ? one->key : "no set",
            other ? other->key : "no set");
}

/* The same figures, written to a file and read from it. */
static void
hold_known(const Profile *profile, const Dataset *dataset, Figures *figures)
{
    Day as_at = profile->as_at != DAY_NONE ? profile->as_at : dataset_last_day(dataset);
    if (as_at == DAY_NONE)
        return;
    g_autofree char *day = calendar_iso(as_at);
    figures_say(figures, "as at", day);
    g_autofree char *path = g_strdup_printf("%s/figures-%d.csv", g_get_tmp_dir(), (int)getpid()),
                    *csv = figures_to_csv(figures, profile->year_start);
    g_assert_true(g_file_set_contents(path, csv, -1, NULL));
    g_autoptr(GError) error = NULL;
    g_autoptr(Figures) read = figures_read(path, profile->year_start, &error);
    g_assert_no_error(error);
    g_unlink(path);
    measures_know(profile, read);
    g_assert_cmpuint(figures_length(read), ==, figures_length(figures));
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *one = figures_at(figures, i), *other = figures_at(read, i);
        g_autofree char *place = figure_place_words(one), *tells = keys_of(one->tells),
                        *others = keys_of(other->tells);
        if (one->role != other->role)
            g_error("%s %s has the role %d, but read from a file %d", one->measure, place, one->role,
                    other->role);
        same_set(one, one->counts, other->counts);
        same_set(one, one->of, other->of);
        g_assert_cmpstr(tells, ==, others);
        g_assert_true(one->counts_entries == other->counts_entries);
    }
}

/* The same for parts of every year, which differ from the whole only by their days. */
static void
hold_parts(Profile *profile, const Dataset *dataset, guint8 *seen)
{
    static const char *const parts[] = {"Q1", "Q4", "Q2-Q3", "Q1-Q3"};
    ReportingYear whole = profile->year_start;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        ReportingYear part = whole;
        g_assert_true(calendar_parse_part(parts[i], &part));
        profile_set_years(profile, part);
        g_autoptr(GError) error = NULL;
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(Figures) figures = measures_compute(profile, dataset, findings, &error);
        g_assert_no_error(error);
        hold_figures(profile, dataset, figures, seen);
        hold_known(profile, dataset, figures);
    }
    profile_set_years(profile, whole);
}

static void
every_figure_of_the_five_councils_counts_its_set(void)
{
    g_autoptr(GPtrArray) names = council_names();
    for (guint i = 0; i < names->len; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *path = g_build_filename("fixtures", names->pdata[i], "profile.yaml", NULL);
        g_autoptr(Profile) profile = profile_read(path, &error);
        g_assert_no_error(error);
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(Dataset) dataset = records_read(profile, findings, NULL, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(Figures) figures = measures_compute(profile, dataset, findings, &error);
        g_assert_no_error(error);
        guint8 seen[ROLE_FOR_EACH + 1] = {0};
        hold_figures(profile, dataset, figures, seen);
        hold_known(profile, dataset, figures);
        hold_parts(profile, dataset, seen);
    }
}

static void
every_figure_of_random_councils_counts_its_set(void)
{
    guint8 seen[ROLE_FOR_EACH + 1] = {0};
    guint32 councils = g_test_slow() ? 5000 : 300;
    for (guint32 number = 0; number < councils; number++) {
        g_auto(RandomCouncil) council = random_council(number);
        g_test_message("council %u", number);
        g_autoptr(Profile) profile = NULL;
        g_autoptr(Dataset) dataset = NULL;
        g_autoptr(Figures) figures = small_council_read(
            &(SmallCouncil){council.profile, council.codes, council.records, NULL}, &profile, &dataset, NULL);
        hold_figures(profile, dataset, figures, seen);
        hold_known(profile, dataset, figures);
        if (number % 4 == 0)
            hold_parts(profile, dataset, seen);
    }
    /* Supplied figures are not of any records. */
    for (FigureRole role = 0; role < ROLE_SUPPLIED; role++)
        if (!seen[role])
            g_error("no random council has a figure of role %d", role);
}

static const char named_profile[] =
    "authority: {name: Test Council, code: E00000000}\n"
    "report: {year: 2023-24, years: 3, as-at: 2024-05-31}\n"
    "records:\n"
    "  - {file: contacts.csv, columns: {received: received, closed: closed, outcome: outcome}}\n"
    "codes: codes.csv\n"
    "figures: [figures.csv]\n"
    "measures:\n"
    "  - {id: contacts, kind: count}\n"
    "  - {id: outcome, kind: breakdown, by: [outcome]}\n"
    "  - {id: posts, kind: supplied, against: contacts}\n";
static const char named_codes[] = "field,category,part,value\n"
                                  "outcome,Substantiated,,\noutcome,Substantiated,of concluded,Upheld\n"
                                  "outcome,Substantiated,since 2021-22,Later\noutcome,median,,\n";
static const char named_records[] =
    "received,closed,outcome\n"
    "2021-06-01,2021-07-01,Upheld\n2021-06-01,2021-07-01,median\n"
    "2022-06-01,2022-07-01,Upheld\n2023-06-01,2023-07-01,Upheld\n"
    "2023-06-01,2023-07-01,Later\n2023-06-01,2023-07-01,Substantiated\n2023-06-01,,\n";
static const char named_figures[] = "measure,period,category,value\n"
                                    "posts,2023-24,posts,2\n"
                                    "posts,2023-24,contacts for each of the posts,7\n";

static void
an_estimate_steps_aside_where_a_council_uses_its_name(void)
{
    g_autoptr(Figures) figures = small_council_figures(
        &(SmallCouncil){named_profile, named_codes, named_records, named_figures}, NULL);
    const Figure *own = figure_of(figures, "outcome", "2023-24", "Substantiated", "of concluded"),
                 *later = figure_of(figures, "outcome", "2023-24", "Substantiated", "since 2021-22");
    g_assert_cmpint(own->role, ==, ROLE_COUNT);
    g_assert_cmpfloat(own->count, ==, 1);
    g_assert_cmpint(later->role, ==, ROLE_COUNT);
    const Figure *estimate = figure_of(figures, "outcome", "2023-24", "Substantiated", "of concluded (2)");
    g_assert_cmpint(estimate->role, ==, ROLE_CONCLUDED);
    g_assert_cmpfloat(estimate->base, ==, 3);
    g_assert_cmpint(figure_of(figures, "outcome", "2023-24", "Substantiated", "since 2021-22 (2)")->role, ==,
                    ROLE_SINCE);
    g_assert_cmpint(figure_of(figures, "outcome", "2023-24", "median", "since 2021-22")->role, ==,
                    ROLE_SINCE);
    g_assert_cmpfloat(figure_of(figures, "posts", "2023-24", "contacts for each of the posts", "")->value, ==,
                      7);
    g_assert_cmpfloat(figure_of(figures, "posts", "2023-24", "contacts for each of the posts (2)", "")->value,
                      ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sets/every_figure_of_the_five_councils_counts_its_set",
                    every_figure_of_the_five_councils_counts_its_set);
    g_test_add_func("/sets/every_figure_of_random_councils_counts_its_set",
                    every_figure_of_random_councils_counts_its_set);
    g_test_add_func("/sets/an_estimate_steps_aside_where_a_council_uses_its_name",
                    an_estimate_steps_aside_where_a_council_uses_its_name);
    return g_test_run();
}
