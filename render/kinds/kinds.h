/* Kinds: a file each, with all that render knows of that kind of measure; `kinds.c` is their table. Private
 * to the room. */
#pragma once
#include "render/kind.h"

extern const RenderKind render_count, render_breakdown, render_share, render_share_by, render_timeliness,
    render_duration, render_curve, render_caseload, render_supplied, render_benchmark, render_sum,
    render_distinct, render_rate;
