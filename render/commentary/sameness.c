/* What one measure says that another has said: counts and shares by the sets of records that figures carry,
 * never by labels. */
#include "analysis/benchmark/benchmark.h"
#include "analysis/slices/slices.h"
#include "render/commentary/commentary.h"
#include "render/kind.h"
#include <math.h>
#include <string.h>

/* Whether two sets have the same records of the year reported, whatever the records are; false also where
 * that takes too long to find out. */
static bool
sets_are_same(const Profile *profile, const RecordSet *one, const RecordSet *other)
{
    if (!one || !other || strcmp(one->key, other->key) == 0)
        return one == other || (one && other);
    const Belief belief = {.profile = profile, .latest = DAY_NONE};
    const ReportingYear start = calendar_whole(profile->year_start);
    Slice *slice = slice_new(&belief, calendar_year_first(profile->year, start),
                             calendar_year_last(profile->year, start));
    SliceSet *a = slice_tell(slice, one), *b = slice_tell(slice, other), *any = a ? a : b;
    bool same = !any;
    if (any && slice_divide(slice))
        same = a && b ? slice_is_within(slice, a, b) && slice_is_within(slice, b, a)
                      : slice_is_nobody(slice, any);
    slice_free(slice);
    return same;
}

static bool
figures_are_same(const Profile *profile, const Figure *one, const Figure *other)
{
    return one->counts && one->count == other->count && sets_are_same(profile, one->counts, other->counts) &&
           sets_are_same(profile, one->of, other->of);
}

/* No record is in both, and together they are all there are: categories that no record has need not be named.
 */
static bool
sameness_figures_complete(const Profile *profile, const Figure *one, const Figure *other)
{
    if (!one->counts || !other->counts || one->count + other->count != one->base ||
        !sets_are_same(profile, one->of, other->of))
        return false;
    g_autoptr(RecordSet) both = set_and(record_set_ref(one->counts), record_set_ref(other->counts));
    g_autoptr(RecordSet) nobody = set_nobody();
    return sets_are_same(profile, both, nobody);
}

/* Where to look up the measures of a report. */
typedef struct {
    const Profile *profile;
    const Figures *figures;
    char *period; /* the year reported */
} Report;

static const Figure *
figure_of(const Report *report, const ProfileMeasure *measure, const char *category)
{
    return figures_find(report->figures, measure->id, report->period, category, "");
}

/* The one number of a yearly count or share in the year reported; NULL of any other measure. */
static const Figure *
only_figure(const Report *report, const ProfileMeasure *measure)
{
    const KindOfMeasure *kind = kind_of(measure);
    bool one = measure->per == PER_YEAR && !measure->around->len && !measure->returned &&
               !measure->follow_up.number && !kind->of_categories &&
               (kind->sizes_population || kind->is_share);
    return one ? figure_of(report, measure, "") : NULL;
}

static bool
is_breakdown(const ProfileMeasure *measure)
{
    return kind_of(measure)->by_fields && measure->per == PER_YEAR && !measure->returned;
}

/* The categories of a breakdown in the year reported (const Figure*), zeros too. Caller unrefs. */
static GPtrArray *
categories_of(const Report *report, const ProfileMeasure *measure)
{
    GPtrArray *categories = g_ptr_array_new();
    for (guint i = 0; i < figures_length(report->figures); i++) {
        const Figure *figure = figures_at(report->figures, i);
        if (figure_is_in(figure, measure->id, report->period) && *figure->category && !*figure->part &&
            figure->role == ROLE_COUNT)
            g_ptr_array_add(categories, (gpointer)figure);
    }
    return categories;
}

static bool
break_alike(const Profile *profile, const ProfileMeasure *one, const ProfileMeasure *other)
{
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++)
        if (profile_break(profile, one, year) != profile_break(profile, other, year))
            return false;
    return true;
}

/* Whether two shares print the same numbers, or each what the other leaves, in every year that both have: of
 * many that is no accident, though what they count goes by other fields. */
static bool
shares_print_alike(const Report *report, const ProfileMeasure *one, const ProfileMeasure *other)
{
    enum { MANY = 20 };
    const Profile *profile = report->profile;
    const Figure *now = only_figure(report, one);
    bool same = true, rest = true;
    if (!kind_of(one)->is_share || !(now->count >= MANY && now->base - now->count >= MANY))
        return false;
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        const Figure *a = figures_find(report->figures, one->id, label, "", ""),
                     *b = figures_find(report->figures, other->id, label, "", "");
        if (!a || !b || isnan(a->count + a->base + b->count + b->base))
            continue;
        same &= a->base == b->base && a->count == b->count;
        rest &= a->base == b->base && a->count + b->count == a->base;
    }
    return same || rest;
}

