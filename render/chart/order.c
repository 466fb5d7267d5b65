/* The order of categories. */
#include <math.h>
#include "render/chart/choice.h"

/* Categories that gather what has no name of its own stand last, whatever their size. */
static int
rank_of(const char *name)
{
    static const char *const last[] = {"Other", "Others", "Not known", "Unknown", NOT_RECORDED, UNRECOGNISED};
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
        if (g_ascii_strcasecmp(name, last[i]) == 0)
            return (int)i + 1;
    return g_str_has_prefix(name, "Other (") ? 1 : 0;
}

typedef struct {
    ChartCategory category;
    guint index;
    double value;
} Place;

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const Place *one = a, *other = b;
    int rank = rank_of(one->category.name) - rank_of(other->category.name);
    if (rank)
        return rank;
    if (isnan(one->value) != isnan(other->value))
        return isnan(one->value) ? 1 : -1;
    if (one->value != other->value && !isnan(one->value))
        return one->value > other->value ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

void
chart_order_by_value(Chart *chart)
{
    const ChartSeries *latest = chart->series->pdata[chart->series->len - 1];
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (guint i = 0; i < chart->categories->len; i++) {
        Place place = {g_array_index(chart->categories, ChartCategory, i), i,
                       g_array_index(latest->points, ChartPoint, i).value};
        g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    for (guint i = 0; i < places->len; i++)
        g_array_index(chart->categories, ChartCategory, i) = g_array_index(places, Place, i).category;
    for (guint s = 0; s < chart->series->len; s++) {
        GArray *points = ((ChartSeries *)chart->series->pdata[s])->points;
        g_autofree ChartPoint *before = g_memdup2(points->data, points->len * sizeof(ChartPoint));
        for (guint i = 0; i < places->len; i++)
            g_array_index(points, ChartPoint, i) = before[g_array_index(places, Place, i).index];
    }
}
