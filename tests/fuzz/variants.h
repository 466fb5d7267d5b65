/* Variants: files made from another at random, the same for the same number. They have at once what a fuzzer
 * would take hours to find: bytes that break off a character, XML repeated a thousand times, and texts many
 * times the 64 KiB in which files are read, with a fault where one piece ends and the next begins. */
#pragma once
#include <glib.h>

/* The longest variant, unless the file itself is longer. */
enum { VARIANT_LONGEST = 400 * 1024 };

/* Caller frees. */
GString *fuzz_variant(const void *bytes, gsize size, guint number);
