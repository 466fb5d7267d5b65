/* Words for what is compared. */
#include "analysis/benchmark/benchmark_parts.h"
#include <math.h>
#include <string.h>

Compared
compared_of(const ProfileMeasure *measure)
{
    static const struct {
        const char *name;
        Compared compared;
    } shares[] = {
        {"threshold-share", {"threshold-met", "", "percentage of contacts that met the threshold"}},
        {"substantiated", {"outcome", "Substantiated", "percentage of those that met the threshold"}},
        {"one-working-day", {"one-working-day", "", "percentage of contacts"}}};
    for (gsize i = 0; i < G_N_ELEMENTS(shares); i++)
        if (strcmp(measure->compared, shares[i].name) == 0)
            return shares[i].compared;
    return (Compared){measure->compared, "",
                      strcmp(measure->compared, "harm") == 0 ? "percentage of contacts"
                                                             : "percentage of those that met the threshold"};
}

bool
benchmark_is_rate(const ProfileMeasure *measure)
{
    return g_strcmp0(measure->compared, "contacts") == 0 ||
           g_strcmp0(measure->compared, "threshold-met") == 0;
}

double
benchmark_number(const ProfileMeasure *measure, const Figure *figure)
{
    return !figure ? NAN : benchmark_is_rate(measure) ? figure->value : figure->percent;
}

bool
benchmark_is_told_before(const Profile *profile, const ProfileMeasure *measure)
{
    const GPtrArray *measures = profile->measures;
    for (guint m = 0; m < measures->len && measures->pdata[m] != measure; m++)
        if (g_strcmp0(((const ProfileMeasure *)measures->pdata[m])->compared, measure->compared) == 0)
            return true;
    return false;
}

char *
benchmark_words(const Profile *profile, const ProfileMeasure *measure)
{
    if (!benchmark_is_rate(measure))
        return g_strdup(compared_of(measure).words);
    bool all = strcmp(measure->compared, "contacts") == 0;
    return g_strdup_printf("%s%s per 10,000 children aged 0 to 17", profile->words,
                           all ? "" : " that met the threshold");
}

char *
benchmark_own_words(const Profile *profile, const ProfileMeasure *measure)
{
    const ProfileReturn *shared = profile->shared;
    const ProfilePopulation *counted = !shared || !benchmark_is_rate(measure)       ? NULL
                                       : strcmp(measure->compared, "contacts") == 0 ? shared->contacts
                                                                                    : shared->threshold_met;
    return counted ? g_strdup_printf("%s per 10,000 children aged 0 to 17", counted->words)
                   : benchmark_words(profile, measure);
}

bool
benchmark_is_place(const Figure *figure)
{
    return !*figure->part && strcmp(figure->category, NEIGHBOURS_MEDIAN) &&
           strcmp(figure->category, NEIGHBOURS_KNOWN) && strcmp(figure->category, OWN_RANK);
}

static bool
is_of_contacts(const ProfileMeasure *measure)
{
    static const char *const of_contacts[] = {"contacts", "harm", "one-working-day", NULL};
    return g_strv_contains(of_contacts, measure->compared);
}

/* "referrals" -> the authorities that count so; in the order in which they stand beside one another. */
static GPtrArray *
authorities_by_words(const Comparison *comparison, GHashTable *by_words)
{
    GPtrArray *words = g_ptr_array_new();
    const char *counted = is_of_contacts(comparison->measure) ? "contacts" : "threshold-met";
    for (guint i = 0; i <= comparison->others->len; i++) {
        const char *name = i ? ((const Neighbour *)comparison->others->pdata[i - 1])->name
                             : comparison->profile->authority_name;
        g_autofree char *place = g_strdup_printf("%s of %s", counted, name);
        const char *said = figures_said(comparison->known, place);
        if (!said)
            continue;
        GPtrArray *names = g_hash_table_lookup(by_words, said);
        if (!names) {
            names = g_ptr_array_new();
            g_hash_table_insert(by_words, (gpointer)said, names);
            g_ptr_array_add(words, (gpointer)said);
        }
        g_ptr_array_add(names, (gpointer)(i ? name : comparison->profile->authority_short_name));
    }
    return words;
}

/* "notifications that met the criteria (Somerset)", "referrals (153 authorities)" */
static void
append_words(GString *note, const char *words, const GPtrArray *names)
{
    enum { MOST_NAMED = 6 };
    g_string_append_printf(note, "%s (", words);
    if (names->len > MOST_NAMED)
        g_string_append_printf(note, "%u authorities", names->len);
    for (guint i = 0; i < names->len && names->len <= MOST_NAMED; i++)
        g_string_append_printf(note, "%s%s", i ? ", " : "", (const char *)names->pdata[i]);
    g_string_append_c(note, ')');
}

void
comparison_note_words(Comparison *comparison)
{
    enum { MOST_WORDINGS = 8 };
    const Profile *profile = comparison->profile;
    g_autoptr(GHashTable) by_words =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) words = authorities_by_words(comparison, by_words);
    bool contacts = is_of_contacts(comparison->measure);
    if (!words->len || (words->len == 1 && strcmp(words->pdata[0], profile->words) == 0))
        return;
    g_autoptr(GString) note = g_string_new(contacts ? "What each council counts as a contact: "
                                                    : "What each council counts as meeting the threshold: ");
    if (words->len > MOST_WORDINGS)
        g_string_append_printf(note, "%u different wordings, given in their returns", words->len);
    for (guint i = 0; i < words->len && words->len <= MOST_WORDINGS; i++) {
        g_string_append(note, i ? "; " : "");
        append_words(note, words->pdata[i], g_hash_table_lookup(by_words, words->pdata[i]));
    }
    g_string_append_c(note, '.');
    figures_add_note(comparison->figures, comparison->measure->id, note->str);
}

/* A finding and a note under the table, once. Takes ownership of the text. */
void
comparison_say(Comparison *comparison, const char *rule, char *text)
{
    const ProfilePlace *place = &comparison->profile->benchmark->place;
    figures_add_note(comparison->figures, comparison->measure->id, text);
    if (g_hash_table_add(comparison->said, g_strdup(text)))
        findings_add(comparison->findings, rule, place->file, place->line, place->column, "", "%s", text);
    g_free(text);
}
