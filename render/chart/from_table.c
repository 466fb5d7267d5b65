/* The chart of a table: of which kind, of which rows and columns, and whether it can show them. */
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"
#include "render/chart/choice.h"
#include "render/chart/describe.h"
#include "render/chart/from_table.h"

/* Not parts, not totals; of timeliness the cumulative rows alone, of a caseload not what the year before says
 * already. */
static bool
is_shown(const TableRow *row)
{
    return !row->level && !row->total && row->role != ROLE_BAND && row->role != ROLE_OPEN_AT_START;
}

static void
choose_rows(Choice *choice)
{
    for (guint i = 0; i < choice->table->rows->len; i++)
        if (is_shown(choice->table->rows->pdata[i]))
            g_ptr_array_add(choice->rows, choice->table->rows->pdata[i]);
}

/* Percentages where the table has them, else counts, else values; a cross-table's last column is its total.
 */
static void
choose_columns(Choice *choice, bool counts)
{
    static const TableQuantity percent_first[] = {TABLE_PERCENT, TABLE_COUNT, TABLE_VALUE};
    static const TableQuantity count_first[] = {TABLE_COUNT, TABLE_PERCENT, TABLE_VALUE};
    const TableQuantity *order = counts ? count_first : percent_first;
    guint end = choice->table->columns->len - (choice->measure->by->len == 2 ? 1 : 0);
    g_ptr_array_set_size(choice->columns, 0);
    for (int turn = 0; turn < 3 && !choice->columns->len; turn++)
        for (guint i = 0; i < end; i++) {
            TableColumn *column = choice->table->columns->pdata[i];
            if (column->quantity == order[turn])
                g_ptr_array_add(choice->columns, column);
        }
}

const char *
choice_of_whole(const Choice *choice)
{
    return choice->measure->per != PER_YEAR && choice->columns->len > 1 ? "lines" : "columns";
}

const char *
choice_of_course(const Choice *choice)
{
    return choice->columns->len <= 2 ? "bars" : choice->rows->len > 6 ? "heat" : "lines";
}

TableQuantity
choice_quantity(const Choice *choice)
{
    return ((const TableColumn *)choice->columns->pdata[0])->quantity;
}

/* What printed percentages of a whole may add up to: each may be half a point off. */
static bool
adds_up(const Chart *chart, guint count, double sum)
{
    return !chart->percent || fabs(sum - 100) <= 0.5 * count + 0.1;
}

/* Why the kind cannot show these rows and columns; NULL where it can. Caller frees. */
static char *
objection(const Choice *choice)
{
    const Chart *chart = choice->chart;
    const ChartKind *kind = chart->kind;
    if (choice->measure->by->len == 2 && kind->across == ACROSS_ROWS)
        return g_strdup("a cross-table is drawn as heat, stacked or shares");
    if (kind->categories && chart->categories->len > kind->categories)
        return g_strdup_printf("it shows at most %u categories and there are %u; use bars", kind->categories,
                               chart->categories->len);
    if (kind->series && chart->series->len > kind->series)
        return g_strdup_printf("it shows at most %u series and there are %u; use bars or heat", kind->series,
                               chart->series->len);
    if (!kind->whole)
        return NULL;
    bool slices = kind->across == ACROSS_ROWS;
    for (guint i = 0; i < (slices ? chart->series->len : chart->categories->len); i++) {
        double sum = 0;
        guint parts = slices ? chart->categories->len : chart->series->len;
        for (guint k = 0; k < parts; k++) {
            const ChartSeries *series = chart->series->pdata[slices ? i : k];
            sum += g_array_index(series->points, ChartPoint, slices ? k : i).value;
        }
        if (!isnan(sum) && !adds_up(chart, parts, sum))
            return g_strdup_printf("its percentages add up to %.0f and not to 100; use bars", sum);
    }
    return NULL;
}

/* The table's notes on the symbols that the chart shows too. */
static void
explain_symbols(Chart *chart, const Table *table)
{
    for (guint i = 0; i < table->notes->len; i++) {
        const char *note = table->notes->pdata[i], *end = strchr(note, ' ');
        g_autofree char *symbol = *note == '[' && end ? g_strndup(note, (gsize)(end - note)) : NULL;
        if (symbol && chart_has_label(chart, symbol))
            chart_put_note(chart, note);
    }
}

