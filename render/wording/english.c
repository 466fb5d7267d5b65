#include "render/wording/english.h"
#include <math.h>
#include <string.h>
#include "analysis/figures/figures.h"

/* What follows the noun of a population, and the verb that it becomes. */
static const struct {
    const char *link, *many, *one;
    bool keep; /* the link stays after the verb */
} links[] = {
    {" that are ", "were ", "was ", false},
    {" that were ", "were ", "was ", false},
    {" that ", "", "", false},
    {" who ", "", "", false},
    {" about ", "were ", "was ", true},
    {" from ", "came ", "came ", true},
    {" with ", "had ", "had ", false},
    {" without ", "were ", "was ", true},
    {" under ", "came ", "came ", true},
    {" taken ", "were ", "was ", true},
    {" made ", "were ", "was ", true},
    {" received ", "were ", "was ", true},
    {" closed ", "were ", "was ", true},
    {" of ", "were ", "was ", true},
    {" recorded ", "were ", "was ", true},
    {" in ", "were ", "was ", true},
    {" by ", "were ", "was ", true},
    {" other than ", "were ", "was ", true},
    {" involving ", "involved ", "involved ", false},
    {" concerning ", "concerned ", "concerned ", false},
};

/* Where the noun ends: at the first link, or at the end. */
static const char *
noun_end(const char *words)
{
    const char *end = words + strlen(words);
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        const char *found = strstr(words, links[i].link);
        end = found && found < end ? found : end;
    }
    return end;
}

const char *
english_year_before(const char *period)
{
    return strstr(period, " to ") ? "the same months a year before" : "the year before";
}

char *
english_in(const char *period)
{
    return g_strdup_printf("%s %s", strstr(period, " to ") ? "from" : "in", period);
}

char *
english_in_before(const char *before)
{
    return strstr(before, " to ") ? g_strdup("a year earlier") : g_strdup_printf("in %s", before);
}

char *
english_noun(const char *words)
{
    return g_strndup(words, (gsize)(noun_end(words) - words));
}

bool
english_is_plural(const char *noun)
{
    return g_str_has_suffix(noun, "s") && !g_str_has_suffix(noun, "ss");
}

static char *
one_of(const char *noun)
{
    gsize length = strlen(noun);
    if (g_str_has_suffix(noun, "ies"))
        return g_strdup_printf("%.*sy", (int)length - 3, noun);
    if (!english_is_plural(noun))
        return g_strdup(noun);
    return g_strndup(noun, length - 1);
}

/* "contact" of "contacts", "consultation or referral" of "consultations and referrals". */
static char *
one_of_words(const char *words)
{
    g_autofree char *noun = english_noun(words);
    g_auto(GStrv) nouns = g_strsplit(noun, " and ", 2);
    g_autofree char *last = one_of(nouns[1] ? nouns[1] : nouns[0]);
    /* "advice and information contacts" have one noun: nothing before "and" ends in s. */
    bool two = nouns[1] && g_str_has_suffix(nouns[0], "s");
    g_autofree char *first = two ? one_of(nouns[0]) : nouns[1] ? g_strdup(nouns[0]) : NULL;
    const char *rest = noun_end(words);
    bool are = g_str_has_prefix(rest, " that are "), were = g_str_has_prefix(rest, " that were ");
    if (are || were)
        rest += strlen(are ? " that are" : " that were");
    return g_strconcat(first ? first : "",
                       two     ? " or "
                       : first ? " and "
                               : "",
                       last,
                       are    ? " that is"
                       : were ? " that was"
                              : "",
                       rest, NULL);
}

char *
english_counted(double number, const char *words)
{
    if (number == 0)
        return g_strdup_printf("no %s", words);
    g_autofree char *one = number == 1 ? one_of_words(words) : NULL, *text = figure_number_text(number, 0);
    return g_strdup_printf("%s %s", text, one ? one : words);
}

