/* Fuzz: what the targets share.
 *
 * A target is one file with LLVMFuzzerTestOneInput: it passes its bytes to a parser as the program would, and
 * ends the process if a promise is broken. Allowed are success, or a GError as the command line prints it;
 * never a crash, a GLib message about a wrong call, a leak, or a hang. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Puts bytes into a file of this name in a folder that lasts as long as the process. GLib owns the path and
 * never frees it. */
const char *fuzz_file(const char *name, const void *bytes, gsize size);
/* The same for text that does not change; written once. */
const char *fuzz_text(const char *name, const char *text);

/* Texts with lines "=== NAME" are several files: each is what follows, up to the next. */
typedef struct {
    char *name;
    const char *bytes;
    gsize length;
} FuzzPart;
GArray *fuzz_parts(const void *bytes, gsize size); /* of FuzzPart; empty if the first line is not one */
/* Puts the bytes into a file; if they are parts, the file is a zip archive with these as its members, so that
 * random changes hit the XML and not its compressed form. */
const char *fuzz_package(const char *name, const void *bytes, gsize size);

/* Every failure has one of our codes and words that a terminal can show. */
void fuzz_check_failure(const GError *error, bool failed);
/* Ends the process unless the bytes are UTF-8 without control characters except white space. */
void fuzz_check_text(const char *what, const char *text);
void fuzz_check_xml(const char *what, const void *bytes, gsize size);
/* Every XML member of a zip archive is well formed. */
void fuzz_check_archive(const char *what, GBytes *bytes);
