/* POSIX, and what Linux has beyond it. */
#include "system/system.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

bool
system_look(const char *path, SystemFile *about)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return false;
    *about =
        (SystemFile){.kind = S_ISREG(found.st_mode)    ? SYSTEM_FILE
                             : S_ISDIR(found.st_mode)  ? SYSTEM_FOLDER
                             : S_ISFIFO(found.st_mode) ? SYSTEM_PIPE
                                                       : SYSTEM_OTHER,
                     .volume = found.st_dev,
                     .number = found.st_ino,
                     .length = found.st_size,
                     .written = found.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + found.st_mtim.tv_nsec};
    return true;
}

char *
system_real_path(const char *path)
{
    char *real = realpath(path, NULL), *ours = g_strdup(real);
    free(real);
    return ours;
}

bool
system_may_be_named(const char *path)
{
    (void)path;
    return true;
}

/* Beside the program if it brings its own; then where distributions install them. */
char *
system_font_folder(const char *name)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *home = program ? g_path_get_dirname(program) : g_strdup(".");
    g_autofree char *own = g_build_filename(home, "fonts", NULL);
    const char *const folders[] = {own,
                                   "/usr/share/fonts/truetype/liberation2",
                                   "/usr/share/fonts/truetype/liberation",
                                   "/usr/share/fonts/liberation-sans",
                                   "/usr/share/fonts/liberation-sans-fonts",
                                   "/usr/share/fonts/liberation",
                                   "/usr/local/share/fonts/liberation"};
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *file = g_build_filename(folders[i], name, NULL);
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return g_strdup(folders[i]);
    }
    return NULL;
}

const int system_open = O_CLOEXEC;

bool
system_write_all(int handle, const char *bytes, gsize length)
{
    while (length > 0) {
        gssize written = write(handle, bytes, (guint)MIN(length, G_MAXINT));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (gsize)written;
    }
    return true;
}

bool
system_remove(const char *path)
{
    return remove(path) == 0;
}

/* Closes without losing the reason of an earlier failure. */
static void
close_quietly(int handle)
{
    int cause = errno;
    close(handle);
    errno = cause;
}

bool
system_sync_folder(const char *path)
{
    int handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return false;
    bool synced = fsync(handle) == 0;
    close_quietly(handle);
    return synced;
}

/* Whether the name still belongs to the open file: another run may have replaced it meanwhile. */
static bool
is_still(int handle, const char *path)
{
    struct stat mine, there;
    return fstat(handle, &mine) == 0 && lstat(path, &there) == 0 && mine.st_ino == there.st_ino &&
           mine.st_dev == there.st_dev;
}

/* The new file's temporary name until it is complete. Every run uses the same name, so that the next run
 * overwrites what a killed one left; the lock keeps two runs apart. -1 if it cannot be created. */
static int
open_new(const char *made)
{
    for (;;) {
        int handle = open(made, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (handle < 0)
            return -1;
        if (flock(handle, LOCK_EX) != 0) {
            /* If the file system has no locks, nobody else holds one. */
            int cause = errno;
            unlink(made);
            close(handle);
            errno = cause;
            return -1;
        }
        if (is_still(handle, made))
            return handle;
        close(handle);
    }
}

bool
system_replace_file(const char *path, const char *bytes, gsize length)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *made = g_strdup_printf("%s/.%s.new", folder, name);
    int handle = open_new(made);
    if (handle < 0)
        return false;
    bool done = fchmod(handle, 0600) == 0 && ftruncate(handle, 0) == 0 &&
                system_write_all(handle, bytes, length) && fsync(handle) == 0 && rename(made, path) == 0;
    int cause = errno;
    if (!done)
        unlink(made);
    close(handle); /* which releases the lock; what was written is already safe or gone */
    errno = cause;
    return done;
}

struct SystemLock {
    int handle;
};

SystemLock *
system_lock_folder(const char *path, bool wait)
{
    int handle = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (handle < 0)
        return NULL;
    if (flock(handle, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 || !is_still(handle, path)) {
        close_quietly(handle);
        return NULL;
    }
    SystemLock *lock = g_new(SystemLock, 1);
    lock->handle = handle;
    return lock;
}

void
system_unlock(SystemLock *lock)
{
    close_quietly(lock->handle);
    g_free(lock);
}

bool
system_rename_folder(const char *from, const char *to)
{
    bool done = rename(from, to) == 0;
    if (!done && errno == EEXIST)
        errno = ENOTEMPTY;
    return done;
}

bool
system_exchange_folders(const char *one, const char *other)
{
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
}

void
system_wipe(void *at, gsize length)
{
    explicit_bzero(at, length);
}

double
system_most_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

char **
system_arguments(int *count, char **arguments)
{
    (void)count;
    return arguments;
}

bool
system_has_own_window(void)
{
    return false;
}

void
system_show_folder(const char *path)
{
    (void)path;
}
