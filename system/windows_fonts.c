/* Windows: the fonts inside the program. Fontconfig, cairo and Pango know fonts by file names. The linker
 * routes the calls with which they look for a font and open it to this file (--wrap, in meson.build), where
 * the names below SYSTEM_OWN_FONTS mean parts of the program (program.rc.in). */
#include "system/system.h"
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <string.h>
#include <windows.h>

FT_Error __real_FT_New_Face(FT_Library library, const char *path, FT_Long index, FT_Face *face);
FT_Error __wrap_FT_New_Face(FT_Library library, const char *path, FT_Long index, FT_Face *face);
hb_blob_t *__wrap_hb_blob_create_from_file(const char *path);
int __real__access(const char *path, int mode);
int __wrap__access(const char *path, int mode);

/* NULL if the name is not one of them. */
static const guint8 *
own_font(const char *path, guint *length)
{
    if (!g_str_has_prefix(path, SYSTEM_OWN_FONTS))
        return NULL;
    g_autofree char *name = g_path_get_basename(path);
    HRSRC found = FindResourceA(NULL, name, (const char *)RT_RCDATA);
    HGLOBAL loaded = found ? LoadResource(NULL, found) : NULL;
    *length = found ? SizeofResource(NULL, found) : 0;
    return loaded ? LockResource(loaded) : NULL;
}

FT_Error
__wrap_FT_New_Face(FT_Library library, const char *path, FT_Long index, FT_Face *face)
{
    guint length;
    const guint8 *bytes = own_font(path, &length);
    return bytes ? FT_New_Memory_Face(library, bytes, (FT_Long)length, index, face)
                 : __real_FT_New_Face(library, path, index, face);
}

hb_blob_t *
__wrap_hb_blob_create_from_file(const char *path)
{
    guint length;
    const guint8 *bytes = own_font(path, &length);
    return bytes ? hb_blob_create((const char *)bytes, length, HB_MEMORY_MODE_READONLY, NULL, NULL)
                 : hb_blob_get_empty();
}

int
__wrap__access(const char *path, int mode)
{
    guint length;
    return own_font(path, &length) ? 0 : __real__access(path, mode);
}
