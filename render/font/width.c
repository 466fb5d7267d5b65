/* How wide words are. The same words are asked for again and again, by charts of several sizes and by tables,
 * so each is measured once, on whatever thread. */
#include "render/font/font.h"
#include <pango/pangocairo.h>
#include <string.h>
#include "render/font/own.h"

typedef struct {
    char *text;
    double size;
    bool bold;
    double width;
} Words;

static guint
words_hash(gconstpointer pointer)
{
    const Words *words = pointer;
    return g_str_hash(words->text) * 31 + (guint)(words->size * 16) * 2 + words->bold;
}

static gboolean
words_equal(gconstpointer a, gconstpointer b)
{
    const Words *one = a, *other = b;
    return one->size == other->size && one->bold == other->bold && strcmp(one->text, other->text) == 0;
}

static double
measure(const Words *words)
{
    PangoLayout *layout = font_own_layout();
    font_set(layout, words->size, words->bold);
    pango_layout_set_text(layout, words->text, -1);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

double
font_width(const char *text, double size, bool bold)
{
    static GMutex lock;
    static GHashTable *known; /* of Words, each its own key */
    Words wanted = {(char *)text, size, bold, 0};
    g_mutex_lock(&lock);
    if (!known)
        known = g_hash_table_new(words_hash, words_equal);
    const Words *words = g_hash_table_lookup(known, &wanted);
    double width = words ? words->width : 0;
    g_mutex_unlock(&lock);
    if (words)
        return width;
    wanted.width = measure(&wanted);
    wanted.text = g_strdup(text);
    g_mutex_lock(&lock);
    if (g_hash_table_contains(known, &wanted)) /* another thread was faster */
        g_free(wanted.text);
    else
        g_hash_table_add(known, g_memdup2(&wanted, sizeof wanted));
    g_mutex_unlock(&lock);
    return wanted.width;
}
