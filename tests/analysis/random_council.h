/* A random council, with every kind of measure and every key that says what is counted. For tests. */
#pragma once
#include "tests/analysis/small_council.h"

typedef struct {
    char *profile, *codes, *records;
} RandomCouncil;

/* The same number gives the same council. Free its texts with random_council_clear. */
RandomCouncil random_council(guint32 number);
void random_council_clear(RandomCouncil *council);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RandomCouncil, random_council_clear)
