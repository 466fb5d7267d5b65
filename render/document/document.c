#include "analysis/disclosure/disclosure.h"
#include "render/commentary/commentary.h"
#include "render/document/building.h"
#include <string.h>

/* The words that stand for a tag within a text; NULL with an error. */
static char *
words_of_tag(Building *building, const char *tag, ProfilePlace place)
{
    g_auto(Directive) directive = directive_read(tag);
    if (directive.kind == DIRECTIVE_NONE)
        return reference_resolve(building->exhibits, tag, place, &building->error);
    if (directive.kind == DIRECTIVE_QUALITY_IN_BRIEF)
        return g_strdup(building->exhibits->quality_in_brief);
    if (directive.kind == DIRECTIVE_YEARS_IN_BRIEF)
        return years_in_brief(building->exhibits);
    if (directive.kind == DIRECTIVE_IN_SHORT)
        return in_short(building->exhibits);
    if (directive.kind == DIRECTIVE_CLOSING) {
        char *closing =
            commentary_closing(building->exhibits->profile, building->exhibits->figures, directive.name);
        return closing ? closing : g_strdup("");
    }
    if (directive.kind == DIRECTIVE_HOW_TO_READ)
        return how_to_read(building->exhibits, strcmp(directive.name, "in-brief") == 0);
    if (directive.kind == DIRECTIVE_COMMENTARY)
        return commentary_of(building->exhibits->profile, building->exhibits->figures,
                             profile_measure(building->exhibits->profile, directive.name));
    template_fail(&building->error, place, "{{ %s }} must be in a paragraph of its own", tag);
    return NULL;
}

/* Puts the words of every reference into a text node's literal. */
static void
resolve_text(Building *building, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    if (!literal || !strstr(literal, "{{"))
        return;
    ProfilePlace place = building_place(building, node);
    g_autoptr(GString) out = g_string_new(NULL);
    bool closes = false;
    for (const char *at = literal; *at;) {
        const char *open = strstr(at, "{{"), *close = open ? strstr(open, "}}") : NULL;
        if (!close) {
            g_string_append(out, at);
            break;
        }
        g_string_append_len(out, at, open - at);
        g_autofree char *words = g_strstrip(g_strndup(open + 2, (gsize)(close - open - 2)));
        g_autofree char *value = building_write_out(building, words_of_tag(building, words, place));
        if (!value)
            return;
        g_string_append(out, value);
        at = close + 2;
        const char *said = out->str + strspn(out->str, " ");
        closes = g_str_has_prefix(words, "closing ") && *value && strcmp(said, value) == 0;
    }
    if (closes || g_str_has_prefix(literal, "{{ commentary "))
        g_ptr_array_add(closes ? building->closings : building->told, cmark_node_parent(node));
    if (!cmark_node_next(node) && !cmark_node_previous(node))
        g_strstrip(out->str);
    cmark_node_set_literal(node, out->str);
}

/* A paragraph of commentary of several lines becomes one of each. */
static void
part_paragraph(cmark_node *paragraph)
{
    cmark_node *text = cmark_node_first_child(paragraph);
    const char *literal = text && !cmark_node_next(text) ? cmark_node_get_literal(text) : NULL;
    if (!literal || !strchr(literal, '\n'))
        return;
    g_auto(GStrv) lines = g_strsplit(literal, "\n", -1);
    for (char **line = lines; line[1]; line++) {
        cmark_node *part = cmark_node_new(CMARK_NODE_PARAGRAPH), *words = cmark_node_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(words, *line);
        cmark_node_append_child(part, words);
        cmark_node_insert_before(paragraph, part);
    }
    cmark_node_set_literal(text, lines[g_strv_length(lines) - 1]);
}

/* The closing of a section stands behind the commentary before it. */
static void
join_closing(const Building *building, cmark_node *closing)
{
    cmark_node *before = cmark_node_previous(closing), *text = before ? cmark_node_first_child(before) : NULL,
               *words = cmark_node_first_child(closing);
    if (!text || cmark_node_next(text) || !g_ptr_array_find(building->told, before, NULL))
        return;
    g_autofree char *joined =
        g_strdup_printf("%s %s", cmark_node_get_literal(text), cmark_node_get_literal(words));
    cmark_node_set_literal(text, joined);
    cmark_node_free(closing);
}

static bool
is_empty_paragraph(cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    if (!child)
        return true;
    const char *literal = cmark_node_get_literal(child);
    return !cmark_node_next(child) && cmark_node_get_type(child) == CMARK_NODE_TEXT && literal && !*literal;
}

/* What is a block is settled before any reference is resolved, and blocks are put in after all are: so no
 * word of a profile or a record is ever read as a template. */
