/* Where memory runs out the program ends, whichever library asked for some. GLib does so by itself; others
 * carry on without what they could not keep, and a report would lack a paragraph or a table and be published
 * as whole. As no library of ours can be relied on to tell, none is told: of glibc's functions for memory,
 * which a program may replace, those that can fail are replaced by themselves and an end. */
#include <stdlib.h>
#include "cmd/guard.h"

/* Sanitizers replace them, and end there as well. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's own names for its own */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static void *
there_is(void *memory)
{
    if (!memory)
        guard_end_without_memory();
    return memory;
}

void *
malloc(size_t size)
{
    return there_is(__libc_malloc(size));
}

void *
calloc(size_t count, size_t size)
{
    return there_is(__libc_calloc(count, size));
}

/* To no bytes is to free. */
void *
realloc(void *memory, size_t size)
{
    memory = __libc_realloc(memory, size);
    return size ? there_is(memory) : memory;
}
#endif
