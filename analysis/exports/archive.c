#include "analysis/exports/archive.h"
#include "analysis/inputs/inputs.h"
#include <string.h>
#include <zip.h>

static const guint64 most_unpacked = 1024 * 1024 * 1024; /* unless the caller wants less */
static const zip_int64_t most_members = 10000;
static const guint64 ratio_from = 16 * 1024 * 1024, most_ratio = 200;

struct Archive {
    char *path;
    const char *noun;
    zip_t *zip;
    GHashTable *places; /* a member's name in small letters -> 1 + its number */
    guint64 most_unpacked, most_together, together;
};

/* A name as members are compared: in some packages only the case of letters differs, and some programs write
 * backslashes. */
static char *
member_key(const char *name)
{
    char *key = g_ascii_strdown(name, -1);
    return g_strdelimit(key, "\\", '/');
}

static zip_int64_t
find_member(const Archive *archive, const char *name)
{
    g_autofree char *key = member_key(name);
    return (zip_int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(archive->places, key)) - 1;
}

static void
note_members(Archive *archive)
{
    archive->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive->zip, 0); i++) {
        const char *name = zip_get_name(archive->zip, (zip_uint64_t)i, 0);
        g_autofree char *key = name ? member_key(name) : NULL;
        if (key && !g_hash_table_contains(archive->places, key))
            g_hash_table_insert(archive->places, g_steal_pointer(&key), GSIZE_TO_POINTER((gsize)i + 1));
    }
}

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
                    "%s: the %s has more than 10,000 members, which is the limit", path, noun);
        zip_discard(zip);
        return NULL;
    }
    Archive *archive = g_new0(Archive, 1);
    archive->most_unpacked = most_unpacked;
    archive->path = g_strdup(path);
    archive->noun = noun;
    archive->zip = zip;
    note_members(archive);
    return archive;
}

void
archive_bound(Archive *archive, guint64 most)
{
    archive->most_unpacked = most;
}

void
archive_bound_together(Archive *archive, guint64 most)
{
    archive->most_together = most;
    archive->together = 0;
}

void
archive_free(Archive *archive)
{
    g_hash_table_unref(archive->places);
    zip_discard(archive->zip);
    g_free(archive->path);
    g_free(archive);
}

bool
archive_has(const Archive *archive, const char *member)
{
    return find_member(archive, member) >= 0;
}

static void
member_fail(MemberReader *reader, const char *message)
{
    if (!reader->error)
        g_set_error(&reader->error, FAILURE, FAILURE_INPUT, "%s: the %s's %s %s", reader->archive->path,
                    reader->archive->noun, reader->member, message);
}

static int
unpack_for_xml(void *user, char *buffer, int length)
{
    MemberReader *reader = user;
    zip_int64_t size = zip_fread(reader->file, buffer, (zip_uint64_t)length);
    if (size < 0) {
        member_fail(reader, "is damaged or cut short");
        return -1;
    }
    reader->unpacked += (guint64)size;
    reader->archive->together += (guint64)size;
    if (reader->archive->most_together && reader->archive->together > reader->archive->most_together) {
        g_autofree char *message = g_strdup_printf(
            "and the parts beside it unpack to more than %" G_GUINT64_FORMAT " MiB, too much for a %s",
            reader->archive->most_together / 1024 / 1024, reader->archive->noun);
        member_fail(reader, message);
        return -1;
    }
    if (reader->unpacked > reader->archive->most_unpacked ||
        (reader->unpacked > ratio_from && reader->unpacked > most_ratio * MAX(reader->packed, 1))) {
        member_fail(reader, "unpacks to far more than its size, and is not read any further");
        return -1;
    }
    return (int)size;
}

/* The first fault is reported; libxml2 prints nothing. */
static void
on_xml_fault(void *user, xmlErrorPtr fault)
{
    MemberReader *reader = user;
    if (fault->level < XML_ERR_ERROR || reader->error)
        return;
    g_autofree char *why = g_strstrip(g_strdup(fault->message ? fault->message : "not XML"));
    g_autofree char *message = g_strdup_printf("is damaged in line %d: %s", fault->line, why);
    member_fail(reader, message);
}

