/* The program as its users run it: bad input gives one clear line, the right exit status, and the old pack
 * stays. */
#include <glib.h>
#include <string.h>
#include "tests/place.h"

static const char profile[] = "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
                              "report: {year: 2023-24, years: 1}\n"
                              "records:\n"
                              "  - file: contacts.csv\n"
                              "    columns: {id: Ref, received: Received, closed: Closed, harm: Harm}\n"
                              "disclosure: {suppress-below: 0}\n"
                              "measures:\n"
                              "  - {id: contacts, title: Contacts, kind: count}\n"
                              "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n";
static const char records[] = "Ref,Received,Closed,Harm,Notes\n"
                              "1,01/04/2023,05/04/2023,Physical,CANARY\n"
                              "2,02/05/2023,,=Sexual & <b>,CANARY\n";

static void
set_up(Place *council, gconstpointer unused)
{
    (void)unused;
    place_open(council, NULL);
    place_put(council, "profile.yaml", profile);
    place_put(council, "contacts.csv", records);
}

/* A digest of every file of the pack, by name. */
static char *
pack_digest(const Place *council)
{
    g_autoptr(GPtrArray) files = place_files(council, "out");
    GString *digests = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *path = place_path(council, files->pdata[i]), *bytes = NULL;
        gsize length;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes, (gssize)length);
        g_string_append_printf(digests, "%s %s\n", digest, (char *)files->pdata[i]);
    }
    return g_string_free(digests, FALSE);
}

static void
same_inputs_give_the_same_bytes_anywhere(Place *council, gconstpointer unused)
{
    (void)unused;
    if (place_run(council, "report", "profile.yaml", "") != 0)
        g_error("%s", council->errors);
    g_autofree char *first = pack_digest(council);
    g_assert_nonnull(strstr(first, "manifest.json"));
    g_assert_nonnull(strstr(first, "annual-report.docx"));
    g_setenv("TZ", "Pacific/Auckland", TRUE);
    g_setenv("LC_ALL", "C", TRUE);
    g_assert_cmpint(place_run(council, "report", "profile.yaml", ""), ==, 0);
    g_setenv("TZ", "UTC", TRUE);
    g_setenv("LC_ALL", "C.UTF-8", TRUE);
    g_autofree char *second = pack_digest(council);
    g_assert_cmpstr(first, ==, second);
}

static void
no_value_of_an_uncoded_column_is_in_the_pack(Place *council, gconstpointer unused)
{
    (void)unused;
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv,html,svg"), ==, 0);
    g_autoptr(GPtrArray) files = place_files(council, "out");
    g_assert_cmpuint(files->len, >, 3);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *text = place_get(council, files->pdata[i]);
        g_assert_null(strstr(text, "CANARY"));
    }
}

typedef struct {
    const char *name, *file, *text, *arguments;
    int status;
    const char *words;
} Fault;

