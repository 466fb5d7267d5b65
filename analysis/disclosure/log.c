#include "analysis/disclosure/decision.h"
#include <math.h>

static const char *const why_words[] = {
    [SHOWN] = "",
    [SMALL] = "small count",
    [LEAVES_SMALL] = "would leave a small count over",
    [FOR_OTHERS] = "protects a small count",
    [RESTS_ON_FEW] = "rests on too few or on a hidden count",
    [EVERYONE] = "would tell about everyone in a group",
    [EDITION] = "differs from the previous release by a small count",
};

static void
append_cell(GString *line, const char *text)
{
    bool quoted = text[0] && g_strstr_len(text, -1, ",");
    g_autoptr(GString) doubled = g_string_new(text);
    if (g_strstr_len(text, -1, "\""))
        quoted = g_string_replace(doubled, "\"", "\"\"", 0) > 0;
    g_string_append_printf(line, quoted ? "\"%s\"," : "%s,", doubled->str);
}

static char *
limit_text(double limit)
{
    return isnan(limit) ? g_strdup("") : isinf(limit) ? g_strdup("no limit") : g_strdup_printf("%g", limit);
}

static const Unknown *
count_of(const Disclosure *disclosure, guint figure)
{
    int count = g_array_index(disclosure->release->links, FigureLink, figure).count;
    return count < 0 ? NULL : system_unknown(disclosure->release->system, (guint)count);
}

char *
disclosure_log(const Disclosure *disclosure)
{
    GString *log = g_string_new("measure,period,category,part,why,smallest,largest\n");
    for (guint i = 0; i < figures_length(disclosure->figures); i++) {
        const Figure *figure = figures_at(disclosure->figures, i);
        if (disclosure->why[i] == SHOWN)
            continue;
        const Unknown *count = count_of(disclosure, i);
        g_autofree char *smallest = limit_text(count ? count->smallest : NAN),
                        *largest = limit_text(count ? count->largest : NAN);
        const char *const cells[] = {figure->measure, figure->period, figure->category, figure->part,
                                     why_words[disclosure->why[i]]};
        for (gsize k = 0; k < G_N_ELEMENTS(cells); k++)
            append_cell(log, cells[k]);
        g_string_append_printf(log, "%s,%s\n", smallest, largest);
    }
    return g_string_free(log, FALSE);
}

/* What else is hidden in the sums that an unknown stands in. */
static void
append_protection(const Disclosure *disclosure, guint index, GString *words)
{
    const System *system = disclosure->release->system;
    const GArray *occurrences = system->occurrences->pdata[index];
    g_autoptr(GHashTable) said = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < occurrences->len; i++) {
        const GArray *relation = system->relations->pdata[g_array_index(occurrences, guint, i)];
        for (guint k = 0; k < relation->len; k++) {
            guint other = g_array_index(relation, Term, k).unknown;
            const Unknown *unknown = system_unknown(system, other);
            if (other == index || !unknown->hidden || !g_hash_table_add(said, GUINT_TO_POINTER(other + 1)))
                continue;
            g_string_append_printf(words, "%s%s",
                                   g_hash_table_size(said) > 1 ? "; " : " Hidden with it: ", unknown->name);
        }
    }
    if (g_hash_table_size(said))
        g_string_append_c(words, '.');
}

char *
disclosure_explain(const Disclosure *disclosure, const Figure *figure)
{
    const Figure *here =
        figures_find(disclosure->figures, figure->measure, figure->period, figure->category, figure->part);
    if (!here || disclosure->why[here - figures_at(disclosure->figures, 0)] == SHOWN)
        return NULL;
    guint index = (guint)(here - figures_at(disclosure->figures, 0));
    GString *words = g_string_new("Hidden: ");
    g_string_append_printf(words, "%s.", why_words[disclosure->why[index]]);
    int count = g_array_index(disclosure->release->links, FigureLink, index).count;
    if (count < 0)
        return g_string_free(words, FALSE);
    append_protection(disclosure, (guint)count, words);
    const Unknown *unknown = system_unknown(disclosure->release->system, (guint)count);
    g_autofree char *smallest = limit_text(unknown->smallest), *largest = limit_text(unknown->largest);
    if (*smallest && isinf(unknown->largest))
        g_string_append_printf(words, " A reader can tell no more than that it is %s or more.", smallest);
    else if (*smallest)
        g_string_append_printf(words, " A reader can tell no more than that it is from %s to %s.", smallest,
                               largest);
    return g_string_free(words, FALSE);
}
