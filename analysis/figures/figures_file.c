#include "analysis/calendar/calendar.h"
#include "analysis/csv/cell.h"
#include "analysis/exports/lists.h"
#include "analysis/figures/figures.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/fold/fold.h"
#include <math.h>
#include <string.h>

static const InputKind figures_file = {
    .noun = "figures file", .most = 64 * 1024 * 1024, .failure = FAILURE_INPUT};
static const guint most_figures = 500000;

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
    STATUS,
    COLUMNS
};
static const char *const headings[COLUMNS] = {"authority", "measure", "period",  "category", "part",
                                              "count",     "base",    "percent", "lower",    "upper",
                                              "value",     "change",  "signal",  "status"};

typedef struct {
    const char *path;
    Figures *figures;
    GArray *columns; /* of int: what each column of the file is */
    const CsvRow *row;
    ReportingYear years;
    GError *error;
} Reading;

static void
read_headings(Reading *reading)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int i = 0; i < COLUMNS; i++)
        g_ptr_array_add(known, (gpointer)headings[i]);
    bool seen[COLUMNS] = {false};
    for (guint i = 0; i < reading->row->length; i++) {
        g_autofree char *name = g_ascii_strdown(g_strstrip(reading->row->cells[i]), -1);
        int column = 0;
        while (column < COLUMNS && strcmp(name, headings[column]) != 0)
            column++;
        if (column == COLUMNS) {
            const char *near = failure_nearest(name, known);
            failure_at(&reading->error, reading->path, reading->row->line,
                       "column \"%s\" is not a column of a figures file%s%s%s", name,
                       near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
            return;
        }
        if (seen[column]) {
            failure_at(&reading->error, reading->path, reading->row->line,
                       "column \"%s\" appears twice; remove one", name);
            return;
        }
        seen[column] = true;
        g_array_append_val(reading->columns, column);
    }
    if (!seen[MEASURE] || !seen[PERIOD] || !(seen[COUNT] || seen[PERCENT] || seen[VALUE]))
        failure_at(&reading->error, reading->path, reading->row->line,
                   "a figures file needs the columns measure, period and one of count, percent or value");
}

static double
read_number(Reading *reading, const char *text, const char *column)
{
    if (!*text)
        return NAN;
    char *end = NULL;
    double number = g_ascii_strtod(text, &end);
    if (end == text || *end || !isfinite(number)) {
        failure_at(&reading->error, reading->path, reading->row->line,
                   "%s is not a plain number; write it without %% or commas", column);
        return NAN;
    }
    return number;
}

static void
read_signal_and_status(Reading *reading, const char *signal, const char *status, Figure *figure)
{
    for (FigureSignal i = SIGNAL_NONE; i <= SIGNAL_NO_CLEAR_CHANGE; i++)
        if (strcmp(signal, figure_signal_words(i)) == 0) {
            figure->signal = i;
            signal = "";
        }
    if (*signal)
        failure_at(&reading->error, reading->path, reading->row->line,
                   "signal must be empty, higher, lower or no clear change");
    if (strlen(status) > 1 || (*status && !strchr("czxps", *status)))
        failure_at(&reading->error, reading->path, reading->row->line,
                   "status must be empty or one of c, z, x, p and s");
    figure->status = (FigureStatus)*status;
}

/* Refused rather than kept: a figure in no known period would be in no table. */
static char *
read_period(Reading *reading, const char *written)
{
    g_autofree char *period = calendar_period(written);
    int year;
    guint column = 0;
    while (column + 1 < reading->columns->len && g_array_index(reading->columns, int, column) != PERIOD)
        column++;
    if (!period && !reading->error)
        g_set_error(&reading->error, FAILURE, FAILURE_USAGE,
                    "%s:%u:%u: \"%s\" is not a period; write a year like 2022-23 (2022 where it starts in "
                    "January), a quarter like 2022-23 Q1, a month like 2022-04",
                    reading->path, reading->row->line, column + 1, written);
    return period && calendar_parse_year(period, reading->years, &year)
               ? calendar_year_label(year, reading->years)
               : g_steal_pointer(&period);
}

