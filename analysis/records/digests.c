#include "analysis/records/digests.h"
#include "analysis/profile/profile.h"
#define XXH_INLINE_ALL
#include <xxhash.h>

/* What of a digest tells whether it is worth a look at the whole, which is far away. */
typedef struct {
    guint32 tag;
    guint32 place; /* + 1; 0: free */
} Slot;

struct Digests {
    GArray *all;  /* of Digest */
    Slot *slots;  /* at most three in four are taken */
    guint32 mask; /* how many slots there are, less one */
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
    digests->all = g_array_new(FALSE, FALSE, sizeof(Digest));
    digests->slots = g_new0(Slot, FIRST_SLOTS);
    digests->mask = FIRST_SLOTS - 1;
    return digests;
}

void
digests_free(Digests *digests)
{
    g_array_unref(digests->all);
    g_free(digests->slots);
    g_free(digests);
}

guint
digests_length(const Digests *digests)
{
    return digests->all->len;
}

static guint32
first_slot(const Digests *digests, Digest digest)
{
    return (guint32)digest.high & digests->mask;
}

static void
put(Digests *digests, Digest digest, guint place)
{
    guint32 at = first_slot(digests, digest);
    while (digests->slots[at].place)
        at = (at + 1) & digests->mask;
    digests->slots[at] = (Slot){(guint32)digest.low, place + 1};
}

static void
grow(Digests *digests)
{
    digests->mask = 2 * digests->mask + 1;
    g_free(digests->slots);
    digests->slots = g_new0(Slot, digests->mask + 1);
    for (guint i = 0; i < digests->all->len; i++) {
        Digest digest = g_array_index(digests->all, Digest, i);
        if (!digest_is_blank(digest))
            put(digests, digest, i);
    }
}

void
digests_add(Digests *digests, Digest digest)
{
    g_array_append_val(digests->all, digest);
    if (digest_is_blank(digest))
        return;
    if (++digests->taken > digests->mask / 4 * 3)
        grow(digests);
    else
        put(digests, digest, digests->all->len - 1);
}

guint
digests_find(const Digests *digests, Digest digest)
{
    if (digest_is_blank(digest))
        return G_MAXUINT;
    for (guint32 at = first_slot(digests, digest); digests->slots[at].place; at = (at + 1) & digests->mask) {
        Slot slot = digests->slots[at];
        if (slot.tag != (guint32)digest.low)
            continue;
        const Digest *known = &g_array_index(digests->all, Digest, slot.place - 1);
        if (known->low == digest.low && known->high == digest.high)
            return slot.place - 1;
    }
    return G_MAXUINT;
}

void
digests_expect(const Digests *digests, Digest digest)
{
    __builtin_prefetch(&digests->slots[first_slot(digests, digest)]);
}
