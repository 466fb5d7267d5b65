#include "render/proof/statement.h"
#include "analysis/figures/figures.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sentences, and what they state: periods, then quantities, for which periods are known by then. `taken`, one
 * byte a byte of text, marks what is no figure. */

static void
mark_taken(char *taken, Span span)
{
    if (taken)
        memset(taken + span.start, 1, span.end - span.start);
}

/* Takes the period over; NULL: it is none. */
static bool
add_mention(GArray *mentions, Span span, char *period)
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
    add_mention(mentions, (Span){span.start, span.start + 4}, calendar_year_label(first, years));
    add_mention(mentions, (Span){span.end - 4, span.end},
                calendar_year_label(last - (years.start_month > 1), years));
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
        return add_mention(mentions, span,
                           g_strdup_printf("%d-%02d", named ? named : profile->year + before, month));
    if (named - before < profile->year)
        add_mention(mentions, span, calendar_year_label(named - before, profile->year_start));
    return true;
}

static bool
add_quarter(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    ReportingYear years = profile->year_start;
    int year;
    g_autofree char *label = calendar_quarter_label(profile->year, text[span.end - 1] - '1', years);
    return add_mention(mentions, span,
                       calendar_parse_year(label, years, &year) ? calendar_year_label(year, years)
                                                                : g_steal_pointer(&label));
}

/* "July to September 2024", where these months are what is reported of each year. */
static bool
add_part_of_year(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    int year;
    g_autofree char *label = span_words(text, span);
    return profile->year_start.quarters && calendar_parse_year(label, profile->year_start, &year) &&
           add_mention(mentions, span, g_steal_pointer(&label));
}

/* "2022-23", "2022/23" and, where years start in January, "2022". */
static bool
add_named_year(GArray *mentions, const char *text, Span span, const Profile *profile)
{
    (void)profile;
    g_autofree char *words = span_words(text, span), *label = calendar_period(words);
    bool left_out =
        pattern_between("\\b(?:except(?: for)?|excluding|apart from)\\s+(?:in\\s+)?$", text, 0, span.start);
    return label && (left_out || add_mention(mentions, span, g_steal_pointer(&label)));
}

typedef enum { PART, YEARS, STRETCH, MONTHS, QUARTERS, KINDS } Kind;

static void
find_periods_of_kind(GArray *mentions, Kind kind, const char *text, const Profile *profile, char *taken)
{
    static const struct {
        const char *pattern;
        bool (*add_mention)(GArray *, const char *, Span, const Profile *);
    } kinds[KINDS] = {
        [PART] = {"\\b[A-Z][a-z]+(?: 20\\d\\d)? to [A-Z][a-z]+ 20\\d\\d\\b", add_part_of_year},
        [YEARS] = {"\\b20\\d\\d\\s?[-/\\x{2013}]\\s?(?:20)?\\d\\d\\b(?!-)", add_named_year},
        [STRETCH] = {"\\b20\\d\\d\\s+(?:(?:through )?to|until|and)\\s+20\\d\\d\\b(?![-/])", add_stretch},
        [MONTHS] = {"{month-of-year}", add_month},
        [QUARTERS] = {"\\b(?:quarter|Q)\\s?[1-4]\\b", add_quarter},
    };
    const char *pattern = kind == YEARS && profile->year_start.start_month == 1
                              ? "\\b20\\d\\d\\b(?![-/\\x{2013}]\\d)"
                              : kinds[kind].pattern;
    Span span;
    for (gsize from = 0; pattern_find(pattern, text, from, &span); from = span.end)
        if ((!taken || !taken[span.start]) && kinds[kind].add_mention(mentions, text, span, profile))
            mark_taken(taken, span);
}

static void
find_periods(GArray *mentions, const char *text, const Profile *profile, char *taken)
{
    for (Kind kind = PART; kind < KINDS; kind++)
        find_periods_of_kind(mentions, kind, text, profile, taken);
}

/* Those of a table's cell, which its headings and caption say together: a year, or a quarter or month of it.
 */
static void
find_periods_of_cell(GArray *mentions, const Passage *passage, const Profile *profile)
{
    const char *const places[] = {passage->column, passage->row, passage->caption};
    Profile named = *profile;
    for (gsize i = 0; i < G_N_ELEMENTS(places) && !mentions->len; i++) {
        find_periods_of_kind(mentions, PART, places[i], profile, NULL);
        find_periods_of_kind(mentions, YEARS, places[i], profile, NULL);
    }
    if (mentions->len == 1)
        calendar_parse_year(g_array_index(mentions, Mention, 0).period, profile->year_start, &named.year);
    guint years = mentions->len;
    for (gsize i = 0; i < 4 && mentions->len == years; i++)
        find_periods_of_kind(mentions, i < 2 ? QUARTERS : MONTHS, places[i % 2], &named, NULL);
    if (mentions->len > years)
        g_array_remove_range(mentions, 0, years);
}

