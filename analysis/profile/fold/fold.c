#include "analysis/profile/fold/fold.h"
#include <string.h>

static bool
is_ascii(const char *text)
{
    guchar bits = 0;
    for (; *text; text++)
        bits |= (guchar)*text;
    return bits < 0x80;
}

/* ASCII is already normalised, and most of what exports hold is ASCII. */
static void
fold_ascii(const char *text, GString *folded)
{
    g_string_set_size(folded, strlen(text));
    char *end = folded->str;
    bool space = false;
    for (; *text; text++) {
        if (g_ascii_isspace(*text) || g_ascii_iscntrl(*text)) {
            space = end > folded->str;
            continue;
        }
        if (space)
            *end++ = ' ';
        space = false;
        *end++ = g_ascii_isupper(*text) ? (char)(*text - 'A' + 'a') : *text;
    }
    g_string_truncate(folded, (gsize)(end - folded->str));
}

/* White space, and characters that become white space when texts are read. */
static bool
becomes_space(gunichar letter)
{
    return g_unichar_isspace(letter) || letter == 0xA0 || g_unichar_iscntrl(letter) || letter == 0xFFFE ||
           letter == 0xFFFF;
}

static void
fold_unicode(const char *text, GString *folded)
{
    g_autofree char *whole = g_utf8_make_valid(text, -1);
    g_autofree char *normal = g_utf8_normalize(whole, -1, G_NORMALIZE_NFKC);
    g_autofree char *lower = g_utf8_casefold(normal, -1);
    bool space = false;
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (becomes_space(letter)) {
            space = folded->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(folded, ' ');
        space = false;
        g_string_append_unichar(folded, letter);
    }
}

void
profile_fold_to(const char *text, GString *folded)
{
    g_string_truncate(folded, 0);
    if (is_ascii(text))
        fold_ascii(text, folded);
    else
        fold_unicode(text, folded);
}

char *
profile_fold(const char *text)
{
    GString *folded = g_string_new(NULL);
    profile_fold_to(text, folded);
    return g_string_free(folded, FALSE);
}

char *
profile_one_line(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        bool space = g_ascii_isspace(*at);
        if (!space || (to > text && to[-1] != ' '))
            *to++ = space ? ' ' : *at;
    }
    if (to > text && to[-1] == ' ')
        to--;
    *to = '\0';
    return text;
}

bool
profile_same_name(const char *one, const char *other)
{
    if (strcmp(one, other) == 0)
        return true;
    g_autofree char *a = profile_fold(one), *b = profile_fold(other);
    return strcmp(a, b) == 0;
}

bool
profile_has_name(const GPtrArray *names, const char *name)
{
    for (guint i = 0; i < names->len; i++)
        if (profile_same_name(names->pdata[i], name))
            return true;
    return false;
}

char *
profile_slug(const char *text)
{
    g_autofree char *folded = profile_fold(text);
    GString *slug = g_string_new(NULL);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isalnum(letter))
            g_string_append_unichar(slug, letter);
        else if (slug->len && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    if (slug->len && slug->str[slug->len - 1] == '-')
        g_string_truncate(slug, slug->len - 1);
    return g_string_free(slug, FALSE);
}

char *
profile_listed(const GPtrArray *words, const char *last)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(list, "%s%s",
                               i == 0                ? ""
                               : i + 1 == words->len ? last
                                                     : ", ",
                               (const char *)words->pdata[i]);
    return g_string_free(list, FALSE);
}
