/* Conditions: what {{ if ... }} may ask. */
#include "render/document/showing.h"
#include "render/document/template.h"
#include "analysis/inputs/inputs.h"
#include <math.h>
#include <string.h>

/* Counted from the records year by year; a cross-table is of one year alone. */
static bool
is_yearly(const ProfileMeasure *measure)
{
    return measure && measure->per == PER_YEAR && measure->around->len == 0 && measure->by->len < 2 &&
           !render_kind(measure)->one_year;
}

/* Whether the comparison holds; `with` is a number or a word. */
static bool
compare(const Figure *figure, const char *field, const char *operator, const char * with)
{
    if (strcmp(field, "signal") == 0) {
        bool same = strcmp(figure_signal_words(figure->signal), with) == 0;
        return strcmp(operator, "!=") == 0 ? !same : same;
    }
    double number = figure_number(figure, field), other = g_ascii_strtod(with, NULL);
    if (isnan(number))
        return false;
    return strcmp(operator, "=") == 0    ? number == other
           : strcmp(operator, "!=") == 0 ? number != other
           : strcmp(operator, "<") == 0  ? number < other
           : strcmp(operator, ">") == 0  ? number > other
           : strcmp(operator, "<=") == 0 ? number <= other
                                         : number >= other;
}

/* Whether something is compared that can be, with what can be compared; an error where not. */
static bool
can_compare(const char *field, const char *operator, const char * with, ProfilePlace place, GError **error)
{
    static const char *const signals[] = {"higher", "lower", "no clear change", NULL};
    bool equals = strcmp(operator, "=") == 0 || strcmp(operator, "!=") == 0;
    char *end = NULL;
    g_ascii_strtod(with, &end);
    if (field && strcmp(field, "signal") == 0 && equals && g_strv_contains(signals, with))
        return true;
    if (field && g_strv_contains(figure_number_fields, field) && end != with && !*end)
        return true;
    template_fail(
        error, place,
        "a condition compares a number (count, base, percent, value, change) with a number, or signal = "
        "higher, lower or no clear change");
    return false;
}

/* A reference that has a figure, or one compared with a number or a word. */
static bool
reference_holds(const Exhibits *exhibits, const char *condition, ProfilePlace place, GError **error)
{
    g_autoptr(GRegex) pattern = g_regex_new("^(.+?)\\s*(<=|>=|!=|=|<|>)\\s*(.+)$", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    bool compared = g_regex_match(pattern, condition, 0, &match);
    g_autofree char *name = compared ? g_match_info_fetch(match, 1) : g_strdup(condition);
    g_autofree char *operator= compared ? g_match_info_fetch(match, 2) : NULL;
    g_autofree char *with = compared ? g_match_info_fetch(match, 3) : NULL;
    if (strchr(g_strstrip(name), ' ')) {
        template_fail(error, place, "{{ if %s }} is not a condition", condition);
        return false;
    }
    const char *field;
    Figure figure;
    bool there = reference_look(exhibits, name, &figure, &field);
    if (compared && !can_compare(field, operator, with, place, error))
        return false;
    return there && (!compared || compare(&figure, field, operator, with));
}

static bool
section_has_tables(const Exhibits *exhibits, const char *section)
{
    for (guint i = 0; i < exhibits->tables->len; i++)
        if (exhibits_is_in_section(exhibits->tables->pdata[i], section))
            return true;
    return false;
}

/* A condition that names one thing, like `chart harm`. False if it begins with none of these words. */
static bool
named_holds(const Exhibits *exhibits, const char *condition, ProfilePlace place, GError **error, bool *holds)
{
    static const char *const kinds[] = {"file ", "measures of ", "chart ", "yearly ", "field "};
    gsize kind = 0;
    while (kind < G_N_ELEMENTS(kinds) && !g_str_has_prefix(condition, kinds[kind]))
        kind++;
    if (kind == G_N_ELEMENTS(kinds))
        return false;
    const char *name = condition + strlen(kinds[kind]);
    g_autofree char *path = kind == 0 ? template_path(exhibits, name, place, error) : NULL;
    const char *section = kind == 1 ? template_section(name, place, error) : NULL;
    *holds = kind == 0   ? path && input_may_be_there(path)
             : kind == 1 ? section && section_has_tables(exhibits, section)
             : kind == 2 ? exhibits_chart(exhibits, name) != NULL
             : kind == 3 ? is_yearly(profile_measure(exhibits->profile, name))
                         : profile_field(exhibits->profile, name) != NULL;
    return true;
}

bool
condition_holds(const Exhibits *exhibits, const char *condition, bool internal, ProfilePlace place,
                GError **error)
{
    bool holds;
    if (g_str_has_prefix(condition, "not "))
        return !condition_holds(exhibits, condition + 4, internal, place, error);
    if (named_holds(exhibits, condition, place, error, &holds))
        return holds;
    if (strcmp(condition, "internal") == 0)
        return internal;
    if (strcmp(condition, "disclosure") == 0)
        return exhibits->profile->suppress_below > 1;
    if (strcmp(condition, "annex") == 0)
        return showings_have_annex(exhibits, "");
    if (strcmp(condition, "data-quality") == 0)
        return exhibits->quality != NULL;
    if (exceptions_known(condition)) {
        g_autoptr(GPtrArray) sentences = exceptions_of(exhibits, condition);
        return sentences->len > 0;
    }
    return exhibits_table(exhibits, condition) || reference_holds(exhibits, condition, place, error);
}
