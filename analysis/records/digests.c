#include "analysis/records/digests.h"
#include "analysis/profile/profile.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

/* Part of a digest: it determines the slot, and whether the rest, which is far away, is worth comparing. */
typedef struct {
    guint32 tag;
    guint32 place; /* + 1; 0: free */
} Slot;

struct Digests {
    GArray *rests; /* of guint64: the part of each digest that is not in its slot */
    Slot *slots;   /* at most three in four are taken */
    guint32 mask;  /* the number of slots, minus one */
    guint taken;
};

enum { FIRST_SLOTS = 1024 };

static gpointer
new_key(gpointer unused)
{
    (void)unused;
    guint64 *key = g_new(guint64, 1);
    *key = (guint64)g_random_int() << 32 | g_random_int();
    return key;
}

Digest
digest_of(const char *identifier, GString *folded)
{
    static GOnce key = G_ONCE_INIT;
    profile_fold_to(identifier, folded);
    if (!folded->len)
        return (Digest){0, 0};
    XXH128_hash_t hash =
        XXH3_128bits_withSeed(folded->str, folded->len, *(guint64 *)g_once(&key, new_key, NULL));
    return (Digest){hash.low64 | 1, hash.high64}; /* never blank */
}

bool
digest_is_blank(Digest digest)
{
    return !digest.low;
}

Digests *
digests_new(void)
{
    Digests *digests = g_new0(Digests, 1);
    digests->rests = g_array_new(FALSE, FALSE, sizeof(guint64));
    digests->slots = g_new0(Slot, FIRST_SLOTS);
    digests->mask = FIRST_SLOTS - 1;
    return digests;
}

void
digests_free(Digests *digests)
{
    g_array_unref(digests->rests);
    g_free(digests->slots);
    g_free(digests);
}

guint
digests_length(const Digests *digests)
{
    return digests->rests->len;
}

static guint32
tag_of(Digest digest)
{
    return (guint32)(digest.low >> 32);
}

static void
digests_put_slot(Digests *digests, Slot slot)
{
    guint32 at = slot.tag & digests->mask;
    while (digests->slots[at].place)
        at = (at + 1) & digests->mask;
    digests->slots[at] = slot;
}

static void
digests_grow(Digests *digests)
{
    g_autofree Slot *slots = digests->slots;
    guint32 mask = digests->mask;
    digests->mask = 2 * mask + 1;
    digests->slots = g_new0(Slot, (gsize)digests->mask + 1);
    for (gsize i = 0; i <= mask; i++)
        if (slots[i].place)
            digests_put_slot(digests, slots[i]);
}

void
digests_add(Digests *digests, Digest digest)
{
    g_array_append_val(digests->rests, digest.high);
    if (digest_is_blank(digest))
        return;
    if (++digests->taken > digests->mask / 4 * 3)
        digests_grow(digests);
    digests_put_slot(digests, (Slot){tag_of(digest), digests->rests->len});
}

guint
digests_find(const Digests *digests, Digest digest)
{
    if (digest_is_blank(digest))
        return G_MAXUINT;
    for (guint32 at = tag_of(digest) & digests->mask; digests->slots[at].place;
         at = (at + 1) & digests->mask) {
        Slot slot = digests->slots[at];
        if (slot.tag == tag_of(digest) &&
            g_array_index(digests->rests, guint64, slot.place - 1) == digest.high)
            return slot.place - 1;
    }
    return G_MAXUINT;
}

void
digests_expect(const Digests *digests, Digest digest)
{
    __builtin_prefetch(&digests->slots[tag_of(digest) & digests->mask]);
}
