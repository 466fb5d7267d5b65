/* A column with the sums of counts over the years shown, where these are numbers of records. */
#include "render/table/table_build.h"
#include <math.h>

/* Whether each record is counted in only one year, unlike those that were open in several. */
static bool
adds_up(FigureRole role)
{
    return role == ROLE_COUNT || role == ROLE_WITHIN || role == ROLE_BAND || role == ROLE_RECEIVED ||
           role == ROLE_CLOSED || role == ROLE_CONCLUDED;
}

static bool
is_summed(const Table *table, guint column)
{
    const TableColumn *of = table->columns->pdata[column];
    return of->period && of->quantity == TABLE_COUNT;
}

/* Adds up only what the cells show; if a year has a symbol instead, so has the sum. */
static void
add_sum(const Table *table, TableRow *row)
{
    Figure sum = FIGURE_BLANK;
    bool any = false;
    sum.count = 0;
    for (guint i = 0; i < table->columns->len && adds_up(row->role); i++) {
        const TableCell *cell = &g_array_index(row->cells, TableCell, i);
        if (!is_summed(table, i))
            continue;
        any |= cell->symbol || !isnan(cell->number);
        if (cell->symbol && !sum.status)
            sum.status = (FigureStatus)cell->symbol[1];
        sum.count += cell->number;
    }
    if (any)
        table_add_cell(row, &sum, TABLE_COUNT, table->measure);
    else
        table_add_blank(row);
}

void
table_sum_years(Table *table, const Profile *profile)
{
    const char *first = NULL;
    guint years = 0;
    int year;
    for (guint i = 0; i < table->columns->len; i++)
        if (is_summed(table, i) && !years++)
            first = ((const TableColumn *)table->columns->pdata[i])->period;
    if (years < 2 || !table->measure || !calendar_parse_year(first, profile->year_start, &year) ||
        year < profile_first_comparable(profile, table->measure))
        return;
    for (guint i = 0; i < table->rows->len; i++)
        add_sum(table, table->rows->pdata[i]);
    table_add_column(table, "All years", NULL, NULL, TABLE_COUNT);
    table_note(table, "All years is the sum of the years shown, where each has a count of records.");
    g_free(table->summary);
    table_summarise(table);
}
