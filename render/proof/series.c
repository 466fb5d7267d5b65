/* Series: what one row of one table is about, and what it may be called. */
#include "render/proof/facts.h"
#include "render/proof/stems.h"
#include <math.h>
#include <string.h>

void
series_free(gpointer pointer)
{
    Series *series = pointer;
    g_hash_table_unref(series->names);
    g_clear_pointer(&series->core, g_hash_table_unref);
    g_hash_table_unref(series->topic);
    g_hash_table_unref(series->title);
    g_ptr_array_unref(series->figures);
    g_free(series);
}

/* An outcome of those concluded is called as the outcome is. */
static const char *
own_name(const Series *series)
{
    return *series->part && series->role != ROLE_CONCLUDED ? series->part : series->category;
}

/* A cell of a cross-table is called by its row and its column. */
static bool
is_crossed(const Series *series)
{
    return *series->part && series->measure && series->measure->by->len == 2;
}

bool
series_is_derived(const Series *series)
{
    FigureRole role = series->role;
    /* The median of a curve is one that sentences are about. */
    bool estimated =
        role >= ROLE_ESTIMATE && role <= ROLE_LAST_RULE && (role != ROLE_ESTIMATED_MEDIAN || *series->part);
    return !series->measure || estimated || role == ROLE_FOLLOWED || role == ROLE_STILL_OPEN ||
           role == ROLE_CONCLUDED || !profile_category_tells(series->category);
}

/* "Notifications received" are the notifications, whatever the table is called.
 */
static bool
is_count_of_all(const Series *series)
{
    return series_is_whole(series) && kind_of(series->measure)->sizes_population &&
           series->measure->per == PER_YEAR && !series->measure->around->len && series->measure->of->words;
}

Series *
series_new(Facts *facts, const Figure *figure)
{
    Series *series = g_new0(Series, 1);
    series->measure = profile_measure(facts->profile, figure->measure);
    series->category = figure->category;
    series->part = figure->part;
    series->role = figure->role;
    series->names = stems_new();
    series->topic = stems_new();
    series->title = stems_new();
    series->figures = g_ptr_array_new();
    stems_add(series->names, own_name(series));
    if (is_crossed(series))
        stems_add(series->names, series->category);
    if (!series_is_derived(series))
        stems_add(facts->names, own_name(series));
    if (series->measure) {
        stems_add(series->title,
                  is_count_of_all(series) ? series->measure->of->words : series->measure->title);
        stems_add(series->topic, series->measure->title);
        stems_add(series->topic, series->measure->of->words ? series->measure->of->words : "");
        if (series->measure->in)
            stems_add(series->topic, series->measure->in->words);
    }
    return series;
}

/* A name without what explains it, more and less of it taken off: "Education
 * (teaching support staff eg mentors)" is "Education", or "Education (teaching
 * support staff"; NULL where there is nothing to take off.
 */
static char *
core_of(const char *name, int less)
{
    static const char *const marks[] = {"\\s*(?:\\(|\\s/\\s|\\beg\\b|\\be\\.g\\.)",
                                        "\\s*(?:\\beg\\b|\\be\\.g\\.)"};
    Span span;
    return pattern_find(marks[less], name, 1, &span) ? g_strndup(name, span.start) : NULL;
}

static char *
core_key(const Series *series, const char *core)
{
    g_autofree char *folded = profile_fold(core);
    return g_strjoin("\x1f", series->measure ? series->measure->id : "",
                     *series->part ? series->category : "", folded, NULL);
}

static void
count_core(GHashTable *rows, const Series *series, const char *core)
{
    char *key = core_key(series, core);
    g_hash_table_insert(rows, key, GINT_TO_POINTER(GPOINTER_TO_INT(g_hash_table_lookup(rows, key)) + 1));
}

/* What the council says for a category, or a part, in a sentence; NULL where it has no words of its own. */
static const char *
own_words(const Profile *profile, const Series *series)
{
    const ProfileField *field = series->measure && series->measure->by->len == 1
                                    ? profile_field(profile, series->measure->by->pdata[0])
                                    : NULL;
    const char *own = *series->category ? profile_in_sentences(field, series->category, series->part) : NULL;
    bool open = field && *series->category && g_strcmp0(field->ongoing_category, series->category) == 0;
    return own || !open ? own : "still open";
}

void
series_find_cores(const Facts *facts)
{
    g_autoptr(GHashTable) rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        g_autofree char *core = core_of(own_name(series), 0), *longer = core_of(own_name(series), 1);
        count_core(rows, series, core ? core : own_name(series));
        if (longer && strcmp(longer, core) != 0)
            count_core(rows, series, longer);
    }
    for (guint i = 0; i < facts->series->len; i++) {
        Series *series = facts->series->pdata[i];
        for (int less = 0; less < 2 && !series->core && !is_crossed(series); less++) {
            g_autofree char *core = core_of(own_name(series), less),
                            *key = core ? core_key(series, core) : NULL;
            if (core && GPOINTER_TO_INT(g_hash_table_lookup(rows, key)) == 1)
                stems_add(series->core = stems_new(), core);
        }
        const char *own = series->core ? NULL : own_words(facts->profile, series);
        if (own)
            stems_add(series->core = stems_new(), own);
    }
}

static const Figure *
of_period(const Series *series, const char *period)
{
    for (guint i = 0; i < series->figures->len; i++) {
        const Figure *figure = series->figures->pdata[i];
        if (strcmp(figure->period, period) == 0)
            return figure;
    }
    return NULL;
}

const Figure *
series_figure(const Series *series, const char *period)
{
    const Figure *figure = of_period(series, period);
    return figure && !figure_symbol(figure->status) ? figure : NULL;
}

bool
series_is_whole(const Series *series)
{
    return !*series->category && !*series->part;
}

bool
series_has_share(const Series *series, const Figure *figure)
{
    return figure && !isnan(figure->percent) && (!series_is_whole(series) || figure->percent < 100);
}
