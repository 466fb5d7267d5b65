/* Structure: what a screen reader is told of the document, as a tree of the elements that ISO 32000-1 (14.8)
 * names. Private to the room.
 *
 * The tree is grown while the document is laid out, in reading order. Painting then draws in `marks`: runs of
 * content that cairo numbers page by page. A mark belongs to one element, or to none (page furniture, rules);
 * an element that goes on over a page has marks on both. An element holds either elements or marks, but for
 * links, which stand between the marks of their paragraph. */
#pragma once
#include <glib.h>

typedef struct Element Element;

typedef struct {
    Element *element; /* or, where NULL, */
    guint mark;       /* an index in Structure.marks */
} ElementPart;

struct Element {
    const char *type; /* "P", "TH" ... */
    Element *parent;
    GPtrArray *children; /* Element*, owned */
    GArray *parts;       /* of ElementPart: children and marks in order */
    char *words;         /* figure: its alternative text; link: where it leads; table: its summary */
    const char *scope;   /* TH: "Row" or "Column" */
    guint columns, rows; /* TH: how many it spans, 0 for one */
    double left, bottom, right, top; /* figure: where it stands, in points from the lower left corner */
};

typedef struct {
    Element *element;
    const char *tag; /* as cairo is told */
    guint page;      /* from 0 */
} StructureMark;

typedef struct {
    Element *document;
    Element *layout, *pagination; /* the two kinds of artifact: rules between things, page furniture */
    GArray *marks;                /* of StructureMark, in the order of drawing; the artifacts' among them */
} Structure;

Structure *structure_new(void);
void structure_free(Structure *structure);
/* The last child of its parent, which owns it. */
Element *structure_add(Element *parent, const char *type);
/* Notes that what is drawn next, on this page, belongs to this element. */
void structure_mark(Structure *structure, Element *element, const char *tag, guint page);
