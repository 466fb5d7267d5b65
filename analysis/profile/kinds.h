/* Kinds of measures: what distinguishes them.
 *
 * A kind is one struct; one that is all zero is a kind without figures. `measures` has the instances, one
 * in each file. The profile's reader takes a measure's keys and checks from it, and every room reads its
 * members instead of comparing kinds. */
#pragma once
#include "analysis/profile/profile.h"

/* The work on one measure: see measures. */
typedef struct Computation Computation;

struct KindOfMeasure {
    const char *name;        /* as the profile writes it */
    const char *section;     /* its section of the report; NULL: decided by the measure's field or dates */
    const char *const *keys; /* keys that not every measure has, NULL-terminated */
    /* Whether a measure of the kind may have one of its keys; NULL: always. */
    bool (*allows)(const Profile *profile, const ProfileMeasure *measure, const char *key);
    /* What the measure needs but lacks, as a message; NULL: nothing. */
    const char *(*lacks)(const ProfileMeasure *measure);
    /* Fills in what the profile leaves out. */
    void (*complete)(ProfileMeasure *measure);

    bool by_fields;        /* its rows divide its records among the categories of its fields */
    bool of_categories;    /* its rows are categories of its fields, however they are counted */
    bool is_table;         /* its rows are read together, so that some would differ by chance */
    bool sizes_population; /* its count is the number in its population */
    bool different;        /* it counts different identifiers, not records */
    bool is_share;         /* one share of its population */
    bool of_limits;        /* a row for each limit: what was done within it */
    bool of_days;          /* it reads the dates of each record, which takes long */
    bool parts_add_up;     /* parts belong to their category, whatever the field */
    bool from_files;       /* its figures are supplied, not from records */
    bool of_others;        /* it compares others' figures with this authority's */

    /* Adds the figures of its periods from the records alone; then estimates from the figures, including
     * those from files, or from how long each record has been followed. NULL: none. */
    void (*count)(Computation *computation);
    void (*estimate)(Computation *computation);
};

/* By MeasureKind; NULL past the end. */
extern const KindOfMeasure *const kinds_of_measures[];
static inline const KindOfMeasure *
kind_of(const ProfileMeasure *measure)
{
    return measure->about;
}
