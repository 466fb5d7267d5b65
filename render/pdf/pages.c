/* Pages: each box gets its page and its place on it.
 *
 * Text runs on, and an exhibit that does not fit lets up to two paragraphs of its section before it, so that
 * the page is full; where these do not fill it, its charts are drawn somewhat smaller. */
#include "render/pdf/flow.h"

static const guint most_passed = 2;
/* So far charts give way before a heading is left behind by what is taller than a page. */
static const double least_alone = 0.25;
/* A page that is less full than this is a short one. */
static const double full = 0.67;

typedef struct {
    Flow *flow;
    guint page, first;    /* `first`: of the boxes on it */
    double y, top, other; /* where the next box goes, the exhibit begins, a table beside the next ends */
    bool fresh, wide;
} Setting;

static Box *
box_at(const Setting *setting, guint index)
{
    return index < setting->flow->boxes->len ? setting->flow->boxes->pdata[index] : NULL;
}

static double
bottom_of(const Box *box)
{
    return box->wide ? WIDE_PAGE_BOTTOM : PAGE_BOTTOM;
}

/* The height of the boxes from `from` on, so many of them. */
static double
height_of(const Setting *setting, guint from, guint count)
{
    double height = 0, top = 0, other = 0;
    for (guint i = from; i < from + count; i++) {
        const Box *box = box_at(setting, i);
        if (box->beside) {
            other = height;
            height = top;
        } else if (i > from) {
            height += box->before;
        }
        if (box->exhibit)
            top = height;
        height += box->height;
    }
    return MAX(height, other);
}

/* How many boxes from `from` on must stay on one page. */
static guint
group_of(const Setting *setting, guint from)
{
    guint count = 1;
    while (box_at(setting, from + count - 1)->keep && box_at(setting, from + count))
        count++;
    return count;
}

/* How many boxes the paragraph has that begins at a place; 0 where it is something else. */
static guint
paragraph_at(const Setting *setting, guint from)
{
    const Box *box = box_at(setting, from), *next;
    guint count = 0;
    if (!box || box->kind != BOX_LINE || box->outline || box->exhibit || box->line > 0)
        return 0;
    while ((next = box_at(setting, from + count)) && next->kind == BOX_LINE && next->layout == box->layout)
        count++;
    return ((const Box *)box_at(setting, from + count - 1))->keep ? 0 : count;
}

static void
reverse(Setting *setting, guint from, guint to)
{
    for (gpointer *boxes = setting->flow->boxes->pdata; to > from + 1; from++) {
        gpointer box = boxes[from];
        boxes[from] = boxes[--to];
        boxes[to] = box;
    }
}

/* Lets the next paragraph before the exhibit, if the paragraphs that may pass it fill the page, or if nothing
 * else can be done (`last`). */
static bool
bring_forward(Setting *setting, guint exhibit, double room, bool last)
{
    Box *box = box_at(setting, exhibit);
    guint after = exhibit + box->exhibit, count = paragraph_at(setting, after), next = count;
    if (!count || box->passed == most_passed)
        return false;
    guint least = MIN(group_of(setting, after), count);
    if (box_at(setting, after)->before + height_of(setting, after, least) > room)
        return false;
    if (box->passed + 1 < most_passed)
        next += paragraph_at(setting, after + count);
    double short_of = (1 - full) * (bottom_of(box) - MARGIN);
    if (!last && room - height_of(setting, after, next) > short_of)
        return false;
    reverse(setting, exhibit, after);
    reverse(setting, after, after + count);
    reverse(setting, exhibit, after + count);
    box->passed++;
    return true;
}

/* By how much the charts of a box may be lower. */
static double
give_of(const Box *box, double least)
{
    return box->pictures ? MAX(0, MIN(box->height - box->least, (box->scale - least) * box->natural)) : 0;
}

/* Draws the charts on this page, and those among the next boxes, so much smaller that these come up by `by`,
 * if they may be. */
static bool
squeeze(Setting *setting, guint next, guint count, double by, double least)
{
    double give = 0, moved = 0;
    for (guint i = setting->first; i < next + count; i++)
        give += give_of(box_at(setting, i), least);
    if (by > give)
        return false;
    for (guint i = setting->first; i < next + count; i++) {
        Box *box = box_at(setting, i);
        double part = give_of(box, least) * by / give;
        box->y -= moved;
        if (part > 0) {
            box->scale -= part / box->natural;
            box->height -= part;
            moved += part;
        }
        if (i + 1 == next)
            setting->y -= moved;
    }
    return true;
}

static void
turn_page(Setting *setting, guint next)
{
    setting->page += setting->fresh ? 0 : 1;
    setting->y = MARGIN;
    setting->first = next;
    setting->fresh = true;
}

