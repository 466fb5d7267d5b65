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
/* A context for laying text out in points in this family alone, with the widths that the font itself has:
 * hinted or rounded to whole points, letters would stand apart on paper and lines would be longer than a
 * browser's. Where the files are not to be found it has the machine's fonts, so that a caller who did not ask
 * first still draws. Each thread has a font map of its own, so what is made with a context stays on the
 * thread it was made on. Caller unrefs. */
PangoContext *font_context(void);
/* Sets a layout in the family, in a size in points. */
void font_set(PangoLayout *layout, double size, bool bold);
/* The family in a size in points, for a layout of several fonts. Caller frees. */
PangoFontDescription *font_description(double size, bool bold);
/* Has Pango measure a font before anything is laid out in it. It does so by itself, but on two threads at
 * once it leaves widths out without a word, and then a line ends at another word. font_set() does this; for
 * the further fonts of a layout the caller does. */
void font_prepare(PangoContext *context, const PangoFontDescription *description);
/* The width of a line of text in points, as such a context lays it out. On any thread. */
double font_width(const char *text, double size, bool bold);
/* How wide words are in a family of the machine's, upright or bold, times their width in ours at most: 1.05
 * where it has none of this name, so that words of one that is a little wider still fit; 1 of ours, and of
 * Arial, which is as wide. */
double font_relative_width(const char *family);
