/* What categories say of records, in running text. For this room and `chart`. All that is returned the
 * caller frees. */
#pragma once
#include "render/commentary/writing.h"

/* What a field's categories say of a record. */
typedef struct {
    const char *many, *one; /* "were about", "was about" */
    const char *most;       /* "were most often about" */
    const char *behind;     /* "about", behind a noun */
    const char *group, *groups;
} Link;

/* What the categories of a measure say. */
const Link *link_of(const ProfileMeasure *measure);
/* What a population asks of its records, if that is to be of some categories of one field and nothing else;
 * NULL of any other. */
const ProfileCondition *only_condition(const ProfilePopulation *population);
/* The population of all that a part leaves of a whole, of so many records, which a share of the profile
 * counts; NULL: there is none. */
const ProfilePopulation *rest_of(const Writing *writing, const ProfilePopulation *part,
                                 const ProfilePopulation *of, double left);
/* Whether a category is told by a verb of its own, and not by the link: "did not meet the criteria". */
bool name_is_verb(const Writing *writing, const char *category);
/* "foster carers", "physical abuse", "‘Other’" */
char *breakdown_name(const Writing *writing, const char *category);
/* "were about foster carers", "did not meet the criteria"; what is named Other is recorded as that. */
char *predicate_of(const Writing *writing, const char *category, bool one);
/* The same of a part. */
char *part_predicate(const Writing *writing, const char *category, const char *part, bool one);
/* A predicate as it stands behind a noun: "about foster carers", "that did not meet the criteria". */
char *behind_noun(const char *predicate);
/* "32 contacts about health", "no referrals" */
char *counted_of(const Writing *writing, const Figure *figure);
/* Whether those of a category may be said to have made the records: "schools made 260 notifications". */
bool makes_records(const Writing *writing, const char *category);