char *
english_many(const ProfileField *field)
{
    static const char *const odd[][2] = {
        {"child", "children"}, {"person", "people"}, {"category of harm", "categories of harm"}};
    char *words = profile_field_words(field);
    for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
        if (g_str_has_suffix(words, odd[i][0])) {
            words[strlen(words) - strlen(odd[i][0])] = '\0';
            g_autofree char *before = words;
            return g_strconcat(before, odd[i][1], NULL);
        }
    for (gsize i = 0; i < G_N_ELEMENTS(odd); i++)
        if (g_str_has_suffix(words, odd[i][1]))
            return words;
    g_autofree char *one = words;
    return g_strconcat(one, g_str_has_suffix(one, "s") ? "" : "s", NULL);
}

/* What follows the noun that the words share with the base; NULL if they share none. */
static const char *
behind_shared_noun(const Profile *profile, const char *base_words, const char *words)
{
    g_autofree char *noun = english_noun(base_words);
    const char *last = strrchr(noun, ' ');
    const char *shared[] = {base_words, noun, last ? last + 1 : noun, profile->words};
    for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
        if (g_str_has_prefix(words, shared[i]) && words[strlen(shared[i])] == ' ')
            return words + strlen(shared[i]);
    return NULL;
}

char *
english_of_one(const char *predicate)
{
    const char *rest = g_str_has_prefix(predicate, "were ") ? predicate + strlen("were ") : NULL;
    return rest ? g_strconcat("was ", rest, NULL) : g_strdup(predicate);
}

char *
english_predicate(const Profile *profile, const char *base_words, const ProfilePopulation *population,
                  bool one)
{
    const char *words = population->words;
    if (population->says)
        return one ? english_of_one(population->says) : g_strdup(population->says);
    const char *rest = behind_shared_noun(profile, base_words, words);
    for (gsize i = 0; rest && i < G_N_ELEMENTS(links); i++)
        if (g_str_has_prefix(rest, links[i].link))
            return g_strconcat(one ? links[i].one : links[i].many,
                               rest + (links[i].keep ? 1 : strlen(links[i].link)), NULL);
    if (!one)
        return g_strconcat("were ", words, NULL);
    g_autofree char *single = one_of_words(words);
    return g_strconcat("was ", strchr("aeiouAEIOU", *single) ? "an " : "a ", single, NULL);
}

const char *
english_relative(const Profile *profile, const char *base_words, const char *words)
{
    const char *rest = behind_shared_noun(profile, base_words, words);
    return rest ? rest + 1 : NULL;
}

bool
english_is_other(const char *category)
{
    g_autofree char *folded = profile_fold(category);
    const char *rest = folded + strlen("other");
    return g_str_has_prefix(folded, "other") && (!*rest || strchr("(,/-;:", *(rest + (*rest == ' '))));
}

/* Names that keep their capitals everywhere; so do acronyms, which are not listed. */
static const char *const names[] = {
    "Teaching Regulation Agency",
    "Disclosure and Barring Service",
    "Crown Prosecution Service",
    "Ofsted",
    "Cafcass",
    "England",
    "Wales",
    "English",
    "Welsh",
    "Prevent",
    "Social Work England",
    "Care Quality Commission",
    "Department for Education",
    "Church of England",
    "Scouts",
};

static bool
is_acronym(const char *word)
{
    guint capitals = 0;
    for (const char *at = word; *at; at++)
        capitals += g_ascii_isupper(*at) != 0;
    return capitals > 1;
}

static void
append_lower(GString *out, const char *word)
{
    g_autofree char *lower = is_acronym(word) ? g_strdup(word) : g_utf8_strdown(word, -1);
    g_string_append(out, lower);
}

/* In lower case, except names and acronyms. */
static char *
lowered(const Profile *profile, const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at;) {
        const char *name = NULL;
        for (gsize i = 0; i < G_N_ELEMENTS(names) && !name; i++)
            name = g_str_has_prefix(at, names[i]) ? names[i] : NULL;
        for (guint i = 0; profile->keep_case && i < profile->keep_case->len && !name; i++)
            name = g_str_has_prefix(at, profile->keep_case->pdata[i]) ? profile->keep_case->pdata[i] : NULL;
        if (!name && g_str_has_prefix(at, profile->authority_short_name))
            name = profile->authority_short_name;
        gsize length = name ? strlen(name) : strcspn(at, " ") + strspn(at + strcspn(at, " "), " ");
        g_autofree char *word = g_strndup(at, length);
        if (name)
            g_string_append(out, word);
        else
            append_lower(out, word);
        at += length;
    }
    return g_string_free(out, FALSE);
}

