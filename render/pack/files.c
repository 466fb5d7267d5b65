#include "render/pack/files.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include "analysis/threads/threads.h"
#include "system/system.h"

/* A sync waits for the disk and hardly uses a processor; file systems write several at once together. */
static const guint synced_at_once = 8;
static const guint most_open = 200;

/* Closes and keeps errno. */
static void
close_quietly(int handle)
{
    int cause = errno;
    g_close(handle, NULL);
    errno = cause;
}

/* Writes a file and begins its sync; returns it open, or -1 with errno. */
static int
write_file(const char *folder, const PackFile *file)
{
    g_autofree char *path = g_build_filename(folder, file->name, NULL), *parent = g_path_get_dirname(path);
    if (g_mkdir_with_parents(parent, 0700) != 0)
        return -1;
    if (!system_may_be_named(path)) {
        errno = EINVAL;
        return -1;
    }
    gsize length;
    const char *bytes = g_bytes_get_data(file->bytes, &length);
    int handle = g_open(path, O_WRONLY | O_CREAT | O_EXCL | system_open, 0600);
    if (handle >= 0 && !system_write_all(handle, bytes, length)) {
        close_quietly(handle);
        return -1;
    }
    /* Only saves time: the sync itself comes later. */
    if (handle >= 0)
        system_begin_sync(handle);
    return handle;
}

typedef struct {
    int handle, fault; /* errno of its sync, 0: none */
} Written;

static void
sync_written(guint number, void *user)
{
    Written *written = &g_array_index((GArray *)user, Written, number);
    written->fault = g_fsync(written->handle) == 0 ? 0 : errno;
}

static bool
sync_all(GArray *written)
{
    threads_share(written->len, synced_at_once, sync_written, written);
    for (guint i = 0; i < written->len; i++)
        if ((errno = g_array_index(written, Written, i).fault))
            return false;
    return true;
}

static bool
close_all(GArray *written)
{
    bool closed = true;
    for (guint i = 0; i < written->len; i++)
        closed &= g_close(g_array_index(written, Written, i).handle, NULL);
    return closed;
}

static bool
write_some(const char *folder, const PackFile *files, guint count)
{
    g_autoptr(GArray) written = g_array_new(FALSE, FALSE, sizeof(Written));
    for (guint i = 0; i < count; i++) {
        Written file = {write_file(folder, &files[i]), 0};
        if (file.handle < 0) {
            for (guint k = 0; k < written->len; k++)
                close_quietly(g_array_index(written, Written, k).handle);
            return false;
        }
        g_array_append_val(written, file);
    }
    bool synced = sync_all(written);
    int cause = errno;
    bool closed = close_all(written);
    if (!synced)
        errno = cause;
    return synced && closed;
}

/* Syncs each folder below `folder` once: a file survives a crash only if its folder was synced. */
static bool
sync_folders(const char *folder, const PackFile *files, guint count)
{
    g_autoptr(GHashTable) synced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < count; i++) {
        g_autofree char *parent = g_path_get_dirname(files[i].name);
        if (g_strcmp0(parent, ".") == 0 || g_hash_table_contains(synced, parent))
            continue;
        g_autofree char *path = g_build_filename(folder, parent, NULL);
        if (!system_sync_folder(path))
            return false;
        g_hash_table_add(synced, g_steal_pointer(&parent));
    }
    return true;
}

bool
files_write(const char *folder, const PackFile *files, guint count)
{
    for (guint from = 0; from < count; from += most_open)
        if (!write_some(folder, files + from, MIN(most_open, count - from)))
            return false;
    return sync_folders(folder, files, count);
}
