/* ladostat init: from any export to a profile that reports, with no editing, and with nobody's name in it. */
#include <glib.h>
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"
#include "tests/cmd/councils.h"
#include "tests/place.h"

/* A figure that the council's own profile gives, and the one that the starter's profile must give. */
typedef struct {
    const char *council, *period;
    const char *measure, *category;         /* of the council's profile */
    const char *our_measure, *our_category; /* of the starter's */
} Agreement;

static const Agreement agreements[] = {
    {"leicester", "2023-24", "contacts", "", "contacts", ""},
    {"leicester", "2019-20", "contacts", "", "contacts", ""},
    {"leicester", "2023-24", "harm", "Physical harm", "harm", "Physical"},
    {"leicester", "2023-24", "harm", "Neglect", "harm", "Neglect"},
    {"leicester", "2021-22", "sector", "Foster carers", "sector", "Foster carer"},
    {"leicester", "2023-24", "outcomes", "Substantiated", "outcome", "Substantiated"},
    {"leicester", "2023-24", "outcomes", "Unsubstantiated", "outcome", "Unsubstantiated"},
    {"somerset", "2023-24", "notifications", "", "contacts", ""},
    {"somerset", "2022-23", "notifications", "", "contacts", ""},
    {"somerset", "2023-24", "criteria", "Met the criteria", "stage", "Threshold met"},
    {"somerset", "2023-24", "harm", "Physical abuse", "harm", "Physical abuse"},
    {"somerset", "2023-24", "sector", "School staff", "sector", "School staff"},
    {"bromley", "2022-23", "contacts", "", "contacts", ""},
    {"bromley", "2022-23", "stage", "Consultation", "stage", "Consultation"},
    {"bromley", "2022-23", "stage", "Referral", "stage", "Referral"},
    {"bromley", "2022-23", "outcomes", "Unfounded", "outcome", "Unfounded"},
    {"milton-keynes", "2022-23", "contacts", "", "contacts", ""},
    {"milton-keynes", "2020-21", "contacts", "", "contacts", ""},
    {"milton-keynes", "2022-23", "referrals", "", "stage", "Referral"},
    {"milton-keynes", "2022-23", "consultations", "", "stage", "Consultation"},
    {"birmingham", "2023-24", "referrals", "", "stage", "Referral"},
    {"birmingham", "2022-23", "referrals", "", "stage", "Referral"},
    {"birmingham", "2023-24", "consultations", "", "stage", "Advice consultation"},
};

static Figures *
figures_of(const char *profile, const Place *place, const char *name)
{
    g_autofree char *out = place_path(place, name), *file = g_build_filename(out, "figures.csv", NULL);
    g_autoptr(GError) error = NULL;
    report_open_data(profile, out);
    Figures *figures = figures_read(file, (ReportingYear){.start_month = 4}, &error);
    g_assert_no_error(error);
    return figures;
}

static const Figure *
find(const Figures *figures, const char *measure, const char *period, const char *category)
{
    const Figure *figure = figures_find(figures, measure, period, category, "");
    if (!figure || isnan(figure->count))
        g_error("there is no count of %s %s %s", measure, period, category);
    return figure;
}

static void
a_council_s_export_reports_with_no_editing(Place *place, gconstpointer pointer)
{
    const char *council = pointer;
    g_autofree char *own_profile = g_build_filename("fixtures", council, "profile.yaml", NULL),
                    *export = g_build_filename("fixtures", council, "contacts.csv", NULL), *records = NULL;
    g_assert_true(g_file_get_contents(export, &records, NULL, NULL));
    place_put(place, "contacts.csv", records);
    if (place_run(place, "init", "contacts.csv", "") != 0)
        g_error("%s", place->errors);
    if (place_run(place, "check", "profile.yaml", "") != 0)
        g_error("%s%s", place->output, place->errors);
    g_assert_null(strstr(place->output, "value-unrecognised"));
    g_autofree char *profile = place_path(place, "profile.yaml");
    g_autoptr(Figures) own = figures_of(own_profile, place, "own"), ours = figures_of(profile, place, "ours");
    guint held = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(agreements); i++) {
        const Agreement *agreement = &agreements[i];
        if (strcmp(agreement->council, council) != 0)
            continue;
        const Figure *theirs = find(own, agreement->measure, agreement->period, agreement->category);
        const Figure *figure = find(ours, agreement->our_measure, agreement->period, agreement->our_category);
        if (theirs->count != figure->count)
            g_error("%s %s %s: %g, not %g", agreement->our_measure, agreement->period,
                    agreement->our_category, figure->count, theirs->count);
        held++;
    }
    g_assert_cmpuint(held, >=, 3);
}

