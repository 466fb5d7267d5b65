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
    Coding *coding;   /* of a coded field, else NULL */
    Digests *numbers; /* of an identifier: its number is its place + 1; else NULL */
} ImportField;

/* The lines of a file's rows, of guint, in which a column has no value though a cell, or the day before or
 * after the one that is written; NULL where there is none. */
typedef struct {
    GArray *errors, *not_calculated, *moved;
} NotValues;

/* Rows of a file whose id an earlier record has: in the same file or in another, and of these the ones that
 * were received on another day, with the line of the first. */
typedef struct {
    guint rows, on_another_day, line;
} RepeatedIds;

typedef struct {
    const Profile *profile;
    Dataset *dataset;
    Findings *findings;
    GArray *fields;   /* of ImportField */
    guint received;   /* which of them */
    Digests *ids;     /* of each record, at its place; of none where the profile counts every row */
    guint id_column;  /* of the cells; G_MAXUINT: records have no id in this file */
    guint64 id_space; /* what tells this file's ids from the others'; 0: they are shared */
    guint files_read;
    RepeatedIds here, elsewhere;
    CellPlan plan; /* of the file at hand */
    const char *file;
    GArray *begun;    /* of guint: the rows of the part at hand whose records have only their line and day */
    GArray *meanings; /* of guint: room for what they say in one field */
    GArray *evidence; /* of DateEvidence, one a column of the cells */
    GArray *without_id;            /* of guint: the lines of the file's rows with no identifier */
    GArray *not_values;            /* of NotValues, one a column of the cells */
    GArray *no_records[ROW_KINDS]; /* of guint: the lines of its rows of each other kind */
    Day year_day;                  /* the last day received, and the reporting year that it was in */
    gint16 year;
    guint row_shift; /* how far the last row's line was from the row that Excel shows */
} Import;

/* Takes the rows of a part, which stand below so many lines and rows of the file. */
void import_part(Import *import, CellPart *part);
