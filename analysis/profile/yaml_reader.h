/* YAML with places: a mapping's values by key, and every error with its line and column. Private to the
 * room. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <yaml.h>
#include "analysis/profile/profile.h"

/* A file being read. The first error is kept; after it every function returns nothing, so the error needs
 * checking only once. */
typedef struct {
    const char *path;
    yaml_document_t document;
    GError *error;
} Yaml;

/* Reads a file, whose top level must be a mapping. Fails with FAILURE_USAGE and its place; otherwise call
 * the close function. */
bool yaml_open(Yaml *yaml, const char *path, GError **error);
void yaml_close(Yaml *yaml);

/* Adds the nodes of a text from the program itself after those of the file; returns the index of its top.
 * Their place is line 0. Do not use nodes obtained before. */
int yaml_add(Yaml *yaml, const char *text);
/* Adds to a mapping the keys of another that it lacks; nodes stay where they are. */
void yaml_complete(Yaml *yaml, yaml_node_t *mapping, const yaml_node_t *other);

/* Where a node begins, from line and column 1. */
ProfilePlace yaml_place(const Yaml *yaml, const yaml_node_t *node);
/* Keeps an error at the node's place, unless there is one already. */
void yaml_fail(Yaml *yaml, const yaml_node_t *node, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* ": did you mean "x"?" or "", for the end of a message; caller frees. */
char *yaml_suggestion(const char *word, const GPtrArray *candidates);

/* Checks that the node is a mapping whose keys are all in `keys` (NULL-terminated). */
bool yaml_check_keys(Yaml *yaml, const yaml_node_t *node, const char *const *keys, const char *what);
yaml_node_t *yaml_get(Yaml *yaml, const yaml_node_t *mapping, const char *key); /* NULL: not there */
/* The text of a scalar; NULL if the key is missing, or if it is not a scalar (an error). Caller frees. */
char *yaml_text(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The same, but a missing key is an error: `what` needs it. */
char *yaml_needed_text(Yaml *yaml, const yaml_node_t *mapping, const char *key, const char *what);
/* `otherwise` if the key is missing; an error if it is not a whole number from least to most. */
int yaml_number(Yaml *yaml, const yaml_node_t *mapping, const char *key, int otherwise, int least, int most);
/* `otherwise` if the key is missing. */
bool yaml_truth(Yaml *yaml, const yaml_node_t *mapping, const char *key, bool otherwise);
/* A scalar or a list of scalars as char*; never NULL. */
GPtrArray *yaml_texts(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The items of a list as yaml_node_t*; a missing key is an empty list. */
GPtrArray *yaml_items(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The pairs of a mapping. */
typedef struct {
    yaml_node_t *key, *value;
} YamlPair;
GArray *yaml_pairs(Yaml *yaml, const yaml_node_t *mapping);
const char *yaml_scalar(const yaml_node_t *node); /* its text, owned by the document; NULL if not a scalar */
