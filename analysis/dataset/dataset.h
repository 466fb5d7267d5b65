/* Dataset: the records, in coded columns.
 *
 * One record is one row of the export (or one case, where `id` is mapped). A date is a day number and a
 * category a small integer that indexes its field's code list; there is no free text, no name and no
 * identifier. The records room builds it with the functions at the end; measures read the columns
 * directly.
 *
 *     const DatasetField *harm = dataset_field(dataset, "harm");
 *     guint neglect = 0, length;
 *     for (guint i = 0; i < dataset->length; i++)
 *         neglect += dataset_codes(harm, i, &length)->category == dataset_category(harm, "Neglect");
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

/* Whole numbers, one for each record, in one, two or four bytes: as few as the largest needs. */
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
/* One byte a record: the value that `by_number` has for its number. */
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
    GArray *codes;       /* of DatasetCode: the contents of cells, one after the other, each run of codes
                          * once; NULL except for coded fields */
    GArray *starts;      /* of guint32: run i is from starts[i] to starts[i + 1] of codes */
    GHashTable *run_numbers; /* a run as bytes -> its number + 1 */
    DatasetColumn runs;      /* the number of each record's run */
    GArray *days;            /* of Day, one a record, for date fields; else NULL */
    GArray *numbers; /* of guint32, one a record, for identifiers: the same number for the same identifier,
                      * which is not kept; 0 if blank; NULL for other fields */
    GArray *values;  /* of double, one a record, for numbers: NAN if there is none; NULL for other fields */
} DatasetField;

/* The row a record was read from, so that it can be looked up in the export. */
typedef struct {
    const char *file; /* as the user would type it */
    guint line;
    guint export; /* index into the profile's records */
} DatasetOrigin;

/* The records of one file are together, in the order of its lines. */
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
    guint rows_merged;               /* further rows of a record, whose categories were added to it */
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
/* Whether a code before this one of its run is of the same category: a record counts once in it. */
bool dataset_repeats_category(const DatasetCode *codes, guint index);
/* The number of runs of a coded field, and the codes of one. */
guint dataset_runs(const DatasetField *field);
const DatasetCode *dataset_run_codes(const DatasetField *field, guint run, guint *length);
/* The last date known to the records, in any date field, ignoring a few that are over a year later than
 * all others. DAY_NONE if there is none. */
Day dataset_last_day(const Dataset *dataset);
/* The first category of each run, and the category of a field with one code a record; caller frees. */
gint16 *dataset_first_categories(const DatasetField *field);
/* How many records have each run; caller frees. */
guint *dataset_count_runs(const DatasetField *field);
DatasetOrigin dataset_origin(const Dataset *dataset, guint record);
guint dataset_file_end(const Dataset *dataset, guint file); /* the record behind its last */
/* One byte a record, 1 where it belongs to the population; caller frees. */
guint8 *dataset_members(const Dataset *dataset, const ProfilePopulation *population);

/* For the records room: an empty dataset with one column for each field of the profile. Categories come
 * from its code lists in order of first appearance, then (for outcome) the ongoing category unless it is
 * in the list, then Not recorded and Unrecognised. A list may also name these, and then its order holds. */
Dataset *dataset_new(const Profile *profile);
/* The index of a part of a category, added at the end if there is none with that name. */
int dataset_add_part(DatasetField *field, int category, const char *name);
/* The index of a new category, which the caller knows to be absent. */
int dataset_append_category(DatasetField *field, const char *name);
/* The number of a run of codes, added at the end if there is no such run. */
guint dataset_run(DatasetField *field, const DatasetCode *codes, guint length);
/* The records that follow were read from this file; `file` must outlive the dataset. */
void dataset_begin_file(Dataset *dataset, const char *file, guint export);