/* Where the bracket at the end of a name begins; NULL if there is none. */
static const char *
bracket_of(const char *name)
{
    const char *open = strstr(name, " (");
    return open && g_str_has_suffix(name, ")") && !strchr(open + 2, '(') ? open : NULL;
}

static bool
stem_is_shared(const ProfileField *field, const char *category, gsize stem)
{
    for (guint i = 0; i < field->codes->len; i++) {
        const char *other = g_array_index(field->codes, ProfileCode, i).category;
        if (strcmp(other, category) != 0 && strncmp(other, category, stem) == 0 &&
            (!other[stem] || g_str_has_prefix(other + stem, " (")))
            return true;
    }
    return false;
}

/* Cuts off examples, which begin with eg, such as or including. */
static void
drop_examples(GString *name)
{
    static const char *const leads[] = {" \u2013 eg ", ", eg ",     " - eg ",     "; eg ",
                                        " eg ",        " such as ", " including "};
    for (gsize i = 0; i < G_N_ELEMENTS(leads); i++) {
        char *found = strstr(name->str, leads[i]);
        if (found)
            g_string_truncate(name, (gsize)(found - name->str));
    }
}

static char *
turned(const ProfileField *field, const char *category)
{
    const char *start = category + strspn(category, "0123456789.");
    /* "1 Harm" is numbered; "25 to 34" is not. */
    start = start > category && *start == ' ' && g_ascii_isupper(start[1]) ? start + 1 : category;
    const char *bracket = bracket_of(start);
    if (!bracket) {
        g_autoptr(GString) name = g_string_new(start);
        drop_examples(name);
        return g_strdup(name->str);
    }
    g_autofree char *within = g_strndup(bracket + 2, strlen(bracket) - 3);
    g_autoptr(GString) inside = g_string_new(within);
    drop_examples(inside);
    bool examples = g_str_has_prefix(within, "eg ") || g_str_has_prefix(within, "such as ") ||
                    g_str_has_prefix(within, "including ");
    if (!examples && field && stem_is_shared(field, category, (gsize)(bracket - category)))
        return g_strdup(inside->str);
    if (g_str_has_prefix(within, "not "))
        return g_strdup_printf("%.*s (%s)", (int)(bracket - start), start, inside->str);
    return g_strndup(start, (gsize)(bracket - start));
}

char *
english_category(const Profile *profile, const ProfileField *field, const char *category)
{
    const char *own = profile_in_sentences(field, category, "");
    if (own)
        return g_strdup(own);
    g_autofree char *name = turned(field, category);
    bool quoted = strpbrk(name, "/,;&") || strstr(name, " - ") || strstr(name, "\u2013") ||
                  english_is_other(category) || strstr(name, "Other") || !profile_category_tells(category);
    return quoted ? g_strdup_printf("\u2018%s\u2019", name) : lowered(profile, name);
}

char *
english_examples(const char *category)
{
    const char *open = strstr(category, " (eg ");
    gsize length = open ? strcspn(open + strlen(" (eg "), ")") : 0;
    if (!length)
        return NULL;
    g_autofree char *inside = g_strndup(open + strlen(" (eg "), length);
    g_auto(GStrv) examples = g_strsplit(inside, ", ", -1);
    g_autoptr(GPtrArray) listed = g_ptr_array_new();
    for (char **name = examples; *name; name++)
        g_ptr_array_add(listed, *name);
    return profile_listed(listed, " and ");
}

char *
english_time(const char *words)
{
    const char *digits = words + strcspn(words, "0123456789");
    gsize length = strspn(digits, "0123456789");
    guint64 number = g_ascii_strtoull(digits, NULL, 10);
    if (!length || number < 1 || number > 12 || (strstr(words, "week") && !strstr(words, "month")))
        return g_strdup(words);
    g_autofree char *spoken = english_number((guint)number), *rest = english_time(digits + length);
    return g_strdup_printf("%.*s%s%s", (int)(digits - words), words, spoken, rest);
}

