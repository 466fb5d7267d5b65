/* Dataset: the records, columnar and coded.
 *
 * One record is one row of the export (or one case, where `id` is mapped). A date is a day number, a category
 * a small integer into its field's code list; no free text, no name and no identifier is here. Records build
 * it through the functions at the end; measures read the columns straight. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

/* Whole numbers, one a record, each taking one, two or four bytes: as few as the largest needs. */
typedef struct {
    gpointer numbers;
    guint length, room; /* in numbers */
    guint width;        /* bytes of one */
} DatasetColumn;
static inline guint32
dataset_number(const DatasetColumn *column, guint record)
{
    return column->width == 1   ? ((const guint8 *)column->numbers)[record]
           : column->width == 2 ? ((const guint16 *)column->numbers)[record]
                                : ((const guint32 *)column->numbers)[record];
}
/* A byte a record: what `by_number` has for its number. */
void dataset_column_look_up(const DatasetColumn *column, const guint8 *by_number, guint8 *found);
void dataset_column_append(DatasetColumn *column, const guint32 *numbers, guint count);
void dataset_column_set(DatasetColumn *column, guint record, guint32 number);

/* A code: a place in a code list. `category` and `part` index DatasetField.categories and, for that category,
 * its parts; part is -1 where the value names the category as a whole. */
typedef struct {
    gint16 category;
    gint16 part;
} DatasetCode;

typedef struct {
    char *name;
    GPtrArray *parts; /* char* */
} DatasetCategory;

typedef struct {
    char *name;
    FieldType type;
    bool multiple;       /* several codes a record */
    GArray *categories;  /* of DatasetCategory, in order of presentation; then Not recorded, Unrecognised */
    gint16 not_recorded; /* index of "Not recorded" in categories */
    gint16 unrecognised; /* index of "Unrecognised" */
    GArray *codes;       /* of DatasetCode: what cells say, one behind the other, each run of codes once; NULL
                            for other than coded fields */
    GArray *starts;      /* of guint32: run i is from starts[i] to starts[i + 1] of codes */
    GHashTable *run_numbers; /* a run as bytes -> its number + 1 */
    DatasetColumn runs;      /* the number of each record's run */
    GArray *days;            /* of Day, one a record, for date fields; else NULL */
    GArray *numbers; /* of guint32, one a record, for identifiers: the same number for the same identifier,
                        which is not kept; 0 where it is blank; else NULL */
    GArray *values;  /* of double, one a record, for numbers: NAN where there is none; else NULL */
} DatasetField;

/* The row a record was read from, so that what is found about it can be looked up in the export. */
typedef struct {
    const char *file; /* as the user would type it */
    guint line;
    guint export; /* index into the profile's records */
} DatasetOrigin;

/* The records of one file stand together, in the order of its lines. */
typedef struct {
    const char *file;
    guint export;
    guint first; /* record */
} DatasetFile;

typedef struct {
    guint length;                    /* records kept */
    GPtrArray *fields;               /* DatasetField*: every field of the profile that dataset_keeps */
    GArray *years;                   /* of gint16: the reporting year of each record, by `received` */
    GArray *lines;                   /* of guint: the line of its file that each record was read from */
    GArray *files;                   /* of DatasetFile */
    guint rows_read, rows_set_aside; /* data rows of all exports; rows not kept */
    guint rows_merged;               /* further rows of a record, whose categories it has taken */
} Dataset;

/* Whether a field is a column of the dataset: all but the record's own id. */
bool dataset_keeps(const ProfileField *field);
void dataset_free(Dataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Dataset, dataset_free)
const DatasetField *dataset_field(const Dataset *dataset, const char *name); /* NULL if there is none */
/* The index of a category by its name (compared as profile_fold), or -1. */
int dataset_category(const DatasetField *field, const char *name);
/* The codes of one record: a run of `*length` codes (1 unless the field is multiple). */
const DatasetCode *dataset_codes(const DatasetField *field, guint record, guint *length);
/* The number of runs that a coded field has, and the codes of one. */
guint dataset_runs(const DatasetField *field);
const DatasetCode *dataset_run_codes(const DatasetField *field, guint run, guint *length);
/* The last day that the records know of, in any date field: where a few dates stand over a year behind all
 * others, the last of those others. DAY_NONE where there is none. */
Day dataset_last_day(const Dataset *dataset);
/* The category that each run begins with, and that of a field with one code a record is; caller frees. */
gint16 *dataset_first_categories(const DatasetField *field);
/* How many records have each run; caller frees. */
guint *dataset_count_runs(const DatasetField *field);
DatasetOrigin dataset_origin(const Dataset *dataset, guint record);
guint dataset_file_end(const Dataset *dataset, guint file); /* the record behind its last */
/* One byte a record, 1 where it belongs to the population; caller frees. */
guint8 *dataset_members(const Dataset *dataset, const ProfilePopulation *population);

/* For the records room: an empty dataset with one column a field of the profile; categories come from its
 * code lists in order of first appearance, then (outcome) the ongoing category unless the list has it, then
 * Not recorded and Unrecognised. A list may also hold these by name; they are then where the list has them.
 */
Dataset *dataset_new(const Profile *profile);
/* The index of a part of a category, put in at the end where there is none of that name. */
int dataset_add_part(DatasetField *field, int category, const char *name);
/* The index of a category that is known not to be there yet. */
int dataset_append_category(DatasetField *field, const char *name);
/* The number of a run of codes, put in at the end where there is no such run. */
guint dataset_run(DatasetField *field, const DatasetCode *codes, guint length);
/* What follows was read from this file; `file` must outlive the dataset. */
void dataset_begin_file(Dataset *dataset, const char *file, guint export);
