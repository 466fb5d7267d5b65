/* A chart and its parts. */
#include <math.h>
#include <string.h>
#include "render/chart/chart_parts.h"
#include "render/chart/scene.h"

static void
point_clear(gpointer point)
{
    g_free(((ChartPoint *)point)->label);
}

static void
category_clear(gpointer category)
{
    g_free(((ChartCategory *)category)->name);
}

static void
series_free(gpointer pointer)
{
    ChartSeries *series = pointer;
    g_free(series->name);
    g_array_unref(series->points);
    g_free(series);
}

static GArray *
array_of(guint size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(array, clear);
    return array;
}

Chart *
chart_new(const ChartKind *kind, const char *id, const char *title)
{
    Chart *chart = g_new0(Chart, 1);
    chart->kind = kind;
    chart->id = g_strdup(id);
    chart->title = g_strdup(title);
    chart->subtitle = g_strdup("");
    chart->source = g_strdup("");
    chart->axis = g_strdup("");
    chart->alt = g_strdup("");
    chart->categories = array_of(sizeof(ChartCategory), category_clear);
    chart->ticks = array_of(sizeof(ChartCategory), category_clear);
    chart->series = g_ptr_array_new_with_free_func(series_free);
    chart->notes = g_ptr_array_new_with_free_func(g_free);
    chart->scenes = g_ptr_array_new_with_free_func((GDestroyNotify)scene_free);
    g_mutex_init(&chart->lock);
    return chart;
}

void
chart_free(Chart *chart)
{
    if (!chart)
        return;
    char *texts[] = {chart->id,   chart->title,  chart->subtitle, chart->source,
                     chart->axis, chart->across, chart->alt,      chart->limit.label};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_array_unref(chart->categories);
    g_array_unref(chart->ticks);
    g_ptr_array_unref(chart->series);
    g_ptr_array_unref(chart->notes);
    g_ptr_array_unref(chart->scenes);
    g_mutex_clear(&chart->lock);
    g_free(chart);
}

ChartSeries *
chart_put_series(Chart *chart, const char *name)
{
    ChartSeries *series = g_new0(ChartSeries, 1);
    series->name = g_strdup(name);
    series->points = array_of(sizeof(ChartPoint), point_clear);
    g_ptr_array_add(chart->series, series);
    return series;
}

static ChartCategory *
put_on_axis(GArray *axis, double at, const char *name)
{
    ChartCategory category = {.at = at, .name = g_strdup(name)};
    g_array_append_val(axis, category);
    return &g_array_index(axis, ChartCategory, axis->len - 1);
}

ChartCategory *
chart_put_category(Chart *chart, const char *name)
{
    return put_on_axis(chart->categories, 0, name);
}

ChartCategory *
chart_put_tick(Chart *chart, double at, const char *name)
{
    return put_on_axis(chart->ticks, at, name);
}

ChartPoint *
chart_put_point(ChartSeries *series, double value, const char *label)
{
    ChartPoint point = {.value = value, .lower = NAN, .upper = NAN, .target = NAN, .label = g_strdup(label)};
    g_array_append_val(series->points, point);
    return &g_array_index(series->points, ChartPoint, series->points->len - 1);
}

void
chart_put_limit(Chart *chart, double value, const char *label)
{
    chart->limit = (ChartLimit){value, g_strdup(label)};
}

void
chart_put_note(Chart *chart, const char *note)
{
    for (guint i = 0; i < chart->notes->len; i++)
        if (strcmp(chart->notes->pdata[i], note) == 0)
            return;
    g_ptr_array_add(chart->notes, g_strdup(note));
}

/* Whether any point has the label; if that is NULL, whether any has a value (`shown`) or has none. */
static bool
any_point(const Chart *chart, const char *label, bool shown)
{
    for (guint s = 0; s < chart->series->len; s++)
        for (guint i = 0; i < chart_series(chart, s)->points->len; i++) {
            const ChartPoint *point = chart_point(chart, s, i);
            if (label ? g_strcmp0(point->label, label) == 0 : isnan(point->value) != shown)
                return true;
        }
    return false;
}

bool
chart_shows_any(const Chart *chart)
{
    return any_point(chart, NULL, true);
}

bool
chart_hides_any(const Chart *chart)
{
    return any_point(chart, NULL, false);
}

bool
chart_has_label(const Chart *chart, const char *label)
{
    return any_point(chart, label, false);
}
