/* Invented: a council made from bytes, as files that a profile names. Whatever the bytes, the result is
 * nearly always a profile and an export that can be read, so that random input reaches the rooms behind them.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint8_t *at, *end;
} Bytes;
unsigned bytes_pick(Bytes *bytes, unsigned count); /* from 0 to count - 1; 0 when no bytes are left */

/* Writes profile.yaml and what it names; returns its path. */
const char *invented_council(Bytes *bytes);
