/* A small council as the program works it out, for targets that need figures to hold something against. */
#pragma once
#include "cmd/workings.h"

/* Made once and kept as long as the process. */
const Workings *council_workings(void);
