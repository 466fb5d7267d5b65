/* Pages: each box gets its page and its place on it. */
#include "render/pdf/flow.h"

/* The height of a box and of what must stay with it. */
static double
group_height(const Flow *flow, guint from)
{
    double height = 0;
    for (guint i = from; i < flow->boxes->len; i++) {
        const Box *box = flow->boxes->pdata[i];
        height += box->height + (i > from ? box->before : 0);
        if (!box->keep || box->kind == BOX_BREAK)
            break;
    }
    return height;
}

/* A chart gives way this far, to fill a page or to have its table beside it: its words are then as small as
 * the table's. */
static const double least_beside = 0.75;
/* So far it gives way before its heading is left behind. */
static const double least_alone = 0.5;

static void
scale_chart(Box *box, double by)
{
    box->scale *= 1 - by / box->height;
    box->height -= by;
}

static bool
gives_way(const Box *box, double by, double least)
{
    return box->kind == BOX_CHART && box->height - by >= least * box->natural;
}

/* Makes the chart among what must stay together from box `from` on so much smaller that all of it fits into
 * `room`, if it need not be smaller than `least` of what it was. Returns the height of it all. */
static double
shrink_chart(const Flow *flow, guint from, double height, double room, double least)
{
    for (guint i = from; height > room && i < flow->boxes->len; i++) {
        Box *box = flow->boxes->pdata[i];
        if (gives_way(box, height - room, least)) {
            scale_chart(box, height - room);
            height = room;
        }
        if (!box->keep)
            break;
    }
    return height;
}

/* From the caption to the source. */
static double
table_height(const Flow *flow, guint first)
{
    double height = 0;
    for (guint i = first; i < first + ((const Box *)flow->boxes->pdata[first])->table; i++) {
        const Box *box = flow->boxes->pdata[i];
        height += box->height + (i > first ? box->before : 0);
    }
    return height;
}

/* Lets the chart that stands right above a table on its page give way so that the whole table fits into
 * `room`. Returns by how much all after the chart moved up. */
static double
make_room(Flow *flow, guint table, double room)
{
    double by = table_height(flow, table) - room;
    guint chart = table;
    while (chart > 0 && (chart == table || ((const Box *)flow->boxes->pdata[chart])->kind == BOX_LINE))
        chart--;
    Box *box = flow->boxes->pdata[chart];
    guint page = ((const Box *)flow->boxes->pdata[table - 1])->page;
    if (by <= 0 || box->page != page || !gives_way(box, by, least_beside))
        return 0;
    scale_chart(box, by);
    for (guint i = chart + 1; i < table; i++)
        ((Box *)flow->boxes->pdata[i])->y -= by;
    return by;
}

static double
bottom_of(const Box *box)
{
    return box->wide ? WIDE_PAGE_BOTTOM : PAGE_BOTTOM;
}

void
flow_paginate(Flow *flow)
{
    guint page = 1;
    double y = PAGE_TOP;
    bool fresh = true, kept = false, wide = false;
    for (guint i = 0; i < flow->boxes->len; i++) {
        Box *box = flow->boxes->pdata[i];
        bool turned = box->wide != wide;
        if (box->kind == BOX_BREAK || turned) {
            box->page = page;
            if (!fresh)
                page++;
            y = PAGE_TOP;
            fresh = true;
            kept = false;
            wide = box->wide;
            if (box->kind == BOX_BREAK)
                continue;
        }
        double bottom = bottom_of(box), before = fresh ? 0 : box->before, room = bottom - y - before;
        double needed = box->height;
        if (!fresh && box->table) {
            double by = make_room(flow, i, room);
            y -= by;
            room += by;
        }
        if (!kept) {
            needed = shrink_chart(flow, i, group_height(flow, i), bottom - PAGE_TOP, least_alone);
            needed = fresh ? needed : shrink_chart(flow, i, needed, room, least_beside);
        }
        /* A group longer than a page is broken where it has to be. What fills the room exactly fits. */
        if (!fresh && (needed > room + 0.01 && (needed <= bottom - PAGE_TOP || box->height > room))) {
            page++;
            y = PAGE_TOP;
            before = 0;
            if (box->rows && !box->is_heading)
                y += box->rows->height;
        }
        box->page = page;
        box->y = y + before;
        y = box->y + box->height;
        fresh = false;
        kept = box->keep;
    }
    flow->pages = page;
}
