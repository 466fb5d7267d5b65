/* Variants: files made of another at random, the same for the same number. What a fuzzer would take hours to
 * come by is made at once: bytes that break a character off, XML that stands a thousand times, and texts of
 * many times the 64 KiB in which files are read, with something amiss where one piece ends and the next
 * begins. */
#pragma once
#include <glib.h>

/* The longest that one is, unless the file itself is longer. */
enum { VARIANT_LONGEST = 400 * 1024 };

/* Caller frees. */
GString *fuzz_variant(const void *bytes, gsize size, guint number);
