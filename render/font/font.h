/* Font: the one family that charts and pages are set in, loaded from its own files.
 *
 * A machine's font settings and its other fonts change neither a picture nor where a line ends, and start-up
 * does not wait for all its fonts to be listed. */
#pragma once
#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>

#define FONT_FAMILY "Liberation Sans"

/* Finds the family's files. Fails with FAILURE_OUTPUT and what to install; call it before anything is drawn.
 */
bool font_find(GError **error);
/* A context for laying text out in points in this family alone, with the font's own widths: hinted or rounded
 * to whole points, letters would be spaced out on paper and lines longer than a browser's. If the files
 * cannot be found it has the machine's fonts, so that a caller who did not ask first can still draw. Each
 * thread has its own font map, so whatever is made with a context stays on the thread it was made on. Caller
 * unrefs. */
PangoContext *font_context(void);
/* Sets a layout in the family, at a size in points. */
void font_set(PangoLayout *layout, double size, bool bold);
/* The family at a size in points, for a layout of several fonts. Caller frees. */
PangoFontDescription *font_description(double size, bool bold);
/* Makes Pango measure a font before anything is laid out in it. Pango would do that itself, but on two
 * threads at once it silently leaves widths out, and then a line ends at another word. font_set() does this;
 * for the other fonts of a layout the caller must. */
void font_prepare(PangoContext *context, const PangoFontDescription *description);
/* The width of a line of text in points, as laid out by such a context. Call it on any thread. */
double font_width(const char *text, double size, bool bold);
/* The most that words are wider in one of the machine's families, regular or bold, than in ours: 1.05 if
 * there is no family of this name, so that words in a slightly wider one still fit; 1 for ours and for Arial,
 * which has the same widths. */
double font_relative_width(const char *family);
