/* Files: those of a folder that is being made, written and then all synced at once. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name; /* in the folder; may name folders of its own, which are made */
    GBytes *bytes;
} PackFile;

/* Writes files that do not exist yet (0600, folders 0700) and syncs each of them and the folders in `folder`,
 * but not `folder` itself. False with the errno of the first file, in the order given, that could not be
 * written or synced. */
bool files_write(const char *folder, const PackFile *files, guint count);
