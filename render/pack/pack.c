#include "analysis/failure/failure.h"
#include "analysis/threads/threads.h"
#include "render/pack/checksum.h"
#include "render/pack/pack.h"
#include "system/system.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

void
json_append_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at; at++) {
        guchar letter = (guchar)*at;
        if (letter == '"' || letter == '\\')
            g_string_append_printf(out, "\\%c", letter);
        else if (letter < 0x20)
            g_string_append_printf(out, "\\u%04x", letter);
        else
            g_string_append_c(out, (char)letter);
    }
    g_string_append_c(out, '"');
}

typedef struct {
    char *name; /* in the folder; folders in it are made */
    GBytes *bytes;
} PackFile;

/* Writes a new file (0600, its folders 0700) and syncs it; false with errno. */
static bool
write_file(const char *folder, const PackFile *file)
{
    g_autofree char *path = g_build_filename(folder, file->name, NULL), *parent = g_path_get_dirname(path);
    if (g_mkdir_with_parents(parent, 0700) != 0)
        return false;
    if (!system_may_be_named(path)) {
        errno = EINVAL;
        return false;
    }
    gsize length;
    const char *bytes = g_bytes_get_data(file->bytes, &length);
    int handle = g_open(path, O_WRONLY | O_CREAT | O_EXCL | system_open, 0600);
    if (handle < 0)
        return false;
    bool done = system_write_all(handle, bytes, length) && g_fsync(handle) == 0;
    int cause = errno;
    bool closed = g_close(handle, NULL);
    if (!done)
        errno = cause;
    return done && closed;
}

/* Files being written to a folder, and of each the errno with which it failed; 0: it did not. */
typedef struct {
    const char *folder;
    const GArray *files; /* of PackFile */
    int *faults;
} FilesWritten;

static void
write_numbered_file(guint number, void *user)
{
    FilesWritten *written = user;
    const PackFile *file = &g_array_index(written->files, PackFile, number);
    written->faults[number] = write_file(written->folder, file) ? 0 : errno;
}

/* Syncs each folder below `folder` once: a file survives a crash only if its folder was synced. */
static bool
sync_folders(const char *folder, const GArray *files)
{
    g_autoptr(GHashTable) synced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *parent = g_path_get_dirname(g_array_index(files, PackFile, i).name);
        if (g_strcmp0(parent, ".") == 0 || g_hash_table_contains(synced, parent))
            continue;
        g_autofree char *path = g_build_filename(folder, parent, NULL);
        if (!system_sync_folder(path))
            return false;
        g_hash_table_add(synced, g_steal_pointer(&parent));
    }
    return true;
}

/* Writes new files (0600, folders 0700) and syncs each of them and the folders in `folder`, but not `folder`
 * itself. False with errno of the first one, in the order given, that could not be written or synced. */
static bool
write_and_sync(const char *folder, const GArray *files)
{
    /* A sync waits for the disk and hardly uses a processor; file systems write several at once together. */
    static const guint synced_at_once = 8;
    g_autofree int *faults = g_new0(int, files->len);
    threads_share(files->len, synced_at_once, write_numbered_file, &(FilesWritten){folder, files, faults});
    for (guint i = 0; i < files->len; i++)
        if ((errno = faults[i]))
            return false;
    return sync_folders(folder, files);
}

struct Pack {
    GArray *files;         /* of PackFile */
    ChecksumsAhead *ahead; /* of expected inputs; NULL: none */
    GString *inputs;       /* JSON objects */
    GString *options;      /* JSON members */
    bool sizes_withheld;
    guint read, kept, merged, set_aside;
};

static void
file_clear(gpointer pointer)
{
    g_free(((PackFile *)pointer)->name);
    g_bytes_unref(((PackFile *)pointer)->bytes);
}

Pack *
pack_new(void)
{
    Pack *pack = g_new0(Pack, 1);
    pack->files = g_array_new(FALSE, FALSE, sizeof(PackFile));
    g_array_set_clear_func(pack->files, file_clear);
    pack->inputs = g_string_new(NULL);
    pack->options = g_string_new(NULL);
    return pack;
}

void
pack_free(Pack *pack)
{
    if (!pack)
        return;
    g_array_unref(pack->files);
    checksums_ahead_free(pack->ahead);
    g_string_free(pack->inputs, TRUE);
    g_string_free(pack->options, TRUE);
    g_free(pack);
}

void
pack_put(Pack *pack, const char *name, GBytes *bytes)
{
    PackFile file = {g_strdup(name), g_bytes_ref(bytes)};
    g_array_append_val(pack->files, file);
}

