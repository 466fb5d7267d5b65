/* Finding: what a chart shows, to be its title: in the past tense, at most twelve words, as strong as the
 * change or the shape of the figures allows (see `wording`). For this room and `kinds`. */
#pragma once
#include "render/commentary/writing.h"

struct ChartFinding {
    char *words;  /* without a capital: "more than half of contacts concerned physical harm"; NULL: none */
    char *number; /* of what they name: "52%"; NULL: none */
};

void chart_finding_clear(ChartFinding *finding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ChartFinding, chart_finding_clear)
/* Takes the words if it has none yet and these are no more than twelve. */
void finding_put(ChartFinding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What a count shows, and a breakdown. */
void find_count(const Writing *writing, ChartFinding *finding);
void find_breakdown(const Writing *writing, ChartFinding *finding);
/* What a share shows; `predicate` is what it says of records: "ended in advice", "were closed within 4
 * weeks". */
void find_share(const Writing *writing, const Figure *figure, const char *predicate, ChartFinding *finding);
/* What limits show: one that moved, or a verdict on all targets, or whether most were in time. */
void find_times(const Writing *writing, ChartFinding *finding);

/* The year that the clear changes of the rows refer to, preferably the year before. With up to four rows and
 * no clear change it is the year before, if that has figures to set beside. NULL: none. Caller frees. */
char *finding_year(const Writing *writing, guint rows);
