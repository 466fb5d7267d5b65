/* The code list: each value of each coded column with what it is taken to mean. */
#include "analysis/csv/cell.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/fold/fold.h"
#include "analysis/records/terms.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

/* In fewer rows than this, a value that looks like a name may be one in the wrong column. */
static const guint few = 5;

typedef struct {
    const Found *found;
    char *category, *part;
    char *place; /* among the others, for strcmp */
    bool slip;   /* taken as another spelling of its category */
} Meaning;

static void
meaning_free(gpointer pointer)
{
    Meaning *meaning = pointer;
    g_free(meaning->category);
    g_free(meaning->part);
    g_free(meaning->place);
    g_free(meaning);
}

/* Whether a column holds only yes, no and blanks: in words, or as 1 and 0. */
typedef enum { NO_ANSWERS, ANSWERS_IN_WORDS, ANSWERS_IN_DIGITS } Answers;

static Answers
answers_of(const Column *column)
{
    guint digits = 0, answers = 0;
    for (guint i = 0; i < column->values->len; i++) {
        const Found *found = column->values->pdata[i];
        digits += strcmp(found->value, "1") == 0 || strcmp(found->value, "0") == 0;
        answers += term_meaning(term_answer, found->key) != NULL;
    }
    if (!column->values->len)
        return NO_ANSWERS;
    return digits == column->values->len    ? ANSWERS_IN_DIGITS
           : answers == column->values->len ? ANSWERS_IN_WORDS
                                            : NO_ANSWERS;
}

/* "Foster carer - IFA": the end of the part before the dash, or NULL if there is no dash. */
static const char *
dash_in(const char *value)
{
    const char *dash = strstr(value, " - ");
    return dash ? dash : strstr(value, " \xE2\x80\x93 ");
}

/* The number of values that begin with the words before the dash: two make a category with parts. */
static guint
values_under(const Column *column, const char *head_key)
{
    guint count = 0;
    for (guint i = 0; i < column->values->len; i++) {
        const char *value = term_without_number(((const Found *)column->values->pdata[i])->value);
        const char *dash = dash_in(value);
        g_autofree char *head = dash ? g_strndup(value, (gsize)(dash - value)) : g_strdup(value);
        g_autofree char *key = term_key(head);
        count += strcmp(key, head_key) == 0;
    }
    return count;
}

/* The most frequent spelling of a value, without a picklist's number, and not in capitals if another
 * spelling is not; values come most frequent first. */
static const char *
first_spelling(const Column *column, const char *key)
{
    const char *shouted = NULL;
    for (guint i = 0; i < column->values->len; i++) {
        const Found *found = column->values->pdata[i];
        if (strcmp(found->key, key) != 0)
            continue;
        if (!value_is_shouted(found->value))
            return term_without_number(found->value);
        if (!shouted)
            shouted = term_without_number(found->value);
    }
    return shouted;
}

/* A value of the council's own: a category, or a part of one if its spelling has a dash. */
static void
take_as_it_stands(const Column *column, Meaning *meaning, const char *key)
{
    const char *spelling = first_spelling(column, key), *dash = NULL;
    /* "School Primary" is "School - Primary" if that occurs too. */
    for (guint i = 0; i < column->values->len && !dash; i++) {
        const Found *found = column->values->pdata[i];
        const char *value = term_without_number(found->value);
        if (strcmp(found->key, key) == 0 && (dash = dash_in(value)))
            spelling = value;
    }
    g_autofree char *head = dash ? g_strndup(spelling, (gsize)(dash - spelling)) : NULL;
    g_autofree char *head_key = head ? term_key(head) : NULL;
    if (head && values_under(column, head_key) > 1) {
        const char *shared = first_spelling(column, head_key);
        meaning->category = g_strdup(shared ? shared : head);
        meaning->part = g_strdup(g_utf8_next_char(dash + 1));
        g_strstrip(meaning->part);
    } else {
        meaning->category = g_strdup(spelling);
        meaning->part = g_strdup("");
    }
}

