/* Scene: a chart as marks and labels at places, in points from the upper left corner. Private to the room.
 *
 * `y` grows downwards. Marks are drawn in the order in which they were added, later ones over earlier. A
 * scene is made once for each size of a chart; then it does not change, so that SVG, PNG and PDF show the
 * same and may be made at once. It owns the texts of its marks. */
#pragma once
#include "render/chart/chart.h"
#include "render/font/font.h"
#include "render/font/sizes.h"

typedef enum { MARK_RECTANGLE, MARK_LINE, MARK_SHAPE, MARK_TEXT } MarkKind;
typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;

typedef struct {
    MarkKind kind;
    double x, y;    /* rectangle: corner; line: start; shape: middle; text: baseline */
    double x2, y2;  /* rectangle: size; line: end; shape: x2 is its radius */
    guint32 colour; /* 0xRRGGBB */
    double size;    /* width of a line, size of a text */
    double width;   /* of a text */
    bool bold, dashed;
    ChartShape shape;
    Anchor anchor;
    char *text;
} Mark;

typedef struct {
    double left, top, right, bottom;
} Box;

typedef struct {
    ChartOptions options; /* as it was asked for */
    double width, height;
    GArray *marks; /* of Mark, drawn in order */
} Scene;

Scene *scene_new(const Chart *chart, ChartOptions options);
void scene_free(Scene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

/* The chart's scene in this size. It is laid out when it is first asked for; then the writers of all formats,
 * on all threads, share it. The chart owns it, and must not change any more. */
const Scene *chart_scene(const Chart *chart, ChartOptions options);

/* Adds a mark. Corners move to half points, which are whole pixels of the PNG, so that edges stay sharp. */
void scene_rectangle(Scene *scene, double x, double y, double width, double height, guint32 colour);
void scene_line(Scene *scene, double x, double y, double x2, double y2, guint32 colour, double width,
                bool dashed);
void scene_shape(Scene *scene, ChartShape shape, double x, double y, double radius, guint32 colour);
void scene_text(Scene *scene, double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold);
/* Wraps text under `y` and returns where it ends. */
double scene_paragraph(Scene *scene, double x, double y, double width, const char *text, guint32 colour,
                       bool bold, double size);
/* Lines of text, centred on `middle`. */
void scene_lines(Scene *scene, double x, double middle, const GPtrArray *lines, Anchor anchor,
                 guint32 colour);

/* The ink of a text, from the tallest letter to the lowest. */
Box scene_text_box(const Mark *text);
/* Whether a text in the usual size can stand there without touching another or leaving the picture. */
bool scene_has_room(const Scene *scene, double x, double y, const char *text, Anchor anchor);

/* The corners of a shape and how many there are; 0 of a circle, of nothing, and of a cross, which has
 * strokes. */
guint shape_corners(ChartShape shape, double x, double y, double radius, double corners[4][2]);

/* In points: from one line of a name to the next; from the middle of letters down to their baseline. */
#define LINE_HEIGHT 11.5
#define BASELINE 3.3
double text_widest(const GPtrArray *lines, double size, bool bold); /* the widest line, in points */
double text_widest_word(const char *text);                          /* in the usual size */
/* Breaks at spaces so that each line fits, and cuts words that are longer. Returns lines as char*. */
GPtrArray *text_wrap(const char *text, double size, bool bold, double width);
/* Leaves at most so many lines; if any are dropped, the last ends with an ellipsis. */
void text_cut(GPtrArray *lines, guint most, double size, double width);
