/* Import: an export's cells become records, row by row in the order of the file. Private to the room. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/cells.h"
#include "analysis/records/coding.h"
#include "analysis/records/date_order.h"
#include "analysis/records/findings.h"
#include "analysis/records/records.h"

/* A field of the profile that is a column of the dataset. */
typedef struct {
    const ProfileField *from;
    guint column; /* of the cells */
    DatasetField *field;
    Coding *coding;   /* for a coded field; otherwise NULL */
    Digests *numbers; /* for an identifier: its number is its index + 1; otherwise NULL */
} ImportField;

/* Rows of a file about which one finding is made once all are read: the lines (guint) that a rule found in a
 * field; "" if it is about the row. */
typedef struct {
    const char *rule, *field;
    GArray *lines;
} NotedRows;

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
    GArray *begun;    /* of guint: the rows of the current part whose records so far have only their line
                       * and day */
    GArray *meanings; /* of guint: room for their values in one field */
    GArray *evidence; /* of DateEvidence, one a column of the cells */
    GPtrArray *noted; /* NotedRows* of the file */
    Day year_day;     /* the last day received, and the reporting year that it was in */
    gint16 year;
    RecordsProgress on_progress; /* NULL: nobody asks */
    void *user;
    guint row_shift; /* the last row's line minus its row in Excel */
} Import;

/* Makes records of the rows of a file, read on another thread if there is one. Fails as export_read does. */
bool import_export(Import *import, Export *export, GError **error);
/* Makes records of the rows of a part, in their order. */
void import_part(Import *import, CellPart *part);
