/* Properties: what a PDF says of itself as a whole. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/pdf/objects.h"

/* Language, the title in the window's bar, XMP metadata with the claim to PDF/UA-1, and the glyph maps that
 * cairo leaves out of its fonts. `pages`: their numbers, of guint. */
void properties_write(Objects *objects, const GArray *pages, const Document *document);