int
direction_of(const char *words)
{
    return pattern_in("^(?:{falling})", words) ? -1 : 1;
}

/* "a rise of 7 points", "fell by 5", "2% increase", "38 fewer", "a difference of +30%". */
static void
see_change(Quantity *quantity, const char *before, const char *after)
{
    Span span, word;
    if (pattern_find_group("{change-of}", before, 0, &span, &word) ||
        pattern_find_group("{change-in}", before, 0, &span, &word)) {
        g_autofree char *than = g_strdup(before + word.start);
        quantity->is_change = !pattern_in("^(?:more|less|fewer|higher|lower)\\s+than", than);
        quantity->direction = direction_of(before + word.start);
    } else if (pattern_find_group("{changed-behind}", after, 0, &span, &word)) {
        quantity->is_change = true;
        quantity->direction = direction_of(after + word.start);
    } else if (pattern_in("\\b(?:difference|change|changed) (?:of|by)\\s+[+\\x{2212}-]?$", before)) {
        quantity->is_change = true;
        quantity->direction = quantity->value > 0 ? 1 : -1;
    }
    if (quantity->is_change && quantity->value < 0)
        quantity->value = -quantity->value, quantity->direction = -1;
}

static Manner
manner_of(const char *before)
{
    return pattern_in("\\b(?:about|around|approximately|roughly|circa|some|just)\\s+$", before) ? ABOUT
           : pattern_in("\\b(?:over|more than|above|at least)\\s+$", before)                    ? MORE_THAN
           : pattern_in("\\b(?:nearly|almost|under|less than|fewer than|below|up to|just under)\\s+$", before)
               ? LESS_THAN
               : EXACTLY;
}

const char *
year_back(const Profile *profile, int back)
{
    g_autofree char *label = calendar_year_label(profile->year - back, profile->year_start);
    return g_intern_string(label);
}

/* Which of the sentence's periods a quantity is of: the one that follows it, else the one before it where
 * that is the only one. */
static const char *
period_named(const Quantity *quantity, const Statement *statement)
{
    const GArray *mentions = statement->mentions;
    guint earlier = 0;
    while (earlier < mentions->len &&
           g_array_index(mentions, Mention, earlier).span.start < quantity->span.start)
        earlier++;
    const Mention *after = earlier < mentions->len ? &g_array_index(mentions, Mention, earlier) : NULL,
                  *before = earlier == 1 ? &g_array_index(mentions, Mention, 0) : NULL;
    g_autofree char *on =
        after ? span_words(statement->text, (Span){quantity->span.end, after->span.start}) : NULL;
    if (after && pattern_in("{in-period}", on) && !pattern_in("{to-another}", on))
        return after->period;
    if (!before || quantity->compared || quantity->is_change)
        return NULL;
    /* "from 30% in 2022-23 to 15%" leaves that year, and so does "compared with 70 in 2022-23: 48 for". */
    g_autofree char *between = span_words(statement->text, (Span){before->span.end, quantity->span.start});
    bool left = pattern_in("^[^.;]{0,20}\\bto\\s+{hedge}$", between);
    for (guint i = 0; i < statement->quantities->len && strchr(between, ':'); i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        left = left || (other->compared && other->period == before->period);
    }
    return left ? NULL : before->period;
}

/* A number without a year is of the one reported, or the one before that it is compared with, unless other
 * years are named; and so it is where the only one is said of another number: "34%, against 68% in 2022-23".
 */
static const char *
period_meant(const Quantity *quantity, const Statement *statement, const Profile *profile)
{
    bool another = false;
    if (statement->passage->kind == PASSAGE_CELL)
        return column_is_plain(statement->passage->column) ? quantity->period : NULL;
    if (quantity->period)
        return quantity->period;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *other = &g_array_index(statement->quantities, Quantity, i);
        another = another || (other->period && other->compared);
    }
    if (statement->mentions->len)
        return another && statement->mentions->len == 1 && !quantity->compared ? year_back(profile, 0) : NULL;
    return quantity->compared && statement->period ? year_back(profile, 1) : statement->period;
}

