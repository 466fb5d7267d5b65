/* Rate: records of each category for every 10,000 people in it. */
#include <math.h>
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"
#include "render/commentary/category_names.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

static void
lay(Layout *layout)
{
    const ProfileField *field = profile_field(layout->profile, layout->measure->by->pdata[0]);
    layout->table->row_heading = layout_field_heading(field);
    layout_add_year_columns(layout, "Count", NULL, "Rate");
    layout_add_categories(layout);
    layout->counted = g_strdup_printf("Number of %s, and rate per 10,000 people", layout->measure->of->words);
}

/* Whether the other rate is outside this rate's 99.8% limits. */
static bool
is_apart(const Figure *one, const Figure *other)
{
    Interval limits = statistics_poisson(one->count, TABLE_LEVEL);
    double scale = one->value / one->count;
    return one->count > 0 && (limits.lower * scale > other->value || limits.upper * scale < other->value);
}

/* The highest rate and the lowest, if they differ by more than chance. */
static void
say(Writing *writing)
{
    enum { LEAST_TOLD = 10 };
    const Figure *highest = NULL, *lowest = NULL;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (isnan(figure->value) || figure->count < LEAST_TOLD)
            continue;
        highest = !highest || figure->value > highest->value ? figure : highest;
        lowest = !lowest || figure->value < lowest->value ? figure : lowest;
    }
    if (!highest || !is_apart(highest, lowest) || !is_apart(lowest, highest))
        return;
    g_autofree char *most = figure_number_text(highest->value, figure_value_decimals(highest->value, false)),
                    *least = figure_number_text(lowest->value, figure_value_decimals(lowest->value, false));
    writing_say(writing, "For every 10,000 people there were %s %s in %s, and %s in %s.", most,
                writing->measure->of->words, highest->category, least, lowest->category);
}

const RenderKind render_rate = {.lay = lay, .rows = ROWS_NAMED, .say = say};
