#include "tests/fuzz/fuzz.h"
#include "system/system.h"
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "analysis/failure/failure.h"

/* A target's memory belongs to its sanitizer. */
void
system_overwrite_memory(bool freed)
{
    (void)freed;
}

static char *folder;
static GHashTable *names; /* of the files in it */

static void
take_away(void)
{
    GHashTableIter iterator;
    gpointer name;
    g_hash_table_iter_init(&iterator, names);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_unlink(name);
    g_rmdir(folder);
    g_hash_table_unref(names);
    g_free(folder);
}

/* GLib ends a process by a trap, for which libFuzzer keeps no input. */
static void
on_trap(int signal)
{
    (void)signal;
    abort();
}

static void
prepare(void)
{
    signal(SIGTRAP, on_trap);
    g_log_set_always_fatal(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
    folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
    names = g_hash_table_new(g_str_hash, g_str_equal);
    g_assert_nonnull(folder);
    atexit(take_away);
}

static const char *
path_of(const char *name)
{
    if (!folder)
        prepare();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    const char *kept = g_intern_string(path);
    g_hash_table_add(names, (gpointer)kept);
    return kept;
}

const char *
fuzz_file(const char *name, const void *bytes, gsize size)
{
    const char *path = path_of(name);
    FILE *file = g_fopen(path, "wb");
    g_assert_true(file && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
    return path;
}

const char *
fuzz_text(const char *name, const char *text)
{
    const char *path = path_of(name);
    return g_file_test(path, G_FILE_TEST_EXISTS) ? path : fuzz_file(name, text, strlen(text));
}

static void
part_clear(gpointer part)
{
    g_free(((FuzzPart *)part)->name);
}

GArray *
fuzz_parts(const void *bytes, gsize size)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(FuzzPart));
    g_array_set_clear_func(parts, part_clear);
    const char *at = bytes, *end = at + size;
    while (end - at > 4 && memcmp(at, "=== ", 4) == 0) {
        const char *line_end = memchr(at, '\n', (gsize)(end - at));
        const char *from = line_end ? line_end + 1 : end;
        const char *next = memmem(from, (gsize)(end - from), "\n=== ", 5);
        FuzzPart part = {g_strndup(at + 4, (gsize)((line_end ? line_end : end) - at - 4)), from,
                         (gsize)((next ? next : end) - from)};
        g_array_append_val(parts, part);
        at = next ? next + 1 : end;
    }
    return parts;
}

const char *
fuzz_package(const char *name, const void *bytes, gsize size)
{
    g_autoptr(GArray) parts = fuzz_parts(bytes, size);
    if (!parts->len)
        return fuzz_file(name, bytes, size);
    const char *path = path_of(name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    g_assert_nonnull(zip);
    for (guint i = 0; i < parts->len; i++) {
        const FuzzPart *part = &g_array_index(parts, FuzzPart, i);
        zip_source_t *source = zip_source_buffer(zip, part->bytes, part->length, 0);
        zip_int64_t index = zip_file_add(zip, part->name, source, 0);
        if (index < 0)
            zip_source_free(source); /* a name that appears twice, or is not one */
        else
            zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        return fuzz_file(name, bytes, size);
    }
    return path;
}

static bool
is_shown(gunichar character)
{
    return character == '\t' || character == '\n' ||
           (character >= 0x20 && character != 0x7f && !(character >= 0x80 && character < 0xa0));
}

void
fuzz_check_text(const char *what, const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        g_error("%s is no UTF-8", what);
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (!is_shown(g_utf8_get_char(at)))
            g_error("%s has the control character U+%04X", what, g_utf8_get_char(at));
}

void
fuzz_check_failure(const GError *error, bool failed)
{
    if (failed != (error != NULL))
        g_error("failed: %d, but the error is %s", failed, error ? error->message : "none");
    if (!error)
        return;
    if (error->domain != FAILURE || error->code < FAILURE_SHORT || error->code > FAILURE_OUTPUT)
        g_error("an error of another domain or code (%d): %s", error->code, error->message);
    if (!*error->message)
        g_error("an error without words");
    fuzz_check_text("the error", error->message);
}

void
fuzz_check_xml(const char *what, const void *bytes, gsize size)
{
    xmlDocPtr tree = xmlReadMemory(bytes, (int)size, what, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (!tree)
        g_error("%s is not well formed", what);
    xmlFreeDoc(tree);
}

void
fuzz_check_archive(const char *what, GBytes *bytes)
{
    gsize size;
    const void *start = g_bytes_get_data(bytes, &size);
    zip_source_t *source = zip_source_buffer_create(start, size, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!zip)
        g_error("%s is no archive", what);
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t stat;
        g_assert_cmpint(zip_stat_index(zip, (zip_uint64_t)i, 0, &stat), ==, 0);
        if (!g_str_has_suffix(stat.name, ".xml") && !g_str_has_suffix(stat.name, ".rels"))
            continue;
        g_autofree char *member = g_malloc(stat.size), *name = g_strconcat(what, ": ", stat.name, NULL);
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        g_assert_cmpint(zip_fread(file, member, stat.size), ==, (zip_int64_t)stat.size);
        zip_fclose(file);
        fuzz_check_xml(name, member, stat.size);
    }
    zip_discard(zip);
}
