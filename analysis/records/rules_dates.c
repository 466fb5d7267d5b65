/* Rules about dates: in an impossible order, outside the report's years, or a month without records. */
#include "analysis/records/rules.h"
#include <math.h>
#include <string.h>

static void
find_out_of_order(const Check *check, const char *rule, const char *from, const char *to, const char *message)
{
    const DatasetField *first = dataset_field(check->dataset, from),
                       *then = dataset_field(check->dataset, to);
    for (guint i = 0; i < check->dataset->length; i++)
        if (check_day(first, i) != DAY_NONE && check_day(then, i) != DAY_NONE &&
            check_day(then, i) < check_day(first, i))
            check_report(check, rule, i, to, message);
}

void
rule_closed_before_received(const Check *check)
{
    find_out_of_order(check, "closed-before-received", "received", "closed", NULL);
}

/* For every two dates that a measure counts between. */
void
rule_dates_out_of_order(const Check *check)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(seen, g_strdup("closed is before received; counted as no time at all"));
    for (guint i = 0; i < check->profile->measures->len; i++) {
        const ProfileMeasure *measure = check->profile->measures->pdata[i];
        if (!measure->from || !measure->to)
            continue;
        char *message =
            g_strdup_printf("%s is before %s; counted as no time at all", measure->to, measure->from);
        if (g_hash_table_add(seen, message))
            find_out_of_order(check, "dates-out-of-order", measure->from, measure->to, message);
    }
}

/* With an as-at date they are reported where the row is read. */
void
rule_date_far_ahead(const Check *check)
{
    const Dataset *dataset = check->dataset;
    Day last = dataset_last_day(dataset);
    if (check->profile->as_at != DAY_NONE || last == DAY_NONE)
        return;
    g_autofree char *day = calendar_long(last);
    g_autofree char *message =
        g_strdup_printf("over a year later than all other dates: a typing error? The records are taken to "
                        "end on %s; as-at in the profile can set another date",
                        day);
    for (guint f = 0; f < dataset->fields->len; f++) {
        const DatasetField *field = dataset->fields->pdata[f];
        for (guint i = 0; field->days && i < dataset->length; i++)
            if (check_day(field, i) > last)
                check_report(check, "date-far-ahead", i, field->name, message);
    }
}

void
rule_received_outside_years(const Check *check)
{
    const Profile *profile = check->profile;
    g_autofree guint8 *outside = g_malloc0(check->dataset->length + 1),
                      *all = g_malloc0(check->dataset->length + 1);
    for (guint i = 0; i < check->dataset->length; i++) {
        int year = g_array_index(check->dataset->years, gint16, i);
        outside[i] = year > profile->year || year <= profile->year - profile->years;
        all[i] = 1;
    }
    ReportingYear whole = calendar_whole(profile->year_start);
    g_autofree char *first = calendar_year_label(profile->year - profile->years + 1, whole);
    g_autofree char *last = calendar_year_label(profile->year, whole);
    g_autofree char *message =
        g_strdup_printf("received outside the years reported, %s to %s; in no table", first, last);
    check_report_files(check, "received-outside-years", outside, all, "received", message);
}

/* A month of the reporting years, counted from the first month of the first year with records. */
typedef struct {
    const Profile *profile;
    int first_year;
    GArray *counts; /* of guint, one a month up to the end of the report year or as-at */
} Months;

static int
first_year_with_records(const Check *check)
{
    int first = check->profile->year + 1;
    for (guint i = 0; i < check->dataset->length; i++) {
        int year = g_array_index(check->dataset->years, gint16, i);
        if (year > check->profile->year - check->profile->years)
            first = MIN(first, year);
    }
    return first;
}

static int
month_of(const Months *months, Day day)
{
    int year, month;
    calendar_split(day, &year, &month, NULL);
    return (year - months->first_year) * 12 + month - months->profile->year_start.start_month;
}

