/* Digests, which replace identifiers; identifiers are not kept.
 *
 * A digest is a hash (XXH3) with a new key in each run, so that none can be looked up in a list made
 * beforehand. 96 bits of it distinguish identifiers: the chance that any two of ten million are confused
 * is 1 in 10^15. Records built from digests depend only on which are equal, never on what they are. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint64 low, high; /* both 0: no identifier */
} Digest;

/* The digest of an identifier folded by profile_fold; `folded` is room to fold it in. */
Digest digest_of(const char *identifier, GString *folded);
bool digest_is_blank(Digest digest);

/* Digests by index, from 0. */
typedef struct Digests Digests;
Digests *digests_new(void);
void digests_free(Digests *digests);
guint digests_length(const Digests *digests);
/* Adds one at the end. A blank one is never found. */
void digests_add(Digests *digests, Digest digest);
/* The index of the same digest; G_MAXUINT if there is none. */
guint digests_find(const Digests *digests, Digest digest);
/* Announces that this one will be looked up soon. */
void digests_expect(const Digests *digests, Digest digest);
