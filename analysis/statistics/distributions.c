#include "analysis/statistics/distributions.h"
#include <math.h>
#include "analysis/statistics/statistics.h"

#define MOST_TERMS 100000

/* The point between `low` and `high` where an increasing function of two shapes reaches `wanted`. */
static double
solve_rising(double (*function)(double point, double shape1, double shape2), double shape1, double shape2,
             double wanted, double low, double high)
{
    for (int i = 0; i < 200 && high - low > 1e-14 * (fabs(low) + fabs(high)); i++) {
        double middle = (low + high) / 2;
        if (function(middle, shape1, shape2) < wanted)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static double
normal_below(double point, double unused, double also_unused)
{
    (void)unused;
    (void)also_unused;
    return erfc(-point / sqrt(2)) / 2;
}

/* Computed in the lower tail, where the probability keeps its precision. */
static double
solve_normal(double p)
{
    return p > 0.5 ? -solve_normal(1 - p) : solve_rising(normal_below, 0, 0, p, -40, 0);
}

/* Nearly all calls are for the same two or three levels. */
double
statistics_normal_quantile(double p)
{
    enum { KEPT = 4 };
    static _Thread_local struct {
        double p, quantile;
    } kept[KEPT];
    static _Thread_local unsigned asked; /* how many have been computed */
    for (unsigned i = 0; i < KEPT && i < asked; i++)
        if (kept[i].p == p)
            return kept[i].quantile;
    double quantile = solve_normal(p);
    kept[asked % KEPT].p = p;
    kept[asked++ % KEPT].quantile = quantile;
    return quantile;
}

/* The ratio of a continued fraction's terms b0 + a1/(b1 + a2/(b2 + ...)), by the method of Lentz (1976) as
 * corrected by Thompson and Barnett (1986); `term` gives a and b. */
static double
continued_fraction(void (*term)(int index, double x, double s1, double s2, double *a, double *b), double x,
                   double s1, double s2)
{
    const double tiny = 1e-300;
    double a, b;
    term(0, x, s1, s2, &a, &b);
    double value = b == 0 ? tiny : b, c = value, d = 0;
    for (int i = 1; i < MOST_TERMS; i++) {
        term(i, x, s1, s2, &a, &b);
        d = b + a * d;
        c = b + a / c;
        d = 1 / (d == 0 ? tiny : d);
        c = c == 0 ? tiny : c;
        value *= c * d;
        if (fabs(c * d - 1) < 1e-15)
            break;
    }
    return value;
}

/* DLMF 8.9.2 in its even form: the upper tail is e^-x x^shape / (x + 1 - shape - 1(1 - shape)/(x + 3 - shape
 * - ...)). */
static void
gamma_term(int i, double x, double shape, double unused, double *a, double *b)
{
    (void)unused;
    *a = -i * (i - shape);
    *b = x + 1 - shape + 2 * i;
}

static double
gamma_front(double shape, double point)
{
    return exp(shape * log(point) - point - lgamma(shape));
}

static double
gamma_below(double shape, double point)
{
    if (!(point > 0))
        return 0;
    double front = gamma_front(shape, point);
    if (point >= shape + 1)
        return 1 - front / continued_fraction(gamma_term, point, shape, 0);
    /* DLMF 8.7.1 */
    double term = 1 / shape, sum = term;
    for (int i = 1; i < MOST_TERMS && term > sum * 1e-16; i++) {
        term *= point / (shape + i);
        sum += term;
    }
    return front * sum;
}

double
gamma_above(double shape, double point)
{
    /* The far tail keeps its precision when it is not computed as one minus the rest. */
    return point >= shape + 1 ? gamma_front(shape, point) / continued_fraction(gamma_term, point, shape, 0)
                              : 1 - gamma_below(shape, point);
}

static double
gamma_at(double point, double shape, double unused)
{
    (void)unused;
    return gamma_below(shape, point);
}

/* Wilson and Hilferty (1931): for shapes over a million its relative error is under a billionth, while the
 * sums above would need more terms, and lose more digits, as the shape grows. */
static double
gamma_quantile_of_many(double shape, double p)
{
    double root = 1 - 1 / (9 * shape) + statistics_normal_quantile(p) / (3 * sqrt(shape));
    return shape * root * root * root;
}

double
gamma_quantile(double shape, double p)
{
    if (shape > 1e6)
        return gamma_quantile_of_many(shape, p);
    double high = shape + 10 * sqrt(shape) + 20;
    while (gamma_below(shape, high) < p)
        high *= 2;
    return solve_rising(gamma_at, shape, 0, p, 0, high);
}

/* DLMF 8.17.22 */
static void
beta_term(int i, double x, double a, double b, double *numerator, double *denominator)
{
    *denominator = i == 0 ? 0 : 1;
    int m = (i - 1) / 2;
    if (i <= 1)
        *numerator = 1;
    else if (i % 2 == 0)
        *numerator = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    else
        *numerator = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
}

static double
beta_below(double shape1, double shape2, double point)
{
    if (point <= 0 || shape2 <= 0)
        return 0;
    if (point >= 1 || shape1 <= 0)
        return 1;
    /* The fraction converges quickly on one side of the mean; the other tail is its complement. */
    if (point > (shape1 + 1) / (shape1 + shape2 + 2))
        return 1 - beta_below(shape2, shape1, 1 - point);
    double front = exp(lgamma(shape1 + shape2) - lgamma(shape1) - lgamma(shape2) + shape1 * log(point) +
                       shape2 * log1p(-point));
    return front / shape1 * continued_fraction(beta_term, point, shape1, shape2);
}

static double
beta_at(double point, double shape1, double shape2)
{
    return beta_below(shape1, shape2, point);
}

double
student_quantile(double freedom, double p)
{
    if (p < 0.5)
        return -student_quantile(freedom, 1 - p);
    double share = solve_rising(beta_at, freedom / 2, 0.5, 2 * (1 - p), 0, 1);
    return sqrt(freedom * (1 / share - 1));
}

double
binomial_at_least(double x, double n, double share)
{
    return x <= 0 ? 1 : x > n ? 0 : beta_below(x, n - x + 1, share);
}

double
binomial_at_most(double x, double n, double share)
{
    return x >= n ? 1 : x < 0 ? 0 : beta_below(n - x, x + 1, 1 - share);
}
