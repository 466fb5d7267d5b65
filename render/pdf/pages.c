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

/* Makes the chart among what must stay together from box `from` on so much smaller that all of it fits into
 * `room`, if it need not be smaller than `least` of what it was. Returns the height of it all. */
static double
shrink_chart(const Flow *flow, guint from, double height, double room, double least)
{
    for (guint i = from; height > room && i < flow->boxes->len; i++) {
        Box *box = flow->boxes->pdata[i];
        double scale = box->kind == BOX_CHART ? 1 - (height - room) / box->height : 0;
        if (scale >= least) {
            box->scale *= scale;
            box->height *= scale;
            height = room;
        }
        if (!box->keep)
            break;
    }
    return height;
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
        if (!kept) {
            /* A chart gives way before its heading is left behind; otherwise its words stay at 12 points. */
            needed = shrink_chart(flow, i, group_height(flow, i), bottom - PAGE_TOP, 0.5);
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
