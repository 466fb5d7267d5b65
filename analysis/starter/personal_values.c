/* Whether values look like a person's, or like identifiers. */
#include "analysis/starter/starter_parts.h"
#include <string.h>

/* Words that occur in picklists: a value that contains one is not a person's. Words that are also surnames
 * (Day, Head, White, Young) usually occur beside one of these. */
static const char *const picklist_words[] = {
#include "picklist_words.inc"
    NULL};

static bool
is_capitalised(const char *word)
{
    gunichar first = g_utf8_get_char(word);
    if (!g_unichar_isupper(first) || !*g_utf8_next_char(word))
        return false;
    bool lower = false;
    for (const char *at = g_utf8_next_char(word); *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_isalpha(letter) && letter != '-' && letter != '\'' && letter != 0x2019)
            return false;
        lower |= g_unichar_islower(letter);
    }
    return lower;
}

/* Two or three capitalised words, as names have, none of them from a picklist. */
static bool
is_name(const char *value)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "dr", "prof", "rev", "revd", "sir", NULL};
    g_autofree char *plain = g_strdelimit(g_strdup(value), ",.", ' ');
    g_auto(GStrv) words = g_strsplit_set(plain, " ", -1);
    guint count = 0, initials = 0;
    for (char **word = words; *word; word++) {
        if (!**word)
            continue;
        g_autofree char *lower = g_utf8_strdown(*word, -1);
        if (count == 0 && g_strv_contains(titles, lower))
            return true;
        if (g_strv_contains(picklist_words, lower))
            return false;
        if (g_utf8_strlen(*word, -1) == 1 && g_unichar_isupper(g_utf8_get_char(*word)))
            initials++;
        else if (!is_capitalised(*word))
            return false;
        count++;
    }
    return count >= 2 && count <= 4 && initials < count;
}

static bool
is_telephone(const char *value)
{
    guint digits = 0;
    for (const char *at = value; *at; at++) {
        if (g_ascii_isdigit(*at))
            digits++;
        else if (!strchr(" +()-", *at))
            return false;
    }
    return digits >= 9;
}

bool
value_is_personal(const char *value)
{
    return strchr(value, '@') || is_telephone(value) || is_name(value);
}

/* "10-15", "16-17 years", "2022/23", "12.75": two numbers, of four digits only as years. */
static bool
is_measure(const char *value)
{
    guint numbers = 0;
    for (const char *at = value + strspn(value, "<>=~+ "); g_ascii_isdigit(*at); numbers++) {
        gsize digits = strspn(at, "0123456789");
        if (digits > 4 || (digits == 4 && strncmp(at, "19", 2) != 0 && strncmp(at, "20", 2) != 0))
            return false;
        at += digits;
        if (numbers == 0 && !g_ascii_isalpha(*at))
            while (*at && !g_ascii_isalnum(*at))
                at++;
    }
    return numbers == 2;
}

bool
value_is_identifier(const char *value)
{
    guint digits = 0;
    if (is_measure(value))
        return false;
    for (const char *at = value; *at; at++) {
        digits += g_ascii_isdigit(*at);
        if (g_ascii_isspace(*at))
            return false;
    }
    return digits >= 4;
}

bool
value_is_shouted(const char *value)
{
    g_autofree char *lower = g_utf8_strdown(value, -1), *upper = g_utf8_strup(value, -1);
    return strcmp(value, upper) == 0 && strcmp(value, lower) != 0;
}

char *
starter_one_line(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        g_string_append_unichar(out, g_unichar_isprint(letter) ? letter : ' ');
    }
    return out->len ? g_string_free(g_steal_pointer(&out), FALSE) : g_strdup("a column");
}
