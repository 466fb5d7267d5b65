#include "render/chart/labels.h"
#include "render/chart/plot.h"
#include <math.h>

/* A place costs its distance and what it covers. A leader costs as much as half a word across a line. */
enum { COST_OF_DOT = 200, COST_OF_LINE_POINT = 3, COST_OF_LEADER = 25 };
static const double gap = 3.5, leader_width = 0.75;
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
touch(const Box *one, const Box *other)
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
around(double x, double y, double radius)
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
            if (touch(box, &other))
                return INFINITY;
        } else if (mark->kind == MARK_SHAPE) {
            Box other = around(mark->x, mark->y, mark->x2 + 1);
            cost += touch(box, &other) ? COST_OF_DOT : 0;
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
        Box box = mark->kind == MARK_TEXT ? scene_text_box(mark) : around(mark->x, mark->y, mark->x2);
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
    double reach = dot->radius + gap + distance;
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

bool
labels_put(Scene *scene, const Labelled *dot, const Box *ground, guint32 passable)
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
        return false;
    if (best.leader)
        scene_line(scene, best.x1, best.y1, best.x2, best.y2, plot_quiet, leader_width, false);
    scene_text(scene, best.x, best.y, dot->text, ANCHOR_START, plot_ink, false);
    return true;
}
