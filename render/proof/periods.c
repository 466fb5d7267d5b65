#include "render/proof/statement.h"
#include <string.h>

#define MONTH "(?:january|february|march|april|may|june|july|august|september|october|november|december)"

static void
take(char *taken, Span span)
{
    if (taken)
        memset(taken + span.start, 1, span.end - span.start);
}

static void
add(GArray *mentions, Span span, char *period)
{
    Mention mention = {span, period};
    if (period)
        g_array_append_val(mentions, mention);
}

/* 2022-23, 2022/23, 2022 to 2023 and, where years start in January, 2022. */
static char *
year_label(const char *words, const Profile *profile)
{
    g_auto(GStrv) numbers = g_regex_split_simple("\\D+", words, 0, 0);
    int first = (int)g_ascii_strtoll(numbers[0], NULL, 10);
    if (numbers[1]) {
        int second = (int)g_ascii_strtoll(numbers[1], NULL, 10) % 100;
        if (second != (first + 1) % 100)
            return second >= 1 && second <= 12 ? g_strdup_printf("%d-%02d", first, second) : NULL;
    }
    return calendar_year_label(first, calendar_whole(profile->year_start));
}

/* "2019 through to 2022": the first and the last year of a stretch that is longer than one. */
static void
find_stretches(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    static const char pattern[] = "\\b(20\\d\\d)\\s+(?:(?:through )?to|until|and)\\s+20\\d\\d\\b(?![-/])";
    Span span, group;
    for (gsize from = 0; pattern_find_group(pattern, text, from, &span, &group); from = span.end) {
        int first = (int)g_ascii_strtoll(text + group.start, NULL, 10),
            last = (int)g_ascii_strtoll(text + span.end - 4, NULL, 10);
        if (last < first + 2)
            continue;
        add(mentions, group, calendar_year_label(first, calendar_whole(profile->year_start)));
        add(mentions, (Span){span.end - 4, span.end},
            calendar_year_label(last - (profile->year_start.start_month > 1),
                                calendar_whole(profile->year_start)));
        take(taken, span);
    }
}

static bool
is_excepted(const char *text, gsize at)
{
    return pattern_between("\\b(?:except(?: for)?|excluding|apart from)\\s+(?:in\\s+)?$", text, 0, at);
}

static void
find_years(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    const char *pattern = profile->year_start.start_month == 1
                              ? "\\b(20\\d\\d)\\b(?![-/\\x{2013}]\\d)"
                              : "\\b20\\d\\d\\s?[-/\\x{2013}]\\s?(?:20)?\\d\\d\\b(?!-)";
    Span span;
    for (gsize from = 0; pattern_find(pattern, text, from, &span); from = span.end) {
        g_autofree char *words = span_words(text, span);
        char *label = year_label(words, profile);
        if (label && (!taken || !taken[span.start])) {
            if (is_excepted(text, span.start))
                g_clear_pointer(&label, g_free);
            add(mentions, span, label);
            take(taken, span);
        } else {
            g_free(label);
        }
    }
}

/* "July to September 2024", where these months are what is reported of each year. */
static void
find_parts(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    Span span;
    int year;
    for (gsize from = 0;
         profile->year_start.quarters &&
         pattern_find("\\b[A-Z][a-z]+(?: 20\\d\\d)? to [A-Z][a-z]+ 20\\d\\d\\b", text, from, &span);
         from = span.end) {
        g_autofree char *label = span_words(text, span);
        if (!calendar_parse_year(label, profile->year_start, &year))
            continue;
        add(mentions, span, g_steal_pointer(&label));
        take(taken, span);
    }
}

static int
month_number(const char *name)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12; i++)
        if (g_ascii_strncasecmp(name, names[i], 3) == 0)
            return i + 1;
    return 0;
}

/* Whether a day stands before a month: "31 March 2024", "1st of April". */
static bool
follows_day(const char *text, gsize month)
{
    return pattern_between("\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?$", text, 0, month);
}

