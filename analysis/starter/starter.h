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

/* `sheet` names a sheet or table of a workbook; NULL: its first sheet; `encoding` that of a text; NULL: it is
 * found out. Fails with FAILURE_INPUT (the export
 * cannot be read) or FAILURE_SHORT (no column can be the date received). Caller owns it. */
Starter *starter_look(const char *export_path, const char *sheet, const char *encoding, GError **error);
void starter_free(Starter *starter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Starter, starter_free)

/* The text of profile.yaml, with comments; it names the export by its base name and codes.csv. Caller frees.
 */
char *starter_profile(const Starter *starter);
/* The text of codes.csv: field,category,part,value,count. Caller frees. */
char *starter_codes(const Starter *starter);
/* What was taken for what and what was left alone, a line each, for the terminal. Caller frees. */
char *starter_account(const Starter *starter);
