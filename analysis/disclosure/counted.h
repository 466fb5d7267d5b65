/* What is counted: the records that a figure counts, as conditions. Private to the room.
 *
 * A dimension divides all records into leaves, each record being in exactly one: a field's categories with
 * their parts, the days of a date field between the bounds that any figure uses, how long a case took. What a
 * figure counts is the records in one set of leaves for every dimension that it limits. Two figures that
 * limit the same dimensions to the same sets count the same records, whatever they are called. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/calendar/calendar.h"

typedef struct {
    char *name;
    GPtrArray *leaves; /* char*; of a dimension of days NULL */
    GHashTable *places;
    GArray
        *cuts; /* of Day, sorted: leaf 0 has no day, leaf 1 is before the first cut, and so on; else NULL */
} Dimension;

typedef struct {
    GPtrArray *dimensions; /* Dimension* */
    GHashTable *by_name;
    bool learning; /* leaves are being collected; nothing is limited yet */
} Dimensions;

Dimensions *dimensions_new(void); /* learning */
void dimensions_free(Dimensions *dimensions);
void dimensions_learnt(Dimensions *dimensions); /* from now on leaves are fixed */
guint dimension_named(Dimensions *dimensions, const char *name);
/* The index of a leaf, new while learning; -1 where there is none. */
int dimension_leaf(Dimensions *dimensions, guint dimension, const char *leaf);
guint dimension_width(const Dimensions *dimensions, guint dimension);

/* For each dimension the leaves allowed, a string of '0' and '1'; NULL: all. */
typedef struct {
    GPtrArray *sets;
} Counted;

Counted *counted_new(void); /* all records */
Counted *counted_copy(const Counted *counted);
void counted_free(Counted *counted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Counted, counted_free)
const char *counted_set(const Counted *counted, guint dimension); /* NULL: all */
/* Keeps only the leaves of a set as well; a set of all leaves limits nothing. Takes the set. */
void counted_limit(Counted *counted, guint dimension, char *set);
void counted_lift(Counted *counted, guint dimension);
/* Limits to leaves by name, or to all but these. */
void counted_limit_to(Dimensions *dimensions, Counted *counted, const char *dimension,
                      const char *const *leaves, bool all_but);
/* Limits to days from first to last; DAY_NONE: without that bound. Blank days are out. */
void counted_limit_days(Dimensions *dimensions, Counted *counted, const char *dimension, Day first, Day last);
char *counted_key(const Counted *counted); /* equal for equal conditions; caller frees */