static const Fault faults[] = {
    {"a_missing_export_is_input", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nrecords:\n  - file: none.csv\n"
     "    columns: {received: Received}\n",
     "", 3, "profile.yaml:4:5: there is no file none.csv beside the profile"},
    {"an_export_of_nearly_that_name_is_suggested", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nrecords:\n  - file: contact.csv\n"
     "    columns: {received: Received}\n",
     "", 3, "did you mean \"contacts.csv\"?"},
    {"a_brace_that_is_never_closed_is_told_where_it_opens", "profile.yaml",
     "authority: {name: T, code: E0\nreport: {year: 2023-24}\n", "", 2,
     "profile.yaml:1:12: not YAML: this { has no }"},
    {"a_tab_is_told", "profile.yaml", "authority:\n\tname: T\n", "", 2, "a line begins with a tab"},
    {"a_path_of_windows_in_double_quotation_marks_is_told", "profile.yaml",
     "authority: {name: T, code: E0}\nrecords:\n  - file: \"C:\\Users\\me\\contacts.csv\"\n", "", 2,
     "profile.yaml:3:16: not YAML: a backslash in double quotation marks; use single quotation marks"},
    {"a_year_that_is_none_is_quoted", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-25}\n", "", 2,
     "\"2023-25\" is not a reporting year"},
    {"an_unreadable_profile_is_usage", "profile.yaml", "authority: [", "", 2, "profile.yaml:"},
    {"an_unknown_key_is_named_with_the_likely_one", "profile.yaml",
     "authority: {name: T, code: E0}\nreprot: {year: 2023-24}\n", "", 2, "report"},
    {"a_column_that_is_not_in_the_export_is_named", "contacts.csv",
     "Ref,Recieved,Closed,Harm\n1,01/04/2023,,A\n", "", 2, "Recieved"},
    {"a_measure_of_an_unknown_field_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nrecords:\n  - file: contacts.csv\n"
     "    columns: {received: Received, harm: Harm}\nmeasures:\n  - {id: h, title: H, kind: breakdown, by: "
     "[harms]}\n",
     "", 2, "harm"},
    {"a_key_of_another_kind_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nrecords:\n  - file: contacts.csv\n"
     "    columns: {received: Received, closed: Closed}\nmeasures:\n"
     "  - {id: open, kind: caseload, per: month}\n",
     "", 2, "profile.yaml:7:37: a cross-table, a caseload, a curve, a sum"},
    {"a_count_of_no_records_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nbenchmark: {figures: []}\nmeasures:\n"
     "  - {id: contacts, kind: count}\n",
     "", 2, "profile.yaml:5:5: a count needs records"},
    {"no_measures_of_no_records_are_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nbenchmark: {figures: []}\n", "", 2,
     "a profile without records needs measures"},
    {"an_unwritable_folder_is_output", NULL, NULL, "--out fixtures/leicester/codes.csv/pack", 4, "codes.csv"},
    {"an_unknown_format_is_usage", NULL, NULL, "--formats docx,doc", 2, "doc"},
    {"a_publication_on_no_date_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\npublication: {published: soon}\n"
     "records:\n  - file: contacts.csv\n    columns: {received: Received}\n",
     "", 2, "profile.yaml:3:26: \"soon\" is not a date; write it like 2024-05-31"},
    {"an_accent_too_light_to_read_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nlook: {accent: \"#F46A25\"}\n"
     "records:\n  - file: contacts.csv\n    columns: {received: Received}\n",
     "", 2,
     "profile.yaml:3:16: the accent #F46A25 is too light to read: its contrast against white is 3.0 to 1"},
    {"an_accent_without_quotation_marks_is_usage", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nlook:\n  accent: #12436D\n"
     "records:\n  - file: contacts.csv\n    columns: {received: Received}\n",
     "", 2, "in quotation marks, like \"#12436D\""},
    {"a_style_that_is_no_word_document_is_input", NULL, NULL, "--style fixtures/leicester/codes.csv", 3,
     "codes.csv: is not a Word document"},
    {"a_template_that_is_not_there_is_input", NULL, NULL, "--template none.md", 3,
     "none.md: the template cannot be read: there is no such file"},
    {"no_format_at_all_is_usage", NULL, NULL, "--formats ''", 2, "--formats"},
    {"a_style_that_is_not_there_is_input", NULL, NULL, "--style none.docx", 3,
     "none.docx: the Word document cannot be read: there is no such file"},
    {"an_unknown_option_is_usage", NULL, NULL, "--colour", 2, "--colour"},
    {"a_name_that_marks_a_note_is_output", "profile.yaml",
     "authority: {name: T, code: E0}\nreport: {year: 2023-24}\nrecords:\n  - file: contacts.csv\n"
     "    columns: {received: Received, harm: Harm}\ndisclosure: {suppress-below: 0}\nmeasures:\n"
     "  - {id: harm, title: \"Harm [note 9]\", kind: breakdown, by: [harm]}\n",
     "--formats ods", 4, "sheet Contents, cell B6: a note is marked"},
    {"an_unclosed_quote_is_input", "contacts.csv", "Ref,Received,Closed,Harm\n1,01/04/2023,,\"A\n2,b\n", "",
     3, "contacts.csv"},
};

static void
a_fault_leaves_the_old_pack(Place *council, gconstpointer pointer)
{
    const Fault *fault = pointer;
    g_assert_cmpint(place_run(council, "report", "profile.yaml", "--formats csv"), ==, 0);
    g_autofree char *before = pack_digest(council);
    if (fault->file)
        place_put(council, fault->file, fault->text);
    int status = place_run(council, "report", "profile.yaml", fault->arguments);
    if (status != fault->status || !strstr(council->errors, fault->words))
        g_error("status %d, not %d; \"%s\" must say \"%s\"", status, fault->status, council->errors,
                fault->words);
    char *newline = strchr(council->errors, '\n');
    if (!newline || newline[1])
        g_error("more than one line: %s", council->errors);
    g_autofree char *after = pack_digest(council);
    g_assert_cmpstr(before, ==, after);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/report/same_inputs_give_the_same_bytes_anywhere", Place, NULL, set_up,
               same_inputs_give_the_same_bytes_anywhere, place_close);
    g_test_add("/report/no_value_of_an_uncoded_column_is_in_the_pack", Place, NULL, set_up,
               no_value_of_an_uncoded_column_is_in_the_pack, place_close);
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autofree char *path = g_strdup_printf("/report/%s", faults[i].name);
        g_test_add(path, Place, &faults[i], set_up, a_fault_leaves_the_old_pack, place_close);
    }
    return g_test_run();
}