static void
append_checksum(GString *out, const char *name, const Checksum *sum, bool with_length)
{
    g_string_append_printf(out, "%s    {\"file\": ", out->len ? ",\n" : "");
    json_append_text(out, name);
    if (with_length)
        g_string_append_printf(out, ", \"bytes\": %" G_GUINT64_FORMAT, sum->length);
    g_string_append(out, ", \"sha256\": \"");
    for (gsize i = 0; i < sizeof sum->sha256; i++)
        g_string_append_printf(out, "%02x", sum->sha256[i]);
    g_string_append(out, "\"}");
}

void
pack_withhold_sizes(Pack *pack)
{
    pack->sizes_withheld = true;
}

void
pack_expect_inputs(Pack *pack, const GPtrArray *paths)
{
    if (threads_count() > 1 && !pack->ahead)
        pack->ahead = checksums_ahead(paths);
}

bool
pack_input(Pack *pack, const char *path, GError **error)
{
    g_autofree char *name = g_path_get_basename(path);
    Checksum sum;
    const Checksum *ready = pack->ahead ? checksums_ahead_find(pack->ahead, path) : NULL;
    if (ready)
        sum = *ready;
    else if (!checksum_of_file(path, &sum)) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: removed while the report was being made; run it again", path);
        return false;
    }
    /* A file that several documents include is listed once. */
    g_autoptr(GString) entry = g_string_new(NULL);
    append_checksum(entry, name, &sum, !pack->sizes_withheld);
    if (!strstr(pack->inputs->str, entry->str))
        g_string_append_printf(pack->inputs, "%s%s", pack->inputs->len ? ",\n" : "", entry->str);
    return true;
}

void
pack_option(Pack *pack, const char *name, const char *value)
{
    g_string_append(pack->options, pack->options->len ? ", " : "");
    json_append_text(pack->options, name);
    g_string_append(pack->options, ": ");
    json_append_text(pack->options, value);
}

void
pack_rows(Pack *pack, guint read, guint kept, guint merged, guint set_aside)
{
    pack->read = read;
    pack->merged = merged;
    pack->kept = kept;
    pack->set_aside = set_aside;
}

static char *
manifest(const Pack *pack)
{
    g_autoptr(GString) outputs = g_string_new(NULL);
    for (guint i = 0; i < pack->files->len; i++) {
        const PackFile *file = &g_array_index(pack->files, PackFile, i);
        Checksum sum = checksum_of_bytes(file->bytes);
        append_checksum(outputs, file->name, &sum, true);
    }
    g_autofree char *rows =
        pack->sizes_withheld
            ? g_strdup("{\"read\": null, \"kept\": null, \"merged\": null, \"set-aside\": null}")
            : g_strdup_printf("{\"read\": %u, \"kept\": %u, \"merged\": %u, \"set-aside\": %u}", pack->read,
                              pack->kept, pack->merged, pack->set_aside);
    return g_strdup_printf("{\n  \"program\": \"ladostat\",\n  \"version\": \"%s\",\n  \"options\": {%s},\n"
                           "  \"rows\": %s,\n"
                           "  \"inputs\": [\n%s\n  ],\n  \"outputs\": [\n%s\n  ]\n}\n",
                           LADOSTAT_VERSION, pack->options->str, rows, pack->inputs->str, outputs->str);
}

/* The suffix of the old pack while it is moved aside, where the file system cannot exchange folders. */
static const char aside[] = "-old";

/* Removes a folder and everything in it, without following links. */
static void
remove_folder(const char *folder)
{
    GDir *entries = g_dir_open(folder, 0, NULL);
    for (const char *name; entries && (name = g_dir_read_name(entries));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            remove_folder(path);
        else
            system_remove(path);
    }
    if (entries)
        g_dir_close(entries);
    system_remove(folder);
}

static bool
fail_writing(GError **error, const char *folder, const char *what)
{
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: %s: %s; the old pack is untouched", folder, what,
                failure_of_writing(errno));
    return false;
}

static bool
write_files(Pack *pack, const char *folder)
{
    char *text = manifest(pack);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    pack_put(pack, "manifest.json", bytes);
    return write_and_sync(folder, pack->files);
}

