/* Table building: its rows, columns and cells, one by one. For this room, `kinds` and `chart`.
 *
 * All columns come first; then each row is added and given a cell for every column, from left to right; then
 * the words around them. A cell of a figure is always made by table_add_cell or table_add_number, which alone
 * decide how it is rounded and when a symbol stands in its place.
 *
 *     Table *made = table_titled("visits", "Visits by month");
 *     table_add_column(made, "2023-24", NULL, "2023-24", TABLE_COUNT);
 *     TableRow *row = table_add_row(made, "April", 0, false);
 *     table_add_number(row, 12, TABLE_COUNT, NULL, NULL);
 *     table_free(made); */
#pragma once
#include "render/table/table.h"

Table *table_titled(const char *id, const char *title); /* of no measure */
Table *table_new(const ProfileMeasure *measure);
/* Adds a column; with `subheading` NULL, `group` is its own heading. */
void table_add_column(Table *table, const char *group, const char *subheading, const char *period,
                      TableQuantity quantity);
/* The words over a period's column, with [p] where its year is provisional. Caller frees. */
char *table_period_heading(const Profile *profile, const char *period, const char *words);
TableRow *table_add_row(Table *table, const char *heading, int level, bool total);
/* The figure's number of this quantity; NAN if it has none. */
double table_quantity(const Figure *figure, TableQuantity quantity);
/* Adds the figure's number of this quantity as printed, or its symbol; [x] if `figure` is NULL. */
void table_add_cell(TableRow *row, const Figure *figure, TableQuantity quantity,
                    const ProfileMeasure *measure);
/* A number that is not the figure's own of this quantity (its base, its limit), as such a number is printed;
 * where it is NAN, the figure's symbol, [x] of none. */
void table_add_number(TableRow *row, double number, TableQuantity quantity, const Figure *figure,
                      const ProfileMeasure *measure);
void table_add_blank(TableRow *row);
void table_add_text(TableRow *row, const char *text);

/* Whether the figure is an estimate beside a simple figure. */
static inline bool
is_estimated(FigureRole role)
{
    return role == ROLE_ESTIMATE || role == ROLE_ESTIMATED_MEDIAN;
}

/* Sets the text around the cells: subtitle with what is counted (NULL: number and percentage of records),
 * place and period; source; summary; notes. */
void table_describe(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods,
                    const char *counted);
/* Sets the summary for those who cannot see the table: title, size and subtitle. */
void table_summarise(Table *table);
void table_note(Table *table, const char *text);              /* unless it has it already */
void table_take_notes(Table *table, const GPtrArray *notes);  /* NULL: none */
bool table_holds(const Table *table, TableQuantity quantity); /* whether a column has it */
/* The years that figures were tested against: the year before, and the first one shown; NULL: none was. */
typedef struct {
    char *before, *first;
} ClearYears;
void clear_years_add(ClearYears *years, const Profile *profile, const Figures *figures,
                     const ProfileMeasure *measure, const Figure *figure);
void clear_years_clear(ClearYears *years);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ClearYears, clear_years_clear)
/* Adds a column for each of the years: whether a row changed clearly since then. */
void table_add_clear_columns(Table *table, const ClearYears *years);
/* Adds the cell of such a column; `figure` NULL: the row has none that could be tested. */
void table_add_clear_cell(TableRow *row, const TableColumn *column, const Profile *profile,
                          const Figures *figures, const ProfileMeasure *measure, const Figure *figure);
/* Sets `points`: the months or quarters of the years as one series; with notes on what stands out by which
 * rule. */
void table_add_series(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods);
/* Notes what the symbols in the table's cells mean. */
void table_note_symbols(Table *table);
/* The table of a measure of kind benchmark; NULL if no authority has a figure for the year. */
Table *table_of_comparison(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
