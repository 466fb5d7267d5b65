/* Findings: what is wrong with the records, one row a finding, to be worked through in a spreadsheet.
 *
 * A finding says which rule, where, and what to do; never a value of an uncoded column: a value that is in no
 * code list may be a name typed into the wrong column, so it is a member of its own, never a word of the
 * message. Where small counts are hidden, a finding about records is one more count of cases, and so is how
 * many there are of them, whether there is any, and the line of the last. findings_protect keeps both kinds
 * to the house before anything is published. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef enum { FINDING_ERROR, FINDING_WARNING, FINDING_NOTE } FindingSeverity;

typedef struct {
    const char *rule; /* a stable code, static: "date-unreadable" */
    FindingSeverity severity;
    char *file;
    guint line,
        column;  /* from 1; 0 where the finding is about the whole file. The first, where it has several */
    char *field; /* field name or "" */
    char *message;
    guint rows;  /* of that file that it concerns; 0 where it is about no row */
    guint of;    /* out of how many, where that is known; else 0 */
    char *lines; /* the lines of those rows, as many as a cell holds: "14 20 33"; NULL where it is one row */
    char *value; /* the value in no code list; NULL: none, or not to be shown */
    bool withheld; /* it is about records, and not to be published */
} Finding;

typedef struct Findings Findings;
Findings *findings_new(void);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)
/* A finding about one row, or about a whole file where `line` is 0. */
void findings_add(Findings *findings, const char *rule, FindingSeverity severity, const char *file,
                  guint line, guint column, const char *field, const char *format, ...) G_GNUC_PRINTF(8, 9);
/* As many lines as a finding names; whoever needs more filters the export for the blank or the value. */
enum { FINDING_MOST_LINES = 100 };
/* A finding about so many rows of a file, not none, the first FINDING_MOST_LINES of which at least are in
 * `lines` (of guint, in order), of `of` rows (0: not said), and, unless NULL, about the value that stands in
 * them. */
void findings_add_rows(Findings *findings, const char *rule, FindingSeverity severity, const char *file,
                       const GArray *lines, guint rows, guint of, const char *field, const char *value,
                       const char *format, ...) G_GNUC_PRINTF(10, 11);
/* Puts the findings of another behind these; those that are left are none. */
void findings_join(Findings *findings, Findings *others);
/* From this line of the file on, Excel shows the rows under numbers that are by this much other: a cell of
 * several lines is one row there. Findings about later lines then say the row, too. */
void findings_note_excel_row(Findings *findings, const char *file, guint line, guint row);
guint findings_length(const Findings *findings);
const Finding *findings_at(const Findings *findings, guint index);
guint findings_count(const Findings *findings, FindingSeverity severity);
const char *finding_severity_words(FindingSeverity severity); /* "error", "warning", "note" */

/* Makes the findings fit to be handed on. Values stay only where `internal`. Where counts are suppressed,
 * every finding about records is withheld: counted still, but in no group and no list. */
void findings_protect(Findings *findings, int suppress_below, bool internal);
/* Why those are in no list. */
#define FINDINGS_WITHHELD                                                                                    \
    "What the checks found in the records is not shown, because it could give away a hidden count."

/* rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row, as findings_sorted has them;
 * excel_row is the line's row in Excel where that is another number. Where findings about records are
 * suppressed, one row says so, whether there are any or not. No cell begins like a formula. Caller frees. */
char *findings_to_csv(const Findings *findings);

/* Errors first, then warnings, then notes, each by file and line: an array of const Finding*. */
GPtrArray *findings_sorted(const Findings *findings);

/* The findings of one rule, severity and field together. */
typedef struct {
    const char *rule;
    FindingSeverity severity;
    const char *field;
    guint rows;          /* rows that they concern, taken together; findings where they are about no row */
    GPtrArray *findings; /* const Finding*, in order of file and line */
} FindingGroup;
/* Of those not withheld: the worst first, then those that concern most rows; an array of FindingGroup* that
 * owns them. They are good as long as the findings. */
GPtrArray *findings_groups(const Findings *findings);
/* Whether a rule is about the figures of others that stand beside this authority's. */
bool finding_rule_is_of_others(const char *rule);
/* Whether it is about this authority's records, and neither about others' figures nor about how a file is
 * laid out or what figures files say. */
bool finding_rule_is_of_records(const char *rule);
/* What a rule is about, for people who do not know its code: "Closed before it was received". */
char *finding_rule_words(const char *rule); /* caller frees */
