/* The file written: streams as they are, all else many to a compressed stream, and a compressed table of
 * where everything is (ISO 32000-1, 7.5.7 and 7.5.8). */
#include "render/pdf/objects.h"
#include <string.h>

enum { ENTRY = 7, TOGETHER = 200 }; /* bytes of an entry of the table; objects in a stream */

typedef struct {
    GString *out;
    GArray *table; /* of entries, by number; zeros: there is no such object */
    bool failed;
} File;

/* `kind` 1: the object stands at the byte `place`; 2: it is number `index` in the stream of objects `place`.
 */
static void
note_place(File *file, guint number, guint8 kind, gsize place, guint index)
{
    const guint8 entry[ENTRY] = {
        kind,          (guint8)(place >> 24), (guint8)(place >> 16), (guint8)(place >> 8),
        (guint8)place, (guint8)(index >> 8),  (guint8)index};
    if (number >= file->table->len)
        g_array_set_size(file->table, number + 1);
    memcpy(file->table->data + (gsize)number * ENTRY, entry, ENTRY);
}

/* The dictionary's entries stand behind the length. */
static void
write_stream(File *file, guint number, const char *entries, GBytes *stream)
{
    gsize length = 0;
    const char *bytes = stream ? g_bytes_get_data(stream, &length) : NULL;
    file->failed |= !bytes;
    note_place(file, number, 1, file->out->len, 0);
    g_string_append_printf(file->out, "%u 0 obj\n<< /Length %zu%s\nstream\n", number, length, entries);
    g_string_append_len(file->out, bytes, (gssize)length);
    g_string_append(file->out, "\nendstream\nendobj\n");
}

/* Writes the objects of these numbers as a stream, which itself has a number. */
static void
write_together(File *file, const Objects *objects, const guint *numbers, guint count, guint number)
{
    g_autoptr(GString) head = g_string_new(NULL), text = g_string_new(NULL);
    for (guint i = 0; i < count; i++) {
        g_string_append_printf(head, "%u %zu ", numbers[i], text->len);
        g_string_append(text, objects_text(objects, numbers[i]));
        g_string_append_c(text, '\n');
        note_place(file, numbers[i], 2, number, i);
    }
    g_autofree char *entries =
        g_strdup_printf(" /Type /ObjStm /N %u /First %zu /Filter /FlateDecode >>", count, head->len);
    g_string_append_len(head, text->str, (gssize)text->len);
    g_autoptr(GBytes) stream = objects_compress(head->str, head->len);
    write_stream(file, number, entries, stream);
}

/* `number`: the table's own. */
static void
write_table(File *file, const Objects *objects, guint number)
{
    gsize start = file->out->len;
    g_autofree char *identifier =
        g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)file->out->str, file->out->len);
    note_place(file, number, 1, start, 0);
    g_autofree char *entries =
        g_strdup_printf(" /Type /XRef /W [ 1 4 2 ] /Size %u /Root %u 0 R /Info %u 0 R /ID [ <%s> <%s> ] "
                        "/Filter /FlateDecode >>",
                        number + 1, objects->catalog, objects->information, identifier, identifier);
    g_autoptr(GBytes) table = objects_compress(file->table->data, (gsize)file->table->len * ENTRY);
    write_stream(file, number, entries, table);
    g_string_append_printf(file->out, "startxref\n%zu\n%%%%EOF\n", start);
}

GBytes *
objects_write(const Objects *objects)
{
    File file = {g_string_new("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"), g_array_new(FALSE, TRUE, ENTRY),
                 objects->failed};
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(guint));
    note_place(&file, 0, 0, 0, 65535); /* where the list of what is free begins and ends */
    for (guint number = 1; number < objects->objects->len; number++) {
        const Object *object = &g_array_index(objects->objects, Object, number);
        if (object->stream)
            write_stream(&file, number, object->text, object->stream);
        else if (object->text)
            g_array_append_val(values, number);
    }
    guint number = objects->objects->len;
    for (guint i = 0; i < values->len; i += TOGETHER)
        write_together(&file, objects, &g_array_index(values, guint, i), MIN(TOGETHER, values->len - i),
                       number++);
    write_table(&file, objects, number);
    g_array_unref(file.table);
    GBytes *bytes = g_string_free_to_bytes(file.out);
    if (file.failed)
        g_clear_pointer(&bytes, g_bytes_unref);
    return bytes;
}
