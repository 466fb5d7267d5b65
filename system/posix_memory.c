/* Linux: overwriting freed memory, and the last line when the program crashes or runs out of memory. */
#include "system/system.h"
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static const int mebibyte = 1024 * 1024;

void
system_overwrite_memory(bool freed)
{
    mallopt(M_PERTURB, freed ? 0xA5 : 0);
}

void
system_let_go_of_memory(void)
{
    system_overwrite_memory(false);
    /* Pictures are created and freed often; their memory is reused. */
    mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 64 * mebibyte);
}

static void
guard_memory(void)
{
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    system_overwrite_memory(true);
    /* A column of many records grows in place, page by page, and leaves no old copy behind. */
    mallopt(M_MMAP_THRESHOLD, 4 * mebibyte);
    mallopt(M_TRIM_THRESHOLD, 16 * mebibyte);
}

/* Sanitizers report more than we could, and replace the allocation functions themselves. */
#ifdef SANITIZED
void
system_guard_memory(void (*at_a_fall)(void), void (*without_memory)(void))
{
    (void)at_a_fall, (void)without_memory;
    guard_memory();
}
#else
static void (*words_at_a_fall)(void), (*words_without_memory)(void);

static void
on_fatal_signal(int signal)
{
    (void)signal;
    words_at_a_fall();
}

static void
guard_against_signals(void)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    struct sigaction action = {.sa_handler = on_fatal_signal, .sa_flags = SA_ONSTACK};
    static char stack[64 * 1024]; /* after a stack overflow the stack cannot be used */
    const stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
}

void
system_guard_memory(void (*at_a_fall)(void), void (*without_memory)(void))
{
    words_at_a_fall = at_a_fall;
    words_without_memory = without_memory;
    guard_memory();
    guard_against_signals();
}

/* GLib ends the program when memory runs out; other libraries carry on without what they could not keep,
 * and a report would lack a paragraph or a table and be published as complete. Because we cannot rely on
 * any library to report it, none is asked: each allocation function of glibc that can fail, and that a
 * program may replace, is called through one of ours that ends the program if there is no memory. */
#ifdef __GLIBC__
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's own names for its own */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static void *
memory_or_failure(void *memory)
{
    if (!memory && words_without_memory)
        words_without_memory();
    return memory;
}

void *
malloc(size_t size)
{
    return memory_or_failure(__libc_malloc(size));
}

void *
calloc(size_t count, size_t size)
{
    return memory_or_failure(__libc_calloc(count, size));
}

/* A size of 0 frees. */
void *
realloc(void *memory, size_t size)
{
    memory = __libc_realloc(memory, size);
    return size ? memory_or_failure(memory) : memory;
}
#endif
#endif
