/* Everything that the records of a small council may be to a reader of its figures, tried one by one: the
 * number of records in each class. For tests; it knows nothing of how disclosure reasons. */
#pragma once
#include <glib.h>
#include <stdbool.h>

enum { PLAIN_CLASSES = 64 };

/* A count of records, as the classes that it counts. */
typedef struct {
    guint64 classes; /* a bit for each class */
    int truth;
    bool shown;  /* otherwise known to be at least one, unless it is zero, which is shown */
    double cost; /* the cost of hiding it, for comparison */
} PlainNumber;

typedef struct {
    guint classes;
    GArray *numbers;  /* of PlainNumber */
    int most;         /* the most records in a class */
    guint64 given_up; /* searches that took too long */
} PlainWorlds;

/* Whether there can be records with all shown numbers as they are and those of `asked` with these values. A
 * search that takes too long counts as possible. */
bool plain_can_be(PlainWorlds *worlds, guint64 asked, int value);
/* The same with everything but the zeros hidden; a search that takes too long counts as impossible. */
bool plain_could_ever_be(PlainWorlds *worlds, guint64 asked, int value);
/* Whether each count below `below`, and each that two or four numbers leave over, can be any number from 1 to
 * below - 1, except those that could never be. */
bool plain_is_safe(PlainWorlds *worlds, int below);
