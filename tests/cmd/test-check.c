/* ladostat check, and what a report's pack says about the quality of the records. */
#include <glib.h>
#include <string.h>
#include "tests/place.h"

static const char profile[] = "authority: {name: Test Council, code: E0}\n"
                              "report: {year: 2023-24, years: 2}\n"
                              "records:\n  - file: contacts.csv\n"
                              "    columns: {id: Ref, received: Received, harm: Harm}\n"
                              "codes: codes.csv\nfigures: [earlier.csv]\n"
                              "measures:\n"
                              "  - {id: contacts, title: Contacts, kind: count}\n"
                              "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n";
static const char codes[] = "field,category,part,value\nharm,Physical,,\nharm,Emotional,,\n";
static const char records[] = "Ref,Received,Harm,Notes\n"
                              "1,01/05/2022,Physical,CANARY\n"
                              "2,01/04/2023,Physical,CANARY\n"
                              "3,not a date,Physical,CANARY\n"
                              "4,02/04/2023,\"Jo\x1b[31m Bloggs\",CANARY\n"
                              "5,03/04/2023,Phyiscal,CANARY\n"
                              "6,03/04/2023,Emotional,CANARY\n";
static const char sound[] = "Ref,Received,Harm\n1,01/05/2022,Physical\n2,01/04/2023,Physical\n";
static const char earlier[] = "measure,period,count\ncontacts,2022-23,7\n";
static const char agreeing[] = "measure,period,count\ncontacts,2022-23,1\n";

static void
set_up(Place *council, gconstpointer unused)
{
    (void)unused;
    place_open(council, NULL);
    place_put(council, "profile.yaml", profile);
    place_put(council, "codes.csv", codes);
    place_put(council, "contacts.csv", records);
    place_put(council, "earlier.csv", earlier);
}

static void
a_record_set_aside_is_status_1(Place *council, gconstpointer unused)
{
    (void)unused;
    g_assert_cmpint(place_run(council, "check", "profile.yaml", ""), ==, 1);
    g_assert_nonnull(strstr(council->output, "1 of 6 rows set aside"));
    g_assert_nonnull(strstr(council->output, "date-unreadable: received, 1 row"));
    g_assert_null(strstr(council->output, "received-missing")); /* one fault is one finding */
    g_assert_nonnull(strstr(council->output, "contacts.csv:4"));
    g_assert_nonnull(strstr(council->output, "figure-differs"));
    g_assert_nonnull(strstr(council->output, "\"Phyiscal\""));
    g_assert_nonnull(strstr(council->output, "close to \"Physical\""));
    g_assert_null(strstr(council->output, "CANARY"));
    g_assert_null(strchr(council->output, '\x1b')); /* a value cannot steer the terminal */
    g_assert_cmpstr(council->errors, ==, "");
    place_put(council, "contacts.csv", sound);
    g_assert_cmpint(place_run(council, "check", "profile.yaml", ""), ==, 0);
}

static void
strict_makes_warnings_fatal(Place *council, gconstpointer unused)
{
    (void)unused;
    place_put(council, "contacts.csv", sound);
    /* Last year's total was different. */
    g_assert_cmpint(place_run(council, "check", "profile.yaml", "--strict"), ==, 1);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv"), ==, 0);
    g_autofree char *before = place_get(council, "out/manifest.json");
    place_put(council, "contacts.csv", records);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv --strict"), ==, 1);
    g_assert_nonnull(strstr(council->errors, "--strict"));
    g_autofree char *after = place_get(council, "out/manifest.json");
    g_assert_cmpstr(before, ==, after);
    place_put(council, "contacts.csv", sound);
    place_put(council, "earlier.csv", agreeing);
    g_assert_cmpint(place_run(council, "check", "profile.yaml", "--strict"), ==, 0);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv --strict"), ==, 0);
}

