/* Font: the one family that charts and pages are set in, from its own files and nowhere else.
 *
 * A machine's font settings and the other fonts on it change neither a picture nor where a line ends, and
 * start-up does not wait for all its fonts to be listed. */
#pragma once
#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>

#define FONT_FAMILY "Liberation Sans"

/* Finds the family's files. Fails with FAILURE_OUTPUT and what to install; called before anything is drawn.
 */
bool font_find(GError **error);
/* The map of fonts that holds this family alone, for cairo; the program's own. Where the files are not to be
 * found it is the machine's, so that a caller who did not ask first still draws. */
PangoFontMap *font_map(void);
