#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    SystemFile then;
    bool was_there, changed;
} Noted;

static GMutex lock;
static GHashTable *noted; /* of the run: path to Noted */

/* For a pipe or a device, neither length nor time means anything. */
static bool
is_same(const Noted *one, const SystemFile *now, bool is_there)
{
    if (!one->was_there || !is_there)
        return one->was_there == is_there;
    const SystemFile *then = &one->then;
    return then->volume == now->volume && then->number == now->number &&
           (now->kind != SYSTEM_FILE || (then->length == now->length && then->written == now->written));
}

void
input_note(const char *path)
{
    Noted found = {0};
    found.was_there = system_look(path, &found.then);
    g_mutex_lock(&lock);
    if (!noted)
        noted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Noted *before = g_hash_table_lookup(noted, path);
    if (before)
        before->changed |= !is_same(before, &found.then, found.was_there);
    else
        g_hash_table_insert(noted, g_strdup(path), g_memdup2(&found, sizeof found));
    g_mutex_unlock(&lock);
}

/* The first in order of name, so that the message is the same each time. */
static const char *
first_changed(void)
{
    const char *first = NULL;
    GHashTableIter all;
    gpointer path, about;
    g_hash_table_iter_init(&all, noted);
    while (g_hash_table_iter_next(&all, &path, &about)) {
        SystemFile now;
        bool is_there = system_look(path, &now);
        bool same = !((Noted *)about)->changed && is_same(about, &now, is_there);
        if (!same && (!first || strcmp(path, first) < 0))
            first = path;
    }
    return first;
}

bool
inputs_unchanged(GError **error)
{
    g_mutex_lock(&lock);
    const char *changed = noted ? first_changed() : NULL;
    if (changed)
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: the file changed while it was being read; run this again when nobody is saving it",
                    changed);
    g_mutex_unlock(&lock);
    return !changed;
}

bool
input_may_be_there(const char *path)
{
    SystemFile about;
    return system_look(path, &about) || (errno != ENOENT && errno != ENOTDIR && errno != ENAMETOOLONG);
}

bool
input_is_noted(const char *path)
{
    SystemFile wanted;
    if (!system_look(path, &wanted))
        return false;
    bool found = false;
    g_mutex_lock(&lock);
    GHashTableIter all;
    gpointer about;
    if (noted)
        g_hash_table_iter_init(&all, noted);
    while (noted && !found && g_hash_table_iter_next(&all, NULL, &about)) {
        const Noted *one = about;
        found = one->was_there && one->then.volume == wanted.volume && one->then.number == wanted.number;
    }
    g_mutex_unlock(&lock);
    return found;
}

bool
input_is_lock(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    return g_str_has_prefix(name, "~$");
}

char *
input_beside(const char *path, const char *name)
{
    g_autofree char *folder = g_path_get_dirname(path);
    return g_path_is_absolute(name) || strcmp(folder, ".") == 0 ? g_strdup(name)
                                                                : g_build_filename(folder, name, NULL);
}

static char *
fail_to_read_input(const char *path, const InputKind *kind, const char *why, GError **error)
{
    g_set_error(error, FAILURE, (int)kind->failure, "%s: the %s cannot be read: %s", path, kind->noun, why);
    return NULL;
}

/* Reads to the end, or to one byte past the limit; -1 if a read fails. */
static gssize
read_within(int handle, GByteArray *bytes, gsize most)
{
    guint8 piece[16 * 1024];
    while (bytes->len <= most) {
        gssize got = read(handle, piece, (guint)MIN(sizeof piece, most + 1 - bytes->len));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got;
        g_byte_array_append(bytes, piece, (guint)got);
    }
    return 0;
}

char *
input_read(const char *path, const InputKind *kind, gsize *length, GError **error)
{
    SystemFile about;
    input_note(path);
    if (!system_look(path, &about))
        return fail_to_read_input(path, kind, failure_of_reading(errno), error);
    if (about.kind == SYSTEM_FOLDER)
        return fail_to_read_input(path, kind, "it is a folder", error);
    if (about.kind != SYSTEM_FILE && !(kind->may_be_pipe && about.kind == SYSTEM_PIPE))
        return fail_to_read_input(path, kind, "it is not a file", error);
    int handle = g_open(path, O_RDONLY | system_open, 0);
    if (handle < 0)
        return fail_to_read_input(path, kind, failure_of_reading(errno), error);
    g_autoptr(GByteArray) bytes =
        g_byte_array_sized_new((guint)MIN((gsize)MAX(about.length, 0), kind->most) + 2);
    gssize end = read_within(handle, bytes, kind->most);
    int cause = errno;
    g_close(handle, NULL);
    if (end < 0)
        return fail_to_read_input(path, kind, failure_of_reading(cause), error);
    if (bytes->len > kind->most) {
        g_autofree char *why =
            g_strdup_printf("it is larger than %" G_GSIZE_FORMAT " MiB, the limit", kind->most >> 20);
        return fail_to_read_input(path, kind, why, error);
    }
    *length = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}

/* How many bytes at `text` are a character that no text needs; 0 if it is any other. */
static gsize
control_length(const guchar *text, gsize length)
{
    if (*text < 0x20)
        return *text != '\t' && *text != '\n' && *text != '\r';
    if (*text == 0x7F)
        return 1;
    if (length > 1 && *text == 0xC2 && text[1] < 0xA0)
        return 2;
    return length > 2 && *text == 0xEF && text[1] == 0xBF && text[2] >= 0xBE ? 3 : 0;
}

void
input_clear_controls(char *text, gsize length)
{
    for (gsize at = 0; at < length; at++) {
        gsize control = control_length((const guchar *)text + at, length - at);
        if (control)
            memset(text + at, ' ', control);
    }
}

char *
input_read_text(const char *path, const InputKind *kind, gsize *length, GError **error)
{
    char *text = input_read(path, kind, length, error);
    if (!text)
        return NULL;
    if (!g_utf8_validate_len(text, *length, NULL)) {
        g_free(text);
        return fail_to_read_input(path, kind, "it is not UTF-8; save it as UTF-8 (in Excel, \"CSV UTF-8\")",
                                  error);
    }
    if (g_str_has_prefix(text, "\xEF\xBB\xBF")) {
        *length -= 3;
        memmove(text, text + 3, *length + 1);
    }
    input_clear_controls(text, *length);
    return text;
}
