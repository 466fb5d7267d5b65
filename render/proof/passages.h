/* Passages: a finished document as what can be judged: its paragraphs and the cells of its tables, each with
 * its place and what stands above it. Private to the room.
 *
 * A passage owns its text. What many share (the headings above, a table's caption, a row's name) is interned,
 * so that equal ones are one pointer, and is kept for the rest of the run. */
#pragma once
#include <glib.h>
#include <stdbool.h>

#define BETWEEN_HEADINGS " / "

typedef enum {
    PASSAGE_PROSE,
    PASSAGE_HEADING,
    PASSAGE_CELL,
    PASSAGE_LABELS, /* words of a chart or table that a text runs together */
} PassageKind;

typedef struct {
    PassageKind kind;
    char *text;               /* lines of a text or Markdown file stay apart */
    const char *heading;      /* the headings above it, BETWEEN_HEADINGS, the last one last; "": none */
    const char *caption;      /* of a table: what stands above it; "" otherwise */
    const char *row, *column; /* of a cell: its headings; "" otherwise */
    guint table, table_row, table_column; /* of a cell: which; tables are counted from 1 */
    guint columns;                        /* that the cell is wide */
    guint line;                           /* where it begins; 0 where the file has no lines to speak of */
    guint page, paragraph;                /* 0: not known; paragraphs are counted from the last heading */
} Passage;

/* Reads a .docx, .odt, .pdf, .html, .md or .txt (which it is, its contents and then its name say). Fails with
 * FAILURE_INPUT where it cannot be read or is none of these. Caller unrefs; of Passage*. */
GPtrArray *passages_read(const char *path, GError **error);
/* "page about 3", "line 12", "Outcomes, paragraph 2"; `offset` is where in the passage. Caller frees. */
char *passage_place(const Passage *passage, gsize offset);
const char *last_heading(const char *headings); /* of those above a passage; "" where there is none */

/* Gathering: what the readers of each kind of file give what they come upon to, in reading order:
 *
 *     Gathering *gathering = gathering_new();
 *     gather_heading(gathering, 2, "Outcomes", 0);
 *     gather_words(gathering, PASSAGE_PROSE, "Of 37 cases 12 were closed.", 0);
 *     gather_table(gathering);
 *     gather_row(gathering);
 *     gather_cell(gathering, 0, false, 1, 1);
 *     gather_words(gathering, PASSAGE_PROSE, "Neglect", 0);
 *     gather_cell_end(gathering);
 *     gather_table_end(gathering);
 *     GPtrArray *passages = gathering_end(gathering);
 *
 * A reader says what there is, and never what it means: which cells are headings of which others, and what
 * the caption of a table is, is worked out here. Calls that make no sense where they stand, such as a cell
 * outside a row, are passed over, because documents have such things. */
/* The most paragraphs, headings, rows and cells. */
enum { GATHERING_MOST = 20000 };

typedef struct Gathering Gathering;
Gathering *gathering_new(void);
/* The passages (Passage*) in the order they were given; NULL where they are more than any report has. Frees
 * the gathering; caller unrefs. */
GPtrArray *gathering_end(Gathering *gathering);

/* `level`: 1 to 6; `line`: of a file of lines, else 0. A text that is blank is nothing. */
void gather_heading(Gathering *gathering, int level, const char *text, guint line);
void gather_words(Gathering *gathering, PassageKind kind, const char *text, guint line); /* prose or labels */
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

/* Each gives what one kind of file holds to the gathering, in reading order; false with an error where it
 * cannot be read, and without one where it is a package of another kind. */
bool read_package(Gathering *gathering, const char *path, GError **error);
bool read_html(Gathering *gathering, const char *path, const char *text, gsize length, GError **error);
bool read_markdown(Gathering *gathering, const char *path, const char *text, gsize length, GError **error);
bool read_text(Gathering *gathering, const char *text);
