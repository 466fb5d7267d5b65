/* The return: a council's standard measures, made from figures that are already protected. */
#include "analysis/benchmark/benchmark_parts.h"
#include "analysis/disclosure/disclosure.h"
#include <math.h>
#include <string.h>

static const char *const harms[] = {"Physical", "Sexual",       "Emotional", "Neglect",
                                    "Other",    "Not recorded", NULL};
static const char *const outcomes[] = {"Substantiated", "Unsubstantiated", "Unfounded",
                                       "False",         "Malicious",       "Ongoing",
                                       "Other",         "Not recorded",    NULL};
static const char *const times[] = {"within 1 month", "within 3 months", "within 12 months", NULL};
static const char *const total[] = {"", NULL};

static const struct {
    const char *measure;
    const char *const *categories;
} standard[] = {{"contacts", total},   {"threshold-met", total}, {"harm", harms},
                {"outcome", outcomes}, {"timeliness", times},    {"one-working-day", total}};

/* The first that occurs in a category's name decides: "unsubstantiated" contains "substantiated" too. */
static const struct {
    const char *of, *word, *category;
} words[] = {
#include "categories.inc"
};

const char *const *
benchmark_categories(const char *compared)
{
    for (gsize i = 0; i < G_N_ELEMENTS(standard); i++)
        if (strcmp(standard[i].measure, compared) == 0)
            return standard[i].categories;
    return total;
}

bool
is_standard(const char *measure)
{
    for (gsize i = 0; i < G_N_ELEMENTS(standard); i++)
        if (strcmp(standard[i].measure, measure) == 0)
            return true;
    return false;
}

/* The standard category for one of a council's own: "Physical" for "Physical abuse". Static, or the
 * profile's own word. Only outcomes have an ongoing category. */
static const char *
standard_category(const Profile *profile, const ProfileField *field, const char *category)
{
    const char *told = profile_shared_category(profile, field->name, category);
    bool outcome = field->ongoing_category != NULL;
    g_autofree char *folded = profile_fold(category);
    if (told)
        return told;
    if (outcome && strcmp(category, field->ongoing_category) == 0)
        return "Ongoing";
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if ((*words[i].of == 'o') == outcome && strstr(folded, words[i].word))
            return words[i].category;
    return strcmp(folded, "not recorded") == 0 ? "Not recorded" : "Other";
}

/* A later category of the same standard one is added; but if a record may be in several, their sum is not
 * a number of records. */
static void
add_to(Figure *sum, const Figure *figure, bool overlap)
{
    bool hidden = !overlap && (sum->status == FIGURE_SUPPRESSED || figure->status == FIGURE_SUPPRESSED);
    sum->count = hidden || overlap ? NAN : sum->count + figure->count;
    sum->base = isnan(sum->base) ? figure->base : sum->base;
    if (hidden)
        sum->status = FIGURE_SUPPRESSED;
    else if (overlap)
        sum->status = FIGURE_NOT_AVAILABLE;
}

static Figure *
find_for_edit(Figures *out, const Figure *wanted)
{
    for (guint i = figures_length(out); i-- > 0;) {
        const Figure *figure = figures_at(out, i);
        if (!figure_is_in(figure, wanted->measure, wanted->period))
            continue;
        if (strcmp(figure->category, wanted->category) == 0)
            return figures_edit(out, i);
    }
    return NULL;
}

/* The field by whose categories the return counts a figure; NULL for any other figure. */
static const ProfileField *
returned_by(const Profile *profile, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    return measure && measure->returned && measure->by->len && *figure->category
               ? profile_field(profile, measure->by->pdata[0])
               : NULL;
}

