/* What the files that make worlds share. Private to worlds.c and model.c. */
#pragma once
#include "analysis/slices/slices.h"
#include "analysis/disclosure/worlds.h"

typedef struct {
    guint slice;
    SliceSet *set;
} Touched;

struct Worlds {
    const Release *release;
    Belief belief;
    GPtrArray *slices;  /* Slice* */
    GPtrArray *touched; /* for each quantity, GArray of Touched: the slices it has records in */
    GArray *part;       /* of int: for each quantity, then for each slice */
    GPtrArray *models;  /* Model* or NULL, one for each part */
    GPtrArray *apart;   /* GArray of guint: a sum over slices, and what is shown of each */
};

/* The part of a quantity in one slice; NULL: nothing. */
SliceSet *worlds_set_in_slice(const Worlds *worlds, guint quantity, guint slice);
