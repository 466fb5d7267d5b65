/* A council made line by line, and what disclosure decides for it. For tests. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "tests/analysis/small_council.h"

/* The files of a council: one year, fields harm and sector, a first measure `contacts`, and a population
 * `taught` whose sector is Education. */
typedef struct {
    GString *profile, *codes, *records;
    int below;
    guint length; /* records */
} Texts;
/* `more` is written after the key suppress-below in the profile's section disclosure; if that is 0, it is the
 * whole section. */
Texts texts_new(int below, const char *more);
void texts_end(Texts *texts);
/* Adds a measure: "id: harm, title: Harm, kind: breakdown, by: [harm]". */
void measure(Texts *texts, const char *words);
/* Adds a record that took this many days; if negative, it is open. */
void record(Texts *texts, Day received, int days, const char *harm, const char *sector);

typedef struct {
    Profile *profile;
    Dataset *dataset;
    Figures *counted, *shown; /* shown NULL: refused, with the error */
    Disclosure *disclosure;
    Findings *findings;
    GError *error;
} Released;
Released release_texts(const Texts *texts);
void released_end(Released *released);
