/* Listing: every figure under the name that a template refers to it by, and one figure explained.
 *
 * Only what may be shown is listed and explained: a suppressed figure has its symbol here too. A reference is
 * what a template writes between braces, "harm.neglect.percent"; each line of the list begins with one that
 * listing_explain takes. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "render/document/document.h"

typedef enum { LISTING_TEXT, LISTING_CSV, LISTING_JSON } ListingFormat;

/* The figures whose reference, measure, category or part contains `find` (case ignored; NULL: all), in the
 * profile's order. Text has a reference and its value on each line; CSV and JSON have each figure with all
 * its fields. Caller frees. */
char *listing_of_figures(const Exhibits *exhibits, const char *find, ListingFormat format);

/* One figure in words: its value, definition, base, method, how many records were counted, where it stands in
 * `report` (the annual report), and why it is hidden. If `internal`, its value is given, and what happens to
 * it when it is published. Fails with FAILURE_USAGE and the nearest names if there is no such figure. Caller
 * frees. */
char *listing_explain(const Exhibits *exhibits, const Document *report, const Disclosure *disclosure,
                      bool internal, const char *reference, GError **error);