/* The only one that a sentence names; or the one reported, unless the paragraph names another. */
static const char *
period_of(const Statement *statement, const Profile *profile)
{
    const char *year = year_back(profile, 0);
    if (statement->mentions->len)
        return statement->mentions->len == 1 ? g_array_index(statement->mentions, Mention, 0).period : NULL;
    for (guint i = 0; i < statement->mentions_near->len; i++)
        if (strcmp(g_array_index(statement->mentions_near, Mention, i).period, year) != 0)
            return NULL;
    return year;
}

bool
column_is_plain(const char *column)
{
    return *column && pattern_in("{plain-column}", column);
}

static Unit
unit_of(const char *words, const Passage *passage)
{
    if (pattern_in("\\bpoints?\\s*$", words))
        return UNIT_POINTS;
    if (pattern_in("%|per\\s?cent", words) ||
        (passage->kind == PASSAGE_CELL && pattern_in("%|per\\s?cent", passage->column)))
        return UNIT_PERCENT;
    return UNIT_NUMBER;
}

static double
number_in(const char *words, int *decimals)
{
    g_auto(GStrv) parts = g_strsplit(words, ",", -1);
    g_autofree char *number = g_strjoinv("", parts);
    const char *digits = number + strcspn(number, "0123456789"), *point = strchr(digits, '.');
    *decimals = point ? (int)strlen(point + 1) : 0;
    return g_ascii_strtod(digits, NULL) * (digits > number && *number != '+' ? -1 : 1);
}

static void
add_quantity(Statement *statement, GArray *quantities, const Profile *profile, Span span, Span number)
{
    g_autofree char *words = span_words(statement->text, span), *digits = span_words(statement->text, number),
                    *before = g_strndup(statement->text, span.start);
    const char *after = statement->text + span.end;
    bool cell = statement->passage->kind == PASSAGE_CELL,
         last_year = pattern_in("{last-years-before}", before) || pattern_in("{last-years-behind}", after);
    const Quantity *last = quantities->len ? &g_array_index(quantities, Quantity, quantities->len - 1) : NULL;
    Quantity quantity = {
        .span = span, .unit = unit_of(words, statement->passage), .manner = manner_of(before)};
    int word = g_ascii_strcasecmp(digits, "single") == 0 ? 1 : number_of_word(digits);
    quantity.value = word ? word : number_in(digits, &quantity.decimals);
    see_change(&quantity, before, after);
    /* "from 304 (41%)" */
    quantity.compared =
        last_year || pattern_in("{compared-with}", before) ||
        (last && last->compared && pattern_between("^\\s*\\($", statement->text, last->span.end, span.start));
    quantity.period = period_named(&quantity, statement);
    if (!quantity.period && last_year && !statement->mentions->len)
        quantity.period = year_back(profile, 1);
    if (!quantity.period && cell && statement->mentions_near->len == 1)
        quantity.period = g_array_index(statement->mentions_near, Mention, 0).period;
    if (cell && !quantity.is_change && pattern_in("\\bchange\\b", statement->passage->column)) {
        quantity.is_change = true;
        quantity.direction = (quantity.value > 0) - (quantity.value < 0);
        quantity.value = fabs(quantity.value);
    }
    g_array_append_val(quantities, quantity);
}

/* The words that name a number: a figure where what they count is what is counted here, and else what may
 * stand for one that is hidden: "two were false". */
static void
find_spelt(Statement *statement, const Profile *profile, const char *taken)
{
    g_autofree char *counted = g_strdup_printf("^\\s+(?:\\w+\\s+)?(?:of the |{counted-words}|%s|%s)\\b",
                                               profile->word, profile->words);
    Span span, word;
    /* Patterns are kept by their text for good, and this one is the same for the whole of a run. */
    const char *kept = g_intern_string(counted);
    for (gsize from = 0; pattern_find_group("{spelt-number}", statement->text, from, &span, &word);
         from = span.end)
        if (!taken[word.start])
            add_quantity(statement,
                         pattern_in(kept, statement->text + word.end) &&
                                 !pattern_in("^(?:one|single)", statement->text + word.start)
                             ? statement->quantities
                             : statement->spelt,
                         profile, word, word);
}

/* Of quantities, and of mentions: a span is the first in both. */
static int
by_place(gconstpointer one, gconstpointer other)
{
    const Span *a = one, *b = other;
    return (a->start > b->start) - (a->start < b->start);
}