/* Invented to match every rule about what to leave alone; nobody has these names. */
static char *
personal_export(void)
{
    static const char *const sectors[] = {"School", "Health", "Police"},
                             *const harms[] = {"02 - Physical", "Neglect"},
                             *const workers[] = {"Canary Aardvark", "Canary Bandicoot", "Canary Capybara"};
    GString *text =
        g_string_new("Case Ref,Subject Name,Date of Birth,Child ID,Date Received,"
                     "Worker on duty,Contact point,Employment Sector,Category of Harm,What happened,Bodies,"
                     "Met threshold?,Date of meeting\n");
    for (int i = 0; i < 60; i++)
        g_string_append_printf(
            text,
            "L%03d,CANARY %d,%02d/01/1980,CANARY%d,%02d/05/2023,%s,canary%d@example.org,%s,%s,CANARY "
            "%d,%s,%s,%s\n",
            i, i, i % 28 + 1, i % 20, i % 28 + 1, workers[i % 3], i % 9,
            i == 7 ? "Canary Dormouse" : sectors[i % 3], harms[i % 2], i,
            i % 4 == 0 ? "Ofsted;DBS"
            : i % 2    ? "DBS"
                       : "Ofsted",
            i % 2 ? "Y" : "N", i % 2 ? "03/06/2023" : "");
    return g_string_free(text, FALSE);
}

static void
people_are_left_alone(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *export = personal_export();
    place_put(place, "export.csv", export);
    if (place_run(place, "init", "export.csv", "") != 0)
        g_error("%s", place->errors);
    g_autofree char *profile = place_get(place, "profile.yaml"), *codes = place_get(place, "codes.csv");
    g_autofree char *written = g_strconcat(profile, codes, place->output, NULL);
    g_autofree char *all = g_ascii_strdown(written, -1);
    g_assert_null(strstr(all, "canary"));
    g_assert_null(strstr(all, "1980"));
    static const char *const left[] = {"Subject Name",  "Date of Birth", "Child ID",       "Worker on duty",
                                       "Contact point", "What happened", "Date of meeting"};
    for (gsize i = 0; i < G_N_ELEMENTS(left); i++) {
        g_autofree char *comment = g_strdup_printf("#   %s (", left[i]);
        if (!strstr(profile, comment))
            g_error("%s is not left alone:\n%s", left[i], profile);
    }
    g_assert_nonnull(strstr(profile, "id: \"Case Ref\""));
    g_assert_nonnull(strstr(profile, "received: \"Date Received\""));
    g_assert_nonnull(strstr(profile, "{field: bodies, separator: \";\"}"));
    g_assert_nonnull(strstr(codes, "harm,Physical,,02 - Physical,30\n"));
    g_assert_nonnull(strstr(codes, "stage,Threshold met,,Y,30\n"));
    g_assert_nonnull(strstr(place->output, "1 value is not in codes.csv"));
    g_assert_cmpint(place_run(place, "check", "profile.yaml", ""), ==, 0);
    g_assert_nonnull(strstr(place->output, "value-unrecognised: sector, 1 row"));
}

static const char common[] = "Ref,Date notified,Date closed,Threshold met,Final outcome,Category of abuse\n"
                             "1,01/04/2023,02/04/2023,1,Un-substantiated,Physical abuse\n"
                             "2,01/05/2023,02/06/2023,0,UNSUBSTANTIATED ,02 - Physical\n"
                             "3,01/05/2023,02/06/2023,1,NFA,N/K\n"
                             "4,01/05/2023,,1,TBC,Not Known\n"
                             "5,01/05/2023,02/06/2023,0,Unsubstantiated,-\n"
                             "6,01/05/2023,02/06/2023,0,=SUM(A1),Neglect\n";

