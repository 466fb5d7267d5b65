/* Shared by the files of the room, and private to it. */
#pragma once
#include "analysis/benchmark/benchmark.h"
#include "analysis/profile/kinds.h"
#include "analysis/statistics/statistics.h"

/* A key for an authority's name: "Leicester City Council" and "Leicester" have the same one. Caller frees. */
char *authority_key(const char *name);

/* A name in reading order: "Herefordshire, County of" is "County of Herefordshire". Caller frees. */
char *authority_spoken(const char *name);

/* Children aged 0 to 17 by authority and calendar year. */
typedef struct Children Children;
/* With no path (NULL), of no authority. */
Children *children_read(const char *path, GError **error);
void children_free(Children *children);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Children, children_free)
const char *children_coded(const Children *children, const char *code); /* key of an ONS code; NULL */
/* The key of an authority: by its ONS code if the list has that ("Birmingham Children's Trust" is
 * Birmingham), or by its name; `code` may be NULL. Caller frees. */
char *children_key(const Children *children, const char *name, const char *code);
/* A suggestion of what the list calls an authority that it does not have, as the end of a message; NULL if
 * it has it or there is no list. Caller frees. */
char *children_nearest(const Children *children, const char *key);
double children_of(const Children *children, const char *key, int year); /* NAN: not known */
const char *children_name(const Children *children, const char *key);    /* as it is said; NULL */

typedef struct {
    char *name, *key;
    char *closeness; /* "Very close"; "" where it is not said */
} Neighbour;

/* The authorities to compare with, in order, as an array of Neighbour*; empty if the profile names none.
 * `*version` is set to the version of the list, or NULL. */
GPtrArray *neighbours_read(const Profile *profile, char **version, GError **error);
/* If there is no list: all authorities with figures, by name. */
void neighbours_take_all(GPtrArray *neighbours, const Figures *known);

/* All figures of the standard measures in the files, as one set, each under its authority's name as the
 * list of neighbours or of children spells it. For each council that sent a return it says, under
 * "contacts of NAME" and "threshold-met of NAME", what that council counts as each. */
Figures *others_read(const Profile *profile, const Children *children, const GPtrArray *neighbours,
                     Findings *findings, GError **error);
/* The first words of every return. */
void return_begin(Figures *figures);
/* What the return in a file counts as `counted` (contacts, threshold-met), stored under "contacts of
 * AUTHORITY". */
void return_keep_words(Figures *all, const Figures *file, const char *counted, const char *authority);
/* Whether the measure belongs to the return. */
bool is_standard(const char *measure);

/* One measure of kind benchmark while it is being computed. */
typedef struct {
    const Profile *profile;
    const ProfileMeasure *measure;
    Figures *figures;     /* where the comparison goes */
    const Figures *known; /* standard measures of every authority, including this one */
    const Children *children;
    const GPtrArray *others; /* Neighbour* */
    Findings *findings;
    GHashTable *said;      /* what is said once */
    GHashTable *intervals; /* cached limits of counts: a region has the same ones over and over */
    bool listed;           /* the others are a list of neighbours, not all authorities */
} Comparison;

typedef struct {
    const char *source, *category; /* of the standard measures */
    const char *words;
} Compared;
Compared compared_of(const ProfileMeasure *measure);

/* A note on what this authority and those that sent a return count as what is compared. */
void comparison_note_words(Comparison *comparison);

/* A finding, and a note under the table; each text once. Takes ownership of the text. */
void comparison_say(Comparison *comparison, const char *rule, char *text) G_GNUC_PRINTF(3, 0);

/* The exact interval of a count. */
Interval comparison_interval(const Comparison *comparison, double count, double level);
/* An authority's figure for one category and year, with its rate or share; false if it gives none. */
bool comparison_add_place(Comparison *comparison, const char *authority, int year, const char *period,
                          const char *category);
/* The same after it has been added; NULL if it has not. */
const Figure *comparison_place(const Comparison *comparison, const char *authority, const char *period,
                               const char *category);

/* A figure in the comparison without numbers. */
Figure comparison_figure(const Comparison *comparison, const char *authority, const char *period,
                         const char *category, const char *part);
/* Median and range of the others, and how many of them are known. */
void comparison_add_median(Comparison *comparison, const char *period, const char *category);
void comparison_add_known(Comparison *comparison, const char *period, guint known);
/* This authority's rank, from the highest, if there are others to rank it among. */
void comparison_add_rank(Comparison *comparison, const char *period);
/* Where each authority is relative to the average of the others, at 95% and at 99.8%. */
void comparison_add_limits(Comparison *comparison, const char *period);
