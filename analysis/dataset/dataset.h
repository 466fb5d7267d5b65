/* Dataset: the records, columnar and coded.
 *
 * One record is one row of the export (or one case, where `id` is mapped). A date is a day number, a category
 * a small integer into its field's code list; no free text, no name and no identifier is here. Records build
 * it through the functions at the end; measures read the columns straight. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

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
    GArray *codes;       /* of DatasetCode: one a record; where multiple, from starts[i] to starts[i + 1] */
    GArray *starts;      /* of guint32, records + 1 of them, where multiple; else NULL */
    GArray *days;        /* of Day, one a record, for date fields; else NULL */
    GArray *numbers; /* of guint32, one a record, for identifiers: the same number for the same identifier,
                        which is not kept; 0 where it is blank; else NULL */
} DatasetField;

/* The row a record was read from, so that what is found about it can be looked up in the export. */
typedef struct {
    const char *file; /* as the user would type it */
    guint line;
    guint export; /* index into the profile's records */
} DatasetOrigin;

typedef struct {
    guint length;                    /* records kept */
    GPtrArray *fields;               /* DatasetField*: every field of the profile that dataset_keeps */
    GArray *years;                   /* of gint16: the reporting year of each record, by `received` */
    GArray *origins;                 /* of DatasetOrigin, one a record */
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
/* One byte a record, 1 where it belongs to the population; caller frees. */
guint8 *dataset_members(const Dataset *dataset, const ProfilePopulation *population);

#define NOT_RECORDED "Not recorded"
#define UNRECOGNISED "Unrecognised"

/* For the records room: an empty dataset with one column a field of the profile; categories come from its
 * code lists in order of first appearance, then (outcome) the ongoing category unless the list has it, then
 * Not recorded and Unrecognised. A list may also hold these by name; they are then where the list has them.
 */
Dataset *dataset_new(const Profile *profile);
/* The index of a category, or of a part of one, put in at the end where there is none of that name. */
int dataset_add_category(DatasetField *field, const char *name);
int dataset_add_part(DatasetField *field, int category, const char *name);
