#include "analysis/measures/measure_kinds.h"

/* What others have published or returned is added by the room benchmark. */
static const char *const keys[] = {"show", NULL};
static const KindOfMeasure benchmark = {
    .name = "benchmark", .section = "comparison", .keys = keys, .of_others = true};

const KindOfMeasure *const kinds_of_measures[] = {
    [MEASURE_COUNT] = &kind_count,       [MEASURE_BREAKDOWN] = &kind_breakdown,
    [MEASURE_SHARE] = &kind_share,       [MEASURE_TIMELINESS] = &kind_timeliness,
    [MEASURE_DURATION] = &kind_duration, [MEASURE_CURVE] = &kind_curve,
    [MEASURE_CASELOAD] = &kind_caseload, [MEASURE_SUPPLIED] = &kind_supplied,
    [MEASURE_BENCHMARK] = &benchmark,    [MEASURE_SUM] = &kind_sum,
    [MEASURE_RATE] = &kind_rate,         [MEASURE_SHARE_BY] = &kind_share_by,
    [MEASURE_DISTINCT] = &kind_distinct, NULL,
};
