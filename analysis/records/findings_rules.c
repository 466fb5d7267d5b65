/* The rules in words. */
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
        {"cell-error", "A spreadsheet error in place of a value"},
        {"change-differs", "A change given that is not the difference between the years"},
        {"closed-before-received", "Closed before it was received"},
        {"closed-without-outcome", "Closed without an outcome"},
        {"code-list-missing", "Values shown as recorded, because there is no code list"},
        {"count-over-base", "A count given that is larger than its base"},
        {"date-after-as-at", "Happened after the date of the figures"},
        {"date-impossible", "A date that does not exist"},
        {"date-in-other-zone", "A time in another time zone, on another day here"},
        {"date-placeholder", "A date that stands for \"not known\""},
        {"date-unreadable", "A date that cannot be read"},
        {"encoding", "Read in an encoding other than UTF-8"},
        {"field-incomplete", "Recorded for fewer than 95% of the year's records"},
        {"field-not-in-export", "Not in one of the exports"},
        {"hidden-by-the-stronger-rule", "More is hidden than a few small counts need"},
        {"figure-changed", "A figure of an earlier year differs from the previous release"},
        {"figure-differs", "A figure given before differs from the records"},
        {"figure-given-twice", "A figure given twice"},
        {"figure-other-period", "Quarterly figures given, for the quarterly pack"},
        {"figure-period", "A figure of the previous release for a different kind of period"},
        {"return-version", "A return that uses other definitions"},
        {"return-differs", "Two returns that differ"},
        {"return-code", "A return with the name of one council and the code of another"},
        {"authority-code", "An authority with the name of one council and the code of another"},
        {"return-period", "Figures of another authority for a period that is not a reporting year"},
        {"return-category", "A figure of another authority in no standard category"},
        {"return-impossible", "A count of another authority that cannot be right"},
        {"return-small", "A return with small counts, hidden here"},
        {"return-measure", "A figure of another authority that is not comparable"},
        {"return-authority", "A figure that names no authority"},
        {"return-missing", "Returns that were not found"},
        {"population-missing", "A number of children that is not known"},
        {"population-small", "Too few children for a rate"},
        {"neighbour-unknown", "Neighbours without figures"},
        {"figure-without-measure", "A figure given for no table"},
        {"date-far-ahead", "A date much later than all others"},
        {"formula-not-calculated", "A formula without its value"},
        {"dates-out-of-order", "A date before the one that it should follow"},
        {"holidays-unknown", "Working days in years whose bank holidays are not known"},
        {"id-duplicate", "A duplicate record, set aside"},
        {"id-merged", "Another row of a record, joined to it"},
        {"id-of-another-record", "An id that two exports give to records with different dates, set aside"},
        {"id-missing", "No identifier, so a duplicate would not be noticed"},
        {"month-empty", "A month with no record at all"},
        {"number-unreadable", "Not a number, in a number field"},
        {"outcome-outside-population", "An outcome where none is expected"},
        {"outcome-without-closure", "An outcome, but not closed"},
        {"parts-differ", "Parts given that do not add up to their category"},
        {"percent-differs", "A percentage given that is not its count over its base"},
        {"percent-impossible", "A percentage given that no whole number gives"},
        {"percents-sum", "Percentages given that do not add up to 100"},
        {"population-empty", "A population with no records"},
        {"received-after-as-at", "Received after the date of the figures, set aside"},
        {"received-missing", "No date received, set aside"},
        {"received-outside-years", "Received outside the years reported"},
        {"row-ragged", "A row with more or fewer cells than headings"},
        {"rows-hidden", "Rows hidden in the workbook, counted"},
        {"rows-blank", "Blank rows, ignored"},
        {"signal-differs", "A direction given that does not match the change"},
        {"title-lines", "Rows above the headings, ignored"},
        {"sheet-without-records", "Sheets with none of the headings, ignored"},
        {"total-differs", "A total given that differs from another table"},
        {"lines-between", "Sub-headings, footers and page numbers, ignored"},
        {"merged-lines", "Second rows of merged cells, ignored"},
        {"rows-skipped", "Rows skipped as the profile says"},
        {"total-lines", "Rows of totals, ignored"},
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
