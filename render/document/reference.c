#include "analysis/failure/failure.h"
#include "render/document/template.h"
#include <math.h>
#include <string.h>

static const char *const fields[] = {"count",  "base",           "percent", "lower", "upper",  "value",
                                     "change", "change-percent", "signal",  "trend", "status", "words",
                                     NULL};

char *
period_of_report(const Exhibits *exhibits, int years_before)
{
    return calendar_year_label(exhibits->profile->year - years_before, exhibits->profile->year_start);
}

/* Names that belong to the profile and not to a figure; NULL for any other. */
static char *
profile_words(const Exhibits *exhibits, const char *name)
{
    const Profile *profile = exhibits->profile;
    const struct {
        const char *name, *value;
    } names[] = {{"authority.name", profile->authority_name},
                 {"authority.short-name", profile->authority_short_name},
                 {"authority.code", profile->authority_code},
                 {"words.contact", profile->word},
                 {"words.contacts", profile->words}};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i].name) == 0)
            return g_strdup(names[i].value);
    if (strcmp(name, "period") == 0)
        return period_of_report(exhibits, 0);
    if (strcmp(name, "previous-period") == 0)
        return period_of_report(exhibits, 1);
    if (strcmp(name, "as-at") == 0)
        return profile->as_at != DAY_NONE
                   ? calendar_long(profile->as_at)
                   : calendar_long(calendar_year_last(profile->year, profile->year_start));
    return NULL;
}

const ProfileMeasure *
reference_measure(const Exhibits *exhibits, const char *id, ProfilePlace place, GError **error)
{
    const ProfileMeasure *measure = profile_measure(exhibits->profile, id);
    if (measure)
        return measure;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < exhibits->profile->measures->len; i++)
        g_ptr_array_add(known, ((const ProfileMeasure *)exhibits->profile->measures->pdata[i])->id);
    const char *near = failure_nearest(id, known);
    template_fail(error, place, "\"%s\" is no measure of the profile%s%s%s", id,
                  near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    return NULL;
}

/* A reference taken apart: measure, category and part by their slugs, field, period. */
typedef struct {
    char **words;
    char *period;
    const char *field;
    guint length; /* words before the field */
} Reference;

static void
reference_clear(Reference *reference)
{
    g_strfreev(reference->words);
    g_free(reference->period);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reference, reference_clear)

static Reference
take_apart(const Exhibits *exhibits, const char *text)
{
    g_auto(GStrv) halves = g_strsplit(text, "@", 2);
    Reference reference = {g_strsplit(g_strstrip(halves[0]), ".", 4), NULL, NULL, 0};
    guint count = g_strv_length(reference.words);
    if (count > 1 && g_strv_contains(fields, reference.words[count - 1]))
        reference.field = reference.words[count - 1];
    reference.length = reference.field ? count - 1 : count;
    reference.period =
        halves[0] && halves[1] ? g_strdup(g_strstrip(halves[1])) : period_of_report(exhibits, 0);
    return reference;
}

static bool
slug_is(const char *name, const char *slug)
{
    g_autofree char *own = profile_slug(name);
    return strcmp(own, slug) == 0;
}

static const Figure *
find_figure(const Exhibits *exhibits, const Reference *reference, const char *period)
{
    const char *category = reference->length > 1 ? reference->words[1] : "";
    const char *part = reference->length > 2 ? reference->words[2] : "";
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, reference->words[0]) == 0 && strcmp(figure->period, period) == 0 &&
            slug_is(figure->category, category) && slug_is(figure->part, part))
            return figure;
    }
    return NULL;
}

static void
fail_no_figure(const Exhibits *exhibits, const Reference *reference, ProfilePlace place, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    bool period_known = false;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, reference->words[0]) != 0)
            continue;
        period_known |= strcmp(figure->period, reference->period) == 0;
        g_ptr_array_add(known, profile_slug(reference->length > 2 ? figure->part : figure->category));
    }
    const char *wanted = reference->length > 1 ? reference->words[reference->length - 1] : "";
    if (!period_known) {
        template_fail(error, place, "%s has no figure for %s", reference->words[0], reference->period);
        return;
    }
    const char *near = failure_nearest(wanted, known);
    template_fail(error, place, "%s has no %s \"%s\"%s%s%s", reference->words[0],
                  reference->length > 2 ? "part" : "category", wanted, near ? "; did you mean \"" : "",
                  near ? near : "", near ? "\"?" : "");
}

