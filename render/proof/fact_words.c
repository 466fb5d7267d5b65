/* Facts as findings print them. */
#include "render/proof/facts.h"
#include <math.h>

char *
fact_reference(const Facts *facts, const Fact *fact)
{
    const Figure *figure = fact->figure;
    const char *field = fact->kind == FACT_BASE        ? "base"
                        : fact->kind == FACT_BOUND     ? NULL
                        : fact->kind == FACT_CHANGE    ? (fact->unit == UNIT_NUMBER ? "change" : NULL)
                        : fact->value == figure->count ? "count"
                        : fact->unit == UNIT_PERCENT   ? "percent"
                                                       : NULL;
    return reference_of_figure(facts->exhibits, figure, field);
}

char *
figure_words(const Series *series, const Figure *figure)
{
    const char *title = series->measure ? series->measure->title : figure->measure;
    GString *text = g_string_new(title);
    if (*series->category)
        g_string_append_printf(text, ", %s", series->category);
    if (*series->part)
        g_string_append_printf(text, ", %s", series->part);
    g_string_append_printf(text, ", %s:", figure->period);
    g_autofree char *count = isnan(figure->count) ? NULL : figure_number_text(figure->count, 0),
                    *base = isnan(figure->base) ? NULL : figure_number_text(figure->base, 0),
                    *percent = isnan(figure->percent) ? NULL : figure_number_text(figure->percent, 1),
                    *value = isnan(figure->value) ? NULL : figure_number_text(figure->value, 1);
    if (count)
        g_string_append_printf(text, " %s", count);
    if (count && base)
        g_string_append_printf(text, " of %s", base);
    if (percent)
        g_string_append_printf(text, count ? " (%s%%)" : " %s%%", percent);
    if (value && !count && !percent)
        g_string_append_printf(text, " %s", value);
    return g_string_free(text, FALSE);
}

char *
fact_words(const Fact *fact)
{
    g_autofree char *now = figure_words(fact->series, fact->figure);
    if (!fact->against)
        return g_steal_pointer(&now);
    const Figure *earlier = fact->against;
    GString *text = g_string_new(now);
    g_string_append_printf(text, ", against %s:", earlier->period);
    if (!isnan(earlier->count)) {
        g_autofree char *count = figure_number_text(earlier->count, 0);
        g_string_append_printf(text, " %s", count);
    }
    if (!isnan(earlier->percent)) {
        g_autofree char *percent = figure_number_text(earlier->percent, 1);
        g_string_append_printf(text, isnan(earlier->count) ? " %s%%" : " (%s%%)", percent);
    }
    return g_string_free(text, FALSE);
}
