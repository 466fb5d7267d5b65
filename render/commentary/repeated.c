/* What an earlier measure has said already, of the same records or of the rest of the same. */
#include <math.h>
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/kind.h"

static bool
is_yearly(const ProfileMeasure *measure)
{
    return measure->per == PER_YEAR && !measure->returned && !measure->around->len;
}

static const Figure *
total_of(const Figures *figures, const ProfileMeasure *measure, int year, ReportingYear year_start)
{
    g_autofree char *period = calendar_year_label(year, year_start);
    const Figure *figure = figures_find(figures, measure->id, period, "", "");
    return figure && !isnan(figure->count + figure->base) ? figure : NULL;
}

/* Whether two shares are of one base, and of the same of it or what is left, in all the years that both have.
 */
static bool
are_one_share(const Profile *profile, const Figures *figures, const ProfileMeasure *one,
              const ProfileMeasure *other)
{
    bool same = true, rest = true;
    if (!total_of(figures, one, profile->year, profile->year_start) ||
        !total_of(figures, other, profile->year, profile->year_start))
        return false;
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        const Figure *a = total_of(figures, one, year, profile->year_start),
                     *b = total_of(figures, other, year, profile->year_start);
        if (!a || !b)
            continue;
        same &= a->base == b->base && a->count == b->count;
        rest &= a->base == b->base && a->count + b->count == a->base;
    }
    return same || rest;
}

/* The rows of a breakdown of the year reported that are not 0; NULL where one is hidden. */
static GPtrArray *
rows_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    g_autofree char *period = calendar_year_label(profile->year, profile->year_start);
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (!figure_is_in(figure, measure->id, period) || !*figure->category || *figure->part ||
            figure->role != ROLE_COUNT)
            continue;
        if (isnan(figure->count))
            return NULL;
        if (figure->count > 0)
            g_ptr_array_add(rows, (gpointer)figure);
    }
    return g_steal_pointer(&rows);
}

/* Whether two categories are all there is and a share tells one of them. */
static bool
is_told_by_share(const Figures *figures, const GPtrArray *rows, const ProfileMeasure *share)
{
    const Figure *one = rows->pdata[0], *two = rows->pdata[1],
                 *told = figures_find(figures, share->id, one->period, "", "");
    return told && one->count + two->count == one->base && told->base == one->base &&
           (told->count == one->count || told->count == two->count);
}

/* Whether another breakdown by the same field has all the rows, with the same counts. */
static bool
is_within(const Profile *profile, const Figures *figures, const GPtrArray *rows,
          const ProfileMeasure *measure, const ProfileMeasure *other)
{
    bool alike = other->by->len == 1 && strcmp(other->by->pdata[0], measure->by->pdata[0]) == 0 &&
                 other->follow_up.number == measure->follow_up.number &&
                 other->at_year_end == measure->at_year_end &&
                 other->leave_out->len == measure->leave_out->len;
    if (!alike)
        return false;
    for (guint i = 0; i < rows->len; i++) {
        const Figure *row = rows->pdata[i],
                     *same = figures_find(figures, other->id, row->period, row->category, "");
        if (!same || same->count != row->count)
            return false;
    }
    g_autoptr(GPtrArray) others = rows_of(profile, figures, other);
    return others && others->len >= rows->len;
}

static bool
repeats(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
        const ProfileMeasure *other, const GPtrArray *rows, bool before)
{
    if (rows && rows->len == 2 && other->kind == MEASURE_SHARE && other->in)
        return is_told_by_share(figures, rows, other);
    if (measure->kind != other->kind)
        return false;
    if (measure->kind == MEASURE_SHARE)
        return before && are_one_share(profile, figures, measure, other);
    if (measure->kind == MEASURE_COUNT)
        return before && measure->of == other->of;
    if (!rows || !rows->len || !is_within(profile, figures, rows, measure, other))
        return false;
    g_autoptr(GPtrArray) others = rows_of(profile, figures, other);
    return before || others->len > rows->len;
}

static bool
break_alike(const Profile *profile, const ProfileMeasure *one, const ProfileMeasure *other)
{
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++)
        if (profile_break(profile, one, year) != profile_break(profile, other, year))
            return false;
    return true;
}

bool
commentary_repeats(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    bool before = true;
    g_autoptr(GPtrArray) rows = measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1
                                    ? rows_of(profile, figures, measure)
                                    : NULL;
    for (guint i = 0; is_yearly(measure) && i < profile->measures->len; i++) {
        const ProfileMeasure *other = profile->measures->pdata[i];
        if (other == measure)
            before = false;
        else if (is_yearly(other) && break_alike(profile, measure, other) &&
                 repeats(profile, figures, measure, other, rows, before))
            return true;
    }
    return false;
}
