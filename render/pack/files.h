/* Files: those of a folder that is being made, written and then synced all at once. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name; /* in the folder; may have folders of its own, which are made */
    GBytes *bytes;
} PackFile;

/* Writes files that are not there yet (0600, folders 0700) and syncs each and the folders in `folder`, not
 * `folder` itself. False with errno of the first file that could not be written, in the order given, or
 * synced. */
bool files_write(const char *folder, const PackFile *files, guint count);
