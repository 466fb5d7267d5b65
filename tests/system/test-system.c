/* The room's promises, on whichever system the test runs. */
#include "system/system.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include "tests/place.h"

static void
text_is(const char *path, const char *expected)
{
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
}

static guint
entries_in(const char *folder)
{
    g_autoptr(GDir) entries = g_dir_open(folder, 0, NULL);
    guint count = 0;
    while (entries && g_dir_read_name(entries))
        count++;
    return count;
}

static char *
make_folder(const Place *place, const char *name, const char *file)
{
    char *path = place_path(place, name);
    g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
    if (file) {
        g_autofree char *inside = g_build_filename(path, file, NULL);
        g_assert_true(system_replace_file(inside, file, strlen(file)));
    }
    return path;
}

static void
a_file_is_written_over_and_nothing_is_left_beside_it(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *path = place_path(place, "Zahlen für März.csv");
    g_assert_true(system_replace_file(path, "old\n", 4));
    g_assert_true(system_replace_file(path, "the new\n", 8));
    text_is(path, "the new\n");
    g_assert_cmpuint(entries_in(place->folder), ==, 1);
}

static void
what_a_killed_run_left_is_written_over(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *path = place_path(place, "figures.csv");
    place_put(place, ".figures.csv.new", "half of what was to be a much longer fi");
    g_assert_true(system_replace_file(path, "whole\n", 6));
    text_is(path, "whole\n");
    g_assert_cmpuint(entries_in(place->folder), ==, 1);
}

static void
a_file_where_no_folder_is_is_not_written(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *path = g_build_filename(place->folder, "no folder", "figures.csv", NULL);
    g_assert_false(system_replace_file(path, "", 0));
    g_assert_cmpint(errno, ==, ENOENT);
}

static void
one_file_is_known_by_every_path_to_it(Place *place, gconstpointer unused)
{
    (void)unused;
    place_put(place, "one.csv", "1\n");
    place_put(place, "other.csv", "1\n");
    g_autofree char *one = place_path(place, "one.csv"), *other = place_path(place, "other.csv"),
                    *roundabout = g_build_filename(
                        place->folder, "..", strrchr(place->folder, G_DIR_SEPARATOR) + 1, "one.csv", NULL),
                    *real = system_real_path(roundabout), *directly = system_real_path(one);
    SystemFile first, again, second, folder;
    g_assert_true(system_look(one, &first) && system_look(roundabout, &again) &&
                  system_look(other, &second) && system_look(place->folder, &folder));
    g_assert_true(first.volume == again.volume && first.number == again.number &&
                  first.written == again.written);
    g_assert_true(first.number != second.number);
    g_assert_true(first.kind == SYSTEM_FILE && first.length == 2 && folder.kind == SYSTEM_FOLDER);
    g_assert_cmpstr(real, ==, directly);
    g_autofree char *missing = place_path(place, "missing.csv");
    g_assert_false(system_look(missing, &second));
    g_assert_cmpint(errno, ==, ENOENT);
    g_assert_null(system_real_path(missing));
}

static void
a_folder_that_is_made_is_another_runs_to_leave_alone(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *folder = make_folder(place, "made", "figures.csv"),
                    *missing = place_path(place, "missing");
    SystemLock *lock = system_lock_folder(folder, true);
    g_assert_nonnull(lock);
    g_assert_null(system_lock_folder(folder, false));
    g_assert_null(system_lock_folder(missing, true));
    system_unlock(lock);
    lock = system_lock_folder(folder, false);
    g_assert_nonnull(lock);
    system_unlock(lock);
    g_assert_cmpuint(entries_in(place->folder), ==, 1);
}

/* As a pack does, while it holds the lock of what it makes. */
static void
a_folder_takes_the_place_of_none_or_of_an_empty_one(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *made = make_folder(place, "made", "new.csv"), *empty = make_folder(place, "empty", NULL),
                    *full = make_folder(place, "full", "old.csv"), *away = place_path(place, "away"),
                    *old = g_build_filename(full, "old.csv", NULL),
                    *new = g_build_filename(empty, "new.csv", NULL);
    SystemLock *lock = system_lock_folder(made, true);
    g_assert_false(system_rename_folder(made, full));
    g_assert_cmpint(errno, ==, ENOTEMPTY);
    text_is(old, "old.csv");
    g_assert_true(system_rename_folder(made, empty));
    text_is(new, "new.csv");
    g_assert_true(system_rename_folder(full, away));
    g_assert_false(g_file_test(full, G_FILE_TEST_EXISTS));
    system_unlock(lock);
}

