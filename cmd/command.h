/* The command line: a table of commands, each in its own file.
 *
 * A command reads its arguments, calls analysis and render, and returns an exit status; nothing else. Exit
 * status: 0 done, 1 the records fell short of what was asked, 2 wrong usage or profile, 3 unreadable
 * input, 4 output not written. Only what was asked for goes to standard output; messages go to standard
 * error. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *name, *arguments, *summary;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
} Command;

/* Each runs one command and returns the exit status. */
int command_report(int argc, char **argv);
int command_check(int argc, char **argv);
int command_init(int argc, char **argv);
int command_figures(int argc, char **argv);
int command_return(int argc, char **argv);
int command_proof(int argc, char **argv);
int command_synthesise(int argc, char **argv);

/* A file on its own, or dropped on the program: an export, which gets a profile, a code list and a first
 * pack. */
int command_start(int argc, char **argv);
/* Makes the whole pack for a profile, with every page marked as a draft; returns the exit status. */
int report_draft(const char *path);
typedef struct {
    char *sheet, *encoding; /* as for starter_look */
    gboolean force;         /* an existing profile is overwritten */
} InitOptions;
/* Writes profile.yaml and codes.csv beside the exports (NULL-terminated), or adds what is new to existing
 * ones, and prints what was found. */
bool init_start(char *const *exports, const InitOptions *options, GError **error);

/* Reads options into `entries`, leaving exactly one positional argument in *argument. Returns -1 to
 * continue, or the exit status: 0 after --help, 2 after a message about wrong usage. */
int command_parse(const char *name, const char *arguments, const char *description,
                  const GOptionEntry *entries, int argc, char **argv, char **argument);
/* The same with `least` to `most` positional arguments, a NULL-terminated part of argv. */
int command_parse_all(const char *name, const char *arguments, const char *description,
                      const GOptionEntry *entries, int argc, char **argv, int least, int most,
                      char ***positional);
/* Which of the words (NULL-terminated) an option was given, from 0; the first if `value` is NULL. Fails with
 * FAILURE_USAGE and the list if it is none of them. */
bool command_choose(const char *option, const char *value, const char *const *words, guint *choice,
                    GError **error);
/* Prints the output of --version: the versions of the program and of the libraries it runs with. */
void command_print_version(void);
/* Prints the error's message as one line on standard error and returns its exit status; clears the error. */
int command_fail(GError **error);
