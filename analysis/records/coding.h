/* Coding: from the words of a cell to codes. Private to the room. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

typedef struct Coding Coding;

/* `field` is filled; `from` has its code list. */
Coding *coding_new(const ProfileField *from, DatasetField *field);
void coding_free(Coding *coding);
/* What a cell says: the same number for the same text. Finds out about a text the first time. */
guint coding_meaning(Coding *coding, const char *cell);
/* Appends the codes of cells (their meanings, of guint, are replaced by numbers of runs) as a record's each;
 * `file` must outlive the coding. */
void coding_add(Coding *coding, GArray *meanings, const char *file, const guint *lines);
/* Gives an earlier record the categories of a further row's cell that it has not yet, where the field takes
 * several; says whether there were any. They join the dataset when the coding is finished. */
bool coding_add_further(Coding *coding, guint record, guint meaning, const char *file, guint line);
/* Whether a further row's cell says something else than the record has, where the field takes one category.
 */
bool coding_differs(const Coding *coding, guint record, const char *cell);
/* Reports the values in no code list and, where there is none, puts the categories in their order. */
void coding_finish(Coding *coding, Findings *findings);
