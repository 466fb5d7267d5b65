/* Flow: the document as boxes one beneath the other, then as pages. Private to the room. */
#pragma once
#include <pango/pangocairo.h>
#include "render/font/sizes.h"
#include "render/pdf/pdf.h"
#include "render/pdf/structure.h"

/* A4 with margins of 22 mm, in points. Words are set 140 mm wide, about 72 characters; exhibits have the
 * whole 166. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN (22 * MM)
#define TEXT_WIDTH (TEXT_ACROSS * MM)
#define FULL_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define PAGE_BOTTOM (PAGE_HEIGHT - MARGIN)
/* A page on its side, for a table of many columns. */
#define WIDE_FULL_WIDTH (PAGE_HEIGHT - 2 * MARGIN)
#define WIDE_PAGE_BOTTOM (PAGE_WIDTH - MARGIN)

static const guint32 text_colour = 0x0b0c0c, soft_colour = 0x3d3d3d, line_colour = 0xb1b4b6;
static const double contents_size = 10;
static const double table_pad_x = 5, tile_gap = 14;
/* So far charts are drawn lower for the sake of their page. */
static const double least_scale = 0.85;
/* Of two tables side by side. */
static const double half_width = (FULL_WIDTH - 18) / 2;
/* Of the contents: their columns, and what their page numbers need of them. */
static const double entry_width = (FULL_WIDTH - 24) / 2, entry_number = 32;

typedef enum { BOX_LINE, BOX_ROW, BOX_CHARTS, BOX_TILES, BOX_ENTRIES, BOX_RULE, BOX_BAND, BOX_BREAK } BoxKind;

typedef struct {
    PangoLayout *layout;
    double x, y; /* of its upper left corner, from the box's */
    guint32 colour;
    Element *element;
    char *anchor; /* of an entry: where it leads; owned */
} Cell;

/* A chart within its box. */
typedef struct {
    const Chart *chart;
    double x, width;
    Element *element;
} Picture;

/* A link in the words of a layout, which carries them all under the name "links" as a GArray. */
typedef struct {
    guint start, end; /* bytes */
    char *url;
    Element *element; /* once it is drawn */
} FlowLink;

typedef struct {
    GPtrArray *heading; /* Box*: heading rows, drawn again on every page the table comes to */
    double height;      /* of all of them */
    double size;        /* of the type */
    double pad, pad_y;  /* beside the words of a cell, and above and below them */
    guint columns;      /* the headings of the rows among them */
    double *edges;      /* of the columns, from the left; the last is the right edge of the table */
    double *tails;      /* of the columns: the widest of what follows the whole numbers, as ".2%" */
    double left, room;  /* where it and its words begin, and what width they have */
    bool wide;          /* on pages that lie on their side */
    Element *element;
} RowSet;

typedef struct {
    BoxKind kind;
    double x, height, before; /* `before`: space above, not at the top of a page */
    bool keep;                /* on one page with the next box */
    bool wide;                /* on a page that lies on its side */
    Element *element;
    PangoLayout *layout; /* line */
    int line;
    GArray *cells;    /* of Cell: row, tiles, entries, band, captions of charts */
    GArray *pictures; /* of Picture: charts */
    double top;       /* charts: where they begin, under their captions; */
    double natural;   /* the height of the tallest; */
    double scale;     /* what they are drawn at; */
    double least;     /* and the height of a caption beside them */
    RowSet *rows;
    bool total, is_heading;
    guint32 colour; /* of a line's words */
    guint exhibit;  /* the first of an exhibit's boxes: how many they are, caption to source */
    bool beside;    /* the first of a table's boxes: it begins where the exhibit does, to its right */
    guint passed;   /* how many paragraphs it let before it */
    double across;  /* tiles: from one to the next */
    char *anchor;   /* heading: its name */
    int outline;    /* heading: level in the bookmarks, 0 none */
    char *text;     /* heading: its words */
    guint page;     /* from 1, once set */
    double y;
} Box;

typedef struct {
    const Document *document;
    PangoContext *context;
    GPtrArray *boxes; /* Box* */
    GPtrArray *row_sets;
    GHashTable *cell_layouts; /* PangoLayout*, by what makes them */
    GHashTable *widths;       /* of words, by weight and words */
    GHashTable *anchors;      /* Box* of headings, by name */
    Structure *structure;
    Element *parent;   /* of what is added next */
    bool dense;        /* behind a page break, in the appendix, tables are for looking things up */
    cmark_node *added; /* a block that stands beside the one before it already */
    guint pages;
} Flow;

Flow *flow_new(const Document *document);
void flow_free(Flow *flow);
/* Gives every box its page and place. */
void flow_paginate(Flow *flow);

/* Text set in the body font at a size in points, wrapped at `width`; caller unrefs. */
PangoLayout *flow_layout(Flow *flow, const char *text, PangoAttrList *attributes, double size, bool bold,
                         double width);
/* The words of a paragraph or heading with their emphasis and links. */
PangoLayout *flow_words(Flow *flow, cmark_node *parent, double size, bool bold, double width);
/* In points. */
double layout_height(PangoLayout *layout);
/* How wide a line of words is. */
double flow_width(Flow *flow, const char *text, double size, bool bold);
/* Adds an empty box; the flow's own. */
Box *flow_add_box(Flow *flow, BoxKind kind);
void flow_box_free(gpointer box);
/* A box beneath the last with room for words on it, owned by the flow. */
Box *flow_add_cells(Flow *flow, BoxKind kind);
/* Words on a box, which takes the layout. Returns their height. */
double flow_put(Box *box, PangoLayout *layout, double x, double y, guint32 colour, Element *element);
/* Adds the lines of a layout, which it takes, as boxes of one element. `keep`: with what follows. */
void flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, Element *element, bool keep);
/* Sets a table's columns, its size of type and whether it needs a page on its side; false where it is too
 * wide for that, too, and must be parted. */
bool flow_set_columns(Flow *flow, RowSet *set, const Table *table);
/* Sets as many of its columns from `from` on as a page on its side holds, and says where they end. */
guint flow_set_part(Flow *flow, RowSet *set, const Table *table, guint from);
/* Whether a table is short and narrow enough to stand beside another. */
bool flow_is_narrow(Flow *flow, const Block *block);
/* A table with its caption, notes and source, and another beside it (or NULL). */
void flow_add_tables(Flow *flow, const Block *block, const Block *beside);
