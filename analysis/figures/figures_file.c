#include "analysis/calendar/calendar.h"
#include "analysis/csv/cell.h"
#include "analysis/exports/lists.h"
#include "analysis/figures/figures.h"
#include <math.h>
#include <string.h>

/* The columns of a figures file, in the order they are written. */
enum {
    AUTHORITY,
    MEASURE,
    PERIOD,
    CATEGORY,
    PART,
    COUNT,
    BASE,
    PERCENT,
    LOWER,
    UPPER,
    VALUE,
    CHANGE,
    SIGNAL,
    STATUS
};
static const char *const headings[] = {"authority", "measure", "period",  "category", "part",
                                       "count",     "base",    "percent", "lower",    "upper",
                                       "value",     "change",  "signal",  "status",   NULL},
                         *const needed[] = {"measure", "period", "count|percent|value", NULL};
static void read_saying(const ListRow *row, void *user, GError **error);
static const ListKind figures_file = {
    .file = {.noun = "figures file", .most = 64 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = headings,
    .needed = needed,
    .must = "a figures file needs the columns measure, period and one of count, percent or value",
    .strict = true,
    .most_rows = 500000,
    .say = read_saying};

typedef struct {
    Figures *figures;
    ReportingYear years;
} Reading;

static double
number_in_cell(const ListRow *row, int column, GError **error)
{
    const char *text = row->cells[column];
    char *end = NULL;
    double number = *text ? g_ascii_strtod(text, &end) : (double)NAN;
    if (*text && (end == text || *end || !isfinite(number)))
        failure_at(error, row->path, row->line, "%s is not a plain number; write it without %% or commas",
                   headings[column]);
    return number;
}

static void
read_signal_and_status(const ListRow *row, Figure *figure, GError **error)
{
    const char *signal = row->cells[SIGNAL], *status = row->cells[STATUS];
    for (FigureSignal i = SIGNAL_NONE; i <= SIGNAL_NO_CLEAR_CHANGE; i++)
        if (strcmp(signal, figure_signal_words(i)) == 0) {
            figure->signal = i;
            signal = "";
        }
    if (*signal)
        failure_at(error, row->path, row->line, "signal must be empty, higher, lower or no clear change");
    if (strlen(status) > 1 || (*status && !strchr("czxps", *status)))
        failure_at(error, row->path, row->line, "status must be empty or one of c, z, x, p and s");
    figure->status = (FigureStatus)*status;
}

/* Refused rather than kept: a figure in no known period would be in no table. */
static char *
read_period(const ListRow *row, ReportingYear years, GError **error)
{
    g_autofree char *period = calendar_period(row->cells[PERIOD]);
    int year;
    guint column = 0;
    while (g_array_index(row->columns, int, column) != PERIOD)
        column++;
    if (!period)
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: \"%s\" is not a period; write a year like 2022-23 (2022 where it starts in "
                    "January), a quarter like 2022-23 Q1, a month like 2022-04",
                    row->path, row->line, column + 1, row->cells[PERIOD]);
    return period && calendar_parse_year(period, years, &year) ? calendar_year_label(year, years)
                                                               : g_steal_pointer(&period);
}

static void
read_figure(const ListRow *row, void *user, GError **error)
{
    const Reading *reading = user;
    if (!*row->cells[MEASURE] || !*row->cells[PERIOD]) {
        failure_at(error, row->path, row->line, "a figure needs a measure and a period");
        return;
    }
    g_autofree char *period = read_period(row, reading->years, error);
    if (!period)
        return;
    Figure figure = FIGURE_BLANK;
    figure.authority = csv_words(row->cells[AUTHORITY]);
    figure.measure = row->cells[MEASURE];
    figure.period = period;
    figure.category = csv_words(row->cells[CATEGORY]);
    figure.part = csv_words(row->cells[PART]);
    figure.file = row->path;
    figure.line = row->line;
    double *numbers[] = {&figure.count, &figure.base,  &figure.percent, &figure.lower,
                         &figure.upper, &figure.value, &figure.change};
    for (int i = 0; i < (int)G_N_ELEMENTS(numbers); i++)
        *numbers[i] = number_in_cell(row, COUNT + i, error);
    read_signal_and_status(row, &figure, error);
    if (isnan(figure.count) && isnan(figure.percent) && isnan(figure.value) && !figure.status)
        failure_at(error, row->path, row->line,
                   "a figure needs a count, a percent or a value, or a status that says why there is none");
    if (!*error && !figures_add(reading->figures, &figure))
        failure_at(error, row->path, row->line, "%s %s \"%s\" \"%s\" is given twice; keep one of the rows",
                   figure.measure, figure.period, figure.category, figure.part);
}

/* "# key: value": what the file says about itself. */
static void
read_saying(const ListRow *row, void *user, GError **error)
{
    const Reading *reading = user;
    g_auto(GStrv) halves = g_strsplit(row->row->cells[0] + 1, ":", 2);
    if (row->row->length == 1 && halves[0] && halves[1])
        figures_say(reading->figures, g_strstrip(halves[0]), g_strstrip(halves[1]));
    else
        failure_at(error, row->path, row->line,
                   "a line about the file is one cell, \"# key: value\"; put quotes round it if it contains "
                   "a comma");
}

Figures *
figures_read(const char *path, ReportingYear years, GError **error)
{
    g_autoptr(Figures) figures = figures_new();
    Reading reading = {figures, years};
    g_autoptr(GArray) columns = list_read(path, &figures_file, read_figure, &reading, error);
    return columns ? g_steal_pointer(&figures) : NULL;
}

static void
append_text_cell(GString *out, const char *text)
{
    csv_append_words(out, text);
    g_string_append_c(out, ',');
}

static void
append_number_cell(GString *out, double number)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    if (!isnan(number))
        g_string_append(out, figure_digits(number, digits));
    g_string_append_c(out, ',');
}

static void
append_period(GString *out, const char *period, ReportingYear years)
{
    int year;
    g_autofree char *code =
        calendar_parse_year(period, years, &year) ? calendar_year_code(year, years) : g_strdup(period);
    append_text_cell(out, code);
}

char *
figures_to_csv(const Figures *figures, ReportingYear years)
{
    GString *out = g_string_new(NULL);
    const char *key, *value;
    for (guint i = 0; (key = figures_said_at(figures, i, &value)); i++) {
        g_autofree char *saying = g_strdup_printf("# %s: %s", key, value);
        csv_append_cell(out, saying);
        g_string_append_c(out, '\n');
    }
    g_autofree char *names = g_strjoinv(",", (char **)headings);
    g_string_append_printf(out, "%s\n", names);
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        append_text_cell(out, figure->authority);
        append_text_cell(out, figure->measure);
        append_period(out, figure->period, years);
        append_text_cell(out, figure->category);
        append_text_cell(out, figure->part);
        for (int k = COUNT; k <= CHANGE; k++)
            append_number_cell(out, figure_number(figure, headings[k]));
        append_text_cell(out, figure_signal_words(figure->signal));
        if (figure->status)
            g_string_append_c(out, (char)figure->status);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
