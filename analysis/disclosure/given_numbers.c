/* Numbers from files: what they reveal beside one another, as a reader would take them.
 *
 * Counts are each other's parts if they add up to their total or base. A base is its total, even where no
 * row has it. A percentage of a known base is a count: 10% of 20 is 2. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/release.h"

/* Whole numbers that would be printed as one percentage. */
typedef struct {
    double least, most;
} Span;

static bool
is_given(const Release *release, const Figure *figure)
{
    return release_concerns(release->profile, figure) &&
           (figure->role == ROLE_SUPPLIED || (figure->file && !figure_is_estimate(figure)));
}

static guint
quantity_of(Release *release, const Figure *figure, const char *what)
{
    g_autofree char *place = figure_place_words(figure),
                    *key = g_strdup_printf("%s\x1f%s\x1f%s\x1f%s\x1f%s", what, figure->measure,
                                           figure->period, figure->category, figure->part),
                    *name = g_strdup_printf("%s %s%s", figure->measure, place, what);
    return release_quantity_named(release, key, name);
}

void
given_link_counts(Release *release)
{
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *figure = figures_at(release->figures, i);
        if (figure->role != ROLE_SUPPLIED || isnan(figure->count) || !is_given(release, figure))
            continue;
        guint count = quantity_of(release, figure, "");
        release_tell(release, figure, count, figure->count, 1);
        release_link(release, i)->count = (int)count;
    }
}

/* No count at all is printed as a percentage of another base: then those on either side of it. */
static Span
printed_as(double percent, double base)
{
    double tolerance = figure_percent_tolerance(percent), exact = percent * base / 100,
           from = fmax(0, floor((percent - tolerance) * base / 100)),
           to = fmin(base, ceil((percent + tolerance) * base / 100));
    while (from <= to && !figure_percent_agrees(100 * from / base, percent))
        from++;
    while (to > from && !figure_percent_agrees(100 * to / base, percent))
        to--;
    return from <= to ? (Span){from, to} : (Span){floor(exact), ceil(exact)};
}

/* Whether it narrows down a small number: one is possible, but not any. */
static bool
tells_small(const Release *release, Span span)
{
    double most = release->suppress_below - 1;
    bool any = span.least <= 1 && span.most >= most;
    return span.least <= most && span.most >= 1 && (!any || (span.least >= 1 && span.most <= most));
}

static bool
is_small(const Release *release, double number)
{
    return number > 0 && number < release->suppress_below;
}

/* The count that a percentage reveals; of several the one that most needs protection. NAN: none, because
 * any small number is as possible as a large one. */
static double
count_told(const Release *release, double percent, double base)
{
    Span count = printed_as(percent, base), rest = {base - count.most, base - count.least};
    if (tells_small(release, count))
        return fmax(count.least, 1);
    if (tells_small(release, rest))
        return base - fmax(rest.least, 1);
    double nearest = fmin(fmax(round(percent * base / 100), count.least), count.most);
    return is_small(release, nearest) || is_small(release, base - nearest) ? NAN : nearest;
}

/* The base that a count and its percentage reveal. */
static double
base_told(const Release *release, const Figure *figure)
{
    if (!(figure->percent > 0) || isnan(figure->count))
        return NAN;
    double tolerance = figure_percent_tolerance(figure->percent),
           least = ceil(100 * figure->count / (figure->percent + tolerance)),
           most = floor(100 * figure->count / fmax(figure->percent - tolerance, 1e-6));
    Span rest = {fmax(least - figure->count, 0), most - figure->count};
    return tells_small(release, rest) ? figure->count + fmax(rest.least, 1)
                                      : round(100 * figure->count / figure->percent);
}

static bool
is_named(const Figure *figure, const char *words)
{
    return words && g_ascii_strcasecmp(figure->category, words) == 0;
}

/* The count of another row that a percentage without a base is of: its category's, its measure's total, the
 * row that the measure's base-words name, or the only one that is itself no share; -1 if there is none. */
