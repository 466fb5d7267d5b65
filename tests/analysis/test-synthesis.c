/* Synthetic records give the figures asked for; what cannot be met is reported. */
#include <glib.h>
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include "analysis/synthesis/synthesis.h"
#include "tests/cmd/councils.h"
#include "tests/place.h"

#define COUNCIL "fixtures/leicester/"

static const char small_profile[] =
    "authority: {name: Test Council, code: E00000000}\n"
    "report: {year: 2023-24, years: 2, as-at: 2024-04-30}\n"
    "records:\n  - file: contacts.csv\n"
    "    columns: {id: Ref, aware: Aware, received: Received, closed: Closed, stage: Stage, harm: Harm, "
    "outcome: Outcome}\n"
    "fields:\n  - {field: aware, type: date}\n  - {field: harm, separator: ';'}\n"
    "codes: codes.csv\n"
    "populations:\n  - {id: met, where: [{field: stage, is: [Met]}]}\n"
    "measures:\n"
    "  - {id: contacts, kind: count}\n"
    "  - {id: met, kind: share, in: met}\n"
    "  - {id: outcomes, kind: breakdown, of: met, by: [outcome]}\n"
    "  - {id: harm, kind: breakdown, by: [harm]}\n"
    "  - {id: notified, kind: share, within: 1 working day, from: aware, to: received}\n"
    "  - {id: timeliness, kind: timeliness, within: [1 month, 3 months]}\n"
    "disclosure: {suppress-below: 0}\n";
static const char small_codes[] =
    "field,category,part,value\nstage,Met,,Y\nstage,Not met,,N\n"
    "harm,Physical,,Phys\nharm,Neglect,,\nharm,Neglect,Of food,Food\nharm,Neglect,Of care,Care\n"
    "outcome,Substantiated,,\noutcome,Unfounded,,\noutcome,Ongoing,,\n";
#define HEAD "measure,period,category,part,count,percent\n"

static void
set_up(Place *council, gconstpointer unused)
{
    (void)unused;
    place_open(council, NULL);
    place_put(council, "profile.yaml", small_profile);
    place_put(council, "codes.csv", small_codes);
    place_put(council, "contacts.csv", "");
}

static char *
synthesise(const char *profile_path, const char *figures_path, guint32 seed, GPtrArray *changes)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(profile_path, &error);
    g_assert_no_error(error);
    g_autoptr(Figures) figures = figures_read(figures_path, profile->year_start, &error);
    g_assert_no_error(error);
    char *records = synthesis_records(profile, figures, seed, changes, &error);
    g_assert_no_error(error);
    return records;
}

static char *
lines_of(GPtrArray *changes)
{
    g_ptr_array_add(changes, NULL);
    return g_strjoinv("\n", (char **)changes->pdata);
}

/* Makes records from the figures, reads them back as a council's and compares; returns the changes, one a
 * line. */
static char *
changes_of(const Place *council, const char *figures_text)
{
    place_put(council, "figures.csv", figures_text);
    g_autofree char *profile_path = place_path(council, "profile.yaml"),
                    *figures_path = place_path(council, "figures.csv");
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *records = synthesise(profile_path, figures_path, 1, changes);
    place_put(council, "contacts.csv", records);
    return lines_of(changes);
}

static void
assert_given_figures_come_out(const Place *council)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *profile_path = place_path(council, "profile.yaml"),
                    *figures_path = place_path(council, "figures.csv");
    g_autoptr(Profile) profile = profile_read(profile_path, &error);
    g_assert_no_error(error);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Dataset) dataset = records_read(profile, findings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(Figures) computed = measures_compute(profile, dataset, findings, &error);
    g_assert_no_error(error);
    g_autoptr(Figures) given = figures_read(figures_path, profile->year_start, &error);
    for (guint i = 0; i < figures_length(given); i++) {
        const Figure *want = figures_at(given, i);
        const Figure *got = figures_find(computed, want->measure, want->period, want->category, want->part);
        g_test_message("%s %s %s %s", want->measure, want->period, want->category, want->part);
        g_assert_nonnull(got);
        if (!isnan(want->count))
            g_assert_cmpfloat(got->count, ==, want->count);
        if (!isnan(want->percent))
            g_assert_cmpfloat(figure_round(got->percent, 0), ==, want->percent);
    }
}

