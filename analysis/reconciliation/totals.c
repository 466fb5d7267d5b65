/* Totals against their parts, and every table's size of a population against the others'. */
#include "analysis/reconciliation/reconciliation_parts.h"
#include <math.h>
#include <string.h>

static char *
claimed_size_words(const Claim *claim)
{
    if (isinf(claim->highest))
        return g_strdup_printf("%g or more", claim->lowest);
    return claim->lowest == claim->highest ? g_strdup_printf("%g", claim->lowest)
                                           : g_strdup_printf("%.1f to %.1f", claim->lowest, claim->highest);
}

static void
compare_claims(const Check *check, const Claim *claim, const Claim *trusted)
{
    if (claim->lowest <= trusted->highest && trusted->lowest <= claim->highest)
        return;
    g_autofree char *here = claimed_size_words(claim), *there = claimed_size_words(trusted);
    bool itself = claim->measure == trusted->measure || strcmp(trusted->what, SUM_OF_POPULATIONS) == 0;
    g_autofree char *without = g_strdup_printf("%s does not agree with %s%s%s", claim->what, trusted->what,
                                               itself ? "" : " in ", itself ? "" : trusted->measure->title);
    report_difference(check, "total-differs", claim->measure, claim->figure, without,
                      "%s is %s, but %s%s%s is %s", claim->what, here, trusted->what, itself ? "" : " in ",
                      itself ? "" : trusted->measure->title, there);
}

/* One finding for each measure, population and year, at the first claim that differs. */
static bool
is_said(const Check *check, guint index)
{
    const Claim *claim = &g_array_index(check->claims, Claim, index);
    for (guint i = 0; i < index; i++) {
        const Claim *before = &g_array_index(check->claims, Claim, i);
        if (before->who == claim->who && before->within == claim->within &&
            before->measure == claim->measure && strcmp(before->what, claim->what) == 0)
            return true;
    }
    return false;
}

static void
check_sizes(const Check *check)
{
    for (guint i = 0; i < check->claims->len; i++) {
        const Claim *claim = &g_array_index(check->claims, Claim, i);
        const Claim *trusted = sizes_of(check, claim->who, claim->within);
        if (trusted && trusted != claim && !is_said(check, i))
            compare_claims(check, claim, trusted);
    }
}

/* The sum of the parts of a category. */
typedef struct {
    double sum;
    const Figure *first;
} Parts;

/* Whether a figure of the year is in a table whose parts add up. */
static bool
adds_up(const Check *check, const Figure *figure)
{
    if (strcmp(figure->period, check->period) != 0 || figure_is_worked_out(figure))
        return false;
    const ProfileMeasure *measure = profile_measure(check->profile, figure->measure);
    return measure && (kind_of(measure)->parts_add_up || is_plain_breakdown(check, measure));
}

static void
add_part(const Check *check, GHashTable *of_categories, const Figure *part)
{
    const Figure *category = figures_find(check->figures, part->measure, check->period, part->category, "");
    Parts *parts = category ? g_hash_table_lookup(of_categories, category) : NULL;
    if (category && !parts)
        g_hash_table_insert(of_categories, (gpointer)category, parts = g_new0(Parts, 1));
    if (!parts)
        return;
    parts->sum += part->count;
    parts->first = parts->first ? parts->first : part;
}

/* Their sum may be less only if some records have no part. */
static void
check_parts(const Check *check, const Figure *category, const Parts *parts)
{
    double sum = parts->sum;
    if (isnan(sum) || isnan(category->count) || sum == category->count ||
        (!parts->first->file && sum < category->count))
        return;
    report_difference(check, "parts-differ", profile_measure(check->profile, category->measure), category,
                      "its parts do not add up to it", "its parts add up to %g, but it is %g", sum,
                      category->count);
}

void
totals_check(Check *check)
{
    check_sizes(check);
    g_autoptr(GHashTable) of_categories = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < figures_length(check->figures); i++) {
        const Figure *figure = figures_at(check->figures, i);
        if (*figure->category && *figure->part && adds_up(check, figure))
            add_part(check, of_categories, figure);
    }
    for (guint i = 0; i < figures_length(check->figures); i++) {
        const Parts *parts = g_hash_table_lookup(of_categories, figures_at(check->figures, i));
        if (parts)
            check_parts(check, figures_at(check->figures, i), parts);
    }
}
