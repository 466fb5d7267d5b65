/* Profile: what this council tells the program.
 *
 * Where its columns are, what its codes mean, which measures it reports, its words. It is read once from
 * profile.yaml and codes.csv (README.md here describes every key), checked completely, then never changed:
 * every room reads it and none writes it. All strings and lists belong to its file (`yaml`) and go with it.
 * Optional strings are NULL if left out; lists are never NULL.
 *
 *     g_autoptr(Profile) profile = profile_read("leicester/profile.yaml", error);
 *     for (guint i = 0; profile && i < profile->measures->len; i++)
 *         puts(((const ProfileMeasure *)profile->measures->pdata[i])->title);
 */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/calendar/calendar.h"
#include "analysis/profile/fold/fold.h"

typedef struct Yaml Yaml; /* the file, and all that was made of it */

typedef struct {
    const char *file; /* as the user would type it */
    guint line;       /* from 1; 0: the program's own, in no file */
    guint column;     /* from 1 */
} ProfilePlace;

typedef enum { FIELD_CODED, FIELD_DATE, FIELD_IDENTIFIER, FIELD_NUMBER } FieldType;

/* One row of codes.csv: `value` as found in an export belongs to `category` and, unless "", to `part`. An
 * empty value means the category's (or the part's) own name. */
typedef struct {
    char *category, *part, *value;
    char *rule; /* the folded value, if its * stands for any letters; NULL: it has no * */
    guint line;
} ProfileCode;

/* The categories for blanks, and for values in no code list. */
#define NOT_RECORDED "Not recorded"
#define UNRECOGNISED "Unrecognised"
/* Whether a category says what a record is, that is, neither of these. */
bool profile_category_tells(const char *category);

/* Numbers that form one category, from first to last; `last` is G_MAXINT if there is none. A fraction
 * belongs to its whole number: 4.5 years is four. */
typedef struct {
    int first, last;
} ProfileBand;

typedef struct {
    char *name; /* "harm" */
    FieldType type;
    char *separator;        /* several categories in one cell are split at this; NULL: one category a cell */
    char *words;            /* the word for its entries: "meetings"; NULL: its name */
    char *ongoing_category; /* "outcome" only: the name of the category for open cases; never NULL there */
    GArray *codes;          /* of ProfileCode, in file order; empty: the values found are the categories */
    GArray *bands; /* of ProfileBand, in increasing order: the field's cells are numbers, and its first
                    * codes are these */
    GHashTable
        *in_sentences;  /* "category\x1fpart" -> its words in running text; NULL: the code list has none */
    GHashTable *groups; /* category -> the name of its group, with which it is summed; NULL: none */
    ProfilePlace place;
} ProfileField;

typedef struct {
    char *field, *heading;
    ProfilePlace place; /* of the heading, for the message when the export lacks it */
} ProfileColumn;

/* Rows that are not records, by the values under a heading. */
typedef struct {
    ProfileColumn column; /* its field is "skip" */
    GPtrArray *values;    /* char*: * stands for any letters; "": blank */
} ProfileSkip;

/* Whether 03/04/2023 is in April or in March; if not said, day first, unless the column shows otherwise. */
typedef enum { DATE_ORDER_FOUND, DATE_ORDER_DAY_FIRST, DATE_ORDER_MONTH_FIRST } DateOrder;

/* Exports of one layout: files or patterns, and the headings of their columns. */
typedef struct {
    GPtrArray *files;    /* char*, as written, relative to the profile: at least one */
    GPtrArray *paths;    /* char*: the files that match, in order; each opens from the current directory */
    const char *missing; /* the first pattern or name that matches no file; NULL */
    GPtrArray
        *sheets;    /* char*: sheets of workbooks, as for export_sheets; empty: the one with the headings */
    char *encoding; /* the encoding of a text, as iconv names it; NULL: detected */
    DateOrder dates;
    bool own_ids;         /* each of its files and sheets numbers its records afresh: the same id elsewhere is
                           * another record */
    GArray *columns;      /* of ProfileColumn */
    GPtrArray *fill_down; /* char*: fields whose blanks repeat the row above, as below merged cells */
    GArray *skip;         /* of ProfileSkip */
    ProfilePlace place;
} ProfileRecords;

