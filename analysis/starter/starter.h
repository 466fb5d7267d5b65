/* Starter: from an export that nobody has described yet to a first profile and code list.
 *
 * Looks at headings and values, guesses which column is which field and what common values mean, and writes
 * what an officer then corrects. Columns of names, dates of birth, addresses, identifiers of people and free
 * text are left alone: their headings are listed, their values never kept past the look that tells what they
 * are, nor written. */
#pragma once
#include "analysis/profile/profile.h"
#include <glib.h>
#include <stdbool.h>

typedef struct Starter Starter;

/* Of the exports (NULL-ended) the first that has a date received, with all that have its headings. `sheet`
 * means sheets or tables of workbooks by name, pattern or as "all"; NULL: those with the headings; `encoding`
 * is that of texts; NULL: it is found out. Fails with FAILURE_INPUT (an export cannot be read) or
 * FAILURE_SHORT (no column can be the date received). Caller owns it. */
Starter *starter_look(char *const *exports, const char *sheet, const char *encoding, GError **error);
/* Whether the file is one of those that it was made from. */
bool starter_reads(const Starter *starter, const char *export);
void starter_free(Starter *starter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Starter, starter_free)

/* The text of profile.yaml, with comments; it names the export by its base name and codes.csv. Caller frees.
 */
char *starter_profile(const Starter *starter);
/* The text of codes.csv: field,category,part,value,count. Caller frees. */
char *starter_codes(const Starter *starter);
/* What was taken for what and what was left alone, a line each, for the terminal. Caller frees. */
char *starter_account(const Starter *starter);

/* What an export has that the profile beside it does not know yet. */
typedef struct {
    char *profile;   /* the profile's new text; NULL: as it was */
    char *codes;     /* that of the code list; NULL: as it was */
    char *account;   /* what is new, a line each, for the terminal */
    guint undecided; /* values in the code list without a category */
} StarterMerge;
/* Puts the export into the profile: beside those of the same headings, or with an entry of its own, and its
 * new values behind those of the code list, without a category where it is not sure. Nothing that is written
 * is lost. Fails as starter_look does, and with FAILURE_USAGE where the profile has to be changed by hand. */
bool starter_merge(const Profile *profile, const char *export, const char *sheet, const char *encoding,
                   StarterMerge *merge, GError **error);
void starter_merge_clear(StarterMerge *merge);
