/* Inputs: the files that a run reads, as files, whatever is in them.
 *
 * Code that opens a file notes it here first. What it was then (which file, its length, when it was
 * written) is kept, and before anything is published inputs_unchanged says whether every file is still the
 * same: a result from half an old and half a new export would look as good as any other. Files that are
 * read whole are read here too, up to a limit, so that a wrong name (a device, a video) cannot use up
 * memory. The README of this room lists the limits of every input. Any thread may call any of these.
 *
 *     static const InputKind letter = {.noun = "letter", .most = 1024 * 1024, .failure = FAILURE_INPUT};
 *     gsize length;
 *     g_autofree char *text = input_read_text(path, &letter, &length, error);
 *     if (text && inputs_unchanged(error))
 *         puts(text);
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/failure/failure.h"

/* Call it before the file is opened under this name. */
void input_note(const char *path);

/* Whether it is a temporary file that Excel keeps while a workbook is open: "~$cases.xlsx". */
bool input_is_lock(const char *path);

/* The path of a file named relative to another's folder: "codes.csv" beside "leicester/profile.yaml" is
 * "leicester/codes.csv". An absolute name is unchanged. Caller frees. */
char *input_beside(const char *path, const char *name);

/* What kind of file is expected. */
typedef struct {
    const char *noun;    /* for messages: "code list" */
    gsize most;          /* limit in bytes, a whole number of MiB */
    FailureCode failure; /* the status if it cannot be read */
    bool may_be_pipe;
} InputKind;

/* The bytes of a file, followed by a NUL that `length` does not count; notes it. On failure NULL with
 * `kind.failure` and one line that says why: not found, a folder, not a file, too large. Caller frees. */
char *input_read(const char *path, const InputKind *kind, gsize *length, GError **error);
/* The same for a UTF-8 text, without its byte order mark and control characters. */
char *input_read_text(const char *path, const InputKind *kind, gsize *length, GError **error);

/* Replaces control characters (except tab and line ends) and Unicode noncharacters with spaces, in place:
 * XML may not contain them, and a terminal obeys them. `text` is UTF-8. */
void input_clear_controls(char *text, gsize length);

/* Whether a file of this name exists, or it cannot be told: only a file that is certainly absent may be
 * left out, or created. */
bool input_may_be_there(const char *path);
/* Whether every noted file is still the same. If not, FAILURE_INPUT with the name of one that is not. */
bool inputs_unchanged(GError **error);
/* Whether the file of this name was noted; if so it must not be overwritten. */
bool input_is_noted(const char *path);
