/* YAML with places: a mapping's values by key, each fault with its line and column. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <yaml.h>
#include "analysis/profile/profile.h"

/* A file being read. The first fault is kept; after it every reading gives nothing, so it is checked once. */
typedef struct {
    const char *path;
    yaml_document_t document;
    GError *error;
} Yaml;

/* Reads a file, whose top must be a mapping. Fails with FAILURE_USAGE and its place; else close it. */
bool yaml_open(Yaml *yaml, const char *path, GError **error);
void yaml_close(Yaml *yaml);

/* Adds the nodes of a text of the program's own, behind those of the file; the index of its top. Their place
 * is line 0. Nodes that were had before are not to be used any more. */
int yaml_add(Yaml *yaml, const char *text);
/* Gives a mapping the keys of another that it does not have; nodes stay where they are. */
void yaml_complete(Yaml *yaml, yaml_node_t *mapping, const yaml_node_t *other);

/* Where a node begins, from line and column 1. */
ProfilePlace yaml_place(const Yaml *yaml, const yaml_node_t *node);
/* Keeps a fault at the node's place, unless there is one already. */
void yaml_fail(Yaml *yaml, const yaml_node_t *node, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* ": did you mean "x"?" or "", for the end of a message; caller frees. */
char *yaml_suggestion(const char *word, const GPtrArray *candidates);

/* The node must be a mapping whose keys are all in `keys` (NULL-ended). */
bool yaml_check_keys(Yaml *yaml, const yaml_node_t *node, const char *const *keys, const char *what);
yaml_node_t *yaml_get(Yaml *yaml, const yaml_node_t *mapping, const char *key); /* NULL: not there */
/* Words of a scalar; NULL where the key is missing, or where it is no scalar (a fault). Caller frees. */
char *yaml_text(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The same, but a missing key is a fault: `what` needs it. */
char *yaml_needed_text(Yaml *yaml, const yaml_node_t *mapping, const char *key, const char *what);
/* `otherwise` where the key is missing; a fault where it is no whole number from least to most. */
int yaml_number(Yaml *yaml, const yaml_node_t *mapping, const char *key, int otherwise, int least, int most);
/* `otherwise` where the key is missing. */
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
const char *yaml_scalar(const yaml_node_t *node); /* its words, owned by the document; NULL if no scalar */