static bool
is_of_letters(const char *key)
{
    for (; *key; key = g_utf8_next_char(key))
        if (!g_unichar_isalpha(g_utf8_get_char(key)))
            return false;
    return true;
}

/* Whether two keys are one word and its plural. */
static bool
is_plural(const char *one, const char *other)
{
    gsize length = strlen(one), longer = strlen(other);
    return length + 1 == longer && length >= TERM_SHORTEST_SLIP && other[length] == 's' &&
           strncmp(one, other, length) == 0;
}

/* The only longer value of the column that begins with a one-letter value, as Male with M; NULL if there
 * is none. */
static const char *
spelt_out(const Column *column, const char *letter)
{
    const char *only = NULL;
    for (guint i = 0; i < column->values->len; i++) {
        const char *other = ((const Found *)column->values->pdata[i])->key;
        if (!g_str_has_prefix(other, letter) || !other[1] || !is_of_letters(other) ||
            g_strcmp0(only, other) == 0)
            continue;
        if (only)
            return NULL;
        only = other;
    }
    return only;
}

/* The key meant where it is not a typing error: the commoner of a word and its plural, or a letter's word. */
static const char *
same_word(const Column *column, const Found *found)
{
    if (strlen(found->key) == 1)
        return spelt_out(column, found->key);
    for (guint i = 0; i < column->values->len; i++) {
        const Found *other = column->values->pdata[i];
        bool commoner = other->count > found->count ||
                        (other->count == found->count && strcmp(other->key, found->key) < 0);
        if (commoner && (is_plural(found->key, other->key) || is_plural(other->key, found->key)))
            return other->key;
    }
    return NULL;
}

/* Whether two values are one typing error apart within a word of six letters or more, but not at its first
 * letter or last two: "residental care", but neither "internal" nor "employee". */
static bool
is_inner_slip(const char *value, const char *meant)
{
    g_autofree char *one = profile_slug(value), *other = profile_slug(meant);
    gsize at = 0, start = 0;
    for (; one[at] && one[at] == other[at]; at++)
        start = one[at] == '-' ? at + 1 : start;
    gsize letters = MAX(strcspn(one + start, "-"), strcspn(other + start, "-")), before = at - start;
    return letters >= TERM_SHORTEST_SLIP && before >= 1 && before + 2 < letters &&
           failure_is_slip(one, other);
}

/* Whether one typing error turns another value's key into this one's: for a longer word, one ten times as
 * frequent (three times, if within a word); for a word of five letters, one twenty times as frequent.
 * People seldom mistype the first letter: "mother" is not "other". */
static bool
is_slip_of(const Found *found, const Found *other)
{
    const char *key = found->key;
    guint times = strlen(key) < TERM_SHORTEST_SLIP ? 20 : is_inner_slip(found->value, other->value) ? 3 : 10;
    return strlen(key) + 1 >= TERM_SHORTEST_SLIP && *key == *other->key &&
           other->count >= found->count * times && is_of_letters(other->key) &&
           failure_is_slip(key, other->key);
}

/* The key that was meant: a common term's, or another value's of the column. */
static const char *
meant_once(const Column *column, const Found *found)
{
    const char *key = found->key;
    if (term_meaning(column->field_name, key) || !is_of_letters(key))
        return key;
    const char *same = same_word(column, found);
    if (same)
        return same;
    const char *meant = strlen(key) < TERM_SHORTEST_SLIP ? NULL : term_slipped(column->field_name, key);
    for (guint i = 0; i < column->values->len && !meant; i++)
        if (is_slip_of(found, column->values->pdata[i]))
            meant = ((const Found *)column->values->pdata[i])->key;
    return meant ? meant : key;
}

