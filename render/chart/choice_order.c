/* The order of categories. */
#include <math.h>
#include <string.h>
#include "render/chart/choice.h"
#include "render/wording/english.h"

typedef int (*RankOf)(const char *name);

/* Categories that gather what has no name of its own stand last, whatever their size: those called Other,
 * then several groups shown as one, then what is not known. */
static int
rank_of_gathering(const char *name)
{
    static const char *const last[] = {"Not known", "Unknown", NOT_RECORDED, UNRECOGNISED};
    for (gsize i = 0; i < G_N_ELEMENTS(last); i++)
        if (g_ascii_strcasecmp(name, last[i]) == 0)
            return (int)i + 3;
    return g_str_has_suffix(name, OTHER_GROUPS) ? 2 : english_is_other(name) ? 1 : 0;
}

/* As the guidance lists them (Keeping children safe in education, part four). */
static int
rank_of_outcome(const char *name)
{
    static const char *const outcomes[] = {"substantiated", "malicious", "false", "unsubstantiated",
                                           "unfounded"};
    g_autofree char *folded = profile_fold(name);
    for (gsize i = 0; i < G_N_ELEMENTS(outcomes); i++)
        if (strcmp(folded, outcomes[i]) == 0)
            return (int)i - (int)G_N_ELEMENTS(outcomes);
    return rank_of_gathering(name);
}

typedef struct {
    ChartCategory category;
    guint index;
    int rank;
    double value; /* NAN: not sorted by it */
} Place;

static int
compare_places(gconstpointer a, gconstpointer b)
{
    const Place *one = a, *other = b;
    if (one->rank != other->rank)
        return one->rank - other->rank;
    if (isnan(one->value) != isnan(other->value))
        return isnan(one->value) ? 1 : -1;
    if (one->value != other->value && !isnan(one->value))
        return one->value > other->value ? -1 : 1;
    return one->index < other->index ? -1 : 1;
}

static void
order(Chart *chart, RankOf rank, bool by_value)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    for (guint i = 0; i < chart->categories->len; i++) {
        ChartCategory category = g_array_index(chart->categories, ChartCategory, i);
        Place place = {category, i, rank(category.name), by_value ? chart_point(chart, 0, i)->value : NAN};
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

void
chart_order_by_value(Chart *chart)
{
    order(chart, rank_of_gathering, true);
}

void
chart_order_by_outcome(Chart *chart)
{
    order(chart, rank_of_outcome, false);
}