static void
common_terms_have_their_category(Place *place, gconstpointer unused)
{
    (void)unused;
    static const char *const rows[] = {"stage,Threshold met,,1,3\n",
                                       "stage,Threshold not met,,0,3\n",
                                       "outcome,Unsubstantiated,,Un-substantiated,1\n",
                                       "outcome,Unsubstantiated,,Unsubstantiated,2\n",
                                       "outcome,No further action,,NFA,1\n",
                                       "outcome,Ongoing,,TBC,1\n",
                                       "harm,Physical,,Physical abuse,1\n",
                                       "harm,Not recorded,,N/K,1\n",
                                       "harm,Not recorded,,Not Known,1\n",
                                       "harm,Not recorded,,-,1\n"};
    place_put(place, "export.csv", common);
    if (place_run(place, "init", "export.csv", "") != 0)
        g_error("%s", place->errors);
    g_autofree char *codes = place_get(place, "codes.csv");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (!strstr(codes, rows[i]))
            g_error("no row %s in\n%s", rows[i], codes);
    g_assert_null(strstr(codes, "=SUM"));
    g_assert_true(place_is_for_its_owner(place, "codes.csv"));
    g_assert_cmpint(place_run(place, "check", "profile.yaml", ""), ==, 0);
}

/* Fifty rows whose headings say little: the values show the field, and columns that name staff are left
 * alone. */
static char *
poorly_headed_export(void)
{
    static const char *const conclusions[] = {"SUBSTANTIATED", "Substantiated", "False", "Unfounded",
                                              "Malicious"};
    GString *text =
        g_string_new("Contact ID,Date of contact,Conclusion,LADO worker,Child's ethnicity,Trust,Ongoing?\n");
    for (int i = 0; i < 50; i++)
        g_string_append_printf(text, "L%03d,%02d/05/2023,%s,Canary%d,%s,%s,%s\n", i, i % 28 + 1,
                               conclusions[i % 5], i % 3, i % 2 ? "White British" : "Asian",
                               i == 7  ? "Acadmey"
                               : i % 2 ? "Academy"
                                       : "Maintained",
                               i % 3 == 0   ? "Yes - police"
                               : i % 3 == 1 ? "False"
                                            : "Yes - DBS");
    return g_string_free(text, FALSE);
}

