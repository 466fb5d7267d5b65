/* Funnel: numbers by the size of what they are of, between limits that narrow as it grows. */
#include "render/chart/plot.h"
#include <math.h>

/* What a name belongs to. */
typedef struct {
    double x, y, radius;
    const char *text;
} Labelled;

/* A place costs its distance and what it covers. A leader costs as much as half a word across a line. */
enum { COST_OF_DOT = 200, COST_OF_LINE_POINT = 3, COST_OF_LEADER = 25 };
static const double name_gap = 3.5, leader_width = 0.75;
/* How far from its dot a name may stand; at all but the first it has a leader. */
static const double distances[] = {0, 14, 26, 40, 56};
/* On which side of its dot, the best first: right, left, above, below, then between. */
static const double directions[][2] = {{1, 0},        {-1, 0},        {0, -1},      {0, 1},
                                       {0.71, -0.71}, {-0.71, -0.71}, {0.71, 0.71}, {-0.71, 0.71}};

typedef struct {
    Box box;       /* of the words */
    double x, y;   /* their baseline's start */
    double x1, y1; /* where the leader starts, at the dot */
    double x2, y2; /* where it ends, at the words */
    bool leader;
} Candidate;

static bool
boxes_touch(const Box *one, const Box *other)
{
    return one->left < other->right && other->left < one->right && one->top < other->bottom &&
           other->top < one->bottom;
}

/* How much of a line lies within a box (Liang and Barsky 1984). */
static double
length_within(const Box *box, double x1, double y1, double x2, double y2)
{
    double dx = x2 - x1, dy = y2 - y1, from = 0, to = 1;
    const double steps[] = {-dx, dx, -dy, dy},
                 rooms[] = {x1 - box->left, box->right - x1, y1 - box->top, box->bottom - y1};
    for (int i = 0; i < 4; i++) {
        if (steps[i] == 0 && rooms[i] < 0)
            return 0;
        if (steps[i] < 0)
            from = MAX(from, rooms[i] / steps[i]);
        else if (steps[i] > 0)
            to = MIN(to, rooms[i] / steps[i]);
    }
    return from < to ? (to - from) * hypot(dx, dy) : 0;
}

static Box
box_around(double x, double y, double radius)
{
    return (Box){x - radius, y - radius, x + radius, y + radius};
}

/* Infinite if the words would lie on others or leave the ground. */
static double
cost_of_words(const Scene *scene, const Candidate *candidate, const Box *ground, guint32 passable)
{
    const Box *box = &candidate->box;
    if (box->left < ground->left || box->right > ground->right || box->top < ground->top ||
        box->bottom > ground->bottom)
        return INFINITY;
    double cost = 0;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_TEXT) {
            Box other = scene_text_box(mark);
            other.left -= 3;
            other.right += 3;
            if (boxes_touch(box, &other))
                return INFINITY;
        } else if (mark->kind == MARK_SHAPE) {
            Box other = box_around(mark->x, mark->y, mark->x2 + 1);
            cost += boxes_touch(box, &other) ? COST_OF_DOT : 0;
        } else if (mark->kind == MARK_LINE && mark->colour != passable) {
            cost += COST_OF_LINE_POINT * length_within(box, mark->x, mark->y, mark->x2, mark->y2);
        }
    }
    return cost;
}

/* A leader may cross lines, but no words, and no dot except its own. */
static double
cost_of_leader(const Scene *scene, const Candidate *candidate, const Labelled *dot)
{
    double cost = candidate->leader ? COST_OF_LEADER : 0;
    for (guint i = 0; candidate->leader && i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        bool own = mark->kind == MARK_SHAPE && mark->x == dot->x && mark->y == dot->y;
        if ((mark->kind != MARK_SHAPE && mark->kind != MARK_TEXT) || own)
            continue;
        Box box = mark->kind == MARK_TEXT ? scene_text_box(mark) : box_around(mark->x, mark->y, mark->x2);
        box.left -= 2;
        box.right += 2;
        if (length_within(&box, candidate->x1, candidate->y1, candidate->x2, candidate->y2) > 0)
            cost += COST_OF_DOT;
    }
    return cost;
}

