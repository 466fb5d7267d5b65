/* Fold: how names and values that people type are compared everywhere: headings, categories, authorities.
 *
 *     g_assert_true(profile_same_name("Physical  ABUSE", " physical abuse"));
 */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Text as code lists and values are compared: case folded, Unicode normalised, white space (including
 * no-break spaces) trimmed and each run of it made one space. Caller frees. */
char *profile_fold(const char *text);
void profile_fold_to(const char *text, GString *folded); /* the same, replacing what `folded` holds */
/* Turns every run of white space into one space, so that a name is on one line; in place, and returns the
 * text. */
char *profile_one_line(char *text);
/* Whether two names are the same to code lists; whether a name is among several (char*). */
bool profile_same_name(const char *one, const char *other);
bool profile_has_name(const GPtrArray *names, const char *name);
/* A name as references and measure categories write it: lower case, with each run of other characters than
 * letters and digits as one hyphen: "Local Authority foster carers" is "local-authority-foster-carers".
 * Caller frees. */
char *profile_slug(const char *text);
/* "2021-22, 2022-23 and 2023-24": a list (char*) in words, with `last` (" and ") before the last one.
 * Caller frees. */
char *profile_listed(const GPtrArray *words, const char *last);