static void
values_tell_what_headings_do_not(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *export = poorly_headed_export();
    place_put(place, "export.csv", export);
    if (place_run(place, "init", "export.csv", "") != 0)
        g_error("%s", place->errors);
    g_autofree char *profile = place_get(place, "profile.yaml"), *codes = place_get(place, "codes.csv");
    static const char *const rows[] = {
        "outcome,Substantiated,,Substantiated,20\n",
        "outcome,False,,False,10\n",
        "outcome,Unsubstantiated,,,0\n", /* nobody had it */
        "trust,Academy,,Acadmey,1\n",
        "ongoing,False,,False,17\n", /* "Yes - police" is not an answer to yes or no */
        "childs-ethnicity,Asian,,Asian,25\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (!strstr(codes, rows[i]))
            g_error("no row %s in\n%s", rows[i], codes);
    g_assert_nonnull(strstr(profile, "outcome: \"Conclusion\""));
    g_assert_nonnull(strstr(profile, "#   LADO worker (names of staff"));
    g_assert_null(strstr(codes, "Canary"));
    g_assert_nonnull(strstr(place->output, "trust: \"Acadmey\" for Academy\n"));
    g_assert_cmpint(place_run(place, "check", "profile.yaml", ""), ==, 0);
}

/* Excel takes a file without a byte order mark for Windows-1252, and would save it as that. */
static void
a_code_list_with_accents_opens_in_excel(Place *place, gconstpointer unused)
{
    (void)unused;
    place_put(place, "export.csv",
              "Date received,Sector\n01/04/2023,Caf\xC3\xA9\n02/04/2023,Caf\xC3\xA9\n03/04/2023,Shop\n");
    g_assert_cmpint(place_run(place, "init", "export.csv", ""), ==, 0);
    g_autofree char *codes = place_get(place, "codes.csv");
    g_assert_true(g_str_has_prefix(codes, "\xEF\xBB\xBF"
                                          "field,category,part,value,count\n"));
    g_assert_cmpint(place_run(place, "check", "profile.yaml", ""), ==, 0);
    g_assert_null(strstr(place->output, "value-unrecognised"));
}

static void
what_is_there_stays(Place *place, gconstpointer unused)
{
    (void)unused;
    place_put(place, "export.csv", common);
    place_put(place, "codes.csv", "mine");
    g_assert_cmpint(place_run(place, "init", "export.csv", ""), ==, 2);
    g_assert_nonnull(strstr(place->errors, "--force"));
    g_autofree char *mine = place_get(place, "codes.csv"), *profile = place_path(place, "profile.yaml");
    g_assert_cmpstr(mine, ==, "mine");
    g_assert_false(g_file_test(profile, G_FILE_TEST_EXISTS));
    g_assert_cmpint(place_run(place, "init", "export.csv", "--force"), ==, 0);
    g_autofree char *written = place_get(place, "codes.csv");
    g_assert_true(g_str_has_prefix(written, "field,category,part,value,count\n"));
}

static void
an_export_that_cannot_be_started_from_is_told_why(Place *place, gconstpointer unused)
{
    (void)unused;
    place_put(place, "export.csv", "Ref,Sector\n1,Health\n2,Police\n");
    g_assert_cmpint(place_run(place, "init", "export.csv", ""), ==, 1);
    g_assert_nonnull(strstr(place->errors, "Date received"));
    g_autofree char *profile = place_path(place, "profile.yaml");
    g_assert_false(g_file_test(profile, G_FILE_TEST_EXISTS));
    g_assert_cmpint(place_run(place, "init", "none.csv", ""), ==, 3);
    place_put(place, "export.csv", "Ref,Date received,Harm\n1,00/04/2023,Neglect\n");
    g_assert_cmpint(place_run(place, "init", "export.csv", ""), ==, 1);
    g_assert_nonnull(strstr(place->errors, "no date under \"Date received\" exists"));
    place_put(place, "empty.csv", "Ref,Date received\n");
    g_assert_cmpint(place_run(place, "init", "empty.csv", ""), ==, 3);
    g_assert_nonnull(strstr(place->errors, "no records"));
    g_assert_cmpint(place_run(place, "init", "", ""), ==, 3); /* a folder */
}

/* Sixty records of two years, one of them in 2033, with plurals, typing errors and single letters. */
static void
slips_and_plurals_are_one_category_and_a_slip_is_no_year(Place *place, gconstpointer unused)
{
    (void)unused;
    GString *text = g_string_new("Received,Sector,Source,Gender\n");
    for (int i = 0; i < 60; i++)
        g_string_append_printf(text, "1%d/05/%s,%s,%s,%s\n", i % 10,
                               i == 30 ? "2033"
                               : i % 2 ? "2022"
                                       : "2023",
                               i == 1   ? "Foser Carer"
                               : i < 30 ? "Foster Carer"
                               : i < 50 ? "Foster carers"
                                        : "Museum",
                               i == 2   ? "Mother"
                               : i == 3 ? "Musem"
                               : i < 30 ? "Other"
                                        : "Museum",
                               i < 20   ? "F"
                               : i < 40 ? "Female"
                               : i < 50 ? "M"
                                        : "Male");
    place_put(place, "export.csv", text->str);
    g_string_free(text, TRUE);
    g_assert_cmpint(place_run(place, "init", "export.csv", ""), ==, 0);
    g_autofree char *profile = place_get(place, "profile.yaml"), *codes = place_get(place, "codes.csv");
    g_assert_nonnull(strstr(profile, "year: 2023-24 "));
    g_assert_nonnull(strstr(profile, "years: 2 "));
    static const char *const rows[] = {"sector,Foster Carer,,Foster carers,20",
                                       "sector,Foster Carer,,Foser Carer,1", "source,Museum,,Musem,1",
                                       "gender,Female,,F,20", "gender,Male,,M,10"};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        if (!strstr(codes, rows[i]))
            g_error("%s is not in\n%s", rows[i], codes);
    g_assert_null(strstr(codes, "Other,,Mother"));
}

/* This many records of each value, in the order given and in reverse. */
static char *
order_of(Place *place, const char *file, bool reversed)
{
    static const char *const values[][2] = {{"Zeta", "Aged 12 or less"}, {"Neglect", "Aged 9 or less"},
                                            {"Other", "Other"},          {"alpha", "Not known"},
                                            {"Sexual abuse", "Zeta"},    {"Physical", "Aged 4 or less"}};
    GString *text = g_string_new("Ref,Received,Category of harm,Sector\n");
    for (int i = 0, row = 0; i < 6; i++)
        for (int k = 0; k <= 3 * i; k++, row++) {
            const char *const *value = values[reversed ? 5 - i : i];
            g_string_append_printf(text, "R%d,%02d/05/2023,%s,%s\n", row, row % 28 + 1, value[0], value[1]);
        }
    place_put(place, "export.csv", text->str);
    g_string_free(text, TRUE);
    g_assert_cmpint(place_run(place, "init", "export.csv", "--force"), ==, 0);
    if (strcmp(file, "codes.csv") != 0) {
        place_put(place, "bare.yaml",
                  "authority: {name: T, code: E0}\nreport: {year: 2023-24, years: 1}\nrecords:\n"
                  "  - {file: export.csv, columns: {received: Received, harm: Category of harm, "
                  "sector: Sector}}\nmeasures:\n  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n"
                  "  - {id: sector, title: Sector, kind: breakdown, by: [sector]}\n");
        g_assert_cmpint(place_run(place, "report", "bare.yaml", "--formats csv"), ==, 0);
    }
    g_autofree char *written = place_get(place, file);
    g_auto(GStrv) lines = g_strsplit(written, "\n", -1);
    GString *order = g_string_new(NULL);
    for (char **line = lines; *line && **line; line++) {
        g_auto(GStrv) cells = g_strsplit(*line, ",", 5);
        g_string_append_printf(order, "%s,%s\n", cells[0], cells[strcmp(file, "codes.csv") ? 3 : 1]);
    }
    return g_string_free(order, FALSE);
}

/* A published order by frequency shows which of two hidden counts is larger. */
static void
the_order_of_categories_tells_nothing(Place *place, gconstpointer unused)
{
    (void)unused;
    static const char *const listed =
        "field,category\nharm,Physical\nharm,Sexual abuse\nharm,Neglect\nharm,alpha\nharm,Zeta\nharm,Other\n"
        "sector,Aged 4 or less\nsector,Aged 9 or less\nsector,Aged 12 or less\nsector,Zeta\nsector,Other\n"
        "sector,Not recorded\n";
    static const char *const shown =
        "authority,category\nT,\nT,Physical\nT,Sexual abuse\nT,Neglect\nT,alpha\nT,Zeta\nT,Other\nT,\n"
        "T,Aged 4 or less\nT,Aged 9 or less\nT,Aged 12 or less\nT,Zeta\nT,Other\nT,Not known\n";
    for (int reversed = 0; reversed < 2; reversed++) {
        g_autofree char *codes = order_of(place, "codes.csv", reversed);
        g_assert_cmpstr(codes, ==, listed);
        g_autofree char *figures = order_of(place, "out/figures.csv", reversed);
        g_assert_cmpstr(figures, ==, shown);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GPtrArray) councils = council_names();
    for (guint i = 0; i < councils->len; i++) {
        const char *council = councils->pdata[i];
        g_autofree char *path = g_strdup_printf("/init/the_export_of_%s_reports_with_no_editing", council);
        g_test_add(path, Place, council, place_open, a_council_s_export_reports_with_no_editing, place_close);
    }
#define TEST(function) g_test_add("/init/" #function, Place, NULL, place_open, function, place_close)
    TEST(slips_and_plurals_are_one_category_and_a_slip_is_no_year);
    TEST(the_order_of_categories_tells_nothing);
    TEST(people_are_left_alone);
    TEST(common_terms_have_their_category);
    TEST(values_tell_what_headings_do_not);
    TEST(a_code_list_with_accents_opens_in_excel);
    TEST(what_is_there_stays);
    TEST(an_export_that_cannot_be_started_from_is_told_why);
    return g_test_run();
}
