/* Windows: memory that is written over, and the last words of a program that falls. The linker has every call
 * of free and realloc, the libraries' too, come here (--wrap, in meson.build). */
#include "system/system.h"
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

void __real_free(void *memory);
void __wrap_free(void *memory);
void *__wrap_realloc(void *memory, size_t length);

static bool written_over = false;

void
__wrap_free(void *memory)
{
    if (memory && written_over)
        memset(memory, 0xA5, _msize(memory));
    __real_free(memory);
}

void *
__wrap_realloc(void *memory, size_t length)
{
    if (!memory)
        return malloc(length);
    if (length == 0)
        return __wrap_free(memory), NULL;
    size_t before = _msize(memory);
    if (before >= length && before - length < before / 2)
        return memory;
    if (length > before && _expand(memory, length))
        return memory;
    void *other = malloc(length);
    if (!other)
        return NULL;
    memcpy(other, memory, MIN(before, length));
    __wrap_free(memory);
    return other;
}

static void (*words)(void);

static LONG WINAPI
on_fault(EXCEPTION_POINTERS *fault)
{
    (void)fault;
    words();
    return EXCEPTION_EXECUTE_HANDLER;
}

static void
on_abort(int number)
{
    (void)number;
    words();
}

void
system_guard_memory(void (*last_words)(void))
{
    words = last_words;
    /* No window that asks what to do, and no report with a piece of the memory in it. */
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    SetUnhandledExceptionFilter(on_fault);
    signal(SIGABRT, on_abort);
    written_over = true;
}

void
system_let_go_of_memory(void)
{
    written_over = false;
}

void
system_wipe(void *at, gsize length)
{
    SecureZeroMemory(at, length);
}
