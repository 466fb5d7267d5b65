/* HTML: the document as one accessible file with no script and nothing to fetch. */
#pragma once
#include "render/document/document.h"

/* The whole page as UTF-8. Cannot fail. Caller owns it. */
GBytes *html_write(const Document *document, GError **error);