static int
row_of_base(const Release *release, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(release->profile, figure->measure);
    bool of_category = *figure->part && !(measure && measure->parts_of_all);
    int total = -1, named = -1, bare = -1;
    guint bares = 0;
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *row = figures_at(release->figures, i);
        int count = release_link(release, i)->count;
        if (count < 0 || row == figure || *row->part || isnan(row->count) ||
            !figure_is_in(row, figure->measure, figure->period))
            continue;
        if (strcmp(row->category, of_category ? figure->category : "") == 0)
            total = count;
        else if (measure && is_named(row, measure->base_words))
            named = count;
        else if (isnan(row->percent) && isnan(row->base) && bares++ == 0)
            bare = count;
    }
    return total >= 0 ? total : of_category ? -1 : named >= 0 ? named : bares == 1 ? bare : -1;
}

/* The supplied count of another row that a base equals, as far as a reader can see: of its own measure, or a
 * measure's total; -1 if there is none. */
static int
count_equal_to(const Release *release, const Figure *figure, double base)
{
    int found = -1;
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *row = figures_at(release->figures, i);
        bool own = strcmp(row->measure, figure->measure) == 0;
        if (row->role != ROLE_SUPPLIED || row->count != base || release_link(release, i)->count < 0 ||
            strcmp(row->period, figure->period) != 0 || *row->part || (*row->category && !own))
            continue;
        found = release_link(release, i)->count;
        if (own && !*row->category)
            break;
    }
    return found;
}

/* The one base that the other rows of its measure have; NAN if there is none or several. */
static double
base_beside(const Release *release, const Figure *figure)
{
    double found = NAN;
    for (guint i = 0; i < figures_length(release->figures); i++) {
        const Figure *row = figures_at(release->figures, i);
        if (!figure_is_in(row, figure->measure, figure->period) || !is_given(release, row))
            continue;
        double base = isnan(row->base) ? base_told(release, row) : row->base;
        if (!isnan(base) && !isnan(found) && base != found)
            return NAN;
        found = isnan(base) ? found : base;
    }
    return found;
}

/* The quantity that is a supplied figure's base; -1 if nothing says what it is. */
static int
base_of(Release *release, const Figure *figure)
{
    double base = figure->base;
    if (isnan(base) && isnan(figure->percent))
        return -1;
    int row = isnan(base) ? row_of_base(release, figure) : -1;
    if (row >= 0)
        return row;
    if (isnan(base))
        base = base_told(release, figure);
    if (isnan(base))
        base = base_beside(release, figure);
    if (isnan(base))
        return -1;
    int equal = count_equal_to(release, figure, base);
    g_autofree char *key =
                        g_strdup_printf("base\x1f%s\x1f%s\x1f%.17g", figure->measure, figure->period, base),
                    *name = g_strdup_printf("%s %s, base", figure->measure, figure->period);
    guint quantity = equal >= 0 ? (guint)equal : release_quantity_named(release, key, name);
    release_tell(release, figure, quantity, base, 0.5);
    return (int)quantity;
}

void
given_link(Release *release, guint index)
{
    const Figure *figure = figures_at(release->figures, index);
    FigureLink *link = release_link(release, index);
    if (!is_given(release, figure))
        return;
    if (figure->role == ROLE_SUPPLIED)
        link->base = base_of(release, figure);
    double base = link->base >= 0 ? release_quantity(release, (guint)link->base)->truth : NAN;
    if (link->count >= 0 || isnan(figure->percent) || !(base > 0))
        return;
    double told = count_told(release, figure->percent, base);
    if (isnan(told) || (figure->role != ROLE_SUPPLIED && !figure->counts))
        return;
    guint count = figure->role == ROLE_SUPPLIED
                      ? quantity_of(release, figure, "")
                      : release_quantity_of(release, figure->counts, figure->measure);
    release_tell(release, figure, count, told, 1);
    link->count = (int)count;
}

/* A whole less the rows that may be its parts, with what they may add up to as printed. */
typedef struct {
    GArray *terms; /* of Term */
    double whole, sum;
    Span span;
} Remainder;

static Remainder
remainder_of(const Release *release, guint whole)
{
    Remainder remainder = {
        g_array_new(FALSE, FALSE, sizeof(Term)), release_quantity(release, whole)->truth, 0, {0, 0}};
    Term term = {whole, 1};
    g_array_append_val(remainder.terms, term);
    return remainder;
}