/* Adds up a standard category as one figure, starting from the one at an index; false if it has no other. */
static bool
add_up_category(const Profile *profile, const Figures *figures, guint first, Figure *all)
{
    const Figure *figure = figures_at(figures, first);
    const ProfileField *field = returned_by(profile, figure);
    const char *wanted = standard_category(profile, field, figure->category);
    bool any = false;
    *all = *figure;
    all->category = wanted;
    all->part = GATHERED;
    all->counts = record_set_ref(figure->counts);
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *other = figures_at(figures, i);
        if (i == first || *other->part || !figure_is_in(other, figure->measure, figure->period) ||
            !*other->category || strcmp(standard_category(profile, field, other->category), wanted) != 0)
            continue;
        if (i < first)
            break;
        any = true;
        all->count += other->count;
        all->counts = set_or((RecordSet *)all->counts, record_set_ref(other->counts));
    }
    return any;
}

void
benchmark_gather(const Profile *profile, Figures *figures)
{
    for (guint i = 0, length = figures_length(figures); i < length; i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileField *field = *figure->part || !figure->counts ? NULL : returned_by(profile, figure);
        Figure all;
        if (!field || field->separator)
            continue;
        if (add_up_category(profile, figures, i, &all)) {
            all.lower = all.upper = all.change = NAN;
            all.signal = SIGNAL_NONE;
            figure_take_percent(&all);
            figures_add(figures, &all);
        }
        record_set_unref((RecordSet *)all.counts);
    }
}

static void
add_returned_figure(Figures *out, const Profile *profile, const ProfileMeasure *measure,
                    const Figures *figures, const Figure *figure)
{
    Figure returned = FIGURE_BLANK;
    const ProfileField *field = returned_by(profile, figure);
    const char *category = field ? standard_category(profile, field, figure->category) : figure->category;
    const Figure *all = figures_find(figures, figure->measure, figure->period, category, GATHERED);
    figure = all ? all : figure;
    returned.authority = profile->authority_name;
    returned.measure = measure->id + strlen("return-");
    returned.period = figure->period;
    returned.category = category;
    returned.count = figure->count;
    returned.base = figure->base;
    returned.status = figure->status;
    Figure *there = find_for_edit(out, &returned);
    if (there && !all)
        add_to(there, figure, field && field->separator);
    else
        figures_add(out, &returned);
}

void
return_begin(Figures *figures)
{
    figures_say(figures, "return", "aggregate figures of a LADO service; no figure is about one person");
    figures_say(figures, "definitions", RETURN_DEFINITIONS);
}

void
return_keep_words(Figures *all, const Figures *file, const char *counted, const char *authority)
{
    g_autofree char *place = g_strdup_printf("%s of %s", counted, authority);
    const char *said = figures_said(file, counted);
    if (said)
        figures_say(all, place, said);
}

static void
say_definitions(Figures *out, const Profile *profile)
{
    const ProfileReturn *shared = profile->shared;
    g_autofree char *as_at = profile->as_at != DAY_NONE ? calendar_iso(profile->as_at) : NULL;
    g_autofree char *rule = disclosure_rule(profile);
    return_begin(out);
    figures_say(out, "authority", profile->authority_name);
    if (*profile->authority_code)
        figures_say(out, "code", profile->authority_code);
    figures_say(out, "as at", as_at ? as_at : "everything in the export");
    if (shared->contacts)
        figures_say(out, "contacts", shared->contacts->words);
    if (shared->threshold_met)
        figures_say(out, "threshold-met", shared->threshold_met->words);
    figures_say(out, "bases",
                "threshold-met, harm and one-working-day are of contacts; outcome and timeliness are of "
                "threshold-met; time is from receipt");
    figures_say(out, "suppression", rule);
}

Figures *
benchmark_return(const Profile *profile, const Figures *figures)
{
    Figures *out = figures_new();
    if (!profile->shared)
        return out;
    say_definitions(out, profile);
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure =
            g_str_has_prefix(figure->measure, "return-") ? profile_measure(profile, figure->measure) : NULL;
        bool total_of_rows = measure && measure->by->len && !*figure->category;
        if (measure && measure->returned && !*figure->part && !total_of_rows)
            add_returned_figure(out, profile, measure, figures, figure);
    }
    for (guint i = 0; i < figures_length(out); i++)
        figure_take_percent(figures_edit(out, i));
    return out;
}
