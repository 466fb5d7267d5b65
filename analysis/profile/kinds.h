/* Kinds of measures: what tells one from another.
 *
 * A kind is one struct, whose zero is a kind of no figures. `measures` has the instances, a file each; the
 * profile's reader takes a measure's keys and checks from it, and every room asks it instead of comparing
 * kinds. */
#pragma once
#include "analysis/profile/profile.h"

/* The work on one measure: see measures. */
typedef struct Computation Computation;

struct KindOfMeasure {
    const char *name;        /* as the profile writes it */
    const char *section;     /* of the report; NULL: by the measure's field or dates */
    const char *const *keys; /* that not every measure has, NULL-ended */
    /* Whether a measure of the kind may have one of its keys; NULL: always. */
    bool (*allows)(const Profile *profile, const ProfileMeasure *measure, const char *key);
    /* What the measure needs and does not have, as a message; NULL: nothing. */
    const char *(*lacks)(const ProfileMeasure *measure);
    /* Fills in what the profile leaves out. */
    void (*complete)(ProfileMeasure *measure);

    bool by_fields;        /* its rows share its records out among the categories of its fields */
    bool of_categories;    /* its rows are categories of its fields, however they are counted */
    bool is_table;         /* its rows are looked at together, so that some would differ by chance */
    bool sizes_population; /* its count is how many are in its population */
    bool different;        /* its count is of different identifiers, not of records */
    bool is_share;         /* one share of its population */
    bool of_limits;        /* a row for each limit: what was done within it */
    bool of_days;          /* it looks at the days of each record, which takes long */
    bool parts_add_up;     /* to their category, whatever field it is of */
    bool from_files;       /* its figures are given, and of no records */
    bool of_others;        /* it sets others' figures beside this authority's */

    /* The figures of its periods from the records alone; then what is estimated from the figures, those of
     * files among them, or from how long each record has been followed. NULL: none. */
    void (*count)(Computation *computation);
    void (*estimate)(Computation *computation);
};

/* By MeasureKind; NULL behind the last. */
extern const KindOfMeasure *const kinds_of_measures[];
static inline const KindOfMeasure *
kind_of(const ProfileMeasure *measure)
{
    return measure->about;
}
