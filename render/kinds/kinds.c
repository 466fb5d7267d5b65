/* The kinds of measures: a row each. */
#include "render/kinds/kinds.h"

static const RenderKind *const kinds[] = {
    [MEASURE_COUNT] = &kind_count,         [MEASURE_BREAKDOWN] = &kind_breakdown,
    [MEASURE_SHARE] = &kind_share,         [MEASURE_TIMELINESS] = &kind_timeliness,
    [MEASURE_DURATION] = &kind_duration,   [MEASURE_CURVE] = &kind_curve,
    [MEASURE_CASELOAD] = &kind_caseload,   [MEASURE_SUPPLIED] = &kind_supplied,
    [MEASURE_BENCHMARK] = &kind_benchmark,
};

const RenderKind *
render_kind(const ProfileMeasure *measure)
{
    return kinds[measure->kind];
}
