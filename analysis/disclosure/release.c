#include "analysis/disclosure/release.h"
#include <math.h>
#include <string.h>

guint
release_unknown_named(Release *release, const char *key, const char *name)
{
    gpointer known = g_hash_table_lookup(release->by_key, key);
    if (known)
        return GPOINTER_TO_UINT(known) - 1;
    guint index = system_add(release->system, g_string_chunk_insert(release->names, name));
    g_hash_table_insert(release->by_key, g_strdup(key), GUINT_TO_POINTER(index + 1));
    g_ptr_array_add(release->counted, NULL);
    return index;
}

guint
release_unknown(Release *release, Counted *counted, const char *name)
{
    g_autofree char *key = counted_key(counted);
    guint length = release->counted->len, index = release_unknown_named(release, key, name);
    if (release->counted->len > length)
        release->counted->pdata[index] = counted;
    else
        counted_free(counted);
    return index;
}

FigureLink *
release_link(const Release *release, guint figure)
{
    return &g_array_index(release->links, FigureLink, figure);
}

/* What hiding a figure loses, in bits of its count; totals and the year reported are looked at most. */
static double
weight_of(const Release *release, const ProfileMeasure *measure, const Figure *figure, double count)
{
    g_autofree char *year = calendar_year_label(release->profile->year, release->profile->year_start);
    bool total = *figure->category == '\0' && *figure->part == '\0';
    double importance = !total                                                                  ? 1
                        : measure && measure->kind == MEASURE_COUNT && measure->per == PER_YEAR ? 8
                                                                                                : 3;
    return importance * (strcmp(figure->period, year) == 0 ? 1.5 : 1) * log2(1 + count);
}

/* Two figures that should count the same and do not are two unknowns: printed tables contradict each other.
 */
static int
state(Release *release, const ProfileMeasure *measure, const Figure *figure, Counted *counted,
      const char *what, double truth)
{
    g_autofree char *place = figure_place_words(figure), *name = g_strjoin(" ", figure->measure, place, NULL);
    g_autofree char *key = g_strdup_printf("%s: %s", what, name);
    guint index =
        counted ? release_unknown(release, counted, name) : release_unknown_named(release, key, name);
    Unknown *unknown = system_unknown(release->system, index);
    if (unknown->stated && unknown->truth != truth) {
        index = release_unknown_named(release, key, name);
        unknown = system_unknown(release->system, index);
    }
    unknown->truth = truth;
    unknown->stated = true;
    unknown->cost += weight_of(release, measure, figure, truth) * (strcmp(what, "count") == 0 ? 1 : 0.5);
    return (int)index;
}

/* A percent printed without its count gives the count all the same where its base is known. */
static double
count_from_percent(const Release *release, const Figure *figure)
{
    const Figure *total = figures_find(release->figures, figure->measure, figure->period, "", "");
    double base = !isnan(figure->base) ? figure->base : total ? total->count : NAN;
    return round(figure->percent * base / 100);
}

static void
link_known(Release *release, const ProfileMeasure *measure, const Figure *figure, Meaning *meaning,
           FigureLink *link)
{
    double count = isnan(figure->count) ? count_from_percent(release, figure) : figure->count;
    if (!isnan(count) && count >= 0)
        link->count = state(release, measure, figure, g_steal_pointer(&meaning->count), "count", count);
    if (!isnan(figure->base) && figure->base >= 0)
        link->base = state(release, measure, figure, g_steal_pointer(&meaning->base), "base", figure->base);
    if (meaning->value_counts_entries && !isnan(figure->value) && link->count >= 0) {
        link->entries = state(release, measure, figure, NULL, "entries", figure->value);
        system_unknown(release->system, (guint)link->entries)->tie = link->count;
        system_unknown(release->system, (guint)link->count)->tie = link->entries;
    }
    if (meaning->value_rests_on_base)
        link->rests_on = link->base;
    if (meaning->whole && !*figure->category && !*figure->part) {
        g_autofree char *name = g_strdup_printf("all that %s %s is of", figure->measure, figure->period);
        release_unknown(release, g_steal_pointer(&meaning->whole), name);
    }
}

/* Records for each of what is supplied: the number supplied is public, so the value gives the count. */
static int
count_set_against(Release *release, const ProfileMeasure *measure, const Figure *figure)
{
    if (!measure || !measure->against || isnan(figure->value) || isnan(figure->base))
        return -1;
    return release_count_of(release, measure->against, figure->period, "", "");
}

bool
release_lists(const Release *release, guint unknown, guint dimension)
{
    g_autofree char *key = g_strdup_printf("%u/%u", unknown, dimension);
    return g_hash_table_contains(release->listed, key);
}

/* A breakdown has every category there is of its fields, and a count by months every month. */
static bool
lists(const ProfileMeasure *measure, const char *dimension)
{
    bool found = strcmp(dimension, "received") == 0 && measure->per != PER_YEAR;
    for (guint i = 0; measure->kind == MEASURE_BREAKDOWN && i < measure->by->len; i++) {
        gsize length = strlen(measure->by->pdata[i]);
        /* The name of the dimension may go on with the time after which the field is judged. */
        found |= strncmp(dimension, measure->by->pdata[i], length) == 0 &&
                 (dimension[length] == '\0' || dimension[length] == ' ');
    }
    return found;
}

static void
note_listed(Release *release, const ProfileMeasure *measure, const Figure *figure, int unknown)
{
    const Counted *counted = unknown < 0 ? NULL : release->counted->pdata[unknown];
    const GPtrArray *dimensions = release->dimensions->dimensions;
    for (guint d = 0; counted && measure && d < dimensions->len; d++)
        if (counted_set(counted, d) && (*figure->category || measure->kind != MEASURE_BREAKDOWN) &&
            lists(measure, ((const Dimension *)dimensions->pdata[d])->name))
            g_hash_table_add(release->listed, g_strdup_printf("%d/%u", unknown, d));
}

