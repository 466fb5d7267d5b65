/* Charts of figures made for the tests: every kind with one category, with sixteen, and with hidden figures.
 *
 * The figures are in the table as lines of text: "2023-24: Physical harm 205; Neglect c of 395" is a period
 * with its categories, their counts (or the status instead of one) and the base, which is their sum if it is
 * not given. "Police/Neglect 3" is a cell of a cross-table. */
#pragma once
#include "render/chart/chart.h"

typedef struct {
    const char *name;
    const char *measure; /* what the profile says about it besides its id */
    const char *figures;
    const char *report; /* further keys of the profile's report section, each with its comma */
    const char *look;   /* a section of the profile; NULL: none */
    bool standalone;
    bool protect;         /* counts below 5 are suppressed, as in a pack */
    Chart *(*make)(void); /* instead of figures, a chart that no table gives */
} ChartFixture;

extern const ChartFixture chart_fixtures[];
guint chart_fixtures_count(void);
/* NULL with an error if the profile's kind cannot show the figures. Caller frees. */
Chart *chart_of_fixture(const ChartFixture *fixture, GError **error);
