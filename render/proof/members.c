#include "render/proof/members.h"

static const gsize most_text = 64 * 1024 * 1024; /* of a part that is packed */

Archive *
open_document(const char *path, GError **error)
{
    Archive *archive = archive_open(path, "document", error);
    if (archive)
        archive_bound(archive, most_text);
    return archive;
}

/* Whether the reader is at, or within, an element that is not read. `depth` is its depth, 0 outside. */
static bool
is_unseen(const MemberReader *reader, const MemberKind *kind, int *depth)
{
    int type = xmlTextReaderNodeType(reader->xml), here = xmlTextReaderDepth(reader->xml);
    if (*depth) {
        if (here <= *depth && type == XML_READER_TYPE_END_ELEMENT)
            *depth = 0;
        return true;
    }
    if (type != XML_READER_TYPE_ELEMENT ||
        !g_strv_contains(kind->unseen, (const char *)xmlTextReaderConstLocalName(reader->xml)))
        return false;
    *depth = member_is_empty(reader) ? 0 : here;
    return true;
}

static void
read_node(const MemberReader *reader, const MemberKind *kind, void *reading)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(reader->xml);
    int type = xmlTextReaderNodeType(reader->xml);
    if (type == XML_READER_TYPE_ELEMENT)
        kind->begin(reading, reader, name);
    if (type == XML_READER_TYPE_END_ELEMENT || (type == XML_READER_TYPE_ELEMENT && member_is_empty(reader)))
        kind->end(reading, name);
    else if (type != XML_READER_TYPE_ELEMENT && member_text(reader))
        kind->text(reading, reader, member_text(reader));
}

bool
member_read(Archive *archive, const char *part, const MemberKind *kind, void *reading, GError **error)
{
    MemberReader *reader = member_open(archive, part, error);
    if (!reader)
        return false;
    GError *fault = NULL;
    for (int unseen = 0; member_next(reader, &fault);)
        if (!is_unseen(reader, kind, &unseen))
            read_node(reader, kind, reading);
    member_free(reader);
    return member_settle(&fault, error);
}