static void
read_figure(Reading *reading)
{
    const char *cell[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        cell[i] = "";
    if (reading->row->length > reading->columns->len) {
        failure_at(&reading->error, reading->path, reading->row->line,
                   "%u cells, but the heading line has %u; put quotes round a cell that contains a comma",
                   reading->row->length, reading->columns->len);
        return;
    }
    for (guint i = 0; i < reading->row->length; i++)
        cell[g_array_index(reading->columns, int, i)] = profile_one_line(reading->row->cells[i]);
    if (!*cell[MEASURE] || !*cell[PERIOD]) {
        failure_at(&reading->error, reading->path, reading->row->line,
                   "a figure needs a measure and a period");
        return;
    }
    g_autofree char *period = read_period(reading, cell[PERIOD]);
    if (!period)
        return;
    Figure figure = FIGURE_BLANK;
    figure.authority = csv_words(cell[AUTHORITY]);
    figure.measure = cell[MEASURE];
    figure.period = period;
    figure.category = csv_words(cell[CATEGORY]);
    figure.part = csv_words(cell[PART]);
    figure.file = reading->path;
    figure.line = reading->row->line;
    double *numbers[] = {&figure.count, &figure.base,  &figure.percent, &figure.lower,
                         &figure.upper, &figure.value, &figure.change};
    for (int i = 0; i < 7; i++)
        *numbers[i] = read_number(reading, cell[COUNT + i], headings[COUNT + i]);
    read_signal_and_status(reading, cell[SIGNAL], cell[STATUS], &figure);
    if (isnan(figure.count) && isnan(figure.percent) && isnan(figure.value) && !figure.status)
        failure_at(&reading->error, reading->path, reading->row->line,
                   "a figure needs a count, a percent or a value, or a status that says why there is none");
    if (!reading->error && !figures_add(reading->figures, &figure))
        failure_at(&reading->error, reading->path, reading->row->line,
                   "%s %s \"%s\" \"%s\" is given twice; keep one of the rows", figure.measure, figure.period,
                   figure.category, figure.part);
}

/* "# key: value", before the headings: what the file says about itself. A spreadsheet that saved it may
 * have added empty cells after it. */
static bool
read_saying(Reading *reading)
{
    const char *cell = reading->row->cells[0];
    if (*cell != '#')
        return false;
    g_auto(GStrv) halves = g_strsplit(cell + 1, ":", 2);
    bool alone = halves[0] && halves[1];
    for (guint i = 1; i < reading->row->length; i++)
        alone &= !*reading->row->cells[i];
    if (alone)
        figures_say(reading->figures, g_strstrip(halves[0]), g_strstrip(halves[1]));
    else
        failure_at(&reading->error, reading->path, reading->row->line,
                   "a line about the file is one cell, \"# key: value\"; put quotes round it if it contains "
                   "a comma");
    return true;
}

static bool
on_row(CsvRow *row, void *user)
{
    Reading *reading = user;
    reading->row = row;
    if (reading->columns->len == 0 && read_saying(reading))
        return !reading->error;
    if (reading->columns->len == 0)
        read_headings(reading);
    else if (figures_length(reading->figures) < most_figures)
        read_figure(reading);
    else
        failure_at(&reading->error, reading->path, reading->row->line,
                   "more than %u figures, the limit for a figures file", most_figures);
    return !reading->error;
}

Figures *
figures_read(const char *path, ReportingYear years, GError **error)
{
    static const char *const needed[] = {"measure", "period", NULL};
    GError *cause = NULL;
    Reading reading = {.path = path, .figures = figures_new(), .years = years};
    reading.columns = g_array_new(FALSE, FALSE, sizeof(int));
    list_read(path, &figures_file, needed, on_row, &reading, &cause);
    if (!reading.error && !cause && reading.columns->len == 0)
        g_set_error(&cause, FAILURE, FAILURE_USAGE,
                    "%s: the file is empty; its first line must name the columns", path);
    g_array_unref(reading.columns);
    if (reading.error || cause) {
        g_propagate_error(error, reading.error ? reading.error : cause);
        figures_free(reading.figures);
        return NULL;
    }
    return reading.figures;
}

static void
append_text(GString *out, const char *text)
{
    csv_append_words(out, text);
    g_string_append_c(out, ',');
}

static void
append_number(GString *out, double number)
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
    append_text(out, code);
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
    for (int i = 0; i < COLUMNS; i++)
        g_string_append_printf(out, "%s%s", i ? "," : "", headings[i]);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        append_text(out, figure->authority);
        append_text(out, figure->measure);
        append_period(out, figure->period, years);
        append_text(out, figure->category);
        append_text(out, figure->part);
        for (int k = COUNT; k <= CHANGE; k++)
            append_number(out, figure_number(figure, headings[k]));
        append_text(out, figure_signal_words(figure->signal));
        if (figure->status)
            g_string_append_c(out, (char)figure->status);
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}
