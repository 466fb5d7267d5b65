/* Findings: what is wrong with the records, one row for each finding, to work through in a spreadsheet.
 *
 * A finding says which rule, where, and what to do, but never contains a value of an uncoded column. A
 * value in no code list may be a name typed into the wrong column, so it is a separate member and never
 * part of the message. Where small counts are hidden, a finding about records is one more count of cases,
 * and so are the number of findings, whether there are any, and the line of the last one. findings_protect
 * withholds both before anything is published.
 *
 *     findings_add(findings, "row-ragged", "cases.csv", 14, 0, "", "%u cells, not %u", 6, 7);
 *     findings_protect(findings, profile->suppress_below, false);
 *     g_autofree char *csv = findings_to_csv(findings);
 *
 * Each rule is a row of rules.csv, which says how serious it is. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum { FINDING_ERROR, FINDING_WARNING, FINDING_NOTE } FindingSeverity;

typedef struct {
    const char *rule; /* a stable code, static: "date-unreadable" */
    FindingSeverity severity;
    char *file;
    guint line, column; /* from 1; 0 if the finding is about the whole file. The first, if it has several */
    char *field;        /* field name or "" */
    char *message;
    guint rows;           /* rows of the file it affects; 0 if it is not about rows */
    guint of;             /* out of how many, if known; otherwise 0 */
    char *lines;          /* the lines of those rows, as many as a cell holds: "14 20 33"; NULL for one row */
    char *value;          /* the value in no code list; NULL: none, or not to be shown */
    bool withheld;        /* it is about records, and must not be published */
    double percent, base; /* the percentage that it is about, and of how many that is; base 0: none, or not to
                           * be shown */
    const char *base_words; /* what those are, the profile's; NULL if it does not say */
} Finding;

typedef struct Findings Findings;
Findings *findings_new(void);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)
/* A finding about one row, or about a whole file if `line` is 0. */
void findings_add(Findings *findings, const char *rule, const char *file, guint line, guint column,
                  const char *field, const char *format, ...) G_GNUC_PRINTF(7, 8);
/* The most lines that a finding names; for more, filter the export by the blank or the value. */
enum { FINDING_MOST_LINES = 100 };
/* A finding about a number of rows of a file (at least one), at least the first FINDING_MOST_LINES of
 * which are in `lines` (of guint, in order), out of `of` rows (0: not said), and, unless NULL, about the
 * value in them. */
void findings_add_rows(Findings *findings, const char *rule, const char *file, const GArray *lines,
                       guint rows, guint of, const char *field, const char *value, const char *format, ...)
    G_GNUC_PRINTF(9, 10);
/* Sets what the finding added last is about. */
void findings_set_percent(Findings *findings, double percent, double base, const char *base_words);
/* Moves the findings of another to the end of these. */
void findings_join(Findings *findings, Findings *others);
/* From this line of the file on, Excel's row numbers differ by this much: a cell of several lines is one
 * row there. Findings about later lines then also give the row. */
void findings_note_excel_row(Findings *findings, const char *file, guint line, guint row);
guint findings_length(const Findings *findings);
const Finding *findings_at(const Findings *findings, guint index);
guint findings_count(const Findings *findings, FindingSeverity severity);
const char *finding_severity_words(FindingSeverity severity); /* "error", "warning", "note" */

/* Makes the findings fit to be passed on. Values stay only if `internal`. Where counts are suppressed,
 * every finding about records is withheld: still counted, but in no group and no list. */
void findings_protect(Findings *findings, int suppress_below, bool internal);
/* Why those are not listed. */
#define FINDINGS_WITHHELD                                                                                    \
    "What the checks found in the records is not shown, because it could give away a hidden count."

/* rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row, in the order of
 * findings_sorted; excel_row is the line's row in Excel if that is a different number. Where findings
 * about records are suppressed, one row says so, whether or not there are any. No cell begins like a
 * formula. Caller frees. */
char *findings_to_csv(const Findings *findings);

/* Errors first, then warnings, then notes, each by file and line: an array of const Finding*. */
GPtrArray *findings_sorted(const Findings *findings);

/* The findings of one rule, severity and field together. */
typedef struct {
    const char *rule;
    FindingSeverity severity;
    const char *field;
    guint rows;          /* rows that they affect, taken together; the number of findings if they are not
                          * about rows */
    GPtrArray *findings; /* const Finding*, in order of file and line */
} FindingGroup;
/* Groups of those not withheld: the most serious first, then those that affect most rows; an array of
 * FindingGroup* that owns them, valid as long as the findings. */
GPtrArray *findings_groups(const Findings *findings);
/* A row of rules.csv. */
typedef struct {
    const char *rule;
    const char *about; /* "records": of this authority; "files": what figures files say, or how files are laid
                          out; "others": figures of other authorities */
    const char *severity; /* as finding_severity_words */
    const char *words;    /* for people who do not know its code: "Closed before it was received" */
    const char *message;  /* of every finding; "": each has its own */
} FindingRule;
const FindingRule *finding_rule(const char *rule);
