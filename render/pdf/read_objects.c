/* Cairo's file taken apart: a table of offsets at its end, objects one behind the other, of which the streams
 * have their lengths in objects of their own. */
#include "render/pdf/objects.h"
#include <string.h>

/* Where an object stands in the file. */
typedef struct {
    gsize start;
    guint number;
} Place;

static void
object_clear(gpointer pointer)
{
    Object *object = pointer;
    g_free(object->text);
    g_clear_pointer(&object->stream, g_bytes_unref);
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
    gsize one = ((const Place *)a)->start, other = ((const Place *)b)->start;
    return (one > other) - (one < other);
}

/* Of a number that cairo took and did not use the table says nothing true. */
static bool
begins_at(const GString *file, Place place)
{
    char *end;
    return place.start < file->len && g_ascii_strtoull(file->str + place.start, &end, 10) == place.number &&
           g_str_has_prefix(end, " 0 obj\n");
}

/* Where the objects stand, in the order of the file; the last is the table itself, and its number is how many
 * numbers there are. */
static GArray *
read_table(const GString *file)
{
    static const char pointer[] = "startxref\n", head[] = "xref\n0 ";
    enum { TAIL = 64, ENTRY = 20 }; /* bytes */
    const char *last = g_strrstr(file->str + MAX(file->len, TAIL) - TAIL, pointer);
    gsize start = last ? g_ascii_strtoull(last + strlen(pointer), NULL, 10) : file->len;
    if (start >= file->len || !g_str_has_prefix(file->str + start, head))
        return NULL;
    char *entries;
    guint count = (guint)g_ascii_strtoull(file->str + start + strlen(head), &entries, 10);
    if (count > (file->len - start) / ENTRY)
        return NULL;
    GArray *places = g_array_sized_new(FALSE, FALSE, sizeof(Place), count + 1);
    for (guint number = 1; number < count; number++) {
        Place place = {g_ascii_strtoull(entries + 1 + (gsize)number * ENTRY, NULL, 10), number};
        if (begins_at(file, place))
            g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    Place table = {start, count};
    g_array_append_val(places, table);
    return places;
}

/* Of a stream also the number of the object that says its length, where one does. */
static bool
read_object(Object *object, const char *start, const char *end, guint *length)
{
    static const char head[] = "<< /Length ", reference[] = " 0 R", begin[] = "\nstream\n",
                      stop[] = "\nendstream\n", close[] = "endobj\n";
    const char *text = memchr(start, '\n', (gsize)(end - start));
    end -= strlen(close);
    if (!text || end < ++text || !g_str_has_prefix(end, close))
        return false;
    if (!g_str_has_prefix(text, head)) {
        object->text = g_strchomp(g_strndup(text, (gsize)(end - text)));
        return true;
    }
    const char *stream = g_strstr_len(text, end - text, begin);
    end -= strlen(stop);
    if (!stream || end < stream + strlen(begin) || !g_str_has_prefix(end, stop))
        return false;
    char *rest;
    guint64 number = g_ascii_strtoull(text + strlen(head), &rest, 10);
    if (g_str_has_prefix(rest, reference)) {
        *length = (guint)number;
        rest += strlen(reference);
    }
    object->text = g_strndup(rest, (gsize)(stream - rest));
    stream += strlen(begin);
    object->stream = g_bytes_new(stream, (gsize)(end - stream));
    return true;
}

/* The lengths become free: what is written says them in the stream itself. */
static bool
read_all(Objects *objects, const GString *file, const GArray *places)
{
    g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i + 1 < places->len; i++) {
        Place place = g_array_index(places, Place, i);
        gsize end = g_array_index(places, Place, i + 1).start;
        guint length = 0;
        if (place.start >= end || end > file->len ||
            !read_object(&g_array_index(objects->objects, Object, place.number), file->str + place.start,
                         file->str + end, &length))
            return false;
        if (length)
            g_array_append_val(lengths, length);
    }
    for (guint i = 0; i < lengths->len; i++)
        objects_remove(objects, g_array_index(lengths, guint, i));
    return true;
}

static guint
reference_in(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at ? (guint)g_ascii_strtoull(at + strlen(key), NULL, 10) : 0;
}

Objects *
objects_read(const GString *file)
{
    g_autoptr(GArray) places = read_table(file);
    if (!places)
        return NULL;
    Place table = g_array_index(places, Place, places->len - 1);
    Objects *objects = g_new0(Objects, 1);
    objects->objects = g_array_new(FALSE, TRUE, sizeof(Object));
    g_array_set_clear_func(objects->objects, object_clear);
    g_array_set_size(objects->objects, table.number);
    objects->from = 1;
    objects->catalog = reference_in(file->str + table.start, "/Root ");
    objects->information = reference_in(file->str + table.start, "/Info ");
    if (read_all(objects, file, places) && objects->catalog && objects->information)
        return objects;
    objects_free(objects);
    return NULL;
}