static void
resolve(Building *building)
{
    cmark_consolidate_text_nodes(building->document->root);
    g_autoptr(GPtrArray) blocks = g_ptr_array_new(), empty = g_ptr_array_new(), filled = g_ptr_array_new();
    cmark_iter *iterator = cmark_iter_new(building->document->root);
    for (cmark_event_type event;
         (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE && !building->error;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        bool is_paragraph = cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH;
        if (event == CMARK_EVENT_ENTER && is_paragraph && building_is_block(node))
            g_ptr_array_add(blocks, node);
        bool in_block = blocks->len && cmark_node_parent(node) == blocks->pdata[blocks->len - 1];
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT && !in_block)
            resolve_text(building, node);
        if (event == CMARK_EVENT_EXIT && is_paragraph)
            g_ptr_array_add(is_empty_paragraph(node) ? empty : filled, node);
    }
    cmark_iter_free(iterator);
    /* Commentary with nothing to say leaves no empty paragraph behind. */
    for (guint i = 0; i < empty->len; i++)
        cmark_node_free(empty->pdata[i]);
    for (guint i = 0; i < filled->len; i++)
        part_paragraph(filled->pdata[i]);
    for (guint i = 0; i < building->closings->len; i++)
        join_closing(building, building->closings->pdata[i]);
    for (guint i = 0; i < blocks->len && !building->error; i++)
        building_make_block(building, blocks->pdata[i]);
}

/* The first heading of level 1 is the document's title, and leaves the tree for the band. */
static void
set_title(Document *document, const Profile *profile)
{
    g_autofree char *period = calendar_year_label(profile->year, profile->year_start);
    document->subtitle = g_strdup(profile->authority_name);
    cmark_node *node = cmark_node_first_child(document->root);
    while (node &&
           !(cmark_node_get_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1))
        node = cmark_node_next(node);
    document->title = node ? document_heading_text(node) : g_strdup_printf("LADO annual report %s", period);
    if (node)
        cmark_node_free(node);
}

static void
set_cover(Document *document, const Profile *profile)
{
    g_autofree char *from = calendar_long(calendar_year_first(profile->year, profile->year_start)),
                    *to = calendar_long(calendar_year_last(profile->year, profile->year_start)),
                    *as_at = profile->as_at != DAY_NONE ? calendar_long(profile->as_at) : NULL,
                    *many = table_sentence_case(profile->words),
                    *year = calendar_year_label(profile->year, profile->year_start);
    document->cover = g_ptr_array_new_with_free_func(g_free);
    if (strcmp(document->author, profile->authority_name) != 0)
        g_ptr_array_add(document->cover, g_strdup(document->author));
    g_ptr_array_add(document->cover,
                    as_at ? g_strdup_printf("%s to %s. %s as they stood on %s", from, to, many, as_at)
                          : g_strdup_printf("%s to %s", from, to));
    if (profile_is_provisional(profile, profile->year))
        g_ptr_array_add(document->cover, g_strdup_printf("Figures for %s are provisional", year));
}

Document *
document_from_template(const Exhibits *exhibits, const char *path, bool internal, GError **error)
{
    g_autoptr(Expansion) expansion = template_expand(exhibits, path, internal, error);
    if (!expansion)
        return NULL;
    const Profile *profile = exhibits->profile;
    Document *document = g_new0(Document, 1);
    document->blocks = g_ptr_array_new_with_free_func(block_free);
    document->tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    document->charts = g_ptr_array_new_with_free_func((GDestroyNotify)chart_free);
    document->said = g_ptr_array_new_with_free_func(g_free);
    document->inputs = g_ptr_array_ref(expansion->inputs);
    document->root = cmark_parse_document(expansion->text->str, expansion->text->len, CMARK_OPT_DEFAULT);
    document->author = g_strdup(profile->author);
    document->disclosure = disclosure_rule(profile);
    document->accent = profile->accent;
    document->mark = internal ? DOCUMENT_INTERNAL : NULL;
    document->date =
        profile->as_at != DAY_NONE ? profile->as_at : calendar_year_last(profile->year, profile->year_start);
    g_autoptr(GPtrArray) written_out = g_ptr_array_new(), told = g_ptr_array_new(),
                         closings = g_ptr_array_new();
    Building building = {.exhibits = exhibits,
                         .document = document,
                         .expansion = expansion,
                         .told = told,
                         .closings = closings,
                         .written_out = written_out};
    if (expansion->places->len)
        resolve(&building);
    if (building.error) {
        g_propagate_error(error, building.error);
        document_free(document);
        return NULL;
    }
    set_title(document, profile);
    document_take_guidance(document);
    document_drop_empty_sections(document);
    document_number(document);
    document_drop_said_notes(document);
    document_set_beside(document);
    set_cover(document, profile);
    document_set_anchors(document);
    return document;
}

void
document_free(Document *document)
{
    if (!document)
        return;
    cmark_node_free(document->root);
    g_ptr_array_unref(document->blocks);
    g_ptr_array_unref(document->tables);
    g_ptr_array_unref(document->charts);
    g_ptr_array_unref(document->said);
    g_ptr_array_unref(document->inputs);
    g_clear_pointer(&document->guidance, g_hash_table_unref);
    g_clear_pointer(&document->anchors, g_hash_table_unref);
    g_clear_pointer(&document->numbers, g_hash_table_unref);
    g_free(document->title);
    g_free(document->subtitle);
    if (document->cover)
        g_ptr_array_unref(document->cover);
    g_free(document->author);
    g_free(document->disclosure);
    g_free(document);
}

bool
document_link_is_safe(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:", "#"};
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_str_has_prefix(url, schemes[i]))
            return true;
    return false;
}
