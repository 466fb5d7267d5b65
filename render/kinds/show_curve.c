/* Curve: how long records stay open, by Kaplan-Meier. */
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

/* A figures file may hold points at other times; this curve leaves them out. */
static bool
is_row(const Layout *layout, const Figure *figure)
{
    const GArray *within = layout->measure->within;
    for (guint i = 0; figure->role == ROLE_STILL_OPEN && i < within->len; i++) {
        g_autofree char *words = limit_words(g_array_index(within, Limit, i));
        if (strcmp(figure->category + strlen(CURVE_POINT), words) == 0)
            return true;
    }
    return figure->role == ROLE_FOLLOWED;
}

/* Below the points: the day by which half are closed. */
static void
lay(Layout *layout)
{
    layout->is_row = is_row;
    layout->table->row_heading = g_strdup("Time");
    layout_add_year_columns(layout, "Followed", "%", NULL);
    layout_add_change_columns(layout);
    layout_add_categories(layout);
    layout_add_total(layout, "Half closed within, days", MEDIAN_LENGTH, false);
    layout->counted =
        g_strdup_printf("Number followed and still open, and estimated percentage of %s still open",
                        layout->measure->of->words);
}

const RenderKind render_curve = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .draw = chart_of_curve,
    .say = say_estimated_median,
    .time = true,
    .one_year = true,
};