/* A misspelt plural is meant for its singular: one step leads to the next, each to a commoner value. */
static const char *
meant_key(const Column *column, const Found *found)
{
    const char *meant = meant_once(column, found);
    for (guint i = 0; i < column->values->len && strcmp(meant, found->key) != 0; i++)
        if (strcmp(((const Found *)column->values->pdata[i])->key, meant) == 0)
            return meant_key(column, column->values->pdata[i]);
    return meant;
}

/* The order of the list is that of the report, so it must not reveal how often a value occurs. */
static char *
sorting_place(const char *field, const Meaning *meaning)
{
    g_autofree char *category = term_place(field, meaning->category), *part = term_place("", meaning->part),
                    *value = term_place("", meaning->found->value);
    return g_strjoin("\t", category, *meaning->part ? part : "", value, meaning->found->value, NULL);
}

/* The council's own word for what a common term means: the most frequent that is a word, and not an answer
 * to the heading ("Y", "Met"). Outcomes use the guidance's words, and blanks the program's. NULL if there
 * is none. */
static const char *
own_words(const Column *column, const char *meant)
{
    if (strcmp(column->field_name, "harm") != 0 && strcmp(column->field_name, "stage") != 0)
        return NULL;
    for (guint i = 0; i < column->values->len; i++) {
        const char *key = ((const Found *)column->values->pdata[i])->key;
        if (strlen(key) >= 5 && strcmp(key, "notmet") != 0 && !term_meaning("", key) &&
            g_strcmp0(term_meaning(column->field_name, key), meant) == 0 && !term_meaning(term_answer, key))
            return first_spelling(column, key);
    }
    return NULL;
}

static Meaning *
meaning_of_value(const Column *column, const Found *found, Answers answers)
{
    Meaning *meaning = g_new0(Meaning, 1);
    bool answer = answers && term_meaning(term_answer, found->key);
    const char *key = answer ? found->key : meant_key(column, found);
    meaning->found = found;
    meaning->slip = strcmp(found->key, key) != 0;
    const char *term = answers != ANSWERS_IN_DIGITS ? key : *found->value == '1' ? "yes" : "no";
    const char *category = term_meaning(column->field_name, term);
    if (!category && answers)
        category = term_meaning(term_answer, term);
    if (category) {
        const char *own = own_words(column, category);
        meaning->category = g_strdup(own ? own : category);
        meaning->part = g_strdup("");
    } else {
        take_as_it_stands(column, meaning, key);
    }
    meaning->place = sorting_place(column->field_name, meaning);
    return meaning;
}

void
starter_code_meaning(const Column *column, const Found *found, char **category, char **part)
{
    Meaning *meaning = meaning_of_value(column, found, answers_of(column));
    *category = g_steal_pointer(&meaning->category);
    *part = g_steal_pointer(&meaning->part);
    meaning_free(meaning);
}

static int
compare_meanings(gconstpointer one, gconstpointer other)
{
    const Meaning *a = *(Meaning *const *)one, *b = *(Meaning *const *)other;
    return strcmp(a->place, b->place);
}

bool
code_is_withheld(const Found *found)
{
    return csv_is_formula(found->value) || (found->count < few && value_is_personal(found->value));
}

/* The guidance's outcomes that nobody had are listed with 0, if any others are among the values. */
static void
add_outcomes_of_nobody(const Column *column, GPtrArray *meanings)
{
    static const char *const outcomes[] = {"Substantiated", "Unsubstantiated", "Unfounded", "False",
                                           "Malicious"};
    static const Found nobody = {.value = (char *)""};
    bool had[G_N_ELEMENTS(outcomes)] = {false};
    guint count = 0;
    for (gsize k = 0; k < G_N_ELEMENTS(outcomes); k++) {
        for (guint i = 0; i < meanings->len; i++)
            had[k] |= strcmp(((const Meaning *)meanings->pdata[i])->category, outcomes[k]) == 0;
        count += had[k];
    }
    for (gsize k = 0; k < G_N_ELEMENTS(outcomes) && count > 1; k++) {
        if (had[k])
            continue;
        Meaning *meaning = g_new0(Meaning, 1);
        *meaning = (Meaning){.found = &nobody, .category = g_strdup(outcomes[k]), .part = g_strdup("")};
        meaning->place = sorting_place(column->field_name, meaning);
        g_ptr_array_add(meanings, meaning);
    }
}

