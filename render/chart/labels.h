/* Labels: names of dots, put where they cover no other dot, name or line. Private to the room.
 *
 * Each name is tried close to its dot, then further away with a thin line back to it, and takes the place
 * that costs least. A name that would cover another is left out: the table has it. */
#pragma once
#include "render/chart/scene.h"

/* What a name belongs to. */
typedef struct {
    double x, y, radius;
    const char *text;
} Labelled;

/* Adds the name of one dot to the scene, within `ground` and clear of what is there already; it may cross
 * lines of the colour `passable` (a grid). Returns whether there was a place. */
bool labels_put(Scene *scene, const Labelled *dot, const Box *ground, guint32 passable);
