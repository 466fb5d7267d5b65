/* English: singular and plural, what words say of records, category names in running text. The caller frees
 * what is returned. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

/* "1 contact", "395 contacts", "no contacts". */
char *english_counted(double number, const char *words);
/* What a field's entries are called in the plural: "adults" for a field adult, "children" for child. */
char *english_many(const ProfileField *field);
/* "the year before" or, for part of a year, by its label, "the same months a year before"; not to be freed.
 */
const char *english_year_before(const char *period);
/* "in 2023-24", or "from July to September 2023" for part of a year. Caller frees. */
char *english_in(const char *period);
/* "in 2022-23" for the year before, "a year earlier" for part of it. Caller frees. */
char *english_in_before(const char *before);
/* The noun alone, without what follows it: "contacts" from "contacts taken beyond advice". */
char *english_noun(const char *words);
/* What being in a population says about records of another: its own `says`, otherwise "ended in advice",
 * "were about schools", "were referrals"; about one record "was about schools". */
char *english_predicate(const Profile *profile, const char *base_words, const ProfilePopulation *population,
                        bool one);
/* A predicate in the plural, turned into the singular: "was about schools" from "were about schools". */
char *english_of_one(const char *predicate);
/* The same as it follows a noun: "that ended in advice", "about schools"; NULL if the words are a noun
 * themselves ("referrals"). */
const char *english_relative(const Profile *profile, const char *base_words, const char *words);
/* A category in running text: the council's own words for it, otherwise "residential care", "qualified
 * teachers", "‘Other’". */
char *english_category(const Profile *profile, const ProfileField *field, const char *category);
/* What a category contains, by the examples in its name, "security guards and driving instructors"; NULL if
 * it gives none. */
char *english_examples(const char *category);
/* "within one month" for "within 1 month"; numerals stay if there are only weeks, or more than twelve. */
char *english_time(const char *words);
/* How long cases have been open, from a figure's part: "6 to 12 months" for "open over 6 months to 12
 * months", "over 12 months". */
char *english_age(const char *part);
/* What all cases of that age have passed: "six months", "a year"; NULL for the youngest. */
char *english_least_age(const char *part);
/* The same in a picture: as written, without numbers and examples. */
char *english_short(const ProfileField *field, const char *category);
/* The same in quotation marks, as written, without numbers and examples. */
char *english_quoted(const ProfileField *field, const char *category);
/* Whether a category is the residual one. */
bool english_is_other(const char *category);
/* "two" to "twelve", otherwise numerals. */
char *english_number(guint number);
/* "half", "just under half", "two-thirds" ... for a percentage, NULL if none fits. */
const char *english_proportion(double percent);
