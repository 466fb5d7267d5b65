/* Members: how the parts of a packed document are read, whatever its kind. Private to the room. */
#pragma once
#include "analysis/exports/archive.h"

/* A .docx or .odt whose parts are bounded. */
Archive *open_document(const char *path, GError **error);

/* What a kind of document makes of a part: an element begins (and, where it is empty, ends at once), it ends,
 * text stands in it. Names are without their prefix. */
typedef struct {
    const char *const *unseen; /* elements that are not read, with all that is in them; NULL-ended */
    void (*begin)(void *reading, const MemberReader *reader, const char *name);
    void (*end)(void *reading, const char *name);
    void (*text)(void *reading, const MemberReader *reader, const char *text);
} MemberKind;

/* Gives all of a part to `reading`. False with an error where it cannot be read. */
bool member_read(Archive *archive, const char *part, const MemberKind *kind, void *reading, GError **error);
