/* A comparison: authorities as rows, or the years of one beside the others' median. */
#include "analysis/benchmark/benchmark.h"
#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    Table *table;
    char *period; /* the year reported */
    bool rate;
    TableQuantity quantity; /* of the number that authorities are compared by */
} Laying;

char *
table_comparison_words(const ProfileMeasure *measure, double number)
{
    bool rate = benchmark_is_rate(measure);
    g_autofree char *digits = figure_number_text(number, rate ? 1 : 0);
    return g_strconcat(digits, rate ? "" : "%", NULL);
}

static const Figure *
figure_of_others(const Laying *laying, const char *period, const char *category, const char *part)
{
    return figures_find(laying->figures, laying->measure->id, period, category, part);
}

static const Figure *
figure_of_authority(const Laying *laying, const char *authority, const char *period, const char *category)
{
    return figures_find_of(laying->figures, authority, laying->measure->id, period, category, "");
}

/* The authorities with figures for the year, this one first. */
static GPtrArray *
authorities(const Laying *laying)
{
    GPtrArray *names = g_ptr_array_new();
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(laying->figures, laying->measure->id, laying->period, &at));) {
        if (!benchmark_is_place(figure) || (laying->measure->show != SHOW_MIX && *figure->category) ||
            !g_hash_table_add(seen, (gpointer)figure->authority))
            continue;
        g_ptr_array_insert(names, figure_is_own(laying->figures, figure) ? 0 : -1,
                           (gpointer)figure->authority);
    }
    return names;
}

static const char *
authority_words(const Laying *laying, const char *authority)
{
    return strcmp(authority, laying->profile->authority_name) == 0 ? laying->profile->authority_short_name
                                                                   : authority;
}

static const char *
against_words(const Laying *laying, const char *authority)
{
    const Figure *wide = figures_find_of(laying->figures, authority, laying->measure->id, laying->period, "",
                                         LIMITS_998),
                 *narrow = figures_find_of(laying->figures, authority, laying->measure->id, laying->period,
                                           "", LIMITS_95);
    if (!wide || !narrow)
        return "no comparison";
    return wide->signal == SIGNAL_HIGHER     ? "above the 99.8% limit"
           : wide->signal == SIGNAL_LOWER    ? "below the 99.8% limit"
           : narrow->signal == SIGNAL_HIGHER ? "above the 95% limit"
           : narrow->signal == SIGNAL_LOWER  ? "below the 95% limit"
                                             : "within the limits";
}

static void
add_authority(const Laying *laying, const char *authority, const Figure *figure, const TableCell *cell)
{
    const Figure *wide =
        figures_find_of(laying->figures, authority, laying->measure->id, laying->period, "", LIMITS_998);
    TablePlace place = {.name = g_strdup(authority_words(laying, authority)),
                        .text = g_strdup(cell->text),
                        .number = cell->number,
                        .lower = figure_round(figure->lower, 1),
                        .upper = figure_round(figure->upper, 1),
                        .base = figure->base,
                        .own = figure_is_own(laying->figures, figure),
                        .outside = wide && wide->signal != SIGNAL_NO_CLEAR_CHANGE};
    g_array_append_val(laying->table->places, place);
}

static void
table_place_clear(gpointer pointer)
{
    g_free(((TablePlace *)pointer)->name);
    g_free(((TablePlace *)pointer)->text);
}

static void
add_number_and_range(const Laying *laying, TableRow *row, const Figure *figure)
{
    const double numbers[] = {benchmark_number(laying->measure, figure), figure->lower, figure->upper};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        table_add_number(row, numbers[i], laying->quantity, figure, laying->measure);
}

static void
add_place_row(Laying *laying, const char *authority)
{
    const Figure *figure = figure_of_authority(laying, authority, laying->period, "");
    if (!figure)
        return;
    TableRow *row = table_add_row(laying->table, authority_words(laying, authority), 0, false);
    table_add_cell(row, figure, TABLE_COUNT, laying->measure);
    table_add_number(row, figure->base, TABLE_COUNT, figure, laying->measure);
    add_number_and_range(laying, row, figure);
    add_authority(laying, authority, figure, &g_array_index(row->cells, TableCell, row->cells->len - 3));
    if (laying->measure->show == SHOW_FUNNEL)
        table_add_text(row, against_words(laying, authority));
    else
        table_add_text(row, figure->status == FIGURE_SUPPLIED        ? "published report"
                            : figure_is_own(laying->figures, figure) ? "records"
                                                                     : "return");
}

