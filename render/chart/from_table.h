/* What makes a chart of a table. For this room and `kinds`. */
#pragma once
#include "render/chart/chart.h"

/* An empty chart of a table, of the kind with this name, whose value axis counts what is named; takes `axis`.
 */
Chart *chart_begin(const Profile *profile, const Table *table, const char *kind, char *axis);
/* A count by month or quarter with its control limits or median; NULL where the table has none, or the
 * profile names a kind of chart. */
Chart *chart_of_series(const Profile *profile, const Table *table);
/* More authorities than these do not fit a page one beneath the other; a funnel shows any number. */
enum { MOST_AUTHORITIES = 30 };
/* A comparison of authorities: a dot plot, or a funnel; NULL where there are too many or too few to draw. */
Chart *chart_of_comparison(const Profile *profile, const Table *table);
/* Shares still open by weeks since receipt, a line a year, with how many are still followed beneath. */
Chart *chart_of_curve(const Profile *profile, const Table *table);
