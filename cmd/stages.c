#include "cmd/stages.h"
#include <stdio.h>
#include "system/system.h"

struct Stages {
    bool print_timings, terminal, line_shown;
    gint64 start, last, shown; /* microseconds */
};

Stages *
stages_new(bool print_timings)
{
    Stages *stages = g_new0(Stages, 1);
    stages->print_timings = print_timings;
    /* A dumb terminal cannot clear a line. */
    stages->terminal =
        g_log_writer_supports_color(fileno(stderr)) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
    stages->start = stages->last = g_get_monotonic_time();
    return stages;
}

void
stages_free(Stages *stages)
{
    if (stages->line_shown)
        g_printerr("\r\033[K");
    g_free(stages);
}

void
stages_done(Stages *stages, const char *stage)
{
    gint64 now = g_get_monotonic_time();
    if (stages->print_timings) {
        g_printerr("%-10s %8.1f ms %8.1f MiB at most\n", stage, (double)(now - stages->last) / 1000,
                   system_most_memory());
    } else if (stages->terminal && now - stages->start > G_USEC_PER_SEC / 2) {
        g_printerr("\r\033[K%s done", stage);
        stages->line_shown = true;
    }
    stages->last = now;
}

void
stages_took(const Stages *stages, const char *part, gint64 took)
{
    if (stages->print_timings)
        g_printerr("  %-8s %8.1f ms\n", part, (double)took / 1000);
}

void
stages_going(const char *what, double part, void *user)
{
    Stages *stages = user;
    gint64 now = g_get_monotonic_time();
    if (!stages->terminal || now - stages->start < G_USEC_PER_SEC / 2 ||
        now - stages->shown < G_USEC_PER_SEC / 5)
        return;
    g_printerr("\r\033[K%s: %d%%", what, (int)(100 * part));
    stages->line_shown = true;
    stages->shown = now;
}
