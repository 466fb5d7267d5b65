/* Profile: what this council has told us.
 *
 * Where its columns are, what its codes mean, which measures it reports, its words. Read once from
 * profile.yaml and codes.csv (README.md here describes every key), checked whole, then never changed: every
 * room reads it, none writes it. All strings belong to the profile. Strings that are optional are NULL when
 * left out; lists are never NULL. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/calendar/calendar.h"
#include "analysis/profile/fold/fold.h"

typedef struct {
    const char *file; /* as the user would type it */
    guint line;       /* from 1; 0: the program's own, it stands in no file */
    guint column;     /* from 1 */
} ProfilePlace;

typedef enum { FIELD_CODED, FIELD_DATE, FIELD_IDENTIFIER, FIELD_NUMBER } FieldType;

/* One row of codes.csv: `value` as found in an export belongs to `category` and, if not "", to `part`.
 * An empty value stands for the category's (or the part's) own name. */
typedef struct {
    char *category, *part, *value;
    char *rule; /* the value, folded, where its * stands for any letters; NULL: it has none */
    guint line;
} ProfileCode;

/* The categories of what is blank, and of a value that no code list has. */
#define NOT_RECORDED "Not recorded"
#define UNRECOGNISED "Unrecognised"
/* Whether a category says what a record is: none of these two. */
bool profile_category_tells(const char *category);

/* Numbers that are one category, first and last included; `last` is G_MAXINT where there is none. A fraction
 * belongs to its whole number: 4.5 years are four. */
typedef struct {
    int first, last;
} ProfileBand;

typedef struct {
    char *name; /* "harm" */
    FieldType type;
    char *separator;        /* several categories in one cell are split at this; NULL: one category a cell */
    char *words;            /* what its entries are called: "meetings"; NULL: by its name */
    char *ongoing_category; /* "outcome" only: the name of the open cases' category; never NULL there */
    GArray *codes;          /* of ProfileCode, in file order; empty: the values found are the categories */
    GArray *bands; /* of ProfileBand, rising: the field's cells are numbers, and its first codes are these */
    GHashTable
        *in_sentences;  /* "category\x1fpart" -> its words in running text; NULL: the code list has none */
    GHashTable *groups; /* category -> the name of those it is summed with; NULL: the same */
    ProfilePlace place;
} ProfileField;

typedef struct {
    char *field, *heading;
    ProfilePlace place; /* of the heading, for the message when the export lacks it */
} ProfileColumn;

/* Rows that are no records, by what stands under a heading. */
typedef struct {
    ProfileColumn column; /* its field is "skip" */
    GPtrArray *values;    /* char*: * stands for any letters; "": blank */
} ProfileSkip;

/* Whether 03/04/2023 is in April or in March; where it is not said, day first, unless the column shows
 * otherwise. */
typedef enum { DATE_ORDER_FOUND, DATE_ORDER_DAY_FIRST, DATE_ORDER_MONTH_FIRST } DateOrder;

/* Exports of one layout: files or patterns, and the headings of their columns. */
typedef struct {
    GPtrArray *files;    /* char*, as written, relative to the profile: at least one */
    GPtrArray *paths;    /* char*: those that match, in their order; each opens from the current directory */
    const char *missing; /* the first of the files that nothing matches; NULL */
    GPtrArray
        *sheets;    /* char*: of workbooks, as export_sheets takes them; empty: the one with the headings */
    char *encoding; /* of a text, as iconv names it; NULL: found out */
    DateOrder dates;
    bool own_ids; /* each of its files and sheets numbers its records anew: the same id elsewhere is another's
                   */
    GArray *columns;      /* of ProfileColumn */
    GPtrArray *fill_down; /* char*: fields whose blanks are what stands above, as below merged cells */
    GArray *skip;         /* of ProfileSkip */
    ProfilePlace place;
} ProfileRecords;

typedef struct {
    char *field;
    GPtrArray *is;     /* char*: categories or parts; empty when not given */
    GPtrArray *is_not; /* char* */
    bool answered;     /* the field must not be blank */
    Day from, until;   /* a date field: the first and the last day; DAY_NONE: no bound */
    ProfilePlace place;
} ProfileCondition;

