/* Commentary: sentences computed from the figures.
 *
 * What a careful analyst would say of a measure, chosen by what its figures show. Every number in a sentence
 * is a figure's, as it may be shown, rounded as the tables print it. A direction is named only for a clear
 * change, a leader only where the shape of the breakdown has one and no figure that is hidden could be
 * larger (`wording` decides both); nothing is said of a person or of a cause. Wordings take turns from
 * measure to measure and are the same for the same figures. */
#pragma once
#include <glib.h>
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

/* Sentences about a measure in the year reported, each paragraph a line; "" where there is nothing to say.
 * Caller frees. */
char *commentary_of(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* The measure that says already what this one does (a count or share that an earlier one has or leaves, a
 * breakdown of two that a share is of, one whose numbers are its parent's or none, the same records by other
 * percentages, the same times with other targets, the same rates in another picture); NULL: none. */
const ProfileMeasure *commentary_said_by(const Profile *profile, const Figures *figures,
                                         const ProfileMeasure *measure);
/* Whether it does so in the same words, so that there is nothing left to say. */
bool commentary_repeats(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* Whether a measure of the section on open cases counts those open at the as-at date, where the section is
 * about another day, the last of the year: beside its numbers they would seem wrong. */
bool commentary_is_of_another_day(const Profile *profile, const ProfileMeasure *measure);
/* Whether the records of a share are those of a category, or some of one, of a breakdown that its section
 * shows. */
typedef enum { PART_OF_NONE, PART_OF_CATEGORY, PART_ALL_OF_CATEGORY } CommentaryPart;
CommentaryPart commentary_part(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* Whether two measures of times have the same times, so that they differ in their targets alone. */
bool commentary_same_times(const Profile *profile, const Figures *figures, const ProfileMeasure *one,
                           const ProfileMeasure *other);
/* The sentence of chance that closes a section (one of profile_sections) in which a breakdown was tested;
 * NULL where it needs none. Caller frees. */
char *commentary_closing(const Profile *profile, const Figures *figures, const char *section);
/* The sentence that stands for the measure among the main points; `weight`: how far what it tells moved, in
 * points, unless NULL. NULL where there is none. Caller frees. */
char *commentary_main_point(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                            double *weight);
/* The leader of a breakdown, or what else its shape is, in a sentence; NULL where there is none. Caller
 * frees. */
char *commentary_shape(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* How many categories of a breakdown are above zero in the year reported; `even`: whether nothing speaks
 * against all being equally frequent. */
guint commentary_categories(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                            bool *even);
/* What being of a category of a breakdown says of records: "were about foster carers"; `behind` their noun:
 * "about foster carers". Caller frees. */
char *commentary_predicate(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                           const char *category, bool behind);
typedef enum {
    TELLING_ALONE,
    TELLING_AGAIN, /* behind another of the same records, whose number is not told again */
    TELLING_ASKED, /* before a question: in counts alone, where they tell the change */
} Telling;
/* One figure of the year reported in a sentence, with its change. NULL where there is none. Caller frees. */
char *commentary_figure(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                        const Figure *figure, Telling telling);
/* The category that a breakdown's sentence names first, where it leads; NULL elsewhere. */
const Figure *commentary_leader(const Profile *profile, const Figures *figures,
                                const ProfileMeasure *measure);
/* All targets of the measure in a sentence; NULL where it has none that can be judged. Caller frees. */
char *commentary_targets(const Profile *profile, const Figures *figures, const ProfileMeasure *measure);
/* What stands under a figure of the year reported in a tile: "down from 95% in 2022-23" where it moved, in a
 * year or in the long run, else "2022-23: 412"; "" where nothing was tested. Caller frees. */
char *commentary_tile(const Profile *profile, const Figures *figures, const ProfileMeasure *measure,
                      const Figure *figure);
/* A change in words, to stand behind a number: "up from 48% in 2022-23", "similar to the 412 of the year
 * before", "not comparable with 2022-23". `before` NULL: there is no earlier figure. Caller frees. */
char *commentary_change(const Profile *profile, const ProfileMeasure *measure, const Figure *figure,
                        const Figure *before, const char *period_before);
/* The figure a measure is summed up by: its total, or its first category where it has none; NULL where it has
 * no figure of the period. */
const Figure *commentary_headline(const Figures *figures, const ProfileMeasure *measure, const char *period);
