/* Figures: the one shape of a result.
 *
 * What the tool computes, what it reads back as earlier years, what a neighbour sends and what an officer
 * supplies are the same rows. A figure is found by authority, measure, period, category and part; category
 * and part are "" for a total. Numbers that are not there are NAN (test with isnan); percent has full
 * precision, 0 to 100.
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/sets/sets.h"

typedef enum {
    FIGURE_PLAIN = 0,
    FIGURE_SUPPRESSED = 'c',
    FIGURE_NOT_APPLICABLE = 'z',
    FIGURE_NOT_AVAILABLE = 'x',
    FIGURE_PROVISIONAL = 'p',
    FIGURE_SUPPLIED = 's',
} FigureStatus;

/* What sort of number a figure holds. Labels are words, whatever a council types; a role decides. */
typedef enum {
    ROLE_COUNT = 0, /* records; of their base, where there is one: a total, a category, a part, a share */
    ROLE_WITHIN,    /* done within a limit */
    ROLE_BAND,      /* done between two limits, or past the last */
    ROLE_OPEN_AT_START,
    ROLE_RECEIVED,
    ROLE_CLOSED,
    ROLE_OPEN_AT_END,
    ROLE_OPEN_AGE,   /* open at the end, by age */
    ROLE_FOLLOWED,   /* how many a curve begins with */
    ROLE_STILL_OPEN, /* how many of them were followed beyond a time and were open then; percent estimated */
    ROLE_BEFORE,     /* in the weeks before a day */
    ROLE_AFTER,      /* in the weeks from it on */
    ROLE_ALL_SLOTS,  /* all months or quarters of a year that have begun */
    ROLE_BUSIEST,    /* the month or quarter of a year with most; several where they are alike */
    ROLE_CONCLUDED,  /* an outcome, of those that are not ongoing */
    ROLE_LAST_COUNT = ROLE_CONCLUDED,
    ROLE_MEAN,    /* value: of the months or quarters; base: their sum */
    ROLE_SUM,     /* value: of a number, of the records that have it, which are the base */
    ROLE_AVERAGE, /* value: the same for each of them */
    ROLE_LOWER_QUARTILE,
    ROLE_MEDIAN,
    ROLE_UPPER_QUARTILE,
    ROLE_LONGEST,          /* value: days, of what was closed, which is the base */
    ROLE_ESTIMATE,         /* percent done within a limit by Kaplan-Meier; base: how many were followed */
    ROLE_ESTIMATED_MEDIAN, /* value: days, by Kaplan-Meier */
    ROLE_SINCE,            /* value: points since an earlier year */
    ROLE_YEARLY_CHANGE,    /* value: percent a year */
    ROLE_CONTROL_LIMITS,   /* value: the mean of a series, lower and upper its control limits */
    ROLE_RUN_MEDIAN,       /* value: the median of a series of small counts */
    ROLE_CROSSINGS,        /* value: how often it is crossed; lower: the fewest by chance */
    ROLE_RULE_OUTSIDE,     /* a month's or quarter's count again, because a rule found it */
    ROLE_RULE_TREND,
    ROLE_RULE_NEAR_LIMIT,
    ROLE_RULE_SHIFT,
    ROLE_RULE_RUN,
    ROLE_LAST_RULE = ROLE_RULE_RUN,
    ROLE_SUPPLIED, /* given by hand, of no records of ours */
    ROLE_FOR_EACH, /* value: records for each of what was supplied */
} FigureRole;

typedef enum { SIGNAL_NONE, SIGNAL_HIGHER, SIGNAL_LOWER, SIGNAL_NO_CLEAR_CHANGE } FigureSignal;

typedef struct {
    const char *authority, *measure, *period, *category, *part; /* never NULL */
    double count, base, percent, lower, upper, value, change;   /* NAN: blank */
    FigureSignal signal;
    FigureStatus status;
    double pending; /* how many of the base may still come to be counted: open cases; not in a figures file */
    double
        unjudged; /* how many are outside the base that may yet come into it: open cases not due; likewise */
    const char *file; /* the figures file it was given in, and its line; NULL and 0 where it was computed */
    guint line;
    FigureRole role;
    /* The records that the count counts and those that its base does; NULL where the number counts no records
     * or none is known. */
    const RecordSet *counts, *of;
    const GPtrArray
        *tells;          /* const RecordSet*: what else can be worked out from its numbers; NULL: nothing */
    bool counts_entries; /* `value` is how often these stand in cells that may hold several codes */
} Figure;

