#include "analysis/records/date_order.h"
#include "analysis/failure/failure.h"

/* This many of each kind are not chance: of days of the month, 12 of 30 are up to 12, and 0.4^12 is 1 in
 * 60,000. */
static const guint no_chance = 12;

void
date_evidence_add(DateEvidence *evidence, const DateReading *reading, guint line)
{
    guint before = evidence->told[reading->tells]++;
    if (reading->tells != DATE_MONTH_FIRST || before >= G_N_ELEMENTS(evidence->lines))
        return;
    evidence->lines[before] = line;
    evidence->seconds[before] = reading->second;
}

/* "14 (__/25/____), 22 (__/13/____) and 6 more": the lines and the shape, and no whole date. */
static char *
month_first_lines(const DateEvidence *evidence)
{
    GString *list = g_string_new(NULL);
    guint shown = MIN(evidence->told[DATE_MONTH_FIRST], (guint)G_N_ELEMENTS(evidence->lines));
    for (guint i = 0; i < shown; i++)
        g_string_append_printf(list, "%s%u (__/%02d/____)", i ? ", " : "", evidence->lines[i],
                               evidence->seconds[i]);
    if (evidence->told[DATE_MONTH_FIRST] > shown)
        g_string_append_printf(list, " and %u more", evidence->told[DATE_MONTH_FIRST] - shown);
    return g_string_free(list, FALSE);
}

static bool
fail_month_first(const DateEvidence *evidence, const Export *export, const ProfileColumn *column,
                 GError **error)
{
    g_autofree char *lines = month_first_lines(evidence);
    g_autofree char *others = evidence->told[DATE_DAY_FIRST] ? g_strdup_printf("and day first in %u others",
                                                                               evidence->told[DATE_DAY_FIRST])
                                                             : g_strdup("and no date is clearly day first");
    g_set_error(error, FAILURE, FAILURE_INPUT,
                "%s:%u: the dates of \"%s\" are month first in line%s %s, %s; export them day first or as "
                "yyyy-mm-dd, or set dates: %s in the profile's records",
                export->name, evidence->lines[0], column->heading,
                evidence->told[DATE_MONTH_FIRST] == 1 ? "" : "s", lines, others,
                evidence->told[DATE_DAY_FIRST] ? "day-first to set those aside" : "month-first");
    return false;
}

bool
date_evidence_check(const DateEvidence *evidence, const Export *export, const ProfileColumn *column,
                    GError **error)
{
    /* A typing error or two among many day-first dates are set aside as dates that do not exist. */
    if (evidence->told[DATE_MONTH_FIRST] &&
        evidence->told[DATE_MONTH_FIRST] * 20 > evidence->told[DATE_DAY_FIRST] &&
        (evidence->told[DATE_MONTH_FIRST] > 2 ||
         evidence->told[DATE_MONTH_FIRST] >= evidence->told[DATE_DAY_FIRST]))
        return fail_month_first(evidence, export, column, error);
    if (evidence->told[DATE_YEAR_FIRST] >= no_chance && evidence->told[DATE_DAY_FIRST] >= no_chance &&
        !evidence->told[DATE_YEAR_FIRST_OVER_12] && !evidence->told[DATE_EITHER_WAY]) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: a spreadsheet has swapped day and month in \"%s\": all %u date cells have days "
                    "up to 12, and all %u text cells have days over 12; export them again as text, or set "
                    "dates: day-first in the profile's records if they are right",
                    export->name, export->heading_line, column->heading, evidence->told[DATE_YEAR_FIRST],
                    evidence->told[DATE_DAY_FIRST]);
        return false;
    }
    return true;
}
