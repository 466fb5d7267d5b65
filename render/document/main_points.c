/* The main points of a summary. */
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include <string.h>

/* More are read as a list of everything. */
enum { MOST_POINTS = 6 };

static bool
is_size(const ProfileMeasure *measure)
{
    return measure->kind == MEASURE_COUNT && !measure->around->len;
}

/* What share reached the threshold, or came of it. */
static bool
is_threshold_share(const ProfileMeasure *measure)
{
    return measure->kind == MEASURE_SHARE && measure->in &&
           (strcmp(measure->section, "activity") == 0 || strcmp(measure->section, "outcomes") == 0);
}

static bool
is_harm(const ProfileMeasure *measure)
{
    return measure->kind == MEASURE_BREAKDOWN && strcmp(measure->section, "harm") == 0;
}

/* The main point of the first of such measures that has one. */
static void
say_first(Exceptions *out, GPtrArray *told, bool (*is_such)(const ProfileMeasure *measure))
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        if (measure->returned || measure->per != PER_YEAR || !is_such(measure))
            continue;
        g_autofree char *point = commentary_main_point(profile, out->exhibits->figures, measure);
        if (!point)
            continue;
        /* Which categories the largest is of only the title tells. */
        if (measure->kind == MEASURE_BREAKDOWN)
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
    say_first(out, told, is_size);
    say_first(out, told, is_threshold_share);
    say_first(out, told, is_harm);
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
