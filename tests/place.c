#include "tests/place.h"
#include <glib/gstdio.h>

void
place_open(Place *place, gconstpointer unused)
{
    (void)unused;
    *place = (Place){.folder = g_dir_make_tmp("place-XXXXXX", NULL)};
    g_assert_nonnull(place->folder);
}

/* A file, a link, or a folder with everything in it. */
static void
remove_whole(const char *path)
{
    if (g_remove(path) == 0)
        return;
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        g_autofree char *within = g_build_filename(path, name, NULL);
        remove_whole(within);
    }
    if (folder)
        g_dir_close(folder);
    g_remove(path);
}

void
place_close(Place *place, gconstpointer unused)
{
    (void)unused;
    remove_whole(place->folder);
    g_free(place->folder);
    g_free(place->output);
    g_free(place->errors);
}

char *
place_path(const Place *place, const char *name)
{
    return g_build_filename(place->folder, name, NULL);
}

void
place_put(const Place *place, const char *name, const char *text)
{
    g_autofree char *path = place_path(place, name);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

char *
place_get(const Place *place, const char *name)
{
    g_autofree char *path = place_path(place, name);
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

bool
place_is_for_its_owner(const Place *place, const char *name)
{
    g_autofree char *path = place_path(place, name);
    GStatBuf found;
    g_assert_cmpint(g_stat(path, &found), ==, 0);
#ifdef G_OS_WIN32
    return true; /* permissions are those of the folder around it */
#else
    return (found.st_mode & 0777) == 0600;
#endif
}

static int
by_name(gconstpointer one, gconstpointer other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static void
add_files(GPtrArray *files, const char *folder, const char *within)
{
    g_autofree char *path = g_build_filename(folder, within, NULL);
    g_autoptr(GDir) names = g_dir_open(path, 0, NULL);
    if (!names)
        g_ptr_array_add(files, g_strdup(within));
    for (const char *name; names && (name = g_dir_read_name(names));) {
        g_autofree char *inner = g_build_path("/", within, name, NULL);
        add_files(files, folder, inner);
    }
}

GPtrArray *
place_files(const Place *place, const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    add_files(files, place->folder, folder);
    g_ptr_array_sort(files, by_name);
    return files;
}

int
place_run(Place *place, const char *command, const char *file, const char *options)
{
    g_autofree char *path = place_path(place, file),
                    *line = g_strdup_printf("\"%s\" %s \"%s\" %s", g_getenv("LADOSTAT_PROGRAM"), command,
                                            path, options);
    int status = 0;
    g_clear_pointer(&place->output, g_free);
    g_clear_pointer(&place->errors, g_free);
    g_assert_true(g_spawn_command_line_sync(line, &place->output, &place->errors, &status, NULL));
    g_autoptr(GError) ended = NULL;
    if (g_spawn_check_wait_status(status, &ended))
        return 0;
    g_assert_true(ended->domain == G_SPAWN_EXIT_ERROR);
    return ended->code;
}
