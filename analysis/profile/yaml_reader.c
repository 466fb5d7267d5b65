#include "analysis/profile/yaml_reader.h"
#include "analysis/failure/failure.h"
#include <stdlib.h>
#include <string.h>

/* A profile is written by hand; anything longer is some other file. */
static const gsize longest_profile = 4 * 1024 * 1024;
static const int most_nodes = 200000;

static bool
load(Yaml *yaml, const char *text, gsize length, GError **error)
{
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    bool loaded = yaml_parser_load(&parser, &yaml->document);
    if (!loaded)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%zu:%zu: not YAML: %s", yaml->path,
                    parser.problem_mark.line + 1, parser.problem_mark.column + 1,
                    parser.problem ? parser.problem : "unreadable");
    yaml_parser_delete(&parser);
    return loaded;
}

bool
yaml_open(Yaml *yaml, const char *path, GError **error)
{
    *yaml = (Yaml){.path = path};
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(path, &text, &length, &cause)) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: the profile cannot be read: %s", path,
                    g_strerror(cause->code == G_FILE_ERROR_NOENT ? ENOENT : EIO));
        return false;
    }
    if (length > longest_profile) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: too long for a profile", path);
        return false;
    }
    if (!load(yaml, text, length, error))
        return false;
    yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (!top || top->type != YAML_MAPPING_NODE ||
        yaml->document.nodes.top - yaml->document.nodes.start > most_nodes) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:1:1: a profile is a mapping with the keys authority, report and records", path);
        yaml_document_delete(&yaml->document);
        return false;
    }
    return true;
}

void
yaml_close(Yaml *yaml)
{
    yaml_document_delete(&yaml->document);
    g_clear_error(&yaml->error);
}

ProfilePlace
yaml_place(const Yaml *yaml, const yaml_node_t *node)
{
    return (ProfilePlace){yaml->path, (guint)node->start_mark.line + 1, (guint)node->start_mark.column + 1};
}

void
yaml_fail(Yaml *yaml, const yaml_node_t *node, const char *format, ...)
{
    if (yaml->error)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    ProfilePlace place = yaml_place(yaml, node);
    g_set_error(&yaml->error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s", place.file, place.line, place.column,
                message);
}

char *
yaml_suggestion(const char *word, const GPtrArray *candidates)
{
    const char *near = failure_nearest(word, candidates);
    return near ? g_strdup_printf("; did you mean \"%s\"?", near) : g_strdup("");
}

const char *
yaml_scalar(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

GArray *
yaml_pairs(Yaml *yaml, const yaml_node_t *mapping)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(YamlPair));
    if (mapping->type != YAML_MAPPING_NODE) {
        yaml_fail(yaml, mapping, "expected keys and values here, like {name: value}");
        return pairs;
    }
    for (const yaml_node_pair_t *pair = mapping->data.mapping.pairs.start;
         pair < mapping->data.mapping.pairs.top; pair++) {
        YamlPair both = {yaml_document_get_node(&yaml->document, pair->key),
                         yaml_document_get_node(&yaml->document, pair->value)};
        if (yaml_scalar(both.key))
            g_array_append_val(pairs, both);
        else
            yaml_fail(yaml, both.key, "a key must be a plain word");
    }
    return pairs;
}

bool
yaml_check_keys(Yaml *yaml, const yaml_node_t *node, const char *const *keys, const char *what)
{
    g_autoptr(GArray) pairs = yaml_pairs(yaml, node);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (const char *const *key = keys; *key; key++)
        g_ptr_array_add(known, (gpointer)*key);
    for (guint i = 0; i < pairs->len; i++) {
        const yaml_node_t *key = g_array_index(pairs, YamlPair, i).key;
        const char *name = yaml_scalar(key);
        if (!g_strv_contains(keys, name)) {
            g_autofree char *near = yaml_suggestion(name, known);
            g_autofree char *all = g_strjoinv(", ", (char **)keys);
            yaml_fail(yaml, key, "unknown key \"%s\" in %s%s%s%s", name, what,
                      *near ? near : "; it may have ", *near ? "" : all, "");
        }
        for (guint k = 0; k < i; k++)
            if (strcmp(yaml_scalar(g_array_index(pairs, YamlPair, k).key), name) == 0)
                yaml_fail(yaml, key, "\"%s\" stands twice in %s; keep one", name, what);
    }
    return !yaml->error;
}

