#include "analysis/inputs/inputs.h"
#include "render/proof/passages.h"
#include <string.h>

static const InputKind proof_document_file = {
    .noun = "document", .most = 64 * 1024 * 1024, .failure = FAILURE_INPUT};

/* UTF-8, with or without a mark, or else Windows-1252, as Notepad saves it. */
static char *
as_utf8(char *bytes, gsize *length)
{
    char *start = bytes;
    if (g_str_has_prefix(bytes, "\xef\xbb\xbf"))
        start += 3, *length -= 3;
    if (g_utf8_validate(start, (gssize)*length, NULL))
        return g_strndup(start, *length);
    return g_convert_with_fallback(start, (gssize)*length, "UTF-8", "WINDOWS-1252", "?", NULL, length, NULL);
}

static bool
read_characters(Gathering *gathering, const char *path, char *bytes, gsize length, GError **error)
{
    g_autofree char *name = g_utf8_casefold(path, -1), *text = NULL;
    if (memchr(bytes, '\0', length) || !(text = as_utf8(bytes, &length)))
        return false;
    if (g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".htm"))
        return read_html(gathering, path, text, length, error);
    if (g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".markdown"))
        return read_markdown(gathering, path, text, length, error);
    return (g_str_has_suffix(name, ".txt") || g_str_has_suffix(name, ".text")) && read_text(gathering, text);
}

/* Poppler's library may not be linked by what is under the MIT licence; its program may be run. */
static bool
read_pdf(Gathering *gathering, const char *path, GError **error)
{
    g_autofree char *file = g_canonicalize_filename(path, NULL), *text = NULL;
    const char *const words[] = {"pdftotext", "-q", "-layout", "-enc", "UTF-8", file, "-", NULL};
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                      NULL, &text, NULL, &status, NULL)) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: a PDF is read with pdftotext, which is not installed (poppler-utils)", path);
        return false;
    }
    if (!g_spawn_check_wait_status(status, NULL) || !g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: pdftotext cannot read it", path);
        return false;
    }
    return read_text(gathering, text);
}

/* False without an error where it is of no kind that is read. */
static bool
read_any(Gathering *gathering, const char *path, GError **error)
{
    gsize length;
    g_autofree char *bytes = input_read(path, &proof_document_file, &length, error);
    if (!bytes)
        return false;
    if (length > 4 && memcmp(bytes, "%PDF", 4) == 0)
        return read_pdf(gathering, path, error);
    return length > 4 && memcmp(bytes, "PK\003\004", 4) == 0
               ? read_package(gathering, path, error)
               : read_characters(gathering, path, bytes, length, error);
}

GPtrArray *
passages_read(const char *path, GError **error)
{
    Gathering *gathering = gathering_new();
    GError *fault = NULL;
    bool read = read_any(gathering, path, &fault);
    GPtrArray *passages = gathering_end(gathering);
    if (!read && !fault)
        g_set_error(&fault, FAILURE, FAILURE_INPUT,
                    "%s: proof cannot read this document; save it as .docx, .odt, .pdf, .html, .md or .txt",
                    path);
    if (read && !passages)
        g_set_error(&fault, FAILURE, FAILURE_INPUT,
                    "%s: more than %d paragraphs and cells, which is the limit", path, GATHERING_MOST);
    if (fault)
        g_propagate_error(error, fault);
    if (!read && passages)
        g_clear_pointer(&passages, g_ptr_array_unref);
    return passages;
}

const char *
last_heading(const char *headings)
{
    const char *last = g_strrstr(headings, BETWEEN_HEADINGS);
    return last ? last + strlen(BETWEEN_HEADINGS) : headings;
}

char *
passage_place(const Passage *passage, gsize offset)
{
    GString *place = g_string_new(NULL);
    if (passage->line) {
        guint line = passage->line;
        for (const char *at = passage->text; at < passage->text + offset; at++)
            line += *at == '\n';
        g_string_append_printf(place, "line %u", line);
    }
    if (passage->page)
        g_string_append_printf(place, "%spage about %u", place->len ? ", " : "", passage->page);
    const char *heading = last_heading(passage->heading);
    if (!passage->line && *heading)
        g_string_append_printf(place, "%s%s", place->len ? ", " : "", heading);
    if (!passage->line && passage->kind == PASSAGE_PROSE)
        g_string_append_printf(place, "%sparagraph %u", place->len ? ", " : "", passage->paragraph);
    if (passage->kind == PASSAGE_CELL)
        g_string_append_printf(place, "%srow \"%s\", column \"%s\"", place->len ? ", " : "", passage->row,
                               passage->column);
    return g_string_free(place, FALSE);
}
