/* Gathering: what the readers of each kind of file give what they come upon to. Private to the room. */
#pragma once
#include "render/proof/passages.h"

/* Paragraphs, headings, rows and cells. */
enum { GATHERING_MOST = 20000 };

typedef struct Gathering Gathering;
Gathering *gathering_new(void);
/* The passages (Passage*) in the order they were given; NULL where they are more than any report has. Frees
 * the gathering; caller unrefs. */
GPtrArray *gathering_end(Gathering *gathering);

/* `level`: 1 to 6; `line`: of a file of lines, else 0. A text that is blank is nothing. */
void gather_heading(Gathering *gathering, int level, const char *text, guint line);
void gather_paragraph(Gathering *gathering, const char *text, guint line);
void gather_caption(Gathering *gathering, const char *text); /* of the table that follows or is open */
void gather_page(Gathering *gathering);                      /* a page ends here */
/* A table: rows within it, cells within them. `heading`: it is one of headings; rows of nothing else, at the
 * top, head the columns, and where there is none the first row does. Tables in tables are read on their own.
 */
void gather_table(Gathering *gathering);
void gather_layout(Gathering *gathering); /* the open table sets tiles or charts side by side */
void gather_row(Gathering *gathering);
/* What is gathered until it ends is its text. */
void gather_cell(Gathering *gathering, guint line, bool heading, guint columns, guint rows);
void gather_span(Gathering *gathering, guint columns,
                 guint rows); /* of the open cell, where it is told late */
void gather_cell_end(Gathering *gathering);
void gather_table_end(Gathering *gathering);
void gather_labels(Gathering *gathering, const char *text, guint line);

/* Each gives what one kind of file holds to the gathering, in reading order; false with an error where it
 * cannot be read. */
bool read_package(Gathering *gathering, const char *path, bool *known,
                  GError **error); /* of a kind that is known */
bool read_html(Gathering *gathering, const char *path, const char *text, gsize length, GError **error);
bool read_markdown(Gathering *gathering, const char *path, const char *text, gsize length, GError **error);
bool read_text(Gathering *gathering, const char *text);
