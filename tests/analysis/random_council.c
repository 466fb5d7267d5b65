#include "tests/analysis/random_council.h"
#include "analysis/calendar/calendar.h"

/* The names that the program uses itself are among those a council may use. */
static const char *const stages[] = {"Advice", "Consultation", "Strategy meeting", "busiest month"},
                         *const harms[] = {"Physical", "Sexual", "Neglect", "median", "all months"},
                         *const sectors[] = {"Education", "Foster carers", "estimated", "Health"},
                         *const sector_parts[] = {"", "Schools", "since 2021-22", "estimated",
                                                  "of concluded"},
                         *const sources[] = {"Police", "Employer", "control limits", "within 4 weeks"},
                         *const outcomes[] = {"Substantiated", "Unfounded", "Malicious", "Ongoing"},
                         *const outcome_parts[] = {"", "of concluded", "since 2022-23"};
static const char *const limits[] = {"1 working day", "10 days",  "20 working days", "4 weeks",
                                     "1 month",       "3 months", "12 weeks",        "1 year"};

typedef struct {
    const char *name;
    const char *const *categories;
    guint length;
    bool has_list;
} Coded;
static const Coded coded[] = {{"stage", stages, G_N_ELEMENTS(stages), true},
                              {"harm", harms, G_N_ELEMENTS(harms), true},
                              {"sector", sectors, G_N_ELEMENTS(sectors), true},
                              {"source", sources, G_N_ELEMENTS(sources), false},
                              {"outcome", outcomes, G_N_ELEMENTS(outcomes), true}};
static const char *const dates[] = {"received", "closed", "aware"};

static guint
pick(GRand *dice, guint count)
{
    return (guint)g_rand_int_range(dice, 0, (gint32)count);
}
#define PICK(dice, words) words[pick(dice, G_N_ELEMENTS(words))]

static bool
one_in(GRand *dice, guint count)
{
    return pick(dice, count) == 0;
}

static const char *
category_of(GRand *dice, const Coded *field)
{
    return one_in(dice, 8) ? NOT_RECORDED : field->categories[pick(dice, field->length)];
}

static void
append_names(GString *text, GRand *dice, const Coded *field)
{
    g_string_append_c(text, '[');
    for (guint i = 0, count = pick(dice, 2) + 1; i < count; i++)
        g_string_append_printf(text, "%s\"%s\"", i ? ", " : "", category_of(dice, field));
    if (field->categories == sectors && one_in(dice, 2))
        g_string_append(text, ", Schools");
    g_string_append_c(text, ']');
}

static void
append_condition(GString *text, GRand *dice)
{
    const Coded *field = &PICK(dice, coded);
    switch (pick(dice, 6)) {
    case 0:
        g_string_append_printf(text, "{field: %s, answered: true}", PICK(dice, dates));
        break;
    case 1:
        g_string_append_printf(text, "{field: %s, from: 2022-0%u-15", PICK(dice, dates), pick(dice, 9) + 1);
        g_string_append(text, one_in(dice, 2) ? ", until: 2024-02-29}" : "}");
        break;
    case 2:
        g_string_append_printf(text, "{field: %s, answered: true, is-not: ", field->name);
        append_names(text, dice, field);
        g_string_append_c(text, '}');
        break;
    case 3:
        g_string_append_printf(text, "{field: %s, is-not: ", field->name);
        append_names(text, dice, field);
        g_string_append_c(text, '}');
        break;
    default:
        g_string_append_printf(text, "{field: %s, is: ", field->name);
        append_names(text, dice, field);
        g_string_append_c(text, '}');
    }
}

static void
append_populations(GString *text, GRand *dice)
{
    g_string_append(text, "populations:\n");
    for (guint i = 0; i < 4; i++) {
        g_string_append_printf(text, "  - {id: p%u, where: [", i);
        append_condition(text, dice);
        if (one_in(dice, 3)) {
            g_string_append(text, ", ");
            append_condition(text, dice);
        }
        g_string_append(text, "]}\n");
    }
}

static void
append_limits(GString *text, GRand *dice, bool several)
{
    guint from = pick(dice, G_N_ELEMENTS(limits)),
          to = several ? from + pick(dice, G_N_ELEMENTS(limits) - from) : from;
    g_string_append(text, ", within: [");
    for (guint i = from; i <= to; i++)
        g_string_append_printf(text, "%s%s", i == from ? "" : ", ", limits[i]);
    g_string_append_c(text, ']');
}

static void
append_dates(GString *text, GRand *dice)
{
    static const char *const pairs[] = {"", "", "from: aware, to: received", "from: aware",
                                        "from: received, to: aware"};
    const char *pair = PICK(dice, pairs);
    g_string_append_printf(text, "%s%s", *pair ? ", " : "", pair);
}

static void
append_per(GString *text, GRand *dice)
{
    static const char *const pers[] = {"year", "year", "quarter", "month"};
    g_string_append_printf(text, ", per: %s", PICK(dice, pers));
}

