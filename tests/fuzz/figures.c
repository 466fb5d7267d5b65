/* Figures files: whatever is read can be written, and reads back the same; and every number can be shown. */
#include "analysis/figures/figures.h"
#include <math.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

static const ReportingYear april = {.start_month = 4};

static void
show(double number)
{
    for (int decimals = 0; decimals < 3 && !isnan(number); decimals++) {
        g_autofree char *text = figure_number_text(number, decimals);
        fuzz_check_text("a number", text);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Figures) figures = figures_read(fuzz_file("figures.csv", bytes, size), april, &error);
    fuzz_check_failure(error, !figures);
    if (!figures)
        return 0;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        show(figure->count);
        show(figure->percent);
        show(figure->value);
    }
    g_autofree char *text = figures_to_csv(figures, april);
    g_autoptr(Figures) again = figures_read(fuzz_file("figures.csv", text, strlen(text)), april, &error);
    g_assert_no_error(error);
    g_autofree char *other = figures_to_csv(again, april);
    g_assert_cmpstr(text, ==, other);
    return 0;
}