/* Whether it is worked out from other figures or from times, and counts no records itself. */
static inline bool
figure_is_estimate(const Figure *figure)
{
    return figure->role > ROLE_LAST_COUNT && figure->role < ROLE_SUPPLIED;
}
static inline bool
figure_is_rule(const Figure *figure)
{
    return figure->role >= ROLE_RULE_OUTSIDE && figure->role <= ROLE_LAST_RULE;
}

#define FIGURE_BLANK                                                                                         \
    {                                                                                                        \
        .authority = "", .measure = "", .period = "", .category = "", .part = "", .count = NAN, .base = NAN, \
        .percent = NAN, .lower = NAN, .upper = NAN, .value = NAN, .change = NAN                              \
    }

/* The parts that a count around a day has, the category being the day and what happened on it. */
#define AROUND_BEFORE "4 weeks before"
#define AROUND_AFTER "4 weeks from then"

/* The rows of a caseload, and two of how long cases took. */
#define OPEN_AT_START "open at the start"
#define CASELOAD_RECEIVED "received"
#define CASELOAD_CLOSED "closed"
#define OPEN_AT_END "open at the end"
#define MEDIAN_LENGTH "median" /* of an estimate too, whose part says so */
#define LONGEST_LENGTH "longest"

#define AVERAGE "average" /* beside a sum, its mean */

/* What is estimated stands among the figures by these names. */
#define ESTIMATED "estimated"                 /* part: Kaplan-Meier's estimate beside a simple figure */
#define CURVE_START "followed from the start" /* the first of a curve: how many there are */
#define CURVE_POINT "open after "             /* begins the others: how many are still followed */
#define OF_CONCLUDED "of concluded"           /* part of an outcome: its share without the ongoing cases */
#define YEARLY_CHANGE "yearly rate of change" /* value: percent a year, since the year its part names */
#define SINCE "since "                        /* part: and a year, the first that a change looks back to */
#define CONTROL_LIMITS "control limits"       /* of a month or quarter: value is the mean */
#define RUN_MEDIAN "run chart median"         /* the same where counts are too small for limits */
#define RUN_CROSSINGS                                                                                        \
    "crossings of the median" /* at the series' end: value, and in lower the fewest by chance */
/* Why a month or quarter is more than chance: its count stands again by the rule's name. */
#define CAUSE_OUTSIDE "outside the limits"
#define CAUSE_TREND "trend of seven"
#define CAUSE_NEAR_LIMIT "two of three near a limit"
#define CAUSE_SHIFT "seven on one side of the mean"
#define CAUSE_RUN "long run on one side of the median"

typedef struct Figures Figures;
Figures *figures_new(void);
void figures_free(Figures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Figures, figures_free)

/* Adds a copy, strings, sets and all. Returns false, adding nothing, where a figure of the same place is
 * there. */
bool figures_add(Figures *figures, const Figure *figure);
/* Gives a figure in its place the role and the sets of another. */
void figure_take_meaning(Figure *figure, const Figure *from);
/* The same figures and notes in a set of their own; caller frees. */
Figures *figures_copy(const Figures *figures);
guint figures_length(const Figures *figures);
const Figure *figures_at(const Figures *figures, guint index); /* in the order they were added */
/* The index of a figure that figures_at or figures_find gave. */
guint figures_index(const Figures *figures, const Figure *figure);
/* Whose figures these are, where others' stand beside them; else the authority of the first figure. */
void figures_set_own(Figures *figures, const char *authority);
bool figure_is_own(const Figures *figures, const Figure *figure);
/* The one figure of this authority's own, of measure, period, category and part; NULL if there is none. */
const Figure *figures_find(const Figures *figures, const char *measure, const char *period,
                           const char *category, const char *part);
