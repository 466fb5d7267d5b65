/* One file: what a command was asked to write with --out, or what is rewritten in place. Packs are written by
 * render/pack. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Writes the text to a file that only its owner can read, replacing any existing file in one step, so that
 * at any moment either the old or the new file is complete. A link is followed; a pipe or a device is
 * written directly. NULL is standard output. Fails with FAILURE_OUTPUT, also if the file is one that was
 * read. */
bool output_write(const char *path, const char *text, GError **error);
/* The same for a file that was read in order to be rewritten. */
bool output_renew(const char *path, const char *text, GError **error);
