/* What becomes a chart: figures and cells of the choice, the rows that are worth a bar, and their order. */
#include "render/chart/choice.h"
#include "render/table/table_build.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

const Figure *
choice_figure(const Choice *choice, const TableRow *row)
{
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(&choice->writing, &at));) {
        if (*figure->part || figure->role != row->role)
            continue;
        g_autofree char *limit = table_sentence_case(figure->category);
        if (strcmp(figure->category, row->heading) == 0 ||
            (figure->role == ROLE_WITHIN && g_str_has_prefix(row->heading, limit) &&
             strchr(" ", row->heading[strlen(limit)])) ||
            (!*figure->category && render_kind(choice->measure)->rows == ROWS_WHOLE))
            return figure;
    }
    return NULL;
}

const TableCell *
choice_cell(const Choice *choice, const TableRow *row, const TableColumn *column)
{
    guint index = 0;
    g_ptr_array_find(choice->table->columns, column, &index);
    return &g_array_index(row->cells, TableCell, index);
}

TableQuantity
choice_quantity(const Choice *choice)
{
    return ((const TableColumn *)choice->columns->pdata[0])->quantity;
}

Chart *
chart_begin(const Choice *choice, const char *kind)
{
    Chart *chart = chart_new(chart_kind(kind), choice->table->id, "");
    g_free(chart->source);
    chart->source = g_strdup(choice->table->source);
    chart->accent = choice->profile->accent;
    chart->form = choice->form;
    return chart;
}

/* A longer list names only so many. */
enum { MOST_NAMED = 8 };

static const TableCell *
latest_cell(const Choice *choice, const TableRow *row)
{
    return choice_cell(choice, row, choice->columns->pdata[choice->columns->len - 1]);
}

static int
larger_first(gconstpointer one, gconstpointer other, gpointer user)
{
    double a = latest_cell(user, *(TableRow *const *)one)->number,
           b = latest_cell(user, *(TableRow *const *)other)->number;
    return a > b ? -1 : a < b;
}

static bool
row_moved(const Choice *choice, const TableRow *row)
{
    const Figure *figure = choice_figure(choice, row);
    return figure && writing_moved(&choice->writing, figure);
}

/* Drops rows that are known to be empty, which a number that is not shown never is. */
static void
drop_zeros(Choice *choice)
{
    for (guint i = choice->rows->len; i-- > 0;) {
        const TableRow *row = choice->rows->pdata[i];
        if (latest_cell(choice, row)->number != 0 || row_moved(choice, row))
            continue;
        const Figure *figure = choice_figure(choice, row);
        /* What prints as 0% may be one record of many. */
        if (figure && figure->count != 0)
            continue;
        choice->zeros += !figure || strcmp(figure->category, NOT_RECORDED) != 0;
        g_ptr_array_remove_index(choice->rows, i);
    }
}

/* Adds a column's cell for the rows that are shown as one. */
static void
add_gathered_sum(const Choice *choice, TableRow *sum_row, const GPtrArray *rows, const TableColumn *column)
{
    Figure sum = FIGURE_BLANK;
    sum.count = 0;
    for (guint i = 0; i < rows->len; i++) {
        const TableRow *row = rows->pdata[i];
        const Figure *place = choice_figure(choice, row),
                     *figure = place && column->period
                                   ? writing_find(&choice->writing, column->period, place->category, "")
                                   : NULL;
        sum.count += figure ? figure->count : NAN;
        sum.base = figure ? figure->base : sum.base;
    }
    sum.percent = 100 * sum.count / sum.base;
    table_add_cell(sum_row, &sum, column->quantity, choice->measure);
}

static void
gather_rows(Choice *choice, const GPtrArray *rows)
{
    g_autofree char *number = english_number(rows->len), *name = table_sentence_case(number),
                    *heading = g_strconcat(name, OTHER_GROUPS, NULL);
    choice->gathered = table_titled("", "");
    TableRow *row = table_add_row(choice->gathered, heading, 0, false);
    for (guint i = 0; i < choice->table->columns->len; i++)
        add_gathered_sum(choice, row, rows, choice->table->columns->pdata[i]);
    g_ptr_array_add(choice->rows, row);
}

