/* Makes a target an ordinary program: it runs every file of its corpus as a test of this name, or the files
 * given. Inputs found by a fuzzer and mended are in the corpus, under the name of what was found. --variants
 * N: also N variants of each file; --variant N: only that one of each, to see again what it did. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/variants.h"

static guint first_variant, end_of_variants;

static void
run_bytes(const char *bytes, gsize size)
{
    /* Without a NUL at the end, so that a reader that goes too far is caught. */
    g_autofree uint8_t *exact = g_memdup2(bytes, size);
    LLVMFuzzerTestOneInput(exact ? exact : (const uint8_t *)"", size);
}

static char *
contents(const char *path, gsize *size)
{
    char *bytes = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &bytes, size, &error);
    g_assert_no_error(error);
    return bytes;
}

static void
run_file(gconstpointer path)
{
    gsize size;
    g_autofree char *bytes = contents(path, &size);
    run_bytes(bytes, size);
}

static void
run_variants(gconstpointer path)
{
    gsize size;
    g_autofree char *bytes = contents(path, &size);
    for (guint number = first_variant; number < end_of_variants; number++) {
        g_autoptr(GString) variant = fuzz_variant(bytes, size, number);
        g_test_message("--variant %u %s", number, (const char *)path);
        run_bytes(variant->str, variant->len);
    }
}

static void
add_file(const char *path)
{
    g_autofree char *name = g_path_get_basename(path), *test = g_strconcat("/fuzz/", name, NULL);
    if (!first_variant)
        g_test_add_data_func(test, g_intern_string(path), run_file);
    g_autofree char *variants = g_strconcat("/fuzz-variants/", name, NULL);
    if (end_of_variants)
        g_test_add_data_func(variants, g_intern_string(path), run_variants);
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static void
add_corpus(const char *folder)
{
    g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(listing);
    for (const char *name; (name = g_dir_read_name(listing));)
        g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, by_name);
    g_assert_cmpuint(paths->len, >, 0);
    for (guint i = 0; i < paths->len; i++)
        add_file(paths->pdata[i]);
}

int
main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    g_test_init(&argc, &argv, NULL);
    for (int i = 1; i < argc; i++)
        if (g_str_equal(argv[i], "--variants") && i + 1 < argc)
            end_of_variants = (guint)atoi(argv[++i]);
        else if (g_str_equal(argv[i], "--variant") && i + 1 < argc)
            end_of_variants = 1 + (first_variant = (guint)atoi(argv[++i]));
        else if (g_file_test(argv[i], G_FILE_TEST_IS_DIR))
            add_corpus(argv[i]);
        else
            add_file(argv[i]);
    return g_test_run();
}
