/* Which rows of a table are worth a bar. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/table/table_build.h"
#include "render/wording/english.h"

/* A longer list names only so many. */
enum { MOST_NAMED = 8 };

static const TableCell *
latest_cell(const Choice *choice, const TableRow *row)
{
    return choice_cell(choice, row, choice->columns->pdata[choice->columns->len - 1]);
}

static int
larger_first(gconstpointer one, gconstpointer other, gpointer user)
{
    double a = latest_cell(user, *(TableRow *const *)one)->number,
           b = latest_cell(user, *(TableRow *const *)other)->number;
    return a > b ? -1 : a < b;
}

static bool
moved(const Choice *choice, const TableRow *row)
{
    const Figure *figure = choice_figure(choice, row);
    return figure && writing_moved(&choice->writing, figure);
}

/* Drops rows that are known to be empty, which a number that is not shown never is. */
static void
drop_zeros(Choice *choice)
{
    for (guint i = choice->rows->len; i-- > 0;) {
        const TableRow *row = choice->rows->pdata[i];
        if (latest_cell(choice, row)->number != 0 || moved(choice, row))
            continue;
        const Figure *figure = choice_figure(choice, row);
        /* What prints as 0% may be one record of many. */
        if (figure && figure->count != 0)
            continue;
        choice->zeros += !figure || strcmp(figure->category, NOT_RECORDED) != 0;
        g_ptr_array_remove_index(choice->rows, i);
    }
}

/* Adds a column's cell for the rows that are shown as one. */
static void
add_sum(const Choice *choice, TableRow *sum_row, const GPtrArray *rows, const TableColumn *column)
{
    Figure sum = FIGURE_BLANK;
    sum.count = 0;
    for (guint i = 0; i < rows->len; i++) {
        const TableRow *row = rows->pdata[i];
        const Figure *place = choice_figure(choice, row),
                     *figure = place && column->period
                                   ? writing_find(&choice->writing, column->period, place->category, "")
                                   : NULL;
        sum.count += figure ? figure->count : NAN;
        sum.base = figure ? figure->base : sum.base;
    }
    sum.percent = 100 * sum.count / sum.base;
    table_add_cell(sum_row, &sum, column->quantity, choice->measure);
}

static void
gather(Choice *choice, const GPtrArray *rows)
{
    g_autofree char *number = english_number(rows->len), *name = table_sentence_case(number),
                    *heading = g_strconcat(name, OTHER_GROUPS, NULL);
    choice->gathered = table_titled("", "");
    TableRow *row = table_add_row(choice->gathered, heading, 0, false);
    for (guint i = 0; i < choice->table->columns->len; i++)
        add_sum(choice, row, rows, choice->table->columns->pdata[i]);
    g_ptr_array_add(choice->rows, row);
}

/* Keeps the largest rows, those that moved, what is not recorded and what is not shown. If there are several
 * others, they become one bar, or none if a record may be in more than one of them. */
static void
gather_small(Choice *choice)
{
    const ProfileField *field = profile_field(choice->profile, choice->measure->by->pdata[0]);
    g_autoptr(GPtrArray) sized = g_ptr_array_new(), others = g_ptr_array_new();
    for (guint i = 0; i < choice->rows->len; i++) {
        const TableRow *row = choice->rows->pdata[i];
        if (!isnan(latest_cell(choice, row)->number) && profile_category_tells(row->heading))
            g_ptr_array_add(sized, (gpointer)row);
    }
    g_ptr_array_sort_with_data(sized, larger_first, choice);
    for (guint i = MOST_NAMED; i < sized->len; i++)
        if (!moved(choice, sized->pdata[i]))
            g_ptr_array_add(others, sized->pdata[i]);
    if (others->len < 2)
        return;
    for (guint i = 0; i < others->len; i++)
        g_ptr_array_remove(choice->rows, others->pdata[i]);
    if (field->separator)
        choice->smaller = others->len;
    else
        gather(choice, others);
}

void
choice_shorten(Choice *choice)
{
    const ProfileMeasure *measure = choice->measure;
    if (measure->by->len != 1 || measure->per != PER_YEAR || !choice->columns->len)
        return;
    drop_zeros(choice);
    if (!measure->listed_order && !choice->concluded)
        gather_small(choice);
}
