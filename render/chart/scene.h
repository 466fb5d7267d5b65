/* Scene: a chart as marks and labels at places, in points from the upper left corner. Private to the room. */
#pragma once
#include "render/chart/chart.h"
#include "render/font/font.h"

typedef enum { MARK_RECTANGLE, MARK_LINE, MARK_SHAPE, MARK_TEXT } MarkKind;
typedef enum { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END } Anchor;

typedef struct {
    MarkKind kind;
    double x, y;    /* rectangle: corner; line: start; shape: middle; text: baseline */
    double x2, y2;  /* rectangle: size; line: end; shape: x2 its radius */
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

/* The chart laid out so, the first time it is asked for: writers of several formats, on several threads,
 * share it. The chart owns it and must be whole by then. */
const Scene *chart_scene(const Chart *chart, ChartOptions options);

/* Corners are on half points, which are whole pixels of the PNG, so that edges stay sharp. */
void scene_rectangle(Scene *scene, double x, double y, double width, double height, guint32 colour);
void scene_line(Scene *scene, double x, double y, double x2, double y2, guint32 colour, double width,
                bool dashed);
void scene_shape(Scene *scene, ChartShape shape, double x, double y, double radius, guint32 colour);
void scene_text(Scene *scene, double x, double y, const char *text, Anchor anchor, guint32 colour, bool bold);
/* Wrapped text whose first line hangs from `y`; returns where it ends. */
double scene_paragraph(Scene *scene, double x, double y, double width, const char *text, guint32 colour,
                       bool bold, double size);
/* Lines of text about a middle. */
void scene_lines(Scene *scene, double x, double middle, const GPtrArray *lines, Anchor anchor,
                 guint32 colour);

/* The ink of a text, from the tallest letter to the lowest. */
Box scene_text_box(const Mark *text);
/* The same of words of the usual size whose baseline starts at the origin. */
Box scene_words_box(const char *text);
/* Whether a text of the usual size could stand there without touching another or leaving the picture. */
bool scene_has_room(const Scene *scene, double x, double y, const char *text, Anchor anchor);

/* The corners of a shape about a middle; 0 where it is a circle or nothing, or has strokes instead. */
guint shape_corners(ChartShape shape, double x, double y, double radius, double corners[4][2]);

/* In points: what is written in a chart, its title where it stands alone, the notes beneath it; the lines of
 * a name; a text's baseline beneath the middle of its letters. */
#define MILLIMETRE (72 / 25.4)
#define TEXT_SIZE 9.5
#define TITLE_SIZE 11.0
#define NOTE_SIZE 9.0
#define LINE_HEIGHT 11.5
#define BASELINE 3.3
double text_widest(const GPtrArray *lines, double size, bool bold); /* of the lines, in points */
double text_widest_word(const char *text);                          /* of the usual size */
/* Breaks at spaces so that each line fits; a word that is longer is cut. Returns lines as char*. */
GPtrArray *text_wrap(const char *text, double size, bool bold, double width);
/* Leaves at most so many lines, the last with an ellipsis where more were there. */
void text_cut(GPtrArray *lines, guint most, double size, double width);
