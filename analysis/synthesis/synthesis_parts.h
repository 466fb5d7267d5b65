/* The parts of synthesis: one year's records in the making. Private to the room. */
#pragma once
#include "analysis/profile/kinds.h"
#include "analysis/synthesis/synthesis.h"

/* A generator of its own (PCG-XSH-RR 64/32, O'Neill 2014), so that a seed means the same records for ever. */
typedef struct {
    guint64 state;
} Chance;

Chance chance_new(guint64 seed);
guint32 chance_below(Chance *chance, guint32 limit);  /* 0 to limit - 1, evenly; limit > 0 */
void chance_shuffle(Chance *chance, GArray *indexes); /* of guint */

#define UNFILLED -1

typedef struct {
    gint16 category, part; /* category UNFILLED: no value yet; part -1: the category as a whole */
} MadeCode;

typedef struct {
    char *name;
    GPtrArray *parts;       /* char* */
    GPtrArray *values;      /* char*: how the export writes the category as a whole */
    GPtrArray *part_values; /* GPtrArray of char* for each part */
} MadeCategory;

/* One column of the export for one year: codes or days. */
typedef struct {
    const ProfileField *field;
    GPtrArray *categories; /* MadeCategory*, the last is Not recorded */
    MadeCode *codes;       /* one a record; NULL for dates */
    guint64 *further;      /* where several categories may stand in a cell: bits of the further ones */
    Day *days;             /* one a record; NULL for codes */
    bool filled;
} Column;

typedef struct {
    const Profile *profile;
    const GPtrArray
        *measures; /* ProfileMeasure*: of the profile; those of the return follow from what they show */
    const Figures *figures;
    GPtrArray *changes;
    Chance *chance;
    int year;
    char *period;
    guint length;
    GPtrArray *columns; /* Column*, as profile->fields */
    bool *open;         /* records that must not be closed */
    GArray *order;      /* of guint: the records by the day received; NULL: as they stand */
} Year;

/* What is wanted of one category: a count, a percent of the base, or (both NAN) nothing. */
typedef struct {
    double count, percent;
} Want;
#define WANT_NOTHING ((Want){NAN, NAN})
bool want_is_nothing(Want want);

/* Whole counts that sum to `total` at most, nearest to what is wanted: counts are kept before percents,
 * percents come out as printed where any counts can do so. Percents are of `base`. Where something is left
 * over and no category is free to take it, the sum stays short of the total. */
void fit_counts(const Want *wants, guint length, guint total, double base, guint *counts);

Column *year_column(const Year *year, const char *field);    /* NULL if there is none */
int column_category(const Column *column, const char *name); /* -1 if there is none */
/* The category of blank cells. */
guint column_not_recorded(const Column *column);
/* Whether a record is in a population, or has a category (part -1: any of its parts). */
bool record_is_in(const Year *year, const ProfilePopulation *population, guint record);
bool record_has_category(const Column *column, guint record, int category, int part);
/* How many of the year's records are in it. */
guint population_size(const Year *year, const ProfilePopulation *population);

/* What the figures want of a measure's category in this year; where the year has no figures of it, the shares
 * of the nearest year that has. */
typedef struct {
    Want want;
    bool borrowed;
} Wanted;
Wanted wanted_figure(const Year *year, const ProfileMeasure *measure, const char *category, const char *part);

/* Give every record its codes and its days, so that the figures of the year come out. */
void year_fill_codes(Year *year);
void year_fill_dates(Year *year);
/* Fills `received` where figures give months; false, doing nothing, where they give none. */
bool year_fill_months(Year *year, Column *received);
/* Looks at every figure given for the year and reports what the records do not give. */
void year_check(const Year *year);
/* Adds a line about what was given and what was taken instead. */
void year_change(const Year *year, const char *format, ...) G_GNUC_PRINTF(2, 3);