/* The same of any authority. */
const Figure *figures_find_of(const Figures *figures, const char *authority, const char *measure,
                              const char *period, const char *category, const char *part);
/* For those who fill figures in or take numbers out of them: the figure at an index, to be changed in place.
 * Its strings stay. */
Figure *figures_edit(Figures *figures, guint index);

/* What readers of a measure's figures must know about them, as sentences without numbers that are not shown;
 * in the order they were added. */
void figures_add_note(Figures *figures, const char *measure, const char *text);
/* Takes the notes of all measures from other figures. */
void figures_take_notes(Figures *figures, const Figures *from);
const GPtrArray *figures_notes(const Figures *figures, const char *measure); /* char*; NULL: none */

/* What a file says of itself before its figures, "# key: value", in the order it says so. A key said again
 * takes the later value. */
void figures_say(Figures *figures, const char *key, const char *value);
const char *figures_said(const Figures *figures, const char *key); /* NULL where it does not */
/* The key at an index, and its value; NULL behind the last. */
const char *figures_said_at(const Figures *figures, guint index, const char **value);

/* Reads a figures file (CSV; the README here is its specification). Columns in any order, unknown ones
 * refused. A period of the years reported gets their label. Fails with FAILURE_USAGE and a place, or
 * FAILURE_INPUT. */
Figures *figures_read(const char *path, ReportingYear years, GError **error);
/* What it says, header, one line a figure, the years reported as files spell them. Caller frees. */
char *figures_to_csv(const Figures *figures, ReportingYear years);

const char *figure_signal_words(FigureSignal signal); /* "higher", "lower", "no clear change", "" */
/* The same as what became of it: "rose", "fell", "no clear change", "". */
const char *figure_change_words(FigureSignal signal);
/* The one place of rounding: half away from zero, after lifting values a hair below a half that binary
 * fractions put there (0.285 x 100). */
double figure_round(double value, int decimals);
/* Whether a percent as it was printed can stand for the computed one: printed whole, to halves, to one
 * decimal, or else in full. */
bool figure_percent_agrees(double computed, double printed);
/* How far a printed percent may be from the true one: half a step of the style it is printed in, in points.
 */
double figure_percent_tolerance(double printed);
/* Whether a figure is of a measure and a period. */
bool figure_is_in(const Figure *figure, const char *measure, const char *period);
/* "2023-24, Neglect, By a carer": which figure of its measure it is. Caller frees. */
char *figure_place_words(const Figure *figure);
/* Gives it the percent that its count is of its base, where it has both. */
void figure_take_percent(Figure *figure);
/* The columns of a figures file that hold numbers, NULL-ended, and a figure's number by such a name; NAN of
 * any other. */
extern const char *const figure_number_fields[];
double figure_number(const Figure *figure, const char *field);
/* Why no count of people, nor a share of them, can be what a file gives: "50 is more than all 20"; NULL where
 * it can. Caller frees. */
char *figure_impossible(const Figure *figure);
/* Whether the percent is of so few that it is not to be shown: of fewer than `small_base`. */
bool figure_base_is_small(const Figure *figure, int small_base);
/* "1,234" or "12.5": the one place where a number becomes text. Caller frees. */
char *figure_number_text(double value, int decimals);
/* The number as files for other programs have it, with a point and at most twelve digits that count: more
 * than any figure means, and as many as machines and compilers agree on. Gives `digits`. */
const char *figure_digits(double value, char digits[G_ASCII_DTOSTR_BUF_SIZE]);
/* "[c]", "[z]", "[x]": the symbol that stands where a number would; NULL for a status that shows the number.
 */
const char *figure_symbol(FigureStatus status);
/* The symbol that stands where a figure has no number: its own, else "[x]"; so too where there is no figure.
 */
const char *figure_missing(const Figure *figure);
/* A figure's number as it is printed, with its unit, or the symbol that stands instead. Caller frees. */
char *figure_shown(const Figure *figure, double number, int decimals, const char *unit);
/* How many decimals what is no count or percent is printed with: none where it is whole or 100 or more, else
 * one; where it is shown as it was given, two where it has them. */
int figure_value_decimals(double value, bool as_given);
