/* What the figures of a year require of one coded column. Private to the room. */
#pragma once
#include "analysis/synthesis/synthesis_parts.h"

typedef struct {
    const ProfileMeasure *measure; /* a breakdown, or NULL if shares were combined */
    const ProfilePopulation *of;
    ProfilePopulation *own_of; /* if `of` was made for this demand; otherwise NULL */
    bool partial;              /* only the named categories are filled; a breakdown takes the other records */
    guint size;
    Want *wants; /* one a category */
} Demand;

/* Array of Demand*, the smallest population first. Caller frees. */
GPtrArray *demands_of(const Year *year, const Column *column);
/* The population whose size a measure gives, NULL if none; sets `of` to what it is a share of. */
const ProfilePopulation *counted_in(const Year *year, const ProfileMeasure *measure,
                                    const ProfilePopulation **of);
