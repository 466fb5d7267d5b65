/* Distinct: how many different adults, children or settings the records are about. */
#include <math.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

/* "different adults". Caller frees. */
static char *
different(const Profile *profile, const ProfileMeasure *measure)
{
    g_autofree char *many = english_many(profile_field(profile, measure->distinct));
    return g_strdup_printf("different %s", many);
}

static void
lay(Layout *layout)
{
    g_autofree char *words = different(layout->profile, layout->measure),
                    *heading = table_sentence_case(words);
    for (guint i = 0; i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], NULL, TABLE_COUNT);
    layout_add_change_columns(layout);
    layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
    layout->counted = g_strdup_printf("Number of %s among %s", words, layout->measure->of->words);
    table_note(layout->table, "Each is counted once a year, however many records there are. Records that do "
                              "not say who it is are not counted.");
}

static char *
axis(const Choice *choice, bool percent)
{
    g_autofree char *words = percent ? NULL : different(choice->profile, choice->measure);
    return words ? g_strdup_printf("Number of %s", words) : NULL;
}

static void
tell(Writing *writing, const Figure *figure)
{
    if (isnan(figure->count))
        return;
    g_autofree char *words = different(writing->profile, writing->measure),
                    *counted = english_counted(figure->count, words),
                    *of = table_sentence_case(writing->measure->of->words),
                    *when = english_in(writing->period), *tail = writing_tail(writing, figure, false);
    writing_say(writing, "%s %s concerned %s%s.", of, when, counted, tail);
}

static void
say(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (figure)
        tell(writing, figure);
}

const RenderKind render_distinct = {
    .lay = lay,
    .chart = choice_of_whole,
    .axis = axis,
    .say = say,
    .tell = tell,
};
