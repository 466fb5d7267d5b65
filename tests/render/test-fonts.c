/* The layout on one thread is the same whatever another does meanwhile. */
#include "render/font/font.h"
#include <pango/pangocairo.h>

enum { ROUNDS = 150 };
static int over; /* atomic */

/* Lays words out in new sizes all the time. */
static gpointer
lay_out_others(gpointer user)
{
    (void)user;
    for (double size = 8; !g_atomic_int_get(&over); size = size < 40 ? size + 0.0137 : 8) {
        PangoContext *context = font_context();
        g_autoptr(PangoLayout) layout = pango_layout_new(context);
        g_object_unref(context);
        font_set(layout, size, (int)(size * 100) % 2);
        pango_layout_set_text(layout, "Physical harm: 123 (45%)", -1);
        pango_layout_get_size(layout, NULL, NULL);
    }
    return NULL;
}

/* Where the first line ends, in bytes, in a paragraph that is only just too long for one: Pango lays out such
 * a line twice, once it knows how wide the font's digits are. On a thread of its own, so with new fonts. */
static gpointer
end_of_line(gpointer user)
{
    (void)user;
    PangoContext *context = font_context();
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    g_object_unref(context);
    font_set(layout, 11, false);
    pango_layout_set_width(layout, (int)(471.28 * PANGO_SCALE));
    pango_layout_set_text(
        layout,
        "Ofsted was the largest category, with 50 of 399 contacts (13%). Police came next, with 46 "
        "(12%). There is no clear change in any share since 2022-23.",
        -1);
    return GINT_TO_POINTER(pango_layout_get_line_readonly(layout, 0)->length);
}

static void
a_line_ends_at_the_same_word_whatever_another_thread_lays_out(void)
{
    GError *error = NULL;
    font_find(&error);
    g_assert_no_error(error);
    gpointer alone = end_of_line(NULL);
    GThread *others = g_thread_new("others", lay_out_others, NULL);
    for (int i = 0; i < ROUNDS; i++)
        g_assert_cmpint(GPOINTER_TO_INT(g_thread_join(g_thread_new("line", end_of_line, NULL))), ==,
                        GPOINTER_TO_INT(alone));
    g_atomic_int_set(&over, 1);
    g_thread_join(others);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fonts/a_line_ends_at_the_same_word_whatever_another_thread_lays_out",
                    a_line_ends_at_the_same_word_whatever_another_thread_lays_out);
    return g_test_run();
}
