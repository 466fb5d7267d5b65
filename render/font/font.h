/* Font: the one family that charts and pages are set in, from its own files.
 *
 * A machine's font settings and its other fonts change neither a picture nor where a line ends, and start-up
 * does not wait until all fonts are listed. */
#pragma once
#include <glib.h>
#include <pango/pango.h>
#include <stdbool.h>

#define FONT_FAMILY "Liberation Sans"

/* Finds the family's files; call it before anything is drawn. Fails with FAILURE_OUTPUT and the remedy. */
bool font_find(GError **error);
/* A context for laying out text in points, in this family, with the font's own widths: with hinted or rounded
 * widths letters would stand apart on paper, and lines would be longer than in a browser. If the files are
 * not found it has the machine's fonts, so that a caller who did not ask first still draws. Each thread has a
 * font map of its own: what is made with a context must stay on its thread. Caller unrefs. */
PangoContext *font_context(void);
/* Sets a layout in the family; `size` in points. */
void font_set(PangoLayout *layout, double size, bool bold);
/* The family in a size in points, for a layout with several fonts. Caller frees. */
PangoFontDescription *font_description(double size, bool bold);
/* Has Pango measure a font before anything is laid out in it. Pango does so itself, but on two threads at
 * once it silently leaves widths out, and lines end at other words. font_set calls this; for other fonts of a
 * layout the caller does. */
void font_prepare(PangoContext *context, const PangoFontDescription *description);
/* The width of a line of text in points, as such a context lays it out. Any thread may call it. */
double font_width(const char *text, double size, bool bold);
/* How many times as wide words are in a family of the machine's as in this one, upright or bold, whichever is
 * more. 1 for this family, and for Arial, which is as wide; 1.05 if the machine has no such family, so that
 * words still fit if it is a little wider. */
double font_relative_width(const char *family);