static const char linked_figures[] = HEAD
    "contacts,2022-23,,,50,\ncontacts,2023-24,,,120,\nmet,2023-24,,,40,\nmet,2022-23,,,,30\n"
    "outcomes,2023-24,Substantiated,,,50\noutcomes,2023-24,Unfounded,,,40\noutcomes,2023-24,Ongoing,,,10\n"
    "harm,2023-24,Physical,,90,\nharm,2023-24,Neglect,,40,\nharm,2022-23,Physical,,45,\nharm,2022-23,Neglect,"
    ",5,\n"
    "notified,2023-24,,,,88\nnotified,2022-23,,,,86\n"
    "timeliness,2023-24,within 1 month,,,70\ntimeliness,2023-24,within 3 months,,,90\n"
    "timeliness,2022-23,within 1 month,,,62\ntimeliness,2022-23,within 3 months,,,78\n";

static void
all_figures_come_out_at_once(Place *council, gconstpointer unused)
{
    (void)unused;
    g_autofree char *changes = changes_of(council, linked_figures);
    g_assert_cmpstr(changes, ==, "");
    assert_given_figures_come_out(council);
}

static void
parts_sum_to_their_category(Place *council, gconstpointer unused)
{
    (void)unused;
    g_autofree char *changes =
        changes_of(council, HEAD "contacts,2023-24,,,30,\nharm,2023-24,Physical,,19,\n"
                                 "harm,2023-24,Neglect,,11,\nharm,2023-24,Neglect,Of food,,36\n"
                                 "harm,2023-24,Neglect,Of care,,64\n");
    g_assert_cmpstr(changes, ==, "");
    assert_given_figures_come_out(council);
}

typedef struct {
    const char *name, *figures, *changes;
} Contradiction;

static const Contradiction contradictions[] = {
    {"rows_that_fall_short_leave_records_without_a_value",
     HEAD "contacts,2023-24,,,20,\nmet,2023-24,,,10,\noutcomes,2023-24,Substantiated,,6,\noutcomes,2023-24,"
          "Unfounded,,2,\n"
          "outcomes,2023-24,Ongoing,,0,\n",
     "outcomes 2023-24: rows sum to 8, total 10: 2 records in Not recorded"},
    {"rows_that_go_over_lose_from_the_largest",
     HEAD "contacts,2023-24,,,20,\nmet,2023-24,,,10,\noutcomes,2023-24,Substantiated,,7,\noutcomes,2023-24,"
          "Unfounded,,4,\n",
     "outcomes 2023-24: rows sum to 11, total 10\noutcomes 2023-24 Substantiated: 7 given, 6 taken"},
    {"percents_that_no_counts_give_are_named", HEAD "contacts,2023-24,,,3,\nmet,2023-24,,,,50\n",
     "met 2023-24: 50% given, 66.7% taken (2 of 3)"},
    {"a_row_of_no_category_is_left_out",
     HEAD "contacts,2023-24,,,3,\nharm,2023-24,Physical,,3,\nharm,2023-24,Arson,,1,\n",
     "harm 2023-24 Arson: no row of the measure; left out"},
    {"a_year_without_a_number_of_records_is_not_made", HEAD "contacts,2023-24,,,3,\nmet,2022-23,,,,50\n",
     "2022-23: no number of contacts is given; none made"},
    {"cases_cannot_be_both_ongoing_and_closed",
     HEAD "contacts,2023-24,,,10,\nmet,2023-24,,,10,\noutcomes,2023-24,Ongoing,,5,\noutcomes,2023-24,"
          "Unfounded,,5,\n"
          "timeliness,2023-24,within 1 month,,6,\ntimeliness,2023-24,within 3 months,,6,\n",
     "timeliness 2023-24 within 1 month: 6 given, 5 taken\ntimeliness 2023-24 within 3 months: 6 given, 5 "
     "taken"},
};

