/* Statistics: pure functions of numbers.
 *
 * Intervals and tests as the public health and survey literature defines them; no strings, no files. Shares
 * are fractions from 0 to 1, `level` is the confidence, 0.95 as a rule. */
#pragma once
#include <stdbool.h>

typedef struct {
    double lower, upper;
} Interval;

/* Score interval of a proportion x of n, n > 0 (Wilson 1927, as in Newcombe & Altman 2000). */
Interval statistics_wilson(double x, double n, double level);
/* Exact interval of a Poisson count (Garwood 1936); lower is 0 for a count of 0. */
Interval statistics_poisson(double count, double level);
/* Interval of the difference x1/n1 - x2/n2 (Newcombe 1998, method 10). */
Interval statistics_newcombe(double x1, double n1, double x2, double n2, double level);
/* Exact conditional test of two Poisson counts over equal times: the central p-value, twice the smaller tail
 * of the binomial at one half, at most 1 (Przyborowski & Wilenski 1940). NAN where both counts are 0. */
double statistics_two_counts(double count1, double count2);
/* The point below which a standard normal lies with probability p. */
double statistics_normal_quantile(double p);
