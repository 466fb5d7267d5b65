/* What the files of the room share. Private to it. */
#pragma once
#include "analysis/figures/figures.h"

void figure_suppress(Figure *figure);
/* Hides what is derived from hidden figures, or shows a small count in another guise. */
void derived_hide(Figures *figures, int suppress_below);
