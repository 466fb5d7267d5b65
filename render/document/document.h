/* Document: the report as a CommonMark tree whose tables and charts are custom blocks.
 *
 * document_from_template reads a template (templates/README.md is its manual), resolves every reference on
 * the parsed tree, so that a value is never read as markup, and leaves a tree that is final: writers print
 * the band from title, subtitle and cover at the top of the first page, then walk the tree with cmark's
 * iterator. Blocks are CMARK_NODE_CUSTOM_BLOCK nodes at block level (children of the document, of a block
 * quote or of a list item); document_block tells what such a node is.
 */
#pragma once
#include <cmark.h>
#include <glib.h>
#include <stdbool.h>
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "render/chart/chart.h"
#include "render/table/table.h"

typedef enum {
    BLOCK_TABLE,    /* caption, subtitle, table, notes, source */
    BLOCK_CHART,    /* caption, subtitle, picture, its alt text as words, source */
    BLOCK_STRIP,    /* two or three charts side by side, each with its own caption */
    BLOCK_BESIDE,   /* its children: one or two paragraphs, and last the chart that stands to their right */
    BLOCK_CONTENTS, /* the list of headings of level 2, with page numbers where there are pages */
    BLOCK_PAGE_BREAK,
    BLOCK_KEY_FIGURES, /* tiles: a large number and what it is */
} BlockKind;

typedef struct {
    char *figure, *label, *comparison; /* "395", "contacts received", "2022-23: 412" (or "") */
} KeyFigure;

typedef struct {
    BlockKind kind;
    guint number;       /* of the table or of the chart, from 1; 0: its caption has none */
    char *label;        /* "A4": the number of a table of the appendix; NULL: `number` */
    bool bare;          /* a chart without a caption: the sentence before it says what it shows */
    char *see;          /* of a chart: "Table A4", where the appendix has its numbers; NULL: nowhere */
    double width;       /* of a chart or of that beside words, in millimetres; 0: all that there is */
    const Table *table; /* of a table block, and of a chart block (the data behind it) */
    const Chart *chart;
    GPtrArray *notes; /* of a table: char*, its notes without those that About these figures says for all; and
                       * where it has all those of the table before it, a reference to them in their place */
    GPtrArray *charts;   /* of a strip: Block* of charts, from left to right, owned */
    GArray *key_figures; /* of KeyFigure */
} Block;
/* "Table A4: title", "Figure 2: title", or the title alone. Caller frees. */
char *block_caption(const Block *block);
/* What stands beneath the caption: the subtitle, of a chart with what it says to see. "" where there is
 * nothing. Caller frees. */
char *block_subtitle(const Block *block);
/* What stands beneath its table, char*. */
const GPtrArray *block_notes(const Block *block);
/* Where its figures are from, where that is others' publications; About these figures names the council's own
 * records and what it supplied, once; else "". */
const char *block_source(const Block *block);
/* The anchor of a numbered table or figure: "table_A4", "figure_2"; else of its measure. Caller frees. */
char *block_anchor(const Block *block);

/* Everything made from the figures once and shared by all documents of a pack. */
typedef struct {
    const Profile *profile;
    const Figures *figures; /* as they may be shown */
    GHashTable *names;      /* what references call figures (names.c) */
    GHashTable *index;      /* the figures by that */
    GPtrArray *tables;      /* Table*, in the profile's order */
    GPtrArray *charts;      /* Chart*, at the index of their table; NULL where there is none */
    GArray *showings;       /* of Showing: what of each measure deserves to be shown (showing.h) */
    Table *quality;         /* what was found about the records; NULL where there is nothing; owned */
    char *quality_in_brief; /* the same in a few sentences; owned */
    char *doubt;            /* about a supplied percentage that cannot be so; NULL if there is none; owned */
} Exhibits;
/* Fails where a measure's `chart` cannot show its table, or its `says` names what it has no figure of. */
Exhibits *exhibits_new(const Profile *profile, const Figures *figures, GError **error);
void exhibits_free(Exhibits *exhibits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Exhibits, exhibits_free)

