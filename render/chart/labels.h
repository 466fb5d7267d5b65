/* Labels: names of dots, put where they cover no other dot, name or line. Private to the room.
 *
 * Each name is tried close to its dot, then further away with a thin line that leads back to it; the place
 * that costs least is taken. A name that would have to cover another is left out: the table has it. */
#pragma once
#include "render/chart/scene.h"

/* What a name belongs to. */
typedef struct {
    double x, y, radius;
    const char *text;
} Labelled;

/* Puts the name of one dot into the scene, within `ground`, around all that is there already; lines of the
 * colour `passable` (a grid) may be crossed. Returns whether there was a place. */
bool labels_put(Scene *scene, const Labelled *dot, const Box *ground, guint32 passable);
