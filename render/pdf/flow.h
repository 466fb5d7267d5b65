/* Flow: the document as boxes one beneath the other, then as pages. Private to the room. */
#pragma once
#include <pango/pangocairo.h>
#include "render/pdf/pdf.h"
#include "render/pdf/structure.h"

/* A4 and its margins, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 62.0
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define PAGE_TOP 56.0
#define PAGE_BOTTOM (PAGE_HEIGHT - 62.0)
/* A page on its side, for a table of many columns. */
#define WIDE_TEXT_WIDTH (PAGE_HEIGHT - 2 * MARGIN)
#define WIDE_PAGE_BOTTOM (PAGE_WIDTH - 62.0)

static const guint32 text_colour = 0x0b0c0c, soft_colour = 0x3d3d3d, line_colour = 0xb1b4b6;
static const double body_size = 11, caption_size = 11, small_size = 9;
static const double table_pad_x = 3, table_pad_y = 3.2, tile_gap = 14;

typedef enum { BOX_LINE, BOX_ROW, BOX_CHART, BOX_TILES, BOX_ENTRY, BOX_RULE, BOX_COVER, BOX_BREAK } BoxKind;

typedef struct {
    PangoLayout *layout;
    double x, y; /* of its upper left corner, from the box's */
    guint32 colour;
    Element *element;
} Cell;

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
    double *edges;      /* of the columns, from the left; the last is the right edge of the table */
    bool wide;          /* on pages that lie on their side */
    Element *element;
} RowSet;

typedef struct {
    BoxKind kind;
    double x, height, before; /* `before`: space above, not at the top of a page */
    bool keep;                /* on one page with the next box */
    bool wide;                /* on a page that lies on its side */
    Element *element;
    PangoLayout *layout; /* line, entry */
    int line;
    GArray *cells; /* of Cell: row, tiles */
    RowSet *rows;
    bool total, is_heading;
    guint32 colour; /* of a line's words */
    const Chart *chart;
    double scale;   /* chart */
    double natural; /* chart: its height before it gave way */
    guint table;    /* the first of a table's boxes: how many they are, caption to source */
    double across;  /* tiles: from one to the next */
    char *anchor;   /* heading: its name; entry: where it leads */
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
    Element *parent;     /* of what is added next */
    double cover_height; /* of the coloured ground on the first page */
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
/* A box beneath the last, owned by the flow. */
Box *flow_add(Flow *flow, BoxKind kind);
/* Adds the lines of a layout, which it takes, as boxes of one element. `keep`: with what follows. */
void flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, Element *element, bool keep);
/* Sets a table's columns, its size of type and whether it needs a page on its side. */
void flow_set_columns(Flow *flow, RowSet *set, const Table *table);
/* A table with its caption, notes and source. */
void flow_add_table(Flow *flow, const Block *block);
