#include "analysis/csv/cell.h"
#include "analysis/disclosure/decision.h"
#include <math.h>

const char *
why_words(Why why)
{
    static const char *const words[] = {
        [SHOWN] = "",
        [SMALL] = "small count",
        [LEAVES_SMALL] = "would leave a small count over",
        [FOR_OTHERS] = "protects a small count",
        [RESTS_ON_FEW] = "rests on too few or on a hidden count",
        [EVERYONE] = "would tell about everyone in a group",
        [EDITION] = "differs from the previous release by a small count",
        [HIDDEN_BEFORE] = "was hidden in the previous release",
        [TOO_WIDE] = "crosses more than can be worked out",
    };
    return words[why];
}

char *
limit_text(double limit)
{
    return isnan(limit) ? g_strdup("") : isinf(limit) ? g_strdup("no limit") : g_strdup_printf("%g", limit);
}

const Quantity *
disclosure_count_with_limits(const Disclosure *disclosure, guint figure)
{
    int count = release_link(disclosure->release, figure)->count;
    if (count < 0)
        return NULL;
    Quantity *quantity = release_quantity(disclosure->release, (guint)count);
    if (quantity_is_open(quantity) && isnan(quantity->smallest) && !quantity->left_out)
        protect_limits(disclosure->release, disclosure->worlds, (guint)count);
    return quantity;
}

char *
disclosure_log(const Disclosure *disclosure)
{
    GString *log = g_string_new("measure,period,category,part,why,smallest,largest\n");
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        const Figure *figure = figures_at(disclosure->figures, i);
        if (disclosure->why[i] == SHOWN)
            continue;
        const Quantity *count = disclosure_count_with_limits(disclosure, i);
        g_autofree char *smallest = limit_text(count ? count->smallest : NAN),
                        *largest = limit_text(count ? count->largest : NAN);
        const char *const cells[] = {figure->measure, figure->period, figure->category, figure->part,
                                     why_words(disclosure->why[i])};
        for (gsize k = 0; k < G_N_ELEMENTS(cells); k++) {
            csv_append_words(log, cells[k]);
            g_string_append_c(log, ',');
        }
        g_string_append_printf(log, "%s,%s\n", smallest, largest);
    }
    return g_string_free(log, FALSE);
}
