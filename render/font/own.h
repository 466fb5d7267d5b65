/* What each thread needs of its own to lay text out. Private to the room. */
#pragma once
#include <pango/pango.h>

/* A layout of this thread's font map, for measuring; the caller must not free it. */
PangoLayout *font_own_layout(void);
