#include "tests/fuzz/invented.h"
#include <string.h>
#include "analysis/csv/cell.h"
#include "tests/fuzz/fuzz.h"

/* Names as councils have them, and as nobody should. */
static const char *const names[] = {
    "Physical",
    "Sexual harm",
    "Neglect",
    "Foster carers",
    "Education (teaching support staff eg learning mentors)",
    "Early years; nurseries",
    "Police & fire",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+44",
    "-",
    "@SUM(A1)",
    "<b>bold</b> &amp; <script>",
    "]]>",
    "*emphasis* _and_ `code` | pipe [link](http://x)",
    "{{ contacts.count }}",
    "# heading",
    "1",
    "2023-24",
    "N\xc3\xa4\xc3\xafve caf\xc3\xa9",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\xae evil \xe2\x80\xac",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 e\xcc\x81\xcc\x82\xcc\x83",
    "\xe7\xa4\xbe\xe4\xbc\x9a",
    "a\nb",
    "\x01\x1b[31m",
    "\xef\xbf\xbe",
    "Not recorded",
    "Unrecognised",
    "Total",
    "[c]",
    ("A name that goes on and on and on and on and on and on and on and on and on and on and on and on and "
     "on "
     "and on "
     "and on and on and on and on and on and on and on and on and on and on and on and on and on and on and "
     "on"),
    ("Donaudampfschifffahrtselektrizit\xc3\xa4tenhauptbetriebswerkbauunterbeamtengesellschaftDonaudampfschiff"
     "f"
     "ahrt"),
    "PHYSICAL",
    "within 4 weeks",
    "median",
};
static const char *const coded[] = {"stage", "harm", "sector", "source", "outcome", "own"};
static const char *const dates[] = {"received", "closed", "aware"};

unsigned
bytes_pick(Bytes *bytes, unsigned count)
{
    return bytes->at < bytes->end ? *bytes->at++ % count : 0;
}

static bool
one_in(Bytes *bytes, unsigned count)
{
    return bytes_pick(bytes, count) == count - 1;
}

static const char *
name_of(Bytes *bytes)
{
    return names[bytes_pick(bytes, G_N_ELEMENTS(names))];
}

static const char *
word_of(Bytes *bytes, const char *const *words, unsigned count)
{
    return words[bytes_pick(bytes, count)];
}
#define WORD(bytes, words) word_of(bytes, words, G_N_ELEMENTS(words))

/* In YAML's double quotes. */
static void
append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character == '"' || character == '\\')
            g_string_append_printf(out, "\\%c", (char)character);
        else if (character < 0x20 || character >= 0xfffe)
            g_string_append_printf(out, "\\U%08X", character);
        else
            g_string_append_unichar(out, character);
    }
    g_string_append_c(out, '"');
}

static void
append_key(GString *out, const char *key, const char *text)
{
    g_string_append_printf(out, ", %s: ", key);
    append_quoted(out, text);
}

/* Each coded field uses a few of the names for its categories, by these numbers. */
static const char *
category_of(Bytes *bytes, unsigned field)
{
    return names[(field * 5 + bytes_pick(bytes, 6)) % G_N_ELEMENTS(names)];
}

static void
append_day(GString *out, Bytes *bytes, bool iso)
{
    unsigned day = bytes_pick(bytes, 31) + 1, month = bytes_pick(bytes, 12) + 1,
             year = 2021 + bytes_pick(bytes, 4);
    if (iso)
        g_string_append_printf(out, "%u-%02u-%02u", year, month, MIN(day, 28));
    else
        g_string_append_printf(out, "%02u/%02u/%u", day, month, year);
}

