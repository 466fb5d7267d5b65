#include "cmd/guard.h"
#include "analysis/failure/failure.h"
#include <glib.h>
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Only what is safe in a signal's handler and without memory. Where threads fail at once, one has the last
 * line. */
G_GNUC_NORETURN static void
end_with(const char *line)
{
    static atomic_flag said = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&said))
        pause();
    gssize written = write(STDERR_FILENO, line, strlen(line));
    (void)written;
    _exit(FAILURE_OUTPUT);
}

void
guard_end_without_memory(void)
{
    end_with("ladostat: there is not enough memory; no pack was left half made\n");
}

static bool
is_about_memory(const char *message)
{
    return strstr(message, "failed to allocate") || strstr(message, "creating thread");
}

/* GLib and what is built on it say an error of their own before they abort. Nor is a
 * report published once a library was called wrongly. The words of a defect may hold a value of the records
 * and are not passed on. */
static GLogWriterOutput
on_message(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user)
{
    if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)))
        return g_log_writer_default(level, fields, count, user);
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && is_about_memory(fields[i].value))
            guard_end_without_memory();
    end_with("ladostat: stopped by a defect of the program; no pack was left half made\n");
}

#ifdef __SANITIZE_ADDRESS__ /* which tells more than we could */
static void
guard_against_signals(void)
{
}
#else
static void
on_fatal_signal(int signal)
{
    (void)signal;
    end_with(
        "ladostat: stopped by a defect of the program, or for want of memory; no pack was left half made\n");
}

static void
guard_against_signals(void)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    struct sigaction action = {.sa_handler = on_fatal_signal, .sa_flags = SA_ONSTACK};
    static char stack[64 * 1024]; /* a stack that ran over cannot be used */
    const stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
}
#endif

static const int mebibyte = 1024 * 1024;

void
guard_overwrite(bool freed)
{
    mallopt(M_PERTURB, freed ? 0xA5 : 0);
}

void
guard_process(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    guard_overwrite(true);
    /* A column of many records grows where it is, by pages, and leaves no hole behind. */
    mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 16 * mebibyte);
    g_log_set_writer_func(on_message, NULL, NULL);
    guard_against_signals();
}

void
guard_let_go(void)
{
    guard_overwrite(false);
    /* Pictures come and go; their memory is used again. */
    mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 64 * mebibyte);
}
