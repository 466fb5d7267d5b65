#include "render/pdf/objects.h"
#include <string.h>
#include <zlib.h>

typedef struct {
    gsize offset;    /* where cairo wrote it; 0: nowhere */
    GString *text;   /* NULL: not looked at yet */
    GString *stream; /* NULL: it has none */
} Object;

struct Objects {
    const char *bytes, *end;
    GArray *all; /* of Object, by number */
    guint catalog, about;
};

static Object *
object_of(const Objects *objects, guint number)
{
    return &g_array_index(objects->all, Object, number);
}

static void
object_clear(gpointer pointer)
{
    Object *object = pointer;
    if (object->text)
        g_string_free(object->text, TRUE);
    if (object->stream)
        g_string_free(object->stream, TRUE);
}

guint
reference_next(const char **at)
{
    const char *found = strstr(*at, " 0 R"), *digits = found;
    while (digits && digits > *at && g_ascii_isdigit(digits[-1]))
        digits--;
    *at = found ? found + strlen(" 0 R") : *at + strlen(*at);
    return found ? (guint)g_ascii_strtoull(digits, NULL, 10) : 0;
}

guint
reference_behind(const char *text, const char *key)
{
    const char *at = strstr(text, key);
    return at ? reference_next(&at) : 0;
}

/* In bytes that may be any; NULL where they are not there. */
static const char *
find(const char *from, const char *end, const char *words)
{
    gsize length = strlen(words);
    for (; from && from + length <= end; from++)
        if (!(from = memchr(from, *words, (gsize)(end - from) - length + 1)) ||
            memcmp(from, words, length) == 0)
            return from;
    return NULL;
}

/* The text of an object that cairo wrote: behind "12 0 obj" on a line of its own. */
static const char *
text_at(const Objects *objects, gsize number)
{
    gsize offset = number < objects->all->len ? object_of(objects, (guint)number)->offset : 0;
    const char *found = offset ? find(objects->bytes + offset, objects->end, "obj\n") : NULL;
    return found ? found + strlen("obj\n") : NULL;
}

/* The table at the end says where each object begins, in lines of twenty bytes. */
static bool
read_table(Objects *objects)
{
    gsize size = (gsize)(objects->end - objects->bytes);
    const char *last = find(objects->end - MIN(size, 64), objects->end, "startxref\n");
    gsize at = last ? g_ascii_strtoull(last + strlen("startxref\n"), NULL, 10) : size;
    const char *table = find(objects->bytes + MIN(at, size), objects->end, "xref\n0 "),
               *trailer = find(table, objects->end, "trailer\n");
    enum { LINE = 20 };
    char *line = NULL;
    guint64 length = trailer ? g_ascii_strtoull(table + strlen("xref\n0 "), &line, 10) : 0;
    if (!length || length != (gsize)(trailer - line - 1) / LINE)
        return false;
    g_array_set_size(objects->all, (guint)length);
    for (guint i = 0; i < length; i++)
        object_of(objects, i)->offset = MIN(g_ascii_strtoull(line + 1 + i * LINE, NULL, 10), size);
    /* Nothing ends the bytes that drawing gave. */
    g_autofree char *words = g_strndup(trailer, (gsize)(objects->end - trailer));
    objects->catalog = reference_behind(words, "/Root ");
    objects->about = reference_behind(words, "/Info ");
    return MAX(objects->catalog, objects->about) < length;
}

Objects *
objects_read(const GByteArray *bytes)
{
    g_autoptr(Objects) objects = g_new0(Objects, 1);
    objects->bytes = (const char *)bytes->data;
    objects->end = objects->bytes + bytes->len;
    objects->all = g_array_new(FALSE, TRUE, sizeof(Object));
    g_array_set_clear_func(objects->all, object_clear);
    return read_table(objects) ? g_steal_pointer(&objects) : NULL;
}

void
objects_free(Objects *objects)
{
    g_array_unref(objects->all);
    g_free(objects);
}

guint
objects_catalog(const Objects *objects)
{
    return objects->catalog;
}

/* Takes the length out of the text; it stands there, or in an object of its own. */
static gsize
take_length(const Objects *objects, GString *text)
{
    char *key = strstr(text->str, "/Length "), *end;
    if (!key)
        return 0;
    gsize length = g_ascii_strtoull(key + strlen("/Length "), &end, 10);
    if (g_str_has_prefix(end, " 0 R")) {
        end += strlen(" 0 R");
        const char *number = text_at(objects, length);
        length = number ? g_ascii_strtoull(number, NULL, 10) : 0;
    }
    g_string_erase(text, key - text->str, end - key);
    return length;
}

static void
look_at(const Objects *objects, guint number)
{
    static const char stream[] = "\nstream\n";
    const char *text = text_at(objects, number), *end = find(text, objects->end, "\nendobj\n"),
               *bytes = end ? find(text, end, stream) : NULL;
    Object *object = object_of(objects, number);
    object->text = g_string_new_len(text, end ? (bytes ? bytes : end) - text : 0);
    if (!bytes)
        return;
    bytes += strlen(stream);
    gsize length = take_length(objects, object->text);
    object->stream = g_string_new_len(bytes, (gssize)MIN(length, (gsize)(objects->end - bytes)));
}

GString *
objects_text(Objects *objects, guint number)
{
    number = number < objects->all->len ? number : 0;
    if (!object_of(objects, number)->text)
        look_at(objects, number);
    return object_of(objects, number)->text;
}

