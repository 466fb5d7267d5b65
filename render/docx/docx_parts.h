/* The parts of a DOCX package. Private to the room. Each gives the XML of one part. */
#pragma once
#include "render/docx/docx.h"
#include "render/package/package.h"

typedef struct {
    GPtrArray *links;  /* char*: targets, relationship link1, link2 ... */
    GPtrArray *charts; /* const Chart*: pictures, relationships png1, svg1, png2 ... */
} DocxRelations;

xmlBufferPtr docx_document_part(const Document *document, DocxRelations *relations);
xmlBufferPtr docx_footer_part(const Document *document);
xmlBufferPtr docx_header_part(const Document *document);
extern const char docx_styles_part[], docx_numbering_part[], docx_settings_part[];