static void
find_quantities(Statement *statement, const Profile *profile, const char *taken)
{
    Span span, number;
    statement->quantities = g_array_new(FALSE, TRUE, sizeof(Quantity));
    statement->spelt = g_array_new(FALSE, TRUE, sizeof(Quantity));
    g_array_sort(statement->mentions, by_place);
    statement->period = period_of(statement, profile);
    if (pattern_in("\\ball years\\b", statement->passage->column))
        return; /* a sum of several figures */
    for (gsize from = 0; pattern_find_group("{number}", statement->text, from, &span, &number);
         from = span.end)
        if (!taken[number.start] && !taken[number.end - 1])
            add_quantity(statement, statement->quantities, profile, span, number);
    find_spelt(statement, profile, taken);
    g_array_sort(statement->quantities, by_place);
    for (guint i = 0; i < statement->quantities->len; i++) {
        Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        quantity->meant = period_meant(quantity, statement, profile);
    }
}

bool
quantity_is(const Quantity *quantity, double value)
{
    double said = quantity->value;
    if (quantity->is_change || quantity->unit == UNIT_POINTS)
        value = fabs(value);
    if (fabs(figure_round(value, quantity->decimals) - said) < 1e-9)
        return true;
    switch (quantity->manner) {
    case ABOUT:
        return fabs(value - said) <= MAX(fabs(value) * 0.05, 0.5);
    case MORE_THAN:
        return value >= said && value < said + MAX(fabs(said) * 0.1, 1);
    case LESS_THAN:
        return value <= said && value > said - MAX(fabs(said) * 0.1, 1);
    case EXACTLY:
        break;
    }
    return false;
}

bool
mentions_have(const GArray *mentions, const char *period)
{
    for (guint i = 0; i < mentions->len; i++)
        if (strcmp(g_array_index(mentions, Mention, i).period, period) == 0)
            return true;
    return false;
}

void
statement_free(gpointer pointer)
{
    Statement *statement = pointer;
    g_free(statement->text);
    g_hash_table_unref(statement->stems);
    g_hash_table_unref(statement->around);
    g_array_unref(statement->quantities);
    g_array_unref(statement->spelt);
    g_array_unref(statement->mentions);
    g_array_unref(statement->mentions_near);
    g_free(statement);
}

/* What words a table's cell or a paragraph stands among: the same for all its statements, which share it. */
static void
look_around(Statement *around, const Passage *passage, const Profile *profile)
{
    around->around = stems_of("");
    around->mentions_near = g_array_new(FALSE, FALSE, sizeof(Mention));
    const char *const wide[] = {passage->text, passage->row, passage->column, passage->caption,
                                passage->heading};
    for (gsize i = 0; i < G_N_ELEMENTS(wide); i++)
        stems_add(around->around, wide[i]);
    if (passage->kind == PASSAGE_CELL)
        find_periods_of_cell(around->mentions_near, passage, profile);
    else
        find_periods(around->mentions_near, passage->text, profile, NULL);
    if (!around->mentions_near->len)
        find_periods(around->mentions_near, passage->caption, profile, NULL);
}

static void
add_statement(GPtrArray *statements, const Statement *around, const Passage *passage, const Profile *profile,
              gsize from, gsize to)
{
    const Statement *last = statements->len ? statements->pdata[statements->len - 1] : NULL;
    Statement *statement = g_new0(Statement, 1);
    g_ptr_array_add(statements, statement);
    statement->passage = passage;
    statement->offset = from;
    statement->previous = last ? last->text : NULL;
    statement->text = g_strdelimit(g_strndup(passage->text + from, to - from), "\n", ' ');
    statement->stems = stems_of(statement->text);
    stems_add(statement->stems, passage->row);
    stems_add(statement->stems, passage->column);
    statement->around = g_hash_table_ref(around->around);
    statement->mentions_near = g_array_ref(around->mentions_near);
    statement->mentions = g_array_new(FALSE, FALSE, sizeof(Mention));
    g_autofree char *taken = g_malloc0(strlen(statement->text) + 1);
    find_periods(statement->mentions, statement->text, profile, taken);
    /* Numbers that are plainly no figure. */
    Span span;
    for (gsize at = 0; pattern_find("{no-figure}", statement->text, at, &span); at = MAX(span.end, at + 1))
        mark_taken(taken, span);
    find_quantities(statement, profile, taken);
}

GPtrArray *
statements_of(const Passage *passage, const Profile *profile)
{
    GPtrArray *statements = g_ptr_array_new_with_free_func(statement_free);
    Statement around = {0};
    look_around(&around, passage, profile);
    gsize from = 0;
    Span span;
    while (passage->kind != PASSAGE_CELL && pattern_find("{end-of-sentence}", passage->text, from, &span) &&
           span.end > from) {
        add_statement(statements, &around, passage, profile, from, span.start);
        from = span.end;
    }
    add_statement(statements, &around, passage, profile, from, strlen(passage->text));
    g_hash_table_unref(around.around);
    g_array_unref(around.mentions_near);
    return statements;
}