typedef struct {
    char *id, *words; /* "investigations", "contacts taken beyond advice" */
    char *says;       /* what it says of records: "were taken further"; NULL: made of the words */
    GArray *where;    /* of ProfileCondition; all must hold; empty: every record */
    ProfilePlace place;
} ProfilePopulation;

typedef enum {
    MEASURE_COUNT,
    MEASURE_BREAKDOWN,
    MEASURE_SHARE,
    MEASURE_TIMELINESS,
    MEASURE_DURATION,
    MEASURE_CURVE,
    MEASURE_CASELOAD,
    MEASURE_SUPPLIED,
    MEASURE_BENCHMARK,
    MEASURE_SUM,
    MEASURE_RATE,
    MEASURE_SHARE_BY, /* a share that says `by` */
    MEASURE_DISTINCT, /* a count that says `distinct` */
} MeasureKind;
typedef struct KindOfMeasure KindOfMeasure; /* what tells it from others: see kinds.h */
/* As the profile writes it: "count"; NULL beyond the last. */
const char *profile_kind_name(MeasureKind kind);
typedef enum { PER_YEAR, PER_QUARTER, PER_MONTH } MeasurePer;
typedef enum { BASE_RECEIVED, BASE_CLOSED, BASE_DUE } TimelinessBase;

/* A day that records are counted before and after: a training session, a change of procedure. */
typedef struct {
    Day day;
    char *note;
} ProfileEvent;

/* The sections of a report in its order, NULL-ended; the last takes what belongs to no other. */
extern const char *const profile_sections[];
/* The section of this name, or NULL. */
const char *profile_section(const char *name);

/* What of a comparison is shown: a table of the authorities, with a plot of intervals or a funnel; their
 * mixes of categories; the years against the neighbours' median. */
typedef enum { SHOW_DOTS, SHOW_FUNNEL, SHOW_MIX, SHOW_TREND } BenchmarkShow;

/* What can be compared, NULL-ended: the standard measures and what follows from them. */
extern const char *const profile_comparisons[];

typedef struct {
    char *id, *title;
    const char *section; /* one of profile_sections; chosen by kind and field unless the profile says */
    MeasureKind kind;
    const KindOfMeasure *about;  /* the kind; see kind_of() */
    const ProfilePopulation *of; /* never NULL: all records unless said otherwise */
    const ProfilePopulation *in; /* share: the population counted; NULL when `within` counts instead */
    const ProfilePopulation *percent_of; /* breakdown: another base; NULL: `of` */
    GPtrArray *by;                       /* char*: one or two fields */
    GPtrArray *leave_out;                /* char*: categories outside rows and base */
    MeasurePer per,
        asked_per;   /* `asked_per`: as the profile has it; a report of one quarter counts no quarters */
    char *from, *to; /* date fields; "received" and "closed" unless said otherwise */
    GArray *within;  /* of Limit */
    GArray *target;  /* of double, percent; as many as `within`, or none; NAN: no target for this limit */
    bool bands;
    TimelinessBase base;
    int decimals;      /* of percentages, 0 or 1 */
    int since;         /* the first year it was recorded in; 0: any */
    bool parts_of_all; /* breakdown: percentages of parts are of the whole base, not of their category */
    int years;         /* breakdown by two fields: how many years it is of, ending with the one reported */
    bool at_year_end;  /* breakdown by outcome: what was open when the year ended counts as ongoing */
    char *base_words;  /* supplied: what its percentages are of; NULL: not stated */
    char *against;     /* supplied: the count measure that its numbers are set against; NULL: none */
    char *repeat;      /* share: an identifier field; counted is what an earlier record has too; NULL: none */
    char *distinct;    /* count: an identifier field; counted is how many different ones there are */
    char *number;      /* sum: a field of numbers */
    GHashTable *people; /* rate: how many there are in each category and year, for profile_people; NULL */
    GArray *around;     /* count: of ProfileEvent; records are counted in the four weeks before and after */
    char *chart;        /* one of profile_chart_names; NULL: chosen by the measure */
    bool listed_order;  /* its categories have an order of their own, that of the code list */
    GArray
        *rebase; /* count by month or quarter: of Day, rising; control limits are worked out anew from each */
    Limit follow_up; /* breakdown by outcome, share of a population: what is judged by what was known this
                        long after receipt; its number 0: by all that is known */
    int small_base;  /* percentages of fewer are not shown; the profile's unless the measure says otherwise */
    bool returned;   /* one of the aggregate return's: counted and protected with the others, but shown in no
                        report by itself */
    const char *compared; /* benchmark: what is compared, one of profile_comparisons; else NULL */
    BenchmarkShow show;
    ProfilePlace place;
} ProfileMeasure;

