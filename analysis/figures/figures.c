#include "analysis/figures/figures.h"
#include <string.h>

struct Figures {
    GArray *rows; /* of Figure, strings in `strings` */
    GStringChunk *strings;
    GHashTable *places; /* key -> index + 1 */
    const char *own;    /* whose they are */
    GPtrArray *said;    /* char*: key and value in turn */
    GHashTable *notes;  /* measure -> GPtrArray of char* */
};

static void
let_go_of_sets(gpointer pointer)
{
    Figure *figure = pointer;
    record_set_unref((RecordSet *)figure->counts);
    record_set_unref((RecordSet *)figure->of);
    if (figure->tells)
        g_ptr_array_unref((GPtrArray *)figure->tells);
}

static void
hold_sets(const Figure *figure)
{
    if (figure->counts)
        record_set_ref(figure->counts);
    if (figure->of)
        record_set_ref(figure->of);
    if (figure->tells)
        g_ptr_array_ref((GPtrArray *)figure->tells);
}

void
figure_take_meaning(Figure *figure, const Figure *from)
{
    hold_sets(from);
    let_go_of_sets(figure);
    figure->role = from->role;
    figure->counts = from->counts;
    figure->of = from->of;
    figure->tells = from->tells;
    figure->counts_entries = from->counts_entries;
}

Figures *
figures_new(void)
{
    Figures *figures = g_new0(Figures, 1);
    figures->rows = g_array_new(FALSE, FALSE, sizeof(Figure));
    g_array_set_clear_func(figures->rows, let_go_of_sets);
    figures->strings = g_string_chunk_new(4096);
    figures->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    figures->notes =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    figures->said = g_ptr_array_new_with_free_func(g_free);
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
    g_ptr_array_unref(figures->said);
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
    hold_sets(&row);
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

guint
figures_index(const Figures *figures, const Figure *figure)
{
    return (guint)(figure - figures_at(figures, 0));
}

bool
figure_is_in(const Figure *figure, const char *measure, const char *period)
{
    return strcmp(figure->measure, measure) == 0 && strcmp(figure->period, period) == 0;
}

const Figure *
figures_next(const Figures *figures, const char *measure, const char *period, guint *at)
{
    while (*at < figures->rows->len) {
        const Figure *figure = figures_at(figures, (*at)++);
        if (strcmp(figure->measure, measure) == 0 && (!period || strcmp(figure->period, period) == 0))
            return figure;
    }
    return NULL;
}

char *
figure_place_words(const Figure *figure)
{
    return g_strconcat(figure->period, *figure->category ? ", " : "", figure->category,
                       *figure->part ? ", " : "", figure->part, NULL);
}

void
figures_set_own(Figures *figures, const char *authority)
{
    figures->own = g_string_chunk_insert_const(figures->strings, authority);
}

bool
figure_is_own(const Figures *figures, const Figure *figure)
{
    return g_strcmp0(figures->own, figure->authority) == 0;
}

const Figure *
figures_find_of(const Figures *figures, const char *authority, const char *measure, const char *period,
                const char *category, const char *part)
{
    g_autofree char *key = place_key(authority, measure, period, category, part);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(figures->places, key));
    return place ? figures_at(figures, place - 1) : NULL;
}

const Figure *
figures_find(const Figures *figures, const char *measure, const char *period, const char *category,
             const char *part)
{
    return figures_find_of(figures, figures->own ? figures->own : "", measure, period, category, part);
}

static guint
place_of_key(const Figures *figures, const char *key)
{
    guint i = 0;
    while (i < figures->said->len && strcmp(figures->said->pdata[i], key) != 0)
        i += 2;
    return i;
}

void
figures_say(Figures *figures, const char *key, const char *value)
{
    guint place = place_of_key(figures, key);
    if (place < figures->said->len) {
        g_free(figures->said->pdata[place + 1]);
        figures->said->pdata[place + 1] = g_strdup(value);
        return;
    }
    g_ptr_array_add(figures->said, g_strdup(key));
    g_ptr_array_add(figures->said, g_strdup(value));
}

const char *
figures_said(const Figures *figures, const char *key)
{
    guint place = place_of_key(figures, key);
    return place < figures->said->len ? figures->said->pdata[place + 1] : NULL;
}

const char *
figures_said_at(const Figures *figures, guint index, const char **value)
{
    if (2 * index >= figures->said->len)
        return NULL;
    *value = figures->said->pdata[2 * index + 1];
    return figures->said->pdata[2 * index];
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

Figures *
figures_copy(const Figures *figures)
{
    Figures *copy = figures_new();
    for (guint i = 0; i < figures->rows->len; i++)
        figures_add(copy, figures_at(figures, i));
    figures_take_notes(copy, figures);
    return copy;
}

void
figures_take_notes(Figures *figures, const Figures *from)
{
    GHashTableIter iterator;
    gpointer measure, notes;
    g_hash_table_iter_init(&iterator, from->notes);
    while (g_hash_table_iter_next(&iterator, &measure, &notes))
        for (guint i = 0; i < ((GPtrArray *)notes)->len; i++)
            figures_add_note(figures, measure, ((GPtrArray *)notes)->pdata[i]);
}

const GPtrArray *
figures_notes(const Figures *figures, const char *measure)
{
    return g_hash_table_lookup(figures->notes, measure);
}
