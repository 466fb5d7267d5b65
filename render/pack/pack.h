/* Pack: the output folder, written whole or not at all.
 *
 * Files are added one by one, as bytes. Then pack_write makes a sibling folder (.NAME.new-XXXXXX), writes and
 * syncs every file and manifest.json in it, and exchanges it with the old folder in one step. A failure
 * leaves the old folder as it was, and the next run clears what a killed one left. Folders are made 0700,
 * files 0600.
 *
 *     g_autoptr(Pack) pack = pack_new();
 *     pack_put(pack, "charts/harm.svg", svg);
 *     if (!pack_input(pack, "profile.yaml", &error) || !pack_write(pack, "out", &error))
 *         return error->code; */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Pack Pack;
Pack *pack_new(void);
void pack_free(Pack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pack, pack_free)

/* Adds a file; `name` may have folders ("charts/harm.svg"). Takes its own reference to `bytes`. */
void pack_put(Pack *pack, const char *name, GBytes *bytes);
/* Begins to work out the checksums of inputs that will be noted later, beside other work if there is more
 * than one processor. `paths` of char*; call it once. */
void pack_expect_inputs(Pack *pack, const GPtrArray *paths);
/* Leaves lengths of inputs and numbers of rows out of the manifest; call it before inputs are noted. Rows
 * count cases, and a length can tell which categories they have. */
void pack_withhold_sizes(Pack *pack);
/* Note for the manifest: an input file (FAILURE_INPUT if it cannot be read), an option, numbers of rows. */
bool pack_input(Pack *pack, const char *path, GError **error);
void pack_option(Pack *pack, const char *name, const char *value);
void pack_rows(Pack *pack, guint read, guint kept, guint merged, guint set_aside);
/* Fails with FAILURE_OUTPUT and leaves the old folder untouched. Refuses a folder that is not a pack (it has
 * files and no manifest.json). */
bool pack_write(Pack *pack, const char *folder, GError **error);

/* Appends text to JSON, in quotation marks and escaped as RFC 8259 has it. */
void json_append_text(GString *out, const char *text);
