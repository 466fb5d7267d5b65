/* Breakdown: records by category and part, or by two fields. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

/* The number of entries, if some cells hold several. */
static void
add_entries(Layout *layout, const ProfileField *field)
{
    bool any = false;
    for (guint i = 0; i < layout->periods->len && field->separator; i++) {
        const Figure *total = layout_find(layout, layout->periods->pdata[i], "", "");
        any |= total && total->value > 0;
    }
    if (!any)
        return;
    g_autofree char *name = profile_field_words(field);
    g_autofree char *heading = g_strdup_printf("All %s", name);
    layout_add_total(layout, heading, "", false);
}

static void
add_cross_row(Layout *layout, const char *heading, const char *category, bool total)
{
    const char *period = layout->periods->pdata[0];
    TableRow *row = table_add_row(layout->table, heading, 0, total);
    for (guint i = 0; i < layout->table->columns->len; i++) {
        const TableColumn *column = layout->table->columns->pdata[i];
        bool last = i + 1 == layout->table->columns->len;
        table_add_cell(row, layout_find(layout, period, category, last ? "" : column->heading), TABLE_COUNT,
                       layout->measure);
    }
}

static void
lay_cross(Layout *layout)
{
    while (layout->periods->len > 1)
        g_ptr_array_remove_index(layout->periods, 0);
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (!figure_is_in(figure, layout->measure->id, layout->periods->pdata[0]))
            continue;
        if (!*figure->category && *figure->part)
            table_add_column(layout->table, figure->part, NULL, NULL, TABLE_COUNT);
        if (*figure->category && !*figure->part)
            g_ptr_array_add(rows, (gpointer)figure->category);
    }
    g_autofree char *all = layout_all_words(layout);
    table_add_column(layout->table, "Total", NULL, NULL, TABLE_COUNT);
    for (guint i = 0; i < rows->len; i++)
        add_cross_row(layout, rows->pdata[i], rows->pdata[i], false);
    add_cross_row(layout, all, "", true);
}

/* Years as columns: under each category of the first field those of the second, and so under all records. */
static void
lay_cross_years(Layout *layout)
{
    g_autofree char *all = layout_all_words(layout);
    const char *last = layout->periods->pdata[layout->periods->len - 1];
    layout_add_columns(layout, TABLE_COUNT, "Count", "%", NULL);
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    layout_add_row(layout, all, true, &(Figure)FIGURE_BLANK);
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (figure_is_in(figure, layout->measure->id, last) && !*figure->category && *figure->part)
            layout_add_row(layout, figure->part, false, figure);
    }
}

/* Of outcomes some of which are still open the percentages are of those concluded, unless the profile says of
 * what, or years are told at equal age. */
static bool
is_of_concluded(const Layout *layout, const ProfileField *field)
{
    const ProfileMeasure *measure = layout->measure;
    bool any = false;
    if (!tells_outcomes(layout->profile, measure) || measure->follow_up.number || measure->percent_of ||
        field->separator)
        return false;
    for (guint i = 0; i < layout->periods->len; i++) {
        const Figure *open = layout_find(layout, layout->periods->pdata[i], field->ongoing_category, "");
        any |= open && !(open->count == 0);
    }
    return any;
}

static void
lay_categories(Layout *layout, const ProfileField *field)
{
    if (is_of_concluded(layout, field)) {
        layout->ongoing = field->ongoing_category;
        layout->counted =
            g_strdup_printf("Count, and percentage of %s that are concluded", layout->measure->of->words);
    }
    layout_add_columns(layout, TABLE_COUNT, "Count", "%", NULL);
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    add_entries(layout, field);
    for (guint i = 0; i < layout->periods->len; i++)
        if (layout_find(layout, layout->periods->pdata[i], "", "")) {
            g_autofree char *all = layout_all_words(layout);
            layout_add_row(layout, all, true, &(Figure)FIGURE_BLANK);
            return;
        }
}

