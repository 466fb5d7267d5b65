/* Showing: which exhibit each measure's figures deserve, and where it stands.
 *
 * What another measure says already goes first (commentary); then the shape of the figures decides, by one
 * table, what stands in the body of a report and what at its end; then the body is held to as many charts and
 * tables as a reader takes in, those that show most first. Private to the room. */
#pragma once
#include "render/document/document.h"

/* In the body of a report: each gives way to the one before it. */
typedef enum { BODY_NOTHING, BODY_SENTENCE, BODY_PANEL, BODY_CHART, BODY_TABLE } Body;
/* At its end: in the table of all counts and shares, as a table, as a chart of the technical annex. */
typedef enum { BACK_NOTHING, BACK_ROW, BACK_TABLE, BACK_ANNEX } Back;

typedef struct {
    const ProfileMeasure *measure;
    const Table *table;            /* of the measure */
    const ProfileMeasure *said_by; /* the measure that says the same; NULL: none */
    bool minor; /* a part of what a breakdown tells, of which nothing moved: no key measure */
    Body body;
    Body wanted; /* the same before the budget */
    Back back;
    int points;  /* how much a chart of it would show */
    guint label; /* of its table in the appendix: A1, A2 ...; 0: none */
} Showing;

/* One for each measure that has a table, in the profile's order (of Showing). Caller unrefs. */
GArray *showings_of(const Exhibits *exhibits);
/* That of a measure; NULL where it has no table. */
const Showing *showing_of(const Exhibits *exhibits, const ProfileMeasure *measure);
/* What is shown of a section in the body, in the words of a template: sentences, charts, strips and the table
 * of what was supplied; `all`: whatever the budget of a report. Caller frees. */
char *showings_template(const Exhibits *exhibits, const char *section, bool all);
/* How wide a chart is that may stand beside words, in millimetres: few bars of what came of something or how
 * long it took; 0: it takes the page. */
double showing_width_beside(const Chart *chart, const ProfileMeasure *measure);
/* Whether its chart stands in the technical annex, of all or of a section alone; and whether some chart does.
 */
bool showings_is_annexed(const Showing *showing, const char *section);
bool showings_have_annex(const Exhibits *exhibits, const char *section);
