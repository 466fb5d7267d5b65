/* Kinds: a file each, with all that render knows of that kind of measure; `kinds.c` is their table. Private
 * to the room. */
#pragma once
#include "render/kind.h"

extern const RenderKind kind_count, kind_breakdown, kind_share, kind_timeliness, kind_duration, kind_curve,
    kind_caseload, kind_supplied, kind_benchmark;
