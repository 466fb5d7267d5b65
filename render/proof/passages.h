/* Passages: a finished document as what can be judged: its paragraphs and the cells of its tables, each with
 * its place and what stands above it. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/exports/archive.h"

typedef enum { PASSAGE_PROSE, PASSAGE_HEADING, PASSAGE_CELL, PASSAGE_ROW } PassageKind;

typedef struct {
    PassageKind kind;      /* PASSAGE_ROW: a line of a text that a table was laid out on */
    char *text;            /* lines of a text or Markdown file stay apart */
    char *heading;         /* the headings above it, the last one last; "" where there is none */
    char *caption;         /* of a table: what stands above it; "" otherwise */
    char *row, *column;    /* of a cell: its headings; "" otherwise */
    guint line;            /* where it begins; 0 where the file has no lines to speak of */
    guint page, paragraph; /* 0: not known; paragraphs are counted from the last heading */
} Passage;

/* Reads a .docx, .odt, .html, .md or .txt (which it is, its contents and then its name say). Fails with
 * FAILURE_INPUT where it cannot be read or is none of these. Caller unrefs; of Passage*. */
GPtrArray *passages_read(const char *path, GError **error);
/* "page about 3", "line 12", "Outcomes, paragraph 2"; `offset` is where in the passage. Caller frees. */
char *passage_place(const Passage *passage, gsize offset);

/* A .docx or .odt whose parts are bounded. */
Archive *open_document(const char *path, GError **error);

/* What readers of a kind of file give what they come upon to. */
typedef struct Gathering Gathering;
void gather_heading(Gathering *gathering, int level, const char *text, guint line);
void gather_paragraph(Gathering *gathering, const char *text, guint line);
void gather_caption(Gathering *gathering, const char *text); /* of the table that follows or is open */
void gather_page(Gathering *gathering);                      /* a page ends here */
/* A table: rows within it, cells within them. `heading`: the cell is one; rows of nothing else, at the top,
 * head the columns, and where there is none the first row does. Tables in tables are read on their own. */
void gather_table(Gathering *gathering);
void gather_row(Gathering *gathering, bool heading);
void gather_cell(Gathering *gathering, const char *text, guint line, guint columns, guint rows, bool heading);
void gather_table_end(Gathering *gathering);
void gather_row_of_text(Gathering *gathering, const char *text, guint line);

/* Each gives what one kind of file holds to the gathering, in reading order; false with an error where it
 * cannot be read. */
bool read_docx(Gathering *gathering, const char *path, GError **error);
bool read_odt(Gathering *gathering, const char *path, GError **error);
bool read_html(Gathering *gathering, const char *path, const char *text, gsize length, GError **error);
bool read_markdown(Gathering *gathering, const char *text, gsize length);
bool read_text(Gathering *gathering, const char *text);
/* Whether a comment turns proofing off (on); *off is left as it is by any other. */
void proof_comment(const char *comment, bool *off);
