/* Inputs: the files that a run reads, but for what is in them.
 *
 * Whoever opens a file notes it here first. What it was then (which file, how long, written when) is kept,
 * and before anything is published inputs_unchanged says whether every file still is what it was: a result of
 * half an old and half a new export would look as good as any. A file that is read whole comes from here as
 * well, within a bound, so that a wrong name (a device, a video) cannot take all memory. The bounds of every
 * input are listed in this room's README. Any thread may call any of these. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/failure/failure.h"

/* The file is about to be opened under this name. */
void input_note(const char *path);

/* Whether it is what Excel leaves beside a workbook while that is open: "~$cases.xlsx". */
bool input_is_lock(const char *path);

/* The path of a file that is named from the folder of another: "codes.csv" beside "leicester/profile.yaml" is
 * "leicester/codes.csv". An absolute name stays as it is. Caller frees. */
char *input_beside(const char *path, const char *name);

/* What a file is to be. */
typedef struct {
    const char *noun;    /* for messages: "code list" */
    gsize most;          /* bytes, of whole MiB */
    FailureCode failure; /* the status where it cannot be read */
    bool may_be_pipe;
} InputKind;

/* The bytes of a file, with a NUL behind them that `length` does not count; notes it. NULL with
 * `kind.failure` and one line that says why: not there, a folder, no file, too long. Caller frees. */
char *input_read(const char *path, const InputKind *kind, gsize *length, GError **error);
/* The same of a text in UTF-8, without its byte order mark and control characters. */
char *input_read_text(const char *path, const InputKind *kind, gsize *length, GError **error);

/* Makes spaces, in place, of control characters (tab and the ends of lines stay) and of what Unicode says is
 * no character: no XML may hold them, and a terminal takes them for orders. `text` is UTF-8. */
void input_clear_controls(char *text, gsize length);

/* Whether there is something of this name, or it cannot be told: only what surely is not there may be left
 * out, or made anew. */
bool input_may_be_there(const char *path);
/* Whether every noted file is still what it was. Else FAILURE_INPUT, and the name of one that is not. */
bool inputs_unchanged(GError **error);
/* Whether the file of this name is one that was noted; it must not be written over. */
bool input_is_noted(const char *path);
