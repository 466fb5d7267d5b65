/* Charts that are not of rows and columns: a count month by month with its control limits or median, the
 * curve of what is still open, and what is open by age. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measures.h"
#include "render/chart/choice.h"
#include "render/wording/english.h"

/* What the rules found in a series. */
typedef struct {
    guint outside, other; /* points beyond the limits, and points in longer patterns */
    const TablePoint *first;
    bool above, below;
} Found;

static Found
found_in(const Table *table)
{
    Found found = {0};
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *point = table_point(table, i);
        if (point->rule == ROLE_COUNT)
            continue;
        bool outside = point->rule == ROLE_RULE_OUTSIDE;
        found.outside += outside;
        found.other += !outside;
        found.above |= point->above;
        found.below |= !point->above;
        if (outside && !found.first)
            found.first = point;
    }
    return found;
}

/* A limit or the middle, where it applies: each stretch has its number at its start, and the last also at its
 * end, with its name. */
static void
put_steps(Chart *chart, const Table *table, const char *name, gsize member)
{
    ChartSeries *series = chart_put_series(chart, name);
    double before = NAN;
    bool any = false;
    guint last = table->points->len - 1;
    series->thin = true;
    for (guint i = 0; i <= last; i++) {
        double value = *(const double *)(const void *)((const char *)table_point(table, i) + member);
        bool begins = value != before;
        g_autofree char *number =
            !isnan(value) && (begins || i == last) ? figure_number_text(value, 1) : NULL;
        ChartPoint *point = chart_put_point(series, value, number);
        point->at = i;
        point->shape = SHAPE_NONE;
        any |= !isnan(value);
        /* No line leads from one stretch to the next. */
        point->begins = begins;
        before = value;
    }
    if (!any)
        g_ptr_array_remove_index(chart->series, chart->series->len - 1);
}

/* A tick at the first point of each year, and one without words at the end. */
static void
put_ticks_of_years(Chart *chart, const Profile *profile, const Table *table)
{
    guint each = (guint)period_slots(table->measure->per), last = table->points->len - 1;
    for (guint i = 0; i < last; i += each) {
        int year;
        const TablePoint *point = table_point(table, i);
        g_autofree char *label = g_strdup(point->label);
        if (table->measure->per == PER_MONTH) {
            char *space = strchr(label, ' ');
            g_autofree char *short_label = g_strdup_printf("%.3s%s", label, space ? space : "");
            g_free(label);
            label = g_steal_pointer(&short_label);
        } else if (calendar_parse_year(label, profile->year_start, &year)) {
            label[strcspn(label, " ")] = '\0';
        }
        chart_put_tick(chart, i, label)->after_break =
            i && profile_break(profile, table->measure, point->year);
    }
    chart_put_tick(chart, last, "");
}

static void
put_counts(Chart *chart, const Table *table)
{
    ChartSeries *series = chart_put_series(chart, "");
    for (guint i = 0; i < table->points->len; i++) {
        const TablePoint *from = table_point(table, i);
        bool end = i + 1 == table->points->len || isnan(from->count), out = from->rule == ROLE_RULE_OUTSIDE;
        ChartPoint *point = chart_put_point(series, from->count, end || out ? from->text : NULL);
        point->at = i;
        point->shape = !from->rule ? SHAPE_NONE : from->above ? SHAPE_TRIANGLE : SHAPE_TRIANGLE_DOWN;
        point->stands_out = from->rule != ROLE_COUNT;
    }
}

static void
find_series(const Choice *choice, const Found *found, ChartFinding *finding)
{
    const char *slot = choice->measure->per == PER_MONTH ? "months" : "quarters";
    if (found->outside == 1)
        finding_put(finding, "%s was outside the usual range", found->first->label);
    else if (found->outside)
        finding_put(finding, "some %s were outside the usual range", slot);
    else
        finding_put(finding, "the number stayed %s the usual for several %s",
                    found->above && found->below ? "above or below"
                    : found->above               ? "above"
                                                 : "below",
                    slot);
}

