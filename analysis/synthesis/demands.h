/* What the figures of a year ask of one coded column. Private to the room. */
#pragma once
#include "analysis/synthesis/synthesis_parts.h"

typedef struct {
    const ProfileMeasure *measure; /* a breakdown, or NULL where shares were put together */
    const ProfilePopulation *of;
    ProfilePopulation *own_of; /* where `of` was put together for this demand; else NULL */
    bool partial;              /* only what is named is filled; a breakdown takes the other records */
    guint size;
    Want *wants; /* one a category */
} Demand;

/* Array of Demand*, the smallest population first. Caller frees. */
GPtrArray *demands_of(const Year *year, const Column *column);
/* The population whose size a measure gives, NULL where it gives none, and in `of` what it is a share of. */
const ProfilePopulation *counted_in(const Year *year, const ProfileMeasure *measure,
                                    const ProfilePopulation **of);
