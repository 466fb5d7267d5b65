/* Small tables with one row for each authority, whose columns are found by heading; lines that begin with
 * # give their source. Private to the room. */
#pragma once
#include "analysis/csv/rows.h"
#include <glib.h>

typedef struct {
    const char *path;
    GPtrArray *headings; /* char* of the first row; NULL until it has been read */
    bool (*take)(CsvRow *row, const GPtrArray *headings, void *user, GError **error);
    void *user;
    GError *error;
} Sheet;
/* Passes every row below the headings to `take`, until it returns false. */
bool sheet_read(Sheet *sheet, GError **error);

/* The headings of the column that names the authority. */
extern const char *const authority_headings[];
/* The cell under one of the headings, or NULL. */
const char *cell_under(const CsvRow *row, const GPtrArray *headings, const char *const *names);
