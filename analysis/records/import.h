/* Import: an export's cells become records, row by row in the order of the file. Private to the room. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/cells.h"
#include "analysis/records/coding.h"
#include "analysis/records/date_order.h"
#include "analysis/records/findings.h"

/* A field of the profile that is a column of the dataset. */
typedef struct {
    const ProfileField *from;
    guint column; /* of the cells */
    DatasetField *field;
    Coding *coding;   /* for a coded field; otherwise NULL */
    Digests *numbers; /* for an identifier: its number is its index + 1; otherwise NULL */
} ImportField;

/* The lines of a file's rows (guint) in which a column has a cell without a value, or a date that falls on
 * the day before or after the one written; NULL if there are none. */
typedef struct {
    GArray *errors, *not_calculated, *moved;
} NotValues;

/* Rows of a file whose id an earlier record has, in the same file or in another; and how many of them have
 * another date received, with the line of the first. */
typedef struct {
    guint rows, on_another_day, line;
} RepeatedIds;

typedef struct {
    const Profile *profile;
    Dataset *dataset;
    Findings *findings;
    GArray *fields;   /* of ImportField */
    guint received;   /* which of them */
    Digests *ids;     /* the digest of each record, at its index; empty if the profile counts every row */
    guint id_column;  /* column of the id; G_MAXUINT: records have no id in this file */
    guint64 id_space; /* what distinguishes this file's ids from the others'; 0: they are shared */
    guint files_read;
    RepeatedIds here, elsewhere;
    CellPlan plan; /* of the current file */
    const char *file;
    GArray *begun;      /* of guint: the rows of the current part whose records so far have only their line
                         * and day */
    GArray *meanings;   /* of guint: room for their values in one field */
    GArray *evidence;   /* of DateEvidence, one a column of the cells */
    GArray *without_id; /* of guint: the lines of the file's rows with no identifier */
    GArray *not_values; /* of NotValues, one a column of the cells */
    GArray *no_records[ROW_KINDS]; /* of guint: the lines of its rows of each other kind */
    Day year_day;                  /* the last day received, and the reporting year that it was in */
    gint16 year;
    guint row_shift; /* the last row's line minus its row in Excel */
} Import;

/* Imports the rows of a part, which come after this many lines and rows of the file. */
void import_part(Import *import, CellPart *part);
