#include "cmd/one_file.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

static bool
write_into(const char *path, const char *text)
{
    int handle = g_open(path, O_WRONLY | system_open, 0);
    if (handle < 0)
        return false;
    bool done = system_write_all(handle, text, strlen(text));
    int cause = errno;
    bool closed = g_close(handle, NULL);
    if (!done)
        errno = cause;
    return done && closed;
}

bool
output_write(const char *path, const char *text, GError **error)
{
    if (!path) {
        g_print("%s", text);
        return true;
    }
    if (!input_is_noted(path))
        return output_renew(path, text, error);
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: this file is an input; name another file with --out",
                path);
    return false;
}

bool
output_renew(const char *path, const char *text, GError **error)
{
    if (!system_may_be_named(path)) {
        g_set_error(error, FAILURE, FAILURE_OUTPUT,
                    "%s: this name is reserved for a device; name another file", path);
        return false;
    }
    SystemFile about;
    bool special = system_look(path, &about) && about.kind != SYSTEM_FILE;
    g_autofree char *real = special ? NULL : system_real_path(path);
    bool done =
        special ? write_into(path, text) : system_replace_file(real ? real : path, text, strlen(text));
    if (!done)
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: it cannot be written: %s", path,
                    failure_of_writing(errno));
    return done;
}
