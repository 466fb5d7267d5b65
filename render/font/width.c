/* How wide words are. Charts of several sizes and tables ask for the same words again and again, so each is
 * measured once for all threads. */
#include "render/font/font.h"
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
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

/* The width of a text at size 100 in a family from a list of fonts. */
static double
width_in(FcConfig *config, const char *family, const char *text, bool bold)
{
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    PangoContext *context = pango_font_map_create_context(map);
    PangoLayout *layout = pango_layout_new(context);
    g_autoptr(PangoFontDescription) description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    pango_font_description_set_absolute_size(description, 100 * PANGO_SCALE);
    pango_font_description_set_weight(description, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, description);
    pango_layout_set_text(layout, text, -1);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    g_object_unref(layout);
    g_object_unref(context);
    g_object_unref(map);
    return (double)width / PANGO_SCALE;
}

double
font_relative_width(const char *family)
{
    static const char *const samples[] = {"Contacts about adults who work with children", "0123456789"};
    static const double unknown = 1.05;
    if (g_ascii_strcasecmp(family, FONT_FAMILY) == 0 || g_ascii_strcasecmp(family, "Arial") == 0)
        return 1;
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcObjectSet *none = FcObjectSetCreate();
    FcFontSet *found = *family && config ? FcFontList(config, pattern, none) : NULL;
    bool there = found && found->nfont;
    double width = there ? 0 : unknown;
    for (int i = 0; i < 4 && there; i++) {
        const char *sample = samples[i / 2];
        width = MAX(width, width_in(config, family, sample, i % 2) / font_width(sample, 100, i % 2));
    }
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(none);
    FcPatternDestroy(pattern);
    if (config)
        FcConfigDestroy(config);
    return CLAMP(width, 0.5, 2);
}
