/* Shared by the files of the starter. Private to the room. */
#pragma once
#include "analysis/records/digests.h"
#include "analysis/starter/starter.h"

/* A value of a column and how often it occurs. */
typedef struct {
    char *value; /* without surrounding white space */
    char *key;   /* by term_key */
    guint count;
} Found;
/* Values that own themselves: char* -> Found*. Caller unrefs. */
GHashTable *found_values_new(void);
void found_values_add(GHashTable *values, const char *value, guint count);

/* What is known about a column without keeping its cells. */
typedef struct {
    char *heading;
    guint filled, dates;    /* cells that are not blank; those of them that are dates */
    guint not_calculated;   /* formulas without stored values */
    guint long_texts;       /* cells longer than any label of a picklist */
    GHashTable *years[2];   /* reporting year -> the number of its dates, read day first and month first */
    guint tells[2];         /* dates that can only be day first, or month first */
    GHashTable *by_value;   /* char* -> Found*; emptied once there are too many for a picklist */
    Digests *ids;           /* identifiers found, if the heading fits an id; NULL for others */
    bool many;              /* it has more different values than a picklist */
    bool personal;          /* personal by its heading; none of its values were kept */
    bool twice;             /* its heading appears twice */
    const char *field_name; /* the field it is taken as; NULL: left alone, for this reason: */
    char *own_name;         /* owns field_name if it is one of the council's own */
    const char *left_because;
    bool mapped; /* the profile has it */
    bool coded;
    const char *bands;     /* for whole numbers that are ages: their bands; NULL: not such a column */
    const char *separator; /* the separator of several values in a cell; NULL: one value */
    GPtrArray *values;     /* Found*, the most frequent first, for a coded column; pieces if separated */
} Column;

/* A sheet of a workbook, or a text file: the unit of reading. */
typedef struct {
    char *path, *sheet; /* sheet NULL: a text file, or a workbook with one sheet */
    guint of;           /* the number of sheets that could be read in the file */
} Place;

struct Starter {
    char *file;             /* base name of the first export */
    GPtrArray *places;      /* Place*: those that were read, of one layout */
    GPtrArray *left;        /* Place*: those of another */
    char *sheet, *encoding; /* as given; NULL: detected */
    guint rows;
    bool month_first;
    GPtrArray *columns; /* Column* */
    int year, years;    /* the year to report, and the number of years up to it */
};

GPtrArray *places_new(void);
/* The sheets and texts of the exports (Place); a sheet as starter_look takes it. */
GPtrArray *places_find(char *const *paths, const char *sheet, GError **error);
/* Treats each value of a column as several, separated by the separator. */
void column_split(Column *column, const char *separator);
/* What a value of a coded column is taken as; both owned by the caller. */
void starter_code_meaning(const Column *column, const Found *found, char **category, char **part);
/* Whether a value must not be written: it may be a person's, or a formula to a program that opens the
 * list. */
bool code_is_withheld(const Found *found);
/* The entry under records, from "- file:", of the mapped columns. Caller frees. */
char *starter_entry(const Starter *starter);
void places_add(GPtrArray *places, const Place *place); /* a copy */
/* Whether every visible sheet of its first file is read, if it has several. */
bool starter_takes_all_sheets(const Starter *starter);
/* Looks at the sheet or text by its headings (char*; NULL: found by their form), which then are its
 * columns; nothing is decided yet. Fails with FAILURE_INPUT. Caller owns it. */
Starter *starter_scan(const Place *place, const char *encoding, const GPtrArray *headings, GError **error);
/* Adds the rows of another sheet or text, whose columns are found by their headings. */
bool starter_scan_more(Starter *starter, const Place *place, GError **error);
/* Decides what the columns and years are. FAILURE_SHORT: none is the date received. */
bool starter_settle(Starter *starter, GError **error);

/* Where in a heading's words the words of a field are found. */
typedef enum { WANTS_DATE, WANTS_CODES, WANTS_ID } ColumnUse;

/* Lower-case words of a heading between single spaces, with one at each end: " date closed ". Caller frees.
 */
char *heading_words(const char *heading);
/* Whether the phrase is among such words, as whole words. */
bool heading_has(const char *words, const char *phrase);
/* Whether values under the heading are a person's or free text: names, births, addresses, notes. */
bool heading_is_personal(const char *words);
/* Whether it ends with a member of staff, so that the values are names of staff: "LADO worker", "Chair". */
bool heading_is_staff(const char *words);
/* Whether it names an identifier: a reference, a number of something. */
bool heading_is_identifier(const char *words);
/* How well the words fit a field: its best phrase, minus evidence against it. */
int heading_score(const char *words, const char *field);

/* Whether a value looks like a person's name, an email address or a telephone number. */
bool value_is_personal(const char *value);
/* Whether it is all in capitals. */
bool value_is_shouted(const char *value);
/* Whether it looks like an identifier: four digits or more, and no white space. */
bool value_is_identifier(const char *value);

/* Decides what each column is, by its heading and its values. */
void columns_assign(Starter *starter);

/* A heading or value for a comment or a terminal: one line, no control characters. Caller frees. */
char *starter_one_line(const char *text);

/* The values taken as misspellings of others, one line each, with what they were taken as. Caller frees. */
char *starter_slips(const Starter *starter);

/* The values that are one typing error apart but were kept as two, one line each. Caller frees. */
char *starter_alike(const Starter *starter);

/* The number of values left out of the code list because they look like a person's, or like a formula. */
guint starter_withheld(const Starter *starter);
