/* Given figures: what stands in figures files, beside what the records give. */
#include "analysis/measures/measure_kinds.h"
#include <math.h>
#include <string.h>

/* The name as the code list writes it, so that a file's rows join the table's; itself where the list has none
 * like it. */
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
        if (measure && measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1) {
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
given_read(const Profile *profile, GError **error)
{
    GPtrArray *given = g_ptr_array_new_with_free_func((GDestroyNotify)figures_free);
    for (guint i = 0; i < profile->figures->len; i++) {
        g_autoptr(Figures) figures = figures_read(profile->figures->pdata[i], error);
        if (!figures) {
            g_ptr_array_unref(given);
            return NULL;
        }
        g_ptr_array_add(given, with_listed_names(figures, profile));
    }
    return given;
}

bool
given_has_year(const GPtrArray *given, const Profile *profile, int year)
{
    for (guint i = 0; i < given->len; i++)
        for (guint k = 0; k < figures_length(given->pdata[i]); k++) {
            const Figure *figure = figures_at(given->pdata[i], k);
            const ProfileMeasure *measure = profile_measure(profile, figure->measure);
            int here, slot;
            if (measure && measure->kind != MEASURE_SUPPLIED &&
                period_of_figure(figure, measure->per, profile->year_start, &here, &slot) && here == year)
                return true;
        }
    return false;
}

static bool
numbers_agree(const Figure *one, const Figure *other)
{
    bool counts = isnan(one->count) || isnan(other->count) || one->count == other->count;
    bool percents = isnan(one->percent) || isnan(other->percent) ||
                    figure_percent_agrees(one->percent, other->percent) ||
                    figure_percent_agrees(other->percent, one->percent);
    bool values = isnan(one->value) || isnan(other->value) || fabs(one->value - other->value) < 1e-9;
    return counts && percents && values;
}

static void
report_difference(Figures *figures, const Figure *own, const Figure *given, Findings *findings)
{
    g_autofree char *place = figure_place_words(given);
    if (own->file) {
        g_autofree char *where = g_path_get_basename(own->file);
        findings_add(findings, "figure-given-twice", FINDING_WARNING, given->file, given->line, 0, "",
                     "%s %s: %s line %u gives another figure, which is shown; keep one of the two",
                     given->measure, place, where, own->line);
        return;
    }
    findings_add(findings, "figure-differs", FINDING_WARNING, given->file, given->line, 0, "",
                 "%s %s: the file's figure differs from the records', which is shown", given->measure, place);
    g_autofree char *note =
        g_strdup_printf("%s: the figure given before differs from the records', which is shown.", place);
    figures_add_note(figures, given->measure, note);
}

static void
take_one(Figures *figures, const Profile *profile, const Figure *given, Findings *findings)
{
    const ProfileMeasure *measure = profile_measure(profile, given->measure);
    /* Others' figures come by way of benchmark: figures, where they are held to the standard measures. */
    if (!measure || measure->kind == MEASURE_BENCHMARK) {
        findings_add(findings, "figure-without-measure", FINDING_WARNING, given->file, given->line, 0, "",
                     "figures of \"%s\" are in no measure of the profile and are not shown", given->measure);
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

/* How many records there are for each of what was supplied: contacts for each post. */
static void
set_against(Figures *figures, const Profile *profile, const ProfileMeasure *measure)
{
    guint length = figures_length(figures);
    for (guint i = 0; i < length; i++) {
        Figure supplied = *figures_at(figures, i);
        const Figure *count = strcmp(supplied.measure, measure->id) == 0
                                  ? figures_find(figures, measure->against, supplied.period, "", "")
                                  : NULL;
        double number = isnan(supplied.value) ? supplied.count : supplied.value;
        if (!count || isnan(count->count) || !(number > 0))
            continue;
        g_autofree char *category =
            g_strdup_printf("%s for each of the %s", profile_measure(profile, measure->against)->of->words,
                            supplied.category);
        Figure figure = FIGURE_BLANK;
        figure.authority = profile->authority_name;
        figure.measure = measure->id;
        figure.period = supplied.period;
        figure.category = category;
        figure.value = count->count / number;
        figure.base = count->count;
        figure.role = ROLE_FOR_EACH;
        figure.of = count->counts;
        g_autoptr(GPtrArray) told = told_sets();
        told_add(told, count->counts);
        figure.tells = told;
        figures_add(figures, &figure);
    }
}

void
given_take(const GPtrArray *given, Figures *figures, const Profile *profile, Findings *findings)
{
    for (guint i = 0; i < given->len; i++)
        for (guint k = 0; k < figures_length(given->pdata[i]); k++)
            take_one(figures, profile, figures_at(given->pdata[i], k), findings);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (measure->against)
            set_against(figures, profile, measure);
    }
}
