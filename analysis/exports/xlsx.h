/* Xlsx: what the parts of an XLSX workbook tell its sheet reader. Private to the room. */
#pragma once
#include "analysis/exports/workbook.h"

typedef struct {
    char *name, *part; /* of a sheet; `part` its member of the package */
    char *table;       /* NULL for a sheet itself, else the table's name */
    bool hidden;
    Range range;
} XlsxSheet;

typedef struct {
    Archive *archive;
    const Export *export;
    GPtrArray *sheets; /* XlsxSheet*: every sheet, then every table */
    const XlsxSheet *sheet;
    double progress; /* of reading it */
    bool from_1904;
    GArray *date_styles; /* of bool by cell style: it shows a number as a date */
    char *strings_part;  /* NULL where there is none */
} Xlsx;

/* Reads the package's workbook, relations, styles and tables. */
bool xlsx_read_parts(Xlsx *xlsx, GError **error);
/* Opens a part of which elements of extensions are passed over. */
MemberReader *xlsx_open_part(const Xlsx *xlsx, const char *part, GError **error);
/* Reads what Excel writes of letters that XML has not: "_x000D_", and "_x005F_" for the "_" of such. In
 * place. What is no letter of a text is left out. */
void xlsx_unescape(GString *text);
/* "$B$12" as a row and a column from 1; false if it is no reference. */
bool xlsx_reference(const char *text, guint *row, guint *column);
/* Whether an attribute says yes: "1" or "true". */
bool xlsx_is_true(const char *value);

/* Shared strings that were asked for. */
typedef struct {
    GByteArray *wanted; /* a bit for each string; NULL: all */
    GHashTable *kept;   /* index -> char* */
    guint64 bytes;      /* of memory that they take */
    guint count;
} SharedStrings;

void shared_strings_clear(SharedStrings *strings);
/* Asks for a string before they are read; then the others are passed over. */
void shared_strings_want(SharedStrings *strings, guint index);
/* Reads those that were asked for. Fails with FAILURE_INPUT. */
bool shared_strings_read(SharedStrings *strings, Xlsx *xlsx, GError **error);
/* The text; "?" for one that was not asked for, NULL for one that there is not. */
const char *shared_strings_get(const SharedStrings *strings, guint index);
