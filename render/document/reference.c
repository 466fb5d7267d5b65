#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "render/commentary/writing.h"
#include "render/document/template.h"
#include "render/table/table.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

static const char *const fields[] = {"count", "base",   "percent",        "lower",         "upper",
                                     "value", "change", "change-percent", "change-points", "signal",
                                     "trend", "status", "words",          "name",          NULL};

char *
period_of_report(const Exhibits *exhibits, int years_before)
{
    return calendar_year_label(exhibits->profile->year - years_before, exhibits->profile->year_start);
}

/* What is done to records in time: "concluded". */
static const char *
done_words(const Profile *profile)
{
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (kind_of(measure)->of_limits && !measure->returned && strcmp(measure->to, "closed") == 0)
            return profile_done_word(measure);
    }
    return "closed";
}

/* What the records of a section are called in its heading: those that most is said of, "referrals"; of
 * outcomes, where they are called as all are, "contacts taken further". */
static char *
section_words(const Profile *profile, const char *section)
{
    const ProfileMeasure *chosen = NULL;
    bool outcomes = strcmp(section, "outcomes") == 0;
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        if (measure->returned || strcmp(measure->section, section))
            continue;
        if (!chosen || (outcomes && tells_outcomes(profile, measure) && !tells_outcomes(profile, chosen)))
            chosen = measure;
    }
    g_autofree char *noun = english_noun(chosen ? chosen->of->words : profile->words);
    if (strcmp(noun, profile->words))
        return g_steal_pointer(&noun);
    return g_strconcat(noun, outcomes && chosen && chosen->of->where->len ? " taken further" : "", NULL);
}

/* Names that belong to the profile and not to a figure; NULL for any other. */
static char *
profile_words(const Exhibits *exhibits, const char *name)
{
    const Profile *profile = exhibits->profile;
    const struct {
        const char *name, *value;
    } names[] = {
        {"authority.name", profile->authority_name}, {"authority.short-name", profile->authority_short_name},
        {"authority.code", profile->authority_code}, {"words.contact", profile->word},
        {"words.contacts", profile->words},          {"words.done", done_words(profile)}};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i].name) == 0)
            return g_strdup(names[i].value);
    if (g_str_has_prefix(name, "words.") && profile_section(name + strlen("words.")))
        return section_words(profile, name + strlen("words."));
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
    template_fail(error, place, "\"%s\" is not a measure of the profile%s%s%s", id,
                  near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    return NULL;
}

/* A reference taken apart: measure, categories and parts by their slugs, field, period. Several categories,
 * or several parts of one, are summed. */
typedef struct {
    char **words;
    char **categories, **parts; /* one each at least; "" for a total */
    char *period;
    const char *field;
    guint length; /* words before the field */
} Reference;

static void
reference_clear(Reference *reference)
{
    g_strfreev(reference->words);
    g_strfreev(reference->categories);
    g_strfreev(reference->parts);
    g_free(reference->period);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reference, reference_clear)

/* The names that a word of the reference joins with +; of a word that is not there, one empty name. */
static char **
reference_summands(const Reference *reference, guint word)
{
    const char *names = reference->length > word ? reference->words[word] : "";
    static const char *const total[] = {"", NULL};
    return *names ? g_strsplit(names, "+", -1) : g_strdupv((char **)total);
}

static Reference
take_apart(const Exhibits *exhibits, const char *text)
{
    g_auto(GStrv) halves = g_strsplit(text, "@", 2);
    Reference reference = {.words = g_strsplit(halves[0] ? g_strstrip(halves[0]) : "", ".", 4)};
    guint count = g_strv_length(reference.words);
    if (count > 1 && g_strv_contains(fields, reference.words[count - 1]))
        reference.field = reference.words[count - 1];
    reference.length = reference.field ? count - 1 : count;
    reference.period =
        halves[0] && halves[1] ? g_strdup(g_strstrip(halves[1])) : period_of_report(exhibits, 0);
    reference.categories = reference_summands(&reference, 1);
    reference.parts = reference_summands(&reference, 2);
    return reference;
}

/* The figures that the reference sums; empty where one of them is not there. Of a total there is one. */
static GPtrArray *
figures_of(const Exhibits *exhibits, const Reference *reference, const char *period)
{
    GPtrArray *found = g_ptr_array_new();
    bool all = true;
    for (char **category = reference->categories; *category && all; category++)
        for (char **part = reference->parts; *part && all; part++) {
            const Figure *figure = exhibits_figure(exhibits, reference->words[0], period, *category, *part);
            all = figure != NULL;
            if (all)
                g_ptr_array_add(found, (gpointer)figure);
        }
    if (!all)
        g_ptr_array_set_size(found, 0);
    return found;
}

