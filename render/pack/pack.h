/* Pack: the output folder, written completely or not at all.
 *
 * Files are added one by one as bytes; pack_write makes a sibling folder (.NAME.new-XXXXXX), writes and syncs
 * every file and manifest.json, and exchanges it with the folder in one step. A failure leaves the old folder
 * as it was; the next run removes what a killed run left. Folders are made 0700, files 0600. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Pack Pack;
Pack *pack_new(void);
void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* Adds a file; `name` may have folders ("charts/harm.svg"). Takes its own reference to `bytes`. */
void pack_put(Pack *pack, const char *name, GBytes *bytes);
/* These inputs will be added, and have not changed since: with more than one processor, their checksums are
 * computed from now on while other work goes on. `paths` of char*; once for each pack. */
void pack_expect_inputs(Pack *pack, const GPtrArray *paths);
/* Call it before inputs are added: their lengths and numbers of rows must not be shown. Each row counts a
 * case, and each category adds its own number of letters. */
void pack_withhold_sizes(Pack *pack);
/* For manifest.json: an input file (hashed now unless it was announced), an option, numbers of rows. */
bool pack_input(Pack *pack, const char *path, GError **error);
void pack_option(Pack *pack, const char *name, const char *value);
void pack_rows(Pack *pack, guint read, guint kept, guint merged, guint set_aside);
/* Fails with FAILURE_OUTPUT; the old folder is then untouched. Refuses an existing folder that this program
 * did not make (it has files and no manifest.json). */
bool pack_write(Pack *pack, const char *folder, GError **error);
