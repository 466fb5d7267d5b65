/* What the parts of the starter share. Private to the room. */
#pragma once
#include "analysis/records/digests.h"
#include "analysis/starter/starter.h"

/* A value of a column and how often it stands. */
typedef struct {
    char *value; /* white space around it taken off */
    guint count;
} Found;

/* What is known of a column without keeping its cells. */
typedef struct {
    char *heading;
    guint filled, dates;    /* cells that are not blank; of these, dates */
    guint not_calculated;   /* formulas whose values the workbook does not hold */
    guint long_texts;       /* cells longer than any label of a picklist */
    GHashTable *years[2];   /* reporting year -> how many dates are in it; with days, with months first */
    guint tells[2];         /* dates that can only have days first, months first */
    GHashTable *by_value;   /* char* -> Found*; emptied once there are too many to be a picklist */
    Digests *ids;           /* those found, where the heading fits an id; else NULL */
    bool many;              /* more different values than a picklist has */
    bool personal;          /* by its heading; nothing of it was kept */
    bool twice;             /* its heading appears twice */
    const char *field_name; /* what it is taken for; NULL: left alone, for this reason: */
    char *own_name;         /* owns field_name where it is one of the council's own */
    const char *left_because;
    bool mapped; /* the profile at hand has it */
    bool coded;
    const char *bands;     /* of whole numbers that are ages: what they are put into; NULL: no such column */
    const char *separator; /* of several values in a cell; NULL: one */
    GPtrArray *values;     /* Found*, the most frequent first: of a coded column; pieces where separated */
} Column;

/* A sheet of a workbook, or a text: what is read at once. */
typedef struct {
    char *path, *sheet; /* sheet NULL: of a text, and of a workbook with one sheet */
    guint of;           /* how many the file has to be read */
} Place;

struct Starter {
    char *file;             /* base name of the first export */
    GPtrArray *places;      /* Place*: those that were read, of one layout */
    GPtrArray *left;        /* Place*: those of another */
    char *sheet, *encoding; /* as they were said; NULL: found out */
    guint rows;
    bool month_first;
    GPtrArray *columns; /* Column* */
    int year, years;    /* to be reported, and how many there are up to it */
};

GPtrArray *places_new(void);
/* The sheets and texts of the exports (Place); a sheet as starter_look takes it. */
GPtrArray *places_find(char *const *paths, const char *sheet, GError **error);
/* Takes each value of a column for several, parted by the separator. */
void column_split(Column *column, const char *separator);
/* What a value of a coded column is taken for; both owned by the caller. */
void code_meaning(const Column *column, const Found *found, char **category, char **part);
/* Whether a value is not to be written: perhaps a person's, or a formula to whoever opens the list. */
bool code_is_withheld(const Found *found);
/* The entry under records, from "- file:", of the mapped columns. Caller frees. */
char *starter_entry(const Starter *starter);
void places_add(GPtrArray *places, const Place *place); /* a copy */
/* Whether of its first file every sheet that is not hidden is read, of several. */
bool starter_takes_all_sheets(const Starter *starter);
/* Looks at the sheet or text by its headings (char*; NULL: they are found by their shape), which its columns
 * then are; nothing is taken for anything yet. Fails with FAILURE_INPUT. Caller owns it. */
Starter *starter_scan(const Place *place, const char *encoding, const GPtrArray *headings, GError **error);
/* Adds the rows of another sheet or text, whose columns are found by their headings. */
bool starter_scan_more(Starter *starter, const Place *place, GError **error);
/* Settles what the columns and years are. FAILURE_SHORT: none is the date received. */
bool starter_settle(Starter *starter, GError **error);

/* Where in a heading's words a field's own are found. */
typedef enum { WANTS_DATE, WANTS_CODES, WANTS_ID } ColumnUse;

/* Lower-case words of a heading between single spaces, with one at each end: " date closed ". Caller frees.
 */
char *heading_words(const char *heading);
/* Whether the phrase stands among such words as a whole. */
bool heading_has(const char *words, const char *phrase);
/* Whether values under the heading are a person's or free text: names, births, addresses, notes. */
bool heading_is_personal(const char *words);
/* Whether it ends in somebody of the service, so that the values are names of staff: "LADO worker", "Chair".
 */
bool heading_is_staff(const char *words);
/* Whether it names an identifier: a reference, a number of something. */
bool heading_is_identifier(const char *words);
/* How well the words fit a field: its best phrase, less what speaks against it. */
int heading_score(const char *words, const char *field);

/* Whether a value looks like a person's name, an address of mail or a number of a telephone. */
bool value_is_personal(const char *value);
/* Whether it is in capitals alone. */
bool value_is_shouted(const char *value);
/* Whether it looks like an identifier: four digits or more, and no white space. */
bool value_is_identifier(const char *value);

/* Takes each column for what it is, by its heading and what it holds. */
void columns_assign(Starter *starter);

/* A heading or value within a comment or on a terminal: one line, no control characters. Caller frees. */
char *starter_one_line(const char *text);

/* The values that a slip of the pen made of others, a line each: what they were taken for. Caller frees. */
char *starter_slips(const Starter *starter);

/* The values that are a slip apart and were taken for two, a line each. Caller frees. */
char *starter_alike(const Starter *starter);

/* How many values stay out of the code list because they look like a person's, or like a formula. */
guint starter_withheld(const Starter *starter);