static void
add_median_row(Laying *laying)
{
    const Figure *median = figure_of_others(laying, laying->period, NEIGHBOURS_MEDIAN, ""),
                 *known = figure_of_others(laying, laying->period, NEIGHBOURS_KNOWN, "");
    if (!median || !(known && known->value > 0))
        return;
    /* A median without a base is of all authorities that are known. */
    double with_number = isnan(median->base) ? known->value : median->base;
    g_autofree char *heading = g_strdup_printf(
        "Median of %.0f of %.0f %s, and their range", with_number, known->base,
        laying->profile->benchmark->neighbours->len || laying->profile->benchmark->neighbours_path
            ? "neighbours"
            : "authorities");
    TableRow *row = table_add_row(laying->table, heading, 0, true);
    table_add_blank(row);
    table_add_blank(row);
    add_number_and_range(laying, row, median);
    table_add_blank(row);
    laying->table->median = benchmark_number(laying->measure, median);
}

static void
lay_places(Laying *laying)
{
    Table *table = laying->table;
    table->places = g_array_new(FALSE, FALSE, sizeof(TablePlace));
    g_array_set_clear_func(table->places, table_place_clear);
    table_add_column(table, "Count", NULL, NULL, TABLE_COUNT);
    table_add_column(table, laying->rate ? "Children" : "Of", NULL, NULL, TABLE_COUNT);
    table_add_column(table, laying->rate ? "Rate" : "%", NULL, NULL, laying->quantity);
    table_add_column(table, "From", NULL, NULL, laying->quantity);
    table_add_column(table, "To", NULL, NULL, laying->quantity);
    table_add_column(table, laying->measure->show == SHOW_FUNNEL ? "Against the average" : "Source", NULL,
                     NULL, TABLE_TEXT);
    g_autoptr(GPtrArray) names = authorities(laying);
    for (guint i = 0; i < names->len; i++)
        add_place_row(laying, names->pdata[i]);
    add_median_row(laying);
    /* Every authority is compared with the same average. */
    for (guint i = 0; i < names->len && isnan(table->average); i++) {
        const Figure *limits = figures_find_of(laying->figures, names->pdata[i], laying->measure->id,
                                               laying->period, "", LIMITS_998);
        if (limits)
            table->average = limits->value;
    }
}

static void
lay_mix(Laying *laying)
{
    const char *const *categories = benchmark_categories(laying->measure->compared);
    g_autoptr(GPtrArray) names = authorities(laying);
    for (const char *const *category = categories; *category; category++) {
        g_autofree char *heading = table_sentence_case(*category);
        table_add_column(laying->table, heading, NULL, NULL, TABLE_PERCENT);
    }
    table_add_column(laying->table, "Of", NULL, NULL, TABLE_COUNT);
    for (guint i = 0; i < names->len; i++) {
        TableRow *row = table_add_row(laying->table, authority_words(laying, names->pdata[i]), 0, false);
        const Figure *any = NULL;
        for (const char *const *category = categories; *category; category++) {
            const Figure *figure = figure_of_authority(laying, names->pdata[i], laying->period, *category);
            table_add_cell(row, figure, TABLE_PERCENT, laying->measure);
            any = any && !isnan(any->base) ? any : figure ? figure : any;
        }
        table_add_number(row, any ? any->base : NAN, TABLE_COUNT, any, laying->measure);
    }
    const Figure *median = NULL;
    for (const char *const *category = categories; *category && !median; category++)
        median = figure_of_others(laying, laying->period, *category, NEIGHBOURS_MEDIAN);
    const Figure *known = figure_of_others(laying, laying->period, NEIGHBOURS_KNOWN, "");
    if (!median || !known || !(known->value > 0))
        return;
    g_autofree char *heading = g_strdup_printf("Median of %.0f of %.0f", known->value, known->base);
    TableRow *row = table_add_row(laying->table, heading, 0, true);
    for (const char *const *category = categories; *category; category++)
        table_add_cell(row, figure_of_others(laying, laying->period, *category, NEIGHBOURS_MEDIAN),
                       TABLE_PERCENT, laying->measure);
    table_add_blank(row);
}

