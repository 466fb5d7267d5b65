/* Sum: a number added up over the records that have it, and its average. */
#include <math.h>
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

static void
lay(Layout *layout)
{
    const ProfileMeasure *measure = layout->measure;
    g_autofree char *words = english_many(profile_field(layout->profile, measure->number)),
                    *heading = table_sentence_case(words);
    for (guint i = 0; i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], NULL, TABLE_VALUE);
    layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
    layout_add_row(layout, "Average of those that say so", false,
                   &(Figure){.category = AVERAGE, .part = "", .role = ROLE_AVERAGE});
    layout->counted = g_strdup_printf("Number of %s among %s", words, measure->of->words);
}

static void
say(Writing *writing)
{
    const Figure *sum = writing_figure(writing, ROLE_SUM), *average = writing_figure(writing, ROLE_AVERAGE);
    if (!sum || !average || isnan(sum->value + average->value))
        return;
    g_autofree char *words = english_many(profile_field(writing->profile, writing->measure->number)),
                    *number = figure_number_text(sum->value, figure_value_decimals(sum->value, false)),
                    *each = figure_number_text(average->value, figure_value_decimals(average->value, false)),
                    *base = english_counted(sum->base, writing->measure->of->words),
                    *when = english_in(writing->period);
    writing_say(writing, "The number of %s is given for %s %s: %s in all, %s on average.", words, base, when,
                number, each);
}

const RenderKind render_sum = {.lay = lay, .rows = ROWS_ORDERED, .say = say};