typedef struct {
    char *field;
    GPtrArray *is;     /* char*: categories or parts; empty when not given */
    GPtrArray *is_not; /* char* */
    bool answered;     /* the field must not be blank */
    Day from, until;   /* a date field: the first and last day; DAY_NONE: no bound */
    ProfilePlace place;
} ProfileCondition;

typedef struct {
    char *id, *words; /* "investigations", "contacts taken beyond advice" */
    char *says;       /* the verb for its records: "were taken further"; NULL: made from `words` */
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
    MEASURE_SHARE_BY, /* a share with `by` */
    MEASURE_DISTINCT, /* a count with `distinct` */
} MeasureKind;
typedef struct KindOfMeasure KindOfMeasure; /* what distinguishes it: see kinds.h */
/* As the profile writes it: "count"; NULL past the last. */
const char *profile_kind_name(MeasureKind kind);
typedef enum { PER_YEAR, PER_QUARTER, PER_MONTH } MeasurePer;
typedef enum { BASE_RECEIVED, BASE_CLOSED, BASE_DUE } TimelinessBase;

/* A day before and after which records are counted: a training session, a change of procedure. */
typedef struct {
    Day day;
    char *note;
} ProfileEvent;

/* The sections of a report in order, NULL-terminated; the last has what belongs to no other. */
extern const char *const profile_sections[];
/* The section with this name, or NULL. */
const char *profile_section(const char *name);

/* How a comparison is shown: a table of the authorities, with a plot of intervals or a funnel; their mixes
 * of categories; the years against the neighbours' median. */
typedef enum { SHOW_DOTS, SHOW_FUNNEL, SHOW_MIX, SHOW_TREND } BenchmarkShow;

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
        asked_per;   /* `asked_per`: as in the profile; a report of one quarter counts no quarters */
    char *from, *to; /* date fields; "received" and "closed" unless said otherwise */
    GArray *within;  /* of Limit */
    GArray *target;  /* of double, percent; one for each limit in `within`, or none; NAN: no target for
                      * this limit */
    bool bands;
    TimelinessBase base;
    int decimals;      /* decimals of percentages, 0 or 1 */
    int since;         /* the first year in which it was recorded; 0: any */
    bool parts_of_all; /* breakdown: percentages of parts are of the whole base, not of their category */
    int years;         /* breakdown by two fields: the number of years, ending with the one reported */
    bool at_year_end;  /* breakdown by outcome: cases open when the year ended count as ongoing */
    char *base_words;  /* supplied: the base of its percentages; NULL: not stated */
    GPtrArray
        *says;     /* supplied: char*, its sentences, with {CATEGORY} for its number; NULL: the usual ones */
    char *against; /* supplied: the count that its numbers are compared with, or the times beside whose limits
                    * its percentages stand; NULL: none */
    char *repeat;  /* share: an identifier field; counts records whose identifier an earlier record
                    * has; NULL: none */
    char *distinct;     /* count: an identifier field; counts different identifiers; NULL: none */
    char *number;       /* sum: a field of numbers */
    GHashTable *people; /* rate: the number of people in each category and year, for profile_people; NULL */
    GArray *around;     /* count: of ProfileEvent; counts records in the four weeks before and after */
    char *chart;        /* one of profile_chart_names; NULL: chosen by the measure */
    bool listed_order;  /* its categories have their own order, that of the code list */
    GArray *rebase; /* count by month or quarter: of Day, in increasing order; control limits are recalculated
                     * from each */
    Limit follow_up; /* breakdown by outcome, share of a population: judged by what was known this long
                      * after receipt; its number 0: by everything known */
    int small_base;  /* percentages of fewer are not shown; the profile's value unless the measure has its
                      * own */
    bool returned;   /* belongs to the aggregate return: counted and protected with the others, but shown
                      * in no report on its own */
    const char *compared; /* benchmark: what it compares, such as "harm"; NULL for other kinds */
    BenchmarkShow show;
    ProfilePlace place;
} ProfileMeasure;

