/* Comparison: year by year, each authority's figures, and what the others' say about this one. */
#include "analysis/benchmark/benchmark_parts.h"

/* Which neighbours on a list give no figure for the year reported. */
static void
note_unknown_neighbours(Comparison *comparison, const char *period, const GPtrArray *unknown)
{
    guint all = comparison->others->len;
    if (!unknown->len || !comparison->listed)
        return;
    if (unknown->len == all) {
        comparison_say(
            comparison, "neighbour-unknown",
            g_strdup_printf("None of the %u neighbours has a figure for %s, and none is estimated.", all,
                            period));
        return;
    }
    g_autofree char *names = profile_listed(unknown, " and ");
    comparison_say(
        comparison, "neighbour-unknown",
        g_strdup_printf("%s: no figure for %s, and none is estimated; %u of %u neighbours have one.", names,
                        period, all - unknown->len, all));
}

static void
compare_year(Comparison *comparison, int year)
{
    g_autofree char *period = calendar_year_label(year, comparison->profile->year_start);
    const char *const *categories =
        benchmark_categories(comparison->measure->show == SHOW_MIX ? comparison->measure->compared : "");
    g_autoptr(GPtrArray) unknown = g_ptr_array_new();
    for (const char *const *category = categories; *category; category++)
        comparison_add_place(comparison, comparison->profile->authority_name, year, period, *category);
    for (guint i = 0; i < comparison->others->len; i++) {
        const Neighbour *other = comparison->others->pdata[i];
        bool any = false;
        for (const char *const *category = categories; *category; category++)
            any |= comparison_add_place(comparison, other->name, year, period, *category);
        if (!any)
            g_ptr_array_add(unknown, other->name);
    }
    bool reported = year == comparison->profile->year;
    if (unknown->len == comparison->others->len && !reported)
        return;
    for (const char *const *category = categories; *category; category++)
        comparison_add_median(comparison, period, *category);
    comparison_add_known(comparison, period, comparison->others->len - unknown->len);
    if (reported)
        note_unknown_neighbours(comparison, period, unknown);
    if (!reported || comparison->measure->show == SHOW_MIX)
        return;
    comparison_add_rank(comparison, period);
    comparison_add_limits(comparison, period);
}

static void
compare_all(Comparison *comparison)
{
    const Profile *profile = comparison->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        comparison->measure = profile->measures->pdata[m];
        if (!kind_of(comparison->measure)->of_others)
            continue;
        for (int year = profile->year - profile->years + 1; year <= profile->year; year++)
            compare_year(comparison, year);
        comparison_note_words(comparison);
    }
}

/* This authority's own return beside the others'. */
static void
append_own(Figures *known, const Profile *profile, const Figures *figures)
{
    g_autoptr(Figures) own = benchmark_return(profile, figures);
    for (guint i = 0; i < figures_length(own); i++)
        figures_add(known, figures_at(own, i));
    return_keep_words(known, own, "contacts", profile->authority_name);
    return_keep_words(known, own, "threshold-met", profile->authority_name);
}

/* "; very close: Devon and Cornwall" for each run of neighbours as close as one another. */
static void
append_closeness(GString *note, const GPtrArray *neighbours)
{
    for (guint i = 0; i < neighbours->len;) {
        const char *closeness = ((const Neighbour *)neighbours->pdata[i])->closeness;
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (; i < neighbours->len; i++) {
            const Neighbour *neighbour = neighbours->pdata[i];
            if (g_ascii_strcasecmp(neighbour->closeness, closeness))
                break;
            g_ptr_array_add(names, neighbour->name);
        }
        g_autofree char *words = g_ascii_strdown(closeness, -1);
        g_autofree char *list = profile_listed(names, " and ");
        g_string_append_printf(note, "; %s%s%s", words, *words ? ": " : "", list);
    }
}

static void
note_list(Figures *figures, const Profile *profile, const GPtrArray *neighbours, const char *version)
{
    g_autoptr(GString) note = g_string_new("Neighbours as the profile lists them");
    g_autofree char *first = version ? g_strconcat(version, "-01", NULL) : NULL;
    int year, month;
    Day day = first ? calendar_parse_iso(first) : DAY_NONE;
    calendar_split(day, &year, &month, NULL);
    if (day != DAY_NONE)
        g_string_printf(note, "Neighbours by the list of %s %d", calendar_month_name(month), year);
    else if (version)
        g_string_printf(note, "Neighbours by the list of %s", version);
    append_closeness(note, neighbours);
    g_string_append_c(note, '.');
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        if (kind_of(measure)->of_others)
            figures_add_note(figures, measure->id, note->str);
    }
}

bool
benchmark_compare(const Profile *profile, Figures *figures, Findings *findings, GError **error)
{
    /* Others report whole years, which cannot be compared with a quarter. */
    if (!profile->benchmark || profile->year_start.quarters)
        return true;
    g_autoptr(Children) children = children_read(profile->benchmark->population, error);
    g_autofree char *version = NULL;
    g_autoptr(GPtrArray) others = children ? neighbours_read(profile, &version, error) : NULL;
    g_autoptr(Figures) known = others ? others_read(profile, children, others, findings, error) : NULL;
    if (!known)
        return false;
    bool listed = others->len;
    if (!listed)
        neighbours_take_all(others, known);
    append_own(known, profile, figures);
    figures_set_own(figures, profile->authority_name);
    g_autoptr(GHashTable) intervals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                          said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Comparison comparison = {.profile = profile,
                             .figures = figures,
                             .known = known,
                             .children = children,
                             .others = others,
                             .findings = findings,
                             .said = said,
                             .intervals = intervals,
                             .listed = listed};
    compare_all(&comparison);
    if (listed)
        note_list(figures, profile, others, version);
    return true;
}
