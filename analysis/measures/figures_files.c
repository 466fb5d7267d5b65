/* Supplied figures: those in figures files, beside those from the records. */
#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

/* The name as the code list writes it, so that a file's rows match the table's; unchanged if the list has
 * none like it. */
static const char *
listed_name(const ProfileField *field, const char *category, const char *part)
{
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (!profile_same_name(code->category, category))
            continue;
        if (!part)
            return code->category;
        if (profile_same_name(code->part, part))
            return code->part;
    }
    return part ? part : category;
}

static Figures *
with_listed_names(const Figures *given, const Profile *profile)
{
    Figures *named = figures_new();
    for (guint i = 0; i < figures_length(given); i++) {
        Figure figure = *figures_at(given, i);
        const ProfileMeasure *measure = profile_measure(profile, figure.measure);
        if (measure && kind_of(measure)->of_categories && measure->by->len == 1) {
            const ProfileField *field = profile_field(profile, measure->by->pdata[0]);
            if (*figure.part)
                figure.part = listed_name(field, figure.category, figure.part);
            figure.category = *figure.category ? listed_name(field, figure.category, NULL) : "";
        }
        figures_add(named, &figure);
    }
    return named;
}

GPtrArray *
given_read(const Profile *profile, Day as_at, GError **error)
{
    GPtrArray *given = g_ptr_array_new_with_free_func((GDestroyNotify)figures_free);
    for (guint i = 0; i < profile->figures->len; i++) {
        g_autoptr(Figures) figures = figures_read(profile->figures->pdata[i], profile->year_start, error);
        if (!figures) {
            g_ptr_array_unref(given);
            return NULL;
        }
        Figures *named = with_listed_names(figures, profile);
        figures_make_known(profile, as_at, named);
        g_ptr_array_add(given, named);
    }
    return given;
}

static bool
numbers_agree(const Figure *one, const Figure *other)
{
    bool counts = isnan(one->count) || isnan(other->count) || one->count == other->count;
    bool percents = isnan(one->percent) || isnan(other->percent) ||
                    figure_percent_agrees(one->percent, other->percent) ||
                    figure_percent_agrees(other->percent, one->percent);
    bool values = isnan(one->value) || isnan(other->value) ||
                  fabs(one->value - other->value) < 1e-9 * MAX(1, fabs(one->value));
    return counts && percents && values;
}

static void
report_difference(Figures *figures, const Figure *own, const Figure *given, Findings *findings)
{
    g_autofree char *place = figure_place_words(given);
    if (own->file) {
        g_autofree char *where = g_path_get_basename(own->file);
        findings_add(findings, "figure-given-twice", given->file, given->line, 0, "",
                     "%s %s: %s line %u gives a different figure, which is shown; keep one of the two",
                     given->measure, place, where, own->line);
        return;
    }
    findings_add(findings, "figure-differs", given->file, given->line, 0, "",
                 "%s %s: the figure in the file differs from the one in the records, which is shown",
                 given->measure, place);
    g_autofree char *note = g_strdup_printf(
        "%s: the figure published before differs from the one in the records, which is shown.", place);
    figures_add_note(figures, given->measure, note);
}

static void
take_one(Figures *figures, const Profile *profile, const Figure *given, Findings *findings)
{
    const ProfileMeasure *measure = profile_measure(profile, given->measure);
    /* Others' figures come through benchmark: figures, where they must be standard measures. */
    if (!measure || kind_of(measure)->of_others) {
        findings_add(findings, "figure-without-measure", given->file, given->line, 0, "",
                     "figures for \"%s\" belong to no measure in the profile and are not shown",
                     given->measure);
        return;
    }
    Figure figure = *given;
    figure.authority = profile->authority_name;
    if (isnan(figure.percent))
        figure_take_percent(&figure);
    if (figure.status == FIGURE_PLAIN)
        figure.status = FIGURE_SUPPLIED;
    const Figure *own = figures_find(figures, figure.measure, figure.period, figure.category, figure.part);
    if (!own)
        figures_add(figures, &figure);
    else if (!numbers_agree(own, &figure))
        report_difference(figures, own, &figure, findings);
}

void
given_take(Computation *computation)
{
    const Profile *profile = computation->profile;
    for (guint i = 0; i < computation->given->len; i++) {
        const Figures *given = computation->given->pdata[i];
        for (guint k = 0; k < figures_length(given); k++)
            if (!period_is_of_other_years(profile, figures_at(given, k)))
                take_one(computation->figures, profile, figures_at(given, k), computation->findings);
        period_say_other_years(profile, given, computation->findings);
    }
    for (guint i = 0; i < profile->measures->len; i++) {
        computation->measure = profile->measures->pdata[i];
        supplied_set_against(computation);
    }
}
