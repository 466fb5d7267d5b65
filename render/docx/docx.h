/* DOCX: the document as a Word file that its readers can go on editing. Real heading styles, caption fields,
 * a contents field filled in, header rows that repeat, guidance to authors as comments; no direct formatting,
 * so that a council restyles it by a document of its own. */
#pragma once
#include "render/document/document.h"

/* The look of a council's own Word document. */
typedef struct DocxStyle DocxStyle;
/* Takes styles, lists, theme, fonts, page, headers and footers out of a .docx, .docm, .dotx or .dotm; nothing
 * of its text. Fails with FAILURE_INPUT where the file is none of these or has no look to take. Caller frees.
 */
DocxStyle *docx_style_read(const char *path, GError **error);
void docx_style_free(DocxStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxStyle, docx_style_free)

/* The first colour of its theme that is dark enough for words on white, 0xRRGGBB; 0: none. */
guint32 docx_style_accent(const DocxStyle *style);

/* `style` NULL: the house style. `pages`: of guint, the page on which each heading stands as far as is known,
 * 0 where it is not, for the contents. Fails with FAILURE_OUTPUT. */
GBytes *docx_write(const Document *document, const DocxStyle *style, const GArray *pages, GError **error);