static void
append_report(GString *out, Bytes *bytes)
{
    static const char *const years[] = {"2023-24", "2022-23", "2024-25", "2001-02"};
    static const char *const starts[] = {"April", "September"};
    g_string_append(out, "authority: {name: ");
    append_quoted(out, name_of(bytes));
    append_key(out, "code", name_of(bytes));
    g_string_append_printf(out, "}\nreport:\n  year: %s\n", WORD(bytes, years));
    g_string_append_printf(out, "  years: %u\n", bytes_pick(bytes, 6) + 1);
    g_string_append_printf(out, "  year-start: %s\n", WORD(bytes, starts));
    if (one_in(bytes, 2)) {
        g_string_append(out, "  as-at: ");
        append_day(out, bytes, true);
        g_string_append_c(out, '\n');
    }
    if (one_in(bytes, 3))
        g_string_append(out, "  provisional: [2023-24]\n");
    if (one_in(bytes, 3)) {
        g_string_append(out, "  breaks: [{year: 2022-23");
        append_key(out, "note", name_of(bytes));
        g_string_append(out, "}]\n");
    }
    if (one_in(bytes, 3)) {
        g_string_append(out, "words: {contact: notification");
        append_key(out, "contacts", name_of(bytes));
        g_string_append(out, "}\n");
    }
}

static void
append_records(GString *out, Bytes *bytes)
{
    g_string_append(
        out, "records:\n  - file: contacts.csv\n    columns: {id: id, received: received, closed: closed, "
             "aware: aware, person: person");
    for (gsize i = 0; i < G_N_ELEMENTS(coded); i++)
        g_string_append_printf(out, ", %s: %s", coded[i], coded[i]);
    g_string_append(out,
                    "}\nfields:\n  - {field: aware, type: date}\n  - {field: person, type: identifier}\n");
    if (one_in(bytes, 3))
        g_string_append(out, "  - {field: harm, separator: \";\"}\n");
    if (one_in(bytes, 4)) {
        g_string_append(out, "  - {field: own");
        append_key(out, "words", name_of(bytes));
        g_string_append(out, "}\n");
    }
    g_string_append(out, "codes: codes.csv\nfigures: [figures.csv]\npopulations:\n");
    for (unsigned i = 0; i < 3; i++) {
        unsigned field = bytes_pick(bytes, G_N_ELEMENTS(coded));
        g_string_append_printf(out, "  - {id: p%u", i);
        append_key(out, "words", name_of(bytes));
        g_string_append_printf(out, ", where: [{field: %s", coded[field]);
        if (one_in(bytes, 3))
            g_string_append(out, ", answered: true");
        else {
            g_string_append_printf(out, ", %s: [", one_in(bytes, 3) ? "is-not" : "is");
            append_quoted(out, category_of(bytes, field));
            g_string_append(out, "]");
        }
        g_string_append(out, "}]}\n");
    }
}

static void
append_limits(GString *out, Bytes *bytes, bool several)
{
    static const char *const limits[] = {"1 working day", "10 days", "4 weeks", "3 months", "1 year"};
    unsigned from = bytes_pick(bytes, G_N_ELEMENTS(limits));
    g_string_append(out, ", within: [");
    for (unsigned i = from; i < (several ? G_N_ELEMENTS(limits) : from + 1); i++)
        g_string_append_printf(out, "%s%s", i == from ? "" : ", ", limits[i]);
    g_string_append_c(out, ']');
    if (several && one_in(bytes, 3)) {
        g_string_append(out, ", target: [");
        for (unsigned i = from; i < G_N_ELEMENTS(limits); i++)
            g_string_append_printf(out, "%s%u", i == from ? "" : ", ", 20 * (i + 1));
        g_string_append_c(out, ']');
    }
}

static void
append_dates(GString *out, Bytes *bytes)
{
    if (!one_in(bytes, 3))
        return;
    const char *from = WORD(bytes, dates), *to = WORD(bytes, dates);
    g_string_append_printf(out, ", from: %s, to: %s", from, to);
}