yaml_node_t *
yaml_get(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    if (mapping->type != YAML_MAPPING_NODE)
        return NULL;
    for (const yaml_node_pair_t *pair = mapping->data.mapping.pairs.start;
         pair < mapping->data.mapping.pairs.top; pair++) {
        const char *name = yaml_scalar(yaml_document_get_node(&yaml->document, pair->key));
        if (name && strcmp(name, key) == 0)
            return yaml_document_get_node(&yaml->document, pair->value);
    }
    return NULL;
}

char *
yaml_text(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    const yaml_node_t *node = yaml_get(yaml, mapping, key);
    if (!node)
        return NULL;
    const char *text = yaml_scalar(node);
    if (!text)
        yaml_fail(yaml, node, "%s must be one value, not a list or a mapping", key);
    return g_strdup(text);
}

char *
yaml_needed_text(Yaml *yaml, const yaml_node_t *mapping, const char *key, const char *what)
{
    char *text = yaml_text(yaml, mapping, key);
    if (!text || !*text)
        yaml_fail(yaml, mapping, "%s needs the key %s", what, key);
    return text;
}

int
yaml_number(Yaml *yaml, const yaml_node_t *mapping, const char *key, int otherwise, int least, int most)
{
    g_autofree char *text = yaml_text(yaml, mapping, key);
    if (!text)
        return otherwise;
    gint64 number;
    if (!g_ascii_string_to_signed(text, 10, least, most, &number, NULL)) {
        yaml_fail(yaml, yaml_get(yaml, mapping, key), "%s must be a whole number from %d to %d", key, least,
                  most);
        return otherwise;
    }
    return (int)number;
}

bool
yaml_truth(Yaml *yaml, const yaml_node_t *mapping, const char *key, bool otherwise)
{
    g_autofree char *text = yaml_text(yaml, mapping, key);
    if (!text)
        return otherwise;
    if (g_ascii_strcasecmp(text, "true") == 0 || g_ascii_strcasecmp(text, "yes") == 0)
        return true;
    if (g_ascii_strcasecmp(text, "false") != 0 && g_ascii_strcasecmp(text, "no") != 0)
        yaml_fail(yaml, yaml_get(yaml, mapping, key), "%s must be true or false", key);
    return false;
}

GPtrArray *
yaml_items(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    GPtrArray *items = g_ptr_array_new();
    const yaml_node_t *node = yaml_get(yaml, mapping, key);
    if (!node)
        return items;
    if (node->type != YAML_SEQUENCE_NODE) {
        yaml_fail(yaml, node, "%s must be a list", key);
        return items;
    }
    for (const yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top;
         item++)
        g_ptr_array_add(items, yaml_document_get_node(&yaml->document, *item));
    return items;
}

GPtrArray *
yaml_texts(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const yaml_node_t *node = yaml_get(yaml, mapping, key);
    if (!node)
        return texts;
    if (yaml_scalar(node)) {
        g_ptr_array_add(texts, g_strdup(yaml_scalar(node)));
        return texts;
    }
    g_autoptr(GPtrArray) items = yaml_items(yaml, mapping, key);
    for (guint i = 0; i < items->len; i++) {
        const char *text = yaml_scalar(items->pdata[i]);
        if (text)
            g_ptr_array_add(texts, g_strdup(text));
        else
            yaml_fail(yaml, items->pdata[i], "%s must be a list of plain values", key);
    }
    return texts;
}
