/* Objects: a PDF file as what it is made of, numbered objects that name each other by their numbers. The file
 * that cairo wrote is taken apart; its objects are read and changed as text; new ones are added; and all is
 * written anew, in less room. Nothing is parsed that need not be: an object begins where cairo's table says
 * and ends where the next begins. Private to the room.
 *
 * What goes wrong in a stream is remembered, and told when the file is written. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *text; /* its value; of a stream, what its dictionary has behind the length; NULL: no such object */
    GBytes *stream; /* as it stands in the file, NULL: none */
} Object;

typedef struct {
    GArray *objects; /* of Object, by number */
    guint catalog, information;
    guint from; /* no number below it is free */
    bool failed;
} Objects;

/* NULL where the file is not laid out as cairo does. */
Objects *objects_read(const GString *file);
void objects_free(Objects *objects);
/* The whole file, with an identifier made of its content; NULL where something went wrong before. Caller owns
 * it. */
GBytes *objects_write(const Objects *objects);

/* The value of an object; empty where there is none. */
const char *objects_text(const Objects *objects, guint number);
/* A new object, null until it is set. The numbers of removed objects come again. */
guint objects_new(Objects *objects);
void objects_remove(Objects *objects, guint number);
/* Takes over the text. */
void objects_set(Objects *objects, guint number, char *text);
/* Adds entries to a dictionary, which must not have them yet. */
void objects_complete(Objects *objects, guint number, const char *entries);

/* What a stream holds, uncompressed; empty where it cannot be read. Caller owns it. */
GString *objects_stream(Objects *objects, guint number);
/* Takes over what a stream holds, in the form that its dictionary says; NULL where that could not be made. */
void objects_set_stream(Objects *objects, guint number, GBytes *stream);
/* NULL where zlib gives up. Caller owns it. */
GBytes *objects_compress(const void *bytes, gsize length);
/* Appends text as a PDF string. */
void objects_append_string(GString *out, const char *text);
