#include "analysis/exports/kind.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

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

/* The kinds of file in such a container. */
static const char *
container_kind(const char *path)
{
    static const struct {
        const char *stream, *words;
    } kinds[] = {
        {"DRMEncrypted", "the workbook is protected by a sensitivity label, and only its owner's programs "
                         "can open it; save a copy with a label that does not encrypt, or as .csv"},
        {"EncryptedPackage",
         "the workbook is protected by a password; save it without one (File, Info, Protect)"},
        {"WordDocument", "an old Word document; export the records as .xlsx or .csv"},
        {"__substg1.0_", "an Outlook message; save the workbook attached to it"},
    };
    /* Only the container's directory is looked for; it may be anywhere, even at the end. */
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    for (gsize i = 0; file && i < G_N_ELEMENTS(kinds); i++)
        if (holds_stream(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), kinds[i].stream))
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
    static const struct {
        const char *mark;
        gsize at, length;
        const char *words;
    } marks[] = {
        {"%PDF-", 0, 5, "a PDF; export the records as .xlsx or .csv"},
        {"\x1F\x8B", 0, 2, "a compressed file (gzip); unpack it, and name the file in it"},
        {"7z\xBC\xAF\x27\x1C", 0, 6, "a compressed file (7-Zip); unpack it, and name the file in it"},
        {"Rar!", 0, 4, "a compressed file (RAR); unpack it, and name the file in it"},
        {"BZh", 0, 3, "a compressed file (bzip2); unpack it, and name the file in it"},
        {"\xFD"
         "7zXZ",
         0, 5, "a compressed file (xz); unpack it, and name the file in it"},
        {"SQLite format 3", 0, 15, "a SQLite database; export its table as .csv"},
        {"Standard ", 4, 9, "an Access database; export its table or query as .xlsx"},
        {"PAR1", 0, 4, "a Parquet file; export it as .csv"},
        {"{\\rtf", 0, 5, "a rich text (RTF); export the records as .xlsx or .csv"},
        {"\x89PNG", 0, 4, "a picture; export the records as .xlsx or .csv"},
        {"\xFF\xD8\xFF", 0, 3, "a picture; export the records as .xlsx or .csv"},
    };
    if (length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return container_kind(path);
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (length >= marks[i].at + marks[i].length &&
            memcmp(bytes + marks[i].at, marks[i].mark, marks[i].length) == 0)
            return marks[i].words;
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
fail(const char *path, const char *why, GError **error)
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
        return fail(path, failure_of_reading(errno), error);
    if (about.kind == SYSTEM_FOLDER)
        return fail(path, "it is a folder; name a file in it", error);
    if (about.kind != SYSTEM_FILE)
        return fail(path, "it is not a file", error);
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return fail(path, failure_of_reading(errno), error);
    setvbuf(file, NULL, _IONBF, 0); /* whose freed memory nobody would overwrite on Windows */
    char bytes[512];
    gsize length = fread(bytes, 1, sizeof bytes - 1, file);
    bytes[length] = '\0';
    int cause = ferror(file) ? errno : 0;
    fclose(file);
    if (cause)
        return fail(path, failure_of_reading(cause), error);
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return EXPORT_WORKBOOK;
    if (is_page(bytes))
        return EXPORT_PAGE;
    const char *other = other_kind(path, bytes, length);
    return other ? fail(path, other, error) : EXPORT_TEXT;
}