static void
count_months(Months *months, const Check *check)
{
    Day last = calendar_year_last(months->profile->year, months->profile->year_start);
    if (months->profile->as_at != DAY_NONE)
        last = MIN(last, months->profile->as_at);
    g_array_set_size(months->counts, MAX(month_of(months, last) + 1, 0));
    const DatasetField *field = dataset_field(check->dataset, "received");
    if (!field) /* a region has no records of its own */
        return;
    const Day *received = (const Day *)(void *)field->days->data;
    Day first = calendar_year_first(months->first_year, calendar_whole(months->profile->year_start));
    g_autofree guint *of_days = g_new0(guint, MAX(last, first) - first + 1);
    for (guint i = 0; i < check->dataset->length; i++)
        if (received[i] >= first && received[i] <= last)
            of_days[received[i] - first]++;
    for (Day day = first; day <= last; day++)
        g_array_index(months->counts, guint, month_of(months, day)) += of_days[day - first];
}

/* Whether a year has records at all: one without is reported as a whole. */
static bool
year_has_records(const Months *months, guint month)
{
    guint sum = 0, start = month - month % 12;
    for (guint i = start; i < MIN(start + 12, months->counts->len); i++)
        sum += g_array_index(months->counts, guint, i);
    return sum > 0;
}

/* Contacts arrive much like a Poisson process: if the other months of the service have m on average, a
 * month has none with probability exp(-m). Below one in a thousand, missing rows are the likelier reason. */
void
rule_month_empty(const Check *check)
{
    static const double too_unlikely = 0.001;
    Months months = {check->profile, first_year_with_records(check), NULL};
    months.counts = g_array_new(FALSE, TRUE, sizeof(guint));
    count_months(&months, check);
    guint busy = 0, sum = 0;
    for (guint i = 0; i < months.counts->len; i++) {
        sum += g_array_index(months.counts, guint, i);
        busy += g_array_index(months.counts, guint, i) > 0;
    }
    bool unlikely = busy && exp(-(double)sum / busy) < too_unlikely;
    for (guint i = 0; unlikely && i < months.counts->len; i++) {
        if (g_array_index(months.counts, guint, i) || !year_has_records(&months, i))
            continue;
        g_autofree char *month =
            calendar_month_label(months.first_year + (int)i / 12, (int)i % 12, check->profile->year_start);
        findings_add(check->findings, "month-empty", check->profile->path, 0, 0, "received",
                     "no record was received in %s, but an average month has %.0f; is the export complete?",
                     month, (double)sum / busy);
    }
    g_array_unref(months.counts);
}

static bool
is_beyond(Limit limit, Day from, Day first, Day last)
{
    return from != DAY_NONE && (from < first || limit_last_day(limit, from) > last);
}

/* In years whose bank holidays are not known, working days are counted as if there were none. */
void
rule_holidays_unknown(const Check *check)
{
    Day first, last;
    calendar_holidays_known(&first, &last);
    g_autofree guint8 *members = g_malloc0(check->dataset->length + 1);
    bool any = false;
    for (guint m = 0; m < check->profile->measures->len; m++) {
        const ProfileMeasure *measure = check->profile->measures->pdata[m];
        const DatasetField *from = measure->from ? dataset_field(check->dataset, measure->from) : NULL;
        for (guint k = 0; from && k < measure->within->len; k++) {
            Limit limit = g_array_index(measure->within, Limit, k);
            for (guint i = 0; i < check->dataset->length && limit.unit == LIMIT_WORKING_DAYS; i++) {
                members[i] |= is_beyond(limit, check_day(from, i), first, last);
                any |= members[i];
            }
        }
    }
    if (!any)
        return;
    g_autofree guint8 *all = g_malloc(check->dataset->length + 1);
    memset(all, 1, check->dataset->length);
    int from_year, last_year;
    calendar_split(first, &from_year, NULL, NULL);
    calendar_split(last, &last_year, NULL, NULL);
    g_autofree char *message = g_strdup_printf("a limit in working days, but bank holidays are known only "
                                               "from %d to %d; add others with bank-holidays: in the profile",
                                               from_year, last_year);
    check_report_files(check, "holidays-unknown", members, all, "", message);
}
