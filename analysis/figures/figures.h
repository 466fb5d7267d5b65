/* Figures: the one shape of a result.
 *
 * What the tool computes, what it reads back as earlier years, what a neighbour sends and what an officer
 * supplies are the same rows. A figure is found by authority, measure, period, category and part; category
 * and part are "" for a total. Numbers that are not there are NAN (test with isnan); percent has full
 * precision, 0 to 100. What a figure means is its role and its sets of records, never its labels.
 *
 *     g_autoptr(Figures) given = figures_new();
 *     Figure figure = FIGURE_BLANK;
 *     figure.authority = "Somerset Council";
 *     figure.measure = "contacts";
 *     figure.period = "2023-24";
 *     figure.count = 742;
 *     figures_add(given, &figure);
 *     const Figure *found = figures_find(given, "contacts", "2023-24", "", "");
 *
 * Figures own copies of what is added. A pointer to one holds until the next is added. */
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

/* What kind of number a figure holds. Labels are words that a council may choose freely; only the role
 * decides. */
typedef enum {
    ROLE_COUNT = 0, /* records, out of their base if there is one: a total, a category, a part, a share */
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
    ROLE_BUSIEST,    /* the busiest month or quarter of a year; several if they are equal */
    ROLE_CONCLUDED,  /* an outcome, among records that are not ongoing */
    ROLE_LAST_COUNT = ROLE_CONCLUDED,
    ROLE_MEAN,    /* value: the mean of the months or quarters; base: their sum */
    ROLE_SUM,     /* value: the sum of a number over the records that have it, which are the base */
    ROLE_AVERAGE, /* value: its average over them */
    ROLE_LOWER_QUARTILE,
    ROLE_MEDIAN,
    ROLE_UPPER_QUARTILE,
    ROLE_LONGEST,          /* value: days, for closed records, which are the base */
    ROLE_ESTIMATE,         /* percent done within a limit by Kaplan-Meier; base: how many were followed */
    ROLE_ESTIMATED_MEDIAN, /* value: days, by Kaplan-Meier */
    ROLE_SINCE,            /* value: points since an earlier year */
    ROLE_YEARLY_CHANGE,    /* value: percent a year */
    ROLE_CONTROL_LIMITS,   /* value: the mean of a series, lower and upper its control limits */
    ROLE_RUN_MEDIAN,       /* value: the median of a series of small counts */
    ROLE_CROSSINGS,        /* value: how often it is crossed; lower: the fewest by chance */
    ROLE_RULE_OUTSIDE,     /* a month's or quarter's count repeated, because a rule picked it out */
    ROLE_RULE_TREND,
    ROLE_RULE_NEAR_LIMIT,
    ROLE_RULE_SHIFT,
    ROLE_RULE_RUN,
    ROLE_LAST_RULE = ROLE_RULE_RUN,
    ROLE_SUPPLIED, /* supplied by hand, not from our records */
    ROLE_FOR_EACH, /* value: records for each item supplied */
} FigureRole;

typedef enum { SIGNAL_NONE, SIGNAL_HIGHER, SIGNAL_LOWER, SIGNAL_NO_CLEAR_CHANGE } FigureSignal;

typedef struct {
    const char *authority, *measure, *period, *category, *part; /* never NULL */
    double count, base, percent, lower, upper, value, change;   /* NAN: blank */
    FigureSignal signal;
    FigureStatus status;
    double pending;   /* how many records of the base may still join the count: open cases; not in a figures
                       * file */
    double unjudged;  /* how many records outside the base may still join it: open cases not yet due; not in a
                       * figures file */
    bool hides_base;  /* its base and what rests on it are suppressed, though its count is not; not in a
                       * figures  file */
    const char *file; /* the figures file it came from, and its line; NULL and 0 if it was computed */
    guint line;
    FigureRole role;
    /* The records that the count and the base count; NULL if the number counts no records or it is not
     * known which. */
    const RecordSet *counts, *of;
    const GPtrArray *tells; /* const RecordSet*: other sets whose size its numbers reveal; NULL: none */
    bool counts_entries;    /* `value` is how often these occur in cells that may hold several codes */
} Figure;

