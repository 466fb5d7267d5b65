#include "analysis/synthesis/synthesis_parts.h"

static guint32
chance_next(Chance *chance)
{
    guint64 old = chance->state;
    chance->state = old * G_GUINT64_CONSTANT(6364136223846793005) + G_GUINT64_CONSTANT(1442695040888963407);
    guint32 shifted = (guint32)(((old >> 18) ^ old) >> 27), turn = (guint32)(old >> 59);
    return (shifted >> turn) | (shifted << ((32 - turn) & 31));
}

Chance
chance_new(guint64 seed)
{
    Chance chance = {seed + G_GUINT64_CONSTANT(1442695040888963407)};
    chance_next(&chance);
    return chance;
}

guint32
chance_below(Chance *chance, guint32 limit)
{
    /* Numbers under the threshold would make small results likelier. */
    guint32 threshold = -limit % limit, number;
    do
        number = chance_next(chance);
    while (number < threshold);
    return number % limit;
}

void
chance_shuffle(Chance *chance, GArray *indexes)
{
    for (guint i = indexes->len; i > 1; i--) {
        guint other = chance_below(chance, i);
        guint kept = g_array_index(indexes, guint, i - 1);
        g_array_index(indexes, guint, i - 1) = g_array_index(indexes, guint, other);
        g_array_index(indexes, guint, other) = kept;
    }
}
