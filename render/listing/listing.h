/* Listing: every figure under the name that a template refers to it by, and one figure explained.
 *
 * What is listed and explained is what may be shown: a figure that is suppressed has its symbol here too. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "render/document/document.h"

typedef enum { LISTING_TEXT, LISTING_CSV, LISTING_JSON } ListingFormat;

/* The figures whose reference, measure, category or part holds `find` (case ignored; NULL: all), in the
 * profile's order. As text, one reference and its value a line; as CSV and JSON, one figure with all its
 * fields. Caller frees. */
char *listing_of_figures(const Exhibits *exhibits, const char *find, ListingFormat format);

/* One figure in words: its value, definition, filters, base, method, how many records were counted, where it
 * stands in `report`, the annual report, and why it is hidden. Where `internal`, its value is told, and what
 * becomes of it when it is published. NULL with FAILURE_USAGE and the nearest names where the reference names
 * none. Caller frees. */
char *listing_explain(const Exhibits *exhibits, const Document *report, const Disclosure *disclosure,
                      bool internal, const char *reference, GError **error);