static Chart *
with_words(const Choice *choice, Chart *chart, const char *what, const char *years,
           const ChartFinding *finding)
{
    chart_describe(chart, choice->table,
                   &(ChartWords){.what = what,
                                 .place = choice->profile->authority_short_name,
                                 .years = years,
                                 .finding = finding});
    return chart;
}

Chart *
chart_of_series(const Choice *choice)
{
    const Table *table = choice->table;
    if (!table->points || table->points->len < 2)
        return NULL;
    Found found = found_in(table);
    if (!found.outside && !found.other)
        return NULL;
    Chart *chart = chart_begin(choice, "lines");
    bool run = true;
    for (guint i = 0; i < table->points->len; i++)
        run &= isnan(table_point(table, i)->upper);
    chart->across = g_strdup(choice->measure->per == PER_MONTH ? "Month received" : "Quarter received");
    put_steps(chart, table, run ? "Median" : "Mean", G_STRUCT_OFFSET(TablePoint, middle));
    put_steps(chart, table, "Lower limit", G_STRUCT_OFFSET(TablePoint, lower));
    put_steps(chart, table, "Upper limit", G_STRUCT_OFFSET(TablePoint, upper));
    put_counts(chart, table);
    put_ticks_of_years(chart, choice->profile, table);
    chart_put_note(chart, run ? "Triangles mark a stretch too long on one side of the median to be chance."
                              : "Triangles mark what is more than chance would explain (XmR chart, rule set "
                                "1).");
    g_autofree char *what = g_strdup_printf("number of %s", choice->measure->of->words),
                    *years = g_strdup_printf("%s to %s", table_point(table, 0)->label,
                                             table_point(table, table->points->len - 1)->label);
    g_auto(ChartFinding) finding = {0};
    find_series(choice, &found, &finding);
    return with_words(choice, chart, what, years, &finding);
}

static double
weeks_of(Limit limit)
{
    static const double weeks[] = {[LIMIT_DAYS] = 1.0 / 7,
                                   [LIMIT_WORKING_DAYS] = 1.0 / 5,
                                   [LIMIT_WEEKS] = 1,
                                   [LIMIT_MONTHS] = 365.25 / 12 / 7,
                                   [LIMIT_YEARS] = 365.25 / 7};
    return limit.number * weeks[limit.unit];
}

/* The rows of a curve: received, at 0, then each limit that has figures, found by its name. */
static double
place_of_row(const Table *table, guint row)
{
    const TableRow *point = table->rows->pdata[row];
    Limit limit;
    bool later = point->role == ROLE_STILL_OPEN && limit_parse(point->heading + strlen(CURVE_POINT), &limit);
    return later ? weeks_of(limit) : 0;
}

static const TableCell *
curve_cell(const Table *table, guint row, guint column)
{
    return &g_array_index(((const TableRow *)table->rows->pdata[row])->cells, TableCell, column);
}

/* Ticks of weeks, far enough apart to be read. */
static void
put_weeks(Chart *chart, const Table *table, guint rows)
{
    double whole = place_of_row(table, rows - 1), last = -whole;
    for (guint r = 0; r < rows; r++) {
        double at = place_of_row(table, r);
        if (at - last < whole / 13)
            continue;
        g_autofree char *label = figure_number_text(at, figure_value_decimals(at, false));
        chart_put_tick(chart, at, label);
        last = at;
    }
}

/* The curve of a year, up to the last limit with a figure. */
static void
put_curve(Chart *chart, const Table *table, guint column, guint rows, ChartTone tone)
{
    ChartSeries *series =
        chart_put_series(chart, ((const TableColumn *)table->columns->pdata[column])->period);
    series->tone = tone;
    for (guint r = 0; r < rows; r++) {
        const TableCell *cell = curve_cell(table, r, column);
        if (isnan(cell->number))
            break;
        ChartPoint *point = chart_put_point(series, cell->number, NULL);
        point->at = place_of_row(table, r);
        point->shape = SHAPE_NONE;
    }
}

