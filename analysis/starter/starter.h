/* Starter: from an export that has no profile yet to a first profile and code list.
 *
 * It looks at headings and values, guesses which column is which field and what common values mean, and
 * writes what an officer then corrects. Columns of names, dates of birth, addresses, identifiers of people
 * and free text are left alone: their headings are listed, but their values are neither written nor kept
 * longer than it takes to see what they are. */
#pragma once
#include "analysis/profile/profile.h"
#include <glib.h>
#include <stdbool.h>

typedef struct Starter Starter;

/* Reads the first of the exports (NULL-terminated) that has a date received, and all that have its
 * headings. `sheet` selects sheets or tables of workbooks by name, pattern or "all"; NULL: those with the
 * headings; `encoding` is that of text files; NULL: detected. Fails with FAILURE_INPUT (an export cannot
 * be read) or FAILURE_SHORT (no column can be the date received). Caller owns it. */
Starter *starter_look(char *const *exports, const char *sheet, const char *encoding, GError **error);
/* Whether the file is one of those it was made from. */
bool starter_reads(const Starter *starter, const char *export);
void starter_free(Starter *starter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Starter, starter_free)

/* The text of profile.yaml, with comments; it names the export by its base name and codes.csv. Caller frees.
 */
char *starter_profile(const Starter *starter);
/* The text of codes.csv: field,category,part,value,count. Caller frees. */
char *starter_codes(const Starter *starter);
/* What each column was taken as and which were left alone, one line each, for the terminal. Caller frees. */
char *starter_account(const Starter *starter);

/* What an export has that the existing profile does not. */
typedef struct {
    char *profile;   /* the profile's new text; NULL: unchanged */
    char *codes;     /* the code list's new text; NULL: unchanged */
    char *account;   /* what is new, one line each, for the terminal */
    guint undecided; /* values in the code list without a category */
} StarterMerge;
/* Adds the export to the profile: to the exports with the same headings, or as a new entry, with its new
 * values at the end of the code list, without a category where it is not certain. Nothing already written
 * is lost. Fails as starter_look does, and with FAILURE_USAGE if the profile must be edited by hand. */
bool starter_merge(const Profile *profile, const char *export, const char *sheet, const char *encoding,
                   StarterMerge *merge, GError **error);
void starter_merge_clear(StarterMerge *merge);
