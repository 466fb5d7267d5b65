/* YAML with places: a mapping's values by key, and every error with its line and column. Private to the
 * room. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include <yaml.h>
#include "analysis/profile/profile.h"

/* A file being read. It owns all that is read from it: texts are those of its document, and what is made of
 * them is kept until it is closed. The first error is kept; after it every function returns nothing, so the
 * error needs checking only once. */
struct Yaml {
    const char *path;
    Profile *profile; /* that is read from it; NULL for the file alone */
    yaml_document_t document;
    GError *error;
    GArray *kept;
};

/* Reads a file, whose top level must be a mapping. Fails with FAILURE_USAGE and its place; otherwise call
 * the close function. */
bool yaml_open(Yaml *yaml, const char *path, GError **error);
void yaml_close(Yaml *yaml);

/* Keeps what was made until the file is closed. Returns it. */
gpointer yaml_keep(Yaml *yaml, gpointer made, GDestroyNotify destroy);
GPtrArray *yaml_list(Yaml *yaml); /* an empty one, kept */
GArray *yaml_array(Yaml *yaml, gsize size);
#define yaml_new(yaml, Type) ((Type *)yaml_keep(yaml, g_new0(Type, 1), g_free))

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

yaml_node_t *yaml_get(Yaml *yaml, const yaml_node_t *mapping, const char *key); /* NULL: not there */
/* The text of a scalar, in the document; NULL if the key is missing, or if it is not a scalar (an error). */
char *yaml_text(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The path of a file named relative to this one's folder; NULL for NULL. */
char *yaml_path(Yaml *yaml, const char *name);
/* The index of the key's word among `words` (NULL-terminated); -1 if the key is missing. */
int yaml_choice(Yaml *yaml, const yaml_node_t *mapping, const char *key, const char *const *words);
/* A scalar or a list of scalars as char*; never NULL. */
GPtrArray *yaml_texts(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The items of a list as yaml_node_t*; a missing key is an empty list. */
GPtrArray *yaml_items(Yaml *yaml, const yaml_node_t *mapping, const char *key);
/* The pairs of a mapping, of YamlPair; NULL is empty. */
typedef struct {
    yaml_node_t *key, *value;
} YamlPair;
GArray *yaml_pairs(Yaml *yaml, const yaml_node_t *mapping);
const char *yaml_scalar(const yaml_node_t *node); /* its text, owned by the document; NULL if not a scalar */
