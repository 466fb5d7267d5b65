/* Listing: every figure under the name that a template uses for it, and one figure explained.
 *
 * Only what may be shown is listed and explained: a suppressed figure has its symbol here too. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "render/document/document.h"

typedef enum { LISTING_TEXT, LISTING_CSV, LISTING_JSON } ListingFormat;

/* The figures whose reference, measure, category or part contains `find` (ignoring case; NULL: all), in the
 * profile's order. As text, one reference and its value a line; as CSV and JSON, one figure with all its
 * fields. Caller frees. */
char *listing_of_figures(const Exhibits *exhibits, const char *find, ListingFormat format);

/* One figure in words: its value, definition, filters, base, method, the number of records counted, where it
 * is in `report`, the annual report, and why it is hidden. If `internal`, it gives the value, and says what
 * will happen to it on publication. NULL with FAILURE_USAGE and the nearest names if the reference names no
 * figure. Caller frees. */
char *listing_explain(const Exhibits *exhibits, const Document *report, const Disclosure *disclosure,
                      bool internal, const char *reference, GError **error);
