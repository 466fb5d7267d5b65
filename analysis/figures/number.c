#include "analysis/figures/figures.h"
#include <math.h>
#include <string.h>

double
figure_round(double value, int decimals)
{
    double scale = pow(10, decimals);
    double lifted = fabs(value) * scale;
    /* A half such as 28.5 may be stored slightly below itself; the lift is far smaller than any real
     * difference between two shares of a council's counts. */
    return copysign(floor(lifted + 0.5 + lifted * 1e-14 + 1e-12), value) / scale;
}

double
figure_percent_tolerance(double printed)
{
    static const struct {
        double steps, tolerance;
    } styles[] = {{1, 0.5}, {2, 0.25}, {10, 0.05}};
    for (gsize i = 0; i < G_N_ELEMENTS(styles); i++)
        if (fabs(printed * styles[i].steps - round(printed * styles[i].steps)) < 1e-9)
            return styles[i].tolerance;
    return 0.0005;
}

bool
figure_percent_agrees(double computed, double printed)
{
    double tolerance = figure_percent_tolerance(printed);
    return computed >= printed - tolerance - 1e-9 && computed < printed + tolerance - 1e-9;
}

const char *
figure_digits(double value, char digits[G_ASCII_DTOSTR_BUF_SIZE])
{
    return g_ascii_formatd(digits, G_ASCII_DTOSTR_BUF_SIZE, "%.12g", value);
}

const char *const figure_number_fields[] = {"count", "base",  "percent", "lower",
                                            "upper", "value", "change",  NULL};

double
figure_number(const Figure *figure, const char *field)
{
    const double numbers[] = {figure->count, figure->base,  figure->percent, figure->lower,
                              figure->upper, figure->value, figure->change};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strcmp(figure_number_fields[i], field) == 0)
            return numbers[i];
    return NAN;
}

void
figure_take_percent(Figure *figure)
{
    if (figure->base > 0 && !isnan(figure->count))
        figure->percent = 100 * figure->count / figure->base;
}

char *
figure_impossible(const Figure *figure)
{
    const double numbers[] = {figure->count, figure->base};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (numbers[i] < 0 || (isfinite(numbers[i]) && numbers[i] != floor(numbers[i])))
            return g_strdup_printf(
                "%.10g is not a whole number of people or cases; put a measurement under value", numbers[i]);
    if (figure->count > figure->base)
        return g_strdup_printf("%.10g is more than the total of %.10g", figure->count, figure->base);
    if (figure->percent < 0 || figure->percent > 100)
        return g_strdup_printf("%.10g%% is not a share; a share is from 0 to 100", figure->percent);
    return NULL;
}

bool
figure_base_is_small(const Figure *figure, int small_base)
{
    return !isnan(figure->percent) && figure->base > 0 && figure->base < small_base;
}

char *
figure_number_text(double value, int decimals)
{
    char digits[64];
    g_ascii_formatd(digits, sizeof digits,
                    decimals == 0   ? "%.0f"
                    : decimals == 1 ? "%.1f"
                                    : "%.2f",
                    fabs(figure_round(value, decimals)));
    gsize whole = strcspn(digits, ".");
    GString *text = g_string_new(figure_round(value, decimals) < 0 ? "\u2212" : "");
    for (gsize i = 0; digits[i]; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    return g_string_free(text, FALSE);
}

const char *
figure_symbol(FigureStatus status)
{
    switch (status) {
    case FIGURE_SUPPRESSED:
        return "[c]";
    case FIGURE_NOT_APPLICABLE:
        return "[z]";
    case FIGURE_NOT_AVAILABLE:
        return "[x]";
    case FIGURE_PLAIN:
    case FIGURE_PROVISIONAL:
    case FIGURE_SUPPLIED:
        break;
    }
    return NULL;
}

const char *
figure_missing(const Figure *figure)
{
    const char *symbol = figure ? figure_symbol(figure->status) : NULL;
    bool suppressed = figure && figure->hides_base;
    return symbol ? symbol : figure_symbol(suppressed ? FIGURE_SUPPRESSED : FIGURE_NOT_AVAILABLE);
}

int
figure_value_decimals(double value, bool as_given)
{
    if (!as_given && fabs(value) >= 100)
        return 0;
    for (int decimals = 0; decimals < 2; decimals++)
        if (fabs(value - figure_round(value, decimals)) < 1e-9)
            return decimals;
    return as_given ? 2 : 1;
}

char *
figure_shown(const Figure *figure, double number, int decimals, const char *unit)
{
    if (isnan(number))
        return g_strdup(figure_missing(figure));
    g_autofree char *digits = figure_number_text(number, decimals);
    return g_strconcat(digits, unit, NULL);
}

const char *
figure_signal_words(FigureSignal signal)
{
    static const char *const words[] = {"", "higher", "lower", "no clear change"};
    return words[signal];
}

const char *
figure_change_words(FigureSignal signal)
{
    static const char *const words[] = {"", "rose", "fell", "no clear change"};
    return words[signal];
}