static void
lay_trend(Laying *laying)
{
    const Profile *profile = laying->profile;
    g_autoptr(GPtrArray) periods = g_ptr_array_new_with_free_func(g_free);
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        char *period = calendar_year_label(year, profile->year_start);
        g_ptr_array_add(periods, period);
        if (figure_of_authority(laying, profile->authority_name, period, "") ||
            figure_of_others(laying, period, NEIGHBOURS_MEDIAN, ""))
            table_add_column(laying->table, period, NULL, period, laying->quantity);
    }
    TableRow *own =
        profile->records->len ? table_add_row(laying->table, profile->authority_short_name, 0, false) : NULL;
    TableRow *median = table_add_row(laying->table, "Median of the others", 0, false);
    TableRow *known = table_add_row(laying->table, "How many of them are known", 0, true);
    for (guint i = 0; i < laying->table->columns->len; i++) {
        const TableColumn *column = laying->table->columns->pdata[i];
        const Figure *of_median = figure_of_others(laying, column->period, NEIGHBOURS_MEDIAN, ""),
                     *of_known = figure_of_others(laying, column->period, NEIGHBOURS_KNOWN, "");
        if (own)
            table_add_cell(own, figure_of_authority(laying, profile->authority_name, column->period, ""),
                           laying->quantity, laying->measure);
        table_add_cell(median, of_median, laying->quantity, laying->measure);
        table_add_number(known, of_known ? of_known->value : 0, TABLE_COUNT, NULL, laying->measure);
    }
}

static void
describe_comparison(Laying *laying)
{
    Table *table = laying->table;
    const Profile *profile = laying->profile;
    g_autofree char *words = benchmark_words(profile, laying->measure), *what = table_sentence_case(words);
    table->subtitle =
        g_strdup_printf("%s, %s and others, %s", what, profile->authority_short_name, laying->period);
    table->row_heading = g_strdup(laying->measure->show == SHOW_TREND ? "Measure" : "Authority");
    table->source = g_strdup_printf(
        "Source: %sreturns and reports%s", profile->records->len ? "case records, " : "",
        laying->rate ? "; children: Office for National Statistics (Open Government Licence v3.0)" : "");
    table_summarise(table);
}

static void
add_comparison_notes(Laying *laying)
{
    Table *table = laying->table;
    if (table->places) {
        g_autofree char *text = g_strdup_printf(
            "From and To are the 95%% confidence interval: how far chance alone may have moved the number "
            "(exact Poisson for a rate, Wilson for a percentage).%s",
            isnan(table->median) ? "" : " For the median they are the lowest and the highest.");
        table_note(table, text);
    }
    if (laying->measure->show == SHOW_FUNNEL)
        table_note(table, "The average is of the others together. If authorities differed from it by chance "
                          "alone, 95% would lie within the inner limits and 99.8% within the outer.");
    if (laying->rate) {
        g_autofree char *text =
            g_strdup_printf("Rates for %s use the number of children in the middle of %d. Services count "
                            "differently, so a rate can raise a question but not settle it.",
                            laying->period, benchmark_children_year(laying->profile, laying->profile->year));
        table_note(table, text);
    }
    table_take_notes(table, figures_notes(laying->figures, laying->measure->id));
    table_note_symbols(table);
}

Table *
table_of_comparison(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    Laying laying = {.profile = profile, .figures = figures, .measure = measure};
    g_autofree char *period = laying.period = calendar_year_label(profile->year, profile->year_start);
    laying.rate = benchmark_is_rate(measure);
    laying.quantity = laying.rate ? TABLE_VALUE : TABLE_PERCENT;
    g_autoptr(GPtrArray) any = authorities(&laying);
    if (!any->len)
        return NULL;
    laying.table = table_new(measure);
    if (measure->show == SHOW_MIX)
        lay_mix(&laying);
    else if (measure->show == SHOW_TREND)
        lay_trend(&laying);
    else
        lay_places(&laying);
    describe_comparison(&laying);
    add_comparison_notes(&laying);
    return laying.table;
}
