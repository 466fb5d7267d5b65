/* A word that councils use differently is left as it is. */
#include "analysis/records/terms.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/profile.h"
#include <string.h>

typedef struct {
    const char *field; /* "": any; term_answer: of columns that hold nothing but yes and no */
    const char *category;
    const char *keys; /* between spaces */
} Term;

const char term_answer[] = "answer";

/* In the guidance's order, which is that of the return. */
static const Term terms[] = {
#include "terms.inc"
};

/* The nearest character that is not a space, before `at` or from it on; 0 if there is none. */
static gunichar
letter_before(const char *text, const char *at)
{
    while (at > text) {
        at = g_utf8_prev_char(at);
        if (*at != ' ')
            return g_utf8_get_char(at);
    }
    return 0;
}

static gunichar
letter_from(const char *at)
{
    return g_utf8_get_char(at + strspn(at, " "));
}

/* A sign without which a value would be a different one: "0.5", "0-4", "1:1", "< 1 month", "16+", "50%",
 * "-1", "A-"; 0 for any other. */
static gunichar
telling_sign(const char *text, const char *at)
{
    gunichar sign = g_utf8_get_char(at), before = letter_before(text, at),
             after = letter_from(g_utf8_next_char(at));
    bool dash = g_unichar_type(sign) == G_UNICODE_DASH_PUNCTUATION;
    if (g_unichar_isdigit(before) && g_unichar_isdigit(after))
        return dash ? '-' : sign == ',' ? 0 : sign;
    bool of_number = !before && g_unichar_isdigit(after), of_grade = before && !after && at[-1] != ' ';
    if (dash || sign == '+') /* otherwise it separates words */
        return of_number || of_grade ? (dash ? '-' : sign) : 0;
    bool compares = sign == '<' || sign == '>' || sign == 0x2264 || sign == 0x2265 ||
                    (sign == '=' && (before == '<' || before == '>'));
    bool counts = sign == '%' || g_unichar_type(sign) == G_UNICODE_CURRENCY_SYMBOL ||
                  g_unichar_type(sign) == G_UNICODE_OTHER_NUMBER;
    return compares || counts ? sign : 0;
}

char *
term_key(const char *value)
{
    g_autofree char *folded = profile_fold(term_without_number(value));
    GString *key = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_isalnum(letter) && letter != '&')
            letter = telling_sign(folded, at);
        if (letter == '&')
            g_string_append(key, "and");
        else if (letter)
            g_string_append_unichar(key, letter);
    }
    return g_string_free(key, FALSE);
}

const char *
term_without_number(const char *value)
{
    const char *at = value;
    while (g_ascii_isdigit(*at))
        at++;
    if (at == value || at - value > 3)
        return value;
    if (g_ascii_isalpha(*at) && !g_ascii_isalnum(at[1]))
        at++;
    bool spaced = *at == ' ';
    at += strspn(at, " ");
    if (!*at || !strchr("-.:)", *at))
        return value;
    bool dash = *at++ == '-';
    spaced |= *at == ' ';
    at += strspn(at, " ");
    gunichar letter = g_utf8_get_char(at);
    /* "0-4 years" and "2:1" are not list numbers, nor is "3-month". */
    return g_unichar_isalpha(letter) && (spaced || !dash || g_unichar_isupper(letter)) ? at : value;
}

bool
term_is_own(const char *field, const char *key)
{
    g_autofree char *padded = g_strdup_printf(" %s ", key);
    bool own = false;
    for (gsize i = 0; i < G_N_ELEMENTS(terms); i++) {
        if (!strstr(terms[i].keys, padded))
            continue;
        if (!*terms[i].field || strcmp(terms[i].field, term_answer) == 0)
            return false;
        own |= strcmp(terms[i].field, field) == 0;
    }
    return own;
}

const char *
term_slipped(const char *field, const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(terms); i++) {
        if (strcmp(terms[i].field, field) != 0)
            continue;
        g_auto(GStrv) keys = g_strsplit(terms[i].keys, " ", -1);
        for (char **meant = keys; *meant; meant++)
            if (strlen(*meant) >= TERM_SHORTEST_SLIP && failure_is_slip(key, *meant))
                return g_intern_string(*meant);
    }
    return NULL;
}

/* The first term of the field, or of any, with this spelling; NULL if there is none. */
static const Term *
term_spelt(const char *field, const char *key)
{
    g_autofree char *padded = g_strdup_printf(" %s ", key);
    for (gsize i = 0; i < G_N_ELEMENTS(terms); i++)
        if ((!*terms[i].field || strcmp(terms[i].field, field) == 0) && strstr(terms[i].keys, padded))
            return &terms[i];
    return NULL;
}

const char *
term_meaning(const char *field, const char *key)
{
    const Term *term = term_spelt(field, key);
    return term ? term->category : NULL;
}

/* Folded, with each number padded to the length of the longest. */
static char *
in_the_alphabet(const char *words)
{
    g_autofree char *folded = profile_fold(words);
    GString *out = g_string_new(NULL);
    for (const char *at = folded; *at;) {
        gsize digits = strspn(at, "0123456789");
        for (gsize i = digits; digits && i < 20; i++)
            g_string_append_c(out, '0');
        g_string_append_len(out, at, (gssize)MAX(digits, 1));
        at += MAX(digits, 1);
    }
    return g_string_free(out, FALSE);
}

char *
term_place(const char *field, const char *category)
{
    g_autofree char *key = term_key(category), *words = in_the_alphabet(category);
    const Term *term = term_spelt(field, key);
    if (!term)
        term = term_spelt(term_answer, key);
    bool says_nothing = term && !*term->field;
    char part = says_nothing ? 'z' : term ? 'a' : g_str_has_prefix(key, "other") ? 'o' : 'b';
    return g_strdup_printf("%c%03d %s", part, term ? (int)(term - terms) : 0, words);
}