/* What a council says about its records so that others' can be compared with them: which of them count,
 * and which fields hold what the standard measures are about. */
typedef struct {
    const ProfilePopulation *contacts;      /* NULL: the council does not count this */
    const ProfilePopulation *threshold_met; /* NULL: not said, so left out of the return */
    char *harm, *outcome, *closed, *aware;  /* fields; NULL where there is none */
    GHashTable
        *categories; /* "field\x1fcategory" folded -> standard category (char*) where the profile gives one */
} ProfileReturn;

/* Whose figures this authority is compared with. */
typedef struct {
    GPtrArray *figures;    /* char*: figures files, opening from the current directory: sorted */
    GPtrArray *empty;      /* char*: patterns that match no file */
    char *population;      /* CSV of children aged 0 to 17; NULL */
    GPtrArray *neighbours; /* char*: names in the order listed */
    char *neighbours_path; /* CSV of neighbours; NULL */
    char *version;         /* version of the list of neighbours; NULL */
    ProfilePlace place;
} ProfileBenchmark;

/* "IFA" and "independent fostering agency". */
typedef struct {
    char *acronym, *words;
} ProfileAcronym;

typedef struct {
    int year;
    char *note;
    GPtrArray *measures; /* char*: the measures it affects; empty: all of them */
    ProfilePlace place;
} ProfileBreak;

/* What may be shown of the figures, besides Profile's suppress_below. */
typedef struct {
    int round_to;               /* counts are rounded to this instead of suppressed; 0: not */
    bool zeros_hidden;          /* zeros, and counts of everyone in a group, are suppressed too */
    char *previous_release;     /* path of the figures.csv published before; NULL: none */
    Day previous_as_at;         /* the as-at date of that release; DAY_NONE: not said */
    GPtrArray *keep;            /* char*: measures whose totals are never hidden to protect others */
    GPtrArray *not_about_cases; /* char*: measures that are not about people, which are left alone */
    ProfilePlace place;
} ProfileDisclosure;

typedef struct {
    Yaml *yaml;
    const char *path; /* of profile.yaml as given */
    char *folder;     /* the folder it is in; relative paths start here */
    char *authority_name, *authority_short_name,
        *authority_code; /* short name falls back to name, code to "" */
    char *author;  /* authority: author: (optional), the documents' author; falls back to authority_name */
    Day published; /* publication: DAY_NONE if not said */
    char *next_release, *contact; /* "July 2025"; whom readers may ask; NULL if not said */
    ReportingYear year_start;     /* how years are counted, and what part of each is reported */
    int year, years;              /* the year reported, and the number of years in tables, ending with it */
    Day as_at;                    /* DAY_NONE: everything in the export counts */
    GArray *provisional;          /* of int: years */
    GArray *breaks;               /* of ProfileBreak */
    char *word, *words;           /* "contact", "contacts" */
    GPtrArray *keep_case;         /* char*: names that keep their capitals in sentences */
    GPtrArray *glossary;          /* ProfileAcronym*: each is written out once in a document */
    GPtrArray *records;           /* ProfileRecords* */
    bool one_record_per_row;
    GPtrArray *fields;       /* ProfileField*: every field that any records entry maps */
    GPtrArray *populations;  /* ProfilePopulation*; the first is `contacts`, all records */
    GPtrArray *measures;     /* ProfileMeasure*; the standard set if the profile names none */
    GPtrArray *figures;      /* char*: paths of figures files, opening from the current directory */
    GPtrArray *include_from; /* char*: folders that templates may read from, besides the profile's own */
    guint32 accent;          /* look: the colour of rules, headings and key figures, 0xRRGGBB */
    bool accent_chosen;      /* it is not the program's own */
    int suppress_below;      /* 5 unless said otherwise; 0: nothing is suppressed */
    int small_base;          /* percentages of fewer are not shown: 20 unless said otherwise; 0: all are */
    ProfileDisclosure disclosure;
    char *codes_path;            /* NULL when there is none */
    ProfileReturn *shared;       /* NULL: no measures of the return are counted */
    ProfileBenchmark *benchmark; /* NULL: nobody to compare with */
} Profile;