/* A count or share that another is, or what it leaves. */
static bool
is_same_number(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *other)
{
    const Profile *profile = report->profile;
    const Figure *one = only_figure(report, measure), *two = only_figure(report, other);
    return one && two && break_alike(profile, measure, other) &&
           kind_of(measure)->is_share == kind_of(other)->is_share &&
           (figures_are_same(profile, one, two) || sameness_figures_complete(profile, one, two) ||
            shares_print_alike(report, measure, other));
}

/* A breakdown of two, one of which a share is. */
static bool
is_told_in_two(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *share)
{
    const Figure *told = kind_of(share)->is_share ? only_figure(report, share) : NULL;
    g_autoptr(GPtrArray) categories =
        told && is_breakdown(measure) && measure->by->len == 1 ? categories_of(report, measure) : NULL;
    return categories && categories->len == 2 &&
           (figures_are_same(report->profile, told, categories->pdata[0]) ||
            figures_are_same(report->profile, told, categories->pdata[1]));
}

/* A breakdown each of whose categories is a count of its own. */
static bool
is_told_by_counts(const Report *report, const ProfileMeasure *measure)
{
    if (!is_breakdown(measure) || measure->by->len > 1)
        return false;
    g_autoptr(GPtrArray) categories = categories_of(report, measure);
    for (guint i = 0; i < categories->len; i++) {
        const Figure *category = categories->pdata[i];
        bool told = false;
        for (guint m = 0; m < report->profile->measures->len && !told; m++) {
            const ProfileMeasure *other = report->profile->measures->pdata[m];
            const Figure *count = kind_of(other)->sizes_population ? only_figure(report, other) : NULL;
            told = count && count->count == category->count &&
                   sets_are_same(report->profile, count->counts, category->counts);
        }
        if (!told)
            return false;
    }
    return categories->len > 0;
}

/* Whether one set is within the other. */
static bool
is_subset(const Profile *profile, const RecordSet *one, const RecordSet *other)
{
    g_autoptr(RecordSet) both = set_and(record_set_ref((RecordSet *)one), record_set_ref((RecordSet *)other));
    return sets_are_same(profile, both, one);
}

/* How the records of a share lie among the categories of a breakdown of the same base. */
static CommentaryPart
part_among(const Report *report, const Figure *share, const ProfileMeasure *breakdown)
{
    g_autoptr(GPtrArray) categories = categories_of(report, breakdown);
    for (guint i = 0; i < categories->len; i++) {
        const Figure *category = categories->pdata[i];
        if (!category->counts || !sets_are_same(report->profile, share->of, category->of) ||
            !is_subset(report->profile, share->counts, category->counts))
            continue;
        return sets_are_same(report->profile, share->counts, category->counts) ? PART_ALL_OF_CATEGORY
                                                                               : PART_OF_CATEGORY;
    }
    return PART_OF_NONE;
}

static bool
is_same_field(const ProfileMeasure *one, const ProfileMeasure *other)
{
    bool same = is_breakdown(one) && is_breakdown(other) && one->by->len == other->by->len &&
                one->follow_up.number == other->follow_up.number && one->at_year_end == other->at_year_end;
    for (guint i = 0; same && i < one->by->len; i++)
        same = strcmp(one->by->pdata[i], other->by->pdata[i]) == 0;
    return same;
}

/* A breakdown of part of another's records, each of whose categories is the whole of the other's or none. */
static bool
is_in_parent(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *parent)
{
    if (!is_same_field(measure, parent) || measure->of == parent->of || parent->of->where->len)
        return false;
    g_autoptr(GPtrArray) categories = categories_of(report, measure);
    for (guint i = 0; i < categories->len; i++) {
        const Figure *figure = categories->pdata[i], *whole = figure_of(report, parent, figure->category);
        if (figure->count != 0 && !(whole && whole->count == figure->count))
            return false;
    }
    return categories->len > 0;
}

static bool
times_are_same(const Report *report, const ProfileMeasure *one, const ProfileMeasure *other)
{
    guint same = 0;
    for (guint i = 0; i < figures_length(report->figures); i++) {
        const Figure *figure = figures_at(report->figures, i);
        if (!figure_is_in(figure, one->id, report->period) || figure->role != ROLE_WITHIN)
            continue;
        const Figure *twin = figure_of(report, other, figure->category);
        if (!twin || !figures_are_same(report->profile, figure, twin))
            return false;
        same++;
    }
    return same > 0;
}

