#include "analysis/exports/text.h"
#include "analysis/failure/failure.h"
#include <string.h>

static bool
convert(Export *export, ExportText *source, const char *encoding, gsize skip, GError **error)
{
    gsize length = 0;
    char *text = g_convert(source->text + skip, (gssize)(source->length - skip), "UTF-8", encoding, NULL,
                           &length, NULL);
    if (!text) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the text can be read neither as UTF-8 nor as %s",
                    export->path, encoding);
        return false;
    }
    g_free(source->text);
    source->text = text;
    source->length = length;
    export->encoding = encoding;
    export->encoding_found = true;
    return true;
}

static bool
to_utf8(Export *export, ExportText *source, GError **error)
{
    if (source->length >= 2 && memcmp(source->text, "\xFF\xFE", 2) == 0)
        return convert(export, source, "UTF-16LE", 2, error);
    if (source->length >= 2 && memcmp(source->text, "\xFE\xFF", 2) == 0)
        return convert(export, source, "UTF-16BE", 2, error);
    if (source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0) {
        source->length -= 3;
        memmove(source->text, source->text + 3, source->length);
    }
    if (memchr(source->text, '\0', source->length) || g_utf8_validate_len(source->text, source->length, NULL))
        return true; /* a NUL is reported with its line when rows are read */
    return convert(export, source, "Windows-1252", 0, error);
}

static char
find_delimiter(const ExportText *source)
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
export_text_open(Export *export, ExportText *text, const char *encoding, GError **error)
{
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(export->path, &text->text, &text->length, &cause)) {
        const char *why = g_file_test(export->path, G_FILE_TEST_IS_DIR) ? "it is a folder" : cause->message;
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the export cannot be read: %s", export->path, why);
        return false;
    }
    if (text->length >= 4 && memcmp(text->text, "PK\3\4", 4) == 0) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: a workbook; save it as CSV", export->path);
        return false;
    }
    export->encoding = "UTF-8";
    if (encoding ? !convert(export, text, encoding, 0, error) : !to_utf8(export, text, error))
        return false;
    export->encoding_found = !encoding && export->encoding_found;
    export->delimiter = find_delimiter(text);
    return true;
}
