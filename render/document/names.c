/* What references call figures: the slugs of their names, made distinct where two have the same. */
#include "render/document/template.h"
#include <string.h>

/* The text that stands at a place of a figure's reference: its category or its part; another authority's
 * stand under its name: neighbours.devon, mix.devon.physical. */
static const char *
text_at(const Figures *figures, const Figure *figure, guint place)
{
    bool own = figure_is_own(figures, figure);
    return place == 0 ? (own ? figure->category : figure->authority) : own ? figure->part : figure->category;
}

/* What the names at a place must be distinct in: the measure, or the category in it. Caller frees. */
static char *
scope_of(const Figures *figures, const Figure *figure, guint place)
{
    return place == 0 ? g_strdup(figure->measure)
                      : g_strjoin("\x1f", figure->measure, text_at(figures, figure, 0), NULL);
}

static char *
plain_name(const char *text)
{
    char *slug = profile_slug(text);
    if (*slug)
        return slug;
    g_free(slug);
    return g_strdup("unnamed"); /* "-", "?" */
}

/* Names by their texts in the order of the alphabet, so that a text has the same name in every period and
 * whatever else is shown: the first has its slug, the next of the same slug a number behind it that no other
 * has. */
static void
name_texts(GHashTable *names)
{
    g_autoptr(GList) texts = g_list_sort(g_hash_table_get_keys(names), (GCompareFunc)strcmp);
    g_autoptr(GHashTable) slugs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                          taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (GList *at = texts; at; at = at->next)
        g_hash_table_add(slugs, plain_name(at->data));
    for (GList *at = texts; at; at = at->next) {
        g_autofree char *plain = plain_name(at->data);
        char *name = g_strdup(plain);
        for (guint number = 2;
             g_hash_table_contains(taken, name) || (number > 2 && g_hash_table_contains(slugs, name));
             number++) {
            g_free(name);
            name = g_strdup_printf("%s-%u", plain, number);
        }
        g_hash_table_add(taken, name);
        g_hash_table_insert(names, g_strdup(at->data), name);
    }
}

GHashTable *
names_of_figures(const Figures *figures)
{
    GHashTable *scopes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    for (guint i = 0; i < figures_length(figures); i++)
        for (guint place = 0; place < 2; place++) {
            const Figure *figure = figures_at(figures, i);
            const char *text = text_at(figures, figure, place);
            g_autofree char *scope = scope_of(figures, figure, place);
            GHashTable *names = g_hash_table_lookup(scopes, scope);
            if (!names) {
                names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
                g_hash_table_insert(scopes, g_steal_pointer(&scope), names);
            }
            if (*text && !g_hash_table_contains(names, text))
                g_hash_table_insert(names, g_strdup(text), NULL);
        }
    GHashTableIter iter;
    gpointer names;
    g_hash_table_iter_init(&iter, scopes);
    while (g_hash_table_iter_next(&iter, NULL, &names))
        name_texts(names);
    return scopes;
}

const char *
exhibits_name(const Exhibits *exhibits, const Figure *figure, guint place)
{
    const char *text = text_at(exhibits->figures, figure, place);
    g_autofree char *scope = scope_of(exhibits->figures, figure, place);
    return *text ? g_hash_table_lookup(g_hash_table_lookup(exhibits->names, scope), text) : "";
}
