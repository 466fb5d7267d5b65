/* Checksum: the SHA-256 and the length of an input, or of a file of the pack. Private to the room.
 *
 * An input may be hundreds of megabytes. Its checksum is begun on another thread before the records are read,
 * and waited for when the manifest needs it. */
#pragma once
#include <glib.h>
#include <stdbool.h>

enum { CHECKSUM_BYTES = 32 };
typedef struct {
    guint8 sha256[CHECKSUM_BYTES];
    guint64 length; /* in bytes */
} Checksum;

/* Of a file of the pack. */
Checksum checksum_of_bytes(GBytes *bytes);
/* Reads the file piece by piece, as an export may be larger than the memory. False if it cannot be read. */
bool checksum_of_file(const char *path, Checksum *sum);

/* Checksums that are worked out on a thread of their own, beside other work. */
typedef struct ChecksumsAhead ChecksumsAhead;
/* Begins; `paths` of char*, copied. */
ChecksumsAhead *checksums_ahead(const GPtrArray *paths);
/* Waits for all of them. NULL if the file is not one of them, or could not be read. */
const Checksum *checksums_ahead_find(ChecksumsAhead *ahead, const char *path);
/* Stops without waiting for the rest; NULL is allowed. */
void checksums_ahead_free(ChecksumsAhead *ahead);
