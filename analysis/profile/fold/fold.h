/* Fold: how what people type is compared, everywhere: headings, categories, names of authorities. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Text as code lists and values are compared: case folded, Unicode normalised, white space (no-break space
 * too) trimmed and runs of it made one space. Caller frees. */
char *profile_fold(const char *text);
void profile_fold_to(const char *text, GString *folded); /* the same in place of what `folded` holds */
/* Makes every run of white space one space, so that a name is one line; in place, and the text again. */
char *profile_one_line(char *text);
/* Whether two names are the same to code lists; whether one is among several (char*). */
bool profile_same_name(const char *one, const char *other);
bool profile_has_name(const GPtrArray *names, const char *name);
/* A name as references and measure categories write it: lower case, runs of anything but letters and digits
 * one hyphen: "Local Authority foster carers" is "local-authority-foster-carers". Caller frees. */
char *profile_slug(const char *text);
/* "2021-22, 2022-23 and 2023-24": the words of a list (char*), with `last` (" and ") before the last of them.
 * Caller frees. */
char *profile_listed(const GPtrArray *words, const char *last);
