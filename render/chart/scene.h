/* Scene: a chart as marks and labels at places, in points from the upper left corner. Private to the room. */
#pragma once
#include "render/chart/chart.h"

typedef enum { MARK_RECTANGLE, MARK_LINE, MARK_CIRCLE, MARK_TEXT } MarkKind;
typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;

typedef struct {
    MarkKind kind;
    double x, y, x2,
        y2; /* rectangle: corner and size; line: ends; circle: middle, x2 its radius; text: baseline */
    guint32 colour; /* 0xRRGGBB */
    double size;    /* width of a line, size of a text */
    bool bold, dashed;
    Anchor anchor;
    char *text;
} Mark;

typedef struct {
    double width, height;
    GArray *marks; /* of Mark, drawn in order */
} Scene;

Scene *scene_new(const Chart *chart, ChartOptions options);
void scene_free(Scene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

#define SCENE_FONT "Liberation Sans"
double text_width(const char *text, double size, bool bold);
/* Breaks at spaces so that each line fits; a word that is longer stands alone. Returns lines as char*. */
GPtrArray *text_wrap(const char *text, double size, bool bold, double width);
