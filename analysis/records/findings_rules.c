/* What rules are about. */
#include "analysis/records/findings.h"
#include <string.h>

bool
finding_rule_is_of_others(const char *rule)
{
    static const char *const rules[] = {"population-missing", "population-small", "neighbour-unknown", NULL};
    return g_str_has_prefix(rule, "return-") || g_strv_contains(rules, rule);
}

bool
finding_rule_is_of_records(const char *rule)
{
    static const char *const others[] = {"encoding",
                                         "title-lines",
                                         "field-not-in-export",
                                         "figure-given-twice",
                                         "figure-period",
                                         "figure-without-measure",
                                         "figure-other-period",
                                         "count-over-base",
                                         "change-differs",
                                         "parts-differ",
                                         "percent-differs",
                                         "percent-impossible",
                                         "percents-sum",
                                         "signal-differs",
                                         "total-differs",
                                         NULL};
    return !finding_rule_is_of_others(rule) && !g_strv_contains(others, rule);
}

char *
finding_rule_words(const char *rule)
{
    static const char *const words[][2] = {
        {"cell-error", "An error of the spreadsheet in place of a value"},
        {"change-differs", "A change given that is not the difference of the years"},
        {"closed-before-received", "Closed before it was received"},
        {"closed-without-outcome", "Closed without an outcome"},
        {"code-list-missing", "Values shown as they stand, for want of a code list"},
        {"count-over-base", "A count given that is larger than its base"},
        {"date-after-as-at", "Happened after the date of the figures"},
        {"date-impossible", "A day that there is not"},
        {"date-in-other-zone", "A time of another zone, and another day here"},
        {"date-placeholder", "A date that stands for \"not known\""},
        {"date-unreadable", "A date that cannot be read"},
        {"encoding", "Read from another encoding than UTF-8"},
        {"field-incomplete", "Recorded for fewer than 95% of records of the year"},
        {"field-not-in-export", "Not in one of the exports"},
        {"hidden-by-the-stronger-rule", "More is hidden than a few small counts need"},
        {"figure-changed", "A figure of an earlier year differs from the previous release"},
        {"figure-differs", "A figure given before differs from the records"},
        {"figure-given-twice", "A figure given twice"},
        {"figure-other-period", "Figures given of quarters, for the quarterly pack"},
        {"figure-period", "A figure of the previous release with another sort of period"},
        {"return-version", "A return made by other definitions"},
        {"return-differs", "Two returns that differ"},
        {"return-code", "A return with the name of one council and the code of another"},
        {"authority-code", "An authority with the name of one council and the code of another"},
        {"return-period", "Figures of another authority that are of no reporting year"},
        {"return-category", "A figure of another authority in no standard category"},
        {"return-impossible", "A count of another authority that cannot be"},
        {"return-small", "A return with small counts, hidden here"},
        {"return-measure", "A figure of another authority that is not comparable"},
        {"return-authority", "A figure that names no authority"},
        {"return-missing", "Returns that are not there"},
        {"population-missing", "A number of children that is not known"},
        {"population-small", "Too few children for a rate"},
        {"neighbour-unknown", "Neighbours without figures"},
        {"figure-without-measure", "A figure given for no table"},
        {"date-far-ahead", "A date far behind all others"},
        {"formula-not-calculated", "A formula without its value"},
        {"dates-out-of-order", "A date before the one that it should follow"},
        {"holidays-unknown", "Working days of years without known bank holidays"},
        {"id-duplicate", "A record that stands there already, set aside"},
        {"id-merged", "A further row of a record, joined with it"},
        {"id-of-another-record", "An id that two exports give to records of different dates, set aside"},
        {"id-missing", "No identifier, so that a duplicate would not be noticed"},
        {"month-empty", "A month with no record at all"},
        {"number-unreadable", "What is no number in a field of numbers"},
        {"outcome-outside-population", "An outcome where none is expected"},
        {"outcome-without-closure", "An outcome, but not closed"},
        {"parts-differ", "Parts given that do not add up to their category"},
        {"percent-differs", "A percent given that is not its count over its base"},
        {"percent-impossible", "A percent given that no whole number makes"},
        {"percents-sum", "Percents given that do not add up to 100"},
        {"population-empty", "A population that no record belongs to"},
        {"received-after-as-at", "Received after the date of the figures, set aside"},
        {"received-missing", "No date received, set aside"},
        {"received-outside-years", "Received in none of the years reported"},
        {"row-ragged", "A row of more or fewer cells than headings"},
        {"rows-hidden", "Rows that the workbook hides, counted"},
        {"rows-blank", "Blank rows, passed over"},
        {"signal-differs", "A direction given that is not that of the change"},
        {"title-lines", "Rows above the headings, passed over"},
        {"sheet-without-records", "Sheets with none of the headings, passed over"},
        {"total-differs", "A total given that differs from another table"},
        {"lines-between", "Sub-headings, footers and page numbers, passed over"},
        {"merged-lines", "Second rows of merged cells, passed over"},
        {"rows-skipped", "Rows skipped as the profile says"},
        {"total-lines", "Rows of totals, passed over"},
        {"value-by-rule", "A value placed by a rule of the code list"},
        {"value-not-recorded", "Not recorded"},
        {"value-unrecognised", "A value in no code list"},
        {"year-missing", "A year missing between others"},
        {"year-without-records", "A year with no records"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i][0], rule) == 0)
            return g_strdup(words[i][1]);
    char *plain = g_strdelimit(g_strdup(rule), "-", ' ');
    plain[0] = g_ascii_toupper(plain[0]);
    return plain;
}
