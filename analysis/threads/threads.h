/* Threads: how many the program may use at once, and work shared among them. The result is the same with
 * any number.
 *
 *     static void
 *     square(guint number, void *squares)
 *     {
 *         ((guint *)squares)[number] = number * number;
 *     }
 *
 *     static void
 *     fill_squares(guint squares[100])
 *     {
 *         threads_share(100, threads_count(), square, squares);
 *     }
 */
#pragma once
#include <glib.h>

/* One per processor, or the number in LADOSTAT_THREADS, from 1 to 256. */
guint threads_count(void);

/* Calls `work` once for every number below `count`, on at most that many threads including the caller's;
 * returns when all are done. Numbers are taken in order, so put the longest work first. Each call must
 * write its result to a place of its own. */
void threads_share(guint count, guint threads, void (*work)(guint number, void *user), void *user);