/* Keeps the largest rows, those that moved, what is not recorded and what is not shown. If there are
 * several others, they become one bar, or none if a record may be in more than one of them. */
static void
gather_small(Choice *choice)
{
    const ProfileField *field = profile_field(choice->profile, choice->measure->by->pdata[0]);
    g_autoptr(GPtrArray) sized = g_ptr_array_new(), others = g_ptr_array_new();
    for (guint i = 0; i < choice->rows->len; i++) {
        const TableRow *row = choice->rows->pdata[i];
        if (!isnan(latest_cell(choice, row)->number) && profile_category_tells(row->heading))
            g_ptr_array_add(sized, (gpointer)row);
    }
    g_ptr_array_sort_with_data(sized, larger_first, choice);
    for (guint i = MOST_NAMED; i < sized->len; i++)
        if (!row_moved(choice, sized->pdata[i]))
            g_ptr_array_add(others, sized->pdata[i]);
    if (others->len < 2)
        return;
    for (guint i = 0; i < others->len; i++)
        g_ptr_array_remove(choice->rows, others->pdata[i]);
    if (field->separator)
        choice->smaller = others->len;
    else
        gather_rows(choice, others);
}

void
choice_shorten(Choice *choice)
{
    const ProfileMeasure *measure = choice->measure;
    if (measure->by->len != 1 || measure->per != PER_YEAR || !choice->columns->len)
        return;
    drop_zeros(choice);
    if (!measure->listed_order && !choice->concluded)
        gather_small(choice);
}

typedef int (*RankOf)(const char *name);

/* Categories that gather what has no name of its own stand last, whatever their size: those called
 * Other, then several groups shown as one, then what is not known. */
static int
rank_of_gathering(const char *name)
{
    static const char *const last[] = {"Not known", "Unknown", NOT_RECORDED, UNRECOGNISED};
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
        if (g_ascii_strcasecmp(name, last[i]) == 0)
            return (int)i + 3;
    return g_str_has_suffix(name, OTHER_GROUPS) ? 2 : english_is_other(name) ? 1 : 0;
}

/* As the guidance lists them (Keeping children safe in education, part four). */
static int
rank_of_outcome(const char *name)
{
    static const char *const outcomes[] = {"substantiated", "malicious", "false", "unsubstantiated",
                                           "unfounded"};
    g_autofree char *folded = profile_fold(name);
    for (gsize i = 0; i < G_N_ELEMENTS(outcomes); i++)
        if (strcmp(folded, outcomes[i]) == 0)
            return (int)i - (int)G_N_ELEMENTS(outcomes);
    return rank_of_gathering(name);
}

typedef struct {
    ChartCategory category;
    guint index;
    int rank;
    double value; /* NAN: not sorted by it */
} Place;

static int
compare_categories(gconstpointer a, gconstpointer b)
{
    const Place *one = a, *other = b;
    if (one->rank != other->rank)
        return one->rank - other->rank;
    if (isnan(one->value) != isnan(other->value))
        return isnan(one->value) ? 1 : -1;
    if (one->value != other->value && !isnan(one->value))
        return one->value > other->value ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

static void
sort_categories(Chart *chart, RankOf rank, bool by_value)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (guint i = 0; i < chart->categories->len; i++) {
        ChartCategory category = g_array_index(chart->categories, ChartCategory, i);
        Place place = {category, i, rank(category.name), by_value ? chart_point(chart, 0, i)->value : NAN};
        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_categories);
    for (guint i = 0; i < places->len; i++)
        g_array_index(chart->categories, ChartCategory, i) = g_array_index(places, Place, i).category;
    for (guint s = 0; s < chart->series->len; s++) {
        GArray *points = ((ChartSeries *)chart->series->pdata[s])->points;
        g_autofree ChartPoint *before = g_memdup2(points->data, points->len * sizeof(ChartPoint));
        for (guint i = 0; i < places->len; i++)
            g_array_index(points, ChartPoint, i) = before[g_array_index(places, Place, i).index];
    }
}

void
chart_order_by_value(Chart *chart)
{
    sort_categories(chart, rank_of_gathering, true);
}

void
chart_order_by_outcome(Chart *chart)
{
    sort_categories(chart, rank_of_outcome, false);
}
