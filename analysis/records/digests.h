/* Digests: what stands for identifiers, which are not kept.
 *
 * A digest is a hash (XXH3) keyed anew in each run, so that none can be looked up in a list made beforehand.
 * 96 bits of it tell one from another: that any two identifiers of ten million are taken for the same has a
 * chance of 1 in 10^15. Records built from digests depend only on which are the same, never on what they are.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint64 low, high; /* both 0: no identifier */
} Digest;

/* Of the identifier as profile_fold has it; `folded` is room to fold it in. */
Digest digest_of(const char *identifier, GString *folded);
bool digest_is_blank(Digest digest);

/* Digests by the number of their place, from 0. */
typedef struct Digests Digests;
Digests *digests_new(void);
void digests_free(Digests *digests);
guint digests_length(const Digests *digests);
/* Puts one at the end. One that is blank is never found. */
void digests_add(Digests *digests, Digest digest);
/* The place of the same digest; G_MAXUINT where there is none. */
guint digests_find(const Digests *digests, Digest digest);
/* Says that this one will be looked for soon. */
void digests_expect(const Digests *digests, Digest digest);
