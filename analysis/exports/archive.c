#include "analysis/exports/archive.h"
#include "analysis/inputs/inputs.h"
#include <string.h>
#include <zip.h>

static const guint64 most_unpacked = 1024 * 1024 * 1024; /* unless the one who opens it wants less */
static const zip_int64_t most_members = 10000;
static const guint64 ratio_from = 16 * 1024 * 1024, most_ratio = 200;

struct Archive {
    char *path;
    const char *noun;
    zip_t *zip;
    guint64 most_unpacked;
};

Archive *
archive_open(const char *path, const char *noun, GError **error)
{
    int code = 0;
    input_note(path);
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    if (!zip) {
        zip_error_t why;
        zip_error_init_with_code(&why, code);
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the %s is damaged or cut short: %s", path, noun,
                    zip_error_strerror(&why));
        zip_error_fini(&why);
        return NULL;
    }
    if (zip_get_num_entries(zip, 0) > most_members) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: the %s has more than 10,000 members; none has as many", path, noun);
        zip_discard(zip);
        return NULL;
    }
    Archive *archive = g_new0(Archive, 1);
    archive->most_unpacked = most_unpacked;
    archive->path = g_strdup(path);
    archive->noun = noun;
    archive->zip = zip;
    return archive;
}

void
archive_bound(Archive *archive, guint64 most)
{
    archive->most_unpacked = most;
}

void
archive_free(Archive *archive)
{
    zip_discard(archive->zip);
    g_free(archive->path);
    g_free(archive);
}

bool
archive_has(const Archive *archive, const char *member)
{
    return zip_name_locate(archive->zip, member, 0) >= 0;
}

static void
member_fail(MemberReader *reader, const char *message)
{
    if (!reader->error)
        g_set_error(&reader->error, FAILURE, FAILURE_INPUT, "%s: the %s's %s %s", reader->archive->path,
                    reader->archive->noun, reader->member, message);
}

static int
unpack(void *user, char *buffer, int length)
{
    MemberReader *reader = user;
    zip_int64_t size = zip_fread(reader->file, buffer, (zip_uint64_t)length);
    if (size < 0) {
        member_fail(reader, "is damaged or cut short");
        return -1;
    }
    reader->unpacked += (guint64)size;
    if (reader->unpacked > reader->archive->most_unpacked ||
        (reader->unpacked > ratio_from && reader->unpacked > most_ratio * MAX(reader->packed, 1))) {
        member_fail(reader, "unpacks to far more than its size, and is not read any further");
        return -1;
    }
    return (int)size;
}

/* The first fault is the one to tell; libxml2 prints nothing. */
static void
on_xml_fault(void *user, xmlErrorPtr fault)
{
    MemberReader *reader = user;
    if (fault->level < XML_ERR_ERROR || reader->error)
        return;
    g_autofree char *why = g_strstrip(g_strdup(fault->message ? fault->message : "no XML"));
    g_autofree char *message = g_strdup_printf("is damaged in line %d: %s", fault->line, why);
    member_fail(reader, message);
}

MemberReader *
member_open(Archive *archive, const char *member, GError **error)
{
    zip_stat_t stat;
    zip_file_t *file = NULL;
    if (zip_stat(archive->zip, member, 0, &stat) == 0)
        file = zip_fopen(archive->zip, member, 0);
    if (!file) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the %s has no readable %s: %s", archive->path,
                    archive->noun, member, zip_strerror(archive->zip));
        return NULL;
    }
    MemberReader *reader = g_new0(MemberReader, 1);
    reader->archive = archive;
    reader->member = member;
    reader->file = file;
    reader->packed = stat.comp_size;
    reader->size = stat.size;
    reader->xml = xmlReaderForIO(unpack, NULL, reader, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    xmlTextReaderSetStructuredErrorHandler(reader->xml, on_xml_fault, reader);
    return reader;
}

void
member_free(MemberReader *reader)
{
    xmlFreeTextReader(reader->xml);
    zip_fclose(reader->file);
    g_clear_error(&reader->error);
    g_free(reader);
}

bool
member_next(MemberReader *reader, GError **error)
{
    int read = xmlTextReaderRead(reader->xml);
    if (read == 1 && xmlTextReaderNodeType(reader->xml) == XML_READER_TYPE_DOCUMENT_TYPE)
        member_fail(reader, "has a document type; none is needed there");
    if (read < 0)
        member_fail(reader, "is damaged");
    if (reader->error) {
        g_propagate_error(error, g_steal_pointer(&reader->error));
        return false;
    }
    return read == 1;
}

bool
member_settle(GError **fault, GError **error)
{
    if (!*fault)
        return true;
    g_propagate_error(error, g_steal_pointer(fault));
    return false;
}

static bool
named(const MemberReader *reader, int type, const char *name)
{
    return xmlTextReaderNodeType(reader->xml) == type &&
           strcmp((const char *)xmlTextReaderConstLocalName(reader->xml), name) == 0;
}

bool
member_at_start(const MemberReader *reader, const char *name)
{
    return named(reader, XML_READER_TYPE_ELEMENT, name);
}

bool
member_at_end(const MemberReader *reader, const char *name)
{
    return named(reader, XML_READER_TYPE_END_ELEMENT, name);
}

bool
member_is_empty(const MemberReader *reader)
{
    return xmlTextReaderIsEmptyElement(reader->xml) == 1;
}

const char *
member_text(const MemberReader *reader)
{
    int type = xmlTextReaderNodeType(reader->xml);
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                   type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE
               ? (const char *)xmlTextReaderConstValue(reader->xml)
               : NULL;
}

static const char *
find_attribute(const MemberReader *reader, const char *name)
{
    while (xmlTextReaderMoveToNextAttribute(reader->xml) == 1)
        if (strcmp((const char *)xmlTextReaderConstLocalName(reader->xml), name) == 0)
            return (const char *)xmlTextReaderConstValue(reader->xml);
    return NULL;
}

bool
member_attribute(const MemberReader *reader, const char *name, char *value, gsize size)
{
    const char *found = find_attribute(reader, name);
    if (found)
        g_strlcpy(value, found, size);
    xmlTextReaderMoveToElement(reader->xml);
    return found;
}

char *
member_attribute_copy(const MemberReader *reader, const char *name)
{
    char *copy = g_strdup(find_attribute(reader, name));
    xmlTextReaderMoveToElement(reader->xml);
    return copy;
}

double
member_progress(const MemberReader *reader)
{
    return reader->size ? MIN((double)reader->unpacked / (double)reader->size, 1) : 1;
}
