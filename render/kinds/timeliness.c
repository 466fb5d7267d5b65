/* Timeliness: what share is done within each limit. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

static void
lay(Layout *layout)
{
    const ProfileMeasure *measure = layout->measure;
    layout->table->row_heading = g_strdup("Time");
    layout->counted =
        g_strdup_printf("%s, and percentage of %s%s", measure->bands ? "Count" : "Cumulative count",
                        profile_percent_of(measure)->words,
                        measure->base == BASE_CLOSED ? " that were closed"
                        : measure->base == BASE_DUE  ? " that were closed or are past the limit"
                                                     : "");
    layout_add_columns(layout, TABLE_PERCENT, "Count", "%", NULL);
    layout_add_change_column(layout);
    layout_add_categories(layout);
    if (measure->base != BASE_DUE && layout->table->rows->len && measure->per == PER_YEAR) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, 0)),
                        *all = layout_all_words(layout);
        layout_add_total(layout, all, category, true);
    }
    if (measure->bands)
        table_note(layout->table,
                   "Rows that begin with Within are cumulative; the others are each stretch of time alone.");
}

/* Met or missed, judged on the exact share; the gap is between the numbers as printed. */
static void
say_target(Writing *writing, const Figure *figure)
{
    if (!figure || isnan(figure->value) || isnan(figure->percent))
        return;
    int decimals = writing->measure->decimals;
    double gap = figure->value - figure_round(figure->percent, decimals);
    g_autofree char *target = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    g_autofree char *points = figure_number_text(gap, decimals);
    if (figure->percent >= figure->value)
        writing_say(writing, "The target of %s%% was met.", target);
    else if (gap > 0)
        writing_say(writing, "The target of %s%% was missed by %s percentage point%s.", target, points,
                    strcmp(points, "1") ? "s" : "");
    else
        writing_say(writing, "The target of %s%% was missed by less than the rounding shows.", target);
}

static const char *
why_it_differs(const ProfileMeasure *measure)
{
    return measure->base == BASE_CLOSED ? ": the simple share leaves out open cases"
           : measure->base == BASE_DUE
               ? ": the simple share leaves out open cases that are not yet past the limit"
               : ": the simple share counts every open case as not in time, even the newest";
}

/* What the estimate comes to, where it shows otherwise than the simple share, and why they differ unless that
 * is explained. Returns whether it is then. */
static bool
say_estimate(Writing *writing, const char *category, bool explained)
{
    const ProfileMeasure *measure = writing->measure;
    const char *done = profile_done_word(measure);
    const Figure *simple = writing_find(writing, writing->period, category, ""),
                 *estimate = writing_find(writing, writing->period, category, ESTIMATED);
    if (!simple || !estimate || figure_base_is_small(estimate, measure->small_base) ||
        estimate->status == FIGURE_SUPPRESSED ||
        (!isnan(estimate->percent) && figure_round(estimate->percent, measure->decimals) ==
                                          figure_round(simple->percent, measure->decimals)))
        return explained;
    if (isnan(estimate->percent)) {
        writing_say(writing, "What share will be %s %s cannot be said yet: none has been followed so long.",
                    done, category);
        return explained;
    }
    g_autofree char *share = percent_words(measure, estimate),
                    *interval = interval_words(estimate, measure->decimals, "%");
    writing_say(writing, "Allowing for cases still open, an estimated %s are %s %s%s%s.", share, done,
                category, interval, explained ? "" : why_it_differs(measure));
    return true;
}

static void
say(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    bool explained = false;
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, i));
        g_autofree char *subject = g_strdup_printf("%s %s", profile_done_word(measure), category);
        const Figure *figure = writing_find(writing, writing->period, category, "");
        say_share(writing, figure, subject,
                  measure->base == BASE_CLOSED ? " that were closed"
                  : measure->base == BASE_DUE  ? " that were closed or past the limit"
                                               : "");
        say_target(writing, figure);
    }
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, i));
        explained = say_estimate(writing, category, explained);
    }
}

const RenderKind render_timeliness = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .chart = choice_of_course,
    .say = say,
    .key_figure = true,
    .share = true,
    .time = true,
};
