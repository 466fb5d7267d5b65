/* Months or quarters as their control chart or run chart finds them: those beyond the limits, and long runs.
 */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/commentary/writing.h"
#include "render/wording/english.h"
#include "render/table/table.h"

/* How many points beyond the limits are named. */
enum { MOST_BEYOND = 3 };
/* No run is shorter; of one that is, limits that are hidden have cut off a part. */
enum { LEAST_RUN = 6 };

static bool
is_run(const TablePoint *point)
{
    return point->rule == ROLE_RULE_SHIFT || point->rule == ROLE_RULE_RUN;
}

static char *
middle_words(const TablePoint *point)
{
    bool run_chart = isnan(point->upper);
    g_autofree char *number =
        figure_number_text(point->middle, point->middle == floor(point->middle) ? 0 : 1);
    return g_strdup_printf("%s of %s", run_chart ? "median" : "mean", number);
}

/* Those around a point that lie on its side of the middle, or on it, in one stretch of limits; false where it
 * meets one that is not shown. The ends are on the side. */
static bool
find_run(const Table *table, guint index, guint *first, guint *last)
{
    const TablePoint *here = table_point(table, index);
    double side = here->above ? 1 : -1;
    guint beyond_middle = 1;
    if (isnan(here->count) || isnan(here->middle))
        return false;
    for (int step = -1; step <= 1; step += 2) {
        guint *end = step < 0 ? first : last;
        *end = index;
        for (guint i = index + step; i < table->points->len && table_point(table, i)->middle == here->middle;
             i += step) {
            double beyond = side * (table_point(table, i)->count - here->middle);
            if (isnan(beyond))
                return false;
            if (beyond < 0)
                break;
            *end = beyond > 0 ? i : *end;
            beyond_middle += beyond > 0;
        }
    }
    return beyond_middle >= LEAST_RUN;
}

/* Each run that reaches into the year reported. */
static void
say_runs(Writing *writing, const Table *table)
{
    const char *slot = writing->measure->per == PER_MONTH ? "month" : "quarter";
    for (guint i = 0, first, last = 0; i < table->points->len; i = MAX(i, last) + 1) {
        if (!is_run(table_point(table, i)) || !find_run(table, i, &first, &last) ||
            table_point(table, last)->year != writing->profile->year)
            continue;
        g_autofree char *middle = middle_words(table_point(table, i));
        writing_say(writing, "From %s to %s no %s was %s the %s, a longer run than chance would explain.",
                    table_point(table, first)->label, table_point(table, last)->label, slot,
                    table_point(table, i)->above ? "below" : "above", middle);
    }
}

/* Whether two points lie beyond the same limits on one side. */
static bool
is_beyond_alike(const TablePoint *one, const TablePoint *other)
{
    return one->above == other->above && one->lower == other->lower && one->upper == other->upper;
}

/* "January 2024 (0) and March 2024 (2) were below the control limits, 22.4 to 127.6." of those alike. */
static void
say_beyond(Writing *writing, const Table *table)
{
    g_autoptr(GPtrArray) beyond = g_ptr_array_new(); /* const TablePoint* */
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i);
        if (point->rule == ROLE_RULE_OUTSIDE && !isnan(point->count + point->upper) &&
            point->year == writing->profile->year)
            g_ptr_array_add(beyond, (gpointer)point);
    }
    for (guint i = 0, next; i < beyond->len; i = next) {
        const TablePoint *first = beyond->pdata[i];
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        for (next = i; next < beyond->len && is_beyond_alike(first, beyond->pdata[next]); next++) {
            const TablePoint *point = beyond->pdata[next];
            if (next - i < MOST_BEYOND)
                g_ptr_array_add(names, g_strdup_printf("%s (%s)", point->label, point->text));
        }
        if (next - i > MOST_BEYOND)
            g_ptr_array_add(names, english_counted(next - i - MOST_BEYOND, "others"));
        g_autofree char *lower = figure_number_text(first->lower, 1),
                        *upper = figure_number_text(first->upper, 1), *all = profile_listed(names, " and ");
        writing_say(writing, "%s %s %s the control limits, %s to %s.", all, names->len > 1 ? "were" : "was",
                    first->above ? "above" : "below", lower, upper);
    }
}

/* Whether all of the year is shown and has limits, and no rule found anything in it. */
static bool
is_usual(const Table *table, int year)
{
    guint within = 0;
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i);
        if (point->year != year)
            continue;
        if (isnan(point->count + point->upper) || point->rule)
            return false;
        within++;
    }
    return within > 0;
}

void
say_series(Writing *writing)
{
    g_autoptr(Table) table = table_of_measure(writing->profile, writing->figures, writing->measure);
    if (!table || !table->points)
        return;
    guint said = writing->sentences->len;
    say_beyond(writing, table);
    say_runs(writing, table);
    if (said && said == writing->sentences->len && is_usual(table, writing->profile->year))
        writing_say(writing, "No %s was outside the usual range.",
                    writing->measure->per == PER_MONTH ? "month" : "quarter");
}
