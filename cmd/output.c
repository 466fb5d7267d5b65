#include "cmd/output.h"
#include "analysis/inputs/inputs.h"
#include "render/pack/files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
write_into(const char *path, const char *text)
{
    int handle = open(path, O_WRONLY | O_CLOEXEC);
    if (handle < 0)
        return false;
    bool done = files_write_all(handle, text, strlen(text));
    int cause = errno;
    bool closed = close(handle) == 0;
    if (!done)
        errno = cause;
    return done && closed;
}

/* The new file under its name until it is whole. Every run uses the same name, so that what a killed one left
 * is written over by the next; the lock keeps two apart. -1 where it cannot be made. */
static int
open_new(const char *made)
{
    for (;;) {
        int handle = open(made, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
        struct stat mine, there;
        if (handle < 0)
            return -1;
        if (flock(handle, LOCK_EX) != 0) {
            /* Where nothing can be locked nobody else holds it. */
            int cause = errno;
            unlink(made);
            close(handle);
            errno = cause;
            return -1;
        }
        /* The run that held the lock may have put the file in its place meanwhile. */
        if (fstat(handle, &mine) == 0 && lstat(made, &there) == 0 && mine.st_ino == there.st_ino &&
            mine.st_dev == there.st_dev)
            return handle;
        close(handle);
    }
}

static bool
replace(const char *path, const char *text)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *made = g_strdup_printf("%s/.%s.new", folder, name);
    int handle = open_new(made);
    if (handle < 0)
        return false;
    bool done = fchmod(handle, 0600) == 0 && ftruncate(handle, 0) == 0 &&
                files_write_all(handle, text, strlen(text)) && fsync(handle) == 0 && rename(made, path) == 0;
    int cause = errno;
    if (!done)
        unlink(made);
    close(handle); /* which lets go of the lock; what was written is safe or gone already */
    errno = cause;
    return done;
}

bool
output_write(const char *path, const char *text, GError **error)
{
    if (!input_is_noted(path))
        return output_renew(path, text, error);
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: it was read to make this; name another file with --out",
                path);
    return false;
}

bool
output_renew(const char *path, const char *text, GError **error)
{
    struct stat about;
    bool special = stat(path, &about) == 0 && !S_ISREG(about.st_mode);
    char *real = realpath(path, NULL);
    bool done = special ? write_into(path, text) : replace(real ? real : path, text);
    if (!done)
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: it cannot be written: %s", path, g_strerror(errno));
    free(real);
    return done;
}