/* Whether it is derived from other figures or from times, and counts no records itself. */
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

/* The parts of a count around a day; the category is the day and what happened on it. */
#define AROUND_BEFORE "4 weeks before"
#define AROUND_AFTER "4 weeks from then"

/* The rows of a caseload, and two of durations. */
#define OPEN_AT_START "open at the start"
#define CASELOAD_RECEIVED "received"
#define CASELOAD_CLOSED "closed"
#define OPEN_AT_END "open at the end"
#define MEDIAN_LENGTH "median" /* also for an estimate, whose part says that it is one */
#define LONGEST_LENGTH "longest"

#define AVERAGE "average" /* beside a sum, its mean */

/* Estimates are among the figures under these names. */
#define ESTIMATED "estimated"                 /* part: Kaplan-Meier's estimate beside a simple figure */
#define CURVE_START "followed from the start" /* the first figure of a curve: the number of records */
#define CURVE_POINT "open after "             /* prefix of the others: the number still followed */
#define OF_CONCLUDED "of concluded"           /* part of an outcome: its share among concluded records */
#define YEARLY_CHANGE "yearly rate of change" /* value: percent a year, since the year in its part */
#define SINCE                                                                                                \
    "since "                            /* part: followed by a year, the first that a change is              \
                                         * measured from */
#define CONTROL_LIMITS "control limits" /* for a month or quarter: value is the mean */
#define RUN_MEDIAN "run chart median"   /* the same, where counts are too small for limits */
#define RUN_CROSSINGS                                                                                        \
    "crossings of the median" /* at the series' end: value, and in lower the fewest by chance */
/* Why a month or quarter is more than chance: its count is repeated under the rule's name. */
#define CAUSE_OUTSIDE "outside the limits"
#define CAUSE_TREND "trend of seven"
#define CAUSE_NEAR_LIMIT "two of three near a limit"
#define CAUSE_SHIFT "seven on one side of the mean"
#define CAUSE_RUN "long run on one side of the median"

typedef struct Figures Figures;
Figures *figures_new(void);
void figures_free(Figures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Figures, figures_free)

/* Adds a copy, with its strings and sets. Returns false, and adds nothing, if there is already a figure in
 * the same place. */
bool figures_add(Figures *figures, const Figure *figure);
/* Gives the figure in the same place the role and sets of another. */
void figure_take_meaning(Figure *figure, const Figure *from);
/* A copy of the figures and notes; caller frees. */
Figures *figures_copy(const Figures *figures);
guint figures_length(const Figures *figures);
const Figure *figures_at(const Figures *figures, guint index); /* in the order they were added */
/* The next figure of a measure and a period (NULL: of any) from the index `at` on, which it moves past it;
 * NULL after the last: for (guint at = 0; (figure = figures_next(figures, measure, period, &at));) */
const Figure *figures_next(const Figures *figures, const char *measure, const char *period, guint *at);
/* The index of a figure returned by figures_at or figures_find. */
guint figures_index(const Figures *figures, const Figure *figure);
/* Whose figures these are, when others' are beside them; otherwise the authority of the first figure. */
void figures_set_own(Figures *figures, const char *authority);
bool figure_is_own(const Figures *figures, const Figure *figure);
/* This authority's own figure for a measure, period, category and part; NULL if there is none. */
const Figure *figures_find(const Figures *figures, const char *measure, const char *period,
                           const char *category, const char *part);
/* The same for any authority. */
const Figure *figures_find_of(const Figures *figures, const char *authority, const char *measure,
                              const char *period, const char *category, const char *part);
/* The figure at an index, to be changed in place: for code that fills figures in or removes their numbers.
 * Do not change its strings. */
