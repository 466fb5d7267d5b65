#include "analysis/exports/kind.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* file_kinds.csv: what is not an export, by a mark at a place in its first bytes, a stream of the container
 * that old Excel uses, or a member of an archive; and what to do about it. */
static const struct {
    const char *where; /* "start", "stream", "member" */
    gsize at;
    const char *mark, *words;
} kinds[] = {
#include "file_kinds.inc"
};

static bool
is_known_by(gsize kind, const char *where)
{
    return strcmp(kinds[kind].where, where) == 0;
}

/* Whether the container that old Excel and Excel with a password use has a stream of this name; the names in
 * it are UTF-16. */
static bool
holds_stream(const char *bytes, gsize length, const char *name)
{
    char wide[64];
    gsize size = strlen(name) * 2;
    for (gsize i = 0; i < size; i++)
        wide[i] = i % 2 ? '\0' : name[i / 2];
    const char *last = bytes + length - size;
    for (const char *at = bytes; length >= size && at <= last; at++) {
        at = memchr(at, wide[0], (gsize)(last - at) + 1);
        if (!at)
            return false;
        if (memcmp(at, wide, size) == 0)
            return true;
    }
    return false;
}

/* The kind of file in such a container. */
static const char *
container_kind(const char *path)
{
    /* Only the container's directory is looked for; it may be anywhere, even at the end. */
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    for (gsize i = 0; file && i < G_N_ELEMENTS(kinds); i++)
        if (is_known_by(i, "stream") &&
            holds_stream(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), kinds[i].mark))
            return kinds[i].words;
    return "an old workbook (.xls); open it in Excel and save it as .xlsx or .csv";
}

static bool
begins_with(const char *text, const char *prefix)
{
    return g_ascii_strncasecmp(text, prefix, strlen(prefix)) == 0;
}

/* The kind of an XML file, by its first elements. */
static const char *
kind_of_xml(const char *start)
{
    if (strstr(start, "mso-application") || strstr(start, "urn:schemas-microsoft-com:office:spreadsheet"))
        return "an Excel 2003 XML spreadsheet; open it in Excel and save it as .xlsx or .csv";
    if (strstr(start, "office:document"))
        return "a flat OpenDocument file (.fods); open it in LibreOffice and save it as .ods or .csv";
    return "an XML file; open it in Excel and save it as .xlsx or .csv";
}

/* "{" and "[" followed by what JSON has after them, and not by a heading. */
static bool
is_json(const char *start)
{
    char open = *start;
    if (open != '{' && open != '[')
        return false;
    start++;
    start += strspn(start, " \t\r\n");
    return *start == '"' ? open == '{' || strchr(start, ',')
                         : *start == '{' || (*start == '[' && open == '[');
}

/* A web page, perhaps after the line that XML begins with. */
static bool
is_page(const char *bytes)
{
    const char *start = bytes + strspn(bytes, "\xEF\xBB\xBF \t\r\n");
    if (begins_with(start, "<?xml") && strstr(start, "?>"))
        start = strstr(start, "?>") + 2;
    start += strspn(start, " \t\r\n");
    return begins_with(start, "<!doctype html") || begins_with(start, "<html") ||
           begins_with(start, "<table");
}

/* What a file is if it is not an export, in words; NULL if it may be one. */
static const char *
other_kind(const char *path, const char *bytes, gsize length)
{
    if (length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return container_kind(path);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (is_known_by(i, "start") && length >= kinds[i].at + strlen(kinds[i].mark) &&
            memcmp(bytes + kinds[i].at, kinds[i].mark, strlen(kinds[i].mark)) == 0)
            return kinds[i].words;
    /* In place: a copy would leave part of a record in memory. */
    const char *start = bytes + strspn(bytes, "\xEF\xBB\xBF \t\r\n");
    if (begins_with(start, "<?xml") || begins_with(start, "<office:document"))
        return kind_of_xml(start);
    if (begins_with(start, "MIME-Version:") || strstr(start, "Content-Type: multipart/related"))
        return "a web archive (MHTML), whatever its name; open it in Excel and save it as .xlsx or .csv";
    if (is_json(start))
        return "JSON; export the records as .csv or .xlsx";
    return NULL;
}

static ExportKind
fail_to_read_export(const char *path, const char *why, GError **error)
{
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export cannot be read: %s", path, why);
    return EXPORT_NEITHER;
}

ExportKind
export_kind(const char *path, GError **error)
{
    SystemFile about;
    input_note(path);
    if (!system_look(path, &about))
        return fail_to_read_export(path, failure_of_reading(errno), error);
    if (about.kind == SYSTEM_FOLDER)
        return fail_to_read_export(path, "it is a folder; name a file in it", error);
    if (about.kind != SYSTEM_FILE)
        return fail_to_read_export(path, "it is not a file", error);
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return fail_to_read_export(path, failure_of_reading(errno), error);
    setvbuf(file, NULL, _IONBF, 0); /* whose freed memory nobody would overwrite on Windows */
    char bytes[512];
    gsize length = fread(bytes, 1, sizeof bytes - 1, file);
    bytes[length] = '\0';
    int cause = ferror(file) ? errno : 0;
    fclose(file);
    if (cause)
        return fail_to_read_export(path, failure_of_reading(cause), error);
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return EXPORT_WORKBOOK;
    if (is_page(bytes))
        return EXPORT_PAGE;
    const char *other = other_kind(path, bytes, length);
    return other ? fail_to_read_export(path, other, error) : EXPORT_TEXT;
}

/* What an archive is if it is not a workbook that we read. */
static const char *
other_archive(const Archive *archive)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (is_known_by(i, "member") && archive_has(archive, kinds[i].mark))
            return kinds[i].words;
    return NULL;
}

/* Whether the list of an OpenDocument's members says that one is encrypted. */
static bool
is_encrypted(Archive *archive, GError **error)
{
    g_autoptr(MemberReader) reader = archive_has(archive, "META-INF/manifest.xml")
                                         ? member_open(archive, "META-INF/manifest.xml", error)
                                         : NULL;
    while (reader && member_next(reader, error))
        if (member_at_start(reader, "encryption-data") || member_at_start(reader, "EncryptedKey"))
            return true;
    return false;
}

const WorkbookFormat *
workbook_format(Archive *archive, const char *path, GError **error)
{
    const char *other = other_archive(archive);
    g_autoptr(GError) fault = NULL;
    if (!other && archive_has(archive, "content.xml")) {
        if (is_encrypted(archive, &fault))
            other = "the workbook is protected by a password; save it without one";
        else if (!fault)
            return &ods_format;
    }
    if (!other && !fault && archive_has(archive, "_rels/.rels") &&
        archive_has(archive, "[Content_Types].xml"))
        return &xlsx_format;
    if (!fault)
        g_set_error(&fault, FAILURE, FAILURE_INPUT, "%s: %s", path,
                    other ? other
                          : "an archive that is not a workbook; if the export is in it, unpack it; if not, "
                            "save it as .xlsx or .csv");
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}
