/* Sets of records: which records a number counts, as a value.
 *
 * A set is a condition on one record: what its fields hold, the days in its date fields, how long it took
 * from one day to another, whether an earlier record has the same identifier; joined by and, or and not.
 * Everything that is said of what a figure counts (--explain, notes, disclosure, the search for typed
 * numbers) is asked of its sets and never of its labels.
 *
 *     neglect = set_and(set_days("received", first, last), set_category("harm", "Neglect"));
 *
 * Sets are immutable and counted by reference. Every set_* function takes the references given to it and
 * gives a new one. Days are the dataset's: what happened after as-at has not happened. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/calendar/calendar.h"

typedef enum {
    SET_AND,     /* all of its parts; of none: every record */
    SET_OR,      /* any of its parts; of none: no record */
    SET_NOT,     /* all records but its one part */
    SET_CODES,   /* the field holds at least one of some codes */
    SET_DAYS,    /* the date field has a day, from `first` to `last`, both included */
    SET_WITHIN,  /* both dates are there, and `to` is no later than the limit's last day after `from` */
    SET_REPEATS, /* the identifier stands in a record received earlier as well */
    SET_KNOWN,   /* the identifier, or the number, is there */
    SET_FIRST,   /* it is there, and stands in no earlier record among some: of each identifier one record */
} SetKind;

/* Codes of a field by name, compared as profile_fold does. */
typedef enum {
    CODES_CATEGORY, /* those of the category, with all its parts */
    CODES_PART,     /* one part of the category; "" is the category by itself */
    CODES_NAMED,    /* those of a category, or of a part of any category, of this name */
} CodesKind;
typedef struct {
    CodesKind kind;
    char *category,
        *part; /* as written; of CODES_NAMED the name is `category`; part NULL unless CODES_PART */
    char *folded_category, *folded_part;
} SetCodes;

typedef struct RecordSet RecordSet;
struct RecordSet {
    SetKind kind;
    GPtrArray *parts; /* RecordSet* of and, or, not; else NULL */
    char *field;      /* of codes, days and identifiers; of within the field that it begins from */
    char *to;         /* of within */
    GArray *codes;    /* of SetCodes */
    Day first, last;  /* DAY_NONE, G_MAXUINT32: no bound */
    Limit limit;
    RecordSet *among; /* of first; else NULL */
    char *key;        /* sets of equal keys are equal; the reverse need not hold */
};

/* One more to hold it; one less, NULL being none. */
RecordSet *record_set_ref(const RecordSet *set);
void record_set_unref(RecordSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordSet, record_set_unref)

/* All records, and none. */
RecordSet *set_everyone(void);
RecordSet *set_nobody(void);
/* What is in both, in either; all that is not in the set. */
RecordSet *set_and(RecordSet *one, RecordSet *other);
RecordSet *set_or(RecordSet *one, RecordSet *other);
RecordSet *set_not(RecordSet *set);
/* `one` without `other`. */
RecordSet *set_without(RecordSet *one, RecordSet *other);
/* The field holds the category, or any part of it. */
RecordSet *set_category(const char *field, const char *category);
/* The field holds the part of the category; part "": the category by itself. */
RecordSet *set_part(const char *field, const char *category, const char *part);
/* The field holds a category or part that has one of these names (char*), as a profile's conditions write
 * them. */
RecordSet *set_named(const char *field, const GPtrArray *names);
/* The date field has a day in these bounds; DAY_NONE: no bound on that side. */
RecordSet *set_days(const char *field, Day first, Day last);
/* The record had come to `to` by the limit's last day after `from`. */
RecordSet *set_within(const char *from, const char *to, Limit limit);
/* The field's last day as at a day: it is there, and the limit's last day after it is before `as_at` (or,
 * with `or_on`, no later). What is open then is past the limit, or has been followed to it. */
RecordSet *set_past_limit(const char *from, Limit limit, Day as_at, bool or_on);
/* Begun by a day and not ended by it: open at the end of that day. What ends before it begins ends at once.
 */
RecordSet *set_open_at(const char *from, const char *to, Day day);
/* The same as it was known on a day, when what happened later had not happened. `ongoing` is the category of
 * `outcome` that a record has until it is closed; NULL: there is none, and outcomes are taken to be as they
 * were. */
RecordSet *set_known_by(const RecordSet *set, Day day, const char *ongoing);
/* The identifier stands in a record received earlier. */
RecordSet *set_repeats(const char *field);
/* An identifier or a number is there. */
RecordSet *set_known(const char *field);
/* The record is the first among some that has its identifier: there are as many as there are identifiers. */
RecordSet *set_first(const char *field, RecordSet *among);
/* Whether one set is within another by how they are written: each condition of the other stands in it, or a
 * narrower one. False of many that are. */
bool set_is_narrower(const RecordSet *inner, const RecordSet *outer);

/* Whether a code of this category and part ("" where none is named) is one of them. Names are folded. */
bool set_codes_hold(const SetCodes *codes, const char *folded_category, const char *folded_part);
/* What the records of a set have in common, as a clause for a sentence: "received from 1 April 2023 to 31
 * March 2024, harm Neglect, closed within 4 weeks of received". "" of everyone. Caller frees. */
char *set_words(const RecordSet *set);
