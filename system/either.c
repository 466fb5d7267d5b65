/* What is the same on every system. */
#include "system/system.h"
#include <errno.h>
#include <unistd.h>

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