/* Puts a break before a year of a measure's series. */
void profile_add_break(Profile *profile, const ProfileMeasure *measure, int year, const char *note);

/* Reads and checks a profile with its code lists. Fails with FAILURE_USAGE (the first error, with its
 * place and a suggestion) or FAILURE_INPUT (a file that cannot be read). The caller owns the profile. */
Profile *profile_read(const char *path, GError **error);
void profile_free(Profile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profile, profile_free)

/* The profile's text. Fails as profile_read does. Caller frees. */
char *profile_as_written(const char *path, GError **error);
/* The text of a profile with one more file in an entry of its records (from 0), or with one more entry, a
 * text starting at the margin with "- file:"; the rest is unchanged. Fails with FAILURE_USAGE if it is
 * written in a way that must be edited by hand. Caller frees. */
char *profile_with_file(const char *path, guint entry, const char *file, GError **error);
char *profile_with_entry(const char *path, const char *entry, GError **error);

/* Sets the report to this part of every year (calendar_parse_part), or to whole years. */
void profile_set_years(Profile *profile, ReportingYear years);

/* The standard set as a profile would write it, starting with "measures:": for the profile's fields, or
 * with NULL for all fields. Caller frees. */
char *profile_standard_measures(const Profile *profile);

/* Adds the measures of the aggregate return, as the profile's return section says or, without one, as
 * usual; does nothing if they are already there. */
void profile_add_return(Profile *profile);
/* The standard category that the profile gives for one of its own; NULL if it does not say. */
const char *profile_shared_category(const Profile *profile, const char *field, const char *category);

/* The council's own words for a category, or a part of it, in sentences; NULL if it has none. */
const char *profile_in_sentences(const ProfileField *field, const char *category, const char *part);
const ProfileField *profile_field(const Profile *profile, const char *name); /* NULL if there is none */
/* The value that a code is written as in an export. */
const char *profile_code_spelling(const ProfileCode *code);
/* The code of a value with no row of its own, by the first rule that matches; NULL if none does. */
const ProfileCode *profile_code_by_rule(const ProfileField *field, const char *folded);
/* Rates are per this many people. */
#define RATE_OF 10000.0
/* The number of people in a category in a year, from the list of a rate; 0 if it has none. */
double profile_people(const ProfileMeasure *measure, const char *category, int year);
/* The index of the band that a number is in, which is also that of its code; -1: none. */
int profile_band(const ProfileField *field, double number);
/* Whether any of the fields (char*) has bands. */
bool profile_is_banded(const Profile *profile, const GPtrArray *fields);
const ProfilePopulation *profile_population(const Profile *profile,
                                            const char *id); /* NULL if there is none */
/* The contrast between two colours, from 1 to 21 (WCAG 2.2, contrast ratio). */
double profile_contrast(guint32 one, guint32 other);
/* The names of the kinds of charts, and "none"; NULL-terminated. */
extern const char *const profile_chart_names[];
const ProfileMeasure *profile_measure(const Profile *profile, const char *id); /* NULL if there is none */
/* The population that the measure's percentages are of. */
const ProfilePopulation *profile_percent_of(const ProfileMeasure *measure);
/* The break in a measure's series at the start of a year; NULL if there is none. */
const ProfileBreak *profile_break(const Profile *profile, const ProfileMeasure *measure, int year);
/* The same by the year's label; NULL also if that is not a year. */
const ProfileBreak *profile_break_at(const Profile *profile, const ProfileMeasure *measure,
                                     const char *period);
/* The first year shown with no break between it and the year reported; that year itself if there is a
 * break just before it. */
int profile_first_comparable(const Profile *profile, const ProfileMeasure *measure);
/* What has happened to a record by the measure's end date: "closed", or as its title says, "concluded",
 * "resolved"; "done" for any other date. */
const char *profile_done_word(const ProfileMeasure *measure);
/* The word for a field's entries: its `words`, or its name with spaces. Caller frees. */
char *profile_field_words(const ProfileField *field);
bool profile_is_provisional(const Profile *profile, int year);

/* Any text as a YAML string, in quotation marks. Caller frees. */
char *profile_quoted(const char *text);