static void
append_breakdown(GString *out, Bytes *bytes)
{
    static const char *const pers[] = {"year", "quarter", "month"};
    unsigned one = bytes_pick(bytes, G_N_ELEMENTS(coded)), other = bytes_pick(bytes, 2 * G_N_ELEMENTS(coded));
    if (other < G_N_ELEMENTS(coded) && other != one)
        g_string_append_printf(out, ", kind: breakdown, by: [%s, %s]", coded[one], coded[other]);
    else if (strcmp(coded[one], "outcome") == 0 && one_in(bytes, 2))
        g_string_append_printf(out, ", kind: breakdown, by: [outcome], %s",
                               one_in(bytes, 2) ? "at: year-end" : "follow-up: 3 months");
    else
        g_string_append_printf(out, ", kind: breakdown, by: [%s], per: %s", coded[one], WORD(bytes, pers));
    if (one_in(bytes, 4))
        g_string_append(out, ", leave-out: [Not recorded]");
    if (one_in(bytes, 4))
        g_string_append_printf(out, ", percent-of: p%u", bytes_pick(bytes, 3));
    if (one_in(bytes, 4))
        g_string_append(out, ", parts-of: all, decimals: 1");
}

static void
append_share(GString *out, Bytes *bytes)
{
    g_string_append(out, ", kind: share");
    switch (bytes_pick(bytes, 3)) {
    case 0:
        g_string_append_printf(out, ", in: p%u", bytes_pick(bytes, 3));
        break;
    case 1:
        append_limits(out, bytes, false);
        append_dates(out, bytes);
        break;
    default:
        g_string_append(out, ", repeat: person");
    }
}

static void
append_kind(GString *out, Bytes *bytes)
{
    static const char *const pers[] = {"year", "quarter", "month"};
    static const char *const bases[] = {"received", "closed", "due"};
    switch (bytes_pick(bytes, 8)) {
    case 0:
        g_string_append_printf(out, ", kind: count, per: %s", WORD(bytes, pers));
        break;
    case 1:
    case 2:
        append_breakdown(out, bytes);
        break;
    case 3:
        append_share(out, bytes);
        break;
    case 4:
        g_string_append_printf(out, ", kind: timeliness, base: %s", WORD(bytes, bases));
        g_string_append(out, one_in(bytes, 2) ? ", bands: true" : "");
        append_limits(out, bytes, true);
        append_dates(out, bytes);
        break;
    case 5:
        g_string_append_printf(out, ", kind: %s", one_in(bytes, 2) ? "duration" : "curve");
        append_dates(out, bytes);
        break;
    case 6:
        g_string_append(out, ", kind: caseload");
        append_limits(out, bytes, true);
        break;
    default:
        g_string_append(out, ", kind: supplied");
    }
}

static void
append_measures(GString *out, Bytes *bytes)
{
    static const char *const charts[] = {"bars",  "columns", "clustered", "stacked", "shares",
                                         "lines", "dots",    "heat",      "doughnut"};
    static const char *const sections[] = {"activity", "harm", "other", "caseload", "quality"};
    unsigned count = bytes_pick(bytes, 6);
    g_string_append(out, count ? "measures:\n" : "");
    for (unsigned i = 0; i < count; i++) {
        g_string_append_printf(out, "  - {id: m%u", i);
        append_key(out, "title", name_of(bytes));
        append_kind(out, bytes);
        if (one_in(bytes, 3))
            g_string_append_printf(out, ", of: p%u", bytes_pick(bytes, 3));
        if (one_in(bytes, 8))
            g_string_append_printf(out, ", chart: %s", WORD(bytes, charts));
        if (one_in(bytes, 4))
            g_string_append_printf(out, ", section: %s, order: listed", WORD(bytes, sections));
        g_string_append(out, "}\n");
    }
}

static void
append_disclosure(GString *out, Bytes *bytes)
{
    switch (bytes_pick(bytes, 4)) {
    case 0:
        g_string_append(out, "disclosure: {suppress-below: 0}\n");
        break;
    case 1:
        g_string_append_printf(out, "disclosure: {suppress-below: %u", bytes_pick(bytes, 10) + 1);
        g_string_append(out, one_in(bytes, 2) ? ", zeros: hidden}\n" : "\n}\n");
        break;
    case 2:
        g_string_append(out, "disclosure: {round-to: 5}\n");
        break;
    default:
        g_string_append(out, "disclosure: {suppress-below: 5}\n");
    }
    g_string_append_printf(out, "small-base: %u\n", bytes_pick(bytes, 3) * 10);
}

