#include "analysis/profile/yaml_reader.h"
#include "analysis/inputs/inputs.h"
#include <string.h>

/* A profile is written by hand; anything longer is another kind of file. */
static const InputKind profile_file = {
    .noun = "profile", .most = 1024 * 1024, .failure = FAILURE_USAGE, .may_be_pipe = true};
static const guint most_nodes = 20000, most_anchors = 100, deepest = 64;

/* What has been found up to some place in a profile. */
typedef struct {
    guint nodes, anchors, depth;
} Extent;

static bool
is_opening(yaml_event_type_t type)
{
    return type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT;
}

static bool
closes_collection(yaml_event_type_t type)
{
    return type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT;
}

static bool
has_anchor(const yaml_event_t *event)
{
    return (event->type == YAML_SCALAR_EVENT && event->data.scalar.anchor) ||
           (event->type == YAML_SEQUENCE_START_EVENT && event->data.sequence_start.anchor) ||
           (event->type == YAML_MAPPING_START_EVENT && event->data.mapping_start.anchor);
}

/* Counts the event; returns the limit that it exceeds, in words, or NULL. */
static const char *
extent_count_event(Extent *extent, const yaml_event_t *event)
{
    extent->depth += is_opening(event->type);
    extent->depth -= closes_collection(event->type);
    extent->anchors += has_anchor(event);
    extent->nodes += is_opening(event->type) || event->type == YAML_SCALAR_EVENT;
    return extent->depth > deepest          ? "lists and mappings nested more than 64 deep"
           : extent->anchors > most_anchors ? "more than 100 anchors"
           : extent->nodes > most_nodes     ? "more than 20,000 values"
                                            : NULL;
}

/* libyaml's errors in words for the person who wrote the line; rare ones keep libyaml's words. Whatever is
 * never closed is reported where it opens. */
typedef struct {
    const char *begins;
    int where_it_opens;
    const char *words;
} Problem;
static const Problem problems[] = {
#include "yaml_problems.inc"
};

static bool
not_yaml(const Yaml *yaml, const yaml_parser_t *parser, GError **error)
{
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem) /* libyaml does not always say so */
        g_error("failed to allocate memory for the profile");   /* ends the program, as GLib's own allocation
                                                                 * failures do */
    const Problem unknown = {"", 0, parser->problem}, *found = &unknown;
    for (gsize i = 0; i < G_N_ELEMENTS(problems) && found == &unknown; i++)
        if (g_str_has_prefix(unknown.words, problems[i].begins))
            found = &problems[i];
    const yaml_mark_t *mark = found->where_it_opens ? &parser->context_mark : &parser->problem_mark;
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%zu:%zu: not YAML: %s", yaml->path, mark->line + 1,
                mark->column + 1, found->words);
    return false;
}

/* Checked event by event before the whole is loaded, because loading takes libyaml time that grows with
 * the square of depth and of anchors. */
static bool
is_within_bounds(const Yaml *yaml, yaml_parser_t *parser, GError **error)
{
    Extent extent = {0};
    for (bool ended = false; !ended;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return not_yaml(yaml, parser, error);
        const char *past = extent_count_event(&extent, &event);
        if (past)
            g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%zu:%zu: %s, which no profile needs", yaml->path,
                        event.start_mark.line + 1, event.start_mark.column + 1, past);
        ended = event.type == YAML_STREAM_END_EVENT || event.type == YAML_NO_EVENT;
        yaml_event_delete(&event);
        if (past)
            return false;
    }
    return true;
}

static bool
load_yaml(Yaml *yaml, const char *text, gsize length, GError **error)
{
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    bool loaded = is_within_bounds(yaml, &parser, error);
    yaml_parser_delete(&parser);
    if (!loaded)
        return false;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, length);
    loaded = yaml_parser_load(&parser, &yaml->document) || not_yaml(yaml, &parser, error);
    yaml_parser_delete(&parser);
    return loaded;
}

