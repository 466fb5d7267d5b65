/* The chart of a table: its kind, its rows and columns, and whether that kind can show them. */
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "render/chart/choice.h"
#include "render/wording/english.h"

/* No parts, totals or estimates; only cumulative rows of timeliness, and no outcome that is still open. */
static void
choose_rows(Choice *choice)
{
    const ProfileField *field =
        choice->concluded ? profile_field(choice->profile, choice->measure->by->pdata[0]) : NULL;
    for (guint i = 0; i < choice->table->rows->len; i++) {
        TableRow *row = choice->table->rows->pdata[i];
        if (!row->level && !row->total &&
            (row->role == ROLE_COUNT || row->role == ROLE_WITHIN || row->role == ROLE_SUPPLIED) &&
            (!field || strcmp(row->heading, field->ongoing_category) != 0))
            g_ptr_array_add(choice->rows, row);
    }
}

/* Percentages if the table has them, otherwise counts, otherwise values. A cross-table's last column is its
 * total. */
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

/* Whether one month of a single year stands out. */
static bool
has_peak(const Choice *choice)
{
    static const double high = 1.25;
    double sum = 0, most = 0;
    for (guint i = 0; i < choice->rows->len; i++) {
        const TableRow *row = choice->rows->pdata[i];
        double number = g_array_index(row->cells, TableCell, 0).number;
        sum += number;
        most = MAX(most, number);
    }
    return choice->columns->len == 1 && most >= high * sum / choice->rows->len;
}

const char *
choice_of_whole(const Choice *choice)
{
    bool years = choice->measure->per == PER_YEAR && choice->columns->len > 2;
    bool months = choice->measure->per == PER_MONTH && choice->table->time_is_rows && has_peak(choice);
    return years || months ? "columns" : NULL;
}

const char *
choice_of_cells(const Choice *choice)
{
    enum { MOST = 10, ENOUGH = 5 };
    guint cells = choice->rows->len * choice->columns->len, filled = 0;
    for (guint r = 0; r < choice->rows->len; r++)
        for (guint c = 0; c < choice->columns->len; c++) {
            const TableRow *row = choice->rows->pdata[r];
            filled += g_array_index(row->cells, TableCell, c).number >= ENOUGH;
        }
    return choice->rows->len <= MOST && choice->columns->len <= MOST && 3 * filled >= cells ? "heat" : NULL;
}

const char *
choice_of_limits(const Choice *choice)
{
    bool targets = false;
    for (guint i = 0; i < choice->rows->len; i++) {
        const Figure *figure = choice_figure(choice, choice->rows->pdata[i]);
        targets |= figure && !isnan(figure->value);
    }
    bool one = choice->rows->len == 1 && choice->columns->len <= 2;
    return choice->measure->per != PER_YEAR || one ? NULL
           : targets || choice->columns->len <= 2  ? "bars"
                                                   : "lines";
}

/* Why the kind cannot show these rows and columns; NULL if it can. Caller frees. */
static char *
why_not_this_kind(const Choice *choice)
{
    const Chart *chart = choice->chart;
    const ChartKind *kind = chart->kind;
    if (choice->measure->by->len == 2 && kind->across == ACROSS_ROWS)
        return g_strdup("a cross-table is drawn as heat, stacked or shares");
    if (kind->series && chart->series->len > kind->series)
        return g_strdup_printf("it shows at most %u series and there are %u; use bars or heat", kind->series,
                               chart->series->len);
    /* Rounding can move each part of a whole by half a point. */
    for (guint i = 0; kind->whole && chart->percent && i < chart->categories->len; i++) {
        double sum = 0;
        for (guint s = 0; s < chart->series->len; s++)
            sum += chart_point(chart, s, i)->value;
        if (!isnan(sum) && fabs(sum - 100) > 0.5 * chart->series->len + 0.1)
            return g_strdup_printf("its percentages add up to %.0f and not to 100; use bars", sum);
    }
    return NULL;
}

/* Takes the table's notes on symbols that the chart shows too. */
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

/* Which records are meant: " by category of harm", " that ended in advice", " closed in time". */
static char *
which_records(const Choice *choice, const char *of)
{
    const ProfileMeasure *measure = choice->measure;
    if (measure->by->len) {
        g_autofree char *rows = profile_fold(choice->table->row_heading);
        const char *crossed = measure->by->len == 2 ? measure->by->pdata[1] : NULL;
        g_autofree char *columns =
            crossed ? profile_field_words(profile_field(choice->profile, crossed)) : NULL;
        return g_strdup_printf(" by %s%s%s", rows, columns ? " and " : "", columns ? columns : "");
    }
    const char *in = measure->in ? english_relative(choice->profile, of, measure->in->words) : NULL;
    if (in)
        return g_strdup_printf(" %s", in);
    return kind_of(measure)->of_limits ? g_strdup_printf(" %s in time", profile_done_word(measure))
                                       : g_strdup("");
}

