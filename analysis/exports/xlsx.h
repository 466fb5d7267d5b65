/* Xlsx: what the parts of an XLSX workbook give to its sheet reader. Private to the room. */
#pragma once
#include "analysis/exports/workbook.h"

typedef struct {
    char *name, *part; /* of a sheet; `part` is its member of the package */
    char *table;       /* NULL for a sheet itself, otherwise the table's name */
    bool hidden;
    Range range;
} XlsxSheet;

typedef struct {
    Archive *archive;
    Export *export;
    GPtrArray *sheets; /* XlsxSheet*: every sheet, then every table */
    const XlsxSheet *sheet;
    bool from_1904;
    GArray *date_styles; /* of bool by cell style: it shows a number as a date */
    char *strings_part;  /* NULL if there is none */
} Xlsx;

/* Reads the package's workbook, relations, styles and tables. */
bool xlsx_read_parts(Xlsx *xlsx, GError **error);
/* Opens a part, ignoring elements of extensions. */
MemberReader *xlsx_open_part(const Xlsx *xlsx, const char *part, GError **error);
/* Reads what Excel writes for characters that XML does not allow: "_x000D_", and "_x005F_" for the "_" of
 * such a code. In place. Characters that cannot be in a text are left out. */
void xlsx_unescape(GString *text);
/* "$B$12" as a row and a column from 1; false if it is not a reference. */
bool xlsx_reference(const char *text, guint *row, guint *column);
/* Whether an attribute is true: "1" or "true". */
bool xlsx_is_true(const char *value);

/* The shared strings that were asked for. */
typedef struct {
    GByteArray *wanted; /* a bit for each string; NULL: all */
    GHashTable *kept;   /* index -> char* */
    guint64 bytes;      /* the memory that they take */
    guint count;
} SharedStrings;

void shared_strings_clear(SharedStrings *strings);
/* Asks for a string before they are read; the others are then skipped. */
void shared_strings_want(SharedStrings *strings, guint index);
/* Reads those that were asked for. Fails with FAILURE_INPUT. */
bool shared_strings_read(SharedStrings *strings, Xlsx *xlsx, GError **error);
/* The text; "?" if it was not asked for, NULL if there is none. */
const char *shared_strings_get(const SharedStrings *strings, guint index);
