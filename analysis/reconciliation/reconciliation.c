#include "analysis/reconciliation/reconciliation_parts.h"

void
reconciliation_check(const Profile *profile, Figures *figures, Findings *findings)
{
    Check check = {.profile = profile,
                   .figures = figures,
                   .findings = findings,
                   .claims = g_array_new(FALSE, FALSE, sizeof(Claim))};
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        g_autofree char *period = calendar_year_label(year, profile->year_start);
        check.period = period;
        sizes_gather(&check);
        totals_check(&check);
        percents_check(&check);
    }
    g_array_unref(check.claims);
}
