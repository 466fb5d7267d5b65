/* Objects: a PDF that cairo wrote, as the objects it consists of, to be changed, added to and written anew.
 * Of what nothing leads to any more nothing is left. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Objects Objects;

/* `bytes` must outlive it; NULL where they are not laid out as a file of version 1.4 is. */
Objects *objects_read(const GByteArray *bytes);
void objects_free(Objects *objects);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Objects, objects_free)
guint objects_catalog(const Objects *objects);

/* The text of an object, "<< /Type /Page ... >>", which may be changed; of one with a stream its dictionary,
 * without the length. Empty where there is no such object. */
GString *objects_text(Objects *objects, guint number);
/* What the stream of an object holds, unpacked, or NULL where it has none that can be; caller frees. */
GString *objects_unpack(Objects *objects, guint number);
/* Packs a stream for an object whose dictionary says /FlateDecode. */
void objects_pack(Objects *objects, guint number, const GString *stream);
/* The number of a new object; `stream` of one that has it, as it is to stand there, else NULL. Copied. */
guint objects_add(Objects *objects, const char *text, const char *stream);
/* The whole file, of version 1.7, named by its content. */
GBytes *objects_write(Objects *objects);

/* The object that is referred to next in a text, from which `*at` goes on; 0 where there is none. */
guint reference_next(const char **at);
/* The one that is referred to behind a key; 0 where there is none. */
guint reference_behind(const char *text, const char *key);
