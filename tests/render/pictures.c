#include "tests/render/pictures.h"
#include <cairo.h>
#include <png.h>
#include <string.h>

typedef struct {
    guint width, height;
    guint8 *pixels; /* red, green, blue */
} Picture;

/* Another build of the drawing libraries may shade an edge differently; a stroke moved by a pixel is far
 * more. From cairo 1.17.4 on, text is placed at quarters of a pixel, so that a shade may come from the next
 * pixel. */
static const int shade = 48, shade_beside = 80;
static const guint most_shaded = 12;

static char *page;

static bool
decode(GBytes *png, Picture *picture)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    gsize length;
    const void *bytes = g_bytes_get_data(png, &length);
    if (!png_image_begin_read_from_memory(&image, bytes, length))
        return false;
    image.format = PNG_FORMAT_RGB;
    *picture = (Picture){image.width, image.height, g_malloc(PNG_IMAGE_SIZE(image))};
    return png_image_finish_read(&image, NULL, picture->pixels, 0, NULL) != 0;
}

static const guint8 *
pixel(const Picture *picture, guint x, guint y)
{
    static const guint8 outside[] = {255, 0, 255};
    return x < picture->width && y < picture->height ? picture->pixels + 3 * ((gsize)y * picture->width + x)
                                                     : outside;
}

/* Whether a pixel is, apart from a shade, one that may be at this place. */
static bool
may_stand(const guint8 *shown, const Picture *picture, guint x, guint y)
{
    bool beside = cairo_version() >= CAIRO_VERSION_ENCODE(1, 17, 4);
    guint8 least[3] = {255, 255, 255}, most[3] = {0, 0, 0};
    for (guint i = 0; i < 9; i++) {
        guint at = x + i % 3 - 1, on = y + i / 3 - 1;
        if (i != 4 && (!beside || at >= picture->width || on >= picture->height))
            continue;
        const guint8 *there = pixel(picture, at, on);
        for (guint c = 0; c < 3; c++) {
            least[c] = MIN(least[c], there[c]);
            most[c] = MAX(most[c], there[c]);
        }
    }
    for (guint c = 0; c < 3; c++)
        if (shown[c] + (beside ? shade_beside : shade) < least[c] ||
            shown[c] - (beside ? shade_beside : shade) > most[c])
            return false;
    return true;
}

/* How many pixels differ by more than a shade; those are black in `difference`, the rest is white. */
static guint
compare(const Picture *one, const Picture *other, Picture *difference)
{
    guint count = 0;
    *difference = (Picture){MAX(one->width, other->width), MAX(one->height, other->height), NULL};
    difference->pixels = g_malloc((gsize)3 * difference->width * difference->height);
    memset(difference->pixels, 255, (gsize)3 * difference->width * difference->height);
    for (guint y = 0; y < difference->height; y++)
        for (guint x = 0; x < difference->width; x++) {
            const guint8 *a = pixel(one, x, y), *b = pixel(other, x, y);
            if (memcmp(a, b, 3) == 0 || (may_stand(a, other, x, y) && may_stand(b, one, x, y)))
                continue;
            memset(difference->pixels + 3 * ((gsize)y * difference->width + x), 0, 3);
            count++;
        }
    return count;
}

static char *
visual_folder(void)
{
    const char *build = g_getenv("LADOSTAT_BUILD");
    return g_build_filename(build ? build : "build", "visual", NULL);
}

static char *
visual_file(const char *name, const char *what)
{
    g_autofree char *folder = visual_folder();
    g_autofree char *file = g_strdup_printf("%s-%s.png", name, what);
    g_mkdir_with_parents(folder, 0755);
    return g_build_filename(folder, file, NULL);
}

static void
put(const char *path, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
}

/* One row of the page: actual, expected, difference. */
static void
show(const char *name, GBytes *actual, GBytes *expected, const Picture *difference)
{
    g_autofree char *actual_file = visual_file(name, "actual"),
                    *expected_file = visual_file(name, "expected"),
                    *difference_file = visual_file(name, "difference");
    put(actual_file, actual);
    put(expected_file, expected);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = difference->width,
                       .height = difference->height,
                       .format = PNG_FORMAT_RGB};
    png_image_write_to_file(&image, difference_file, 0, difference->pixels, 0, NULL);
    g_autofree char *folder = visual_folder(), *build = g_build_filename(folder, "index.html", NULL);
    GString *text = g_string_new(page ? NULL
                                      : "<!DOCTYPE html>\n<html lang=\"en-GB\"><title>Pictures that "
                                        "differ</title>\n<style>img { width: 32%; border: 1px solid; "
                                        "vertical-align: top }</style>\n<h1>Actual, expected, "
                                        "difference</h1>\n");
    if (page) {
        g_autofree char *before = NULL;
        g_file_get_contents(build, &before, NULL, NULL);
        g_string_append(text, before);
    }
    g_string_append_printf(text, "<h2>%s</h2>\n", name);
    static const char *const kinds[] = {"actual", "expected", "difference"};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_string_append_printf(text, "<img alt=\"%s\" src=\"%s-%s.png\">\n", kinds[i], name, kinds[i]);
    g_file_set_contents(build, text->str, -1, NULL);
    g_string_free(text, TRUE);
    if (!page)
        page = g_steal_pointer(&build);
}

bool
picture_is_expected(const char *folder, const char *name, GBytes *png)
{
    g_autofree char *file = g_strconcat(name, ".png", NULL), *path = g_build_filename(folder, file, NULL),
                    *bytes = NULL;
    gsize length = 0;
    if (g_strcmp0(g_getenv("LADOSTAT_GOLDEN"), "write") == 0) {
        put(path, png);
        return true;
    }
    if (!g_file_get_contents(path, &bytes, &length, NULL)) {
        g_test_message("%s is missing; ./dev golden writes it", path);
        return false;
    }
    g_autoptr(GBytes) golden = g_bytes_new(bytes, length);
    Picture actual = {0}, expected = {0}, difference;
    bool decoded = decode(png, &actual) && decode(golden, &expected);
    g_assert_true(decoded);
    bool same = compare(&actual, &expected, &difference) <= most_shaded && actual.width == expected.width &&
                actual.height == expected.height;
    if (!same)
        show(name, png, golden, &difference);
    g_free(actual.pixels);
    g_free(expected.pixels);
    g_free(difference.pixels);
    return same;
}

const char *
pictures_page(void)
{
    return page;
}
