/* Windows: overwriting freed memory, and the last line when the program crashes or runs out of memory. The
 * linker routes every call of malloc and its relatives to this file, those of libraries too (--wrap, in
 * meson.build). */
#include "system/system.h"
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

void *__real_malloc(size_t length);
void *__real_calloc(size_t count, size_t length);
void __real_free(void *memory);
void *__wrap_malloc(size_t length);
void *__wrap_calloc(size_t count, size_t length);
void *__wrap_realloc(void *memory, size_t length);
void __wrap_free(void *memory);

static bool written_over;
static void (*words_at_a_fall)(void), (*words_without_memory)(void);

/* We do not rely on any library to report that it could not keep something. */
static void *
memory_or_failure(void *memory)
{
    if (!memory && words_without_memory)
        words_without_memory();
    return memory;
}

void *
__wrap_malloc(size_t length)
{
    return memory_or_failure(__real_malloc(length));
}

void *
__wrap_calloc(size_t count, size_t length)
{
    return memory_or_failure(__real_calloc(count, length));
}

void
__wrap_free(void *memory)
{
    if (memory && written_over)
        memset(memory, 0xA5, _msize(memory));
    __real_free(memory);
}

/* If it grows in place nothing is left behind; if not, the old copy is overwritten. */
void *
__wrap_realloc(void *memory, size_t length)
{
    if (!memory)
        return __wrap_malloc(length);
    if (length == 0) {
        __wrap_free(memory);
        return NULL;
    }
    size_t before = _msize(memory);
    if ((length <= before && length > before / 2) || (length > before && _expand(memory, length)))
        return memory;
    void *other = __wrap_malloc(length);
    if (!other)
        return NULL;
    memcpy(other, memory, MIN(before, length));
    __wrap_free(memory);
    return other;
}

static LONG WINAPI
on_fault(EXCEPTION_POINTERS *fault)
{
    (void)fault;
    words_at_a_fall();
    return EXCEPTION_EXECUTE_HANDLER;
}

static void
on_abort(int number)
{
    (void)number;
    words_at_a_fall();
}

void
system_overwrite_memory(bool freed)
{
    written_over = freed;
}

void
system_guard_memory(void (*at_a_fall)(void), void (*without_memory)(void))
{
    words_at_a_fall = at_a_fall;
    words_without_memory = without_memory;
    /* No dialog that asks what to do, and no crash report with a piece of the memory in it. */
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    SetUnhandledExceptionFilter(on_fault);
    signal(SIGABRT, on_abort);
    system_overwrite_memory(true);
}

void
system_let_go_of_memory(void)
{
    system_overwrite_memory(false);
}
