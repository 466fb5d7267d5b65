/* Text: a text file as UTF-8, piece by piece, whatever its encoding. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct TextFile TextFile;

/* `encoding` as iconv names it, or NULL to detect it: a byte order mark gives it; otherwise UTF-16 shows in
 * its zero bytes; any other text is UTF-8 until, while it is read, a byte shows that it is not. If there was
 * only ASCII before that byte, and less of the rest is UTF-8 than not, it is Windows-1252; otherwise it is
 * refused with the line of that byte, because reading it as either would spoil the rest. Fails with
 * FAILURE_INPUT. */
TextFile *text_file_open(const char *path, const char *encoding, GError **error);
void text_file_free(TextFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextFile, text_file_free)
const char *text_file_encoding(const TextFile *file); /* as far as it was read */

/* Back to the beginning. */
void text_file_rewind(TextFile *file);
/* Appends what comes next, at most about `most` bytes of UTF-8 and never a byte order mark; nothing at the
 * end. Fails with FAILURE_INPUT and FILE:LINE if the bytes are not text in the encoding or the file is cut
 * short. */
bool text_file_read(TextFile *file, GString *text, gsize most, GError **error);
double text_file_progress(const TextFile *file); /* how much of it has been read, from 0 to 1 */