static void
a_contradiction_is_named(Place *council, gconstpointer pointer)
{
    const Contradiction *contradiction = pointer;
    g_autofree char *changes = changes_of(council, contradiction->figures);
    g_assert_cmpstr(changes, ==, contradiction->changes);
}

static void
figures_without_a_number_of_records_fail(Place *council, gconstpointer unused)
{
    (void)unused;
    place_put(council, "figures.csv", HEAD "met,2023-24,,,,50\n");
    g_autoptr(GError) error = NULL;
    g_autofree char *profile_path = place_path(council, "profile.yaml"),
                    *figures_path = place_path(council, "figures.csv");
    g_autoptr(Profile) profile = profile_read(profile_path, NULL);
    g_autoptr(Figures) figures = figures_read(figures_path, profile->year_start, NULL);
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_assert_null(synthesis_records(profile, figures, 1, changes, &error));
    g_assert_nonnull(error);
}

static void
the_same_seed_gives_the_same_bytes(void)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *first = synthesise(COUNCIL "profile.yaml", COUNCIL "targets.csv", 1, changes);
    g_autofree char *second = synthesise(COUNCIL "profile.yaml", COUNCIL "targets.csv", 1, changes);
    g_autofree char *other = synthesise(COUNCIL "profile.yaml", COUNCIL "targets.csv", 2, changes);
    g_assert_true(strcmp(first, second) == 0);
    g_assert_false(strcmp(first, other) == 0);
}

static void
the_records_of_every_council_are_made_again_alike(void)
{
    g_autoptr(GPtrArray) councils = council_names();
    for (guint i = 0; i < councils->len; i++) {
        const char *council = councils->pdata[i];
        g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *profile = g_strdup_printf("fixtures/%s/profile.yaml", council),
                        *targets = g_strdup_printf("fixtures/%s/targets.csv", council),
                        *contacts = g_strdup_printf("fixtures/%s/contacts.csv", council);
        g_autofree char *made = synthesise(profile, targets, 1, changes), *checked_in = NULL;
        g_assert_true(g_file_get_contents(contacts, &checked_in, NULL, NULL));
        if (strcmp(made, checked_in))
            g_test_message("%s differs", contacts);
        g_assert_true(strcmp(made, checked_in) == 0);
    }
}

static void
leicester_s_contradictions_are_all_named(void)
{
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *records = synthesise(COUNCIL "profile.yaml", COUNCIL "targets.csv", 1, changes);
    g_autofree char *lines = lines_of(changes);
    g_assert_cmpstr(lines, ==,
                    "source 2019-20: rows sum to 299, total 304: 5 records in Not recorded\n"
                    "beyond-advice 2019-20: 35.5% given, 32.9% taken (100 of 304)\n"
                    "outcomes 2020-21 Unsubstantiated: 20% given, 19.4% taken (20 of 103)\n"
                    "source 2023-24: rows sum to 396, total 395\n"
                    "outcomes 2023-24: rows sum to 201, total 205: 4 records in Not recorded\n"
                    "source 2023-24 Local authority social care (Leicester City): 121 given, 120 taken");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/synthesis/all_figures_come_out_at_once", Place, NULL, set_up, all_figures_come_out_at_once,
               place_close);
    g_test_add("/synthesis/parts_sum_to_their_category", Place, NULL, set_up, parts_sum_to_their_category,
               place_close);
    for (gsize i = 0; i < G_N_ELEMENTS(contradictions); i++) {
        g_autofree char *path = g_strdup_printf("/synthesis/%s", contradictions[i].name);
        g_test_add(path, Place, &contradictions[i], set_up, a_contradiction_is_named, place_close);
    }
    g_test_add("/synthesis/figures_without_a_number_of_records_fail", Place, NULL, set_up,
               figures_without_a_number_of_records_fail, place_close);
    g_test_add_func("/synthesis/the_same_seed_gives_the_same_bytes", the_same_seed_gives_the_same_bytes);
    g_test_add_func("/synthesis/the_records_of_every_council_are_made_again_alike",
                    the_records_of_every_council_are_made_again_alike);
    g_test_add_func("/synthesis/leicester_s_contradictions_are_all_named",
                    leicester_s_contradictions_are_all_named);
    return g_test_run();
}