static char *
number_words(double number)
{
    static const char *const small[] = {"none", "one", "two",   "three", "four",
                                        "five", "six", "seven", "eight", "nine"};
    if (number >= 0 && number < 10 && number == floor(number))
        return g_strdup(small[(int)number]);
    return figure_number_text(number, 0);
}

char *
figure_shown(const Figure *figure, double number, int decimals, const char *unit)
{
    if (isnan(number)) {
        const char *symbol = figure_symbol(figure->status);
        return g_strdup(symbol ? symbol : "[x]");
    }
    g_autofree char *digits = figure_number_text(number, decimals);
    return g_strconcat(digits, unit, NULL);
}

static char *
field_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
            const Figure *before, const Reference *reference, const char *period_before)
{
    const struct {
        const char *field;
        double number;
        int decimals;
        const char *unit;
    } numbers[] = {{"count", figure->count, 0, ""},
                   {"base", figure->base, 0, ""},
                   {"percent", figure->percent, measure->decimals, "%"},
                   {"lower", figure->lower, measure->decimals, isnan(figure->base) ? "" : "%"},
                   {"upper", figure->upper, measure->decimals, isnan(figure->base) ? "" : "%"},
                   {"change", figure->change, 0, ""}};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (strcmp(reference->field, numbers[i].field) == 0)
            return figure_shown(figure, numbers[i].number, numbers[i].decimals, numbers[i].unit);
    if (strcmp(reference->field, "value") == 0)
        return figure_shown(figure, figure->value, figure->value == floor(figure->value) ? 0 : 1, "");
    if (strcmp(reference->field, "words") == 0)
        return isnan(figure->count) ? figure_shown(figure, NAN, 0, "") : number_words(figure->count);
    if (strcmp(reference->field, "change-percent") == 0) {
        double base = before ? before->count : NAN;
        return figure_shown(figure, base > 0 ? 100 * figure->change / base : NAN, 0, "%");
    }
    if (strcmp(reference->field, "trend") == 0)
        return change_words(exhibits, measure, figure, before, period_before);
    if (strcmp(reference->field, "signal") == 0)
        return g_strdup(*figure_signal_words(figure->signal) ? figure_signal_words(figure->signal)
                                                             : "no comparison");
    return g_strdup(figure->status == FIGURE_SUPPRESSED       ? "suppressed"
                    : figure->status == FIGURE_SUPPLIED       ? "supplied"
                    : figure->status == FIGURE_PROVISIONAL    ? "provisional"
                    : figure->status == FIGURE_NOT_APPLICABLE ? "not applicable"
                    : figure->status == FIGURE_NOT_AVAILABLE  ? "not available"
                                                              : "final");
}

char *
reference_resolve(const Exhibits *exhibits, const char *text, ProfilePlace place, GError **error)
{
    char *words = profile_words(exhibits, text);
    if (words)
        return words;
    g_auto(Reference) reference = take_apart(exhibits, text);
    if (reference.length < 1 || reference.length > 3) {
        template_fail(error, place, "\"%s\" is no reference; write MEASURE.CATEGORY.FIELD", text);
        return NULL;
    }
    const ProfileMeasure *measure = reference_measure(exhibits, reference.words[0], place, error);
    if (!measure)
        return NULL;
    if (reference.length == 2 && strcmp(reference.words[1], "title") == 0 && !reference.field)
        return g_strdup(measure->title);
    if (!reference.field) {
        g_autofree char *known = g_strjoinv(", ", (char **)fields);
        template_fail(error, place, "\"%s\" does not say which field; end it with one of %s", text, known);
        return NULL;
    }
    const Figure *figure = find_figure(exhibits, &reference, reference.period);
    if (!figure) {
        fail_no_figure(exhibits, &reference, place, error);
        return NULL;
    }
    int year;
    g_autofree char *period_before =
        calendar_parse_year(reference.period, exhibits->profile->year_start, &year)
            ? calendar_year_label(year - 1, exhibits->profile->year_start)
            : g_strdup("the period before");
    const Figure *before = find_figure(exhibits, &reference, period_before);
    return field_words(exhibits, measure, figure, before, &reference, period_before);
}

bool
reference_holds(const Exhibits *exhibits, const char *name, bool internal)
{
    if (strcmp(name, "internal") == 0)
        return internal;
    if (strcmp(name, "disclosure") == 0)
        return exhibits->profile->suppress_below > 1;
    if (strcmp(name, "data-quality") == 0)
        return exhibits->quality != NULL;
    if (exhibits_table(exhibits, name))
        return true;
    g_auto(Reference) reference = take_apart(exhibits, name);
    return reference.length >= 1 && reference.length <= 3 &&
           find_figure(exhibits, &reference, reference.period) != NULL;
}
