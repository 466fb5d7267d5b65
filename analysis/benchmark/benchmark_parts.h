/* What the files of the room share. Private to it. */
#pragma once
#include "analysis/benchmark/benchmark.h"

/* A name by which an authority is known whatever stands around it: "Leicester City Council" and "Leicester"
 * are one. Caller frees. */
char *authority_key(const char *name);

/* Children aged 0 to 17 by authority and calendar year. */
typedef struct Children Children;
Children *children_read(const char *path, GError **error); /* NULL without an error where there is no path */
void children_free(Children *children);
double children_of(const Children *children, const char *authority, int year); /* NAN: not known */
const char *children_name(const Children *children, const char *key); /* as the file spells it; NULL */

typedef struct {
    char *name, *key;
    char *closeness; /* "Very close"; "" where it is not said */
} Neighbour;

/* The authorities to stand beside this one, in order, as an array of Neighbour*; empty where the profile
 * names none. `*version` is set to the version of the list, or NULL. */
GPtrArray *neighbours_read(const Profile *profile, char **version, GError **error);

/* All figures of the standard measures in the files: one set, each under its authority's name as
 * `names` (key -> name) or the population's list spells it. */
Figures *others_read(const Profile *profile, const Children *children, GHashTable *names, Findings *findings,
                     GError **error);
/* Whether the measure is one of a return's. */
bool is_standard(const char *measure);