Chart *
chart_of_curve(const Choice *choice)
{
    const Table *table = choice->table;
    guint rows = table->rows->len - 1; /* without the median */
    Chart *chart = chart_begin(choice, "lines");
    chart->percent = true;
    chart->across = g_strdup("Weeks since receipt");
    for (guint c = table->columns->len; c-- > 0 && chart->series->len < 2;)
        if (((const TableColumn *)table->columns->pdata[c])->quantity == TABLE_PERCENT)
            put_curve(chart, table, c, rows, chart->series->len ? TONE_EARLIER : TONE_LATEST);
    if (!chart_shows_any(chart)) {
        chart_free(chart);
        return NULL;
    }
    put_weeks(chart, table, rows);
    const Figure *median = writing_figure(&choice->writing, ROLE_ESTIMATED_MEDIAN);
    g_autofree char *what =
                        g_strdup_printf("estimated percentage of %s still open", choice->measure->of->words),
                    *years = chart_years(chart);
    g_auto(ChartFinding) finding = {0};
    if (median && !isnan(median->value) && median->base >= choice->measure->small_base) {
        g_autofree char *days = figure_number_text(median->value, 0);
        finding_put(&finding, "half of %s were %s within an estimated %s days", choice->measure->of->words,
                    profile_done_word(choice->measure), days);
        finding_put(&finding, "half were %s within an estimated %s days", profile_done_word(choice->measure),
                    days);
    }
    return with_words(choice, chart, what, years, &finding);
}

/* How much of what is open is in the oldest band, if that is much, otherwise in the largest. */
static void
find_age(const Figure *oldest, const Figure *largest, double open, ChartFinding *finding)
{
    static const double much = 0.2;
    const Figure *told = oldest->count >= much * open || largest->count <= open / 2 ? oldest : largest;
    const char *proportion = told == oldest ? english_proportion(100 * told->count / open) : "more than half";
    g_autofree char *least = told == oldest ? english_least_age(told->part) : NULL,
                    *band = english_age(told->part),
                    *age = least ? g_strconcat("more than ", least, NULL) : english_time(band),
                    *count = figure_number_text(told->count, 0);
    if (proportion)
        finding_put(finding, "%s had been open for %s", proportion, age);
    finding_put(finding, "of those open, %s had been open for %s", count, age);
}

Chart *
chart_of_ages(const Choice *choice)
{
    const Figure *oldest = NULL, *largest = NULL;
    double open = 0;
    Chart *chart = chart_begin(choice, "strip");
    chart->over_time = true;
    chart_put_category(chart, choice->writing.period);
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(&choice->writing, &at));) {
        if (figure->role != ROLE_OPEN_AGE)
            continue;
        g_autofree char *age = english_age(figure->part), *name = table_sentence_case(age),
                        *count =
                            isnan(figure->count) ? g_strdup("[c]") : figure_number_text(figure->count, 0);
        open += figure->count;
        if (figure->count == 0)
            continue;
        oldest = figure;
        largest = !largest || figure->count > largest->count ? figure : largest;
        chart_put_point(chart_put_series(chart, name), figure->count, count);
    }
    /* If one part is not shown, its size could be measured as what is left. */
    if (!(open > 0) || chart->series->len < 2) {
        chart_free(chart);
        return NULL;
    }
    g_autofree char *day =
                        calendar_long(calendar_year_last(choice->profile->year, choice->profile->year_start)),
                    *what = g_strdup_printf("%s open on %s, by how long", choice->measure->of->words, day);
    g_auto(ChartFinding) finding = {0};
    find_age(oldest, largest, open, &finding);
    return with_words(choice, chart, what, NULL, &finding);
}