/* "March 2022"; a month alone is that of the year reported. What is said of a day is said of its year, and of
 * the one reported where the day is later: cases stand as they are known then. */
static void
find_months(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    Span span, year;
    for (gsize from = 0; pattern_find_group(
             "\\b(?:" MONTH
             "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\\b(?:,?\\s+(20\\d\\d)\\b(?![-/\\x{2013}]))?",
             text, from, &span, &year);
         from = span.end) {
        bool with_year = year.end > year.start;
        if ((taken && taken[span.start]) || (!with_year && !g_ascii_isupper(text[span.start])))
            continue;
        int month = month_number(text + span.start);
        int number = with_year ? (int)g_ascii_strtoll(text + year.start, NULL, 10)
                               : profile->year + (month < profile->year_start.start_month);
        int of_year = number - (month < profile->year_start.start_month);
        bool day = with_year && follows_day(text, span.start);
        if (!day)
            add(mentions, span, g_strdup_printf("%d-%02d", number, month));
        else if (of_year < profile->year)
            add(mentions, span, calendar_year_label(of_year, profile->year_start));
        take(taken, span);
    }
}

static void
find_quarters(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    Span span, digit;
    for (gsize from = 0; pattern_find_group("\\b(?:quarter|Q)\\s?([1-4])\\b", text, from, &span, &digit);
         from = span.end) {
        ReportingYear years = profile->year_start;
        int quarter = text[digit.start] - '1', year;
        g_autofree char *label = calendar_quarter_label(profile->year, quarter, years);
        add(mentions, span,
            calendar_parse_year(label, years, &year) ? calendar_year_label(year, years)
                                                     : g_steal_pointer(&label));
        take(taken, span);
    }
}

void
periods_find(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    find_parts(mentions, text, profile, taken);
    find_years(mentions, text, profile, taken);
    find_stretches(mentions, text, profile, taken);
    find_months(mentions, text, profile, taken);
    find_quarters(mentions, text, profile, taken);
}

#define WORDS "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
#define AMOUNT "(?:\\d[\\d,.]*|" WORDS ")"

