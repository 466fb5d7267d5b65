/* Duration: quartiles and the longest, in days. */
#include <math.h>
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

static void
say(Writing *writing)
{
    const Figure *median = writing_figure(writing, ROLE_MEDIAN),
                 *longest = writing_figure(writing, ROLE_LONGEST);
    if (median && longest && !isnan(median->value + longest->value)) {
        g_autofree char *half = figure_number_text(median->value, 0),
                        *most = figure_number_text(longest->value, 0);
        writing_say(writing,
                    "Half of the %s of %s that were closed took %s days or fewer; the longest took %s.",
                    writing->measure->of->words, writing->period, half, most);
    }
    say_estimated_median(writing);
}

const RenderKind render_duration = {
    .lay = lay,
    .rows = ROWS_ORDERED,
    .say = say,
    .time = true,
};
