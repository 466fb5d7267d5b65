/* All that the records of a small council may be for a reader of its figures, tried one by one: how many
 * there are of each class. For tests; it knows nothing of how disclosure reasons. */
#pragma once
#include <glib.h>
#include <stdbool.h>

enum { PLAIN_CLASSES = 64 };

/* A count of records, as the classes that it counts. */
typedef struct {
    guint64 classes; /* a bit a class */
    int truth;
    bool shown; /* else known to be at least one, unless it is nought, which is shown */
} PlainNumber;

typedef struct {
    guint classes;
    GArray *numbers;  /* of PlainNumber */
    int most;         /* records that a class may have */
    guint64 given_up; /* searches that took too long */
} PlainWorlds;

/* Whether the records can be so that all shown numbers are what they are and those of `asked` are so many. A
 * search that takes too long counts as possible. */
bool plain_can_be(PlainWorlds *worlds, guint64 asked, int value);
/* The same where all but the noughts is hidden; one that takes too long counts as impossible. */
bool plain_could_ever_be(PlainWorlds *worlds, guint64 asked, int value);
/* Whether each count below `below`, and each that two numbers or four leave over, can be any from 1 to below
 * - 1, but for what could never be. */
bool plain_is_safe(PlainWorlds *worlds, int below);
