/* Fuzz: what the targets share.
 *
 * A target is one file with LLVMFuzzerTestOneInput: it hands its bytes to a parser as the program would and
 * ends the process where a promise is broken. What may happen is success, or a GError as the command line
 * prints it; never a crash, a message of GLib that something was called wrongly, a leak, or a hang. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Puts bytes into a file of this name in a folder that lasts as long as the process. The path belongs to GLib
 * and never goes. */
const char *fuzz_file(const char *name, const void *bytes, gsize size);
/* The same for text that does not change; written once. */
const char *fuzz_text(const char *name, const char *text);

/* Texts with lines "=== NAME" are several files: what follows each, up to the next. */
typedef struct {
    char *name;
    const char *bytes;
    gsize length;
} FuzzPart;
GArray *fuzz_parts(const void *bytes, gsize size); /* of FuzzPart; empty where the first line is none */
/* Puts the bytes into a file; where they are parts, the file is a zip archive with these as its members, so
 * that what is changed at random is XML and not its compressed form. */
const char *fuzz_package(const char *name, const void *bytes, gsize size);

/* What fails, fails with one of our codes and words that a terminal can show. */
void fuzz_check_failure(const GError *error, bool failed);
/* Ends the process unless the bytes are UTF-8 without control characters but for white space. */
void fuzz_check_text(const char *what, const char *text);
void fuzz_check_xml(const char *what, const void *bytes, gsize size);
/* Each XML member of a zip archive is well formed. */
void fuzz_check_archive(const char *what, GBytes *bytes);
