/* English: one and many, what words say of records, category names in running text. What is returned, the
 * caller frees. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/profile/profile.h"

/* "1 contact", "395 contacts", "no contacts". */
char *english_counted(double number, const char *words);
/* What a field's entries are called when there are many: "adults" of a field adult, "children" of child. */
char *english_many(const ProfileField *field);
/* "the year before", or of a part of the year, by its label, "the same months a year before"; not to be
 * freed. */
const char *english_year_before(const char *period);
/* "in 2023-24", "from July to September 2023" of part of a year. Caller frees. */
char *english_in(const char *period);
/* "in 2022-23" of the year before, "a year earlier" of part of it. Caller frees. */
char *english_in_before(const char *before);
/* The noun alone, without what follows it: "contacts" of "contacts taken beyond advice". */
char *english_noun(const char *words);
/* What being in a population says of records of another: its own `says`, else "ended in advice", "were about
 * schools", "were referrals"; of one record "was about schools". */
char *english_predicate(const Profile *profile, const char *base_words, const ProfilePopulation *population,
                        bool one);
/* A predicate, said of many, of one: "was about schools" of "were about schools". */
char *english_of_one(const char *predicate);
/* The same as stands behind a noun: "that ended in advice", "about schools"; NULL where the words are a noun
 * of their own ("referrals"). */
const char *english_relative(const Profile *profile, const char *base_words, const char *words);
/* A category in running text: the council's own words for it, else "residential care", "qualified teachers",
 * "‘Other’". */
char *english_category(const Profile *profile, const ProfileField *field, const char *category);
/* What a category holds by the examples in its name, "security guards and driving instructors"; NULL where it
 * gives none. */
char *english_examples(const char *category);
/* "within one month" of "within 1 month"; where there are weeks alone, or more than twelve, numerals stay. */
char *english_time(const char *words);
/* How long cases have been open, of a figure's part: "6 to 12 months" of "open over 6 months to 12 months",
 * "over 12 months". */
char *english_age(const char *part);
/* What all of that age have passed: "six months", "a year"; NULL of the youngest. */
char *english_least_age(const char *part);
/* The same in a picture: as it is written but for numbers and examples. */
char *english_short(const ProfileField *field, const char *category);
/* The same in quotation marks, as it is written but for numbers and examples. */
char *english_quoted(const ProfileField *field, const char *category);
/* Whether a category is the rest that no other holds. */
bool english_is_other(const char *category);
/* "two" to "twelve", else numerals. */
char *english_number(guint number);
/* "half", "just under half", "two-thirds" ... of a percentage, NULL where none fits. */
const char *english_proportion(double percent);