static Candidate
candidate_at(const Labelled *dot, const Box *words, const double direction[2], double distance)
{
    double width = words->right - words->left, height = words->bottom - words->top;
    double reach = dot->radius + name_gap + distance;
    /* The nearest corner of the words lies in this direction; if it is straight, the middle of their nearest
     * edge. */
    double x = dot->x + direction[0] * reach, y = dot->y + direction[1] * reach;
    double left = direction[0] > 0 ? x : direction[0] < 0 ? x - width : x - width / 2;
    double top = direction[1] > 0 ? y : direction[1] < 0 ? y - height : y - height / 2;
    Candidate candidate = {.box = {left, top, left + width, top + height},
                           .x = left - words->left,
                           .y = top - words->top,
                           .leader = distance > 0};
    candidate.x1 = dot->x + direction[0] * (dot->radius + 1);
    candidate.y1 = dot->y + direction[1] * (dot->radius + 1);
    candidate.x2 = dot->x + direction[0] * (reach - 1.5);
    candidate.y2 = dot->y + direction[1] * (reach - 1.5);
    return candidate;
}

/* Adds the name of one dot to the scene, within `ground` and clear of what is there already; it may cross
 * lines of the colour `passable` (a grid). It is tried close to its dot, then further away with a thin line
 * back to it, and takes the place that costs least. A name that would cover another is left out: the table
 * has it. */
static void
put_name(Scene *scene, const Labelled *dot, const Box *ground, guint32 passable)
{
    Box words =
        scene_text_box(&(Mark){.size = SIZE_LABEL, .width = font_width(dot->text, SIZE_LABEL, false)});
    Candidate best = {.leader = false};
    double least = INFINITY;
    for (gsize d = 0; d < G_N_ELEMENTS(distances); d++)
        for (gsize k = 0; k < G_N_ELEMENTS(directions); k++) {
            Candidate candidate = candidate_at(dot, &words, directions[k], distances[d]);
            double cost = (double)k + distances[d];
            if (cost < least)
                cost += cost_of_leader(scene, &candidate, dot);
            if (cost < least)
                cost += cost_of_words(scene, &candidate, ground, passable);
            if (cost < least) {
                least = cost;
                best = candidate;
            }
        }
    /* A name that covers a dot is worse than none. */
    if (least >= COST_OF_DOT)
        return;
    if (best.leader)
        scene_line(scene, best.x1, best.y1, best.x2, best.y2, plot_quiet, leader_width, false);
    scene_text(scene, best.x, best.y, dot->text, ANCHOR_START, plot_ink, false);
}

static const double height = 200, thin = 1, radius = 3.4;
/* If there are more dots, only those that stand out are named, and at most so many. */
enum { MOST_NAMED = 15 };

static void
lay_limit_line(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 1; i < series->points->len; i++) {
        const ChartPoint *one = chart_point(plot->chart, index, i - 1),
                         *other = chart_point(plot->chart, index, i);
        if (one->value > plot->most || other->value > plot->most ||
            MIN(one->value, other->value) < plot->least)
            continue;
        scene_line(plot->scene, plot_at(plot, one, i - 1), plot_up(plot, one->value), plot_at(plot, other, i),
                   plot_up(plot, other->value), plot_axis, thin, false);
    }
}

static void
lay_funnel_dots(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        scene_shape(plot->scene, point->shape, plot_at(plot, point, i), plot_up(plot, point->value),
                    point->stands_out ? radius * 1.25 : radius, chart_colour(plot->chart, index, i));
    }
}

/* How far a dot is from the average for its size: chance moves large ones less. */
static double
standing(const Plot *plot, const ChartPoint *point)
{
    double average = plot->chart->limit.value;
    return fabs(point->value - average) * sqrt(point->at);
}

