#include "cmd/guard.h"
#include "analysis/failure/failure.h"
#include "system/system.h"
#include <glib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Uses only what is safe in a signal handler and without memory. If several threads fail at once, only one
 * prints the last line. */
G_GNUC_NORETURN static void
end_with(const char *line)
{
    static atomic_flag said = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&said))
        g_usleep(G_USEC_PER_SEC);
    system_write_all(STDERR_FILENO, line, strlen(line));
    _exit(FAILURE_OUTPUT);
}

static void
end_without_memory(void)
{
    end_with("ladostat: out of memory; no incomplete pack was left behind\n");
}

static bool
is_about_memory(const char *message)
{
    return strstr(message, "failed to allocate") || strstr(message, "creating thread");
}

/* GLib and the libraries built on it log their own message before they abort. No report is published after
 * a library was called wrongly. The message may contain a value from the records, so it is not passed on. */
static GLogWriterOutput
on_message(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user)
{
    if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)))
        return g_log_writer_default(level, fields, count, user);
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && is_about_memory(fields[i].value))
            end_without_memory();
    end_with("ladostat: stopped by a fault in the program; no incomplete pack was left behind\n");
}

static void
on_fall(void)
{
    end_with("ladostat: stopped by a fault in the program or lack of memory; no incomplete pack was left "
             "behind\n");
}

void
guard_process(void)
{
    system_guard_memory(on_fall, end_without_memory);
    g_log_set_writer_func(on_message, NULL, NULL);
}
