/* Names: a category as the noun, the verb or the subject of a sentence. */
#include "render/commentary/category_names.h"
#include "render/wording/english.h"
#include <string.h>

static const Link sector = {"were about", "was about", "were most often about", "about", "sector", "sectors"},
                  agency = {"were about", "was about", "were most often about",
                            "about",      "agency",    "agencies"},
                  from = {"came from", "came from", "came most often from", "from", "source", "sources"},
                  harm = {"concerned",  "concerned", "most often concerned",
                          "concerning", "category",  "categories"},
                  recorded = {"were recorded as", "was recorded as", "were most often recorded as",
                              "recorded as",      "category",        "categories"};

const Link *
link_of(const ProfileMeasure *measure)
{
    const char *field = measure->by->pdata[0];
    if (strcmp(field, "harm") == 0)
        return &harm;
    if (strcmp(field, "sector") == 0)
        return &sector;
    if (strcmp(field, "agency") == 0 && strcmp(measure->section, "about") == 0)
        return &agency;
    return strcmp(field, "source") == 0 || strcmp(field, "agency") == 0 ? &from : &recorded;
}

static const ProfileField *
field_of(const Writing *writing)
{
    return profile_field(writing->profile, writing->measure->by->pdata[0]);
}

const ProfileCondition *
only_condition(const ProfilePopulation *population)
{
    if (population->where->len != 1)
        return NULL;
    const ProfileCondition *condition = &g_array_index(population->where, ProfileCondition, 0);
    return condition->is->len && !condition->is_not->len ? condition : NULL;
}

static bool
conditions_share_no_category(const ProfileCondition *one, const ProfileCondition *other)
{
    for (guint i = 0; i < one->is->len; i++)
        if (profile_has_name(other->is, one->is->pdata[i]))
            return false;
    return strcmp(one->field, other->field) == 0;
}

const ProfilePopulation *
rest_of(const Writing *writing, const ProfilePopulation *part, const ProfilePopulation *of, double left)
{
    const ProfileCondition *own = only_condition(part);
    for (guint i = 0; own && i < writing->profile->measures->len; i++) {
        const ProfileMeasure *share = writing->profile->measures->pdata[i];
        const ProfileCondition *rest = share->in && share->of == of ? only_condition(share->in) : NULL;
        const Figure *figure = rest && conditions_share_no_category(own, rest)
                                   ? figures_find(writing->figures, share->id, writing->period, "", "")
                                   : NULL;
        if (figure && figure->count == left)
            return share->in;
    }
    return NULL;
}

/* The population that is just the records of a category, in whose words it can be told; NULL: none. */
static const ProfilePopulation *
population_of(const Writing *writing, const char *category)
{
    for (guint i = 0; link_of(writing->measure) == &recorded && i < writing->profile->populations->len; i++) {
        const ProfilePopulation *population = writing->profile->populations->pdata[i];
        const ProfileCondition *condition = only_condition(population);
        if (condition && strcmp(condition->field, writing->measure->by->pdata[0]) == 0 &&
            condition->is->len == 1 && strcmp(condition->is->pdata[0], category) == 0)
            return population;
    }
    return NULL;
}

/* Whether the council's own words begin with a verb. */
static bool
begins_with_verb(const char *words)
{
    static const char *const verbs[] = {"were",   "had",     "did",    "ended",  "led",      "met",
                                        "became", "came",    "went",   "took",   "involved", "concerned",
                                        "raised", "reached", "needed", "stayed", NULL};
    g_autofree char *first = g_strndup(words, strcspn(words, " "));
    return g_strv_contains(verbs, first);
}

/* What a category says by itself that begins as a clause: "were with the police", "did not meet the
 * criteria"; NULL of any other. */
static char *
clause_of(const char *category)
{
    static const struct {
        const char *start;
        bool verb; /* it has its own */
    } clauses[] = {{"With ", false},  {"Not with ", false}, {"Under ", false}, {"Awaiting ", false},
                   {"Taken ", false}, {"Did not ", true},   {"Met ", true},    {"Led to ", true},
                   {"Ended ", true},  {"Became ", true},    {"Had ", true}};
    for (gsize i = 0; i < G_N_ELEMENTS(clauses); i++)
        if (g_str_has_prefix(category, clauses[i].start)) {
            g_autofree char *first = g_ascii_strdown(category, 1);
            return g_strconcat(clauses[i].verb ? "" : "were ", first, category + 1, NULL);
        }
    return NULL;
}

