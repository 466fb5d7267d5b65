/* What the files that make a slice share. Private to slice.c, leaves.c, days.c and cliques.c. */
#pragma once
#include "analysis/disclosure/slice.h"

/* A condition that a leaf meets or not. */
typedef struct {
    const RecordSet *set;
    guint dimension, place; /* its place among the dimension's conditions */
    bool crosses;           /* it stands in a set with both days and other things */
} Atom;

typedef enum { DIMENSION_CODES, DIMENSION_REPEATS, DIMENSION_DAYS, DIMENSION_COARSE } DimensionKind;
typedef struct {
    char *name;
    DimensionKind kind;
    GArray *atoms;     /* of guint: atoms of the slice */
    GPtrArray *leaves; /* guint8*: for each atom of the dimension whether the leaf meets it */
    int fine;          /* the dimension that this is a coarser one of; -1: none */
    GArray *of_fine;   /* of guint: of a coarse one, the leaf that each leaf of the fine one belongs to */
    bool is_gone;      /* the fine one stands in its place */
} Dimension;

/* Conditions joined, in the order of a stack. */
enum { FORMULA_NOT = -1, FORMULA_AND = -2, FORMULA_OR = -3, FORMULA_TRUE = -4 };
struct SliceSet {
    GArray *steps;      /* of int: an atom, or one of the above */
    bool nobody;        /* no record of the slice is in it */
    GArray *dimensions; /* of guint: those it is about, rising */
    int clique;         /* where it is counted */
    guint8 *told;       /* a byte a clique: it tells of the set */
    GPtrArray *wider;   /* SliceSet*: sets that hold all of it and are about less: its conditions one by one,
                           those   about days and those about other things; NULL: none */
    GPtrArray *either;  /* SliceSet*: the set is any of these; NULL: it is no such */
    GPtrArray *members; /* guint8* of each clique; NULL: not yet asked for */
};

typedef struct {
    GArray *dimensions; /* of guint, rising */
    int parent;
    GArray *cells;              /* of guint: for each cell a leaf of each dimension */
    guint length;               /* cells */
    guint8 *empty;              /* a byte a cell: it is known to hold nobody */
    GArray *shared, *in_parent; /* of guint: see slice_shared */
} Clique;

struct Slice {
    Belief belief;
    Day first, last;
    GArray *atoms;           /* of Atom */
    GHashTable *atom_places; /* key of a set -> atom + 1 */
    GPtrArray *dimensions;   /* Dimension* */
    GHashTable *sets;        /* key of a set -> SliceSet */
    GPtrArray *cliques;      /* Clique* */
    GArray *too_wide;        /* of guint: dimensions that together have too many leaves; NULL: they fit */
    SliceSet *between[2];    /* what is closed and what is open, where an outcome says which; NULL */
    int closed_known, ongoing, not_recorded; /* atoms that belief ties together; -1: none */
};

enum { SLICE_MOST_LEAVES = 6000, SLICE_MOST_CELLS = 60000 };

/* A dimension and an atom by index; the slice's own. */
const Dimension *slice_dimension_at(const Slice *slice, guint index);
Atom *slice_atom(const Slice *slice, guint index);

/* Whether the one list of dimensions has all of the other. */
bool dimensions_hold(const GArray *outer, const GArray *inner);
/* Makes the leaves of a dimension; false where there are too many. */
bool leaves_of_codes(Slice *slice, Dimension *dimension);
bool leaves_of_days(Slice *slice, Dimension *dimension);
/* Joins dimensions into cliques and a tree, and makes their cells. */
bool cliques_make(Slice *slice);
/* A byte a cell, all 0, and as many more that they can be read by eight. Caller frees. */
guint8 *slice_bytes(guint length);
