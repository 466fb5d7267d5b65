/* Share: what part of a population is in another, or is done within a limit. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

static void
lay(Layout *layout)
{
    layout->counted =
        g_strdup_printf("Count, and percentage of %s", profile_percent_of(layout->measure)->words);
    if (layout->measure->per != PER_YEAR) {
        for (guint i = 0; i < layout->periods->len; i++) {
            layout_add_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
            layout_add_column(layout, layout->periods->pdata[i], "%", TABLE_PERCENT);
        }
        layout_add_slots(layout);
        return;
    }
    layout_add_year_columns(layout, "Count", "%", "Value");
    layout_add_change_column(layout);
    g_autofree char *words = table_share_words(layout->profile, layout->measure);
    g_autofree char *heading = table_sentence_case(words), *all = layout_all_words(layout);
    layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
    layout_add_total(layout, all, "", true);
}

static void
say(Writing *writing)
{
    g_autofree char *subject = table_share_words(writing->profile, writing->measure);
    say_share(writing, writing_find(writing, writing->period, "", ""), subject, "");
}

/* What share reached the threshold, or came of it. */
static guint
main_point(const ProfileMeasure *measure)
{
    return measure->in &&
                   (strcmp(measure->section, "activity") == 0 || strcmp(measure->section, "outcomes") == 0)
               ? 2
               : 0;
}

const RenderKind render_share = {
    .lay = lay,
    .chart = choice_of_whole,
    .say = say,
    .summarise = say,
    .main_point = main_point,
    .key_figure = true,
    .share = true,
};