/* What a category, or a part of it, says by a verb of its own; NULL where it has none. */
static char *
verb_of(const Writing *writing, const char *category, const char *part)
{
    const char *own = profile_in_sentences(field_of(writing), category, part);
    const ProfilePopulation *population = *part ? NULL : population_of(writing, category);
    if (population)
        return english_predicate(writing->profile, writing->measure->of->words, population, false);
    if (own)
        return begins_with_verb(own) ? g_strdup(own) : NULL;
    return link_of(writing->measure) == &recorded ? clause_of(*part ? part : category) : NULL;
}

bool
name_is_verb(const Writing *writing, const char *category)
{
    g_autofree char *verb = verb_of(writing, category, "");
    return verb != NULL;
}

/* "physical abuse" of "Physical", where the field's words say what its categories are of. */
static char *
harm_words(const Writing *writing, char *name)
{
    static const char *const bare[] = {"physical", "sexual", "emotional", "psychological", NULL};
    if (!g_strv_contains(bare, name))
        return name;
    g_autofree char *title = profile_fold(writing->measure->title);
    char *whole = g_strconcat(name, strstr(title, "abuse") ? " abuse" : " harm", NULL);
    g_free(name);
    return whole;
}

char *
breakdown_name(const Writing *writing, const char *category)
{
    const ProfileField *field = field_of(writing);
    if (link_of(writing->measure) == &recorded && !profile_in_sentences(field, category, ""))
        return english_quoted(field, category);
    char *name = english_category(writing->profile, field, category);
    return link_of(writing->measure) == &harm ? harm_words(writing, name) : name;
}

char *
predicate_of(const Writing *writing, const char *category, bool one)
{
    g_autofree char *verb = verb_of(writing, category, "");
    if (verb)
        return one ? english_of_one(verb) : g_steal_pointer(&verb);
    const Link *link = english_is_other(category) ? &recorded : link_of(writing->measure);
    g_autofree char *name = breakdown_name(writing, category);
    return g_strdup_printf("%s %s", one ? link->one : link->many, name);
}

char *
part_predicate(const Writing *writing, const char *category, const char *part, bool one)
{
    g_autofree char *verb = verb_of(writing, category, part);
    if (verb)
        return one ? english_of_one(verb) : g_steal_pointer(&verb);
    const Link *link = english_is_other(part) ? &recorded : link_of(writing->measure);
    const char *own = profile_in_sentences(field_of(writing), category, part);
    g_autofree char *name = own                 ? g_strdup(own)
                            : link == &recorded ? english_quoted(NULL, part)
                                                : english_category(writing->profile, NULL, part);
    return g_strdup_printf("%s %s", one ? link->one : link->many, name);
}

char *
behind_noun(const char *predicate)
{
    static const char *const dropped[] = {"were ", "was ", "came "};
    for (gsize i = 0; i < G_N_ELEMENTS(dropped); i++)
        if (g_str_has_prefix(predicate, dropped[i]))
            return g_strdup(predicate + strlen(dropped[i]));
    if (g_str_has_prefix(predicate, "concerned "))
        return g_strconcat("concerning ", predicate + strlen("concerned "), NULL);
    return g_strconcat("that ", predicate, NULL);
}

char *
counted_of(const Writing *writing, const Figure *figure)
{
    const ProfilePopulation *population = population_of(writing, figure->category);
    const char *base = writing->measure->of->words;
    /* A kind of record with a noun of its own: "referrals". */
    if (population && !english_relative(writing->profile, base, population->words))
        return english_counted(figure->count, population->words);
    g_autofree char *predicate = predicate_of(writing, figure->category, false),
                    *behind = behind_noun(predicate), *noun = english_noun(base),
                    *words = g_strdup_printf("%s %s", noun, behind);
    return english_counted(figure->count, words);
}

bool
makes_records(const Writing *writing, const char *category)
{
    static const char *const made[] = {"contacts",  "notifications", "referrals",
                                       "enquiries", "reports",       NULL};
    g_autofree char *noun = english_noun(writing->measure->of->words);
    return link_of(writing->measure) == &from && !english_is_other(category) &&
           (g_strv_contains(made, noun) || strcmp(noun, writing->profile->words) == 0);
}
