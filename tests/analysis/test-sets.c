/* What a figure counts is its sets: their records, found one by one by a loop that shares nothing with the
 * counting, are as many as its count and its base say. Everything that is said of figures rests on this. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "analysis/sets/members.h"
#include "tests/analysis/random_council.h"
#include "tests/cmd/councils.h"

/* Conditions that many sets have in common are looked up once: key -> a byte a record. */
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

/* Every figure that the records gave; `seen` a byte a role. */
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
    }
    /* What is supplied is of no records. */
    for (FigureRole role = 0; role < ROLE_SUPPLIED; role++)
        if (!seen[role])
            g_error("no random council has a figure of role %d", role);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sets/every_figure_of_the_five_councils_counts_its_set",
                    every_figure_of_the_five_councils_counts_its_set);
    g_test_add_func("/sets/every_figure_of_random_councils_counts_its_set",
                    every_figure_of_random_councils_counts_its_set);
    return g_test_run();
}