/* What a council tells of its records so that others' may stand beside them: who of them is counted, and
 * which fields hold what the standard measures are about. */
typedef struct {
    const ProfilePopulation *contacts;      /* NULL: the council counts no such thing */
    const ProfilePopulation *threshold_met; /* NULL: not told, and so left out of the return */
    char *harm, *outcome, *closed, *aware;  /* fields; NULL where there is none */
    GHashTable
        *categories; /* "field\x1fcategory" folded -> standard category (char*) where the profile says so */
} ProfileReturn;

/* Whose figures stand beside this authority's. */
typedef struct {
    GPtrArray *figures;    /* char*: figures files, opening from the current directory: sorted */
    GPtrArray *empty;      /* char*: patterns that no file matches */
    char *population;      /* CSV of children aged 0 to 17; NULL */
    GPtrArray *neighbours; /* char*: names in the order listed */
    char *neighbours_path; /* CSV of neighbours; NULL */
    char *version;         /* of the list of neighbours; NULL */
    ProfilePlace place;
} ProfileBenchmark;

/* "IFA" and "independent fostering agency". */
typedef struct {
    char *acronym, *words;
} ProfileAcronym;

typedef struct {
    int year;
    char *note;
    GPtrArray *measures; /* char*: the measures it is a break for; empty: all of them */
    ProfilePlace place;
} ProfileBreak;

/* What of the figures may be shown, beside Profile's suppress_below. */
typedef struct {
    int round_to;               /* counts are rounded to this instead of suppressed; 0: not */
    bool zeros_hidden;          /* noughts, and counts of everyone in a group, are suppressed as well */
    char *previous_release;     /* path of the figures.csv published before; NULL: there is none */
    Day previous_as_at;         /* the day whose state that shows; DAY_NONE: not told */
    GPtrArray *keep;            /* char*: measures whose totals are never hidden for others' sake */
    GPtrArray *not_about_cases; /* char*: measures that are about no one, which nothing is done to */
    ProfilePlace place;
} ProfileDisclosure;

typedef struct {
    const char *path; /* of profile.yaml as given */
    char *folder;     /* the folder it is in; relative paths start here */
    char *authority_name, *authority_short_name,
        *authority_code; /* short name falls back to name, code to "" */
    char *author;  /* authority: author: (optional), the document's author; falls back to authority_name */
    Day published; /* publication: DAY_NONE where it is not said */
    char *next_release, *contact; /* "July 2025"; whom readers ask; NULL where it is not said */
    ReportingYear year_start;     /* how years are reckoned, and what of each is reported */
    int year, years;      /* the year reported, and how many years the tables compare, ending with it */
    Day as_at;            /* DAY_NONE: everything in the export counts */
    GArray *provisional;  /* of int: years */
    GArray *breaks;       /* of ProfileBreak */
    char *word, *words;   /* "contact", "contacts" */
    GPtrArray *keep_case; /* char*: names that keep their capitals in running text */
    GPtrArray *glossary;  /* ProfileAcronym*: each is written out once in a document */
    GPtrArray *records;   /* ProfileRecords* */
    bool one_record_per_row;
    GPtrArray *fields;       /* ProfileField*: every field any records entry maps */
    GPtrArray *populations;  /* ProfilePopulation*; the first is `contacts`, all records */
    GPtrArray *measures;     /* ProfileMeasure*; the standard set when the profile names none */
    GPtrArray *figures;      /* char*: paths of figures files, opening from the current directory */
    GPtrArray *include_from; /* char*: folders that a template may read from, besides the profile's own */
    guint32 accent;          /* look: the colour of rules, headings and key figures, 0xRRGGBB */
    bool accent_chosen;      /* it is not the program's own */
    int suppress_below;      /* 5 unless said otherwise; 0: nothing is suppressed */
    int small_base;          /* no percentages of fewer are shown: 20 unless said otherwise; 0: of any */
    ProfileDisclosure disclosure;
    char *codes_path;            /* NULL when there is none */
    ProfileReturn *shared;       /* NULL: no measures of the return are counted */
    ProfileBenchmark *benchmark; /* NULL: nobody's figures stand beside these */
} Profile;

