/* Tables made of others: some of the columns, where a page is too narrow for all; sums over the years; two
 * tables side by side. */
#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

guint
table_part_end(const Table *table, guint from, guint to)
{
    for (guint end = to; end < table->columns->len && end > from; end--) {
        const TableColumn *last = table->columns->pdata[end - 1], *next = table->columns->pdata[end];
        if (!last->group || g_strcmp0(last->group, next->group) != 0)
            return end;
    }
    return to;
}

static void
part_row_free(gpointer pointer)
{
    g_array_unref(((TableRow *)pointer)->cells);
    g_free(pointer);
}

Table *
table_part(const Table *table, guint from, guint to)
{
    Table *part = g_memdup2(table, sizeof *table);
    part->columns = g_ptr_array_new();
    part->rows = g_ptr_array_new_with_free_func(part_row_free);
    for (guint c = from; c < to; c++)
        g_ptr_array_add(part->columns, table->columns->pdata[c]);
    for (guint r = 0; r < table->rows->len; r++) {
        TableRow *row = g_memdup2(table->rows->pdata[r], sizeof *row);
        GArray *cells = g_array_new(FALSE, FALSE, sizeof(TableCell));
        g_array_append_vals(cells, &g_array_index(row->cells, TableCell, from), to - from);
        row->cells = cells;
        g_ptr_array_add(part->rows, row);
    }
    return part;
}

void
table_part_free(Table *part)
{
    g_ptr_array_unref(part->columns);
    g_ptr_array_unref(part->rows);
    g_free(part);
}

/* Whether each record is counted in only one year, unlike those that were open in several. */
static bool
counts_once(FigureRole role)
{
    return role == ROLE_COUNT || role == ROLE_WITHIN || role == ROLE_BAND || role == ROLE_RECEIVED ||
           role == ROLE_CLOSED || role == ROLE_CONCLUDED;
}

static bool
is_year_of_counts(const Table *table, guint column)
{
    const TableColumn *of = table->columns->pdata[column];
    return of->period && of->quantity == TABLE_COUNT;
}

/* Adds up only what the cells show; if a year has a symbol instead, so has the sum. */
static void
add_sum_of_years(const Table *table, TableRow *row)
{
    Figure sum = FIGURE_BLANK;
    bool any = false;
    sum.count = 0;
    for (guint i = 0; i < table->columns->len && counts_once(row->role); i++) {
        const TableCell *cell = &g_array_index(row->cells, TableCell, i);
        if (!is_year_of_counts(table, i))
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
        if (is_year_of_counts(table, i) && !years++)
            first = ((const TableColumn *)table->columns->pdata[i])->period;
    if (years < 2 || !table->measure || !calendar_parse_year(first, profile->year_start, &year) ||
        year < profile_first_comparable(profile, table->measure))
        return;
    for (guint i = 0; i < table->rows->len; i++)
        add_sum_of_years(table, table->rows->pdata[i]);
    table_add_column(table, "All years", NULL, NULL, TABLE_COUNT);
    table_note(table, "All years is the sum of the years shown, where each has a count of records.");
    g_free(table->summary);
    table_summarise(table);
}

static int
row_of(const Table *table, const TableRow *wanted)
{
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        if (strcmp(row->heading, wanted->heading) == 0 && row->level == wanted->level)
            return (int)i;
    }
    return -1;
}

/* The last period of a table. Only that is taken: two tables of several years would not fit a page. */
static const char *
last_period(const Table *table)
{
    const char *last = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        if (column->period)
            last = column->period;
    }
    return last;
}

static bool
is_of_last_period(const Table *from, guint index)
{
    const TableColumn *column = from->columns->pdata[index];
    return g_strcmp0(column->period, last_period(from)) == 0;
}

/* Adds the columns of a table, under words that distinguish them from the other's. */
static void
add_columns_under(Table *joined, const Table *from, const char *about)
{
    for (guint i = 0; i < from->columns->len; i++) {
        const TableColumn *column = from->columns->pdata[i];
        if (!is_of_last_period(from, i))
            continue;
        g_autofree char *group =
            g_strdup_printf("%s, %s", about, column->group ? column->group : column->heading);
        table_add_column(joined, group, column->subheading, column->period, column->quantity);
    }
}

static void
add_cells_of_last_period(TableRow *row, const Table *from, int index)
{
    for (guint i = 0; i < from->columns->len; i++) {
        if (!is_of_last_period(from, i))
            continue;
        if (index < 0) {
            table_add_blank(row);
            continue;
        }
        const TableRow *there = from->rows->pdata[index];
        TableCell cell = g_array_index(there->cells, TableCell, i);
        cell.text = g_strdup(cell.text);
        g_array_append_val(row->cells, cell);
    }
}

/* The rows of one table, then those that only the other has. */
static void
add_joined_rows(Table *joined, const Table *one, const Table *other, bool totals)
{
    const Table *const tables[] = {one, other};
    for (guint t = 0; t < G_N_ELEMENTS(tables); t++)
        for (guint i = 0; i < tables[t]->rows->len; i++) {
            const TableRow *row = tables[t]->rows->pdata[i];
            if (row->total != totals || (t && row_of(one, row) >= 0))
                continue;
            TableRow *made = table_add_row(joined, row->heading, row->level, row->total);
            add_cells_of_last_period(made, one, t ? -1 : (int)i);
            add_cells_of_last_period(made, other, t ? (int)i : row_of(other, row));
        }
}

Table *
table_beside(const Table *one, const Table *other)
{
    g_autofree char *id = g_strdup_printf("%s-beside-%s", one->id, other->id);
    g_autofree char *title = g_strdup_printf("%s, beside %s", one->title, other->title);
    Table *joined = table_titled(id, title);
    joined->measure = one->measure;
    const char *about = one->measure->of->words, *other_about = other->measure->of->words;
    bool same = strcmp(about, other_about) == 0;
    g_autofree char *first = same ? g_strdup(one->title) : table_sentence_case(about);
    g_autofree char *second = same ? g_strdup(other->title) : table_sentence_case(other_about);
    add_columns_under(joined, one, first);
    add_columns_under(joined, other, second);
    add_joined_rows(joined, one, other, false);
    add_joined_rows(joined, one, other, true);
    table_take_notes(joined, one->notes);
    table_take_notes(joined, other->notes);
    joined->row_heading = g_strdup(one->row_heading);
    joined->source = g_strdup(one->source);
    joined->subtitle =
        g_strdup_printf("%s, %s, beside %s, %s", first, last_period(one), second, last_period(other));
    table_note(joined, "A cell is empty where its row is in the other table alone.");
    table_summarise(joined);
    return joined;
}