/* What the reference names in a period, in `sum`; false where there is no such figure. */
static bool
find_sum(const Exhibits *exhibits, const Reference *reference, const char *period, Figure *sum)
{
    g_autoptr(GPtrArray) found = figures_of(exhibits, reference, period);
    if (!found->len)
        return false;
    *sum = measures_sum((const Figure *const *)found->pdata, found->len);
    return true;
}

static bool
is_sum(const Reference *reference)
{
    return reference->categories[1] || reference->parts[1];
}

/* A record may be in several of the field's categories: their counts do not add up to a number of records. */
static bool
overlaps(const Exhibits *exhibits, const ProfileMeasure *measure)
{
    const ProfileField *field =
        measure->by->len ? profile_field(exhibits->profile, measure->by->pdata[0]) : NULL;
    return field && field->separator;
}

static void
fail_no_figure(const Exhibits *exhibits, const Reference *reference, ProfilePlace place, GError **error)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    const char *wanted = reference->length > 1 ? reference->words[reference->length - 1] : "";
    const char *elsewhere = NULL; /* another period that has such a name */
    bool period_known = false;
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        if (strcmp(figure->measure, reference->words[0]) != 0)
            continue;
        period_known |= strcmp(figure->period, reference->period) == 0;
        const char *name = exhibits_name(exhibits, figure, reference->length > 2);
        g_ptr_array_add(known, (gpointer)name);
        elsewhere = strcmp(name, wanted) == 0 ? figure->period : elsewhere;
    }
    if (!period_known) {
        template_fail(error, place, "%s has no figure for %s", reference->words[0], reference->period);
        return;
    }
    for (char **one = reference->length > 2 ? reference->parts : reference->categories; *one; one++)
        if (!g_ptr_array_find_with_equal_func(known, *one, g_str_equal, NULL))
            wanted = *one;
    const char *near = failure_nearest(wanted, known);
    if (near && strcmp(near, wanted) == 0 && elsewhere) {
        template_fail(error, place, "%s has no \"%s\" of %s; it has of %s, asked for with \"@%s\"",
                      reference->words[0], wanted, reference->period, elsewhere, elsewhere);
        return;
    }
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

static char *
field_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
            const Figure *before, const Reference *reference, const char *period_before)
{
    const char *field = reference->field;
    /* A percentage of few is shown nowhere, and neither are its limits. */
    bool limit = strcmp(field, "lower") == 0 || strcmp(field, "upper") == 0;
    bool percent = strcmp(field, "percent") == 0 || (limit && !isnan(figure->base));
    if ((percent || limit) && figure_base_is_small(figure, measure->small_base))
        return g_strdup(SMALL_BASE);
    if (strcmp(field, "value") == 0)
        return figure_shown(figure, figure->value, table_value_decimals(measure, figure), "");
    if (g_strv_contains(figure_number_fields, field))
        return figure_shown(figure, figure_number(figure, field), percent || limit ? measure->decimals : 0,
                            percent ? "%" : "");
    if (strcmp(field, "words") == 0)
        return isnan(figure->count) ? figure_shown(figure, NAN, 0, "") : number_words(figure->count);
    if (strcmp(field, "change-percent") == 0) {
        double base = before ? before->count : NAN;
        return figure_shown(figure, base > 0 ? 100 * figure->change / base : NAN, 0, "%");
    }
    if (strcmp(field, "change-points") == 0) {
        double points = before ? figure_round(figure->percent, measure->decimals) -
                                     figure_round(before->percent, measure->decimals)
                               : NAN;
        return figure_shown(figure, points, measure->decimals,
                            fabs(points) == 1 ? " percentage point" : " percentage points");
    }
    if (strcmp(field, "name") == 0)
        return g_strdup(*figure->part ? figure->part : *figure->category ? figure->category : measure->title);
    if (strcmp(field, "trend") == 0)
        return commentary_change(exhibits->profile, measure, figure, before, period_before);
    if (strcmp(field, "signal") == 0)
        return g_strdup(*figure_signal_words(figure->signal) ? figure_signal_words(figure->signal)
                                                             : "no comparison");
    return g_strdup(figure->status == FIGURE_SUPPRESSED       ? "suppressed"
                    : figure->status == FIGURE_SUPPLIED       ? "supplied"
                    : figure->status == FIGURE_PROVISIONAL    ? "provisional"
                    : figure->status == FIGURE_NOT_APPLICABLE ? "not applicable"
                    : figure->status == FIGURE_NOT_AVAILABLE  ? "not available"
                                                              : "final");
}

/* The measure a reference is of and what it names, in `figure`, with its change; `before` is what it was a
 * year earlier, `*compared` whether there was such a figure. NULL with an error where there is none. */