static void
append_count(GString *text, GRand *dice)
{
    g_string_append(text, ", kind: count");
    if (one_in(dice, 3))
        g_string_append(text, ", distinct: person");
    else if (one_in(dice, 4))
        g_string_append_printf(
            text, ", around: [{date: 2023-%02u-10, note: Training}, {date: 2022-05-01, note: New form}]",
            pick(dice, 12) + 1);
    else
        append_per(text, dice);
}

static void
append_leave_out(GString *text, GRand *dice, const Coded *field)
{
    if (one_in(dice, 2))
        return;
    g_string_append(text, ", leave-out: ");
    append_names(text, dice, field);
}

static void
append_breakdown(GString *text, GRand *dice)
{
    const Coded *field = &PICK(dice, coded), *other = &PICK(dice, coded);
    if (one_in(dice, 4) && field != other) {
        g_string_append_printf(text, ", kind: breakdown, by: [%s, %s]", field->name, other->name);
        append_leave_out(text, dice, one_in(dice, 2) ? field : other);
        return;
    }
    if (one_in(dice, 3))
        field = &coded[G_N_ELEMENTS(coded) - 1];
    g_string_append_printf(text, ", kind: breakdown, by: [%s]", field->name);
    append_leave_out(text, dice, field);
    append_per(text, dice);
    if (one_in(dice, 4))
        g_string_append_printf(text, ", percent-of: p%u", pick(dice, 4));
    if (one_in(dice, 4))
        g_string_append(text, ", parts-of: all");
    if (field->categories == outcomes && one_in(dice, 2)) {
        if (one_in(dice, 2))
            g_string_append(text, ", at: year-end");
        else
            g_string_append_printf(text, ", follow-up: %s", PICK(dice, limits));
    }
}

static void
append_share(GString *text, GRand *dice)
{
    g_string_append(text, ", kind: share");
    switch (pick(dice, 4)) {
    case 0:
        g_string_append_printf(text, ", in: p%u", pick(dice, 4));
        break;
    case 1:
        g_string_append_printf(text, ", in: p%u, follow-up: %s", pick(dice, 4), PICK(dice, limits));
        break;
    case 2:
        append_limits(text, dice, false);
        append_dates(text, dice);
        break;
    default:
        g_string_append(text, ", repeat: person");
    }
    if (one_in(dice, 3))
        g_string_append_printf(text, ", by: [%s]", PICK(dice, coded).name);
    else
        append_per(text, dice);
}

static void
append_timeliness(GString *text, GRand *dice)
{
    static const char *const bases[] = {"received", "closed", "due"};
    g_string_append_printf(text, ", kind: timeliness, base: %s, bands: %s", PICK(dice, bases),
                           one_in(dice, 2) ? "true" : "false");
    append_limits(text, dice, true);
    append_dates(text, dice);
    append_per(text, dice);
}

static void
append_other(GString *text, GRand *dice, guint kind)
{
    static const char *const kinds[] = {"duration", "curve", "caseload"};
    if (kind == G_N_ELEMENTS(kinds)) {
        g_string_append(text, ", kind: sum, number: children");
        return;
    }
    g_string_append_printf(text, ", kind: %s", kinds[kind]);
    append_dates(text, dice);
    if (kind && one_in(dice, 2))
        append_limits(text, dice, true);
    if (!kind)
        append_per(text, dice);
}

static void
append_measures(GString *text, GRand *dice)
{
    g_string_append(text, "measures:\n  - {id: months, kind: count, per: month, rebase: [2022-10-01]}\n"
                          "  - {id: years, kind: count}\n");
    for (guint i = 0; i < 14; i++) {
        g_string_append_printf(text, "  - {id: m%u", i);
        switch (i % 7) {
        case 0:
            append_count(text, dice);
            break;
        case 1:
        case 2:
            append_breakdown(text, dice);
            break;
        case 3:
            append_share(text, dice);
            break;
        case 4:
            append_timeliness(text, dice);
            break;
        default:
            append_other(text, dice, pick(dice, 4));
        }
        if (one_in(dice, 2))
            g_string_append_printf(text, ", of: p%u", pick(dice, 4));
        g_string_append(text, "}\n");
    }
}

static char *
profile_of(GRand *dice)
{
    static const char *const starts[] = {"April", "April", "September", "January"};
    const char *start = PICK(dice, starts);
    GString *text = g_string_new("authority: {name: Test Council, code: E00000000}\n");
    g_string_append_printf(text, "report: {year: %s, years: %u, year-start: %s",
                           *start == 'J' ? "2023" : "2023-24", pick(dice, 6) + 1, start);
    if (!one_in(dice, 3))
        g_string_append_printf(text, ", as-at: 2024-%02u-20", pick(dice, 12) + 1);
    if (one_in(dice, 4))
        g_string_append_printf(text, ", breaks: [{year: %s, note: New form}]",
                               *start == 'J' ? "2022" : "2022-23");
    g_string_append(text, "}\nrecords:\n  - file: contacts.csv\n    columns: {id: id, received: received, "
                          "closed: closed, aware: aware, person: person, stage: stage, harm: harm, sector: "
                          "sector, source: source, outcome: outcome, children: children}\n"
                          "fields:\n  - {field: aware, type: date}\n  - {field: person, type: identifier}\n"
                          "  - {field: children, type: number}\n");
    if (one_in(dice, 2))
        g_string_append(text, "  - {field: harm, separator: \";\"}\n");
    if (one_in(dice, 4))
        g_string_append(text, "  - {field: sector, separator: \";\"}\n");
    if (one_in(dice, 6))
        g_string_append(text, "  - {field: outcome, separator: \";\"}\n");
    g_string_append(text, "codes: codes.csv\n");
    append_populations(text, dice);
    append_measures(text, dice);
    return g_string_free(text, FALSE);
}

