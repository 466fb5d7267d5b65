/* Duration: quartiles and the longest, in days. */
#include <math.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

static void
lay(Layout *layout)
{
    layout_add_columns(layout, TABLE_VALUE, "Count", "%", "Value");
    layout_add_categories(layout);
    layout->counted = g_strdup_printf("Days, of %s that were closed", layout->measure->of->words);
}

static char *
axis(const Choice *choice, bool percent)
{
    (void)percent;
    return g_strdup(choice_quantity(choice) == TABLE_VALUE ? "days" : NULL);
}

static void
say(Writing *writing)
{
    const Figure *median = writing_find(writing, writing->period, MEDIAN_LENGTH, ""),
                 *longest = writing_find(writing, writing->period, LONGEST_LENGTH, "");
    if (median && longest && !isnan(median->value + longest->value)) {
        g_autofree char *half = figure_number_text(median->value, 0),
                        *most = figure_number_text(longest->value, 0);
        writing_say(writing,
                    "Half of the %s of %s that were closed took %s days or fewer; the longest took %s.",
                    writing->measure->of->words, writing->period, half, most);
    }
    say_estimated_median(writing, ESTIMATED);
}

const RenderKind kind_duration = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .axis = axis,
    .say = say,
    .time = true,
};