/* A folder that has files but no manifest is not ours. */
static bool
may_replace(const char *folder, const char *wanted, GError **error)
{
    g_autofree char *mark = g_build_filename(folder, "manifest.json", NULL);
    if (!g_file_test(folder, G_FILE_TEST_EXISTS) || g_file_test(mark, G_FILE_TEST_EXISTS))
        return true;
    GDir *entries = g_dir_open(folder, 0, NULL);
    bool empty = entries && !g_dir_read_name(entries);
    if (entries)
        g_dir_close(entries);
    if (!empty)
        g_set_error(error, FAILURE, FAILURE_OUTPUT,
                    "%s: this folder has other files and no ladostat pack; name another folder with --out",
                    wanted);
    return empty;
}

/* A run locks the folder that it is writing. */
static bool
is_being_written(const char *made)
{
    if (!g_file_test(made, G_FILE_TEST_IS_DIR))
        return false;
    SystemLock *lock = system_lock_folder(made, false);
    if (lock)
        system_unlock(lock);
    return !lock;
}

/* Clears what a killed run left; if it had just moved the old pack aside, puts that back. */
static void
clear_leftover(const char *left, const char *folder)
{
    if (g_file_test(left, G_FILE_TEST_IS_SYMLINK)) /* not ours */
        return;
    bool is_old = g_str_has_suffix(left, aside);
    g_autofree char *made = g_strndup(left, strlen(left) - (is_old ? strlen(aside) : 0));
    if (is_being_written(made))
        return;
    if (!is_old || g_file_test(folder, G_FILE_TEST_EXISTS) || !system_rename_folder(left, folder))
        remove_folder(left);
}

static void
clear_leftovers(const char *parent, const char *prefix, const char *folder)
{
    GDir *entries = g_dir_open(parent, 0, NULL);
    g_autoptr(GPtrArray) stale = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; entries && (name = g_dir_read_name(entries));)
        if (g_str_has_prefix(name, prefix))
            g_ptr_array_add(stale, g_build_filename(parent, name, NULL));
    if (entries)
        g_dir_close(entries);
    for (guint i = 0; i < stale->len; i++)
        clear_leftover(stale->pdata[i], folder);
}

/* Replaces the old folder with the new one, in one step if the file system can. */
static bool
exchange_folders(const char *made, const char *folder)
{
    if (system_rename_folder(made, folder)) /* there was nothing, or an empty folder */
        return true;
    if (errno != ENOTEMPTY)
        return false;
    if (system_exchange_folders(made, folder)) {
        remove_folder(made);
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    g_autofree char *old = g_strconcat(made, aside, NULL);
    if (!system_rename_folder(folder, old))
        return false;
    if (!system_rename_folder(made, folder)) {
        int cause = errno;
        system_rename_folder(old, folder);
        errno = cause;
        return false;
    }
    remove_folder(old);
    return true;
}

/* Makes a folder and locks it, so that no other run takes it for a leftover; NULL with errno. */
static char *
make_locked(const char *parent, const char *prefix, SystemLock **lock)
{
    for (;;) {
        g_autofree char *made = g_strdup_printf("%s/%sXXXXXX", parent, prefix);
        if (!g_mkdtemp_full(made, 0700))
            return NULL;
        if ((*lock = system_lock_folder(made, true)))
            return g_steal_pointer(&made);
        int cause = errno;
        bool cleared = !g_file_test(made, G_FILE_TEST_EXISTS); /* another run did, before it was locked */
        g_rmdir(made);
        errno = cause;
        if (!cleared)
            return NULL;
    }
}

bool
pack_write(Pack *pack, const char *wanted, GError **error)
{
    /* A link stays, and the folder that it names is exchanged. */
    g_autofree char *real = system_real_path(wanted);
    g_autofree char *folder = real ? g_steal_pointer(&real) : g_canonicalize_filename(wanted, NULL);
    g_autofree char *parent = g_path_get_dirname(folder), *name = g_path_get_basename(folder);
    if (!may_replace(folder, wanted, error))
        return false;
    if (g_mkdir_with_parents(parent, 0700) != 0)
        return fail_writing(error, wanted, "the folder cannot be created");
    g_autofree char *prefix = g_strdup_printf(".%s.new-", name);
    clear_leftovers(parent, prefix, folder);
    SystemLock *lock = NULL;
    g_autofree char *made = make_locked(parent, prefix, &lock);
    if (!made)
        return fail_writing(error, wanted, "the folder cannot be written to");
    bool done = write_files(pack, made) && system_sync_folder(made) && exchange_folders(made, folder);
    if (!done) {
        fail_writing(error, wanted, "the pack cannot be written");
        remove_folder(made);
    }
    system_unlock(lock);
    return done;
}