/* What the values are. */
static char *
what_words(const Choice *choice)
{
    const RenderKind *kind = render_kind(choice->measure);
    bool percent = choice_quantity(choice) == TABLE_PERCENT || choice->chart->kind->whole;
    char *own = kind->axis ? kind->axis(choice, percent) : NULL;
    if (own || (kind->time && choice_quantity(choice) == TABLE_VALUE))
        return own ? own : g_strdup("days");
    const char *of = (percent ? profile_percent_of(choice->measure) : choice->measure->of)->words;
    const ProfileField *field =
        choice->concluded ? profile_field(choice->profile, choice->measure->by->pdata[0]) : NULL;
    const Figure *open =
        field ? writing_find(&choice->writing, choice->writing.period, field->ongoing_category, "") : NULL;
    if (field && !(open && open->count > 0))
        return g_strdup_printf("%s by outcome", of);
    if (field) {
        g_autofree char *day = writing_as_at(&choice->writing);
        g_autofree char *noun = english_noun(of);
        return g_strdup_printf("%s%s concluded by %s, by outcome", of, strcmp(noun, of) ? "," : "", day);
    }
    g_autofree char *which = which_records(choice, of);
    return g_strdup_printf("%s of %s%s%s", percent ? "percentage" : "number", of, which,
                           percent && choice_quantity(choice) == TABLE_COUNT ? ", marked with their number"
                                                                             : "");
}

/* What is left out: "one group had none". */
static char *
remark_words(const Choice *choice)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    if (choice->zeros) {
        g_autofree char *zeros = english_number(choice->zeros);
        g_ptr_array_add(parts,
                        g_strdup_printf("%s %s%s had none", zeros, choice->concluded ? "outcome" : "group",
                                        choice->zeros == 1 ? "" : "s"));
    }
    if (choice->smaller) {
        g_autofree char *smaller = english_number(choice->smaller);
        g_ptr_array_add(parts, g_strdup_printf("%s smaller groups are not drawn", smaller));
    }
    return parts->len ? profile_listed(parts, " and ") : NULL;
}

static Chart *
chart_of_kind(Choice *choice, const char *name)
{
    const ChartKind *kind = chart_kind(name);
    choose_columns(choice, kind->counts || choice->concluded);
    Chart *chart = choice->chart = chart_begin(choice, name);
    chart->percent = choice_quantity(choice) == TABLE_PERCENT;
    choice_fill(choice);
    return chart;
}

static void
describe_choice(Choice *choice)
{
    Chart *chart = choice->chart;
    bool crossed = choice->measure->by->len == 2;
    g_autofree char *what = what_words(choice), *remark = remark_words(choice),
                    *years = crossed ? g_strdup(choice->writing.period) : chart_years(chart);
    explain_symbols(chart, choice->table);
    chart_describe(chart, choice->table,
                   &(ChartWords){.what = what,
                                 .place = choice->profile->authority_short_name,
                                 .years = years,
                                 .remark = remark,
                                 .finding = &choice->finding});
}

static Chart *
refuse_kind(const Choice *choice, Chart *chart, const char *why, GError **error)
{
    const ProfilePlace *place = &choice->measure->place;
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s: chart: %s cannot show it: %s", place->file,
                place->line, place->column, choice->measure->id, chart->kind->name, why);
    chart_free(chart);
    return NULL;
}

/* The chart of a kind; fails if that kind cannot show the rows and columns. */
static Chart *
chart_of_rows(Choice *choice, const char *name, GError **error)
{
    choice_shorten(choice);
    if (!choice->rows->len)
        return NULL;
    choice->earlier = finding_year(&choice->writing, choice->rows->len);
    if (choice->concluded)
        g_clear_pointer(&choice->earlier, g_free);
    Chart *chart = chart_of_kind(choice, name);
    g_autofree char *why = why_not_this_kind(choice);
    if (why)
        return refuse_kind(choice, chart, why, error);
    /* A single bar in parts would show the size of a part that is not shown. */
    if (chart->kind->across == ACROSS_LATEST && chart_hides_any(chart)) {
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
    describe_choice(choice);
    return chart;
}

static Chart *
chart_of_choice(Choice *choice, GError **error)
{
    const RenderKind *kind = render_kind(choice->measure);
    const char *asked = choice->measure->chart;
    choice->concluded = choice->measure->by->len == 1 && !choice->measure->follow_up.number &&
                        tells_outcomes(choice->profile, choice->measure);
    if (g_strcmp0(asked, "none") == 0)
        return NULL;
    if (choice->table->places)
        return chart_of_comparison(choice);
    Chart *own = kind->draw && !asked ? kind->draw(choice) : NULL;
    choose_rows(choice);
    choose_columns(choice, choice->concluded);
    if (own || !choice->rows->len || !choice->columns->len)
        return own;
    const char *name = asked ? asked : kind->chart ? kind->chart(choice) : NULL;
    if (kind->find)
        kind->find(&choice->writing, &choice->finding);
    bool nothing = !asked && kind->find && !choice->finding.words && choice->measure->by->len < 2;
    if (!name || nothing)
        return NULL;
    return chart_of_rows(choice, name, error);
}

Chart *
chart_of_table(const Profile *profile, const Figures *figures, const Table *table, ChartForm form,
               GError **error)
{
    Choice choice = {.profile = profile,
                     .table = table,
                     .measure = table->measure,
                     .form = form,
                     .rows = g_ptr_array_new(),
                     .columns = g_ptr_array_new()};
    writing_begin(&choice.writing, profile, figures, table->measure);
    Chart *chart = chart_of_choice(&choice, error);
    writing_clear(&choice.writing);
    chart_finding_clear(&choice.finding);
    table_free(choice.gathered);
    g_free(choice.earlier);
    g_ptr_array_unref(choice.rows);
    g_ptr_array_unref(choice.columns);
    return chart;
}
