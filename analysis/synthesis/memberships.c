/* Who is in a population, and what a year's figures require, while records are being made. */
#include "analysis/synthesis/synthesis_parts.h"
#include <math.h>
#include <string.h>

void
year_change(const Year *year, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(year->changes, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

Column *
year_column(const Year *year, const char *field)
{
    for (guint i = 0; i < year->columns->len; i++)
        if (strcmp(((Column *)year->columns->pdata[i])->field->name, field) == 0)
            return year->columns->pdata[i];
    return NULL;
}

int
column_category(const Column *column, const char *name)
{
    for (guint i = 0; i < column->categories->len; i++)
        if (profile_same_name(((const MadeCategory *)column->categories->pdata[i])->name, name))
            return (int)i;
    return -1;
}

guint
column_not_recorded(const Column *column)
{
    return (guint)column_category(column, NOT_RECORDED);
}

bool
record_has_category(const Column *column, guint record, int category, int part)
{
    MadeCode code = column->codes[record];
    bool also = column->further && category >= 0 && (column->further[record] >> category & 1);
    return (code.category == category && (part < 0 || code.part == part)) || (also && part < 0);
}

static bool
code_is_named(const Column *column, guint record, const GPtrArray *names)
{
    for (guint c = 0; c < column->categories->len; c++) {
        if (!record_has_category(column, record, (int)c, -1))
            continue;
        const MadeCategory *category = column->categories->pdata[c];
        int part = column->codes[record].category == (int)c ? column->codes[record].part : -1;
        for (guint n = 0; n < names->len; n++)
            if (profile_same_name(names->pdata[n], category->name) ||
                (part >= 0 && profile_same_name(names->pdata[n], category->parts->pdata[part])))
                return true;
    }
    return false;
}

static bool
condition_holds(const Year *year, const ProfileCondition *condition, guint record)
{
    const Column *column = year_column(year, condition->field);
    if (!column)
        return false;
    if (column->days)
        return !condition->answered || column->days[record] != DAY_NONE;
    if (!column->codes || column->codes[record].category == UNFILLED)
        return false;
    if (condition->answered && column->codes[record].category == (int)column_not_recorded(column))
        return false;
    return (!condition->is->len || code_is_named(column, record, condition->is)) &&
           (!condition->is_not->len || !code_is_named(column, record, condition->is_not));
}

bool
record_is_in(const Year *year, const ProfilePopulation *population, guint record)
{
    for (guint i = 0; i < population->where->len; i++)
        if (!condition_holds(year, &g_array_index(population->where, ProfileCondition, i), record))
            return false;
    return true;
}

guint
population_size(const Year *year, const ProfilePopulation *population)
{
    guint size = 0;
    for (guint i = 0; i < year->length; i++)
        size += record_is_in(year, population, i);
    return size;
}

static const Figure *
demanded_figure(const Figures *figures, const char *measure, const char *period, const char *category,
                const char *part)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (figure_is_in(figure, measure, period) && profile_same_name(figure->category, category) &&
            profile_same_name(figure->part, part))
            return figure;
    }
    return NULL;
}

/* Whether a year has any row of the same table: the measure's categories, or the parts of one of them. */
static bool
table_is_given(const Year *year, const char *measure, const char *period, const char *category,
               const char *part)
{
    for (guint i = 0; i < figures_length(year->figures); i++) {
        const Figure *figure = figures_at(year->figures, i);
        if (!figure_is_in(figure, measure, period))
            continue;
        if (*part ? *figure->part && profile_same_name(figure->category, category)
                  : !*figure->part && !*figure->category == !*category)
            return true;
    }
    return false;
}

/* The total that a neighbouring year's counts are shares of. */
static double
whole_of(const Year *year, const char *measure, const char *period, const char *category, const char *part)
{
    double sum = 0;
    for (guint i = 0; i < figures_length(year->figures); i++) {
        const Figure *figure = figures_at(year->figures, i);
        if (figure_is_in(figure, measure, period) && !isnan(figure->count) &&
            (*part ? *figure->part && profile_same_name(figure->category, category)
                   : *figure->category && !*figure->part))
            sum += figure->count;
    }
    return sum;
}

static Want
want_from_category(const Year *year, const ProfileMeasure *measure, const char *category, const char *part)
{
    int first = year->profile->year - year->profile->years + 1;
    for (int distance = 1; distance < year->profile->years; distance++)
        for (int side = 1; side >= -1; side -= 2) {
            int other = year->year + side * distance;
            if (other < first || other > year->profile->year)
                continue;
            g_autofree char *period = calendar_year_label(other, year->profile->year_start);
            if (!table_is_given(year, measure->id, period, category, part))
                continue;
            const Figure *figure = demanded_figure(year->figures, measure->id, period, category, part);
            if (!figure)
                return WANT_NOTHING;
            double whole = *category ? whole_of(year, measure->id, period, category, part) : figure->base;
            double percent =
                isnan(figure->percent) && whole > 0 ? 100 * figure->count / whole : figure->percent;
            return (Want){NAN, percent};
        }
    return WANT_NOTHING;
}

Want
wanted_figure(const Year *year, const ProfileMeasure *measure, const char *category, const char *part)
{
    const Figure *figure = demanded_figure(year->figures, measure->id, year->period, category, part);
    if (figure)
        return (Want){figure->count, figure->percent};
    if (table_is_given(year, measure->id, year->period, category, part))
        return WANT_NOTHING;
    return want_from_category(year, measure, category, part);
}
