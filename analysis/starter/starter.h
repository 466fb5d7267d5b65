/* Starter: from an export that nobody has described yet to a first profile and code list.
 *
 * Looks at headings and values, guesses which column is which field and what common values mean, and writes
 * what an officer then corrects. Columns of names, dates of birth, addresses, identifiers of people and free
 * text are left alone: their headings are listed, their values never kept past the look that tells what they
 * are, nor written. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct Starter Starter;

/* Of the exports (NULL-ended) the first that has a date received, with all that have its headings. `sheet`
 * means sheets or tables of workbooks by name, pattern or as "all"; NULL: those with the headings; `encoding`
 * is that of texts; NULL: it is found out. Fails with FAILURE_INPUT (an export cannot be read) or
 * FAILURE_SHORT (no column can be the date received). Caller owns it. */
Starter *starter_look(char *const *exports, const char *sheet, const char *encoding, GError **error);
void starter_free(Starter *starter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Starter, starter_free)

/* The text of profile.yaml, with comments; it names the export by its base name and codes.csv. Caller frees.
 */
char *starter_profile(const Starter *starter);
/* The text of codes.csv: field,category,part,value,count. Caller frees. */
char *starter_codes(const Starter *starter);
/* What was taken for what and what was left alone, a line each, for the terminal. Caller frees. */
char *starter_account(const Starter *starter);