/* What may stand on every page. */
#define DOCUMENT_INTERNAL "Internal: not for publication"
#define DOCUMENT_DRAFT "Draft: what columns and values mean was guessed and is still to be looked through"

typedef struct {
    cmark_node *root;
    char *title;    /* the text of the first heading of level 1, which is taken out of the tree */
    char *subtitle; /* the authority: "Leicester City Council" */
    GPtrArray
        *cover;   /* char*: the further lines of the band: author, the year's dates, what is provisional */
    char *author; /* for the document's properties */
    char *disclosure;              /* the suppression rule in words */
    Day date;                      /* the date in a pack: as-at, else the last day of the year reported */
    guint32 accent;                /* the profile's colour for rules, headings and key figures, 0xRRGGBB */
    const char *mark;              /* that stands on every page: one of those above; NULL: none */
    GPtrArray *blocks;             /* Block*, owned */
    GHashTable *anchors, *numbers; /* of headings: cmark_node* to its anchor, anchor to its number from 1 */
    GHashTable *guidance;          /* cmark_node* of a heading or paragraph to what guides its author */
    GPtrArray *tables;             /* Table*, owned: those that this document alone has */
    GPtrArray *charts;             /* Chart*, likewise */
    GPtrArray *said;               /* char*: notes of tables that About these figures says for all */
    GPtrArray *inputs;             /* char*: the files of words and lists it was made from */
} Document;

/* `path` names the template, or NULL for the annual report that comes with the program. Fails with
 * FAILURE_USAGE and the place of the fault. */
Document *document_from_template(const Exhibits *exhibits, const char *path, bool internal, GError **error);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* The name by which a template refers to a figure: "harm.neglect.percent @2022-23", without @ for the year
 * reported; `field` NULL: without a field. Caller frees. */
char *reference_of_figure(const Exhibits *exhibits, const Figure *figure, const char *field);
/* What a reference with a field prints. NULL with FAILURE_USAGE where it names nothing. Caller frees. */
char *reference_words(const Exhibits *exhibits, const char *reference, GError **error);
/* The measure and, in `figure`, the figure or sum of figures that a reference names, with or without a field.
 * NULL with FAILURE_USAGE and the nearest names where there is none. */
const ProfileMeasure *reference_figure(const Exhibits *exhibits, const char *reference, Figure *figure,
                                       GError **error);

const Block *document_block(cmark_node *node); /* NULL where the node is no block of ours */
/* Whether it has a list of contents, as a report has and a paper of two pages has not. */
bool document_has_contents(const Document *document);
/* Whether a heading stands in the contents: of level 2, but for the heading of the contents themselves. */
bool document_in_contents(cmark_node *node);
/* Whether a paragraph leads to a table, chart or list and must stay on the page with it, or with its start.
 */
bool document_leads(cmark_node *paragraph);
/* Whether a paragraph stays on the page with what follows: with a list, or with a chart that is bare. */
bool document_stays(cmark_node *paragraph);
/* What guides the author of what stands at a heading or paragraph, paragraphs a line each: the HTML comments
 * behind it or in it, which stand in the Word file as comments and nowhere else. NULL where there are none.
 */
const char *document_guidance(const Document *document, cmark_node *node);
/* Whether a link may be followed from a published paper: https, http, mailto, or a place in it. */
bool document_link_is_safe(const char *url);
/* The words of a heading, without its markup; caller frees. */
char *document_heading_text(cmark_node *heading);
/* A stable anchor for a heading: its slug, with -2, -3 ... where a slug stands already. Caller frees. */
char *document_heading_anchor(const Document *document, cmark_node *heading);
/* The number of the heading that bears an anchor, from 1; 0 where none does. */
guint document_heading_number(const Document *document, const char *anchor);
