/* Tags: what cairo 1.16 leaves out of a tagged PDF. Private to the room. */
#pragma once
#include "render/document/document.h"
#include "render/pdf/structure.h"

/* The PDF that cairo drew, restricted to version 1.4, with the structure's tree in the place of cairo's own,
 * alternative texts, table scopes, artifacts, language, metadata. The marks of `structure` must be those
 * drawn. Fails with FAILURE_OUTPUT. */
GBytes *pdf_tag(const GByteArray *drawn, const Document *document, const Structure *structure,
                GError **error);
