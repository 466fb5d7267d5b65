/* Checksum: the SHA-256 and length of an input of a report, or of one of its files. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

enum { CHECKSUM_BYTES = 32 };
typedef struct {
    guint8 sha256[CHECKSUM_BYTES];
    guint64 length; /* in bytes */
} Checksum;

/* Of the contents of a file of the pack. */
Checksum checksum_of_bytes(GBytes *bytes);
/* Piece by piece: an export may be larger than memory. False if it cannot be read. */
bool checksum_of_file(const char *path, Checksum *sum);

/* Files read for their checksums on a separate thread, while other work goes on. */
typedef struct ChecksumsAhead ChecksumsAhead;
/* `paths` of char*, copied. */
ChecksumsAhead *checksums_ahead(const GPtrArray *paths);
/* Waits for all of them. NULL for any other file, and for one that could not be read. */
const Checksum *checksums_ahead_find(ChecksumsAhead *ahead, const char *path);
/* Does not wait until the files are read; NULL is allowed. */
void checksums_ahead_free(ChecksumsAhead *ahead);
