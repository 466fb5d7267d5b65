/* The main points of a summary. */
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"

/* More are read as a list of everything. */
enum { MOST_POINTS = 6, LAST_TURN = 3 };

/* The main point of the first of the measures whose turn it is that has one. */
static void
say_first(Exceptions *out, GPtrArray *told, guint turn)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const RenderKind *kind = render_kind(measure);
        if (measure->returned || measure->per != PER_YEAR || !kind->main_point ||
            kind->main_point(measure) != turn)
            continue;
        g_autofree char *point = commentary_main_point(profile, out->exhibits->figures, measure);
        if (!point)
            continue;
        /* Which categories the largest is of only the title tells. */
        if (measure->by->len)
            exceptions_say(out, "%s: %s%s", measure->title, g_str_has_prefix(point, "The ") ? "t" : "",
                           point + g_str_has_prefix(point, "The "));
        else
            exceptions_say(out, "%s", point);
        g_ptr_array_add(told, (gpointer)measure);
        return;
    }
}

void
exceptions_say_main_points(Exceptions *out)
{
    void (*const lists[])(Exceptions *) = {exceptions_say_changes, exceptions_say_outliers,
                                           exceptions_say_targets};
    enum { LISTS = G_N_ELEMENTS(lists) };
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    for (guint turn = 1; turn <= LAST_TURN; turn++)
        say_first(out, told, turn);
    Exceptions found[LISTS] = {0};
    guint taken[LISTS] = {0}, room = MOST_POINTS - out->sentences->len;
    for (guint i = 0; i < LISTS; i++) {
        found[i] = (Exceptions){out->exhibits, out->period, out->before,
                                g_ptr_array_new_with_free_func(g_free), told};
        lists[i](&found[i]);
    }
    for (guint round = 1; round <= MOST_POINTS; round++)
        for (guint i = 0; i < LISTS; i++)
            if (room && found[i].sentences->len >= round) {
                taken[i] = round;
                room--;
            }
    for (guint i = 0; i < LISTS; i++) {
        for (guint s = 0; s < taken[i]; s++)
            exceptions_say(out, "%s", (const char *)found[i].sentences->pdata[s]);
        g_ptr_array_unref(found[i].sentences);
    }
}
