/* A small council as the program computes it, for targets that need figures to compare with. */
#pragma once
#include "cmd/pipeline.h"

/* Made once and kept until the process ends. */
const Pipeline *council_pipeline(void);
