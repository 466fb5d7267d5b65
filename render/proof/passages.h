/* Passages: a finished document as what can be judged: its paragraphs and the cells of its tables, each with
 * its place and what stands above it. Private to the room. */
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
    guint line;                           /* where it begins; 0 where the file has no lines to speak of */
    guint page, paragraph;                /* 0: not known; paragraphs are counted from the last heading */
} Passage;

/* Reads a .docx, .odt, .pdf, .html, .md or .txt (which it is, its contents and then its name say). Fails with
 * FAILURE_INPUT where it cannot be read or is none of these. Caller unrefs; of Passage*. */
GPtrArray *passages_read(const char *path, GError **error);
/* "page about 3", "line 12", "Outcomes, paragraph 2"; `offset` is where in the passage. Caller frees. */
char *passage_place(const Passage *passage, gsize offset);
/* The last of the headings above it; "" where there is none. */
const char *passage_last_heading(const Passage *passage);
