#include "analysis/figures/figures.h"
#include <math.h>
#include <string.h>

struct Figures {
    GArray *rows; /* of Figure, strings in `strings` */
    GStringChunk *strings;
    GHashTable *places; /* key -> index + 1 */
    const char *own;    /* the authority of the first figure */
    GHashTable *notes;  /* measure -> GPtrArray of char* */
};

Figures *
figures_new(void)
{
    Figures *figures = g_new0(Figures, 1);
    figures->rows = g_array_new(FALSE, FALSE, sizeof(Figure));
    figures->strings = g_string_chunk_new(4096);
    figures->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    figures->notes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return figures;
}

void
figures_free(Figures *figures)
{
    if (!figures)
        return;
    g_array_unref(figures->rows);
    g_string_chunk_free(figures->strings);
    g_hash_table_unref(figures->places);
    g_hash_table_unref(figures->notes);
    g_free(figures);
}

static char *
place_key(const char *authority, const char *measure, const char *period, const char *category,
          const char *part)
{
    return g_strjoin("\x1f", authority, measure, period, category, part, NULL);
}

bool
figures_add(Figures *figures, const Figure *figure)
{
    char *key = place_key(figure->authority, figure->measure, figure->period, figure->category, figure->part);
    if (g_hash_table_contains(figures->places, key)) {
        g_free(key);
        return false;
    }
    Figure row = *figure;
    row.authority = g_string_chunk_insert_const(figures->strings, figure->authority);
    row.measure = g_string_chunk_insert_const(figures->strings, figure->measure);
    row.period = g_string_chunk_insert_const(figures->strings, figure->period);
    row.category = g_string_chunk_insert_const(figures->strings, figure->category);
    row.part = g_string_chunk_insert_const(figures->strings, figure->part);
    if (figure->file)
        row.file = g_string_chunk_insert_const(figures->strings, figure->file);
    if (!figures->own)
        figures->own = row.authority;
    g_array_append_val(figures->rows, row);
    g_hash_table_insert(figures->places, key, GUINT_TO_POINTER(figures->rows->len));
    return true;
}

guint
figures_length(const Figures *figures)
{
    return figures->rows->len;
}

const Figure *
figures_at(const Figures *figures, guint index)
{
    return &g_array_index(figures->rows, Figure, index);
}

Figure *
figures_edit(Figures *figures, guint index)
{
    return &g_array_index(figures->rows, Figure, index);
}

const Figure *
figures_find(const Figures *figures, const char *measure, const char *period, const char *category,
             const char *part)
{
    g_autofree char *key = place_key(figures->own ? figures->own : "", measure, period, category, part);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(figures->places, key));
    return place ? figures_at(figures, place - 1) : NULL;
}

void
figures_add_note(Figures *figures, const char *measure, const char *text)
{
    GPtrArray *notes = g_hash_table_lookup(figures->notes, measure);
    if (!notes) {
        notes = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(figures->notes, g_strdup(measure), notes);
    }
    g_ptr_array_add(notes, g_strdup(text));
}

const GPtrArray *
figures_notes(const Figures *figures, const char *measure)
{
    return g_hash_table_lookup(figures->notes, measure);
}
