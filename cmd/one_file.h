/* Output: one file that a command was asked to write. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Writes the text, readable to its owner alone, in the place of what stands there and in one step: at any
 * moment the old file stands whole or the new one. A link is followed; into a pipe or a device it is written
 * as it is. Fails with FAILURE_OUTPUT, and where the file is one that was read. */
bool output_write(const char *path, const char *text, GError **error);
/* The same of a file that was read to be written anew. */
bool output_renew(const char *path, const char *text, GError **error);
