/* Directives: what stands between double braces and is no value. */
#include "render/document/template.h"
#include <string.h>

static const struct {
    const char *word;
    DirectiveKind kind;
} known[] = {
    {"table", DIRECTIVE_TABLE},
    {"chart", DIRECTIVE_CHART},
    {"strip", DIRECTIVE_STRIP},
    {"key-measures", DIRECTIVE_KEY_MEASURES},
    {"appendix", DIRECTIVE_APPENDIX},
    {"annex", DIRECTIVE_ANNEX},
    {"key-figures", DIRECTIVE_KEY_FIGURES},
    {"contents", DIRECTIVE_CONTENTS},
    {"page-break", DIRECTIVE_PAGE_BREAK},
    {"about-figures", DIRECTIVE_ABOUT},
    {"notes", DIRECTIVE_ABOUT},
    {"methods", DIRECTIVE_METHODS},
    {"data-quality", DIRECTIVE_QUALITY},
    {"actions", DIRECTIVE_ACTIONS},
    {"commentary", DIRECTIVE_COMMENTARY},
    {"closing", DIRECTIVE_CLOSING},
    {"in-short", DIRECTIVE_IN_SHORT},
    {"quality-in-brief", DIRECTIVE_QUALITY_IN_BRIEF},
    {"years-in-brief", DIRECTIVE_YEARS_IN_BRIEF},
    {"how-to-read", DIRECTIVE_HOW_TO_READ},
};

/* Parts "one<between>other" at the first `between`; the second is NULL where there is none. */
static char *
part_off(char *words, const char *between)
{
    char *at = strstr(words, between);
    if (!at)
        return NULL;
    char *rest = g_strdup(g_strstrip(at + strlen(between)));
    *at = '\0';
    g_strchomp(words);
    return rest;
}

static const char with_sums[] = " with sums";

Directive
directive_read(const char *words)
{
    Directive directive = {.kind = DIRECTIVE_NONE};
    gsize length = strcspn(words, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
        if (strlen(known[i].word) == length && strncmp(words, known[i].word, length) == 0)
            directive.kind = known[i].kind;
    if (exceptions_known(words))
        directive.kind = DIRECTIVE_EXCEPTIONS;
    directive.name = g_strstrip(g_strdup(
        directive.kind == DIRECTIVE_NONE || directive.kind == DIRECTIVE_EXCEPTIONS ? words : words + length));
    if (directive.kind == DIRECTIVE_TABLE)
        directive.beside = part_off(directive.name, " beside ");
    directive.sums = directive.kind == DIRECTIVE_TABLE && g_str_has_suffix(directive.name, with_sums);
    if (directive.sums)
        directive.name[strlen(directive.name) - strlen(with_sums)] = '\0';
    if (directive.kind == DIRECTIVE_ACTIONS)
        directive.title = part_off(directive.name, " ");
    return directive;
}

Table *
actions_of(const Exhibits *exhibits, const char *name, const char *title, ProfilePlace place, GError **error)
{
    g_autofree char *path = template_path(exhibits, name, place, error);
    g_autoptr(GError) fault = NULL;
    Table *table = path ? table_of_actions(exhibits->profile, path, title ? title : "Actions", &fault) : NULL;
    if (fault)
        template_fail(error, place, "%s", fault->message);
    return table;
}

GPtrArray *
directive_measures(const Exhibits *exhibits, const char *list, ProfilePlace place, GError **error)
{
    g_autoptr(GPtrArray) measures = g_ptr_array_new();
    g_auto(GStrv) names = g_strsplit(list, ",", -1);
    bool all = true;
    for (char **name = names; *name; name++) {
        const ProfileMeasure *measure = reference_measure(exhibits, g_strstrip(*name), place, error);
        all &= measure != NULL;
        g_ptr_array_add(measures, (gpointer)measure);
    }
    return all ? g_steal_pointer(&measures) : NULL;
}

bool
directive_is_words(DirectiveKind kind)
{
    return kind == DIRECTIVE_NONE || kind == DIRECTIVE_COMMENTARY || kind == DIRECTIVE_QUALITY_IN_BRIEF ||
           kind == DIRECTIVE_YEARS_IN_BRIEF || kind == DIRECTIVE_HOW_TO_READ || kind == DIRECTIVE_CLOSING ||
           kind == DIRECTIVE_IN_SHORT;
}

void
directive_clear(Directive *directive)
{
    g_free(directive->name);
    g_free(directive->beside);
    g_free(directive->title);
}

bool
directive_check(const Exhibits *exhibits, const char *words, ProfilePlace place, GError **error)
{
    g_auto(Directive) directive = directive_read(words);
    switch (directive.kind) {
    case DIRECTIVE_NONE: {
        g_autofree char *value = reference_resolve(exhibits, words, place, error);
        return value != NULL;
    }
    case DIRECTIVE_TABLE:
        if (directive.beside && !reference_measure(exhibits, directive.beside, place, error))
            return false;
    /* fall through */
    case DIRECTIVE_STRIP: {
        g_autoptr(GPtrArray) measures = directive_measures(exhibits, directive.name, place, error);
        return measures != NULL;
    }
    case DIRECTIVE_CHART:
    case DIRECTIVE_COMMENTARY:
        return reference_measure(exhibits, directive.name, place, error) != NULL;
    case DIRECTIVE_KEY_MEASURES:
        return !g_str_has_prefix(directive.name, "of ") || strcmp(directive.name, "of board") == 0 ||
               reference_measure(exhibits, directive.name + strlen("of "), place, error);
    case DIRECTIVE_KEY_FIGURES: {
        g_autoptr(GArray) keys = key_figures_of(exhibits, directive.name, place, error);
        return keys != NULL;
    }
    case DIRECTIVE_ACTIONS: {
        g_autoptr(Table) table = actions_of(exhibits, directive.name, directive.title, place, error);
        return table != NULL;
    }
    case DIRECTIVE_CLOSING:
        return template_section(directive.name, place, error) != NULL;
    case DIRECTIVE_IN_SHORT:
    case DIRECTIVE_CONTENTS:
    case DIRECTIVE_PAGE_BREAK:
    case DIRECTIVE_APPENDIX:
    case DIRECTIVE_ANNEX:
    case DIRECTIVE_ABOUT:
    case DIRECTIVE_METHODS:
    case DIRECTIVE_QUALITY:
    case DIRECTIVE_QUALITY_IN_BRIEF:
    case DIRECTIVE_YEARS_IN_BRIEF:
    case DIRECTIVE_HOW_TO_READ:
    case DIRECTIVE_EXCEPTIONS:
        break;
    }
    return true;
}
