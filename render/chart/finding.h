/* Finding: what a chart shows, to be its title: in the past tense, of at most twelve words, at the strength
 * of the change or of the shape (see `wording`). For this room and `kinds`. */
#pragma once
#include "render/commentary/writing.h"

struct ChartFinding {
    char *words;  /* without a capital: "more than half of contacts concerned physical harm"; NULL: nothing */
    char *number; /* of what they name, "52%"; NULL: none */
};

void chart_finding_clear(ChartFinding *finding);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ChartFinding, chart_finding_clear)
/* Takes the words where there are none yet and these are no more than twelve. */
void finding_put(ChartFinding *finding, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* What kinds find: of a count, of a breakdown. */
void find_count(const Writing *writing, ChartFinding *finding);
void find_breakdown(const Writing *writing, ChartFinding *finding);
/* Of a share, where `predicate` is what it says of records: "ended in advice", "were closed within 4 weeks".
 */
void find_share(const Writing *writing, const Figure *figure, const char *predicate, ChartFinding *finding);
/* Of limits: one that moved, else a verdict on all targets, else whether most were in time. */
void find_times(const Writing *writing, ChartFinding *finding);

/* The year that the clear changes of the rows refer to, the year before first; else of up to four rows the
 * year before, where it can be set beside. NULL: none. Caller frees. */
char *finding_year(const Writing *writing, guint rows);