static void
link_figure(Release *release, guint index)
{
    const Figure *figure = figures_at(release->figures, index);
    const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
    FigureLink *link = release_link(release, index);
    *link = (FigureLink){-1, -1, -1, -1};
    if (!release_concerns(release->profile, figure) || figure_is_estimated(figure))
        return;
    Meaning meaning = {0};
    if (measure)
        meaning_of(release->dimensions, release->profile, measure, figure, &meaning);
    link->rests_on = count_set_against(release, measure, figure);
    if (link->rests_on < 0)
        link_known(release, measure, figure, &meaning, link);
    note_listed(release, measure, figure, link->count);
    bool keep =
        measure && figure->category[0] == '\0' &&
        g_ptr_array_find_with_equal_func(release->profile->disclosure.keep, measure->id, g_str_equal, NULL);
    if (keep && link->count >= 0)
        system_unknown(release->system, (guint)link->count)->kept = true;
    meaning_clear(&meaning);
}

bool
release_concerns(const Profile *profile, const Figure *figure)
{
    return strcmp(figure->authority, profile->authority_name) == 0 &&
           !g_ptr_array_find_with_equal_func(profile->disclosure.not_about_cases, figure->measure,
                                             g_str_equal, NULL);
}

int
release_count_of(const Release *release, const char *measure, const char *period, const char *category,
                 const char *part)
{
    const Figure *figure = figures_find(release->figures, measure, period, category, part);
    return figure ? release_link(release, figures_index(release->figures, figure))->count : -1;
}

static void
learn(const Release *release)
{
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
        Meaning meaning = {0};
        if (measure && release_concerns(release->profile, figure) && !figure_is_estimated(figure))
            meaning_of(release->dimensions, release->profile, measure, figure, &meaning);
        meaning_clear(&meaning);
    }
}

static void
counted_free_if_any(gpointer counted)
{
    if (counted)
        counted_free(counted);
}

/* Where noughts are hidden, so is that a count is its whole base: both tell about everyone in the group. */
static void
guard_everyone(Release *release)
{
    double most = release->profile->suppress_below - 1;
    for (guint i = 0; i < release->links->len; i++) {
        const FigureLink *link = release_link(release, i);
        if (link->count < 0 || link->base < 0 || link->base == link->count)
            continue;
        double count = system_unknown(release->system, (guint)link->count)->truth,
               base = system_unknown(release->system, (guint)link->base)->truth;
        bool group = *figures_at(release->figures, i)->category || *figures_at(release->figures, i)->part ||
                     profile_measure(release->profile, figures_at(release->figures, i)->measure)->kind ==
                         MEASURE_SHARE;
        if (base > 0 && count == 0)
            system_guard(release->system, (guint)link->count, 0, most);
        else if (base > most && count == base && group)
            system_guard(release->system, (guint)link->count, base - most, base);
    }
}

static Release *
begin(const Profile *profile, const Figures *figures, Dimensions *dimensions)
{
    Release *release = g_new0(Release, 1);
    release->profile = profile;
    release->figures = figures;
    release->records = -1;
    release->dimensions = dimensions;
    release->system = system_new(profile->suppress_below, profile->disclosure.zeros_hidden ? 0 : 1);
    release->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    release->counted = g_ptr_array_new_with_free_func(counted_free_if_any);
    release->links = g_array_new(FALSE, TRUE, sizeof(FigureLink));
    release->listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    release->names = g_string_chunk_new(4096);
    g_array_set_size(release->links, figures_length(figures));
    learn(release);
    return release;
}

/* How many records there are in all is the sum of the years and of what no year holds. Nobody would miss it.
 */
static void
state_records(Release *release, double records)
{
    static const double cost = 0.1;
    if (isnan(records))
        return;
    guint index = release_unknown(release, counted_new(), "all records");
    Unknown *unknown = system_unknown(release->system, index);
    unknown->truth = records;
    unknown->stated = true;
    unknown->cost += cost;
    release->records = (int)index;
}

static void
find_all(Release *release, double records)
{
    for (guint i = 0; i < figures_length(release->figures); i++)
        link_figure(release, i);
    state_records(release, records);
    relations_by_kind(release);
    relations_of_rests(release);
    relations_find(release);
}

Release *
release_new(const Profile *profile, const Figures *figures, double records, Findings *findings,
            GError **error)
{
    const char *path = profile->disclosure.previous_release;
    g_autoptr(Figures) shown_before = path ? figures_read(path, error) : NULL;
    if (path && !shown_before)
        return NULL;
    Dimensions *dimensions = dimensions_new();
    meaning_learn_fields(dimensions, profile);
    Release *release = begin(profile, figures, dimensions);
    Release *earlier = shown_before ? begin(profile, shown_before, dimensions) : NULL;
    dimensions_learnt(dimensions);
    find_all(release, records);
    if (earlier) {
        find_all(earlier, NAN);
        editions_join(release, earlier, findings);
        earlier->dimensions = NULL;
        release_free(earlier);
    }
    if (profile->disclosure.zeros_hidden)
        guard_everyone(release);
    return release;
}

void
release_free(Release *release)
{
    if (!release)
        return;
    if (release->dimensions)
        dimensions_free(release->dimensions);
    system_free(release->system);
    g_hash_table_unref(release->by_key);
    g_ptr_array_unref(release->counted);
    g_array_unref(release->links);
    g_hash_table_unref(release->listed);
    g_string_chunk_free(release->names);
    g_free(release);
}
