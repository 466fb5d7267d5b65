/* Charts of figures made for the tests: every kind with one category, with sixteen, with what is not shown.
 *
 * The figures stand in the table as lines of text: "2023-24: Physical harm 205; Neglect c of 395" is a period
 * with its categories, their counts (or the status that stands instead of one) and the base, which is their
 * sum where it is not said. "Police/Neglect 3" is a cell of a cross-table. */
#pragma once
#include "render/chart/chart.h"

typedef struct {
    const char *name;
    const char *measure; /* what the profile says of it beyond its id */
    const char *figures;
    const char *report; /* further keys of the profile's report section, each with its comma */
    const char *look;   /* a section of the profile; NULL: none */
    bool standalone;
    bool protect;         /* counts below 5 are suppressed, as in a pack */
    Chart *(*make)(void); /* instead of figures, a chart that no table gives */
} ChartFixture;

extern const ChartFixture chart_fixtures[];
guint chart_fixtures_count(void);
/* NULL with an error where the profile's kind cannot show the figures. Caller frees. */
Chart *chart_of_fixture(const ChartFixture *fixture, GError **error);
