#include "tests/place.h"

void
place_open(Place *place, gconstpointer unused)
{
    (void)unused;
    *place = (Place){.folder = g_dir_make_tmp("place-XXXXXX", NULL)};
    g_assert_nonnull(place->folder);
}

void
place_close(Place *place, gconstpointer unused)
{
    (void)unused;
    const char *const arguments[] = {"rm", "-rf", place->folder, NULL};
    g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
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