static void
two_folders_are_exchanged_or_it_is_said_that_they_cannot_be(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *one = make_folder(place, "one", "1.csv"), *other = make_folder(place, "other", "2.csv");
    bool exchanged = system_exchange_folders(one, other);
    g_assert_true(exchanged || errno == ENOSYS || errno == EINVAL);
    g_autofree char *file = g_build_filename(other, exchanged ? "1.csv" : "2.csv", NULL);
    g_assert_true(g_file_test(file, G_FILE_TEST_EXISTS));
}

static void
a_path_may_be_longer_than_260_characters(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *name = g_strnfill(100, 'n');
    g_autofree char *folder = g_build_filename(place->folder, name, name, name, NULL),
                    *path = g_build_filename(folder, "figures.csv", NULL);
    if (g_mkdir_with_parents(folder, 0700) != 0) {
        g_test_skip("the system makes no such folder");
        return;
    }
    g_assert_true(system_replace_file(path, "deep\n", 5));
    SystemFile about;
    g_assert_true(system_look(path, &about) && about.length == 5);
}

static void
what_is_marked_as_only_to_be_read_is_taken_away(Place *place, gconstpointer unused)
{
    (void)unused;
    g_autofree char *folder = make_folder(place, "old", "figures.csv"),
                    *path = g_build_filename(folder, "figures.csv", NULL);
    g_assert_cmpint(g_chmod(path, 0400), ==, 0);
    g_assert_false(system_remove(folder));
    g_assert_true(system_remove(path) && system_remove(folder));
    g_assert_cmpuint(entries_in(place->folder), ==, 0);
}

static void
memory_is_overwritten_and_texts_grow(void)
{
    char secret[] = "a name";
    system_wipe(secret, sizeof secret);
    for (gsize i = 0; i < sizeof secret; i++)
        g_assert_cmpint(secret[i], ==, 0);
    system_guard_memory(abort, abort);
    g_autoptr(GString) text = g_string_new("begin ");
    for (guint i = 0; i < 200000; i++)
        g_string_append(text, "more");
    g_assert_cmpuint(text->len, ==, 6 + 4 * 200000);
    g_assert_true(g_str_has_prefix(text->str, "begin more") && g_str_has_suffix(text->str, "moremore"));
    g_assert_cmpfloat(system_most_memory(), >, 0.5);
    system_let_go_of_memory();
}

static void
ordinary_names_are_not_reserved(void)
{
    g_assert_true(system_may_be_named("figures.csv") && system_may_be_named("auxiliary.csv") &&
                  system_may_be_named("charts/com10.svg"));
    g_assert_cmpint(system_may_be_named("charts/aux.svg"), ==, G_DIR_SEPARATOR == '/');
}

#define ADD(test) g_test_add("/system/" #test, Place, NULL, place_open, test, place_close)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD(a_file_is_written_over_and_nothing_is_left_beside_it);
    ADD(what_a_killed_run_left_is_written_over);
    ADD(a_file_where_no_folder_is_is_not_written);
    ADD(one_file_is_known_by_every_path_to_it);
    ADD(a_folder_that_is_made_is_another_runs_to_leave_alone);
    ADD(a_folder_takes_the_place_of_none_or_of_an_empty_one);
    ADD(two_folders_are_exchanged_or_it_is_said_that_they_cannot_be);
    ADD(what_is_marked_as_only_to_be_read_is_taken_away);
    ADD(a_path_may_be_longer_than_260_characters);
    g_test_add_func("/system/memory_is_overwritten_and_texts_grow", memory_is_overwritten_and_texts_grow);
    g_test_add_func("/system/ordinary_names_are_not_reserved", ordinary_names_are_not_reserved);
    return g_test_run();
}