/* Escapes can produce characters that the text itself may not contain. */
static void
clear_controls(yaml_document_t *document)
{
    for (yaml_node_t *node = document->nodes.start; node < document->nodes.top; node++)
        if (node->type == YAML_SCALAR_NODE)
            input_clear_controls((char *)node->data.scalar.value, node->data.scalar.length);
}

/* By its name, which is what somebody who passes the wrong file sees. */
static bool
is_export(const char *path)
{
    static const char *const endings[] = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls", NULL};
    g_autofree char *lower = g_ascii_strdown(path, -1);
    for (const char *const *ending = endings; *ending; ending++)
        if (g_str_has_suffix(lower, *ending))
            return g_file_test(path, G_FILE_TEST_IS_REGULAR);
    return false;
}

static char *
fail_export(const char *path, GError **error)
{
    g_autofree char *profile = input_beside(path, "profile.yaml");
    bool there = input_may_be_there(profile);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s: this is an export, but a profile is needed here; %s %s",
                path, there ? "use" : "make one with ladostat init", there ? profile : path);
    return NULL;
}

char *
profile_as_written(const char *path, GError **error)
{
    gsize length;
    return input_read(path, &profile_file, &length, error);
}

/* What is freed with the file. */
typedef struct {
    gpointer made;
    GDestroyNotify destroy;
} Kept;

static void
kept_clear(gpointer kept)
{
    ((Kept *)kept)->destroy(((Kept *)kept)->made);
}

bool
yaml_open(Yaml *yaml, const char *path, GError **error)
{
    *yaml = (Yaml){.path = path};
    gsize length = 0;
    g_autofree char *text =
        is_export(path) ? fail_export(path, error) : input_read(path, &profile_file, &length, error);
    if (!text || !load_yaml(yaml, text, length, error))
        return false;
    clear_controls(&yaml->document);
    yaml->kept = g_array_new(FALSE, FALSE, sizeof(Kept));
    g_array_set_clear_func(yaml->kept, kept_clear);
    yaml_node_t *top = yaml_document_get_root_node(&yaml->document);
    if (!top || top->type != YAML_MAPPING_NODE) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:1:1: a profile is a mapping with the keys authority, report and records", path);
        yaml_close(yaml);
        return false;
    }
    return true;
}

void
yaml_close(Yaml *yaml)
{
    g_clear_pointer(&yaml->kept, g_array_unref);
    yaml_document_delete(&yaml->document);
    g_clear_error(&yaml->error);
}

gpointer
yaml_keep(Yaml *yaml, gpointer made, GDestroyNotify destroy)
{
    Kept kept = {made, destroy};
    g_array_append_val(yaml->kept, kept);
    return made;
}

GPtrArray *
yaml_list(Yaml *yaml)
{
    return yaml_keep(yaml, g_ptr_array_new(), (GDestroyNotify)g_ptr_array_unref);
}

GArray *
yaml_array(Yaml *yaml, gsize size)
{
    return yaml_keep(yaml, g_array_new(FALSE, FALSE, (guint)size), (GDestroyNotify)g_array_unref);
}

/* The copy's index in the document that it is added to. */
static int
copy_node(yaml_document_t *to, yaml_document_t *from, int index)
{
    const yaml_node_t *node = yaml_document_get_node(from, index);
    int copy = node->type == YAML_SCALAR_NODE
                   ? yaml_document_add_scalar(to, NULL, node->data.scalar.value,
                                              (int)node->data.scalar.length, YAML_ANY_SCALAR_STYLE)
               : node->type == YAML_SEQUENCE_NODE
                   ? yaml_document_add_sequence(to, NULL, YAML_ANY_SEQUENCE_STYLE)
                   : yaml_document_add_mapping(to, NULL, YAML_ANY_MAPPING_STYLE);
    yaml_document_get_node(to, copy)->start_mark.line = G_MAXSIZE; /* the place of no file */
    if (node->type == YAML_SEQUENCE_NODE)
        for (const yaml_node_item_t *item = node->data.sequence.items.start;
             item < node->data.sequence.items.top; item++)
            yaml_document_append_sequence_item(to, copy, copy_node(to, from, *item));
    if (node->type == YAML_MAPPING_NODE)
        for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
             pair < node->data.mapping.pairs.top; pair++) {
            int key = copy_node(to, from, pair->key), value = copy_node(to, from, pair->value);
            yaml_document_append_mapping_pair(to, copy, key, value);
        }
    return copy;
}