MemberReader *
member_open(Archive *archive, const char *member, GError **error)
{
    zip_stat_t stat;
    zip_file_t *file = NULL;
    zip_int64_t place = find_member(archive, member);
    if (place >= 0 && zip_stat_index(archive->zip, (zip_uint64_t)place, 0, &stat) == 0)
        file = zip_fopen_index(archive->zip, (zip_uint64_t)place, 0);
    if (!file) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the %s has no readable %s: %s", archive->path,
                    archive->noun, member, place < 0 ? "there is none" : zip_strerror(archive->zip));
        return NULL;
    }
    MemberReader *reader = g_new0(MemberReader, 1);
    reader->archive = archive;
    reader->member = member;
    reader->file = file;
    reader->packed = stat.comp_size;
    reader->size = stat.size;
    reader->xml =
        xmlReaderForIO(unpack_for_xml, NULL, reader, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
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

static int
node_type(const MemberReader *reader)
{
    return xmlTextReaderNodeType(reader->xml);
}

bool
member_at_any_start(const MemberReader *reader)
{
    return node_type(reader) == XML_READER_TYPE_ELEMENT;
}

bool
member_at_any_end(const MemberReader *reader)
{
    return node_type(reader) == XML_READER_TYPE_END_ELEMENT;
}

static const char *
namespace_of(const xmlNode *node)
{
    return node && node->ns && node->ns->href ? (const char *)node->ns->href : "";
}

static bool
is_extension(const MemberReader *reader)
{
    if (!reader->own || (!member_at_any_start(reader) && !member_at_any_end(reader)))
        return false;
    const xmlNode *node = xmlTextReaderCurrentNode(reader->xml), *first = xmlDocGetRootElement(node->doc);
    return strcmp(namespace_of(node), namespace_of(first)) != 0;
}

bool
member_next(MemberReader *reader, GError **error)
{
    int read;
    do
        read = xmlTextReaderRead(reader->xml);
    while (read == 1 && is_extension(reader));
    if (read == 1 && node_type(reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        member_fail(reader, "has a document type, which it does not need");
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

/* Each OpenDocument namespace contains its short name between colons:
 * urn:oasis:names:tc:opendocument:xmlns:table:1.0. */
static bool
is_in(const char *uri, const char *space, gsize length)
{
    for (const char *at = uri; at && (at = strchr(at, ':')); at++)
        if (strncmp(at + 1, space, length) == 0 && at[1 + length] == ':')
            return true;
    return false;
}

bool
member_is_of(const MemberReader *reader, const char *namespace)
{
    return is_in(namespace_of(xmlTextReaderCurrentNode(reader->xml)), namespace, strlen(namespace));
}

static bool
node_is_named(const MemberReader *reader, int type, const char *name)
{
    if (node_type(reader) != type)
        return false;
    const char *colon = strchr(name, ':');
    return strcmp((const char *)xmlTextReaderConstLocalName(reader->xml), colon ? colon + 1 : name) == 0 &&
           (!colon ||
            is_in(namespace_of(xmlTextReaderCurrentNode(reader->xml)), name, (gsize)(colon - name)));
}

bool
member_at_start(const MemberReader *reader, const char *name)
{
    return node_is_named(reader, XML_READER_TYPE_ELEMENT, name);
}

bool
member_at_end(const MemberReader *reader, const char *name)
{
    return node_is_named(reader, XML_READER_TYPE_END_ELEMENT, name);
}

bool
member_is_empty(const MemberReader *reader)
{
    return xmlTextReaderIsEmptyElement(reader->xml) == 1;
}

const char *
member_text(const MemberReader *reader)
{
    int type = node_type(reader);
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                   type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE
               ? (const char *)xmlTextReaderConstValue(reader->xml)
               : NULL;
}

static const char *
find_attribute(const MemberReader *reader, const char *name)
{
    const char *colon = strchr(name, ':'), *found = NULL;
    while (xmlTextReaderMoveToNextAttribute(reader->xml) == 1) {
        if (strcmp((const char *)xmlTextReaderConstLocalName(reader->xml), colon ? colon + 1 : name) != 0)
            continue;
        const char *uri = (const char *)xmlTextReaderConstNamespaceUri(reader->xml);
        if (colon && !is_in(uri, name, (gsize)(colon - name)))
            continue;
        found = (const char *)xmlTextReaderConstValue(reader->xml);
        if (colon || !uri)
            break;
    }
    return found;
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
