/* Threads: how many the program may work on at once. What comes out is the same with any number. */
#pragma once
#include <glib.h>

/* As many as the machine has processors; LADOSTAT_THREADS says another number, from 1 to 256. */
guint threads_count(void);