int
yaml_add(Yaml *yaml, const char *text)
{
    Yaml added = {.path = yaml->path};
    if (!load_yaml(&added, text, strlen(text), &yaml->error))
        return 0;
    int top = copy_node(&yaml->document, &added.document, 1);
    yaml_close(&added);
    return top;
}

void
yaml_complete(Yaml *yaml, yaml_node_t *mapping, const yaml_node_t *other)
{
    int index = (int)(mapping - yaml->document.nodes.start) + 1;
    for (const yaml_node_pair_t *pair = other->data.mapping.pairs.start; pair < other->data.mapping.pairs.top;
         pair++) {
        const char *key = yaml_scalar(yaml_document_get_node(&yaml->document, pair->key));
        if (!yaml_get(yaml, mapping, key))
            yaml_document_append_mapping_pair(&yaml->document, index, pair->key, pair->value);
    }
}

char *
profile_quoted(const char *text)
{
    static const char *const escapes[][2] = {
        {"\\", "\\\\"}, {"\"", "\\\""}, {"\n", "\\n"}, {"\t", "\\t"}, {"\r", "\\r"}};
    g_autoptr(GString) out = g_string_new(text);
    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++)
        g_string_replace(out, escapes[i][0], escapes[i][1], 0);
    return g_strdup_printf("\"%s\"", out->str);
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
    GArray *pairs = yaml_array(yaml, sizeof(YamlPair));
    if (!mapping)
        return pairs;
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

char *
yaml_path(Yaml *yaml, const char *name)
{
    return name ? yaml_keep(yaml, input_beside(yaml->path, name), g_free) : NULL;
}

yaml_node_t *
yaml_get(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    if (!mapping || mapping->type != YAML_MAPPING_NODE)
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
    if (node && !yaml_scalar(node))
        yaml_fail(yaml, node, "%s must be one value, not a list or a mapping", key);
    return node ? (char *)yaml_scalar(node) : NULL;
}

int
yaml_choice(Yaml *yaml, const yaml_node_t *mapping, const char *key, const char *const *words)
{
    const char *text = yaml_text(yaml, mapping, key);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int i = 0; text && words[i]; i++) {
        if (g_ascii_strcasecmp(text, words[i]) == 0)
            return i;
        g_ptr_array_add(known, (gpointer)words[i]);
    }
    if (!text)
        return -1;
    g_autofree char *near = yaml_suggestion(text, known), *all = profile_listed(known, ", ");
    yaml_fail(yaml, yaml_get(yaml, mapping, key), "%s: \"%s\" is not one of %s%s", key, text, all, near);
    return -1;
}

GPtrArray *
yaml_items(Yaml *yaml, const yaml_node_t *mapping, const char *key)
{
    GPtrArray *items = yaml_list(yaml);
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
    const yaml_node_t *node = yaml_get(yaml, mapping, key);
    bool alone = node && yaml_scalar(node);
    GPtrArray *texts = alone ? yaml_list(yaml) : yaml_items(yaml, mapping, key);
    if (alone)
        g_ptr_array_add(texts, (gpointer)yaml_scalar(node));
    for (guint i = 0; !alone && i < texts->len; i++) {
        const yaml_node_t *item = texts->pdata[i];
        if (!yaml_scalar(item))
            yaml_fail(yaml, item, "%s must be a list of plain values", key);
        texts->pdata[i] = yaml_scalar(item) ? (gpointer)yaml_scalar(item) : (gpointer) "";
    }
    return texts;
}
