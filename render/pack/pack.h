/* Pack: the output folder, written whole or not at all.
 *
 * Files are put in one by one as bytes; pack_write makes a sibling folder (.NAME.new-XXXXXX), writes and
 * syncs every file and manifest.json, and exchanges it with the folder in one step. A failure leaves the old
 * folder as it was; what a killed run left is cleared by the next. Folders are made 0700, files 0600. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Pack Pack;
Pack *pack_new(void);
void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* Puts a file in; `name` may have folders ("charts/harm.svg"). Takes its own reference to `bytes`. */
void pack_put(Pack *pack, const char *name, GBytes *bytes);
/* These inputs will be put in, and have not changed since: where there is more than one processor they are
 * read for their checksums from now on, beside other work. `paths` of char*; once a pack. */
void pack_expect_inputs(Pack *pack, const GPtrArray *paths);
/* Before inputs are put in: how long they are, and how many rows, is not to be told. Each row counts a case,
 * and each category adds its own number of letters. */
void pack_withhold_sizes(Pack *pack);
/* For manifest.json: an input file (hashed now unless it was expected), an option, numbers of rows. */
bool pack_input(Pack *pack, const char *path, GError **error);
void pack_option(Pack *pack, const char *name, const char *value);
void pack_rows(Pack *pack, guint read, guint kept, guint merged, guint set_aside);
/* Fails with FAILURE_OUTPUT; the old folder is then untouched. Refuses a folder that is there and was not
 * made by us (it has files and no manifest.json). */
bool pack_write(Pack *pack, const char *folder, GError **error);