/* Numbers that are plainly no figure. */
void
passed_over_find(const char *text, char *taken)
{
    static const char *const patterns[] = {
        "^\\s*\\(?\\d+(?:\\.\\d+)*[.)](?=\\s|$)|^\\s*\\d+(?:\\.\\d+)+(?=\\s)",
        "\\S+@\\S+|https?://\\S+|www\\.\\S+",
        "\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?" MONTH "(?:,?\\s+\\d{4})?\\b",
        "\\b" MONTH "\\s+\\d{1,2}(?:st|nd|rd|th)?\\b(?!\\d)(?:,?\\s+\\d{4}\\b)?",
        "\\b\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d\\d)\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b",
        "\\b\\d{1,2}:\\d\\d\\b|\\b\\d{1,2}(?:\\.\\d\\d)?\\s?[ap]m\\b|\\b24/7\\b",
        "\\b(?:tables?|figures?|fig\\.?|charts?|sections?|pages?|p\\.|paragraphs?|para\\.?|parts?|chapters?|"
        "appendix|appendices|annex|version|steps?|stages?|priority|priorities|actions?|objectives?|standards?"
        "|"
        "tier|phase|regulations?|articles?|schedule|criterion|points?|questions?|items?|key "
        "stage|recommendations?|"
        "year(?=\\s\\d{1,2}\\b))\\s+" AMOUNT "(?:\\s*(?:and|to|,|&|-|\\x{2013}|of)\\s*" AMOUNT ")*(?!%)",
        "\\b(?:aged?|ages|age of)\\s+\\d+(?:\\s*(?:to|-|\\x{2013}|and)\\s*\\d+)?",
        "\\b\\d+(?:\\s*(?:to|-|\\x{2013})\\s*\\d+)?[- ]year[- ]olds?",
        "\\b(?:under|over)[ -](?:the age of\\s+)?(?:16|18|21|25)s?\\b(?!\\s*(?:%|per))",
        "\\b" AMOUNT "(?:\\s*(?:to|-|\\x{2013}|or|and)\\s*" AMOUNT
        ")?[- ](?:calendar |working |financial |reporting |school |consecutive "
        ")?(?:minute|hour|week|month|year|term)s?\\b(?!'s\\s+contacts)",
        "\\b(?:within|after|every)\\s+" AMOUNT "\\s+(?:working |calendar )?days?\\b|\\b" AMOUNT
        "[ -]working[ -]days?\\b|\\b" AMOUNT "\\s+days or (?:fewer|less|more)\\b|\\b" AMOUNT "-day\\b",
        "\\b0\\d{2,4}[ -]?\\d{3,4}[ -]?\\d{3,4}\\b",
        "\\b\\d+(?:\\.\\d+)?%\\s*(?:\\w+\\s+)?(?:confidence|intervals?|level|limits?)\\b|\\b\\d+% of them "
        "within, or \\d+(?:\\.\\d+)?%|\\btested "
        "at\\s+\\d+(?:\\.\\d+)?%",
        "\\b\\d[\\d,]*\\s+rows?\\b",
        "\\b(?:per|every)\\s+1(?:0|00)?,?000\\b|\\band\\s+" AMOUNT "\\s+others?\\b",
        "\\x{a3}\\s?[\\d,.]+\\s?(?:k|m|million|thousand)?\\b",
        "\\b(?:act|regulations|guidance|order|children|education)\\s+(?:19|20)\\d\\d\\b|\\b(?:19|20)"
        "\\d\\d\\b",
        "\\[\\d+\\]",
        "\\badds?(?:ing)? (?:up )?to 100\\b|\\brule set \\d|\\b\\d+ clear changes?\\b|\\b(?:one|two|three) "
        "(?:thirds?|quarters?|halves)\\b",
        "\\b2\\.66 mean|\\bneed \\d+ without|\\b" AMOUNT "(?: of " AMOUNT ")? in a row\\b",
        "\\bat\\s+9[59](?:\\.\\d+)?%",
        "\\b[A-Z]{1,2}\\d{1,2}[A-Z]? \\d[A-Z]{2}\\b",
        "\\b\\d[\\d,]* of \\d[\\d,]* figures are hidden, and with them (?:about|less than) \\d+%",
    };
    Span span;
    for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++)
        for (gsize from = 0; pattern_find(patterns[i], text, from, &span) && span.end > from; from = span.end)
            take(taken, span);
}

/* A month may be short in a table: "Apr". */
static bool
find_short_month(GArray *mentions, const char *text, const Profile *profile)
{
    Span span, name;
    if (!pattern_find_group("^\\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\b", text, 0, &span,
                            &name))
        return false;
    int month = month_number(text + name.start);
    add(mentions, span,
        g_strdup_printf("%d-%02d", profile->year + (month < profile->year_start.start_month), month));
    return true;
}

void
periods_of_cell(GArray *mentions, const Passage *passage, const Profile *profile)
{
    const char *const places[] = {passage->column, passage->row, passage->caption};
    Profile named = *profile;
    for (gsize i = 0; i < G_N_ELEMENTS(places) && !mentions->len; i++) {
        find_parts(mentions, places[i], profile, NULL);
        find_years(mentions, places[i], profile, NULL);
    }
    if (mentions->len == 1)
        calendar_parse_year(g_array_index(mentions, Mention, 0).period, profile->year_start, &named.year);
    guint years = mentions->len;
    for (gsize i = 0; i < 2 && mentions->len == years; i++)
        find_quarters(mentions, places[i], &named, NULL);
    for (gsize i = 0; i < 2 && mentions->len == years; i++)
        find_short_month(mentions, places[i], &named);
    if (mentions->len > years)
        g_array_remove_range(mentions, 0, years);
}
