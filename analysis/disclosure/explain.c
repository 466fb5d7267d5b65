/* Why one figure is hidden. Any reader may be told only what the rule and the pack already say: that the
 * count is small, or would give away one that is. Which of the two, and how closely it can be narrowed
 * down, would help a reader to guess, and is for internal eyes only. */
#include "analysis/disclosure/decision.h"
#include <math.h>
#include <string.h>

/* The figure that gives an unknown: one of the same measure, which is what is being looked at, if there is
 * one. */
static const Figure *
figure_giving(const Disclosure *disclosure, guint unknown, const char *measure)
{
    const Figure *found = NULL;
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        if (release_link(disclosure->release, i)->count != (int)unknown || disclosure->why[i] == SHOWN)
            continue;
        const Figure *figure = figures_at(disclosure->figures, i);
        bool same = strcmp(figure->measure, measure) == 0;
        if (same || !found)
            found = figure;
        if (same)
            break;
    }
    return found;
}

/* The other hidden figures that would bring a reader closer to the quantity. For internal eyes only,
 * because they are worked out from what is hidden. */
static void
add_partners(const Disclosure *disclosure, guint quantity, const char *measure, GPtrArray *companions)
{
    g_autoptr(GArray) partners = protect_partners(disclosure->release, disclosure->worlds, quantity);
    for (guint i = 0; i < partners->len; i++) {
        const Figure *figure = figure_giving(disclosure, g_array_index(partners, guint, i), measure);
        if (figure)
            g_ptr_array_add(companions, (gpointer)figure);
    }
}

/* The other hidden figures that every reader sees in the figure's table and year. */
static void
add_neighbours(const Disclosure *disclosure, guint index, GPtrArray *companions)
{
    const Figure *figure = figures_at(disclosure->figures, index);
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        const Figure *other = figures_at(disclosure->figures, i);
        if (i != index && disclosure->why[i] != SHOWN && !figure_is_estimate(other) &&
            figure_is_in(other, figure->measure, figure->period))
            g_ptr_array_add(companions, (gpointer)other);
    }
}

static char *
limits_of(const Quantity *quantity)
{
    g_autofree char *smallest = limit_text(quantity->smallest), *largest = limit_text(quantity->largest);
    if (!*smallest)
        return NULL;
    return isinf(quantity->largest) ? g_strdup_printf("%s or more", smallest)
                                    : g_strdup_printf("from %s to %s", smallest, largest);
}

/* The same sentence for a small count and for one that protects it. */
static char *
public_words(const Disclosure *disclosure, Why why)
{
    const ProfileDisclosure *rule = &disclosure->profile->disclosure;
    /* From the release, because the profile suppresses nothing for internal eyes. */
    int below = disclosure->release->suppress_below;
    if (why == RESTS_ON_FEW)
        return g_strdup("it rests on too few, or on a count that is hidden");
    return g_strdup_printf("its count is from %d to %d%s, or would give away one that is%s",
                           rule->zeros_hidden ? 0 : 1, below - 1,
                           rule->zeros_hidden ? " or that of everyone in a group" : "",
                           rule->previous_release ? ", by itself or beside the previous release" : "");
}

static Hiding *
hiding_new(char *why)
{
    Hiding *hiding = g_new0(Hiding, 1);
    hiding->why = why;
    hiding->with = g_ptr_array_new();
    return hiding;
}

void
hiding_free(Hiding *hiding)
{
    if (!hiding)
        return;
    g_free(hiding->why);
    g_ptr_array_unref(hiding->with);
    g_free(hiding->limits);
    g_free(hiding);
}

static Hiding *
explain_rounded(const Disclosure *disclosure, const Figure *figure)
{
    if (!release_concerns(disclosure->profile, figure))
        return NULL;
    return hiding_new(g_strdup_printf("counts are rounded to the nearest %d and percentages worked out from "
                                      "rounded counts; figures that need exact counts are hidden",
                                      disclosure->profile->disclosure.round_to));
}

/* The count is shown, but not everything that goes with it. */
static Hiding *
explain_shown(const Disclosure *disclosure, guint index)
{
    const Figure *figure = figures_at(disclosure->figures, index);
    if (disclosure_withholds_base(disclosure, index)) {
        Hiding *hiding =
            hiding_new(g_strdup("its base is hidden, and with it the percentage and the limits"));
        int base = release_link(disclosure->release, index)->base;
        const Figure *giving = figure_giving(disclosure, (guint)base, figure->measure);
        if (giving)
            g_ptr_array_add(hiding->with, (gpointer)giving);
        return hiding;
    }
    if (disclosure_withholds_change(disclosure, figure))
        return hiding_new(g_strdup("the figure of the year before is hidden, and with it the change"));
    return NULL;
}

Hiding *
disclosure_explain(const Disclosure *disclosure, const Figure *figure, bool internal)
{
    const Figure *here =
        figures_find(disclosure->figures, figure->measure, figure->period, figure->category, figure->part);
    if (here && disclosure->rounds)
        return explain_rounded(disclosure, here);
    if (!here || !disclosure->release)
        return NULL;
    guint index = figures_index(disclosure->figures, here);
    Why why = disclosure->why[index];
    if (why == SHOWN)
        return explain_shown(disclosure, index);
    Hiding *hiding = hiding_new(internal ? g_strdup(why_words(why)) : public_words(disclosure, why));
    int count = release_link(disclosure->release, index)->count;
    if (count >= 0) {
        if (internal)
            add_partners(disclosure, (guint)count, here->measure, hiding->with);
        else
            add_neighbours(disclosure, index, hiding->with);
        if (internal)
            hiding->limits = limits_of(disclosure_count_with_limits(disclosure, index));
    }
    return hiding;
}