/* Whether a column of all rows has printed percentages that do not add to 100. */
static bool
percents_miss_hundred(const Table *table)
{
    for (guint c = 0; c < table->columns->len; c++) {
        if (((const TableColumn *)table->columns->pdata[c])->quantity != TABLE_PERCENT)
            continue;
        double sum = 0;
        bool whole = true;
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            if (row->level || row->total)
                continue;
            double number = g_array_index(row->cells, TableCell, c).number;
            whole &= !isnan(number);
            sum += isnan(number) ? 0 : number;
        }
        if (whole && fabs(sum - 100) > 0.01)
            return true;
    }
    return false;
}

/* Whether a record is in several categories, so that there are more entries than records. */
static bool
categories_overlap(const Table *table, const Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, table->id) == 0 && !*figure->category && figure->value > figure->count)
            return true;
    }
    return false;
}

static bool
has_parts(const Table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (((const TableRow *)table->rows->pdata[r])->level)
            return true;
    return false;
}

static void
add_notes(Table *table, const Profile *profile, const Figures *figures)
{
    const ProfileMeasure *measure = table->measure;
    if (categories_overlap(table, figures)) {
        g_autofree char *text =
            g_strdup_printf("A %s may be in several categories, so the rows add to more than the total.",
                            measure->of->where->len ? "record" : profile->word);
        table_note(table, text);
    } else if (measure->by->len == 1 && !measure->percent_of && percents_miss_hundred(table)) {
        table_note(table, "Percentages may not add to 100 because each is rounded.");
    }
    if (has_parts(table)) {
        g_autofree char *text =
            g_strdup_printf("Rows under a category are parts of it, and their percentages are of %s.",
                            measure->parts_of_all ? profile_percent_of(measure)->words : "that category");
        table_note(table, text);
    }
    if (measure->leave_out->len) {
        g_autofree char *names = profile_listed(measure->leave_out, ", ");
        g_autofree char *text = g_strdup_printf("Not counted in the rows or the total: %s.", names);
        table_note(table, text);
    }
    if (measure->at_year_end)
        table_note(
            table,
            "Outcomes are as they stood at the end of each year; what was open then counts as ongoing.");
}

static void
lay(Layout *layout)
{
    const ProfileField *field = profile_field(layout->profile, layout->measure->by->pdata[0]);
    layout->table->row_heading = layout_field_heading(field);
    if (layout->measure->years > 1)
        lay_cross_years(layout);
    else if (layout->measure->by->len == 2)
        lay_cross(layout);
    else
        lay_categories(layout, field);
    add_notes(layout->table, layout->profile, layout->figures);
}

static const char *
chart(const Choice *choice)
{
    if (choice->measure->by->len == 2)
        return choice_of_cells(choice);
    return choice->measure->per == PER_YEAR ? "bars" : choice->rows->len > 4 ? "heat" : "lines";
}

static void
say(Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    if (tells_outcomes(writing->profile, measure))
        say_outcomes(writing);
    else if (measure->per == PER_YEAR)
        (measure->by->len == 1 ? say_breakdown : say_crossed)(writing);
}

static void
summarise(Writing *writing)
{
    if (tells_outcomes(writing->profile, writing->measure))
        say_substantiated(writing);
    else
        say_largest_move(writing);
}

static void
tell(Writing *writing, const Figure *figure)
{
    if (tells_outcomes(writing->profile, writing->measure))
        say_outcome(writing, figure);
    else if (*figure->category)
        say_category(writing, figure);
}

static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    static const char *const who[] = {"harm", "about", "source", NULL};
    if (tells_outcomes(profile, measure))
        return measure->follow_up.number ? POINT_OUTCOME_CHANGE : POINT_OUTCOME;
    return measure->by->len == 1 && g_strv_contains(who, measure->section) ? POINT_WHO : POINT_NONE;
}

const RenderKind render_breakdown = {
    .lay = lay,
    .rows = ROWS_NAMED,
    .chart = chart,
    .find = find_breakdown,
    .say = say,
    .summarise = summarise,
    .tell = tell,
    .main_point = main_point,
};
