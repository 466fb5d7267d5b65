/* Rules: what a look at the whole dataset tells about it. Private to the room.
 *
 * Each rule is one function: it looks, and adds findings under its code. The README's table has a sentence
 * for each. Rules of one row alone (a date that cannot be read) are where the row is read. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

/* An open record without an outcome belongs to the ongoing category. Comes before the rules are checked. */
void rules_settle_outcomes(const Profile *profile, Dataset *dataset);
/* Looks by every rule, on several threads. */
void rules_check(const Profile *profile, const Dataset *dataset, Findings *findings);
/* What was closed before it was received was closed on that day. Comes behind the rules, which tell of it. */
void rules_settle_closures(Dataset *dataset);

/* What the rules share. */
typedef struct {
    const Profile *profile;
    const Dataset *dataset;
    const DatasetField *field; /* of a rule of fields, the one to look at; else NULL */
    const Findings *so_far;    /* what was found while rows were read */
    Findings *findings;        /* what the rule finds; no other writes there */
} Check;

/* The rules, in the order in which their findings stand. */
void rule_closed_before_received(const Check *check);
void rule_dates_out_of_order(const Check *check);
void rule_received_outside_years(const Check *check);
void rule_date_far_ahead(const Check *check);
void rule_month_empty(const Check *check);
void rule_outcome_without_closure(const Check *check);
void rule_closed_without_outcome(const Check *check);
void rule_outcome_outside_population(const Check *check);
void rule_field_blank(const Check *check); /* of a field */
void rule_holidays_unknown(const Check *check);
void rule_field_not_in_export(const Check *check);
void rule_code_list_missing(const Check *check);

/* The day of a date field, DAY_NONE where it is blank or the field NULL. */
Day check_day(const DatasetField *field, guint record);
DatasetOrigin check_origin(const Check *check, guint record);
/* One finding at a record's row. */
void check_report(const Check *check, const char *rule, FindingSeverity severity, guint record,
                  const char *field, const char *message);
/* One finding for each file that has any of the records marked in `members` (a byte a record), with their
 * lines, out of the file's records marked in `base`. */
void check_report_files(const Check *check, const char *rule, FindingSeverity severity, const guint8 *members,
                        const guint8 *base, const char *field, const char *message);
/* The records that any measure of the field counts, a byte a record: all where no measure is of the field or
 * one is of all records. `narrower` says whether it is less than all by what the profile says. Caller frees.
 */
guint8 *check_counted(const Check *check, const char *field, bool *narrower);
/* The records that should have an outcome: those that a measure of outcomes counts or, where that is all of
 * them, those at a stage where most closed records have one. Caller frees. */
guint8 *check_outcome_due(const Check *check);