/* Finds a page for what must stay together from a box on. Returns whether another box is now the next. */
static bool
find_room(Setting *setting, guint next)
{
    Box *box = box_at(setting, next);
    guint count = group_of(setting, next);
    double bottom = bottom_of(box), room = bottom - setting->y - (setting->fresh ? 0 : box->before);
    double height = height_of(setting, next, count), most = bottom - MARGIN;
    /* What fills the room exactly fits. */
    if (height <= room + 0.01)
        return false;
    if (!setting->fresh && box->exhibit && bring_forward(setting, next, room, false))
        return true;
    double least = height > most ? least_alone : least_scale, lowest = height;
    if (squeeze(setting, next, count, height - room, least))
        return false;
    if (!setting->fresh && box->exhibit && bring_forward(setting, next, room, true))
        return true;
    /* A group longer than a page is broken where it has to be. */
    for (guint i = next; i < next + count; i++)
        lowest -= give_of(box_at(setting, i), least);
    bool turn = !setting->fresh && (lowest <= most || box->height > room);
    if (turn)
        turn_page(setting, next);
    return turn;
}

/* A table that could stand upright lies on its side where the page of another has room for it. */
static void
lay_beside(Setting *setting, guint next)
{
    Box *box = box_at(setting, next);
    if (!setting->wide || !box->exhibit ||
        setting->y + box->before + height_of(setting, next, box->exhibit) > WIDE_PAGE_BOTTOM)
        return;
    for (guint i = next + box->exhibit; i-- > next;)
        box_at(setting, i)->wide = true;
}

/* Gives every box its page. Returns whether a part of the document ends with little of it on a page of its
 * own. */
static bool
paginate(Flow *flow)
{
    /* A paper of a few pages is worth more trouble. */
    double little = document_has_contents(flow->document) ? 0.2 : 0.5;
    Setting setting = {.flow = flow, .page = 1, .y = MARGIN, .fresh = true};
    bool kept = false, spills = false;
    for (guint i = 0; i < flow->boxes->len; i++) {
        Box *box = flow->boxes->pdata[i];
        lay_beside(&setting, i);
        if (box->kind == BOX_BREAK || box->wide != setting.wide) {
            spills |= setting.page > 1 && setting.y < MARGIN + little * (PAGE_BOTTOM - MARGIN);
            box->page = setting.page;
            turn_page(&setting, i);
            kept = false;
            setting.wide = box->wide;
            if (box->kind == BOX_BREAK)
                continue;
        }
        while (!kept && find_room(&setting, i))
            continue;
        box = flow->boxes->pdata[i];
        double before = setting.fresh ? 0 : box->before;
        if (box->beside) {
            setting.other = setting.y;
            setting.y = setting.top;
            before = 0;
        }
        if (!setting.fresh && setting.y + before + box->height > bottom_of(box) + 0.01) {
            turn_page(&setting, i);
            before = 0;
        }
        if (setting.fresh && box->rows && !box->is_heading)
            setting.y += box->rows->height;
        box->page = setting.page;
        box->y = setting.y + before;
        if (box->exhibit)
            setting.top = box->y;
        setting.y = box->y + box->height;
        if (!box->keep) {
            setting.y = MAX(setting.y, setting.other);
            setting.other = 0;
        }
        setting.fresh = false;
        kept = box->keep;
    }
    flow->pages = setting.page;
    return spills || (setting.page > 1 && setting.y < MARGIN + little * (PAGE_BOTTOM - MARGIN));
}

/* Where a part would end with little on a page of its own, all is set closer by steps, and charts are drawn a
 * little smaller, if that saves the page. */
void
flow_paginate(Flow *flow)
{
    /* How much is left of the space above things: half at the least. */
    static const double spaces[] = {1, 0.9, 0.8, 0.7, 0.6, 0.5, 1};
    guint count = flow->boxes->len;
    g_autofree gpointer *order = g_memdup2(flow->boxes->pdata, count * sizeof(gpointer));
    g_autofree Box *boxes = g_new(Box, count);
    for (guint i = 0; i < count; i++)
        boxes[i] = *(const Box *)order[i];
    bool spills = true;
    for (gsize k = 0; spills && k < G_N_ELEMENTS(spaces); k++) {
        double scale = MAX(least_scale, 1 - (1 - spaces[k]) / 2);
        for (guint i = 0; i < count; i++) {
            Box *box = flow->boxes->pdata[i] = order[i];
            *box = boxes[i];
            box->before *= spaces[k];
            double give = MIN(give_of(box, 0), (1 - scale) * box->scale * box->natural);
            if (give > 0) {
                box->height -= give;
                box->scale -= give / box->natural;
            }
        }
        spills = paginate(flow);
    }
}