static GPtrArray *
meanings_of(const Column *column)
{
    GPtrArray *meanings = g_ptr_array_new_with_free_func(meaning_free);
    Answers answers = answers_of(column);
    for (guint i = 0; i < column->values->len; i++)
        if (!code_is_withheld(column->values->pdata[i]))
            g_ptr_array_add(meanings, meaning_of_value(column, column->values->pdata[i], answers));
    if (strcmp(column->field_name, "outcome") == 0)
        add_outcomes_of_nobody(column, meanings);
    g_ptr_array_sort(meanings, compare_meanings);
    return meanings;
}

static void
append_code_cell(GString *out, const char *text)
{
    csv_append_cell(out, text);
    g_string_append_c(out, ',');
}

guint
starter_withheld(const Starter *starter)
{
    guint count = 0;
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        for (guint k = 0; column->coded && k < column->values->len; k++)
            count += code_is_withheld(column->values->pdata[k]);
    }
    return count;
}

static void
each_meaning(const Starter *starter, void (*append)(GString *, const Column *, const Meaning *), GString *out)
{
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (!column->coded)
            continue;
        g_autoptr(GPtrArray) meanings = meanings_of(column);
        for (guint k = 0; k < meanings->len; k++)
            append(out, column, meanings->pdata[k]);
    }
}

static void
append_slip(GString *out, const Column *column, const Meaning *meaning)
{
    if (!meaning->slip)
        return;
    g_autofree char *value = starter_one_line(meaning->found->value);
    g_string_append_printf(out, "  %s: \"%s\" for %s%s%s\n", column->field_name, value, meaning->category,
                           *meaning->part ? ", " : "", meaning->part);
}

/* Values one typing error apart and equally frequent may be one or two: only the council knows. */
static void
append_alike(GString *out, const Column *column)
{
    g_autoptr(GPtrArray) meanings = meanings_of(column);
    for (guint i = 0; i < meanings->len; i++)
        for (guint k = 0; k < meanings->len; k++) {
            const Meaning *one = meanings->pdata[i], *other = meanings->pdata[k];
            if (one->found->count > other->found->count ||
                (one->found->count == other->found->count && i >= k) ||
                strcmp(one->category, other->category) == 0 ||
                !is_inner_slip(one->found->value, other->found->value))
                continue;
            g_autofree char *rarer = starter_one_line(one->found->value),
                            *commoner = starter_one_line(other->found->value);
            g_string_append_printf(out, "  %s: \"%s\" and \"%s\"\n", column->field_name, rarer, commoner);
        }
}

char *
starter_alike(const Starter *starter)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < starter->columns->len; i++)
        if (((const Column *)starter->columns->pdata[i])->coded)
            append_alike(out, starter->columns->pdata[i]);
    return g_string_free(out, FALSE);
}

static void
append_code(GString *out, const Column *column, const Meaning *meaning)
{
    const char *const cells[] = {column->field_name, profile_one_line(meaning->category),
                                 profile_one_line(meaning->part), meaning->found->value};
    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++)
        append_code_cell(out, cells[i]);
    g_string_append_printf(out, "%u\n", meaning->found->count);
}

char *
starter_slips(const Starter *starter)
{
    GString *out = g_string_new(NULL);
    each_meaning(starter, append_slip, out);
    return g_string_free(out, FALSE);
}

char *
starter_codes(const Starter *starter)
{
    GString *out = g_string_new("field,category,part,value,count\n");
    each_meaning(starter, append_code, out);
    return csv_for_excel(g_string_free(out, FALSE));
}
