/* PDF: the document set in pages with cairo and Pango: contents with page numbers, bookmarks, links, tagged
 * structure, table header rows repeated over page breaks. The only room that includes cairo's PDF header. */
#pragma once
#include "render/document/document.h"

/* The whole file. Fails with FAILURE_OUTPUT. Caller owns it. */
GBytes *pdf_write(const Document *document, GError **error);
/* The page on which each heading stands, by its number in the document: of guint. None of a document without
 * contents, for which alone it is asked. Caller unrefs. */
GArray *pdf_pages(const Document *document);
