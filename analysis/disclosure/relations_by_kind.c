/* Relations that the sets of records do not tell: the balance of a caseload, entries of cells that hold
 * several categories, the busiest month, the totals of what is supplied. */
#include "analysis/disclosure/release.h"
#include "analysis/measures/measures.h"
#include <string.h>

static guint
play(Release *release, const char *of)
{
    g_autofree char *key = g_strdup_printf("play %u", release->system->unknowns->len);
    g_autofree char *name = g_strconcat("what ", of, " may differ by", NULL);
    guint index = release_unknown_named(release, key, name);
    system_unknown(release->system, index)->slack = true;
    return index;
}

/* greater = lesser + play. */
static void
relate_at_most(Release *release, int lesser, int greater)
{
    if (lesser < 0 || greater < 0 || lesser == greater)
        return;
    Term terms[] = {{(guint)lesser, 1},
                    {play(release, system_unknown(release->system, (guint)greater)->name), 1},
                    {(guint)greater, -1}};
    system_relate(release->system, terms, G_N_ELEMENTS(terms));
}

static void
relate_caseload(Release *release, const ProfileMeasure *measure, const Figure *figure)
{
    static const struct {
        const char *category;
        double sign;
    } parts[] = {{OPEN_AT_START, 1}, {CASELOAD_RECEIVED, 1}, {CASELOAD_CLOSED, -1}, {OPEN_AT_END, -1}};
    Term terms[G_N_ELEMENTS(parts)];
    if (strcmp(figure->category, parts[0].category) != 0)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        int unknown = release_count_of(release, measure->id, figure->period, parts[i].category, "");
        if (unknown < 0)
            return;
        terms[i] = (Term){(guint)unknown, parts[i].sign};
    }
    system_relate(release->system, terms, G_N_ELEMENTS(parts));
}

/* A total against the categories of the same period: their counts come to it at least where a record may be
 * in several, their entries exactly. */
static void
relate_several(Release *release, const ProfileMeasure *measure, const Figure *total, guint index)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Term));
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Term));
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        const FigureLink *link = release_link(release, i);
        if (!figure_is_in(figure, measure->id, total->period) || !*figure->category || *figure->part ||
            link->count < 0)
            continue;
        Term count = {(guint)link->count, 1}, entry = {(guint)MAX(link->entries, 0), 1};
        g_array_append_val(counts, count);
        if (link->entries >= 0 && !profile_same_name(figure->category, NOT_RECORDED))
            g_array_append_val(entries, entry);
        relate_at_most(release, link->count, link->entries);
    }
    const FigureLink *whole = release_link(release, index);
    if (whole->count >= 0 && counts->len) {
        Term terms[] = {{(guint)whole->count, -1},
                        {play(release, system_unknown(release->system, (guint)whole->count)->name), -1}};
        g_array_append_vals(counts, terms, G_N_ELEMENTS(terms));
        system_relate(release->system, (const Term *)(gpointer)counts->data, counts->len);
    }
    if (whole->entries >= 0 && entries->len) {
        Term term = {(guint)whole->entries, -1};
        g_array_append_val(entries, term);
        system_relate(release->system, (const Term *)(gpointer)entries->data, entries->len);
    }
}

/* No month has more than the busiest. */
static void
relate_busiest(Release *release, const ProfileMeasure *measure, const Figure *busiest, guint index)
{
    int year, slot, here;
    if (!calendar_parse_year(busiest->period, release->profile->year_start, &year))
        return;
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        if (strcmp(figure->measure, measure->id) == 0 && !*figure->category &&
            period_of_figure(figure, measure->per, release->profile->year_start, &here, &slot) &&
            here == year)
            relate_at_most(release, release_link(release, i)->count, release_link(release, index)->count);
    }
}

/* Supplied counts of one period that come to their total are taken to be its parts, as a reader would. */
static void
relate_supplied(Release *release, const Figure *whole, guint index)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
    const FigureLink *link = release_link(release, index);
    double sum = 0;
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        bool beneath = *whole->category ? strcmp(figure->category, whole->category) == 0 && *figure->part
                                        : *figure->category && !*figure->part;
        if (!figure_is_in(figure, whole->measure, whole->period) || !beneath ||
            release_link(release, i)->count < 0)
            continue;
        Term term = {(guint)release_link(release, i)->count, 1};
        g_array_append_val(terms, term);
        sum += figure->count;
    }
    Term term = {(guint)MAX(link->count, 0), -1};
    g_array_append_val(terms, term);
    if (link->count >= 0 && terms->len > 1 && sum == whole->count)
        system_relate(release->system, (const Term *)(gpointer)terms->data, terms->len);
}

void
relations_by_kind(Release *release)
{
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
        if (!measure || !release_concerns(release->profile, figure))
            continue;
        const ProfileField *field = measure->kind == MEASURE_BREAKDOWN
                                        ? profile_field(release->profile, measure->by->pdata[0])
                                        : NULL;
        if (measure->kind == MEASURE_CASELOAD)
            relate_caseload(release, measure, figure);
        else if (field && field->separator && measure->by->len == 1 && !*figure->category)
            relate_several(release, measure, figure, i);
        else if (measure->kind == MEASURE_COUNT && g_str_has_prefix(figure->category, "busiest "))
            relate_busiest(release, measure, figure, i);
        else if (measure->kind == MEASURE_SUPPLIED && !*figure->part)
            relate_supplied(release, figure, i);
    }
}