/* Missing, repeated or mixed-up words for sentences are one line, at their place. */
static void
words_for_sentences_are_whole_or_refused(Place *council, gconstpointer unused)
{
    static const struct {
        const char *codes, *profile, *fault;
    } cases[] = {
        {"field,category,part,value,in sentences\nharm,Physical,,,\n", NULL,
         "codes.csv:1: the column \"in sentences\" is empty"},
        {"field,category,part,value,in sentences\nharm,Physical,,,blows\nharm,Emotional,,, \n", NULL,
         "codes.csv:3: \"Emotional\" is blank in the column \"in sentences\""},
        {"field,category,part,value,in sentences\nharm,Physical,,a,blows\nharm,Physical,,b,hits\n", NULL,
         "codes.csv:3: \"hits\" is in the column \"in sentences\", but \"blows\""},
        {"field,category,part,value,group\nharm,Physical,,,all\nplace,School,,,all\n", NULL,
         "codes.csv:3: the group \"all\" already belongs to harm"},
        {NULL, "populations: [{id: a, words: b, says: \"\", where: [{field: harm, is: [Physical]}]}]\n",
         "says is empty"},
        {NULL, "glossary: {DBS: \"\"}\n", "a glossary entry is an acronym and its words"},
        {NULL, "glossary: [DBS]\n", "expected keys and values here"},
    };
    (void)unused;
    g_autoptr(GString) whole = g_string_new(profile);
    g_string_replace(whole, "harm: Harm}", "harm: Harm, place: Place}", 1);
    place_put(council, "contacts.csv", "Ref,Received,Harm,Place\n1,01/05/2023,Physical,School\n");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(whole->str, cases[i].profile ? cases[i].profile : "", NULL);
        place_put(council, "profile.yaml", text);
        place_put(council, "codes.csv", cases[i].codes ? cases[i].codes : codes);
        g_assert_cmpint(place_run(council, "check", "profile.yaml", ""), ==, 2);
        if (!strstr(council->errors, cases[i].fault))
            g_error("not said: %s; but: %s", cases[i].fault, council->errors);
        g_assert_cmpstr(strchr(council->errors, '\n'), ==, "\n"); /* one line */
    }
}

/* The council's own words win over every rule, a group is summed, an acronym is written out once. */
static void
own_words_stand_in_sentences(Place *council, gconstpointer unused)
{
    (void)unused;
    g_autoptr(GString) rows = g_string_new("Ref,Received,Harm,Place\n"), whole = g_string_new(profile);
    for (int i = 0; i < 60; i++)
        g_string_append_printf(rows, "%d,01/05/2023,%s,x\n", i,
                               i < 28   ? "Physical"
                               : i < 54 ? "Emotional"
                                        : "Neglect");
    g_string_replace(whole, "harm: Harm}", "source: Harm}", 1);
    g_string_replace(whole, "id: harm", "id: source", 1);
    g_string_replace(whole, "by: [harm]", "by: [source]", 1);
    g_string_append(whole, "keep-case: [Acorn]\nglossary: {LGB: local governing board}\n");
    place_put(council, "profile.yaml", whole->str);
    place_put(council, "contacts.csv", rows->str);
    place_put(council, "codes.csv",
              "field,category,part,value,in sentences,group\nsource,Physical,,,the LGB of Acorn,schools\n"
              "source,Emotional,,,teachers,schools\nsource,Neglect,,,neighbours,\n");
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats html"), ==, 0);
    g_autofree char *page = place_get(council, "out/annual-report.html");
    g_assert_nonnull(
        strstr(page, "the local governing board (LGB) of Acorn (28 of 60, 47%) and teachers (26, 43%)"));
    g_assert_nonnull(strstr(page, "All schools together made 54 contacts (90%)."));
    g_assert_null(strstr(strstr(page, "(LGB)") + 1, "(LGB)"));
}

static void
the_list_is_for_its_owner_alone(Place *council, gconstpointer unused)
{
    (void)unused;
    g_autofree char *options = g_strdup_printf("--out \"%s/list.csv\"", council->folder);
    g_autofree char *below_a_file = g_strdup_printf("--out \"%s/codes.csv/list.csv\"", council->folder);
    g_assert_cmpint(place_run(council, "check", "profile.yaml", options), ==, 1);
    g_autofree char *list = place_get(council, "list.csv");
    g_assert_nonnull(strstr(list, "\nvalue-unrecognised,warning,contacts.csv,6,,harm,"));
    g_assert_nonnull(strstr(list, "Phyiscal,\n"));
    g_assert_null(strstr(list, "CANARY"));
    g_assert_true(place_is_for_its_owner(council, "list.csv"));
    g_assert_cmpint(place_run(council, "check", "profile.yaml", below_a_file), ==, 4);
}

/* The pack may be published whole: no value, and nothing about records, some of which a suppressed cell may
 * count. */
