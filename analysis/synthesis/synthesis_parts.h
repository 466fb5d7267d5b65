/* The parts of synthesis: one year's records while they are being made. Private to the room. */
#pragma once
#include "analysis/profile/kinds.h"
#include "analysis/synthesis/synthesis.h"

/* Its own generator (PCG-XSH-RR 64/32, O'Neill 2014), so that a seed always means the same records. */
typedef struct {
    guint64 state;
} Chance;

Chance chance_new(guint64 seed);
guint32 chance_below(Chance *chance, guint32 limit);  /* 0 to limit - 1, uniformly; limit > 0 */
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
    guint64 *further;      /* if several categories may be in a cell: bits of the further ones */
    Day *days;             /* one a record; NULL for codes */
    bool filled;
} Column;

typedef struct {
    const Profile *profile;
    const GPtrArray *measures; /* ProfileMeasure*: the profile's; those of the return follow from them */
    const Figures *figures;
    GPtrArray *changes;
    Chance *chance;
    int year;
    char *period;
    guint length;
    GPtrArray *columns; /* Column*, as profile->fields */
    bool *open;         /* records that must not be closed */
    GArray *order;      /* of guint: the records by day received; NULL: in their own order */
} Year;

/* What one category should have: a count, a percent of the base, or (both NAN) nothing. */
typedef struct {
    double count, percent;
} Want;
#define WANT_NOTHING ((Want){NAN, NAN})
bool want_is_nothing(Want want);

/* Whole counts that add up to at most `total` and are nearest to what is wanted: counts have priority over
 * percents, and percents come out as printed if any counts can achieve it. Percents are of `base`. If
 * there is a remainder and no category is free to take it, the sum stays below the total. */
void fit_counts(const Want *wants, guint length, guint total, double base, guint *counts);

Column *year_column(const Year *year, const char *field);    /* NULL if there is none */
int column_category(const Column *column, const char *name); /* -1 if there is none */
/* The category of blank cells. */
guint column_not_recorded(const Column *column);
/* Whether a record is in a population, or has a category (part -1: any of its parts). */
bool record_is_in(const Year *year, const ProfilePopulation *population, guint record);
bool record_has_category(const Column *column, guint record, int category, int part);
/* The number of the year's records in it. */
guint population_size(const Year *year, const ProfilePopulation *population);

/* What the figures give for a measure's category in this year; if the year has no such figures, the shares
 * of the nearest year that has. */
Want wanted_figure(const Year *year, const ProfileMeasure *measure, const char *category, const char *part);

/* Give every record its codes and dates, so that the figures of the year come out. */
void year_fill_codes(Year *year);
void year_fill_dates(Year *year);
/* Fills `received` if figures give months; otherwise returns false and does nothing. */
bool year_fill_months(Year *year, Column *received);
/* Checks every figure given for the year and reports those that the records do not give. */
void year_check(const Year *year);
/* Adds a line about what was given and what was used instead. */
void year_change(const Year *year, const char *format, ...) G_GNUC_PRINTF(2, 3);
