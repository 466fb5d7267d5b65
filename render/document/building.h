/* A document while its tree is filled in. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/document/template.h"

typedef struct {
    const Exhibits *exhibits;
    Document *document;
    const Expansion *expansion;
    guint tables, charts; /* numbered so far */
    GError *error;
} Building;

/* Where the template has what became the node. */
ProfilePlace building_place(const Building *building, cmark_node *node);
/* A paragraph that is one directive becomes the block or the list that it names, or goes where there is
 * nothing to show; any other stays. */
void building_make_block(Building *building, cmark_node *paragraph);
void block_free(gpointer block);
/* Takes HTML comments out of the tree, for document_guidance. */
void document_take_guidance(Document *document);
/* Gives every heading its anchor and its number. */
void document_set_anchors(Document *document);
