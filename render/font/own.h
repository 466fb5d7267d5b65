/* Own: what each thread has of its own to lay text out with. Private to the room. */
#pragma once
#include <pango/pango.h>

/* A layout of this thread's font map, for measuring; the thread owns it. */
PangoLayout *font_own_layout(void);