static char *
codes(Bytes *bytes)
{
    GString *out = g_string_new("field,category,part,value\n");
    for (unsigned field = 0; field < G_N_ELEMENTS(coded); field++) {
        if (one_in(bytes, 3))
            continue; /* its values are its categories */
        for (unsigned i = 0; i < 5; i++) {
            const char *value = names[(field * 5 + i) % G_N_ELEMENTS(names)];
            g_string_append_printf(out, "%s,", coded[field]);
            csv_append_cell(out, one_in(bytes, 4) ? name_of(bytes) : value);
            g_string_append_c(out, ',');
            csv_append_cell(out, one_in(bytes, 3) ? name_of(bytes) : "");
            g_string_append_c(out, ',');
            csv_append_cell(out, value);
            g_string_append_c(out, '\n');
        }
    }
    return g_string_free(out, FALSE);
}

/* Three bytes are a record, so that some hundred bytes make councils with many. */
static char *
records(Bytes *bytes)
{
    GString *out = g_string_new("id,received,closed,aware,person,stage,harm,sector,source,outcome,own\n");
    for (unsigned i = 0; bytes->at < bytes->end; i++) {
        uint8_t dice[3];
        for (unsigned k = 0; k < 3; k++)
            dice[k] = (uint8_t)bytes_pick(bytes, 256);
        /* The values and positions of three bytes, mixed. */
        uint8_t stirred[24];
        for (gsize k = 0; k < sizeof stirred; k++)
            stirred[k] = (uint8_t)(dice[k % 3] * (2 * k + 1) + (dice[(k + 1) % 3] >> (k % 5)) + i * k);
        Bytes record = {stirred, stirred + sizeof stirred};
        g_string_append_printf(out, "%u,", one_in(&record, 16) ? 1 : i);
        append_day(out, &record, one_in(&record, 9));
        g_string_append_c(out, ',');
        if (!one_in(&record, 3))
            append_day(out, &record, false);
        g_string_append_c(out, ',');
        if (one_in(&record, 2))
            append_day(out, &record, false);
        g_string_append_printf(out, ",P%u", bytes_pick(&record, 9));
        for (unsigned field = 0; field < G_N_ELEMENTS(coded); field++) {
            g_string_append_c(out, ',');
            csv_append_cell(out, one_in(&record, 7) ? "" : category_of(&record, field));
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, FALSE);
}

/* Supplied figures, and earlier years that have no records. */
static char *
figures(Bytes *bytes)
{
    static const char *const numbers[] = {"0", "3", "17", "1e15", "12.5", "-4", "0.1"};
    static const char *const periods[] = {"2023-24", "2022-23", "2020-21", "2023-24 Q1", "2023-04"};
    GString *out = g_string_new("measure,period,category,part,count,percent,value,status\n");
    for (unsigned i = 0; i < 6; i++) {
        g_string_append_printf(out, "m%u,", bytes_pick(bytes, 5));
        g_string_append_printf(out, "%s,", WORD(bytes, periods));
        csv_append_cell(out, one_in(bytes, 3) ? "" : name_of(bytes));
        g_string_append_printf(out, ",%u,%s,", i, WORD(bytes, numbers));
        g_string_append(out, one_in(bytes, 3) ? "50," : ",");
        g_string_append_printf(out, "%s,\n", one_in(bytes, 3) ? WORD(bytes, numbers) : "");
    }
    return g_string_free(out, FALSE);
}

const char *
invented_council(Bytes *bytes)
{
    g_autoptr(GString) profile = g_string_new(NULL);
    append_report(profile, bytes);
    append_records(profile, bytes);
    append_measures(profile, bytes);
    append_disclosure(profile, bytes);
    g_autofree char *list = codes(bytes), *supplied = figures(bytes), *rows = records(bytes);
    fuzz_file("codes.csv", list, strlen(list));
    fuzz_file("figures.csv", supplied, strlen(supplied));
    fuzz_file("contacts.csv", rows, strlen(rows));
    return fuzz_file("profile.yaml", profile->str, profile->len);
}