Figure *figures_edit(Figures *figures, guint index);

/* What readers must know about a measure's figures, as sentences without any number that is hidden; in the
 * order they were added. */
void figures_add_note(Figures *figures, const char *measure, const char *text);
/* Takes the notes of all measures from other figures. */
void figures_take_notes(Figures *figures, const Figures *from);
const GPtrArray *figures_notes(const Figures *figures, const char *measure); /* char*; NULL: none */

/* What a file says about itself before its figures, "# key: value", in order. A repeated key takes the
 * later value. */
void figures_say(Figures *figures, const char *key, const char *value);
const char *figures_said(const Figures *figures, const char *key); /* NULL if it does not */
/* The key at an index, and its value; NULL past the end. */
const char *figures_said_at(const Figures *figures, guint index, const char **value);

/* Reads a figures file (CSV; the README here is its specification). Columns may be in any order; unknown
 * ones are refused. A period within the years reported gets their label. Fails with FAILURE_USAGE and a
 * place, or FAILURE_INPUT. */
Figures *figures_read(const char *path, ReportingYear years, GError **error);
/* The file's own lines, the header and one line for each figure, with the years as files write them.
 * Caller frees. */
char *figures_to_csv(const Figures *figures, ReportingYear years);

const char *figure_signal_words(FigureSignal signal); /* "higher", "lower", "no clear change", "" */
/* The same as a verb: "rose", "fell", "no clear change", "". */
const char *figure_change_words(FigureSignal signal);
/* The only place that rounds: half away from zero, after lifting values that binary fractions leave just
 * below a half (0.285 x 100). */
double figure_round(double value, int decimals);
/* Whether a percent as printed agrees with the computed one: printed whole, to halves, to one decimal, or
 * in full. */
bool figure_percent_agrees(double computed, double printed);
/* How far a printed percent may be from the true one, in points: half a step of the precision it is
 * printed with. */
double figure_percent_tolerance(double printed);
/* Whether a figure belongs to a measure and a period. */
bool figure_is_in(const Figure *figure, const char *measure, const char *period);
/* "2023-24, Neglect, By a carer": which figure of its measure it is. Caller frees. */
char *figure_place_words(const Figure *figure);
/* Sets its percent from its count and base, if it has both. */
void figure_take_percent(Figure *figure);
/* The columns of a figures file that hold numbers, NULL-terminated, and a figure's number by such a name;
 * NAN for any other. */
extern const char *const figure_number_fields[];
double figure_number(const Figure *figure, const char *field);
/* Why a count of people, or a share of them, from a file is impossible: "50 is more than the total of 20";
 * NULL if it is possible. Caller frees. */
char *figure_impossible(const Figure *figure);
/* Whether the percent has too small a base to be shown: under `small_base`. */
bool figure_base_is_small(const Figure *figure, int small_base);
/* "1,234" or "12.5": the only place where a number becomes text. Caller frees. */
char *figure_number_text(double value, int decimals);
/* The number as files for other programs have it, with a point and at most twelve significant digits: more
 * than any figure needs, and as many as machines and compilers agree on. Returns `digits`. */
const char *figure_digits(double value, char digits[G_ASCII_DTOSTR_BUF_SIZE]);
/* "[c]", "[z]", "[x]": the symbol shown instead of a number; NULL for a status that shows the number. */
const char *figure_symbol(FigureStatus status);
/* The symbol for a figure without a number: its own, "[c]" if that number is suppressed, or else "[x]", which
 * is also the symbol when there is no figure. */
const char *figure_missing(const Figure *figure);
/* A figure's number as printed, with its unit, or its symbol. Caller frees. */
char *figure_shown(const Figure *figure, double number, int decimals, const char *unit);
/* How many decimals to print for a number that is neither a count nor a percent: none if it is whole or
 * 100 or more, otherwise one; for a supplied number, two if it has them. */
int figure_value_decimals(double value, bool as_given);
