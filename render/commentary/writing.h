/* A commentary being written. For this room and `kinds`. */
#pragma once
#include "render/commentary/commentary.h"
#include "render/kind.h"
#include "render/wording/change.h"

struct Writing {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    char *period, *before; /* the year reported and the year before it */
    GPtrArray *sentences;  /* char* */
    bool brief;            /* a main point: no more than the change that leads */
    Telling telling;       /* of one figure */
    double weight;         /* of a main point: how far it moved, in points; 0 where that decides nothing */
};

/* One of the report year, with no sentence yet; cleared by the caller. */
void writing_begin(Writing *writing, const Profile *profile, const Figures *figures,
                   const ProfileMeasure *measure);
void writing_clear(Writing *writing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Writing, writing_clear)

/* No sentence is longer. */
enum { MOST_WORDS_SAID = 30 };

/* A figure of the measure; NULL if there is none. */
const Figure *writing_find(const Writing *writing, const char *period, const char *category,
                           const char *part);
/* The next figure of the measure in the year reported from the place `at` on, which it moves on; NULL behind
 * the last: for (guint at = 0; (figure = writing_next(writing, &at));) */
const Figure *writing_next(const Writing *writing, guint *at);
/* The first of the year reported that has the role; NULL if there is none. */
const Figure *writing_figure(const Writing *writing, FigureRole role);
/* Adds a sentence; one that is too long is parted at its semicolons. */
void writing_say(Writing *writing, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Puts words in place of the full stop of the last sentence: "; the other 205 were taken further". */
void writing_join(Writing *writing, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Where there are more sentences than a paragraph holds, those from two places on begin new ones. */
void writing_part_paragraphs(Writing *writing, guint second, guint third);
/* The place of the measure among those of its kind, from 0, by which wordings take turns. */
guint writing_turn(const Writing *writing);
/* "31 May 2024", the day that cases stand at. Caller frees. */
char *writing_as_at(const Writing *writing);

/* What a figure of the year reported changed on the year before. */
Change writing_change(const Writing *writing, const Figure *figure);
/* The same on the first year shown; `since`: that year, NULL where it says nothing. Caller frees. */
Change writing_long_change(const Writing *writing, const Figure *figure, char **since);
/* Whether the figure moved clearly, on either. */
bool writing_moved(const Writing *writing, const Figure *figure);
/* How an earlier share is told: "67%", "172 (23%)", "two-thirds (67%)" where it is a plain fraction. */
typedef enum { EARLIER_SHARE, EARLIER_COUNTED, EARLIER_IN_WORDS } Earlier;
/* ", down from 95% in 2022-23", ", similar to the 412 of the year before", "" where nothing was tested, to
 * stand at the end of a sentence. Caller frees. */
char *writing_tail(const Writing *writing, const Figure *figure, Earlier earlier);
/* "Schools made 260 of the 742 notifications (35%)", where `did` is "made", with what is said of it behind:
 * `more` of its place among others ("" of none), `tail` of its change. Asked about, in counts alone, where
 * they went as the share did. */
void say_made(Writing *writing, const Figure *figure, const char *who, const char *did, const char *more,
              const char *tail);
/* "just under half" of no small base; NULL elsewhere. */
const char *proportion_of(const Figure *figure);
/* That of a share whose turn it is to be told in such words; NULL elsewhere. */
const char *says_proportion(const Writing *writing, const Figure *figure);
/* ", the first clear fall in the five years", of a figure that moved clearly in the year reported as it did
 * in no year before; "" where one did, or fewer than three years compare. Caller frees. */
char *writing_first_words(const Writing *writing, const Figure *figure);
/* What of that stands in a tile. Caller frees. */
char *writing_tile(const Writing *writing, const Figure *figure);
/* How many points a share moved by. */
double writing_points(const Writing *writing, const Figure *figure);

/* "52%" as the tables print it. Caller frees. */
char *percent_words(const ProfileMeasure *measure, const Figure *figure);
/* " (52%)", or "" where it is of so few that a percent says little. Caller frees. */
char *percent_in_brackets(const ProfileMeasure *measure, const Figure *figure);
/* " (95% interval 12 to 20)", "" where an estimate has none. Caller frees. */
char *interval_words(const Figure *estimate, int decimals, const char *unit);

/* Each says its part of the commentary, in whole sentences, or nothing. */
void say_breakdown(Writing *writing);
void say_leader(Writing *writing);                         /* of a breakdown: its shape alone */
void say_category(Writing *writing, const Figure *figure); /* a category that moved */
void say_largest_move(Writing *writing);                   /* of a breakdown */
void say_parts_gathered(Writing *writing); /* of a share of several categories: the parts of each */
/* "17 were with the police", of a breakdown into what is so and what is not; NULL of any other. Caller frees.
 */
char *affirmative_words(const Writing *writing);
void say_crossed(Writing *writing);                       /* of a breakdown by two fields */
void say_outcomes(Writing *writing);                      /* of a breakdown by outcome */
void say_substantiated(Writing *writing);                 /* of those concluded */
void say_outcome(Writing *writing, const Figure *figure); /* that moved, where years compare */
/* Whether the figure is of those whose allegation was found so. */
bool tells_substantiated(const Figure *figure);
/* Whether the measure tells what came of cases. */
bool tells_outcomes(const Profile *profile, const ProfileMeasure *measure);
/* A share of its base with its change. `many` and `one` are what it says of records: "were closed", "was
 * closed"; `which` of the base are meant, as " that were closed" or "". */
void say_share(Writing *writing, const Figure *figure, const char *many, const char *one, const char *which);
/* "; the other 205 were taken further", behind what was said last. */
void say_the_other(Writing *writing, double number, const char *predicate);
void say_estimated_median(Writing *writing); /* by when half are done, unless the simple one says it */
void say_series(Writing *writing);           /* of months or quarters: beyond the limits, long runs */
void say_comparison(Writing *writing);
