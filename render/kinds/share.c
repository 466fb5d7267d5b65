/* Share: what part of a population is in another, or is done within a limit. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"

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
    layout_add_change_columns(layout);
    g_autofree char *words = table_share_words(layout->profile, layout->measure);
    g_autofree char *heading = table_sentence_case(words), *all = layout_all_words(layout);
    layout_add_row(layout, heading, false, &(Figure)FIGURE_BLANK);
    layout_add_total(layout, all, "", true);
}

/* What the share says of its records: "ended in advice", "were made within 1 working day". Caller frees. */
static char *
predicate(const Writing *writing, bool one)
{
    const ProfileMeasure *measure = writing->measure;
    if (measure->in)
        return english_predicate(writing->profile, profile_percent_of(measure)->words, measure->in->words,
                                 one);
    g_autofree char *words = table_share_words(writing->profile, measure);
    if (measure->repeat)
        return g_strdup_printf("%s about the %s", one ? "was" : "were", words);
    return g_strdup_printf("%s %s %s", one ? "was" : "were",
                           g_strcmp0(measure->to, "received") == 0 ? "made" : profile_done_word(measure),
                           words);
}

static void
find(const Writing *writing, ChartFinding *finding)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    g_autofree char *says = figure && writing->measure->per == PER_YEAR ? predicate(writing, false) : NULL;
    if (says && !isnan(figure->percent))
        find_share(writing, figure, says, finding);
}

static void
tell(Writing *writing, const Figure *figure)
{
    g_autofree char *many = predicate(writing, false), *one = predicate(writing, true);
    say_share(writing, figure, many, one, "");
}

static void
say(Writing *writing)
{
    const Figure *figure = writing_find(writing, writing->period, "", "");
    if (figure && writing->measure->per == PER_YEAR)
        tell(writing, figure);
}

/* What share reached the threshold, or came of it. */
static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    bool decided = strcmp(measure->section, "activity") == 0 || strcmp(measure->section, "outcomes") == 0;
    return measure->in && decided ? POINT_THRESHOLD : POINT_NONE;
}

const RenderKind render_share = {
    .lay = lay,
    .chart = choice_of_whole,
    .find = find,
    .say = say,
    .summarise = say,
    .tell = tell,
    .main_point = main_point,
    .key_figure = true,
    .share = true,
};
