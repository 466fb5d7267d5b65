/* Archive: the members of a workbook's or a text document's package as XML, unpacked within limits. */
#pragma once
#include <glib.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

typedef struct Archive Archive;

/* Fails with FAILURE_INPUT: not a zip archive, or cut short. `noun` (static) is what messages call it:
 * "workbook". */
Archive *archive_open(const char *path, const char *noun, GError **error);
/* No member may unpack to more bytes than this. */
void archive_bound(Archive *archive, guint64 most);
/* The most that everything unpacked from here on may add up to; 0: no limit. */
void archive_bound_together(Archive *archive, guint64 most);
void archive_free(Archive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)
/* Members are found whatever the case of their letters, and with either slash between folders. */
bool archive_has(const Archive *archive, const char *member);

/* One member being read. It is unpacked while it is read, and refused once it is over 1 GiB, or over 16 MiB
 * and 200 times its packed size; a document type (and with it any entity) is refused, too. */
typedef struct {
    Archive *archive;
    const char *member;
    struct zip_file *file;
    guint64 packed, size, unpacked; /* size: as the archive gives it */
    xmlTextReaderPtr xml;
    bool own; /* ignores elements of other namespaces than the first one's, which are extensions */
    GError *error;
} MemberReader;
MemberReader *member_open(Archive *archive, const char *member, GError **error);
void member_free(MemberReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MemberReader, member_free)
/* Goes to the next node; false at the end, and with an error if the member is damaged. */
bool member_next(MemberReader *reader, GError **error);
/* Passes on the fault that ended a loop over nodes; true if there was none. */
bool member_settle(GError **fault, GError **error);
/* The node is the start (the end) of an element with this name: its local name, whatever its namespace, or
 * "table:table", its local name in the OpenDocument namespace of that short name. */
bool member_at_start(const MemberReader *reader, const char *name);
bool member_at_end(const MemberReader *reader, const char *name);
/* The same for any element, and for any element of a namespace: "drawing". */
bool member_at_any_start(const MemberReader *reader);
bool member_at_any_end(const MemberReader *reader);
bool member_is_of(const MemberReader *reader, const char *namespace);
bool member_is_empty(const MemberReader *reader);    /* the current element has no end of its own */
const char *member_text(const MemberReader *reader); /* of a text node; NULL for any other */
/* An attribute of the current element, named as elements are, copied into `value`; false if there is none. If
 * two have one local name, it is the one without a namespace. */
bool member_attribute(const MemberReader *reader, const char *name, char *value, gsize size);
/* The same, to be freed by the caller; NULL if there is none. */
char *member_attribute_copy(const MemberReader *reader, const char *name);
double member_progress(const MemberReader *reader); /* how much of it has been unpacked, from 0 to 1 */
