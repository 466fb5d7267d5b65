#include "render/proof/statement.h"
#include <stdlib.h>
#include <string.h>

static void
take(char *taken, Span span)
{
    if (taken)
        memset(taken + span.start, 1, span.end - span.start);
}

/* Takes the period over; NULL: it is none. */
static bool
add(GArray *mentions, Span span, char *period)
{
    Mention mention = {span, g_intern_string(period)};
    if (period)
        g_array_append_val(mentions, mention);
    g_free(period);
    return mention.period;
}

/* "2019 through to 2022": the first and the last year of a stretch that is longer than one. */
static bool
add_stretch(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    ReportingYear years = calendar_whole(profile->year_start);
    int first = (int)g_ascii_strtoll(text + span.start, NULL, 10),
        last = (int)g_ascii_strtoll(text + span.end - 4, NULL, 10);
    if (last < first + 2)
        return false;
    add(mentions, (Span){span.start, span.start + 4}, calendar_year_label(first, years));
    add(mentions, (Span){span.end - 4, span.end}, calendar_year_label(last - (years.start_month > 1), years));
    return true;
}

/* "March 2022"; a month alone is that of the year reported. What is said of a day is said of its year, and of
 * the one reported where the day is later: cases stand as they are known then. */
static bool
add_month(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    g_autofree char *first_letters = g_strdup_printf("%.3s-01", text + span.start),
                    *known = calendar_period(first_letters);
    int named = g_ascii_isdigit(text[span.end - 1]) ? atoi(text + span.end - 4) : 0,
        month = known ? atoi(known + strlen("2001-")) : 0;
    if (!month || (!named && !g_ascii_isupper(text[span.start])))
        return false;
    bool before = month < profile->year_start.start_month,
         day = named && pattern_between("\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?$", text, 0, span.start);
    if (!day)
        return add(mentions, span, g_strdup_printf("%d-%02d", named ? named : profile->year + before, month));
    if (named - before < profile->year)
        add(mentions, span, calendar_year_label(named - before, profile->year_start));
    return true;
}

static bool
add_quarter(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    ReportingYear years = profile->year_start;
    int year;
    g_autofree char *label = calendar_quarter_label(profile->year, text[span.end - 1] - '1', years);
    return add(mentions, span,
               calendar_parse_year(label, years, &year) ? calendar_year_label(year, years)
                                                        : g_steal_pointer(&label));
}

/* "July to September 2024", where these months are what is reported of each year. */
static bool
add_part(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    int year;
    g_autofree char *label = span_words(text, span);
    return profile->year_start.quarters && calendar_parse_year(label, profile->year_start, &year) &&
           add(mentions, span, g_steal_pointer(&label));
}

/* "2022-23", "2022/23" and, where years start in January, "2022". */
static bool
add_year(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    (void)profile;
    g_autofree char *words = span_words(text, span), *label = calendar_period(words);
    bool left_out =
        pattern_between("\\b(?:except(?: for)?|excluding|apart from)\\s+(?:in\\s+)?$", text, 0, span.start);
    return label && (left_out || add(mentions, span, g_steal_pointer(&label)));
}

typedef enum { PART, YEARS, STRETCH, MONTHS, QUARTERS, KINDS } Kind;

static void
find(GArray *mentions, Kind kind, const char *text, const Profile *profile, char *taken)
{
    static const struct {
        const char *pattern;
        bool (*add)(GArray *, const char *, Span, const Profile *);
    } kinds[KINDS] = {
        [PART] = {"\\b[A-Z][a-z]+(?: 20\\d\\d)? to [A-Z][a-z]+ 20\\d\\d\\b", add_part},
        [YEARS] = {"\\b20\\d\\d\\s?[-/\\x{2013}]\\s?(?:20)?\\d\\d\\b(?!-)", add_year},
        [STRETCH] = {"\\b20\\d\\d\\s+(?:(?:through )?to|until|and)\\s+20\\d\\d\\b(?![-/])", add_stretch},
        [MONTHS] = {"{month-of-year}", add_month},
        [QUARTERS] = {"\\b(?:quarter|Q)\\s?[1-4]\\b", add_quarter},
    };
    const char *pattern = kind == YEARS && profile->year_start.start_month == 1
                              ? "\\b20\\d\\d\\b(?![-/\\x{2013}]\\d)"
                              : kinds[kind].pattern;
    Span span;
    for (gsize from = 0; pattern_find(pattern, text, from, &span); from = span.end)
        if ((!taken || !taken[span.start]) && kinds[kind].add(mentions, text, span, profile))
            take(taken, span);
}

void
periods_find(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    for (Kind kind = PART; kind < KINDS; kind++)
        find(mentions, kind, text, profile, taken);
}

void
periods_of_cell(GArray *mentions, const Passage *passage, const Profile *profile)
{
    const char *const places[] = {passage->column, passage->row, passage->caption};
    Profile named = *profile;
    for (gsize i = 0; i < G_N_ELEMENTS(places) && !mentions->len; i++) {
        find(mentions, PART, places[i], profile, NULL);
        find(mentions, YEARS, places[i], profile, NULL);
    }
    if (mentions->len == 1)
        calendar_parse_year(g_array_index(mentions, Mention, 0).period, profile->year_start, &named.year);
    guint years = mentions->len;
    for (gsize i = 0; i < 4 && mentions->len == years; i++)
        find(mentions, i < 2 ? QUARTERS : MONTHS, places[i % 2], &named, NULL);
    if (mentions->len > years)
        g_array_remove_range(mentions, 0, years);
}

/* Numbers that are plainly no figure. */
void
passed_over_find(const char *text, char *taken)
{
    Span span;
    for (gsize from = 0; pattern_find("{no-figure}", text, from, &span); from = MAX(span.end, from + 1))
        take(taken, span);
}
