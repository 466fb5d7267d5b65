/* Reads lines such as "wilson 7 20 0.95" and answers each with a line of numbers, so that another program can
 * judge what ours computes. */
#include "tests/analysis/single_cases.h"
#include <glib.h>
#include <stdio.h>
#include <string.h>

#define MOST_NUMBERS 4000

static void
say(const double *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        printf("%s%.15g", i ? " " : "", numbers[i]);
    printf("\n");
}

static void
say_interval(Interval interval)
{
    double numbers[] = {interval.lower, interval.upper};
    say(numbers, 2);
}

/* Numbers are pairs: a time, and 1 if it ended. Prints each step, then the median and its limits. */
static void
say_survival(const double *numbers, size_t n, double level)
{
    double times[MOST_NUMBERS], answer[7 * MOST_NUMBERS];
    bool ended[MOST_NUMBERS];
    SurvivalStep steps[MOST_NUMBERS];
    for (size_t i = 0; i < n / 2; i++) {
        times[i] = numbers[2 * i];
        ended[i] = numbers[2 * i + 1] > 0;
    }
    size_t length = kaplan_meier_of_cases(times, ended, n / 2, level, steps), filled = 3;
    Interval limits;
    answer[0] = statistics_survival_median(steps, length, &limits);
    answer[1] = limits.lower;
    answer[2] = limits.upper;
    for (size_t i = 0; i < length; i++) {
        double row[] = {steps[i].time,  steps[i].at_risk,      steps[i].surviving,
                        steps[i].error, steps[i].limits.lower, steps[i].limits.upper};
        memcpy(answer + filled, row, sizeof row);
        filled += G_N_ELEMENTS(row);
    }
    say(answer, filled);
}

static void
say_run_chart(const double *values, size_t n)
{
    RunChart chart = statistics_run_chart(values, n);
    double numbers[] = {chart.median,
                        (double)chart.useful,
                        (double)chart.longest,
                        (double)chart.longest_expected,
                        (double)chart.crossings,
                        (double)chart.crossings_expected};
    say(numbers, G_N_ELEMENTS(numbers));
}

static void
answer(const char *what, const double *x, size_t n)
{
    double level = x[n - 1]; /* the last number, if it is given */
    if (strcmp(what, "wilson") == 0)
        say_interval(statistics_wilson(x[0], x[1], level));
    else if (strcmp(what, "poisson") == 0)
        say_interval(statistics_poisson(x[0], level));
    else if (strcmp(what, "newcombe") == 0)
        say_interval(statistics_newcombe(x[0], x[1], x[2], x[3], level));
    else if (strcmp(what, "counts") == 0) {
        double value = statistics_two_counts(x[0], x[1]);
        say(&value, 1);
    } else if (strcmp(what, "survival") == 0)
        say_survival(x, n - 1, level);
    else if (strcmp(what, "quantile") == 0) {
        double value = statistics_quantile(x, n - 1, level);
        say(&value, 1);
    } else if (strcmp(what, "trend") == 0) {
        Trend trend = statistics_trend(x, n - 1, level);
        double numbers[] = {trend.change, trend.limits.lower, trend.limits.upper, trend.dispersion};
        say(numbers, G_N_ELEMENTS(numbers));
    } else if (strcmp(what, "equal") == 0) {
        double value = statistics_equal_counts(x, n);
        say(&value, 1);
    } else if (strcmp(what, "residual") == 0) {
        double value = statistics_adjusted_residual(x[0], x[1], x[2], x[3]);
        say(&value, 1);
    } else if (strcmp(what, "run") == 0)
        say_run_chart(x, n);
    else if (strcmp(what, "normal") == 0) {
        double value = statistics_normal_quantile(x[0]);
        say(&value, 1);
    } else
        printf("no such question\n");
}

int
main(void)
{
    g_autofree char *line = g_malloc(1 << 17);
    while (fgets(line, 1 << 17, stdin)) {
        g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", -1);
        double numbers[MOST_NUMBERS] = {0};
        size_t n = 0;
        for (; words[n] && words[n + 1] && n < MOST_NUMBERS; n++)
            numbers[n] = g_ascii_strtod(words[n + 1], NULL);
        if (n)
            answer(words[0], numbers, n);
    }
    return 0;
}
