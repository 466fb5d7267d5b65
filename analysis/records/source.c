#include "analysis/records/source.h"
#include "analysis/failure/failure.h"
#include <string.h>

static bool
convert(Source *source, const char *path, const char *encoding, gsize skip, Findings *findings,
        GError **error)
{
    gsize length = 0;
    char *text = g_convert(source->text + skip, (gssize)(source->length - skip), "UTF-8", encoding, NULL,
                           &length, NULL);
    if (!text) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the text can be read neither as UTF-8 nor as %s",
                    path, encoding);
        return false;
    }
    g_free(source->text);
    source->text = text;
    source->length = length;
    findings_add(findings, "encoding", FINDING_NOTE, path, 0, 0, "", "read as %s", encoding);
    return true;
}

static bool
to_utf8(Source *source, const char *path, Findings *findings, GError **error)
{
    if (source->length >= 2 && memcmp(source->text, "\xFF\xFE", 2) == 0)
        return convert(source, path, "UTF-16LE", 2, findings, error);
    if (source->length >= 2 && memcmp(source->text, "\xFE\xFF", 2) == 0)
        return convert(source, path, "UTF-16BE", 2, findings, error);
    if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
        source->length -= 3;
        memmove(source->text, source->text + 3, source->length);
    }
    if (memchr(source->text, '\0', source->length) || g_utf8_validate_len(source->text, source->length, NULL))
        return true; /* a NUL is reported with its line when rows are read */
    return convert(source, path, "WINDOWS-1252", 0, findings, error);
}

static char
find_delimiter(const Source *source)
{
    static const char candidates[] = ",;\t|";
    guint counts[4] = {0};
    bool quoted = false;
    for (gsize i = 0; i < source->length; i++) {
        char letter = source->text[i];
        if (letter == '"')
            quoted = !quoted;
        if (!quoted && (letter == '\n' || letter == '\r') && i > 0)
            break;
        const char *found = quoted || !letter ? NULL : strchr(candidates, letter);
        if (found)
            counts[found - candidates]++;
    }
    guint best = 0;
    for (guint i = 1; i < 4; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

bool
source_open(Source *source, const char *path, Findings *findings, GError **error)
{
    *source = (Source){0};
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(path, &source->text, &source->length, &cause)) {
        const char *why = g_file_test(path, G_FILE_TEST_IS_DIR) ? "it is a folder" : cause->message;
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export cannot be read: %s", path, why);
        return false;
    }
    if (source->length >= 4 && memcmp(source->text, "PK\3\4", 4) == 0) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: a workbook; save it as CSV", path);
        return false;
    }
    if (!to_utf8(source, path, findings, error))
        return false;
    source->delimiter = find_delimiter(source);
    return true;
}

void
source_close(Source *source)
{
    g_free(source->text);
}
