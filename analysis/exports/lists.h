/* Lists: small tables that people keep by hand, in a CSV or on a sheet of a workbook: code lists, figures
 * files, lists of people and of authorities.
 *
 * A list has a row of headings and rows below it. Its columns are known by their headings, in any order; what
 * a row says is passed on in the order of the kind's columns, so that no reader of a list looks for headings:
 *
 *     enum { CATEGORY, PEOPLE };
 *     static const char *const columns[] = {"category", "people", NULL};
 *     static const ListKind towns = {.file = {.noun = "list of towns", .most = 1024 * 1024},
 *                                    .columns = columns,
 *                                    .needed = columns,
 *                                    .must = "a list of towns needs the columns category and people"};
 *
 *     static void
 *     on_row(const ListRow *row, void *user, GError **error)
 *     {
 *         if (!*row->cells[PEOPLE])
 *             failure_at(error, row->path, row->line, "how many people are in %s?", row->cells[CATEGORY]);
 *     }
 *
 *     static bool
 *     read_towns(const char *path, GError **error)
 *     {
 *         g_autoptr(GArray) found = list_read(path, &towns, on_row, NULL, error);
 *         return found != NULL;
 *     }
 *
 * A CSV may be separated by commas, semicolons or tabs. In a workbook, the list is on the first sheet with a
 * row that has the headings needed, and begins there. Blank rows, and empty cells at the end of a row, which
 * Excel leaves where a table was once wider, are ignored. */
#pragma once
#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include "analysis/inputs/inputs.h"

typedef struct {
    const char *path;
    guint line;
    const char *const
        *cells;            /* one for each of the kind's columns, on one line; "": blank, or no such column */
    const GArray *columns; /* of int: which of the kind's columns each column of the file is; -1: none */
    const GPtrArray *headings; /* char*: of the file's columns, folded */
    const CsvRow *row;         /* as the file has it */
} ListRow;
/* An error ends the reading; failure_at keeps the first. */
typedef void (*ListRowFunction)(const ListRow *row, void *user, GError **error);

typedef struct {
    InputKind file;
    /* Headings, folded; "la_name|name": either. NULL-ended. Those needed need not be in the same order. */
    const char *const *columns, *const *needed;
    const char *must; /* what to say where one that is needed is missing */
    bool strict;      /* other columns, and cells under no heading, are errors */
    guint most_rows;  /* below the headings; 0: as many as the file holds */
    /* Takes rows above the headings whose first cell begins with #. NULL: such rows are remarks, wherever
     * they are. */
    ListRowFunction say;
} ListKind;

/* Calls `on_row` for each row below the headings; returns the file's columns, as in ListRow, for the caller
 * to unref. NULL with `kind.file.failure`, with FAILURE_INPUT and FILE:LINE, or with FAILURE_USAGE if the
 * headings are not those of such a list. */
GArray *list_read(const char *path, const ListKind *kind, ListRowFunction on_row, void *user, GError **error);
/* Whether the file has this one of the kind's columns. */
bool list_has_column(const GArray *columns, int column);
/* Whether the file is a workbook. */
bool list_is_workbook(const char *path);
/* What separates the cells of a list's text, by its heading line: a comma, a semicolon or a tab. */
char list_delimiter(const char *text);
