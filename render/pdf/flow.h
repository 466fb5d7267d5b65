/* Flow: the document as boxes one beneath the other, then as pages. Private to the room. */
#pragma once
#include <pango/pangocairo.h>
#include "render/pdf/pdf.h"

/* A4 and its margins, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 62.0
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define PAGE_TOP 62.0
#define PAGE_BOTTOM (PAGE_HEIGHT - 70.0)

typedef enum { BOX_LINE, BOX_ROW, BOX_CHART, BOX_TILES, BOX_ENTRY, BOX_RULE, BOX_BREAK } BoxKind;

typedef struct {
    PangoLayout *layout;
    double x, width;
    bool right, heading;
} RowCell;

typedef struct {
    GPtrArray *heading; /* Box*: heading rows, drawn again on every page the table comes to */
    double height;      /* of all of them */
    double size;        /* of the type */
} RowSet;

typedef struct {
    BoxKind kind;
    double x, height, before; /* `before`: space above, not at the top of a page */
    bool keep;                /* on one page with the next box */
    const char *tag;          /* structure element: "P", "H1" ... */
    bool starts, ends;        /* of the element */
    PangoLayout *layout;      /* line, entry */
    int line;
    GArray *cells; /* of RowCell */
    RowSet *rows;
    bool total, is_heading;
    const Chart *chart;
    double scale;
    const Block *block;
    char *anchor; /* heading: its name; entry: where it leads */
    int outline;  /* heading: level in the bookmarks, 0 none */
    char *text;   /* heading: its words */
    guint page;   /* from 1, once set */
    double y;
} Box;

typedef struct {
    const Document *document;
    PangoContext *context;
    GPtrArray *boxes; /* Box* */
    GPtrArray *row_sets;
    guint pages;
} Flow;

Flow *flow_new(const Document *document);
void flow_free(Flow *flow);
/* Gives every box its page and place. */
void flow_paginate(Flow *flow);

PangoLayout *flow_layout(Flow *flow, const char *text, PangoAttrList *attributes, double size, bool bold,
                         double width);
double layout_height(PangoLayout *layout);
Box *flow_add(Flow *flow, BoxKind kind);
/* Adds the lines of a layout as boxes of one element. `keep`: with what follows. */
void flow_add_lines(Flow *flow, PangoLayout *layout, double x, double before, const char *tag, bool keep);
void flow_add_table(Flow *flow, const Block *block);
