#include "analysis/threads/threads.h"

typedef struct {
    guint count;
    guint next; /* atomic */
    void (*work)(guint number, void *user);
    void *user;
} Sharing;

guint
threads_count(void)
{
    const char *said = g_getenv("LADOSTAT_THREADS");
    guint64 count = said ? g_ascii_strtoull(said, NULL, 10) : 0;
    return count >= 1 && count <= 256 ? (guint)count : g_get_num_processors();
}

static gpointer
take_numbers(gpointer pointer)
{
    Sharing *sharing = pointer;
    for (guint number; (number = (guint)g_atomic_int_add(&sharing->next, 1)) < sharing->count;)
        sharing->work(number, sharing->user);
    return NULL;
}

void
threads_share(guint count, guint threads, void (*work)(guint number, void *user), void *user)
{
    Sharing sharing = {count, 0, work, user};
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    /* If the system gives no further threads, the existing ones do all the work. */
    for (guint i = 1; i < MIN(threads, count); i++) {
        GThread *thread = g_thread_try_new("work", take_numbers, &sharing, NULL);
        if (thread)
            g_ptr_array_add(others, thread);
    }
    take_numbers(&sharing);
    for (guint i = 0; i < others->len; i++)
        g_thread_join(others->pdata[i]);
}
