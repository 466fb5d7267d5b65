/* The five councils' published figures, and runs of the program over them. For tests. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/figures/figures.h"

/* Columns of published.csv and reconciliation.csv. Up to PRINTED, a row names a number of the published
 * report; then it says which of our figures that is. */
enum {
    TABLE,
    MEASURE,
    PERIOD,
    CATEGORY,
    SUBCATEGORY,
    PRINTED,
    OUR_MEASURE,
    OUR_PERIOD,
    OUR_CATEGORY,
    OUR_PART,
    OUR_FIELD
};
enum { PUBLISHED_COUNT = 5, PUBLISHED_PERCENT };

/* The folders of the fixtures that have a profile, by name. Caller frees. */
GPtrArray *council_names(void);
/* The rows of a council's file without its headings, as arrays of cells. */
GPtrArray *council_rows(const char *council, const char *file);
GPtrArray *rows_of(const char *path);
const char *cell(const GPtrArray *row, guint column); /* "" past the end */
/* The name of a number: "table | measure | period | category | subcategory | count". Caller frees. */
char *key_of(const GPtrArray *row, const char *printed);
/* reconciliation.csv by the keys of the numbers. */
GHashTable *council_mappings(GPtrArray *reconciliation);
/* Whether the row's direction word says that the number went down. */
bool row_says_down(const GPtrArray *row);

/* Makes the open data of a profile's pack in `out`, with nothing hidden; the test fails if the program does.
 */
void report_open_data(const char *profile, const char *out);