static void
append_parts(GString *text, const char *field, const char *category, const char *const *parts, guint length)
{
    for (guint p = 0; p < length; p++)
        if (*parts[p])
            g_string_append_printf(text, "%s,%s,%s,%s/%s\n", field, category, parts[p], category, parts[p]);
}

static char *
codes_of(void)
{
    GString *text = g_string_new("field,category,part,value\n");
    for (const Coded *field = coded; field < coded + G_N_ELEMENTS(coded); field++)
        for (guint i = 0; field->has_list && i < field->length; i++) {
            g_string_append_printf(text, "%s,%s,,\n", field->name, field->categories[i]);
            if (i < 2 && field->categories == sectors)
                append_parts(text, field->name, sectors[i], sector_parts, G_N_ELEMENTS(sector_parts));
            if (i < 2 && field->categories == outcomes)
                append_parts(text, field->name, outcomes[i], outcome_parts, G_N_ELEMENTS(outcome_parts));
        }
    return g_string_free(text, FALSE);
}

static void
append_day(GString *text, Day day)
{
    g_autofree char *iso = calendar_iso(day);
    g_string_append(text, iso);
}

static const char *
part_of(GRand *dice, const Coded *field, guint category)
{
    return category > 1                    ? ""
           : field->categories == sectors  ? PICK(dice, sector_parts)
           : field->categories == outcomes ? PICK(dice, outcome_parts)
                                           : "";
}

static void
append_value(GString *text, GRand *dice, const Coded *field)
{
    if (one_in(dice, 9)) {
        g_string_append(text, one_in(dice, 3) ? "Odd" : "");
        return;
    }
    guint category = pick(dice, field->length);
    const char *part = part_of(dice, field, category);
    g_string_append_printf(text, "%s%s%s", field->categories[category], *part ? "/" : "", part);
}

/* Spread evenly through the years, or so that control charts find something: a busy month, fewer for half of
 * the time, a rise from month to month. */
static Day
day_received(GRand *dice, guint shape, guint record)
{
    Day first = calendar_day(2019, 1, 1), last = calendar_day(2024, 8, 31), busy = calendar_day(2023, 6, 1);
    guint long_ago = pick(dice, last - first);
    switch (shape) {
    case 1: {
        guint month = 0;
        for (guint place = record % 78; place > month; month++)
            place -= month + 1;
        return calendar_month_first(2022, (int)month, (ReportingYear){.start_month = 1}) + pick(dice, 28);
    }
    case 2:
        return one_in(dice, 5) ? busy + pick(dice, 30) : first + long_ago;
    case 3:
        return one_in(dice, 3) ? first + long_ago : first + long_ago / 2;
    default:
        return first + long_ago;
    }
}

/* How long cases take differs between councils, so that limits fall among their lengths. */
static char *
records_of(GRand *dice)
{
    guint records = PICK(dice, ((const guint[]){0, 5, 30, 100, 500})), long_at_most = pick(dice, 400) + 2,
          shape = pick(dice, 4);
    GString *text =
        g_string_new("id,received,closed,aware,person,stage,harm,sector,source,outcome,children\n");
    for (guint i = 0; i < records; i++) {
        Day received = day_received(dice, shape, i);
        g_string_append_printf(text, "%u,", i);
        append_day(text, received);
        g_string_append_c(text, ',');
        if (!one_in(dice, 4))
            append_day(text, received + pick(dice, long_at_most) - (one_in(dice, 12) ? 30 : 0));
        g_string_append_c(text, ',');
        if (!one_in(dice, 3))
            append_day(text, received - pick(dice, 30) + (one_in(dice, 6) ? 40 : 0));
        g_string_append_printf(text, ",%s%u", one_in(dice, 5) ? "" : "P", pick(dice, 20));
        for (gsize f = 0; f < G_N_ELEMENTS(coded); f++) {
            g_string_append_c(text, ',');
            for (guint k = 0, several = one_in(dice, 3) ? 3 : 1; k < several; k++) {
                g_string_append(text, k ? ";" : "");
                append_value(text, dice, &coded[f]);
            }
        }
        g_string_append_printf(text, one_in(dice, 6) ? ",\n" : ",%u\n", pick(dice, 5));
    }
    return g_string_free(text, FALSE);
}

RandomCouncil
random_council(guint32 number)
{
    GRand *dice = g_rand_new_with_seed(number);
    RandomCouncil council = {profile_of(dice), codes_of(), records_of(dice)};
    g_rand_free(dice);
    return council;
}

void
random_council_clear(RandomCouncil *council)
{
    g_free(council->profile);
    g_free(council->codes);
    g_free(council->records);
}
