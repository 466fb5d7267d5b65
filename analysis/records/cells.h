/* Cells: what threads make of an export's rows, as numbers, before records are made of them in their order.
 * Private to the room. */
#pragma once
#include "analysis/exports/exports.h"
#include "analysis/records/dates.h"
#include "analysis/records/dictionary.h"
#include "analysis/records/digests.h"

typedef enum { CELL_TEXT, CELL_DATE, CELL_DIGEST } CellKind;

/* Where a field of the profile stands in an export; the place is G_MAXUINT where it has no column. */
typedef struct {
    CellKind kind;
    guint place;
} CellColumn;

/* What makes a row none of a record: a value, as the profile has it, in a column. */
typedef struct {
    guint place;
    const GPtrArray *values; /* char*, folded; * stands for any letters */
} CellSkip;

/* How the rows of one export are read; the same for all threads. */
typedef struct {
    const Export *export;
    DateOrder dates;
    guint received, id;     /* their columns; `id` is G_MAXUINT where the export has none */
    GArray *columns;        /* of CellColumn, one a field of the profile */
    GArray *skips;          /* of CellSkip */
    Dictionary *date_texts; /* dates of any column as they are written, for the thread that reads */
    GArray *date_numbers;   /* of guint32: each of them as cell_date unpacks it */
    GPtrArray *above; /* char*, one a column: what a blank is read as; NULL: as a blank. Of one thread alone:
                         the row above has it; NULL where nothing is filled down */
} CellPlan;

/* What a row is: a record; or, without a date received, a total, or the headings again; a sub-heading, a
 * footer, a page number; the second row of merged cells; or one that the profile says to skip. */
typedef enum { ROW_RECORD, ROW_TOTAL, ROW_BETWEEN, ROW_OF_MERGED, ROW_SKIPPED, ROW_KINDS } RowKind;

typedef struct {
    guint line, row, length;
    RowKind kind;
} CellRow;

/* What a column has in each of some rows. */
typedef struct {
    Dictionary *texts; /* of a column of texts or dates, else NULL */
    GArray *codes; /* of guint32, one a text: a date as read; of others for whoever takes the part, from 0 */
    guint32 *numbers; /* a text's number among the texts, or a date as cell_date unpacks it */
    Digest *digests;  /* of a column of digests, which has no numbers */
} CellPartColumn;

/* A cell that says why the spreadsheet has no value; it is read as blank. */
typedef struct {
    guint place, column;
    bool not_calculated;
} CellError;

/* Some rows, column by column. */
typedef struct {
    const CellPlan *plan;
    guint length, room; /* in rows */
    CellRow *rows;
    CellPartColumn *columns; /* as many as the plan has */
    GString *folded;
    GArray *errors; /* of CellError, in the order of the rows */
} CellPart;

CellPart *cell_part_new(const CellPlan *plan);
void cell_part_free(CellPart *part);
/* What stands above the first row of an export: nothing, in any column; "" is put for those to be filled
 * down. Caller unrefs, and no text of an identifier stays. */
GPtrArray *cells_above_new(const CellPlan *plan);
/* Reads a row into numbers. */
void cell_part_add(CellPart *part, const ExportRow *row);
void cell_part_clear(CellPart *part);
/* Before an export of another order of dates. */
void cell_plan_forget_dates(const CellPlan *plan);
/* A number of a date column as the date that it stands for. */
DateReading cell_date(guint32 number);
