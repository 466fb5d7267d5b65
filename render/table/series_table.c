/* A count by month or quarter as one series, as its control chart or run chart shows it. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/table/table_build.h"

/* The rules in the order of their roles; the first that finds a point counts. */
static const char *const rules[] = {CAUSE_OUTSIDE, CAUSE_TREND, CAUSE_NEAR_LIMIT, CAUSE_SHIFT, CAUSE_RUN};

static void
table_point_clear(gpointer pointer)
{
    TablePoint *point = pointer;
    g_free(point->label);
    g_free(point->text);
}

static char *
point_label(const Profile *profile, MeasurePer per, int year, int slot)
{
    int month = profile->year_start.start_month - 1 + slot;
    return per == PER_MONTH ? g_strdup_printf("%s %d", calendar_month_name(month % 12 + 1), year + month / 12)
                            : period_label(per, profile->year_start, year, slot);
}

static void
add_slot(Table *table, const Profile *profile, const Figures *figures, int year, int slot)
{
    MeasurePer per = table->measure->per;
    g_autofree char *period = period_label(per, profile->year_start, year, slot);
    const Figure *figure = figures_find(figures, table->id, period, "", "");
    if (!figure)
        return;
    TablePoint point = {.year = year, .count = figure->count, .middle = NAN, .lower = NAN, .upper = NAN};
    point.text = figure_shown(figure, figure->count, 0, "");
    const Figure *limits = figures_find(figures, table->id, period, CONTROL_LIMITS, "");
    if (!limits)
        limits = figures_find(figures, table->id, period, RUN_MEDIAN, "");
    if (limits) {
        point.middle = limits->value;
        point.lower = limits->lower;
        point.upper = limits->upper;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(rules) && !point.rule; i++) {
        const Figure *found = figures_find(figures, table->id, period, rules[i], "");
        if (found && found->signal != SIGNAL_NONE) {
            point.rule = (FigureRole)(ROLE_RULE_OUTSIDE + i);
            point.above = found->signal == SIGNAL_HIGHER;
        }
    }
    point.label = point_label(profile, per, year, slot);
    g_array_append_val(table->points, point);
}

static bool
same_phase(const TablePoint *one, const TablePoint *other)
{
    return (one->middle == other->middle || (isnan(one->middle) && isnan(other->middle))) &&
           (one->upper == other->upper || (isnan(one->upper) && isnan(other->upper)));
}

/* The mean and limits, or the median, of each stretch. */
static void
note_phases(Table *table)
{
    for (guint i = 0, from = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i);
        if (i + 1 < table->points->len && same_phase(point, table_point(table, i + 1)))
            continue;
        const TablePoint *first = table_point(table, from);
        from = i + 1;
        if (isnan(point->middle))
            continue;
        g_autofree char *middle = figure_number_text(point->middle, 1),
                        *lower = isnan(point->lower) ? NULL : figure_number_text(point->lower, 1),
                        *upper = isnan(point->upper) ? NULL : figure_number_text(point->upper, 1);
        g_autofree char *text =
            upper ? g_strdup_printf("%s to %s: mean %s, control limits %s to %s.", first->label, point->label,
                                    middle, lower, upper)
                  : g_strdup_printf("%s to %s: median %s.", first->label, point->label, middle);
        table_note(table, text);
    }
}

static void
note_causes(Table *table)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i);
        bool begins = point->rule && (i == 0 || table_point(table, i - 1)->rule != point->rule ||
                                      table_point(table, i - 1)->above != point->above);
        if (!begins)
            continue;
        guint last = i;
        while (last + 1 < table->points->len && table_point(table, last + 1)->rule == point->rule &&
               table_point(table, last + 1)->above == point->above)
            last++;
        g_string_append_printf(text, "%s%s", text->len ? "; " : "", point->label);
        if (last > i)
            g_string_append_printf(text, " to %s", table_point(table, last)->label);
        g_string_append_printf(text, " %s (%s)", point->above ? "high" : "low",
                               rules[point->rule - ROLE_RULE_OUTSIDE]);
    }
    g_autofree char *note = text->len ? g_strdup_printf("More than chance would explain: %s.", text->str)
                                      : g_strdup("Nothing in the series is more than chance would explain.");
    table_note(table, note);
}

/* Whether a run chart crosses its median less often than chance would explain. */
static bool
crosses_seldom(const Table *table, const Figures *figures)
{
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(figures, table->id, NULL, &at));)
        if (figure->role == ROLE_CROSSINGS && figure->value < figure->lower)
            return true;
    return false;
}

static void
note_rules(Table *table, const Figures *figures)
{
    bool limits = false, median = false, tested = false;
    for (guint i = 0; i < table->points->len; i++) {
        limits |= !isnan(table_point(table, i)->upper);
        tested |= table_point(table, i)->middle > 0;
        median |= !isnan(table_point(table, i)->middle) && isnan(table_point(table, i)->upper);
    }
    if (!limits && !median) {
        table_note(table, "Control limits, which show what is more than chance, need 13 points without a "
                          "break; there are fewer here.");
        return;
    }
    note_phases(table);
    if (!tested) {
        table_note(table, "Run chart, because the mean is under 5 and control limits would mean nothing. "
                          "With a median of 0 "
                          "nothing can lie below it, so nothing is tested.");
        return;
    }
    note_causes(table);
    if (crosses_seldom(table, figures))
        table_note(
            table,
            "The series crosses its median less often than chance would explain: its level has moved.");
    if (limits)
        table_note(
            table,
            "XmR chart, rule set 1: the limits are 2.66 mean moving ranges above and below the mean. It "
            "finds a point beyond a limit, seven in a row rising or falling, two of three in a row beyond "
            "two "
            "thirds of the way to one limit, and seven in a row on one side of the mean. Higher is neither "
            "good nor bad.");
    if (median)
        table_note(
            table,
            "Run chart, because the mean is under 5 and control limits would mean nothing: it finds a run on "
            "one side of the median longer than chance allows, and too few crossings of it (Anhøj and "
            "Olesen 2014).");
}

void
table_add_series(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    table->points = g_array_new(FALSE, FALSE, sizeof(TablePoint));
    g_array_set_clear_func(table->points, table_point_clear);
    int slots = period_slots(table->measure->per), year;
    for (guint i = 0; i < periods->len; i++)
        for (int slot = 0; slot < slots && calendar_parse_year(periods->pdata[i], profile->year_start, &year);
             slot++)
            add_slot(table, profile, figures, year, slot);
    note_rules(table, figures);
}
