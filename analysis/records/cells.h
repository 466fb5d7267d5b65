/* Cells: an export's rows as numbers, made on any thread, before records are made from them in order.
 * Private to the room. */
#pragma once
#include "analysis/exports/exports.h"
#include "analysis/records/dates.h"
#include "analysis/records/dictionary.h"
#include "analysis/records/digests.h"

typedef enum { CELL_TEXT, CELL_DATE, CELL_DIGEST } CellKind;

/* The column of a profile's field in an export; G_MAXUINT if it has none. */
typedef struct {
    CellKind kind;
    guint place;
} CellColumn;

/* What makes a row not a record: a value, as in the profile, in a column. */
typedef struct {
    guint place;
    const GPtrArray *values; /* char*, folded; * stands for any letters */
} CellSkip;

/* How the rows of one export are read; the same for all threads. */
typedef struct {
    const Export *export;
    DateOrder dates;
    guint received, id;     /* their columns; `id` is G_MAXUINT if the export has none */
    GArray *columns;        /* of CellColumn, one a field of the profile */
    GArray *skips;          /* of CellSkip */
    Dictionary *date_texts; /* dates of any column as they are written, for the thread that reads */
    GArray *date_numbers;   /* of guint32: each of them as cell_date unpacks it */
    GPtrArray *above; /* char*, one for each column: what a blank is read as; NULL: as a blank. Used by one
                       * thread only, because it is the row above; NULL if nothing is filled down */
} CellPlan;

/* What a row is: a record; or, without a date received: a total or the headings repeated; a sub-heading, a
 * footer or a page number; the second row of merged cells; or a row that the profile skips. */
typedef enum { ROW_RECORD, ROW_TOTAL, ROW_BETWEEN, ROW_OF_MERGED, ROW_SKIPPED, ROW_KINDS } RowKind;

typedef struct {
    guint line, row, length;
    RowKind kind;
} CellRow;

/* A column's cells in some rows. */
typedef struct {
    Dictionary *texts; /* for a column of texts, otherwise NULL */
    GArray *codes; /* of guint32, one a text: a date as read; of others for whoever takes the part, from 0 */
    guint32 *numbers; /* a text's index among the texts, or a date packed as for cell_date */
    Digest *digests;  /* for a column of digests, which has no numbers */
} CellPartColumn;

/* A cell with the spreadsheet's reason for having no value; it is read as blank. */
typedef struct {
    guint place, column;
    bool not_calculated;
} CellError;

/* Some rows, column by column. */
typedef struct {
    const CellPlan *plan;
    guint length, room; /* in rows */
    double progress;    /* how much of the file had been read when it was full, from 0 to 1 */
    CellRow *rows;
    CellPartColumn *columns; /* as many as the plan has */
    GString *folded;
    GArray *errors; /* of CellError, in the order of the rows */
} CellPart;

CellPart *cell_part_new(const CellPlan *plan);
void cell_part_free(CellPart *part);
/* The values above the first row of an export: nothing, in any column; "" is set for columns to be filled
 * down. Caller unrefs, and no text of an identifier is kept. */
GPtrArray *cells_above_new(const CellPlan *plan);
/* Reads a row into numbers. */
void cell_part_add(CellPart *part, const ExportRow *row);
void cell_part_clear(CellPart *part);
/* Before an export of another order of dates. */
void cell_plan_forget_dates(const CellPlan *plan);
/* The date for a number in a date column. */
DateReading cell_date(guint32 number);
