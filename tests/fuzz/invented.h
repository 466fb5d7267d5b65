/* Invented: a council made up from bytes, as files that a profile names. Whatever the bytes, what comes out
 * is nearly always a profile and an export that can be read, so that chance reaches the rooms behind them. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint8_t *at, *end;
} Bytes;
unsigned bytes_pick(Bytes *bytes, unsigned count); /* from 0 to count - 1; 0 when there are none left */

/* Writes profile.yaml and what it names; gives its path. */
const char *invented_council(Bytes *bytes);
