/* Benchmark: this authority beside others. */
#include "analysis/benchmark/benchmark.h"
#include "render/chart/choice.h"
#include "render/chart/from_table.h"
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

const RenderKind render_benchmark = {
    .table = table_of_comparison,
    .chart = chart,
    .axis = axis,
    .say = say_comparison,
    .one_year = true,
};
