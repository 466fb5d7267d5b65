/* A folder of a test's own, and the program run on what is in it. */
#pragma once
#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *folder, *output, *errors; /* what the program last said */
} Place;

/* As a fixture's set up and tear down; the folder goes with all that is in it. */
void place_open(Place *place, gconstpointer unused);
void place_close(Place *place, gconstpointer unused);
/* Where a file of the folder lies. Caller frees. */
char *place_path(const Place *place, const char *name);
void place_put(const Place *place, const char *name, const char *text);
/* Whether no other user may read it; where the folder decides who may, that it is there. */
bool place_is_for_its_owner(const Place *place, const char *name);
/* The names of all files in a folder of the place and below, from the place's own on, sorted. Caller frees.
 */
GPtrArray *place_files(const Place *place, const char *folder);
/* Caller frees. */
char *place_get(const Place *place, const char *name);
/* Runs a command of the program on a file, with options as a shell reads them. Gives its exit status. */
int place_run(Place *place, const char *command, const char *file, const char *options);