/* Reads and checks a profile with its code lists. Fails with FAILURE_USAGE (the first fault, with its place
 * and a suggestion) or FAILURE_INPUT (a file that cannot be read). The caller owns the profile. */
Profile *profile_read(const char *path, GError **error);
void profile_free(Profile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profile, profile_free)

/* The profile as it is written. Fails as profile_read does. Caller frees. */
char *profile_as_written(const char *path, GError **error);
/* The text of a profile with one more file in an entry of its records (from 0), or with one more entry, a
 * text that begins at the margin with "- file:"; all else stays as it is written. Fails with FAILURE_USAGE
 * where it is written so that it has to be done by hand. Caller frees. */
char *profile_with_file(const char *path, guint entry, const char *file, GError **error);
char *profile_with_entry(const char *path, const char *entry, GError **error);

/* Reports this part of every year (calendar_parse_part), or whole years. */
void profile_set_years(Profile *profile, ReportingYear years);

/* The standard set as a profile would write it, from "measures:": of the profile's fields, with NULL of all.
 * Caller frees. */
char *profile_standard_measures(const Profile *profile);

/* Adds the measures of the aggregate return, by the profile's return section or by what is usual where it has
 * none; nothing where they are there already. */
void profile_add_return(Profile *profile);
/* The standard category that the profile says a category of its own is; NULL where it does not say. */
const char *profile_shared_category(const Profile *profile, const char *field, const char *category);

/* The council's own words for a category, or a part of it, in running text; NULL where it has none. */
const char *profile_in_sentences(const ProfileField *field, const char *category, const char *part);
const ProfileField *profile_field(const Profile *profile, const char *name); /* NULL if there is none */
/* The code of a value that stands in no row, by the first rule that fits it; NULL where none does. */
const ProfileCode *profile_code_by_rule(const ProfileField *field, const char *folded);
/* Rates are for every so many people. */
#define RATE_OF 10000.0
/* How many people there are in a category in a year, by the list of a rate; 0 where it has none. */
double profile_people(const ProfileMeasure *measure, const char *category, int year);
/* Which of a field's bands a number is in, which is the place of its code; -1: in none. */
int profile_band(const ProfileField *field, double number);
/* Whether any of the fields (char*) has bands. */
bool profile_is_banded(const Profile *profile, const GPtrArray *fields);
const ProfilePopulation *profile_population(const Profile *profile,
                                            const char *id); /* NULL if there is none */
/* How far apart two colours are in lightness, from 1 to 21 (WCAG 2.2, contrast ratio). */
double profile_contrast(guint32 one, guint32 other);
/* The names of the kinds of charts, and "none"; ends with NULL. */
const char *const *profile_chart_names(void);
const ProfileMeasure *profile_measure(const Profile *profile, const char *id); /* NULL if there is none */
/* What the measure's percentages are of. */
const ProfilePopulation *profile_percent_of(const ProfileMeasure *measure);
/* The break in a measure's series at the start of a year; NULL if there is none. */
const ProfileBreak *profile_break(const Profile *profile, const ProfileMeasure *measure, int year);
/* The same by the year's label; NULL also where that names no year. */
const ProfileBreak *profile_break_at(const Profile *profile, const ProfileMeasure *measure,
                                     const char *period);
/* The first of the years shown that no break parts from the one reported; that one itself where all do. */
int profile_first_comparable(const Profile *profile, const ProfileMeasure *measure);
/* What a record is by the day that the measure counts to: "closed", or as its title says, "concluded",
 * "resolved"; "done" by any other day. */
const char *profile_done_word(const ProfileMeasure *measure);
/* What a field's entries are called: its words, else its name with spaces. Caller frees. */
char *profile_field_words(const ProfileField *field);
bool profile_is_provisional(const Profile *profile, int year);

/* A text as YAML takes it whatever is in it, in quotation marks. Caller frees. */
char *profile_quoted(const char *text);
