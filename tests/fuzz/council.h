/* A small council as the program works it out, for targets that need figures to hold something against. */
#pragma once
#include "cmd/pipeline.h"

/* Made once and kept as long as the process. */
const Pipeline *council_pipeline(void);
