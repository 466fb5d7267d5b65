/* A document while its tree is filled in. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/document/template.h"

typedef struct {
    const Exhibits *exhibits;
    Document *document;
    const Expansion *expansion;
    GPtrArray *told;        /* cmark_node*: paragraphs of commentary */
    GPtrArray *closings;    /* cmark_node*: those of the closing of a section alone */
    GPtrArray *written_out; /* const char*: acronyms of the glossary that have been */
    GError *error;
} Building;

/* A computed text with each acronym of the glossary written out where the document has it for the first time.
 * Takes the text; caller frees. */
char *building_write_out(Building *building, char *text);

/* Where the template has what became the node. */
ProfilePlace building_place(const Building *building, cmark_node *node);
/* What is to be known about all figures, a paragraph each with its first words in bold, before a paragraph.
 */
void about_figures(Building *building, cmark_node *paragraph);
/* How figures of the kinds that the report has are made and tested, for those who check it, likewise. */
void about_methods(Building *building, cmark_node *paragraph);
/* What is said of changes, in two sentences, or of a first year that there are none; in brief, of a short
 * document, with how many neighbours are known and where more is. Caller frees. */
char *how_to_read(const Exhibits *exhibits, bool in_brief);
/* Whether a paragraph is one directive that is no words within a sentence. */
bool building_is_block(cmark_node *paragraph);
/* Such a paragraph becomes the block or the list that it names, or goes where there is nothing to show. */
void building_make_block(Building *building, cmark_node *paragraph);
void block_free(gpointer block);
/* Takes HTML comments out of the tree, for document_guidance. */
void document_take_guidance(Document *document);
/* Takes out headings that nothing stands under, of a part of the document or of a whole section. */
void document_drop_empty_sections(Document *document);
/* Numbers tables and charts in a document with a list of contents, and tells each chart in which table of an
 * appendix its numbers are. */
void document_number(Document *document);
/* Takes from beneath tables what About these figures says for all. */
void document_drop_said_notes(Document *document);
/* Sets small charts beside the words before them. */
void document_set_beside(Document *document);
/* Gives every heading its anchor and its number. */
void document_set_anchors(Document *document);