GString *
objects_unpack(Objects *objects, guint number)
{
    bool packed = strstr(objects_text(objects, number)->str, "/FlateDecode");
    const GString *stream = number < objects->all->len ? object_of(objects, number)->stream : NULL;
    GString *out = g_string_new(NULL);
    int status = stream && packed ? Z_BUF_ERROR : Z_DATA_ERROR;
    for (gsize room = stream ? 4 * stream->len + 1024 : 0; status == Z_BUF_ERROR && room < G_MAXINT;
         room *= 2) {
        uLongf length = room;
        g_string_set_size(out, room);
        status = uncompress((Bytef *)out->str, &length, (const Bytef *)stream->str, stream->len);
        g_string_truncate(out, length);
    }
    if (status == Z_OK)
        return out;
    g_string_free(out, TRUE);
    return NULL;
}

static GString *
packed(const GString *stream)
{
    uLongf length = compressBound(stream->len);
    GString *out = g_string_sized_new(length);
    g_string_set_size(out, length);
    compress((Bytef *)out->str, &length, (const Bytef *)stream->str, stream->len);
    g_string_truncate(out, length);
    return out;
}

void
objects_pack(Objects *objects, guint number, const GString *stream)
{
    Object *object = object_of(objects, number);
    g_string_free(object->stream, TRUE);
    object->stream = packed(stream);
}

guint
objects_add(Objects *objects, const char *text, const char *stream)
{
    Object object = {0, g_string_new(text), stream ? g_string_new(stream) : NULL};
    g_array_append_val(objects->all, object);
    return objects->all->len - 1;
}

/* One a number: whether something leads to it. */
static bool *
reached(Objects *objects)
{
    bool *met = g_new0(bool, objects->all->len);
    g_autoptr(GArray) met_in_turn = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(met_in_turn, objects->catalog);
    g_array_append_val(met_in_turn, objects->about);
    met[0] = met[objects->catalog] = met[objects->about] = true;
    for (guint i = 0; i < met_in_turn->len; i++) {
        const char *at = objects_text(objects, g_array_index(met_in_turn, guint, i))->str;
        for (guint number; (number = reference_next(&at));)
            if (number < objects->all->len && !met[number]) {
                met[number] = true;
                g_array_append_val(met_in_turn, number);
            }
    }
    met[0] = false;
    return met;
}

/* A row of the table: of an object in the file where it begins; of one in the packed object which it is
 * there. */
static void
add_row(GString *table, guint8 kind, gsize place, guint which)
{
    const guint32 numbers[] = {GUINT32_TO_BE((guint32)place), GUINT32_TO_BE(which)};
    g_string_append_c(table, (char)kind);
    g_string_append_len(table, (const char *)numbers, sizeof numbers);
}

static void
write_stream(GString *out, guint number, const char *text, const GString *stream)
{
    g_string_append_printf(out, "%u 0 obj\n<</Length %" G_GSIZE_FORMAT " %s\nstream\n", number, stream->len,
                           text + 2);
    g_string_append_len(out, stream->str, (gssize)stream->len);
    g_string_append(out, "\nendstream\nendobj\n");
}

/* What has a stream stands by itself, all else packed in one object. */
static GString *
write_objects(Objects *objects, GString *out)
{
    g_autofree bool *met = reached(objects);
    guint length = objects->all->len, inside = 0;
    GString *table = g_string_new(NULL), *texts = g_string_new(NULL), *places = g_string_new(NULL);
    for (guint i = 0; i < length; i++) {
        const Object *object = object_of(objects, i);
        if (!met[i]) {
            add_row(table, 0, 0, 0);
        } else if (object->stream) {
            add_row(table, 1, out->len, 0);
            write_stream(out, i, object->text->str, object->stream);
        } else {
            add_row(table, 2, length, inside++);
            g_string_append_printf(places, "%u %" G_GSIZE_FORMAT " ", i, texts->len);
            g_string_append_printf(texts, "%s\n", object->text->str);
        }
    }
    g_autofree char *about = g_strdup_printf(
        "<</Type/ObjStm/Filter/FlateDecode/N %u/First %" G_GSIZE_FORMAT ">>", inside, places->len);
    g_string_append_len(places, texts->str, (gssize)texts->len);
    GString *stream = packed(places);
    add_row(table, 1, out->len, 0);
    write_stream(out, length, about, stream);
    g_string_free(stream, TRUE);
    g_string_free(places, TRUE);
    g_string_free(texts, TRUE);
    return table;
}

GBytes *
objects_write(Objects *objects)
{
    GString *out = g_string_new("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    GString *table = write_objects(objects, out);
    gsize begins = out->len;
    add_row(table, 1, begins, 0);
    g_autofree char *name = g_compute_checksum_for_string(G_CHECKSUM_MD5, out->str, (gssize)out->len);
    g_autofree char *about = g_strdup_printf(
        "<</Type/XRef/Filter/FlateDecode/Size %u/W[1 4 4]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]>>",
        objects->all->len + 2, objects->catalog, objects->about, name, name);
    GString *stream = packed(table);
    write_stream(out, objects->all->len + 1, about, stream);
    g_string_append_printf(out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", begins);
    g_string_free(stream, TRUE);
    g_string_free(table, TRUE);
    return g_string_free_to_bytes(out);
}
