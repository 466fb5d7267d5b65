#include "render/wording/shape.h"
#include <glib.h>
#include <math.h>
#include <string.h>
#include "analysis/statistics/statistics.h"

/* No category of fewer records leads; no fewer categories are even. */
enum { LEAST_BASE = 20, LEAST_EVEN = 3 };
static const double even_level = 0.05;

/* Whether all counts may differ by chance alone. */
static bool
is_even(const double *counts, size_t n, double other)
{
    g_autofree double *all = g_new(double, n + 1);
    memcpy(all, counts, n * sizeof *counts);
    all[n] = other;
    size_t length = n + (other > 0);
    return length >= LEAST_EVEN && statistics_equal_counts(all, length) >= even_level;
}

Shape
shape_of(const double *counts, size_t n, double other, double base, double hidden)
{
    double first = n ? counts[0] : 0, second = n > 1 ? counts[1] : 0;
    if (base < LEAST_BASE || first <= hidden || first <= 0)
        return SHAPE_NONE;
    if (n + (other > 0) == 2 && hidden == 0)
        return SHAPE_TWO;
    if (first > base / 2)
        return SHAPE_MAJORITY;
    if (hidden == 0 && is_even(counts, n, other))
        return SHAPE_EVEN;
    double next = fmax(fmax(second, other), hidden);
    if (first - next > statistics_normal_quantile(0.975) * sqrt(first + next))
        return SHAPE_LEADER;
    return second > hidden ? SHAPE_CLOSE : SHAPE_NONE;
}
