/* Caseload: what was open, came, went and stayed open. */
#include <math.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

/* A caseload whose first year starts from none: the records do not go back further. */
static void
note_start(const Layout *layout)
{
    const char *first = layout->periods->pdata[0];
    const Figure *start = table_figure(layout->figures, layout->measure, first, ROLE_OPEN_AT_START);
    if (!start || start->count != 0)
        return;
    g_autofree char *text =
        g_strdup_printf("The records begin in %s: what was open before it is not among them, and its "
                        "caseload is too low to compare with.",
                        first);
    table_note(layout->table, text);
}

static void
lay(Layout *layout)
{
    layout_add_columns(layout, TABLE_VALUE, "Count", NULL, "Value");
    layout_add_change_column(layout);
    layout_add_categories(layout);
    layout->counted = g_strdup_printf("Number of %s", layout->measure->of->words);
    note_start(layout);
    table_note(
        layout->table,
        "Open at the start plus received, minus closed, is open at the end. The rows under it show how long "
        "cases open at the end had been open.");
}

static void
say(Writing *writing)
{
    const Figure *start = writing_figure(writing, ROLE_OPEN_AT_START),
                 *received = writing_figure(writing, ROLE_RECEIVED),
                 *closed = writing_figure(writing, ROLE_CLOSED),
                 *end = writing_figure(writing, ROLE_OPEN_AT_END);
    if (!start || !received || !closed || !end ||
        isnan(start->count + received->count + closed->count + end->count))
        return;
    const char *of = writing->measure->of->words;
    g_autofree char *first = figure_number_text(start->count, 0),
                    *came = figure_number_text(received->count, 0),
                    *went = figure_number_text(closed->count, 0), *last = figure_number_text(end->count, 0);
    g_autofree char *change = writing_change(writing, end, "number open");
    if (start->count == 0)
        writing_say(writing, "%s %s were received in %s and %s closed; %s were open at its end%s.", came, of,
                    writing->period, went, last, change);
    else
        writing_say(
            writing,
            "%s %s were open when %s began; %s were received and %s closed, which left %s open at its end%s.",
            first, of, writing->period, came, went, last, change);
}

const RenderKind render_caseload = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .chart = choice_of_course,
    .say = say,
};
