/* A commentary being written. For this room and `kinds`. */
#pragma once
#include "render/commentary/commentary.h"
#include "render/kind.h"

struct Writing {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    char *period, *before; /* the year reported and the year before it */
    GPtrArray *sentences;  /* char* */
};

/* A figure of the measure; NULL if there is none. */
const Figure *writing_find(const Writing *writing, const char *period, const char *category,
                           const char *part);
/* The first of the year reported that has the role; NULL if there is none. */
const Figure *writing_figure(const Writing *writing, FigureRole role);
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

/* " (95% interval 12 to 20)", "" where an estimate has none. Caller frees. */
char *interval_words(const Figure *estimate, int decimals, const char *unit);

/* Each says its part of the commentary, in whole sentences, or nothing. */
void say_breakdown(Writing *writing);
void say_largest(Writing *writing); /* of a breakdown: the largest category */
void say_cross_table(Writing *writing);
/* A share with its base, its percent where it is not of few, and its change; `which` of the base are meant,
 * as " that were closed" or "". */
void say_share(Writing *writing, const Figure *figure, const char *subject, const char *which);
void say_estimated_median(Writing *writing); /* by when half are done, unless the simple one says it */
void say_break(Writing *writing, int year);  /* in the series, where there is one */
void say_series(Writing *writing);           /* of months or quarters: beyond the limits, long runs */
void say_comparison(Writing *writing);
