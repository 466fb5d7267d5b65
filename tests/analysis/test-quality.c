/* What is found about records: each rule finds what it is for, at its place, and nothing if all is well. */
#include <glib.h>
#include <string.h>
#include "analysis/records/records.h"
#include "tests/place.h"

typedef struct {
    const char *name;
    const char *profile; /* after the authority and the records entry */
    const char *columns;
    const char *codes; /* NULL: none */
    const char *records;
    const char *rule;  /* the one looked for */
    guint line;        /* of the first such finding; 0: there must be none, or it is about the whole file */
    guint findings;    /* how many there must be */
    guint rows;        /* that the first concerns */
    const char *words; /* in its message, or in its value if this begins with '='; NULL: any */
} Case;

#define PLAIN "{id: Ref, received: Received, closed: Closed}"
#define OUTCOMES "{id: Ref, received: Received, closed: Closed, stage: Stage, outcome: Outcome}"
#define HARM "{received: Received, harm: Harm}"
#define YEAR "report: {year: 2023-24, years: 2}\n"
#define AS_AT "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
#define REFERRALS                                                                                            \
    "populations: [{id: referrals, words: referrals, where: [{field: stage, is: [Referral]}]}]\n"            \
    "measures: [{id: outcomes, title: Outcomes, kind: breakdown, of: referrals, by: [outcome]}]\n"
#define HEADINGS "Ref,Received,Closed\n"
#define FIVE ",01/04/2023,02/05/2023\n,01/05/2023,02/05/2023\n,01/06/2023,\n,01/07/2023,\n,01/08/2023,\n"
#define OUTCOME_HEADINGS "Ref,Received,Closed,Stage,Outcome\n"
#define HARM_CODES "field,category,part,value\nharm,Physical,,\nharm,Unsubstantiated,,\n"

