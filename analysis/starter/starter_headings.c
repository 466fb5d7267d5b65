/* What headings say: which field a column is, and which are about a person. */
#include "analysis/profile/profile.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

/* "CaseNo" as "Case No", "LADORef" as "LADO Ref". Caller frees. */
static char *
with_spaces(const char *heading)
{
    GString *out = g_string_new(NULL);
    for (const char *at = heading; *at; at++) {
        bool after_small = at > heading && (g_ascii_islower(at[-1]) || g_ascii_isdigit(at[-1])),
             ends_capitals = at > heading && g_ascii_isupper(at[-1]) && g_ascii_islower(at[1]);
        if (g_ascii_isupper(*at) && (after_small || ends_capitals))
            g_string_append_c(out, ' ');
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

char *
heading_words(const char *heading)
{
    g_autofree char *spaced = with_spaces(heading), *slug = profile_slug(heading),
                    *apart = profile_slug(spaced);
    g_strdelimit(slug, "-", ' ');
    g_strdelimit(apart, "-", ' ');
    return strcmp(slug, apart) ? g_strdup_printf(" %s | %s ", slug, apart) : g_strdup_printf(" %s ", slug);
}

bool
heading_has(const char *words, const char *phrase)
{
    gsize length = strlen(phrase);
    for (const char *at = strstr(words, phrase); at; at = strstr(at + 1, phrase))
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

/* headings.csv: the better a phrase fits a field, the higher its score; evidence against a field has a
 * negative one. */
static const struct {
    const char *field, *phrase;
    int score;
} rules[] = {
#include "headings.inc"
};

int
heading_score(const char *words, const char *field)
{
    int best = 0, against = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (strcmp(rules[i].field, field) != 0 || !heading_has(words, rules[i].phrase))
            continue;
        if (rules[i].score > 0)
            best = MAX(best, rules[i].score);
        else
            against += rules[i].score;
    }
    return best + against;
}

bool
heading_is_personal(const char *words)
{
    static const char *const whole[] = {" lado ",     " child ",  " subject ",     " adult ", " referrer ",
                                        " employer ", " person ", " perpetrator ", NULL};
    return g_strv_contains(whole, words) || heading_score(words, "personal");
}

bool
heading_is_staff(const char *words)
{
    static const char *const staff[] = {" worker ", " workers ",  " officer ", " officers ",     " manager ",
                                        " owner ",  " assignee ", " chair ",   " practitioner ", " author ",
                                        " user ",   " lado ",     " lead ",    " supervisor ",   NULL};
    for (const char *const *word = staff; *word; word++)
        if (g_str_has_suffix(words, *word))
            return !heading_has(words, "of") && !heading_has(words, "type");
    return heading_score(words, "staff");
}

bool
heading_is_identifier(const char *words)
{
    return heading_score(words, "identifier");
}
