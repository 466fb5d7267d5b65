/* What everyone who makes a chart of a table asks about the choice. */
#include <string.h>
#include "render/chart/choice.h"

const Figure *
choice_figure(const Choice *choice, const TableRow *row)
{
    for (guint i = 0; i < figures_length(choice->figures); i++) {
        const Figure *figure = figures_at(choice->figures, i);
        if (!figure_is_in(figure, choice->measure->id, choice->writing.period) || *figure->part ||
            figure->role != row->role)
            continue;
        g_autofree char *limit = table_sentence_case(figure->category);
        if (strcmp(figure->category, row->heading) == 0 ||
            (figure->role == ROLE_WITHIN && g_str_has_prefix(row->heading, limit) &&
             strchr(" ", row->heading[strlen(limit)])) ||
            (!*figure->category && render_kind(choice->measure)->rows == ROWS_WHOLE))
            return figure;
    }
    return NULL;
}

const TableCell *
choice_cell(const Choice *choice, const TableRow *row, const TableColumn *column)
{
    guint index = 0;
    g_ptr_array_find(choice->table->columns, column, &index);
    return &g_array_index(row->cells, TableCell, index);
}

TableQuantity
choice_quantity(const Choice *choice)
{
    return ((const TableColumn *)choice->columns->pdata[0])->quantity;
}

Chart *
chart_begin(const Choice *choice, const char *kind)
{
    Chart *chart = chart_new(chart_kind(kind), choice->table->id, "");
    g_free(chart->source);
    chart->source = g_strdup(choice->table->source);
    chart->accent = choice->profile->accent;
    chart->form = choice->form;
    return chart;
}
