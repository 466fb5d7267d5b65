/* Files: those of a folder that is being made, written and then synced together. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *name; /* in the folder; folders in it are made */
    GBytes *bytes;
} PackFile;

/* Writes new files (0600, folders 0700) and syncs each of them and the folders in `folder`, but not `folder`
 * itself. False with errno of the first one, in the order given, that could not be written or synced. */
bool files_write(const char *folder, const PackFile *files, guint count);
