#include "render/font/font.h"
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include "analysis/failure/failure.h"
#include "render/font/own.h"
#include "system/system.h"

static const char *const styles[] = {"Regular", "Bold", "Italic", "BoldItalic"};

static char *
file_in(const char *folder, const char *style)
{
    g_autofree char *name = g_strdup_printf("LiberationSans-%s.ttf", style);
    return g_build_filename(folder, name, NULL);
}

/* The folder of the family by the machine's list of fonts, which takes time to load; NULL if it is not
 * there. */
static char *
listed_folder(void)
{
    char *folder = NULL;
    FcPattern *pattern = FcNameParse((const FcChar8 *)FONT_FAMILY ":style=Regular");
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result;
    FcPattern *match = FcFontMatch(NULL, pattern, &result);
    FcChar8 *file = NULL, *family = NULL;
    if (match && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch &&
        FcPatternGetString(match, FC_FAMILY, 0, &family) == FcResultMatch &&
        strcmp((const char *)family, FONT_FAMILY) == 0)
        folder = g_path_get_dirname((const char *)file);
    if (match)
        FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    return folder;
}

static FcConfig *
configuration(void)
{
    g_autofree char *regular = file_in("", styles[0]);
    g_autofree char *folder = system_font_folder(regular);
    if (!folder)
        folder = listed_folder();
    if (!folder)
        return NULL;
    FcConfig *config = FcConfigCreate();
    bool all = true;
    for (gsize i = 0; i < G_N_ELEMENTS(styles); i++) {
        g_autofree char *file = file_in(folder, styles[i]);
        all &= FcConfigAppFontAddFile(config, (const FcChar8 *)file) == FcTrue;
    }
    if (all)
        return config;
    FcConfigDestroy(config);
    return NULL;
}

/* The family's files, listed once for all threads; NULL if they are not found. */
static FcConfig *
family(void)
{
    static gsize made;
    static FcConfig *config;
    if (g_once_init_enter(&made)) {
        config = configuration();
        /* This must come first: with no current list, a font map loads the machine's own. */
        if (config)
            FcConfigSetCurrent(config);
        g_once_init_leave(&made, 1);
    }
    return config;
}

/* What a thread lays text out with: Pango's maps and layouts are not thread-safe. */
typedef struct {
    PangoFontMap *map;
    PangoLayout *layout; /* for measuring */
} Own;

static void
own_free(gpointer pointer)
{
    Own *own = pointer;
    g_clear_object(&own->layout);
    g_object_unref(own->map);
    g_free(own);
}

static Own *
own_of_thread(void)
{
    static GPrivate of_thread = G_PRIVATE_INIT(own_free);
    Own *own = g_private_get(&of_thread);
    if (own)
        return own;
    FcConfig *config = family();
    own = g_new0(Own, 1);
    if (config) {
        own->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(own->map), config);
    } else {
        own->map = g_object_ref(pango_cairo_font_map_get_default());
    }
    g_private_set(&of_thread, own);
    return own;
}

bool
font_find(GError **error)
{
    if (family())
        return true;
    g_set_error(error, FAILURE, FAILURE_OUTPUT,
                "the font %s is not on this machine; install the package fonts-liberation2 (or "
                "liberation-sans-fonts)",
                FONT_FAMILY);
    return false;
}

PangoContext *
font_context(void)
{
    PangoContext *context = pango_font_map_create_context(own_of_thread()->map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context, options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
    return context;
}

PangoLayout *
font_own_layout(void)
{
    Own *own = own_of_thread();
    if (!own->layout) {
        PangoContext *context = font_context();
        own->layout = pango_layout_new(context);
        g_object_unref(context);
    }
    return own->layout;
}

PangoFontDescription *
font_description(double size, bool bold)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, FONT_FAMILY);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    return font;
}

void
font_prepare(PangoContext *context, const PangoFontDescription *description)
{
    static GMutex lock;
    GQuark prepared = g_quark_from_static_string("ladostat-prepared");
    g_autoptr(PangoFont) font = pango_context_load_font(context, description);
    if (!font || g_object_get_qdata(G_OBJECT(font), prepared))
        return;
    g_mutex_lock(&lock);
    pango_font_metrics_unref(pango_font_get_metrics(font, pango_context_get_language(context)));
    g_mutex_unlock(&lock);
    g_object_set_qdata(G_OBJECT(font), prepared, font);
}

void
font_set(PangoLayout *layout, double size, bool bold)
{
    g_autoptr(PangoFontDescription) description = font_description(size, bold);
    font_prepare(pango_layout_get_context(layout), description);
    pango_layout_set_font_description(layout, description);
}
