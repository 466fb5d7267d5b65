/* English: one and many, what words say of records, names of categories in running text. The caller frees
 * what is returned, unless it is const.
 *
 *     g_autofree char *words = english_counted(1, "contacts");
 *     g_assert_cmpstr(words, ==, "1 contact");
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

/* "1 contact", "395 contacts", "no contacts". */
char *english_counted(double number, const char *words);
/* The plural of a field's words: "adults" for the field adult, "children" for child. */
char *english_many(const ProfileField *field);
/* "the year before"; for part of a year "the same months a year before". */
const char *english_year_before(const char *period);
/* "in 2023-24"; for part of a year "from July to September 2023". */
char *english_in(const char *period);
/* "in 2022-23" for the year before; for part of a year "a year earlier". */
char *english_in_before(const char *before);
/* The noun without what follows it: "contacts" of "contacts taken beyond advice". */
char *english_noun(const char *words);
/* Whether a noun is one of many, as far as its end tells: "workers", not "early years practice" or "abuse".
 */
bool english_is_plural(const char *noun);
/* What being in a population says of records of another: its own `says`; otherwise "ended in advice", "were
 * about schools", "were referrals"; of one record "was about schools". */
char *english_predicate(const Profile *profile, const char *base_words, const ProfilePopulation *population,
                        bool one);
/* A predicate of many, for one: "was about schools" of "were about schools". */
char *english_of_one(const char *predicate);
/* The same to follow a noun: "that ended in advice", "about schools"; NULL if the words are a noun themselves
 * ("referrals"). */
const char *english_relative(const Profile *profile, const char *base_words, const char *words);
/* A category in running text: the council's own words for it; otherwise "residential care", "qualified
 * teachers", "‘Other’". */
char *english_category(const Profile *profile, const ProfileField *field, const char *category);
/* The examples in a category's name: "security guards and driving instructors"; NULL if it has none. */
char *english_examples(const char *category);
/* "within one month" of "within 1 month"; where there are only weeks, or more than twelve, numerals stay. */
char *english_time(const char *words);
/* Takes the unit from a time behind another in the same unit: "three" of "three months". */
void english_drop_unit(char *time, const char *before);
/* How long cases have been open, from a figure's part: "6 to 12 months" of "open over 6 months to 12 months",
 * "over 12 months". */
char *english_age(const char *part);
/* The time that all cases of that age have passed: "six months", "a year"; NULL for the youngest. */
char *english_least_age(const char *part);
/* A category in a picture: as written, without its number and examples. */
char *english_short(const ProfileField *field, const char *category);
/* The same in quotation marks, with its first letter as written. */
char *english_quoted(const ProfileField *field, const char *category);
/* Whether a category is called Other, or begins so. */
bool english_is_other(const char *category);
/* How many words a text has. */
guint english_words(const char *text);
/* "none" to "twelve", otherwise numerals. */
char *english_number(guint number);
/* "second highest", "lowest", "11th highest": the place of one with so many above and so many below it,
 * counted from the nearer end. */
char *english_rank(guint above, guint below);
/* "half", "just under half", "two-thirds" ... for a percentage; NULL if none fits. */
const char *english_proportion(double percent);
