/* What the files that make a slice share. Private to the room. */
#pragma once
#include "analysis/slices/slices.h"

enum { SLICE_MOST_DIMENSIONS = 32, SLICE_MOST_LEAVES = 6000, SLICE_MOST_CELLS = 60000 };
enum {
    SLICE_LEAF_WORDS = SLICE_MOST_LEAVES / 64 + 1,
    SLICE_MOST_FOUND = 1024,
    SLICE_FOUND_WORDS = SLICE_MOST_FOUND / 64
};

/* Dimensions, a bit each: in the lower half the dimensions themselves; in the upper half their coarser
 * copies, which tell apart only what conditions do that are in a set with both days and other things. */
typedef guint64 Dimensions;

/* All days are one dimension, because the times at which things happened to a record depend on one
 * another. */
typedef struct {
    SetKind kind; /* of codes or days; or of a condition that is met or not */
    char *field;  /* of codes; the key of such a condition */
    guint index;
    GPtrArray *atoms;                    /* Atom* */
    guint length, coarse_length;         /* leaves, and coarser ones */
    guint64 leaves[SLICE_LEAF_WORDS];    /* a bit for each that exists */
    guint coarse[SLICE_MOST_LEAVES + 1]; /* for each leaf, the coarser one that it belongs to */
    guint firsts[SLICE_MOST_LEAVES + 1]; /* for each coarser leaf, the first that belongs to it */
    GHashTable *patterns; /* bytes, for each atom whether it is met -> the leaf; with another byte at the end:
                             for atoms that cross -> the coarser leaf */
} Dimension;

/* A condition that a leaf meets or not. */
typedef struct {
    RecordSet *set;
    Dimension *in;
    bool crosses;                     /* it is in a set with both days and other things */
    guint field, to;                  /* of days: the numbers of its fields */
    LimitDays *limit;                 /* of days within a limit */
    guint64 leaves[SLICE_LEAF_WORDS]; /* a bit for each leaf: whether it meets the condition */
} Atom;

/* A condition, or an operator that joins a number of those before it, as on a stack. */
typedef struct {
    SetKind kind;
    guint parts;
    const RecordSet *set; /* while it is being told */
    Atom *atom;           /* of a condition */
} Step;

struct SliceSet {
    GArray *steps;                       /* of Step */
    Dimensions about, counted;           /* what it is about; the same, or coarser, for counting */
    guint clique;                        /* the one in which it is counted */
    GPtrArray *members;                  /* guint8* for each clique; NULL: not yet asked for */
    guint64 found[2][SLICE_FOUND_WORDS]; /* a bit for each record found: may be out of it; may be in it */
    guint asked;                         /* for how many of them that is known */
};

typedef struct {
    Dimensions dimensions;
    int parent;
    Dimensions shared; /* with the parent */
    GArray *cells;     /* of guint: for each cell, a leaf of each dimension, from the lowest bit up */
    guint length;      /* cells */
} Clique;

struct Slice {
    Belief belief;
    Day first, last;
    GHashTable *atoms;      /* key of a set -> Atom */
    GPtrArray *dimensions;  /* Dimension* */
    Dimensions days, split; /* the dimension of days; those that have a coarser copy */
    GHashTable *sets;       /* key of a set -> SliceSet */
    GPtrArray *empty;       /* SliceSet*: nobody is in them */
    GPtrArray *cliques;     /* Clique* */
    Dimensions too_wide;    /* those that together have too many leaves; 0: they fit */
    Clique *found;          /* some possible records, as cells of all dimensions */
};

/* The bit of a dimension, and the number of dimensions in some bits. */
Dimensions dimension_bit(guint index);
guint dimensions_count(Dimensions dimensions);

/* What is known about being in a set; both: it may be either. */
enum { SAYS_IN = 1, SAYS_OUT = 2, SAYS_EITHER = SAYS_IN | SAYS_OUT };
/* The result of joining two by and (or); and of not being in the set. */
guint8 says_joined(SetKind kind, guint8 one, guint8 other);
guint8 says_turned(guint8 says);
/* Says for each of some places whether a condition is met there. */
typedef void (*AtomSays)(gconstpointer places, const Atom *atom, guint8 *says);
/* Says for each of a number of places whether it is in a set. `says` has room for as many for each step of
 * the set. */
void set_says(const SliceSet *set, guint length, AtomSays atom_says, gconstpointer places, guint8 *says);
/* The same for the cells of a clique, starting from one. Caller frees. */
guint8 *set_says_of_cells(const SliceSet *set, const Clique *clique, guint from);

/* A step of a set, in its order. */
const Step *step_at(const SliceSet *set, guint index);
/* Whether a leaf is among some. */
bool leaf_meets(const guint64 *leaves, guint leaf);
/* Makes a leaf from what it meets, a byte an atom, unless there is one like it. */
void dimension_add_leaf(Dimension *dimension, const guint8 *pattern);
/* Makes the leaves of a dimension: more than SLICE_MOST_LEAVES if there are too many. */
void leaves_of_codes(const Slice *slice, Dimension *dimension);
void leaves_of_days(const Slice *slice, Dimension *dimension);

void clique_free(gpointer clique);
/* Whether the clique has all dimensions that the set is about. */
bool clique_tells(const Clique *clique, const SliceSet *set);
/* Joins dimensions into cliques and a tree, and makes their cells; or records what is too wide. */
void cliques_make(Slice *slice);
