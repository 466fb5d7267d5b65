/* DOCX: the document as a Word file that its readers can go on editing. Real heading styles, caption fields,
 * a contents field filled in, header rows that repeat; no direct formatting. */
#pragma once
#include "render/document/document.h"

GBytes *docx_write(const Document *document, GError **error);