/* Times of what was due alone, where those of all are told: they would mislead beside them. */
static bool
is_of_due(const ProfileMeasure *measure, const ProfileMeasure *other)
{
    bool all = kind_of(measure)->of_limits && kind_of(other)->of_limits && measure->base == BASE_DUE &&
               other->base == BASE_RECEIVED && measure->of == other->of && measure->per == other->per;
    for (guint i = 0; all && i < measure->within->len; i++) {
        bool found = false;
        for (guint k = 0; k < other->within->len; k++)
            found |= memcmp(&g_array_index(measure->within, Limit, i),
                            &g_array_index(other->within, Limit, k), sizeof(Limit)) == 0;
        all = found;
    }
    return all;
}

/* The same rates again, or as a funnel where they have a dot plot already. */
static bool
is_same_comparison(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *other)
{
    const Figure *known = figures_find(report->figures, other->id, report->period, NEIGHBOURS_KNOWN, "");
    return measure->compared && g_strcmp0(measure->compared, other->compared) == 0 &&
           other->show == SHOW_DOTS &&
           (measure->show == SHOW_DOTS || (measure->show == SHOW_FUNNEL && known && known->value > 0));
}

static const ProfileMeasure *
first_count(const Report *report)
{
    for (guint i = 0; i < report->profile->measures->len; i++)
        if (kind_of(report->profile->measures->pdata[i])->sizes_population)
            return report->profile->measures->pdata[i];
    return NULL;
}

/* Whether `other` has already told what `measure` would, or its complement. */
static bool
repeats(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *other, bool earlier)
{
    return !other->returned &&
           (is_told_in_two(report, measure, other) ||
            (earlier && (is_same_number(report, measure, other) || is_in_parent(report, measure, other))));
}

/* Percentages supplied for the limits of times, beside which they stand. */
static bool
is_supplied_for(const ProfileMeasure *measure, const ProfileMeasure *times)
{
    return kind_of(times)->of_limits && g_strcmp0(measure->against, times->id) == 0;
}

/* The same, or that its figures show: other percentages of the same records, the same times with other
 * targets, the same rates in another picture. */
static bool
says(const Report *report, const ProfileMeasure *measure, const ProfileMeasure *other, bool earlier)
{
    return repeats(report, measure, other, earlier) ||
           (earlier && !other->returned &&
            ((is_same_field(measure, other) && measure->of == other->of) || is_supplied_for(measure, other) ||
             is_same_comparison(report, measure, other) ||
             (kind_of(measure)->of_limits && kind_of(other)->of_limits &&
              times_are_same(report, measure, other)) ||
             is_of_due(measure, other)));
}

/* The first measure for which `tells` holds. */
static const ProfileMeasure *
first_that(const Report *report, const ProfileMeasure *measure,
           bool (*tells)(const Report *, const ProfileMeasure *, const ProfileMeasure *, bool))
{
    const GPtrArray *measures = report->profile->measures;
    bool earlier = true;
    if (is_told_by_counts(report, measure))
        return first_count(report);
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *other = measures->pdata[i];
        if (other == measure)
            earlier = false;
        else if (tells(report, measure, other, earlier))
            return other;
    }
    return NULL;
}

static Report
report_of(const Profile *profile, const Figures *figures)
{
    return (Report){profile, figures, calendar_year_label(profile->year, profile->year_start)};
}

const ProfileMeasure *
commentary_said_by(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    Report report = report_of(profile, figures);
    g_autofree char *period = report.period;
    return first_that(&report, measure, says);
}

bool
commentary_repeats(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    Report report = report_of(profile, figures);
    g_autofree char *period = report.period;
    return first_that(&report, measure, repeats) != NULL;
}

bool
commentary_same_times(const Profile *profile, const Figures *figures, const ProfileMeasure *one,
                      const ProfileMeasure *other)
{
    Report report = report_of(profile, figures);
    g_autofree char *period = report.period;
    return times_are_same(&report, one, other);
}

CommentaryPart
commentary_part(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    Report report = report_of(profile, figures);
    g_autofree char *period = report.period;
    const Figure *share = kind_of(measure)->is_share ? only_figure(&report, measure) : NULL;
    CommentaryPart part = PART_OF_NONE;
    for (guint i = 0; share && share->counts && !part && i < profile->measures->len; i++) {
        const ProfileMeasure *other = profile->measures->pdata[i];
        if (is_breakdown(other) && other->by->len == 1 && !other->follow_up.number &&
            strcmp(other->section, measure->section) == 0 && !first_that(&report, other, says))
            part = part_among(&report, share, other);
    }
    return part;
}