static void
a_public_pack_names_no_value(Place *council, gconstpointer unused)
{
    (void)unused;
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv,html"), ==, 0);
    g_autofree char *list = place_get(council, "out/data-quality.csv"),
                    *page = place_get(council, "out/annual-report.html");
    g_assert_null(strstr(list, "contacts.csv"));
    g_assert_nonnull(strstr(list, "\nrecords-withheld,note,"));
    g_assert_null(strstr(list, "Bloggs"));
    g_assert_null(strstr(list, "Phyiscal"));
    g_assert_null(strstr(page, "A value in no code list"));
    g_assert_null(strstr(page, "Bloggs"));
    g_autofree char *open = g_strconcat(profile, "disclosure: {suppress-below: 0}\n", NULL);
    place_put(council, "profile.yaml", open);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv,html"), ==, 0);
    g_autofree char *told = place_get(council, "out/data-quality.csv"),
                    *told_page = place_get(council, "out/annual-report.html");
    g_assert_nonnull(strstr(told, "\ndate-unreadable,error,contacts.csv,4,,received,"));
    g_assert_nonnull(strstr(told, "value-unrecognised,warning,contacts.csv,5,,harm,"));
    g_assert_null(strstr(told, "Bloggs"));
    g_assert_nonnull(strstr(told_page, "Findings about the records"));
    g_assert_nonnull(strstr(told_page, "A value in no code list"));
    g_assert_null(strstr(told_page, "Bloggs"));
    place_put(council, "profile.yaml", profile);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv --internal"), ==, 0);
    g_autofree char *internal = place_get(council, "out/data-quality.csv");
    g_assert_nonnull(strstr(internal, "Phyiscal"));
    g_assert_null(strstr(internal, "CANARY"));
}

/* 60 records of a year, the first `physical` of them with physical harm. */
static char *
records_of_a_year(int physical)
{
    GString *text = g_string_new("Ref,Received,Harm\n");
    for (int i = 0; i < 60; i++)
        g_string_append_printf(text, "%d,%02d/%02d/2023,%s\n", i, i % 28 + 1, i % 9 + 4,
                               i < physical ? "Physical" : "Emotional");
    return g_string_free(text, FALSE);
}

/* What only the whole release shows is reported before there is a pack, and a report counts what check lists.
 */
static void
check_lists_what_the_report_counts(Place *council, gconstpointer unused)
{
    (void)unused;
    g_autofree char *before = records_of_a_year(20), *after = records_of_a_year(40);
    place_put(council, "contacts.csv", before);
    place_put(council, "earlier.csv", agreeing);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv"), ==, 0);
    g_autofree char *figures = place_get(council, "out/figures.csv");
    g_autofree char *again = g_strconcat(profile, "disclosure: {previous-release: last.csv}\n", NULL);
    place_put(council, "last.csv", figures);
    place_put(council, "profile.yaml", again);
    place_put(council, "contacts.csv", after);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv"), ==, 0);
    char *end = strstr(council->errors, "; ladostat check lists them");
    g_assert_nonnull(end);
    g_autofree char *summary = g_strndup(council->errors, (gsize)(end - council->errors));
    g_assert_cmpint(place_run(council, "check", "profile.yaml", ""), ==, 0);
    g_assert_true(g_str_has_prefix(council->output, summary));
    g_assert_nonnull(strstr(council->output, "figure-changed"));
}

static void
records_without_a_fault_have_no_section(Place *council, gconstpointer unused)
{
    (void)unused;
    place_put(council, "contacts.csv", sound);
    place_put(council, "earlier.csv", agreeing);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv,html"), ==, 0);
    g_autofree char *list = place_get(council, "out/data-quality.csv"),
                    *page = place_get(council, "out/annual-report.html");
    g_assert_cmpstr(list, ==,
                    "rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row\n"
                    "records-withheld,note,,,,,\"What the checks found in the records is not shown, because "
                    "it could give away a hidden count.\",[c],,,,\n");
    g_assert_null(strstr(page, "Findings about the records"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(function) g_test_add("/check/" #function, Place, NULL, set_up, function, place_close)
    TEST(a_record_set_aside_is_status_1);
    TEST(check_lists_what_the_report_counts);
    TEST(strict_makes_warnings_fatal);
    TEST(the_list_is_for_its_owner_alone);
    TEST(words_for_sentences_are_whole_or_refused);
    TEST(own_words_stand_in_sentences);
    TEST(a_public_pack_names_no_value);
    TEST(records_without_a_fault_have_no_section);
    return g_test_run();
}
