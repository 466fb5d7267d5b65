/* The parts that a page is written in. Private to the room.
 *
 * Ids of the page itself have an underscore ("table_3"), which no anchor of a heading has. */
#pragma once
#include "render/html/html.h"

typedef struct {
    const Document *document;
    GString *out;
} HtmlWriter;

/* Words between two pieces of markup, escaped: of an attribute, for one. */
void html_plain(HtmlWriter *writer, const char *open, const char *words, const char *close);
/* The same for the text of an element: years such as 2023-24 are kept on one line. */
void html_element(HtmlWriter *writer, const char *open, const char *words, const char *close);

/* One block each: caption, what it shows, notes and source; charts alone or side by side. */
void html_write_table(HtmlWriter *writer, const Block *block);
void html_write_charts(HtmlWriter *writer, const Block *const *blocks, guint count);
void html_write_key_figures(HtmlWriter *writer, const Block *block);
