/* The system: every count of a release as an unknown, and every sum that ties them together. Private to the
 * room.
 *
 * An unknown is a whole number, not negative. It is stated (some figure gives it) or only follows from what
 * is stated (the children who are not disabled, where all and the disabled are counted). A relation is a sum
 * of unknowns, each with its coefficient, that is nought. Of a stated unknown the reader knows the value; of
 * a hidden one, that it is at least `least_hidden`; of the rest, that they are not negative.
 *
 * An unknown is sensitive when the reader must not learn it: then every whole number in `from` .. `to` must
 * stay possible. In the life of a system: unknowns and relations are added; it is settled once (what follows
 * is worked out, what is small becomes sensitive); it is protected (more is hidden until every sensitive
 * unknown is safe); it is attacked (the smallest and largest value of each, as a reader can work them out).
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name;         /* what is counted; owned by the maker of the system */
    double truth;             /* NAN: it is in no figure and does not follow from them */
    double cost;              /* of hiding it; 0 where it is not stated */
    bool stated;              /* some figure gives it */
    bool slack;               /* only the play in an inequality; never sensitive */
    bool fixed;               /* known to every reader whatever is hidden: nought, or public already */
    bool kept;                /* must not be hidden for another's sake */
    bool free_at_zero;        /* readers do not know that it is nought, when it is */
    bool hidden;              /* no figure may give it */
    bool stays_hidden;        /* whether or not it protects any that is known of here */
    int tie;                  /* the unknown that is hidden with it, in the same figure; -1: none */
    bool sensitive;           /* see above */
    double from, to;          /* of a sensitive one */
    double smallest, largest; /* what the attack found; NAN: not attacked */
    bool exposed;             /* the attack found a value in from .. to impossible */
} Unknown;

typedef struct {
    guint unknown;
    double coefficient;
} Term;

typedef struct {
    GArray *unknowns;       /* of Unknown */
    GPtrArray *relations;   /* of GArray of Term; empty where it does not hold and was dropped */
    GPtrArray *occurrences; /* of GArray of guint: the relations of each unknown; made by settling */
    int suppress_below;     /* counts from 1 to one less are sensitive */
    double least_hidden;    /* 1 where a hidden count is known not to be nought, else 0 */
    guint dropped;          /* relations that contradict what is stated */
} System;

System *system_new(int suppress_below, double least_hidden);
void system_free(System *system);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(System, system_free)
/* Owned by the system; valid until the next is added. */
Unknown *system_unknown(const System *system, guint index);
/* A new unknown that nothing is known of. */
guint system_add(System *system, const char *name);
/* Ties unknowns together: the terms add up to nought. */
void system_relate(System *system, const Term *terms, guint length);
/* Makes an unknown sensitive, so that all of from .. to must stay possible, and hides it if it is stated. */
void system_guard(System *system, guint index, double from, double to);
/* Works out what follows from what is stated, drops relations that contradict it, and makes small counts
 * sensitive. Once, before protecting. */
void system_settle(System *system);
void system_hide(System *system, guint index); /* with what is tied to it */

/* Hides what has to be hidden for every sensitive unknown to be safe, losing as little as it can. */
void system_protect(System *system);
/* Fills in `exposed` of every sensitive unknown and, where asked, smallest and largest of all that is not
 * stated or hidden. Gives how many are exposed. */
guint system_attack(System *system, bool limits);

/* Whether a reader has to work the unknown out. */
bool unknown_is_open(const Unknown *unknown);
/* The open unknowns that hang together with this one, as an array of guint; caller frees. `reached` has a
 * byte for each unknown of the system and says which were found before. */
GArray *system_component(const System *system, guint start, bool (*passes)(const Unknown *), guint8 *reached);
/* The relations that any of a component stands in, each once: an array of const GArray* of Term; caller
 * frees. */
GPtrArray *system_relations_of(const System *system, const GArray *component);
/* The attack on one component; an array of Exposure for every sensitive value that is impossible, or the
 * first of them only. */
typedef struct {
    guint unknown;
    double value;
} Exposure;
GArray *system_attack_component(System *system, const GArray *component, bool first_only, bool limits);
