#include "tests/analysis/plain_worlds.h"
#include <string.h>

enum { most_steps = 300000 };

typedef struct {
    const PlainWorlds *worlds;
    bool all_hidden;
    PlainNumber asked;
    int *sums;        /* for each number, the one asked about last */
    guint8 *finished; /* the class after which each is complete */
    guint steps;
} Search;

static const PlainNumber *
number_at(const Search *search, guint index)
{
    return index < search->worlds->numbers->len ? &g_array_index(search->worlds->numbers, PlainNumber, index)
                                                : &search->asked;
}

static bool
is_exact(const Search *search, guint index)
{
    const PlainNumber *number = number_at(search, index);
    return index == search->worlds->numbers->len || number->truth == 0 ||
           (number->shown && !search->all_hidden);
}

/* The most and fewest records that a class may have: allowing more does no harm if none are told. */
static void
room_for(const Search *search, guint class, int *least, int *most)
{
    bool told = false;
    *most = search->worlds->most;
    for (guint i = 0; i <= search->worlds->numbers->len; i++)
        if (number_at(search, i)->classes >> class & 1 && is_exact(search, i)) {
            *most = MIN(*most, number_at(search, i)->truth - search->sums[i]);
            told = true;
        }
    *least = told ? 0 : *most;
}

static bool
holds_after(const Search *search, guint class)
{
    for (guint i = 0; i <= search->worlds->numbers->len; i++)
        if (search->finished[i] == class) {
            int sum = search->sums[i];
            if (is_exact(search, i) ? sum != number_at(search, i)->truth : sum < 1)
                return false;
        }
    return true;
}

static void
give(Search *search, guint class, int records)
{
    for (guint i = 0; i <= search->worlds->numbers->len; i++)
        if (number_at(search, i)->classes >> class & 1)
            search->sums[i] += records;
}

static bool
fill(Search *search, guint class)
{
    if (class == search->worlds->classes || search->steps == 0)
        return true;
    search->steps--;
    int least, most;
    room_for(search, class, &least, &most);
    for (int records = least; records <= most; records++) {
        give(search, class, records);
        bool found = holds_after(search, class) && fill(search, class + 1);
        give(search, class, -records);
        if (found)
            return true;
    }
    return false;
}

static bool
search_for(PlainWorlds *worlds, guint64 asked, int value, bool all_hidden)
{
    g_autofree int *sums = g_new0(int, worlds->numbers->len + 1);
    g_autofree guint8 *finished = g_malloc(worlds->numbers->len + 1);
    Search search = {worlds, all_hidden, {asked, value, true, 0}, sums, finished, most_steps};
    for (guint i = 0; i <= worlds->numbers->len; i++) {
        finished[i] = G_MAXUINT8;
        for (guint class = 0; class < worlds->classes; class ++)
            if (number_at(&search, i)->classes >> class & 1)
                finished[i] = (guint8) class;
    }
    bool found = fill(&search, 0);
    worlds->given_up += search.steps == 0;
    return found && !(all_hidden && search.steps == 0);
}

bool
plain_can_be(PlainWorlds *worlds, guint64 asked, int value)
{
    return search_for(worlds, asked, value, false);
}

bool
plain_could_ever_be(PlainWorlds *worlds, guint64 asked, int value)
{
    return search_for(worlds, asked, value, true);
}

static bool
is_hidden_well(PlainWorlds *worlds, guint64 asked, int truth, int below)
{
    for (int value = 1; asked && truth > 0 && truth < below && value < below; value++)
        if (!plain_can_be(worlds, asked, value) && plain_could_ever_be(worlds, asked, value))
            return false;
    return true;
}

static bool
is_within(const PlainNumber *inner, const PlainNumber *outer)
{
    return (inner->classes & ~outer->classes) == 0;
}

/* What is left of a whole in neither of two numbers that overlap. */
static bool
corners_are_safe(PlainWorlds *worlds, int below)
{
    const PlainNumber *numbers = (const PlainNumber *)(gpointer)worlds->numbers->data;
    guint length = worlds->numbers->len;
    for (guint w = 0; w < length; w++)
        for (guint i = 0; i < length; i++)
            for (guint k = 0; k < i; k++)
                for (guint both = 0; both < length && is_within(&numbers[i], &numbers[w]) &&
                                     is_within(&numbers[k], &numbers[w]);
                     both++) {
                    guint64 shared = numbers[i].classes & numbers[k].classes;
                    if (!shared || numbers[both].classes != shared)
                        continue;
                    int corner = numbers[w].truth - numbers[i].truth - numbers[k].truth + numbers[both].truth;
                    if (!is_hidden_well(worlds,
                                        numbers[w].classes & ~numbers[i].classes & ~numbers[k].classes,
                                        corner, below))
                        return false;
                }
    return true;
}

bool
plain_is_safe(PlainWorlds *worlds, int below)
{
    const PlainNumber *numbers = (const PlainNumber *)(gpointer)worlds->numbers->data;
    for (guint i = 0; i < worlds->numbers->len; i++) {
        if (!is_hidden_well(worlds, numbers[i].classes, numbers[i].truth, below))
            return false;
        for (guint k = 0; k < worlds->numbers->len; k++)
            if (is_within(&numbers[k], &numbers[i]) &&
                !is_hidden_well(worlds, numbers[i].classes & ~numbers[k].classes,
                                numbers[i].truth - numbers[k].truth, below))
                return false;
    }
    return corners_are_safe(worlds, below);
}
