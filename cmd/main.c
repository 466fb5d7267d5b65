#include "analysis/failure/failure.h"
#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "system/system.h"
#include <locale.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Command commands[] = {
    {"init", "EXPORT", "look at an export and write a first profile and code list", command_init},
    {"check", "PROFILE", "say what is wrong with the records", command_check},
    {"report", "PROFILE", "make the whole pack: report, workbook, charts, open data", command_report},
    {"figures", "PROFILE", "print every figure under its name; --explain one", command_figures},
    {"proof", "PROFILE DOCUMENT", "check a finished document against the figures", command_proof},
    {"return", "PROFILE", "write the aggregate return to share with neighbours", command_return},
    {"synthesise", "PROFILE", "write synthetic case records that give the figures of a file",
     command_synthesise},
};

static void
print_help(void)
{
    g_print("Usage: ladostat EXPORT\n"
            "       ladostat COMMAND FILE [OPTION...]\n\n"
            "Turns exported LADO case records into the annual report. An export alone gets a\n"
            "profile, a code list and a first pack, marked as a draft.\n\nCommands:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_print("  %-12s %s\n", commands[i].name, commands[i].summary);
    g_print("\n  ladostat COMMAND --help    the options of a command, and an example\n"
            "  ladostat --version         the version, and those of its libraries\n\n"
            "Example: ladostat init export.xlsx, then ladostat check profile.yaml, then\n"
            "         ladostat report profile.yaml\n");
}

/* Checks that all output has been written, and says so if not: a full disk, a closed pipe. */
static int
after_output(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    g_printerr("ladostat: standard output: not everything could be written\n");
    return FAILURE_OUTPUT;
}

static int
unknown_command(const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_ptr_array_add(names, (gpointer)commands[i].name);
    const char *near = failure_nearest(name, names);
    g_printerr("ladostat: unknown command \"%s\"%s%s%s; see ladostat --help\n", name,
               near ? "; did you mean \"" : "", near ? near : "", near ? "\"" : "");
    return FAILURE_USAGE;
}

static int
run_arguments(int argc, char **argv)
{
    if (argc < 2) {
        g_printerr("ladostat: which command, or which export? see ladostat --help\n");
        return FAILURE_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return 0;
    }
    if (strcmp(argv[1], "--version") == 0) {
        command_print_version();
        return 0;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return after_output(commands[i].run(argc - 1, argv + 1));
    if (g_file_test(argv[1], G_FILE_TEST_EXISTS))
        return after_output(command_start(argc, argv));
    return unknown_command(argv[1]);
}

/* What was dropped on the program: an export, a profile, or the folder of a profile. */
static int
run_dropped(const char *program, const char *dropped)
{
    bool folder = g_file_test(dropped, G_FILE_TEST_IS_DIR);
    g_autofree char *inside = folder ? g_build_filename(dropped, "profile.yaml", NULL) : g_strdup(dropped);
    bool profile = g_str_has_suffix(inside, ".yaml");
    char *words[] = {(char *)program, profile ? (char *)"report" : inside, profile ? inside : NULL, NULL};
    int status = run_arguments(profile ? 3 : 2, words);
    g_autofree char *out = input_beside(inside, "out");
    if (status == 0)
        system_show_folder(out);
    return status;
}

/* In a window that closes with the program, waits until the message has been read. */
static int
run_in_own_window(int argc, char **argv)
{
    int status = 0;
    if (argc < 2)
        g_print("Drop an export of case records (.csv, .xlsx or .ods) on this program: it makes a first pack "
                "beside it.\n"
                "Drop the profile.yaml that it writes there, once you have checked it: it makes the "
                "pack.\n"
                "Or open a terminal in its folder and type: ladostat --help\n");
    else
        status = argc == 2 ? run_dropped(argv[0], argv[1]) : run_arguments(argc, argv);
    g_print("\nPress Enter to close this window.\n");
    fflush(stdout);
    getchar();
    return status;
}

/* Uses only what is safe in a signal handler and without memory. If several threads fail at once, only one
 * prints the last line. */
G_GNUC_NORETURN static void
end_with_line(const char *line)
{
    static atomic_flag said = ATOMIC_FLAG_INIT;
    while (atomic_flag_test_and_set(&said))
        g_usleep(G_USEC_PER_SEC);
    system_write_all(STDERR_FILENO, line, strlen(line));
    _exit(FAILURE_OUTPUT);
}

static void
end_without_memory(void)
{
    end_with_line("ladostat: out of memory; no incomplete pack was left behind\n");
}

static bool
is_about_memory(const char *message)
{
    return strstr(message, "failed to allocate") || strstr(message, "creating thread");
}

/* GLib and the libraries built on it log their own message before they abort. No report is published after
 * a library was called wrongly. The message may contain a value from the records, so it is not passed on. */
static GLogWriterOutput
on_message(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user)
{
    if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)))
        return g_log_writer_default(level, fields, count, user);
    for (gsize i = 0; i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 && is_about_memory(fields[i].value))
            end_without_memory();
    end_with_line("ladostat: stopped by a fault in the program; no incomplete pack was left behind\n");
}

static void
on_fall(void)
{
    end_with_line(
        "ladostat: stopped by a fault in the program or lack of memory; no incomplete pack was left "
        "behind\n");
}

/* From this call on, memory is guarded. If it runs out, or a fault ends the program, one line says so and the
 * status is FAILURE_OUTPUT. No incomplete pack is left, because a pack is put in place in one step. */
static void
guard_process(void)
{
    system_guard_memory(on_fall, end_without_memory);
    g_log_set_writer_func(on_message, NULL, NULL);
}

int
main(int argc, char **argv)
{
    guard_process();
    setlocale(LC_ALL, "C.UTF-8");
    char **arguments = system_arguments(&argc, argv);
    return system_has_own_window() ? run_in_own_window(argc, arguments) : run_arguments(argc, arguments);
}
