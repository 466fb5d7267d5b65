#include "render/chart/scene.h"
#include <pango/pangocairo.h>
#include <string.h>

double
text_width(const char *text, double size, bool bold)
{
    /* Charts are laid out one after another on one thread; the layout is made once because making one costs
     * more than measuring with it. */
    static PangoLayout *layout;
    static PangoFontDescription *font;
    if (!layout) {
        PangoContext *context = pango_font_map_create_context(pango_cairo_font_map_get_default());
        pango_cairo_context_set_resolution(context, 72);
        layout = pango_layout_new(context);
        g_object_unref(context);
        font = pango_font_description_from_string(SCENE_FONT);
    }
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text, -1);
    int width;
    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

GPtrArray *
text_wrap(const char *text, double size, bool bold, double width)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word; word++) {
        g_autofree char *longer = line->len ? g_strconcat(line->str, " ", *word, NULL) : g_strdup(*word);
        if (line->len && text_width(longer, size, bold) > width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_assign(line, *word);
        } else {
            g_string_assign(line, longer);
        }
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    return lines;
}
