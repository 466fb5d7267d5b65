/* Archive: the members of a workbook's or a text document's package as XML, unpacked within bounds. */
#pragma once
#include <glib.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>

typedef struct Archive Archive;

/* Fails with FAILURE_INPUT: no zip archive, or cut short. `noun` (static) is what messages call it:
 * "workbook". */
Archive *archive_open(const char *path, const char *noun, GError **error);
/* No member may unpack to more bytes than this. */
void archive_bound(Archive *archive, guint64 most);
/* All that is unpacked from here on may be no more than this together; 0: no such bound. */
void archive_bound_together(Archive *archive, guint64 most);
void archive_free(Archive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_free)
/* Members are found whatever the case of their letters, and with either stroke between their folders. */
bool archive_has(const Archive *archive, const char *member);

/* One member being read. It is unpacked as it is read and refused once it is over 1 GiB, or over 16 MiB and
 * 200 times its packed size; a document type (and with it any entity) is refused, too. */
typedef struct {
    Archive *archive;
    const char *member;
    struct zip_file *file;
    guint64 packed, size, unpacked; /* size: as the archive says it */
    xmlTextReaderPtr xml;
    bool own; /* elements of other namespaces than the first one's, which are extensions, are passed over */
    GError *error;
} MemberReader;
MemberReader *member_open(Archive *archive, const char *member, GError **error);
void member_free(MemberReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MemberReader, member_free)
/* Goes to the next node; false at the end, and with an error when the member is damaged. */
bool member_next(MemberReader *reader, GError **error);
/* Hands on the fault that ended a loop over nodes; true if there was none. */
bool member_settle(GError **fault, GError **error);
/* The node is the start (the end) of an element of this name: its local name, whatever its namespace, or
 * "table:table", its local name in the namespace of OpenDocument that is called so. */
bool member_at_start(const MemberReader *reader, const char *name);
bool member_at_end(const MemberReader *reader, const char *name);
/* The same of any element, and of any of a namespace: "drawing". */
bool member_at_any_start(const MemberReader *reader);
bool member_at_any_end(const MemberReader *reader);
bool member_is_of(const MemberReader *reader, const char *namespace);
bool member_is_empty(const MemberReader *reader);    /* the element at hand has no end of its own */
const char *member_text(const MemberReader *reader); /* of a text node; NULL of any other */
/* An attribute of the element at hand, named as elements are, copied into `value`; false if there is none. Of
 * two with one local name it is the one without a namespace. */
bool member_attribute(const MemberReader *reader, const char *name, char *value, gsize size);
/* The same, to be freed by the caller; NULL if there is none. */
char *member_attribute_copy(const MemberReader *reader, const char *name);
double member_progress(const MemberReader *reader); /* how much of it has been unpacked, 0 to 1 */
