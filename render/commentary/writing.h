/* A commentary being written. Private to the room. */
#pragma once
#include "render/commentary/commentary.h"

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    char *period, *before; /* the year reported and the year before it */
    GPtrArray *sentences;  /* char* */
} Writing;

/* A figure of the measure; NULL if there is none. */
const Figure *writing_find(const Writing *writing, const char *period, const char *category,
                           const char *part);
/* Adds a sentence. */
void writing_say(Writing *writing, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* One of several wordings, the same for the same measure. */
const char *writing_choose(const Writing *writing, const char *one, const char *other);
/* "; the share rose ..." or ", no clear change ...", to stand at the end of a sentence; "" where there is
 * nothing to compare with. `what` is what rises or falls. Caller frees. */
char *writing_change(const Writing *writing, const Figure *figure, const char *what);
/* "52%" as the tables print it. Caller frees. */
char *percent_words(const ProfileMeasure *measure, const Figure *figure);
/* " (52%)", or "" where it is of so few that a percent says little. Caller frees. */
char *percent_in_brackets(const ProfileMeasure *measure, const Figure *figure);
/* "52%", or "2 of 3" where it is of few. Caller frees. */
char *share_words(const ProfileMeasure *measure, const Figure *figure);

/* Each says its part of the commentary, in whole sentences, or nothing. */
void say_breakdown(Writing *writing);
void say_largest(Writing *writing); /* of a breakdown: the largest category and the next, no more */
void say_cross_table(Writing *writing);
void say_estimates(Writing *writing);
void say_series(Writing *writing); /* of months or quarters: beyond the limits, long runs */
void say_comparison(Writing *writing);
