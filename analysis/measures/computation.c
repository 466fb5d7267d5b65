/* The computation in progress, and how figures are added. */
#include <math.h>
#include <string.h>
#include "analysis/measures/measure_kinds.h"
#include "analysis/measures/method.h"
#include "analysis/statistics/statistics.h"

static const Day *
days_of(const Dataset *dataset, const char *name)
{
    const DatasetField *field = dataset_field(dataset, name);
    return field && field->days ? (const Day *)(void *)field->days->data : NULL;
}

void
computation_begin(Computation *computation, const ProfileMeasure *measure)
{
    computation->measure = measure;
    computation->periods = computation_periods(computation);
    if (!computation->received) /* a region has no records of its own */
        return;
    computation->members = population_members(computation, measure->of);
    computation->places = computation_places(computation);
    computation->from = days_of(computation->dataset, measure->from);
    computation->to = days_of(computation->dataset, measure->to);
}

void
computation_end(Computation *computation)
{
    g_clear_pointer(&computation->periods, g_array_unref);
}

/* A figure in the same place as one in the file makes that one known; any other is ignored. */
static void
make_known(Computation *computation, const Figure *figure)
{
    const Figure *there =
        figures_find(computation->figures, figure->measure, figure->period, figure->category, figure->part);
    guint index = there ? figures_index(computation->figures, there) : 0;
    if (!there || computation->known[index])
        return;
    computation->known[index] = 1;
    figure_take_meaning(figures_edit(computation->figures, index), figure);
}

/* Whether a figure with another role has the place. */
static bool
is_taken(const Computation *computation, const Figure *figure)
{
    const Figure *there =
        figures_find(computation->figures, figure->measure, figure->period, figure->category, figure->part);
    bool known =
        there && (!computation->known || computation->known[figures_index(computation->figures, there)]);
    return known && there->role != figure->role;
}

Figure
computation_figure(const Computation *computation, const char *period, const char *category, const char *part,
                   FigureRole role, RecordSet *counts, RecordSet *of)
{
    Figure figure = FIGURE_BLANK;
    figure.authority = computation->profile->authority_name;
    figure.measure = computation->measure->id;
    figure.period = period;
    figure.category = category;
    figure.part = part;
    figure.role = role;
    figure.counts = counts;
    figure.of = of;
    return figure;
}

static Figure *
put_down(Computation *computation, const Figure *figure)
{
    computation->spare = (Figure)FIGURE_BLANK;
    if (computation->known)
        make_known(computation, figure);
    else if (figures_add(computation->figures, figure))
        return figures_edit(computation->figures, figures_length(computation->figures) - 1);
    return &computation->spare;
}

Figure *
computation_put_figure(Computation *computation, Figure *figure)
{
    const char **name = *figure->part ? &figure->part : &figure->category, *given = *name;
    bool steps_aside = figure->role >= ROLE_CONCLUDED;
    g_autofree char *beside = NULL;
    for (int i = 2; steps_aside && is_taken(computation, figure); i++) {
        g_free(beside);
        *name = beside = g_strdup_printf("%s (%d)", given, i);
    }
    Figure *there = put_down(computation, figure);
    record_set_unref((RecordSet *)figure->counts);
    record_set_unref((RecordSet *)figure->of);
    if (figure->tells)
        g_ptr_array_unref((GPtrArray *)figure->tells);
    return there;
}

Figure *
computation_put(Computation *computation, const char *period, const char *category, const char *part,
                FigureRole role, RecordSet *counts, RecordSet *of)
{
    Figure figure = computation_figure(computation, period, category, part, role, counts, of);
    return computation_put_figure(computation, &figure);
}

void
measures_take_limits(Figure *figure)
{
    if (isnan(figure->count))
        return;
    figure_take_percent(figure);
    bool of_count = isnan(figure->base);
    Interval limits = {NAN, NAN};
    if (of_count)
        limits = statistics_poisson(figure->count, HEADLINE_LEVEL);
    else if (figure->base > 0 && figure->count <= figure->base) /* another's count can exceed it */
        limits = statistics_wilson(figure->count, figure->base, HEADLINE_LEVEL);
    figure->lower = of_count ? limits.lower : 100 * limits.lower;
    figure->upper = of_count ? limits.upper : 100 * limits.upper;
}

Figure *
figure_fill_count(Figure *figure, double count, double base)
{
    figure->count = count;
    figure->base = base;
    measures_take_limits(figure);
    if (base <= 0)
        figure->status = FIGURE_NOT_APPLICABLE;
    return figure;
}

void
figure_fill_value(Figure *figure, double value, double base)
{
    figure->value = value;
    figure->base = base;
    figure->status = isnan(value) ? FIGURE_NOT_APPLICABLE : FIGURE_PLAIN;
}

Figure
measures_sum(const Figure *const *figures, guint count)
{
    Figure sum = *figures[0];
    for (guint i = 1; i < count; i++) {
        sum.count += figures[i]->count;
        sum.change += figures[i]->change;
        sum.value += figures[i]->value;
        sum.pending = fmax(sum.pending, figures[i]->pending); /* the same open cases */
        sum.percent += figures[i]->percent;
        if (sum.base != figures[i]->base)
            sum.base = NAN;
        if (sum.status != FIGURE_SUPPRESSED && figures[i]->status != FIGURE_PLAIN)
            sum.status = figures[i]->status;
    }
    if (count == 1)
        return sum;
    sum.signal = SIGNAL_NONE;
    sum.counts = NULL; /* only of the first */
    sum.tells = NULL;
    sum.lower = sum.upper = NAN;
    if (sum.base > 0 && sum.count <= sum.base)
        measures_take_limits(&sum);
    else if (isnan(sum.base) || isnan(sum.count))
        sum.percent = NAN;
    return sum;
}
