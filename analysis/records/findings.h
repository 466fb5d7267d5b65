/* Findings: what is wrong with the records, one row a finding, to be worked through in a spreadsheet.
 *
 * A finding never holds a value of an uncoded column. A value of a coded field that is in no code list may be
 * named, because that is what has to be mended. */
#pragma once
#include <glib.h>

typedef enum { FINDING_ERROR, FINDING_WARNING, FINDING_NOTE } FindingSeverity;

typedef struct {
    const char *rule; /* a stable code, static: "date-unreadable" */
    FindingSeverity severity;
    char *file;
    guint line, column; /* from 1; 0 where the finding is about the whole file */
    char *field;        /* field name or "" */
    char *message;
} Finding;

typedef struct Findings Findings;
Findings *findings_new(void);
void findings_free(Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)
void findings_add(Findings *findings, const char *rule, FindingSeverity severity, const char *file,
                  guint line, guint column, const char *field, const char *format, ...) G_GNUC_PRINTF(8, 9);
guint findings_length(const Findings *findings);
const Finding *findings_at(const Findings *findings, guint index);
guint findings_count(const Findings *findings, FindingSeverity severity);
const char *finding_severity_words(FindingSeverity severity); /* "error", "warning", "note" */
char *
findings_to_csv(const Findings *findings); /* rule,severity,file,line,column,field,message; caller frees */