/* What the value axis counts; `whole`: as parts of a whole. */
static char *
axis_words(const Choice *choice, bool whole)
{
    const RenderKind *kind = render_kind(choice->measure);
    bool percent = choice_quantity(choice) == TABLE_PERCENT || whole;
    char *own = kind->axis ? kind->axis(choice, percent) : NULL;
    if (own || (kind->time && choice_quantity(choice) == TABLE_VALUE))
        return own ? own : g_strdup("days");
    const char *of = (percent ? profile_percent_of(choice->measure) : choice->measure->of)->words;
    return g_strdup_printf("%s of %s%s", percent ? "percentage" : "number", of,
                           percent && choice_quantity(choice) == TABLE_COUNT ? ", marked with their number"
                                                                             : "");
}

Chart *
chart_begin(const Profile *profile, const Table *table, const char *kind, char *axis)
{
    Chart *chart = chart_new(chart_kind(kind), table->id, table->message ? table->message : table->title);
    g_free(chart->subtitle);
    g_free(chart->source);
    g_free(chart->axis);
    chart->subtitle = g_strdup(table->subtitle);
    chart->source = g_strdup(table->source);
    chart->axis = axis;
    chart->accent = profile->accent;
    return chart;
}

static Chart *
chart_of_kind(Choice *choice, const char *name)
{
    const ChartKind *kind = chart_kind(name);
    choose_columns(choice, kind->counts);
    Chart *chart = choice->chart =
        chart_begin(choice->profile, choice->table, name, axis_words(choice, kind->whole));
    chart->percent = choice_quantity(choice) == TABLE_PERCENT;
    choice_fill(choice);
    return chart;
}

static Chart *
refuse(const Choice *choice, Chart *chart, const char *why, GError **error)
{
    const ProfilePlace *place = &choice->measure->place;
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s: chart: %s cannot show it: %s", place->file,
                place->line, place->column, choice->measure->id, chart->kind->name, why);
    chart_free(chart);
    return NULL;
}

static Chart *
choose(Choice *choice, GError **error)
{
    choose_rows(choice);
    choose_columns(choice, false);
    const RenderKind *kind = render_kind(choice->measure);
    const char *asked = choice->measure->chart;
    if (!choice->rows->len || !choice->columns->len || g_strcmp0(asked, "none") == 0)
        return NULL;
    if (choice->table->places)
        return chart_of_comparison(choice->profile, choice->table);
    Chart *own = kind->draw ? kind->draw(choice->profile, choice->table) : NULL;
    const char *name = asked ? asked : kind->chart ? kind->chart(choice) : NULL;
    if (own || !name)
        return own;
    Chart *chart = chart_of_kind(choice, name);
    g_autofree char *why = objection(choice);
    if (why)
        return refuse(choice, chart, why, error);
    /* A ring would show the size of a slice that is not shown. */
    if (chart->kind->whole && chart->kind->across == ACROSS_ROWS && chart_hides_any(chart)) {
        chart_free(chart);
        chart = chart_of_kind(choice, "bars");
    }
    /* A single number is better read than looked at. */
    bool single = chart->series->len == 1 && chart->categories->len == 1;
    if (!chart_shows_any(chart) || (single && !choice->measure->chart)) {
        chart_free(chart);
        return NULL;
    }
    if (chart->kind->whole && chart_hides_any(chart))
        chart_put_note(chart, "A bar with a part that is not shown is not drawn.");
    explain_symbols(chart, choice->table);
    chart_describe(chart);
    return chart;
}

Chart *
chart_of_table(const Profile *profile, const Figures *figures, const Table *table, ChartForm form,
               GError **error)
{
    (void)figures;
    Choice choice = {.profile = profile,
                     .table = table,
                     .measure = table->measure,
                     .rows = g_ptr_array_new(),
                     .columns = g_ptr_array_new()};
    Chart *chart = choose(&choice, error);
    if (chart)
        chart->form = form;
    g_ptr_array_unref(choice.rows);
    g_ptr_array_unref(choice.columns);
    return chart;
}
