/* A folder of a test's own, and the program run on what is in it. */
#pragma once
#include <glib.h>

typedef struct {
    char *folder, *output, *errors; /* what the program last said */
} Place;

/* As a fixture's set up and tear down; the folder goes with all that is in it. */
void place_open(Place *place, gconstpointer unused);
void place_close(Place *place, gconstpointer unused);
/* Where a file of the folder lies. Caller frees. */
char *place_path(const Place *place, const char *name);
void place_put(const Place *place, const char *name, const char *text);
/* Caller frees. */
char *place_get(const Place *place, const char *name);
/* Runs a command of the program on a file, with options as a shell reads them. Gives its exit status. */
int place_run(Place *place, const char *command, const char *file, const char *options);
