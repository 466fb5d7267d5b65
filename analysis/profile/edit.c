/* Additions to a profile that somebody has written, in the right place and without touching anything else. */
#include "analysis/profile/profile_parts.h"
#include <string.h>

/* A profile's bytes and where things are in them. */
typedef struct {
    Yaml yaml;
    char *text;
    const yaml_node_t *records;
} Edit;

static bool
edit_open(Edit *edit, const char *path, GError **error)
{
    *edit = (Edit){.text = profile_as_written(path, error)};
    if (!edit->text || !yaml_open(&edit->yaml, path, error)) {
        g_free(edit->text);
        return false;
    }
    edit->records = yaml_get(&edit->yaml, yaml_document_get_root_node(&edit->yaml.document), "records");
    return true;
}

static void
edit_close(Edit *edit)
{
    yaml_close(&edit->yaml);
    g_free(edit->text);
}

/* Marks count characters, not including a byte order mark. */
static gsize
offset_of(const Edit *edit, const yaml_mark_t *mark)
{
    const char *from = edit->text + (g_str_has_prefix(edit->text, "\xEF\xBB\xBF") ? 3 : 0);
    return (gsize)(g_utf8_offset_to_pointer(from, (glong)mark->index) - edit->text);
}

static char *
with_text_at(const Edit *edit, gsize from, gsize to, const char *text)
{
    return g_strdup_printf("%.*s%s%s", (int)from, edit->text, text, edit->text + to);
}

char *
profile_with_file(const char *path, guint entry, const char *file, GError **error)
{
    Edit edit;
    if (!edit_open(&edit, path, error))
        return NULL;
    const GPtrArray *entries =
        yaml_items(&edit.yaml, yaml_document_get_root_node(&edit.yaml.document), "records");
    const yaml_node_t *node = yaml_get(&edit.yaml, entries->pdata[entry], "file");
    gsize from = offset_of(&edit, &node->start_mark), to = offset_of(&edit, &node->end_mark);
    g_autofree char *added = profile_quoted(file), *before = g_strndup(edit.text + from, to - from),
                    *made = NULL;
    bool list = node->type == YAML_SEQUENCE_NODE, block = list && *before != '[';
    if (!list)
        made = g_strdup_printf("[%s, %s]", before, added);
    else if (!block)
        made = g_strdup_printf("%.*s, %s]", (int)strlen(before) - 1, before, added);
    else
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%zu: add %s to the list under file: here", path,
                    node->start_mark.line + 1, added);
    char *edited = made ? with_text_at(&edit, from, to, made) : NULL;
    edit_close(&edit);
    return edited;
}

/* Where a node's last word ends. */
static gsize
last_end(Edit *edit, const yaml_node_t *node)
{
    yaml_document_t *document = &edit->yaml.document;
    if (node->type == YAML_SCALAR_NODE)
        return offset_of(edit, &node->end_mark);
    gsize last = offset_of(edit, &node->start_mark);
    if (node->type == YAML_SEQUENCE_NODE)
        for (const yaml_node_item_t *item = node->data.sequence.items.start;
             item < node->data.sequence.items.top; item++)
            last = MAX(last, last_end(edit, yaml_document_get_node(document, *item)));
    else
        for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
             pair < node->data.mapping.pairs.top; pair++)
            last = MAX(last, last_end(edit, yaml_document_get_node(document, pair->value)));
    return last;
}

char *
profile_with_entry(const char *path, const char *entry, GError **error)
{
    Edit edit;
    if (!edit_open(&edit, path, error))
        return NULL;
    char *edited = NULL;
    if (edit.records->data.sequence.style == YAML_FLOW_SEQUENCE_STYLE) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s:%zu: records are on one line here; add this below them:\n%s", path,
                    edit.records->start_mark.line + 1, entry);
    } else {
        gsize last = last_end(&edit, edit.records), end = last + strcspn(edit.text + last, "\r\n");
        g_autofree char *indent = g_strnfill(edit.records->start_mark.column, ' ');
        g_auto(GStrv) lines = g_strsplit(entry, "\n", -1);
        g_autoptr(GString) made = g_string_new(NULL);
        for (char **line = lines; *line; line++)
            if (**line)
                g_string_append_printf(made, "\n%s%s", indent, *line);
        edited = with_text_at(&edit, end, end, made->str);
    }
    edit_close(&edit);
    return edited;
}
