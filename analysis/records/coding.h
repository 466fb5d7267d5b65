/* Coding: from the words of a cell to codes. Private to the room. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

typedef struct Coding Coding;

/* Fills `field`; `from` has its code list. */
Coding *coding_new(const ProfileField *from, DatasetField *field);
void coding_free(Coding *coding);
/* The meaning of a cell: the same number for the same text. Works out a text the first time. */
guint coding_meaning(Coding *coding, const char *cell);
/* Appends the codes of cells, one for each record (their meanings, of guint, are replaced by numbers of
 * runs). */
void coding_add(Coding *coding, GArray *meanings, const guint *lines);
/* Adds to an earlier record the categories in a further row's cell that it does not have, if the field
 * takes several; says whether there were any. They are added to the dataset when the coding is finished. */
bool coding_add_further(Coding *coding, guint record, guint meaning, guint line);
/* Whether a further row's cell differs from the record's, if the field takes one category. */
bool coding_differs(const Coding *coding, guint record, const char *cell);
/* At the end of each file: reports its values in no code list, and those placed by a rule of it. */
void coding_report(Coding *coding, const char *file, Findings *findings);
/* At the end of all: adds further codes to their records and, if there is no list, puts the categories in
 * order. */
void coding_finish(Coding *coding);
