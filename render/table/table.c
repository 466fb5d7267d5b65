#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

static void
table_cell_clear(gpointer cell)
{
    g_free(((TableCell *)cell)->text);
}

static void
row_free(gpointer pointer)
{
    TableRow *row = pointer;
    g_free(row->heading);
    g_array_unref(row->cells);
    g_free(row);
}

static void
column_free(gpointer pointer)
{
    TableColumn *column = pointer;
    g_free(column->heading);
    g_free(column->group);
    g_free(column->subheading);
    g_free(column->period);
    g_free(column->since);
    g_free(column);
}

Table *
table_titled(const char *id, const char *title)
{
    Table *table = g_new0(Table, 1);
    table->id = g_strdup(id);
    table->title = g_strdup(title);
    table->columns = g_ptr_array_new_with_free_func(column_free);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->notes = g_ptr_array_new_with_free_func(g_free);
    table->median = table->average = NAN;
    return table;
}

Table *
table_new(const ProfileMeasure *measure)
{
    Table *table = table_titled(measure->id, measure->title);
    table->measure = measure;
    return table;
}

void
table_free(Table *table)
{
    if (!table)
        return;
    char *texts[] = {table->id,          table->title,  table->subtitle,
                     table->row_heading, table->source, table->summary};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    if (table->points)
        g_array_unref(table->points);
    if (table->places)
        g_array_unref(table->places);
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->rows);
    g_ptr_array_unref(table->notes);
    g_free(table);
}

void
table_add_column(Table *table, const char *group, const char *subheading, const char *period,
                 TableQuantity quantity)
{
    TableColumn *column = g_new0(TableColumn, 1);
    column->quantity = quantity;
    column->period = g_strdup(period);
    if (subheading) {
        column->heading =
            g_strdup_printf("%s %s", group, strcmp(subheading, "%") == 0 ? "percent" : subheading);
        column->group = g_strdup(group);
        column->subheading = g_strdup(subheading);
    } else {
        column->heading = g_strdup(group);
    }
    g_ptr_array_add(table->columns, column);
}

char *
table_period_heading(const Profile *profile, const char *period, const char *words)
{
    int year;
    bool provisional =
        calendar_parse_year(period, profile->year_start, &year) && profile_is_provisional(profile, year);
    return g_strconcat(words, provisional ? "\u00a0[p]" : "", NULL);
}

TableRow *
table_add_row(Table *table, const char *heading, int level, bool total)
{
    TableRow *row = g_new0(TableRow, 1);
    row->heading = g_strdup(heading);
    row->level = level;
    row->total = total;
    row->cells = g_array_new(FALSE, TRUE, sizeof(TableCell));
    g_array_set_clear_func(row->cells, table_cell_clear);
    g_ptr_array_add(table->rows, row);
    return row;
}

double
table_quantity(const Figure *figure, TableQuantity quantity)
{
    const double numbers[] = {[TABLE_COUNT] = figure->count,
                              [TABLE_PERCENT] = figure->percent,
                              [TABLE_VALUE] = figure->value,
                              [TABLE_CHANGE] = figure->change,
                              [TABLE_TEXT] = NAN};
    return numbers[quantity];
}

/* Days are whole, though a quartile may fall between two. A supplied value is shown as given, to at most two
 * places. */
int
table_value_decimals(const ProfileMeasure *measure, const Figure *figure)
{
    bool days = (figure->role >= ROLE_LOWER_QUARTILE && figure->role <= ROLE_LONGEST) ||
                figure->role == ROLE_ESTIMATED_MEDIAN;
    if (days || measure->compared)
        return days ? 0 : 1;
    return figure_value_decimals(figure->value,
                                 kind_of(measure)->from_files && figure->status == FIGURE_SUPPLIED);
}

/* A figure's interval is of its percentage if it has one, otherwise of its count. */
static void
add_interval(TableCell *cell, const Figure *figure, TableQuantity quantity)
{
    bool of_count = isnan(figure->percent);
    if (quantity != (of_count ? TABLE_COUNT : TABLE_PERCENT) || isnan(figure->lower) || isnan(figure->upper))
        return;
    cell->lower = figure_round(figure->lower, cell->decimals);
    cell->upper = figure_round(figure->upper, cell->decimals);
}

void
table_add_cell(TableRow *row, const Figure *figure, TableQuantity quantity, const ProfileMeasure *measure)
{
    TableCell cell = {.number = NAN, .lower = NAN, .upper = NAN, .exact = NAN};
    double number = figure ? table_quantity(figure, quantity) : NAN;
    if (isnan(number)) {
        cell.symbol = figure_missing(figure);
    } else if (quantity == TABLE_PERCENT && figure_base_is_small(figure, measure->small_base)) {
        cell.symbol = SMALL_BASE;
    } else {
        cell.decimals = quantity == TABLE_PERCENT ? measure->decimals
                        : quantity == TABLE_VALUE ? table_value_decimals(measure, figure)
                                                  : 0;
        cell.exact = number;
        cell.number = figure_round(number, cell.decimals);
        add_interval(&cell, figure, quantity);
    }
    g_autofree char *digits = cell.symbol ? NULL : figure_number_text(number, cell.decimals);
    cell.text = cell.symbol ? g_strdup(cell.symbol)
                            : g_strconcat(quantity == TABLE_CHANGE && number > 0 ? "+" : "", digits,
                                          quantity == TABLE_PERCENT ? "%" : "", NULL);
    g_array_append_val(row->cells, cell);
}

void
table_add_number(TableRow *row, double number, TableQuantity quantity, const Figure *figure,
                 const ProfileMeasure *measure)
{
    Figure shown = FIGURE_BLANK;
    double *const numbers[] = {
        [TABLE_COUNT] = &shown.count, [TABLE_PERCENT] = &shown.percent, [TABLE_VALUE] = &shown.value};
    *numbers[quantity] = number;
    if (figure)
        shown.status = figure->status;
    table_add_cell(row, &shown, quantity, measure);
}

void
table_summarise(Table *table)
{
    table->summary = g_strdup_printf("%s: %u rows by %u columns of figures. %s.", table->title,
                                     table->rows->len, table->columns->len, table->subtitle);
}

void
table_add_text(TableRow *row, const char *text)
{
    TableCell cell = {.number = NAN, .lower = NAN, .upper = NAN, .exact = NAN, .text = g_strdup(text)};
    g_array_append_val(row->cells, cell);
}

void
table_add_blank(TableRow *row)
{
    table_add_text(row, "");
}

const Figure *
table_figure(const Figures *figures, const ProfileMeasure *measure, const char *period, FigureRole role)
{
    guint at = 0;
    const Figure *figure;
    while ((figure = figures_next(figures, measure->id, period, &at)) && figure->role != role)
        continue;
    return figure;
}

char *
table_share_words(const Profile *profile, const ProfileMeasure *measure)
{
    if (measure->in)
        return g_strdup(measure->in->words);
    if (measure->repeat) {
        const ProfileField *field = profile_field(profile, measure->repeat);
        return g_strdup_printf("same %s as an earlier %s", field->words ? field->words : field->name,
                               profile->word);
    }
    return limit_within(g_array_index(measure->within, Limit, 0));
}

char *
table_sentence_case(const char *words)
{
    g_autofree char *first = g_utf8_substring(words, 0, *words ? 1 : 0);
    g_autofree char *upper = g_utf8_strup(first, -1);
    return g_strconcat(upper, words + strlen(first), NULL);
}
