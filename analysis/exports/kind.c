#include "analysis/exports/kind.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Whether the container that Excel of old and Excel with a password use holds a stream of this name; the
 * names stand in it as UTF-16. */
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

static bool
container_is_encrypted(const char *path)
{
    /* Only the directory of the container is looked for; it may stand anywhere, also at the end. */
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
    return file &&
           holds_stream(g_mapped_file_get_contents(file), g_mapped_file_get_length(file), "EncryptedPackage");
}

static bool
begins_with(const char *text, const char *prefix)
{
    return g_ascii_strncasecmp(text, prefix, strlen(prefix)) == 0;
}

/* What a file is that is no export, in words; NULL if it may be one. */
static const char *
other_kind(const char *path, const char *bytes, gsize length)
{
    if (length >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return container_is_encrypted(path)
                   ? "the workbook is protected by a password; save it without one (File, Info, Protect)"
                   : "an old workbook (.xls); save it as .xlsx or .csv";
    if (length >= 5 && memcmp(bytes, "%PDF-", 5) == 0)
        return "a PDF; export the records as .xlsx or .csv";
    /* In place: a copy would leave some of a record in memory. */
    const char *start = bytes + strspn(bytes, "\xEF\xBB\xBF \t\r\n");
    if (begins_with(start, "<!doctype html") || begins_with(start, "<html") || begins_with(start, "<table"))
        return "a web page, whatever its name; open it in Excel and save it as .xlsx or .csv";
    if (begins_with(start, "<?xml"))
        return "an XML file; open it in Excel and save it as .xlsx or .csv";
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
        return fail(path, "it is no file", error);
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return fail(path, failure_of_reading(errno), error);
    char bytes[512];
    gsize length = fread(bytes, 1, sizeof bytes - 1, file);
    bytes[length] = '\0';
    int cause = ferror(file) ? errno : 0;
    fclose(file);
    if (cause)
        return fail(path, failure_of_reading(cause), error);
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return EXPORT_WORKBOOK;
    const char *other = other_kind(path, bytes, length);
    return other ? fail(path, other, error) : EXPORT_TEXT;
}
