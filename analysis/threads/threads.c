#include "analysis/threads/threads.h"

guint
threads_count(void)
{
    const char *said = g_getenv("LADOSTAT_THREADS");
    guint64 count = said ? g_ascii_strtoull(said, NULL, 10) : 0;
    return count >= 1 && count <= 256 ? (guint)count : g_get_num_processors();
}
