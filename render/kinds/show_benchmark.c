/* Benchmark: this authority beside others. */
#include "analysis/benchmark/benchmark.h"
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/table_build.h"

static const char *
chart(const Choice *choice)
{
    bool mix = choice->measure->show == SHOW_MIX;
    return mix && choice->rows->len > MOST_AUTHORITIES ? NULL
           : choice->measure->show == SHOW_TREND       ? "lines"
                                                       : "heat";
}

static char *
axis(const Choice *choice, bool percent)
{
    (void)percent;
    return benchmark_words(choice->profile, choice->measure);
}

static MainPoint
main_point(const Profile *profile, const ProfileMeasure *measure)
{
    (void)profile;
    (void)measure;
    return POINT_COMPARISON;
}

/* A main point if it is outside the limits around the others' average. */
static void
summarise(Writing *writing)
{
    const Figure *limits = writing_find(writing, writing->period, "", LIMITS_998);
    bool outside = limits && (limits->signal == SIGNAL_HIGHER || limits->signal == SIGNAL_LOWER);
    if (outside)
        say_comparison(writing);
    /* The first sentence has number, rank and median. */
    if (writing->sentences->len > 1)
        g_ptr_array_set_size(writing->sentences, 1);
}

const RenderKind render_benchmark = {
    .table = table_of_comparison,
    .chart = chart,
    .axis = axis,
    .say = say_comparison,
    .summarise = summarise,
    .main_point = main_point,
    .one_year = true,
};
