#include "analysis/records/numbers.h"
#include <glib.h>
#include <string.h>

bool
number_read(const char *cell, double *number)
{
    g_auto(GStrv) groups = g_strsplit_set(cell, ", ", -1);
    g_autofree char *plain = g_strjoinv("", groups);
    char *end;
    if (!*plain || plain[strspn(plain, "0123456789.-")])
        return false;
    *number = g_ascii_strtod(plain, &end);
    return !*end;
}
