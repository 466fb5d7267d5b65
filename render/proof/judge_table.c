/* A table against itself: rows beside their total, and beside what the figures have in all. */
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* A column of a table's counts, added up. */
typedef struct {
    const Statement *last, *total; /* the last row's cell; that of the row called Total */
    double sum, of;                /* of the rows; of what the figures have */
    guint rows;
    bool whole; /* every cell is a number, of a row of the table's measure, and each row once */
} Column;

static const Quantity *
count_in(const Statement *cell)
{
    const Quantity *found = NULL;
    for (guint i = 0; i < cell->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(cell->quantities, Quantity, i);
        if (quantity->unit == UNIT_NUMBER && !quantity->decimals && !quantity->is_change)
            found = found ? found : quantity;
    }
    return found;
}

static void
add_cell(const Facts *facts, Column *column, const Statement *cell, GHashTable *seen)
{
    const Quantity *count = count_in(cell);
    if (tie_is_total(cell->passage)) {
        column->total = cell;
        return;
    }
    const Series *series = tie_row(facts, cell);
    column->whole =
        column->whole && !count == !series && (!series || g_hash_table_add(seen, (gpointer)series));
    if (!count || !series)
        return;
    column->sum += count->value;
    column->rows++;
    column->last = cell;
}

/* Whether every row that the figures have in the cell's year, above zero, is among those seen. */
static bool
has_all_rows(const Facts *facts, const Statement *cell, GHashTable *seen)
{
    const char *period = g_array_index(cell->mentions_near, Mention, 0).period;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        const Figure *figure = series_figure(series, period);
        if (series->measure == cell->measure && !series->whole && !*series->part && !series->derived &&
            figure && figure->count > 0 && !g_hash_table_contains(seen, series))
            return false;
    }
    return true;
}

static void
judge_column(Judge *judge, const Column *column, GHashTable *seen)
{
    if (!column->whole || column->rows < 3)
        return;
    g_autofree char *sum = figure_number_text(column->sum, 0);
    const Quantity *total = column->total ? count_in(column->total) : NULL;
    const Series *whole = total || !has_all_rows(judge->facts, column->last, seen)
                              ? NULL
                              : tie_total(judge->facts, column->last->measure);
    const Figure *all =
        whole ? series_figure(whole, g_array_index(column->last->mentions_near, Mention, 0).period) : NULL;
    if (total && total->value != column->sum)
        judge_say(judge, column->total, total->span, PROOF_CONTRADICTED,
                  g_strdup_printf("the rows of this column come to %s", sum), NULL);
    else if (all && all->count != column->sum && fabs(all->count - column->sum) < 0.1 * all->count) {
        g_autofree char *of = figure_number_text(all->count, 0);
        judge_say(judge, column->last, count_in(column->last)->span, PROOF_NEARLY,
                  g_strdup_printf("the rows of this column come to %s, of %s in all", sum, of), NULL);
    }
}

void
judge_table(Judge *judge, const GPtrArray *cells)
{
    guint columns = 0;
    for (guint i = 0; i < cells->len; i++)
        columns = MAX(columns, ((const Statement *)cells->pdata[i])->passage->table_column + 1);
    const Statement *first = cells->len ? cells->pdata[0] : NULL;
    /* Where a record may be in several rows they come to more. */
    if (!first || !first->measure || first->measure->by->len != 1 ||
        profile_field(judge->facts->profile, first->measure->by->pdata[0])->separator)
        return;
    for (guint j = 1; j < columns; j++) {
        Column column = {.whole = true};
        g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
        for (guint i = 0; i < cells->len; i++) {
            const Statement *cell = cells->pdata[i];
            if (cell->passage->table_column == j && tie_is_count_of_period(cell))
                add_cell(judge->facts, &column, cell, seen);
        }
        judge_column(judge, &column, seen);
    }
}