static void
take_away(Remainder *remainder, const Release *release, guint index)
{
    const Figure *row = figures_at(release->figures, index);
    Term term = {(guint)release_link(release, index)->count, -1};
    double truth = release_quantity(release, term.quantity)->truth;
    Span span = isnan(row->count) ? printed_as(row->percent, remainder->whole) : (Span){truth, truth};
    g_array_append_val(remainder->terms, term);
    remainder->sum += truth;
    remainder->span.least += span.least;
    remainder->span.most += span.most;
}

/* What rounding leaves between a whole and rows whose counts only their percentages give. */
static void
take_rounding(Remainder *remainder, Release *release)
{
    double left = remainder->whole - remainder->sum;
    g_autofree char *key = g_strdup_printf("rounding\x1f%u", release->quantities->len);
    Term term = {release_quantity_named(release, key, "rounding"), left > 0 ? -1 : 1};
    release_quantity(release, term.quantity)->truth = fabs(left);
    release_quantity(release, term.quantity)->fixed = true;
    g_array_append_val(remainder->terms, term);
}

static bool
adds_up(const Remainder *remainder)
{
    return remainder->whole >= remainder->span.least && remainder->whole <= remainder->span.most;
}

static void
guard_left(const Remainder *remainder, Release *release)
{
    if (!is_small(release, remainder->whole - remainder->sum))
        return;
    const Quantity *whole = release_quantity(release, g_array_index(remainder->terms, Term, 0).quantity);
    g_autofree char *name = g_strconcat(whole->name, ", the others", NULL);
    int left = release_sum(release, g_array_copy(remainder->terms), name);
    release_guard(release, (guint)left, 1, release->suppress_below - 1);
}

/* Whether a row is of the whole: beneath the figure that counts it, or with it as its base. */
static bool
is_of(const Release *release, const Figure *row, guint index, const Figure *figure, guint whole)
{
    const FigureLink *link = release_link(release, index);
    if (row->role != ROLE_SUPPLIED || link->count < 0 || link->count == (int)whole ||
        !figure_is_in(row, figure->measure, figure->period))
        return false;
    if (link->base == (int)whole)
        return true;
    bool counts_whole = release_link(release, figures_index(release->figures, figure))->count == (int)whole;
    return counts_whole && !*figure->part &&
           (*figure->category ? strcmp(row->category, figure->category) == 0 && *row->part
                              : *row->category && !*row->part);
}

/* The first row, and those after it of the same level until they add up to the whole: then they are taken to
 * be its parts. What the first alone leaves of it may be small, and what all of them leave. */
static void
relate_from(Release *release, const Figure *figure, guint whole, guint first)
{
    const Figure *from = figures_at(release->figures, first);
    Remainder remainder = remainder_of(release, whole);
    for (guint i = first; i < figures_length(release->figures) && remainder.sum <= remainder.whole; i++) {
        const Figure *row = figures_at(release->figures, i);
        bool beside = i == first || (!*from->part == !*row->part && *from->category && *row->category &&
                                     (!*from->part || strcmp(from->category, row->category) == 0));
        if (!beside || !is_of(release, row, i, figure, whole))
            continue;
        take_away(&remainder, release, i);
        if (adds_up(&remainder))
            break;
        if (i == first)
            guard_left(&remainder, release);
    }
    if (adds_up(&remainder)) {
        if (remainder.whole != remainder.sum)
            take_rounding(&remainder, release);
        g_ptr_array_add(release->relations, g_array_ref(remainder.terms));
    } else if (remainder.terms->len > 2) {
        guard_left(&remainder, release);
    }
    g_array_unref(remainder.terms);
}

void
given_relate(Release *release)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint length = figures_length(release->figures);
    for (guint i = 0; i < length; i++) {
        const Figure *figure = figures_at(release->figures, i);
        const int wholes[] = {release_link(release, i)->count, release_link(release, i)->base};
        for (gsize w = 0; w < G_N_ELEMENTS(wholes) && figure->role == ROLE_SUPPLIED; w++) {
            char *key =
                g_strdup_printf("%d\x1f%d\x1f%s\x1f%s", w == 0, wholes[w], figure->measure, figure->period);
            bool is_new = g_hash_table_add(known, key) && wholes[w] >= 0;
            for (guint row = 0; is_new && row < length; row++)
                if (is_of(release, figures_at(release->figures, row), row, figure, (guint)wholes[w]))
                    relate_from(release, figure, (guint)wholes[w], row);
        }
    }
}
