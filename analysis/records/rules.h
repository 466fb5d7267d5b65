/* Rules: checks of the whole dataset. Private to the room.
 *
 * Each rule is one function: it checks, and adds findings under its code. The README's table has a
 * sentence for each. Rules about a single row (a date that cannot be read) are where the row is read. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/records/findings.h"

/* Puts open records without an outcome into the ongoing category. Call it before checking the rules. */
void rules_settle_outcomes(const Profile *profile, Dataset *dataset);
/* Checks every rule, on several threads. */
void rules_check(const Profile *profile, const Dataset *dataset, Findings *findings);
/* Records closed before they were received are closed on that day. Call it after the rules, which report
 * them. */
void rules_settle_closures(Dataset *dataset);

/* What the rules share. */
typedef struct {
    const Profile *profile;
    const Dataset *dataset;
    const DatasetField *field; /* for a rule about fields, the one to check; otherwise NULL */
    const Findings *so_far;    /* what was found while rows were read */
    Findings *findings;        /* what the rule finds; no other rule writes there */
} Check;

/* The rules, in the order of their findings. */
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

/* The day in a date field, DAY_NONE if it is blank or the field NULL. */
Day check_day(const DatasetField *field, guint record);
/* One finding about a record's row. `message` NULL: the rule's own. */
void check_report(const Check *check, const char *rule, guint record, const char *field, const char *message);
/* One finding for each file that has any of the records marked in `members` (one byte a record), with
 * their lines, out of the file's records marked in `base`. */
void check_report_files(const Check *check, const char *rule, const guint8 *members, const guint8 *base,
                        const char *field, const char *message);
/* The records that any measure of the field counts, one byte a record: all if no measure uses the field or
 * one covers all records. `narrower` says whether the profile makes it fewer than all. Caller frees. */
guint8 *check_counted(const Check *check, const char *field, bool *narrower);
/* The records that should have an outcome: those that a measure of outcomes counts or, if that is all of
 * them, those at a stage where most closed records have one. Caller frees. */
guint8 *check_outcome_due(const Check *check);
