/* Threads: how many the program may work on at once, and work shared out among them. What comes out is the
 * same with any number. */
#pragma once
#include <glib.h>

/* As many as the machine has processors; LADOSTAT_THREADS says another number, from 1 to 256. */
guint threads_count(void);

/* Calls `work` once for every number below `count`, on at most so many threads, of which the caller's is one;
 * returns when all are done. Numbers are taken up in their order, so what takes longest comes first; what a
 * call leaves behind belongs into a place of its own. */
void threads_share(guint count, guint threads, void (*work)(guint number, void *user), void *user);
