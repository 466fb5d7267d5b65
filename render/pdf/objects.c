#include "render/pdf/objects.h"
#include <string.h>
#include <zlib.h>

static Object *
object_of(const Objects *objects, guint number)
{
    return number < objects->objects->len ? &g_array_index(objects->objects, Object, number) : NULL;
}

void
objects_free(Objects *objects)
{
    g_array_unref(objects->objects);
    g_free(objects);
}

const char *
objects_text(const Objects *objects, guint number)
{
    const Object *object = object_of(objects, number);
    return object && object->text ? object->text : "";
}

void
objects_set(Objects *objects, guint number, char *text)
{
    Object *object = object_of(objects, number);
    g_free(object->text);
    object->text = text;
}

guint
objects_new(Objects *objects)
{
    while (*objects_text(objects, objects->from))
        objects->from++;
    if (objects->from >= objects->objects->len)
        g_array_set_size(objects->objects, objects->from + 1);
    objects_set(objects, objects->from, g_strdup("null"));
    return objects->from++;
}

void
objects_remove(Objects *objects, guint number)
{
    Object *object = object_of(objects, number);
    if (!object)
        return;
    g_clear_pointer(&object->text, g_free);
    g_clear_pointer(&object->stream, g_bytes_unref);
    objects->from = MIN(objects->from, number);
}

void
objects_complete(Objects *objects, guint number, const char *entries)
{
    const char *text = objects_text(objects, number), *end = g_strrstr(text, ">>");
    if (end)
        objects_set(objects, number, g_strdup_printf("%.*s%s >>", (int)(end - text), text, entries));
}

GString *
objects_stream(Objects *objects, guint number)
{
    const Object *object = object_of(objects, number);
    GString *out = g_string_new(NULL);
    gsize length = 0;
    const void *compressed = object && object->stream ? g_bytes_get_data(object->stream, &length) : NULL;
    z_stream inflation = {.next_in = (Bytef *)compressed, .avail_in = (uInt)length};
    int state = inflateInit(&inflation);
    for (guint8 part[16384]; state == Z_OK;) {
        inflation.next_out = part;
        inflation.avail_out = sizeof(part);
        state = inflate(&inflation, Z_NO_FLUSH);
        g_string_append_len(out, (const char *)part, (gssize)(sizeof(part) - inflation.avail_out));
    }
    inflateEnd(&inflation);
    objects->failed |= state != Z_STREAM_END;
    return out;
}

void
objects_set_stream(Objects *objects, guint number, GBytes *stream)
{
    Object *object = object_of(objects, number);
    g_clear_pointer(&object->stream, g_bytes_unref);
    object->stream = stream;
    objects->failed |= !stream;
}

GBytes *
objects_compress(const void *bytes, gsize length)
{
    uLong room = compressBound(length);
    g_autofree guint8 *compressed = g_malloc(room);
    return compress(compressed, &room, bytes, length) == Z_OK ? g_bytes_new(compressed, room) : NULL;
}

/* In ASCII, where that says it, else in UTF-16. */
void
objects_append_string(GString *out, const char *text)
{
    if (g_str_is_ascii(text)) {
        g_string_append_c(out, '(');
        for (const char *at = text; *at; at++) {
            if (strchr("()\\", *at))
                g_string_append_c(out, '\\');
            g_string_append_c(out, *at);
        }
        g_string_append_c(out, ')');
        return;
    }
    g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
    g_string_append(out, "<FEFF");
    for (const gunichar2 *unit = units; unit && *unit; unit++)
        g_string_append_printf(out, "%04X", *unit);
    g_string_append_c(out, '>');
}
