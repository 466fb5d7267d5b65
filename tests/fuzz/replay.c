/* Makes of a target an ordinary program: it runs every file of its corpus as a test of this name, or, given
 * files, these. What a fuzzer found and was mended stands in the corpus with what was found as its name. */
#include <locale.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

static void
run_file(gconstpointer path)
{
    g_autofree char *bytes = NULL;
    gsize size;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &bytes, &size, &error);
    g_assert_no_error(error);
    /* Without a NUL behind it, so that a reader that goes too far is caught. */
    g_autofree uint8_t *exact = g_memdup2(bytes, size);
    LLVMFuzzerTestOneInput(exact ? exact : (const uint8_t *)"", size);
}

static void
add_file(const char *path)
{
    g_autofree char *name = g_path_get_basename(path), *test = g_strconcat("/fuzz/", name, NULL);
    g_test_add_data_func(test, g_intern_string(path), run_file);
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
        if (g_file_test(argv[i], G_FILE_TEST_IS_DIR))
            add_corpus(argv[i]);
        else
            add_file(argv[i]);
    return g_test_run();
}
