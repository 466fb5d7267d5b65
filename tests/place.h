/* A folder for one test, and the program run on the files in it. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *folder, *output, *errors; /* what the program printed last */
} Place;

/* Set-up and tear-down of a fixture; the folder is deleted with everything in it. */
void place_open(Place *place, gconstpointer unused);
void place_close(Place *place, gconstpointer unused);
/* The path of a file in the folder. Caller frees. */
char *place_path(const Place *place, const char *name);
void place_put(const Place *place, const char *name, const char *text);
/* Whether no other user may read it; on systems where the folder decides that, whether it exists. */
bool place_is_for_its_owner(const Place *place, const char *name);
/* The names of all files in a folder and below, relative to the place, sorted. Caller frees. */
GPtrArray *place_files(const Place *place, const char *folder);
/* Caller frees. */
char *place_get(const Place *place, const char *name);
/* Runs a command of the program on a file, with options as a shell reads them. Returns its exit status. */
int place_run(Place *place, const char *command, const char *file, const char *options);
