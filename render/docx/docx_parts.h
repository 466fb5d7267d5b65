/* The parts of a DOCX package. Private to the room. Each gives the XML of one part. */
#pragma once
#include <libxml/xmlwriter.h>
#include "render/docx/docx.h"

typedef struct {
    GPtrArray *links;  /* char*: targets, relationship link1, link2 ... */
    GPtrArray *charts; /* const Chart*: pictures, relationships png1, svg1, png2 ... */
} DocxRelations;

xmlBufferPtr docx_document_part(const Document *document, DocxRelations *relations);
xmlBufferPtr docx_footer_part(const Document *document);
xmlBufferPtr docx_header_part(const Document *document);
xmlBufferPtr docx_core_part(const Document *document);
extern const char docx_styles_part[], docx_numbering_part[], docx_settings_part[];

/* Writing: an element with attributes as name, value pairs up to NULL; open leaves it open. */
void xml_open(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_leaf(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_close(xmlTextWriterPtr xml);
void xml_text(xmlTextWriterPtr xml, const char *text);
