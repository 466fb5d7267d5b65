/* The parts of a DOCX package. Private to the room. */
#pragma once
#include <libxml/tree.h>
#include "render/docx/docx.h"
#include "render/package/package.h"

#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

struct DocxStyle {
    xmlDocPtr styles, numbering; /* numbering NULL where the document has no lists */
    GBytes *theme, *fonts;       /* NULL where there are none */
};

/* How one file looks: the house styles, or a council's own with those of ours that it lacks. */
typedef struct {
    xmlDocPtr styles, numbering;
    GHashTable *ids;       /* id of a house style: the id it bears in this file */
    int number_list;       /* the abstract numbering of numbered lists */
    const DocxStyle *from; /* NULL: the house */
} DocxLook;
/* The look of a file, of the house where `style` is NULL. */
DocxLook *docx_look_new(const DocxStyle *style, guint32 accent);
void docx_look_free(DocxLook *look);
/* The id that a house style bears in this file. */
const char *docx_look_id(const DocxLook *look, const char *house_id);
/* The numbering of a new list that stands at a level, from 0, and counts from `start`. */
int docx_look_add_list(DocxLook *look, int level, int start);

typedef struct {
    const Chart *chart;
    double width; /* points */
} DocxPicture;

typedef struct {
    const Document *document;
    DocxLook *look;
    xmlTextWriterPtr xml;
    GPtrArray *links; /* char*: targets, relationship link1, link2 ... */
    GArray *pictures; /* of DocxPicture: relationships png1, svg1, png2 ... */
    GArray *lists;    /* of int: the lists around this place: their numbering, 0 for bullets */
    guint headings;   /* begun so far */
    guint bold, italic, link;
} DocxWriter;

/* One member of the package each; NULL where memory ran out. Caller frees. */
xmlBufferPtr docx_document_part(DocxWriter *writer);
xmlBufferPtr docx_footer_part(DocxWriter *writer);
xmlBufferPtr docx_header_part(DocxWriter *writer);

/* Words. `style` is the id of a house style, NULL: none. */
void docx_open_paragraph(DocxWriter *writer, const char *style);
void docx_paragraph(DocxWriter *writer, const char *style, const char *text);
void docx_run(DocxWriter *writer, const char *text, const char *style);
/* A field: its instruction, then what it shows until Word counts, then its end. */
void docx_field_start(DocxWriter *writer, const char *instruction);
void docx_field_end(DocxWriter *writer);

/* Twentieths of a point across the text of a page: A4 less two margins of 2.3 cm. */
enum { DOCX_PORTRAIT_WIDTH = 9298, DOCX_LANDSCAPE_WIDTH = 14230 };
/* The properties of the section that ends here. */
void docx_section(DocxWriter *writer, bool landscape, bool footer);
/* A paragraph that is the last of its section. */
void docx_section_end(DocxWriter *writer, const char *style, const char *text, bool landscape, bool footer);

/* One block each: caption, what it shows, notes and source. */
void docx_write_table(DocxWriter *writer, const Block *block);
void docx_write_chart(DocxWriter *writer, const Block *block);
void docx_write_key_figures(DocxWriter *writer, const Block *block);
