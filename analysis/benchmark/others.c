/* Others' figures: returns, and files typed from published reports; like with like, or not at all. */
#include "analysis/benchmark/benchmark_parts.h"
#include <math.h>
#include <string.h>

typedef struct {
    const Profile *profile;
    const Children *children;
    GHashTable *names;   /* key -> char*: as the list of neighbours spells it */
    GHashTable *strange; /* measures that are left out, said once each */
    Findings *findings;
    Figures *all;
    char *own; /* key */
} Gathering;

/* Whether a return was made by other definitions; said once a file. */
static bool
is_other_version(const Gathering *gathering, const char *path, const Figures *file)
{
    const char *definitions = figures_said(file, "definitions");
    if (!figures_said(file, "return") || g_strcmp0(definitions, RETURN_DEFINITIONS) == 0)
        return false;
    findings_add(
        gathering->findings, "return-version", FINDING_WARNING, path, 1, 0, "",
        "the return is made by definitions %s and this program counts by %s: it is left out; ask for "
        "one made again",
        definitions ? definitions : "that it does not name", RETURN_DEFINITIONS);
    return true;
}

static const char *
name_of(const Gathering *gathering, const char *key, const char *written)
{
    const char *listed = g_hash_table_lookup(gathering->names, key);
    if (!listed)
        listed = children_name(gathering->children, key);
    return listed ? listed : written;
}

static bool
agree(double one, double other)
{
    return isnan(one) || isnan(other) ? isnan(one) == isnan(other) : one == other;
}

/* Two that differ are neither of them shown: which one is right is not for a program to say. */
static void
meet(Gathering *gathering, Figure *there, const Figure *figure)
{
    if (agree(there->count, figure->count) && agree(there->base, figure->base))
        return;
    g_autofree char *first = there->file ? g_path_get_basename(there->file) : g_strdup("another file");
    findings_add(gathering->findings, "return-differs", FINDING_WARNING, figure->file, figure->line, 0, "",
                 "%s %s %s%s%s: %s line %u gives another figure; neither is shown until one is taken out",
                 there->authority, figure->measure, figure->period, *figure->category ? ", " : "",
                 figure->category, first, there->line);
    there->count = there->base = there->percent = there->value = NAN;
    there->status = FIGURE_NOT_AVAILABLE;
}

static bool
is_left_out(Gathering *gathering, const char *path, const Figure *figure)
{
    if (is_standard(figure->measure) && !*figure->part)
        return false;
    if (g_hash_table_add(gathering->strange, g_strdup_printf("%s %s", path, figure->measure)))
        findings_add(gathering->findings, "return-measure", FINDING_NOTE, path, figure->line, 0, "",
                     "%s is none of the standard measures and is left out; they are contacts, threshold-met, "
                     "harm, outcome, timeliness and one-working-day",
                     figure->measure);
    return true;
}

static void
gather(Gathering *gathering, const char *path, const Figures *file)
{
    const char *said = figures_said(file, "authority");
    bool typed = !figures_said(file, "return"), unnamed = false;
    for (guint i = 0; i < figures_length(file); i++) {
        Figure figure = *figures_at(file, i);
        const char *written = *figure.authority ? figure.authority : said ? said : "";
        g_autofree char *key = authority_key(written);
        if (!*key) {
            if (!unnamed)
                findings_add(gathering->findings, "return-authority", FINDING_WARNING, path, figure.line, 0,
                             "", "the figure names no authority and is left out");
            unnamed = true;
            continue;
        }
        if (is_left_out(gathering, path, &figure) || (gathering->own && strcmp(key, gathering->own) == 0))
            continue;
        figure.authority = name_of(gathering, key, written);
        if (typed && figure.status == FIGURE_PLAIN)
            figure.status = FIGURE_SUPPLIED;
        if (figure.base > 0 && !isnan(figure.count))
            figure.percent = 100 * figure.count / figure.base;
        const Figure *there = figures_find_of(gathering->all, figure.authority, figure.measure, figure.period,
                                              figure.category, "");
        if (!there)
            figures_add(gathering->all, &figure);
        else
            meet(gathering, (Figure *)there, &figure);
    }
}

Figures *
others_read(const Profile *profile, const Children *children, GHashTable *names, Findings *findings,
            GError **error)
{
    const ProfileBenchmark *benchmark = profile->benchmark;
    g_autoptr(Figures) all = figures_new();
    g_autoptr(GHashTable) strange = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *own = profile->records->len ? authority_key(profile->authority_name) : NULL;
    Gathering gathering = {profile, children, names, strange, findings, all, own};
    for (guint i = 0; i < benchmark->empty->len; i++)
        findings_add(findings, "return-missing", FINDING_NOTE, benchmark->place.file, benchmark->place.line,
                     benchmark->place.column, "", "no file matches %s", (char *)benchmark->empty->pdata[i]);
    for (guint i = 0; i < benchmark->figures->len; i++) {
        const char *path = benchmark->figures->pdata[i];
        g_autoptr(Figures) file = figures_read(path, error);
        if (!file)
            return NULL;
        if (!is_other_version(&gathering, path, file))
            gather(&gathering, path, file);
    }
    return g_steal_pointer(&all);
}