void
english_drop_unit(char *time, const char *before)
{
    char *unit = strrchr(time, ' ');
    g_autofree char *stem = g_strndup(unit, strlen(unit) - g_str_has_suffix(unit, "s"));
    if (strstr(before, stem))
        *unit = '\0';
}

char *
english_age(const char *part)
{
    const char *age = part + (g_str_has_prefix(part, "open ") ? strlen("open ") : 0),
               *to = g_str_has_prefix(age, "over ") ? strstr(age, " to ") : NULL;
    if (!to)
        return g_strdup(age);
    g_autofree char *from = g_strndup(age + strlen("over "), (gsize)(to - age) - strlen("over "));
    char *unit = strchr(from, ' ');
    g_autofree char *stem = g_strndup(unit, strlen(unit) - g_str_has_suffix(unit, "s"));
    if (strstr(to, stem))
        *unit = '\0';
    return g_strconcat(from, to, NULL);
}

char *
english_least_age(const char *part)
{
    if (!g_str_has_prefix(part, "open over "))
        return NULL;
    const char *from = part + strlen("open over "), *to = strstr(from, " to ");
    g_autofree char *age = to ? g_strndup(from, (gsize)(to - from)) : g_strdup(from);
    return strcmp(age, "12 months") == 0 || strcmp(age, "1 year") == 0 ? g_strdup("a year")
                                                                       : english_time(age);
}

char *
english_short(const ProfileField *field, const char *category)
{
    g_autofree char *name = turned(field, category);
    /* What was in a bracket may begin with a small letter. */
    gunichar first = g_utf8_get_char(name);
    char upper[8] = {0};
    g_unichar_to_utf8(g_unichar_toupper(first), upper);
    return g_strconcat(upper, g_utf8_next_char(name), NULL);
}

char *
english_quoted(const ProfileField *field, const char *category)
{
    g_autofree char *name = turned(field, category);
    return g_strdup_printf("\u2018%s\u2019", name);
}

guint
english_words(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    return g_strv_length(words);
}

char *
english_number(guint number)
{
    static const char *const words[] = {"none",  "one",   "two",  "three", "four",   "five",  "six",
                                        "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return number < G_N_ELEMENTS(words) ? g_strdup(words[number]) : g_strdup_printf("%u", number);
}

/* Plain fractions, and the whole percentages that are called so; up to two points away it is just under or
 * over. */
static const struct {
    double from, to;
    const char *under, *at, *over;
} fractions[] = {
    {24, 26, "just under a quarter", "a quarter", "just over a quarter"},
    {32, 34, "just under a third", "a third", "just over a third"},
    {50, 50, "just under half", "half", "just over half"},
    {66, 67, "just under two-thirds", "two-thirds", "just over two-thirds"},
    {74, 76, "just under three-quarters", "three-quarters", "just over three-quarters"},
};

const char *
english_proportion(double percent)
{
    double whole = figure_round(percent, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(fractions); i++) {
        if (whole >= fractions[i].from && whole <= fractions[i].to)
            return fractions[i].at;
        if (whole >= fractions[i].from - 2 && whole < fractions[i].from)
            return fractions[i].under;
        if (whole > fractions[i].to && whole <= fractions[i].to + 2)
            return fractions[i].over;
    }
    return NULL;
}

char *
english_rank(guint above, guint below)
{
    static const char *const ordinals[] = {"", "second ", "third ", "fourth ", "fifth "};
    const char *end = above <= below ? "highest" : "lowest";
    guint place = MIN(above, below) + 1;
    bool teen = place % 100 > 10 && place % 100 < 14;
    const char *ending = teen              ? "th"
                         : place % 10 == 1 ? "st"
                         : place % 10 == 2 ? "nd"
                         : place % 10 == 3 ? "rd"
                                           : "th";
    return place <= G_N_ELEMENTS(ordinals) ? g_strconcat(ordinals[place - 1], end, NULL)
                                           : g_strdup_printf("%u%s %s", place, ending, end);
}
