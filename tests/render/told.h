/* A sentence of the commentary compared with the figures it is about. If something is wrong, the program ends
 * with the measure and the sentence. */
#pragma once
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"

typedef struct {
    const Profile *profile;
    const Figures *figures;
    const ProfileMeasure *measure;
    const char *sentence;
} Told;

/* Parts of patterns: what records did, a share in brackets, a change, the rest. */
#define VERB "((?:concerned|came from|(?:were|was) recorded as|(?:were|was) taken) ?.*?)"
#define SHARE "( \\([0-9]+%\\))?"
#define TAIL "(, (?:up|down|similar|much|almost|the same|compared) [^;]*)?"
#define REST "(?:; the other (?:one|[0-9,]+) [a-z ‘’A-Z]+)?"

/* What is true of every kind of sentence; the caller frees the groups of a pattern. */
void wrong(const Told *of, const char *why);
char **match(const char *pattern, const char *sentence);
bool matches(const char *pattern, const char *sentence);
const Figure *of_category(const Told *of, const char *period, const char *category);
void same_number(const Told *of, double number, const char *said);
void same_percent(const Told *of, const Figure *figure, const char *said);
void same_tail(const Told *of, const Figure *figure, const char *said);
bool is_category(const Figure *figure, const Told *of);
void has_rank(const Told *of, const char *category, int rank);
const Figure *named(const Told *of, const char *words);
const Figure *told(const Told *of, const char *predicate);
const char *or_nothing(const char *text);
void hides_none(const Told *of);

/* Each: whether the sentence has a form that it knows, in which case all of it must be true. */
bool check_breakdown(const Told *of);
bool check_share(const Told *of);
bool check_time(const Told *of);
bool check_count(const Told *of);
bool check_other(const Told *of); /* months, open cases, fields together, and what any measure may say */
/* How many runs and months beyond the limits were reported. */
extern guint runs_checked, beyond_checked;
