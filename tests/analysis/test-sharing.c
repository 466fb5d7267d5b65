#include "analysis/threads/threads.h"

enum { COUNT = 1000 };

static void
count_calls(guint number, void *user)
{
    guint *calls = user;
    g_atomic_int_inc(&calls[number]);
}

static void
every_number_is_worked_on_once(void)
{
    static const guint threads[] = {1, 2, 3, 8, 2 * COUNT};
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        guint calls[COUNT] = {0};
        threads_share(COUNT, threads[i], count_calls, calls);
        for (guint k = 0; k < COUNT; k++)
            g_assert_cmpuint(calls[k], ==, 1);
    }
    threads_share(0, 4, count_calls, NULL);
}

typedef struct {
    GThread *caller;
    guint next;
} Order;

static void
check_order(guint number, void *user)
{
    Order *order = user;
    g_assert_cmpuint(number, ==, order->next++);
    g_assert_true(g_thread_self() == order->caller);
}

static void
one_thread_is_the_callers_own_and_works_in_order(void)
{
    Order order = {g_thread_self(), 0};
    threads_share(COUNT, 1, check_order, &order);
    g_assert_cmpuint(order.next, ==, COUNT);
}

typedef struct {
    GMutex lock;
    GCond both;
    guint met;
} Meeting;

/* Ends only if two calls are running at once. */
static void
meet(guint number, void *user)
{
    (void)number;
    Meeting *meeting = user;
    gint64 end = g_get_monotonic_time() + 20 * G_TIME_SPAN_SECOND;
    g_mutex_lock(&meeting->lock);
    meeting->met++;
    g_cond_broadcast(&meeting->both);
    while (meeting->met < 2 && g_cond_wait_until(&meeting->both, &meeting->lock, end)) {
    }
    g_mutex_unlock(&meeting->lock);
}

static void
two_threads_work_at_once(void)
{
    Meeting meeting = {.met = 0};
    gint64 start = g_get_monotonic_time();
    g_mutex_init(&meeting.lock);
    g_cond_init(&meeting.both);
    threads_share(2, 2, meet, &meeting);
    g_assert_cmpuint(meeting.met, ==, 2);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 15 * G_TIME_SPAN_SECOND);
    g_mutex_clear(&meeting.lock);
    g_cond_clear(&meeting.both);
}

static void
the_environment_sets_how_many(void)
{
    static const struct {
        const char *said;
        guint count; /* 0: one a processor */
    } cases[] = {{"1", 1}, {"7", 7}, {"256", 256}, {"257", 0}, {"0", 0}, {"-1", 0}, {"many", 0}, {"", 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_setenv("LADOSTAT_THREADS", cases[i].said, TRUE);
        g_assert_cmpuint(threads_count(), ==, cases[i].count ? cases[i].count : g_get_num_processors());
    }
    g_unsetenv("LADOSTAT_THREADS");
    g_assert_cmpuint(threads_count(), ==, g_get_num_processors());
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define RULE(name) g_test_add_func("/sharing/" #name, name)
    RULE(every_number_is_worked_on_once);
    RULE(one_thread_is_the_callers_own_and_works_in_order);
    RULE(two_threads_work_at_once);
    RULE(the_environment_sets_how_many);
#undef RULE
    return g_test_run();
}
