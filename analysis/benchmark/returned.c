/* The return: a council's standard measures, made of figures that are protected already. */
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

/* The first that a category's name holds decides: "unsubstantiated" holds "substantiated" too. */
static const struct {
    const char *word, *category;
    bool outcome;
} words[] = {{"physical", "Physical", false},
             {"sexual", "Sexual", false},
             {"emotional", "Emotional", false},
             {"psychological", "Emotional", false},
             {"neglect", "Neglect", false},
             {"unsubstantiated", "Unsubstantiated", true},
             {"not substantiated", "Unsubstantiated", true},
             {"substantiated", "Substantiated", true},
             {"unfounded", "Unfounded", true},
             {"false", "False", true},
             {"malicious", "Malicious", true},
             {"ongoing", "Ongoing", true}};

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

/* The standard category that one of a council's own is taken for: "Physical" for "Physical abuse". Static, or
 * the profile's own word. `field` is the council's. */
static const char *
standard_category(const Profile *profile, const char *field, bool outcome, const char *category)
{
    const char *told = profile_shared_category(profile, field, category);
    const ProfileField *of = profile_field(profile, field);
    g_autofree char *folded = profile_fold(category);
    if (told)
        return told;
    if (outcome && of && of->ongoing_category && strcmp(category, of->ongoing_category) == 0)
        return "Ongoing";
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].outcome == outcome && strstr(folded, words[i].word))
            return words[i].category;
    return strcmp(folded, "not recorded") == 0 ? "Not recorded" : "Other";
}

/* Where a record may be in several categories, their sum is no number of records. */
static void
add_to(Figure *sum, const Figure *figure, bool overlap)
{
    Figure both = FIGURE_BLANK;
    both.authority = sum->authority;
    both.measure = sum->measure;
    both.period = sum->period;
    both.category = sum->category;
    both.count = overlap ? NAN : sum->count + figure->count;
    both.base = sum->base;
    both.status = overlap ? FIGURE_NOT_AVAILABLE : sum->status;
    both.role = sum->role;
    both.of = sum->of;
    g_autoptr(RecordSet) either = sum->counts && figure->counts
                                      ? set_or(record_set_ref(sum->counts), record_set_ref(figure->counts))
                                      : NULL;
    both.counts = either;
    figure_take_percent(&both);
    figure_take_meaning(sum, &both);
    sum->count = both.count;
    sum->percent = both.percent;
    sum->lower = sum->upper = sum->change = NAN;
    sum->signal = SIGNAL_NONE;
    sum->status = both.status;
}

/* The field by whose categories the return counts a figure; NULL of any other figure. */
static const ProfileField *
returned_by(const Profile *profile, const Figure *figure)
{
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    return measure && measure->returned && measure->by->len && *figure->category
               ? profile_field(profile, measure->by->pdata[0])
               : NULL;
}

static const char *
standard_of(const Profile *profile, const ProfileField *field, const Figure *figure)
{
    return standard_category(profile, field->name, field->ongoing_category != NULL, figure->category);
}

/* Whether a figure's category makes a standard one together with others. */
static bool
is_gathered(const Profile *profile, const Figures *figures, const ProfileField *field, const Figure *figure)
{
    const char *wanted = standard_of(profile, field, figure);
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *other = figures_at(figures, i);
        if (figure_is_in(other, figure->measure, figure->period) && *other->category &&
            strcmp(other->category, figure->category) != 0 &&
            strcmp(standard_of(profile, field, other), wanted) == 0)
            return true;
    }
    return false;
}

Figures *
benchmark_in_standard(const Profile *profile, const Figures *figures)
{
    Figures *out = figures_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure figure = *figures_at(figures, i);
        const ProfileField *field = returned_by(profile, &figure);
        /* Parts and estimates of one of several categories say nothing of them all. */
        if (field && *figure.part && is_gathered(profile, figures, field, &figure))
            continue;
        if (field)
            figure.category = standard_of(profile, field, &figure);
        const Figure *there =
            field ? figures_find(out, figure.measure, figure.period, figure.category, "") : NULL;
        if (there && !*figure.part)
            add_to(figures_edit(out, figures_index(out, there)), &figure, field->separator);
        else
            figures_add(out, &figure);
    }
    figures_take_notes(out, figures);
    return out;
}

static void
add_returned(Figures *out, const Profile *profile, const ProfileMeasure *measure, const Figure *figure)
{
    Figure returned = FIGURE_BLANK;
    returned.authority = profile->authority_name;
    returned.measure = measure->id + strlen("return-");
    returned.period = figure->period;
    returned.category = figure->category;
    returned.count = figure->count;
    returned.base = figure->base;
    returned.status = figure->status;
    figure_take_percent(&returned);
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
            add_returned(out, profile, measure, figure);
    }
    return out;
}