static const Case cases[] = {
    {"a_date_that_cannot_be_read_is_an_error", YEAR, PLAIN, NULL, HEADINGS "1,01/04/2023,soon\n",
     "date-unreadable", 2, 1, 1, NULL},
    {"a_day_that_there_is_not_is_an_error", YEAR, PLAIN, NULL, HEADINGS "1,01/04/2023,31/02/2023\n",
     "date-impossible", 2, 1, 1, NULL},
    {"a_date_that_stands_for_not_known", YEAR, PLAIN, NULL, HEADINGS "1,01/04/2023,31/12/9999\n",
     "date-placeholder", 2, 1, 1, NULL},
    {"a_time_of_another_zone_is_said", YEAR, PLAIN, NULL,
     HEADINGS "1,2023-03-31T23:00:00Z,\n2,2023-05-01T09:00:00Z,\n", "date-in-other-zone", 2, 1, 1,
     "time in England"},
    {"an_error_of_a_spreadsheet_is_no_value", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,Physical\n01/04/2023,#N/A\n01/04/2023,Err:502\n", "cell-error", 3, 1, 2,
     "#N/A"},
    {"an_error_of_a_spreadsheet_is_no_category", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,Physical\n01/04/2023,#N/A\n", "value-unrecognised", 0, 0, 0, NULL},
    {"a_formula_that_was_never_calculated_is_said", YEAR, PLAIN, NULL,
     HEADINGS "1,01/04/2023,#NOT CALCULATED\n", "formula-not-calculated", 2, 1, 1, "Excel"},
    {"titles_above_the_headings_are_said", YEAR, PLAIN, NULL,
     "LADO contacts; April 2023\nRun by the case system\n\n" HEADINGS "1,01/04/2023,\n", "title-lines", 0, 1,
     0, "line 4; 2 lines above"},
    {"totals_are_no_records_and_said", YEAR, PLAIN, NULL,
     HEADINGS "1,01/04/2023,\nSub-total,1,\n2,02/04/2023,\n,,\nGrand total,2,\n", "total-lines", 3, 1, 2,
     NULL},
    {"headings_that_stand_again_are_no_record", YEAR, PLAIN, NULL,
     HEADINGS "1,01/04/2023,\n" HEADINGS "2,02/04/2023,\n", "total-lines", 3, 1, 1, NULL},
    {"rows_with_nothing_in_them_are_said", YEAR, PLAIN, NULL, HEADINGS "1,01/04/2023,\n,,\n,,\n",
     "rows-blank", 0, 1, 0, "2 empty rows"},
    {"closed_before_received", YEAR, PLAIN, NULL,
     HEADINGS "1,01/04/2023,31/03/2023\n2,01/04/2023,01/04/2023\n", "closed-before-received", 2, 1, 1, NULL},
    {"received_after_as_at_is_set_aside", AS_AT, PLAIN, NULL, HEADINGS "1,01/06/2024,\n2,31/05/2024,\n",
     "received-after-as-at", 2, 1, 1, NULL},
    {"a_date_far_behind_all_others_is_a_slip", YEAR, PLAIN, NULL, HEADINGS FIVE FIVE FIVE "6,01/09/2033,\n",
     "date-far-ahead", 17, 1, 1, "end on 1 August 2023"},
    {"a_date_behind_as_at_is_told_by_another_rule", AS_AT, PLAIN, NULL,
     HEADINGS FIVE FIVE FIVE "6,01/09/2033,\n", "date-far-ahead", 0, 0, 0, NULL},
    {"of_few_dates_none_is_a_slip", YEAR, PLAIN, NULL, HEADINGS FIVE "6,01/09/2033,\n", "date-far-ahead", 0,
     0, 0, NULL},
    {"received_outside_the_years", AS_AT, PLAIN, NULL,
     HEADINGS "1,31/03/2022,\n2,01/04/2022,\n3,01/04/2024,\n", "received-outside-years", 2, 1, 2,
     "2022-23 to 2023-24"},
    {"an_outcome_without_closure", YEAR, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,,Referral,False\n2,01/04/2023,02/04/2023,Referral,False\n",
     "outcome-without-closure", 2, 1, 1, NULL},
    {"an_outcome_of_a_case_closed_after_as_at_is_no_contradiction", AS_AT, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/06/2024,Referral,False\n", "outcome-without-closure", 0, 0, 0, NULL},
    {"closed_without_the_outcome_that_the_profile_expects", YEAR REFERRALS, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Advice,\n2,01/04/2023,02/04/2023,Referral,\n",
     "closed-without-outcome", 3, 1, 1, NULL},
    {"closed_without_the_outcome_that_is_the_custom_of_its_stage", YEAR, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Advice,\n2,01/04/2023,02/04/2023,Referral,False\n"
                      "3,01/04/2023,02/04/2023,Referral,False\n4,01/04/2023,02/04/2023,Referral,\n",
     "closed-without-outcome", 5, 1, 1, NULL},
    {"an_outcome_that_contradicts_the_stage", YEAR REFERRALS, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Advice,False\n2,01/04/2023,02/04/2023,Referral,False\n",
     "outcome-outside-population", 2, 1, 1, NULL},
    {"no_contradiction_where_outcomes_of_all_are_reported", YEAR, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Advice,False\n", "outcome-outside-population", 0, 0, 0, NULL},
    {"an_unrecognised_value_with_all_its_lines", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,Zebra\n01/04/2023,Physical\n01/04/2023,Zebra\n", "value-unrecognised", 2, 1,
     2, "=Zebra"},
    {"a_near_miss_is_suggested", YEAR, HARM, HARM_CODES, "Received,Harm\n01/04/2023,Un-substantiated\n",
     "value-unrecognised", 2, 1, 1, "close to \"Unsubstantiated\""},
    {"case_and_white_space_are_no_difference", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,\" physical\xC2\xA0\"\n01/04/2023,PHYSICAL\n", "value-unrecognised", 0, 0, 0,
     NULL},
    {"not_recorded_with_its_lines", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,Physical\n01/04/2023,\n02/04/2023, \n", "value-not-recorded", 3, 1, 2, NULL},
    {"a_field_under_95_percent_complete", YEAR, HARM, HARM_CODES,
     "Received,Harm\n01/04/2023,Physical\n01/04/2023,\n", "field-incomplete", 3, 1, 1, "95%"},
    {"a_blank_outcome_outside_the_population_is_no_gap", YEAR REFERRALS, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Advice,\n2,01/04/2023,02/04/2023,Referral,False\n",
     "field-incomplete", 0, 0, 0, NULL},
    {"a_duplicate_says_in_what_it_differs", YEAR, OUTCOMES, NULL,
     OUTCOME_HEADINGS "1,01/04/2023,02/04/2023,Referral,False\n1,01/04/2023,03/04/2023,Referral,Malicious\n",
     "id-duplicate", 3, 1, 1, "line 2; it differs in closed, outcome"},
    {"a_duplicate_that_is_the_same_differs_in_nothing", YEAR, PLAIN, NULL,
     HEADINGS "1,01/04/2023,\n1,01/04/2023,\n", "id-duplicate", 3, 1, 1, "is in line 2"},
    {"a_record_without_an_identifier", YEAR, PLAIN, NULL, HEADINGS "1,01/04/2023,\n,01/04/2023,\n",
     "id-missing", 3, 1, 1, NULL},
    {"a_rare_value_without_a_code_list", YEAR, HARM, NULL, "Received,Harm\n01/04/2023,Physical\n",
     "code-list-missing", 5, 1, 1, NULL},
};

static void
put_council(const Place *place, const Case *test)
{
    g_autofree char *profile =
        g_strdup_printf("authority: {name: Test Council, code: E0}\n"
                        "%srecords:\n  - file: contacts.csv\n    columns: %s\n%s",
                        test->profile, test->columns, test->codes ? "codes: codes.csv\n" : "");
    place_put(place, "profile.yaml", profile);
    place_put(place, "contacts.csv", test->records);
    if (test->codes)
        place_put(place, "codes.csv", test->codes);
}

static Findings *
findings_in(const Place *place)
{
    g_autofree char *path = place_path(place, "profile.yaml");
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(path, &error);
    g_assert_no_error(error);
    Findings *findings = findings_new();
    g_autoptr(Dataset) dataset = records_read(profile, findings, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(dataset->lines->len, ==, dataset->length);
    return findings;
}

static const Finding *
first_of(const Findings *findings, const char *rule, guint *count)
{
    const Finding *first = NULL;
    *count = 0;
    for (guint i = 0; i < findings_length(findings); i++)
        if (strcmp(findings_at(findings, i)->rule, rule) == 0 && (*count)++ == 0)
            first = findings_at(findings, i);
    return first;
}

static void
a_rule_finds_its_rows(Place *place, gconstpointer pointer)
{
    const Case *test = pointer;
    put_council(place, test);
    g_autoptr(Findings) findings = findings_in(place);
    guint count;
    const Finding *finding = first_of(findings, test->rule, &count);
    g_assert_cmpuint(count, ==, test->findings);
    if (finding) {
        g_assert_cmpuint(finding->line, ==, test->line);
        g_assert_cmpuint(finding->rows, ==, test->rows);
        if (test->words && *test->words == '=')
            g_assert_cmpstr(finding->value, ==, test->words + 1);
        else if (test->words)
            g_assert_nonnull(strstr(finding->message, test->words));
        g_assert_nonnull(strchr(finding_rule(test->rule)->words, ' '));
    }
}

/* Eight records in each month of a year, except the months to leave out. */
static char *
months_of_records(int first_left_out, int last_left_out)
{
    GString *records = g_string_new("Received,Harm\n");
    for (int month = 0; month < 12; month++)
        for (int day = 1; day <= 8 && (month < first_left_out || month > last_left_out); day++)
            g_string_append_printf(records, "%02d/%02d/%d,Physical\n", day, (month + 3) % 12 + 1,
                                   month < 9 ? 2023 : 2024);
    return g_string_free(records, FALSE);
}

static void
an_empty_month_of_a_busy_service_is_a_gap(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *records = months_of_records(7, 8), *whole = months_of_records(12, 12);
    Case gap = {"", YEAR, HARM, HARM_CODES, records, "", 0, 0, 0, NULL}, none = gap;
    none.records = whole;
    put_council(place, &gap);
    g_autoptr(Findings) findings = findings_in(place);
    put_council(place, &none);
    g_autoptr(Findings) no_findings = findings_in(place);
    guint count;
    const Finding *finding = first_of(findings, "month-empty", &count);
    g_assert_cmpuint(count, ==, 2);
    g_assert_nonnull(strstr(finding->message, "2023-11"));
    first_of(no_findings, "month-empty", &count);
    g_assert_cmpuint(count, ==, 0);
}

/* Six a month: the probability of none is exp(-6), which is above one in a thousand. */
static void
an_empty_month_of_a_quiet_service_is_none(Place *place, gconstpointer unused)
{
    (void)unused;
    Case quiet = {"",
                  YEAR,
                  HARM,
                  HARM_CODES,
                  "Received,Harm\n01/04/2023,Physical\n01/06/2023,Physical\n02/06/2023,Physical\n",
                  "",
                  0,
                  0,
                  0,
                  NULL};
    put_council(place, &quiet);
    g_autoptr(Findings) findings = findings_in(place);
    guint count;
    first_of(findings, "month-empty", &count);
    g_assert_cmpuint(count, ==, 0);
}

/* A council that changed its system half way: two layouts, and one record in both. */
static void
two_layouts_make_one_dataset(Place *place, gconstpointer unused)
{
    (void)unused;
    const char *const files[][2] = {
        {"profile.yaml",
         "authority: {name: T, code: E0}\n" YEAR "records:\n"
         "  - file: old-*.csv\n    columns: {id: Ref, received: Date, harm: Abuse}\n"
         "  - file: new.csv\n    columns: {id: Case, received: Received, harm: Harm, sector: Sector}\n"
         "codes: codes.csv\n"},
        {"codes.csv", HARM_CODES "sector,Health,,\n"},
        {"old-1.csv", "Ref,Date,Abuse\n1,01/04/2022,Physical\n"},
        {"old-2.csv", "Ref,Date,Abuse\n2,01/05/2022,Zebra\n"},
        {"new.csv", "Sector;Case;Received;Harm\nHealth;3;01/06/2023;Zebra\nHealth;1;01/04/2022;Physical\n"}};
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        place_put(place, files[i][0], files[i][1]);
    g_autoptr(Findings) findings = findings_in(place);
    guint count;
    const Finding *finding = first_of(findings, "id-duplicate", &count);
    g_assert_cmpuint(count, ==, 1);
    g_assert_cmpstr(finding->file, ==, "new.csv");
    g_assert_nonnull(strstr(finding->message, "old-1.csv line 2"));
    first_of(findings, "value-unrecognised", &count);
    g_assert_cmpuint(count, ==, 2); /* once in each file, with its own lines */
    finding = first_of(findings, "field-not-in-export", &count);
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpstr(finding->field, ==, "sector");
    first_of(findings, "field-incomplete", &count);
    g_assert_cmpuint(count, ==, 0); /* the old exports cannot have it */
}

static Findings *
some_findings(void)
{
    Findings *findings = findings_new();
    guint numbers[] = {7, 9};
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_vals(lines, numbers, 2);
    findings_add_rows(findings, "value-unrecognised", "folder/=x.csv", lines, lines->len, 20, "harm",
                      "=HYPERLINK(\"a\")", "a value that is not in the code list");
    findings_add(findings, "date-unreadable", "a,b.csv", 4, 0, "closed", "no date");
    return findings;
}

static void
the_list_contains_no_formula(void)
{
    g_autoptr(Findings) findings = some_findings();
    findings_protect(findings, 0, true);
    g_autofree char *csv = findings_to_csv(findings);
    g_assert_cmpstr(csv, ==,
                    "rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row\n"
                    "date-unreadable,error,\"a,b.csv\",4,,closed,no date,1,,,,\n"
                    "value-unrecognised,warning,'=x.csv,7,,harm,a value that is not in the code list,2,20,7 "
                    "9,\"'=HYPERLINK(\"\"a\"\")\",\n");
}

static void
a_list_that_may_be_published_gives_nothing_away(void)
{
    /* Whatever was found in records, or nothing, the list is the same; what is said about files stays. */
    g_autoptr(Findings) some = some_findings(), none = findings_new();
    Findings *both[] = {some, none};
    for (int i = 0; i < 2; i++) {
        findings_add(both[i], "encoding", "b.csv", 0, 0, "", "read as UTF-16");
        findings_protect(both[i], 5, false);
        g_autofree char *csv = findings_to_csv(both[i]);
        g_assert_cmpstr(csv, ==,
                        "rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row\n"
                        "encoding,note,b.csv,,,,read as UTF-16,,,,,\n"
                        "records-withheld,note,,,,,\"" FINDINGS_WITHHELD "\",[c],,,,\n");
        g_autoptr(GPtrArray) groups = findings_groups(both[i]);
        g_assert_cmpuint(groups->len, ==, 1);
    }
    /* --strict still counts them. */
    g_assert_cmpuint(findings_count(some, FINDING_ERROR), ==, 1);
}

static void
findings_group_by_severity_rule_and_field(void)
{
    g_autoptr(Findings) findings = some_findings();
    findings_add(findings, "date-unreadable", "b.csv", 8, 0, "closed", "no date");
    findings_add(findings, "date-unreadable", "b.csv", 9, 0, "aware", "no date");
    g_autoptr(GPtrArray) groups = findings_groups(findings);
    g_assert_cmpuint(groups->len, ==, 3);
    const FindingGroup *first = groups->pdata[0], *last = groups->pdata[2];
    g_assert_cmpstr(first->field, ==, "closed");
    g_assert_cmpuint(first->rows, ==, 2);
    g_assert_cmpuint(last->rows, ==, 2);
    g_assert_cmpint(last->severity, ==, FINDING_WARNING);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/quality/%s", cases[i].name);
        g_test_add(path, Place, &cases[i], place_open, a_rule_finds_its_rows, place_close);
    }
    g_test_add("/quality/an_empty_month_of_a_busy_service_is_a_gap", Place, NULL, place_open,
               an_empty_month_of_a_busy_service_is_a_gap, place_close);
    g_test_add("/quality/an_empty_month_of_a_quiet_service_is_none", Place, NULL, place_open,
               an_empty_month_of_a_quiet_service_is_none, place_close);
    g_test_add("/quality/two_layouts_make_one_dataset", Place, NULL, place_open, two_layouts_make_one_dataset,
               place_close);
    g_test_add_func("/quality/the_list_contains_no_formula", the_list_contains_no_formula);
    g_test_add_func("/quality/a_list_that_may_be_published_gives_nothing_away",
                    a_list_that_may_be_published_gives_nothing_away);
    g_test_add_func("/quality/findings_group_by_severity_rule_and_field",
                    findings_group_by_severity_rule_and_field);
    return g_test_run();
}
