/* The kinds of measures: a row each. */
#include "render/kinds/kinds.h"

static const RenderKind *const kinds[] = {
    [MEASURE_COUNT] = &render_count,         [MEASURE_BREAKDOWN] = &render_breakdown,
    [MEASURE_SHARE] = &render_share,         [MEASURE_TIMELINESS] = &render_timeliness,
    [MEASURE_DURATION] = &render_duration,   [MEASURE_CURVE] = &render_curve,
    [MEASURE_CASELOAD] = &render_caseload,   [MEASURE_SUPPLIED] = &render_supplied,
    [MEASURE_BENCHMARK] = &render_benchmark, [MEASURE_SHARE_BY] = &render_share_by,
    [MEASURE_RATE] = &render_rate,           [MEASURE_SUM] = &render_sum,
    [MEASURE_DISTINCT] = &render_distinct,
};

const RenderKind *
render_kind(const ProfileMeasure *measure)
{
    return kinds[measure->kind];
}
