#include "analysis/profile/profile.h"
#include <string.h>

char *
profile_fold(const char *text)
{
    g_autofree char *whole = g_utf8_make_valid(text, -1);
    g_autofree char *normal = g_utf8_normalize(whole, -1, G_NORMALIZE_NFKC);
    g_autofree char *lower = g_utf8_casefold(normal, -1);
    GString *folded = g_string_new(NULL);
    bool space = false;
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isspace(letter) || letter == 0xA0) {
            space = folded->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(folded, ' ');
        space = false;
        g_string_append_unichar(folded, letter);
    }
    return g_string_free(folded, FALSE);
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
