/* Sets of records: which records a number counts, as a value.
 *
 * A set is a condition on one record: what its fields hold, the days in its date fields, how long it took
 * from one day to another, whether an earlier record has the same identifier; joined by and, or and not.
 * Everything that is said of what a figure counts (--explain, notes, disclosure, the search for typed
 * numbers) is asked of its sets and never of its labels.
 *
 *     RecordSet *neglect = set_and(set_days("received", first, last), set_category("harm", "Neglect"));
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
    SET_REPEATS, /* the identifier is also in a record received earlier */
    SET_KNOWN,   /* the record has an identifier, or a number */
    SET_FIRST,   /* it has one that is in no earlier record among some: one record for each identifier */
} SetKind;

/* Codes of a field by name, compared as profile_fold does. */
typedef enum {
    CODES_CATEGORY, /* the category, with all its parts */
    CODES_PART,     /* one part of the category; "" is the category without a part */
    CODES_NAMED,    /* a category, or a part of any category, with this name */
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
    char *field;      /* of codes, days and identifiers; of within, the field that it starts from */
    char *to;         /* of within */
    GArray *codes;    /* of SetCodes */
    Day first, last;  /* DAY_NONE, G_MAXUINT32: no bound */
    Limit limit;
    RecordSet *among; /* of first; else NULL */
    char *key;        /* sets with equal keys are equal; equal sets may have different keys */
};

/* Takes another reference; drops one (NULL is allowed). */
RecordSet *record_set_ref(const RecordSet *set);
void record_set_unref(RecordSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RecordSet, record_set_unref)

/* All records, and no records. */
RecordSet *set_everyone(void);
RecordSet *set_nobody(void);
/* Records in both, in either, and not in the set. */
RecordSet *set_and(RecordSet *one, RecordSet *other);
RecordSet *set_or(RecordSet *one, RecordSet *other);
RecordSet *set_not(RecordSet *set);
/* `one` without `other`. */
RecordSet *set_without(RecordSet *one, RecordSet *other);
/* The field holds the category, or any part of it. */
RecordSet *set_category(const char *field, const char *category);
/* The field holds the part of the category; part "": the category without a part. */
RecordSet *set_part(const char *field, const char *category, const char *part);
/* The field holds a category or part that has one of these names (char*), as a profile's conditions write
 * them. */
RecordSet *set_named(const char *field, const GPtrArray *names);
/* The date field has a day within these bounds; DAY_NONE: no bound on that side. */
RecordSet *set_days(const char *field, Day first, Day last);
/* The record reached `to` by the limit's last day after `from`. */
RecordSet *set_within(const char *from, const char *to, Limit limit);
/* The limit's last day after `from` is before `as_at` (or, with `or_on`, on it). A record that is still
 * open then is past the limit, or has been followed up to it. */
RecordSet *set_past_limit(const char *from, Limit limit, Day as_at, bool or_on);
/* Begun by the end of a day and not ended by then, that is, open. A record that ends before it begins
 * counts as ending at once. */
RecordSet *set_open_at(const char *from, const char *to, Day day);
/* The set as it was known on a day, before anything later had happened. `ongoing` is the category of
 * `outcome` that a record has until it is closed; NULL: there is none, and outcomes are taken as they are. */
RecordSet *set_known_by(const RecordSet *set, Day day, const char *ongoing);
/* The identifier is in a record received earlier. */
RecordSet *set_repeats(const char *field);
/* The record has an identifier or a number. */
RecordSet *set_known(const char *field);
/* The record is the first, among some, with its identifier: one record for each identifier. */
RecordSet *set_first(const char *field, RecordSet *among);
/* Whether the way two sets are written shows that one is within the other: it has each condition of the
 * other, or a narrower one. False for many pairs where it is so. */
bool set_is_narrower(const RecordSet *inner, const RecordSet *outer);

/* Whether a code of this category and part ("" if none is named) is one of them. Names are folded. */
bool set_codes_hold(const SetCodes *codes, const char *folded_category, const char *folded_part);
/* What the records of a set have in common, as a clause for a sentence: "received from 1 April 2023 to 31
 * March 2024, harm Neglect, closed within 4 weeks of received". "" for all records. Caller frees. */
char *set_words(const RecordSet *set);