/* This authority comes first, then those outside the limits, then the others; within each, the furthest out
 * first. */
static int
compare_standing(const void *a, const void *b, void *user)
{
    const ChartPoint *one = *(ChartPoint *const *)a, *other = *(ChartPoint *const *)b;
    bool one_own = one->tone == TONE_LATEST, other_own = other->tone == TONE_LATEST;
    if (one_own != other_own)
        return one_own ? -1 : 1;
    if (one->stands_out != other->stands_out)
        return one->stands_out ? -1 : 1;
    double difference = standing(user, one) - standing(user, other);
    return difference > 0 ? -1 : difference < 0;
}

static void
lay_dot_names(Plot *plot, guint index)
{
    const ChartSeries *series = chart_series(plot->chart, index);
    Box ground = {plot->left + 2, plot->top - 4, plot->right, plot->bottom - 2};
    g_autoptr(GPtrArray) points = g_ptr_array_new();
    for (guint i = 0; i < series->points->len; i++) {
        const ChartPoint *point = chart_point(plot->chart, index, i);
        if (point->stands_out || series->points->len <= MOST_NAMED)
            g_ptr_array_add(points, (gpointer)point);
    }
    g_ptr_array_sort_with_data(points, compare_standing, plot);
    for (guint i = 0; i < points->len && i < MOST_NAMED; i++) {
        const ChartPoint *point = points->pdata[i];
        double size = point->stands_out ? radius * 1.25 : radius;
        Labelled dot = {plot_at(plot, point, 0), plot_up(plot, point->value), size, point->label};
        put_name(plot->scene, &dot, &ground, plot_grid);
    }
}

/* Names a line at its right end, if there is room beside the names so far. */
static void
name_line_at_end(Plot *plot, double value, const char *name)
{
    double x = plot->right + 6, y = plot_up(plot, value) + BASELINE;
    if (value >= plot->least && value <= plot->most && scene_has_room(plot->scene, x, y, name, ANCHOR_START))
        scene_text(plot->scene, x, y, name, ANCHOR_START, plot_ink, false);
}

/* The axis covers the dots, from a step beneath the lowest; limits for the smallest bases may leave the
 * picture. */
static void
choose_funnel_axis(Plot *plot, guint dots)
{
    double most = 0, least = INFINITY;
    for (guint i = 0; i < chart_series(plot->chart, dots)->points->len; i++) {
        most = MAX(most, chart_point(plot->chart, dots, i)->value);
        least = MIN(least, chart_point(plot->chart, dots, i)->value);
    }
    plot_choose_axis(plot);
    while (plot->most > 1.5 * most && plot->most > 4 * plot->step)
        plot->most *= 0.8;
    while ((plot->most - least) / plot->step < 3)
        plot->step /= 2;
    plot->least = MAX(0, floor(least / plot->step - 0.5) * plot->step);
}

void
funnel_lay(Plot *plot)
{
    guint last = plot->chart->series->len - 1;
    double widest = 0;
    choose_funnel_axis(plot, last);
    for (guint s = 0; s < last; s++)
        widest = MAX(widest, font_width(chart_series(plot->chart, s)->name, SIZE_LABEL, false));
    widest = MAX(widest, font_width(plot->chart->limit.label, SIZE_LABEL, false));
    plot_place(plot, widest + 10, height);
    plot_frame(plot);
    for (guint s = 0; s < last; s++)
        lay_limit_line(plot, s);
    double y = plot_up(plot, plot->chart->limit.value);
    scene_line(plot->scene, plot->left, y, plot->right, y, plot_axis, thin, false);
    name_line_at_end(plot, plot->chart->limit.value, plot->chart->limit.label);
    for (guint s = 0; s < last; s++) {
        const ChartSeries *series = chart_series(plot->chart, s);
        if (series->points->len)
            name_line_at_end(plot, chart_point(plot->chart, s, series->points->len - 1)->value, series->name);
    }
    lay_funnel_dots(plot, last);
    lay_dot_names(plot, last);
}
