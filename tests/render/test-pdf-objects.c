/* A PDF of cairo's taken apart and written anew. Whether readers understand what is written is judged by
 * tagged-pdf.py. */
#include "render/pdf/objects.h"
#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t
append_bytes(void *out, const unsigned char *bytes, unsigned int length)
{
    g_string_append_len(out, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Two pages with words, a place and a link to it, tagged. */
static GString *
draw_two_pages(void)
{
    GString *out = g_string_new(NULL);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, 200, 200);
    cairo_t *cr = cairo_create(surface);
    for (int page = 0; page < 2; page++) {
        cairo_tag_begin(cr, page ? CAIRO_TAG_DEST : CAIRO_TAG_LINK, page ? "name='there'" : "dest='there'");
        cairo_move_to(cr, 20, 100);
        cairo_show_text(cr, page ? "there" : "go there");
        cairo_tag_end(cr, page ? CAIRO_TAG_DEST : CAIRO_TAG_LINK);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    return out;
}

static Objects *
read_two_pages(void)
{
    g_autoptr(GString) drawn = draw_two_pages();
    Objects *objects = objects_read(drawn);
    g_assert_nonnull(objects);
    return objects;
}

/* The first object whose text begins so; 0: none. */
static guint
object_like(const Objects *objects, const char *beginning)
{
    for (guint number = 1; number < objects->objects->len; number++)
        if (g_str_has_prefix(objects_text(objects, number), beginning))
            return number;
    return 0;
}

static guint
content_of_first_page(const Objects *objects)
{
    const char *page = objects_text(objects, object_like(objects, "<< /Type /Page "));
    const char *content = strstr(page, "/Contents ");
    g_assert_nonnull(content);
    return (guint)g_ascii_strtoull(content + strlen("/Contents "), NULL, 10);
}

static void
every_object_is_read_and_only_lengths_are_left_out(void)
{
    g_autoptr(GString) drawn = draw_two_pages();
    Objects *objects = objects_read(drawn);
    g_assert_nonnull(objects);
    g_assert_true(g_str_has_prefix(objects_text(objects, objects->catalog), "<< /Type /Catalog"));
    g_assert_nonnull(strstr(objects_text(objects, objects->information), "/Producer"));
    guint streams = 0, all = 0, there = 0;
    for (guint number = 1; number < objects->objects->len; number++) {
        const Object *object = &g_array_index(objects->objects, Object, number);
        streams += object->stream != NULL;
        all += object->text != NULL;
    }
    for (gsize i = 0; i + 8 < drawn->len; i++)
        there += memcmp(drawn->str + i, " 0 obj\n", 7) == 0;
    g_assert_cmpuint(streams, >=, 3); /* two pages and a font */
    g_assert_cmpuint(all, ==, there - streams);
    objects_free(objects);
}

static void
what_is_drawn_on_a_page_is_read(void)
{
    Objects *objects = read_two_pages();
    g_autoptr(GString) content = objects_stream(objects, content_of_first_page(objects));
    g_assert_nonnull(strstr(content->str, "BDC\n"));
    g_assert_nonnull(strstr(content->str, "Tj"));
    g_assert_false(objects->failed);
    objects_free(objects);
}

static void
a_file_cut_short_is_refused(void)
{
    g_autoptr(GString) drawn = draw_two_pages();
    gsize last = (gsize)(g_strrstr(drawn->str + drawn->len - 20, "\n%%EOF") - drawn->str);
    for (gsize length = 0; length < last; length++) {
        g_autoptr(GString) part = g_string_new_len(drawn->str, (gssize)length);
        g_assert_null(objects_read(part));
    }
}

static void
numbers_of_removed_objects_come_again(void)
{
    Objects *objects = read_two_pages();
    guint count = objects->objects->len, removed = object_like(objects, "<< /Names");
    while (objects_new(objects) < count)
        continue; /* those of lengths */
    objects_remove(objects, removed);
    g_assert_cmpstr(objects_text(objects, removed), ==, "");
    g_assert_cmpuint(objects_new(objects), ==, removed);
    g_assert_cmpuint(objects_new(objects), ==, count + 1);
    g_assert_cmpstr(objects_text(objects, removed), ==, "null");
    objects_free(objects);
}

static void
entries_go_to_the_end_of_a_dictionary(void)
{
    Objects *objects = read_two_pages();
    guint number = objects_new(objects);
    objects_set(objects, number, g_strdup("<< /One << /Two 2 >>>>"));
    objects_complete(objects, number, " /Three 3");
    g_assert_cmpstr(objects_text(objects, number), ==, "<< /One << /Two 2 >> /Three 3 >>");
    objects_free(objects);
}

static void
words_are_strings_of_pdf(void)
{
    static const struct {
        const char *text, *string;
    } cases[] = {{"", "()"},
                 {"Harm (all) \\ %", "(Harm \\(all\\) \\\\ %)"},
                 {"caf\u00e9", "<FEFF00630061006600E9>"},
                 {"\U0001F642", "<FEFFD83DDE42>"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        objects_append_string(out, cases[i].text);
        g_assert_cmpstr(out->str, ==, cases[i].string);
    }
}

static void
the_file_says_where_its_table_is(void)
{
    Objects *objects = read_two_pages();
    g_autoptr(GBytes) bytes = objects_write(objects), again = objects_write(objects);
    g_assert_true(g_bytes_equal(bytes, again));
    gsize length;
    const char *file = g_bytes_get_data(bytes, &length);
    g_autofree char *end = g_strndup(file + length - 30, 30);
    const char *pointer = strstr(end, "startxref\n");
    g_assert_nonnull(pointer);
    const char *table = file + g_ascii_strtoull(pointer + strlen("startxref\n"), NULL, 10);
    g_autofree char *name = g_strdup_printf("%u 0 obj\n", objects->objects->len + 1);
    g_assert_true(g_str_has_prefix(file, "%PDF-1.7\n"));
    g_assert_true(g_str_has_prefix(table, name)); /* behind one stream of objects */
    objects_free(objects);
}

static void
a_stream_that_cannot_be_read_spoils_the_file(void)
{
    Objects *objects = read_two_pages();
    guint number = content_of_first_page(objects);
    objects_set_stream(objects, number, g_bytes_new("no zlib", 7));
    g_autoptr(GString) content = objects_stream(objects, number);
    g_assert_cmpuint(content->len, ==, 0);
    g_assert_null(objects_write(objects));
    objects_free(objects);
}

static void
a_stream_that_could_not_be_made_spoils_the_file(void)
{
    Objects *objects = read_two_pages();
    objects_set_stream(objects, content_of_first_page(objects), NULL);
    g_assert_null(objects_write(objects));
    objects_free(objects);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/pdf-objects/" #name, name)
    TEST(every_object_is_read_and_only_lengths_are_left_out);
    TEST(what_is_drawn_on_a_page_is_read);
    TEST(a_file_cut_short_is_refused);
    TEST(numbers_of_removed_objects_come_again);
    TEST(entries_go_to_the_end_of_a_dictionary);
    TEST(words_are_strings_of_pdf);
    TEST(the_file_says_where_its_table_is);
    TEST(a_stream_that_cannot_be_read_spoils_the_file);
    TEST(a_stream_that_could_not_be_made_spoils_the_file);
    return g_test_run();
}
