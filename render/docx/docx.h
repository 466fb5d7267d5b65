/* DOCX: the document as a Word file that its readers can go on editing. Real heading styles, caption fields,
 * a contents field filled in, header rows that repeat; no direct formatting, so that a council restyles it by
 * a document of its own. */
#pragma once
#include "render/document/document.h"

/* The styles of a council's own Word document. */
typedef struct DocxStyle DocxStyle;
/* Takes styles, lists, theme and fonts out of a .docx, .docm, .dotx or .dotm; nothing else of it is kept.
 * Fails with FAILURE_INPUT where the file is none of these. Caller frees. */
DocxStyle *docx_style_read(const char *path, GError **error);
void docx_style_free(DocxStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxStyle, docx_style_free)

/* `style` NULL: the house style. Fails with FAILURE_OUTPUT. */
GBytes *docx_write(const Document *document, const DocxStyle *style, GError **error);