static const ProfileMeasure *
look_up(const Exhibits *exhibits, const Reference *reference, const char *text, const char *period_before,
        Figure *figure, Figure *before, bool *compared, ProfilePlace place, GError **error)
{
    if (reference->length < 1 || reference->length > 3) {
        template_fail(error, place, "\"%s\" is not a reference; write MEASURE.CATEGORY.FIELD", text);
        return NULL;
    }
    const ProfileMeasure *measure = reference_measure(exhibits, reference->words[0], place, error);
    if (!measure)
        return NULL;
    if (!find_sum(exhibits, reference, reference->period, figure)) {
        fail_no_figure(exhibits, reference, place, error);
        return NULL;
    }
    if (is_sum(reference) && overlaps(exhibits, measure)) {
        template_fail(error, place, "%s cannot be summed: one %s may be in several of its categories",
                      measure->id, exhibits->profile->word);
        return NULL;
    }
    *compared = find_sum(exhibits, reference, period_before, before);
    if (*compared && is_sum(reference))
        change_compare(exhibits->profile, measure, figure, before);
    return measure;
}

static char *
year_before(const Exhibits *exhibits, const char *period)
{
    int year;
    return calendar_parse_year(period, exhibits->profile->year_start, &year)
               ? calendar_year_label(year - 1, exhibits->profile->year_start)
               : g_strdup("the period before");
}

char *
reference_resolve(const Exhibits *exhibits, const char *text, ProfilePlace place, GError **error)
{
    char *words = profile_words(exhibits, text);
    if (words)
        return words;
    g_auto(Reference) reference = take_apart(exhibits, text);
    const ProfileMeasure *titled =
        reference.length == 2 && !reference.field && strcmp(reference.words[1], "title") == 0
            ? profile_measure(exhibits->profile, reference.words[0])
            : NULL;
    if (titled)
        return g_strdup(titled->title);
    if (reference.length >= 1 && !reference.field && profile_measure(exhibits->profile, reference.words[0])) {
        g_autofree char *known = g_strjoinv(", ", (char **)fields);
        template_fail(error, place, "\"%s\" does not say which field; end it with one of %s", text, known);
        return NULL;
    }
    g_autofree char *period_before = year_before(exhibits, reference.period);
    Figure figure, before;
    bool compared;
    const ProfileMeasure *measure =
        look_up(exhibits, &reference, text, period_before, &figure, &before, &compared, place, error);
    return measure
               ? field_words(exhibits, measure, &figure, compared ? &before : NULL, &reference, period_before)
               : NULL;
}

char *
reference_of_figure(const Exhibits *exhibits, const Figure *figure, const char *field)
{
    const char *category = exhibits_name(exhibits, figure, 0), *part = exhibits_name(exhibits, figure, 1);
    g_autofree char *year = period_of_report(exhibits, 0);
    bool dated = strcmp(figure->period, year) != 0;
    return g_strconcat(figure->measure, *category || *part ? "." : "", category, *part ? "." : "", part,
                       field ? "." : "", field ? field : "", dated ? " @" : "", dated ? figure->period : "",
                       NULL);
}

/* Without a template the place of a fault is the reference itself. */
static void
fail_by_name(GError *fault, GError **error)
{
    const char *message = fault ? strstr(fault->message, ": ") : NULL;
    if (fault)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s", message ? message + 2 : fault->message);
}

char *
reference_words(const Exhibits *exhibits, const char *text, GError **error)
{
    g_autoptr(GError) fault = NULL;
    char *words = reference_resolve(exhibits, text, (ProfilePlace){"", 0, 0}, &fault);
    fail_by_name(fault, error);
    return words;
}

const ProfileMeasure *
reference_figure(const Exhibits *exhibits, const char *text, Figure *figure, GError **error)
{
    g_auto(Reference) reference = take_apart(exhibits, text);
    g_autofree char *period_before = year_before(exhibits, reference.period);
    g_autoptr(GError) fault = NULL;
    Figure before;
    bool compared;
    const ProfileMeasure *measure = look_up(exhibits, &reference, text, period_before, figure, &before,
                                            &compared, (ProfilePlace){"", 0, 0}, &fault);
    fail_by_name(fault, error);
    return measure;
}

bool
reference_look(const Exhibits *exhibits, const char *text, Figure *figure, const char **field)
{
    g_auto(Reference) reference = take_apart(exhibits, text);
    /* The field's name is one of the list's, which stays. */
    *field = NULL;
    for (gsize i = 0; reference.field && fields[i] && !*field; i++)
        *field = strcmp(fields[i], reference.field) == 0 ? fields[i] : NULL;
    return reference.length >= 1 && reference.length <= 3 &&
           find_sum(exhibits, &reference, reference.period, figure);
}
