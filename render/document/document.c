#include "render/document/document.h"
#include "analysis/disclosure/disclosure.h"
#include "render/commentary/commentary.h"
#include "render/document/template.h"
#include <string.h>

typedef struct {
    const Exhibits *exhibits;
    Document *document;
    const Expansion *expansion;
    guint tables, charts;
    GError *error;
} Building;

static void
block_free(gpointer pointer)
{
    Block *block = pointer;
    if (block->key_figures)
        g_array_unref(block->key_figures);
    g_free(block);
}

static ProfilePlace
place_of(const Building *building, cmark_node *node)
{
    int line = cmark_node_get_start_line(node);
    while (line < 1 && (node = cmark_node_parent(node)))
        line = cmark_node_get_start_line(node);
    const GArray *places = building->expansion->places;
    guint index = MIN((guint)MAX(line, 1) - 1, places->len - 1);
    return g_array_index(places, ProfilePlace, index);
}

static Block *
add_block(Building *building, cmark_node *paragraph, BlockKind kind)
{
    Block *block = g_new0(Block, 1);
    block->kind = kind;
    g_ptr_array_add(building->document->blocks, block);
    cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(node, block);
    cmark_node_replace(paragraph, node);
    cmark_node_free(paragraph);
    return block;
}

/* Sentences as a list in the paragraph's place; nothing where there are none. */
static void
put_list(cmark_node *paragraph, const GPtrArray *sentences)
{
    if (!sentences->len) {
        cmark_node_unlink(paragraph);
        cmark_node_free(paragraph);
        return;
    }
    cmark_node *list = cmark_node_new(CMARK_NODE_LIST);
    cmark_node_set_list_type(list, CMARK_BULLET_LIST);
    cmark_node_set_list_tight(list, 1);
    for (guint i = 0; i < sentences->len; i++) {
        cmark_node *item = cmark_node_new(CMARK_NODE_ITEM), *words = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
        cmark_node_set_literal(text, sentences->pdata[i]);
        cmark_node_append_child(words, text);
        cmark_node_append_child(item, words);
        cmark_node_append_child(list, item);
    }
    cmark_node_replace(paragraph, list);
    cmark_node_free(paragraph);
}

/* The notes that every pack carries, as list items. */
static void
add_notes(Building *building, cmark_node *paragraph)
{
    const Profile *profile = building->exhibits->profile;
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *as_at = profile->as_at != DAY_NONE ? calendar_long(profile->as_at) : NULL;
    g_autofree char *from = calendar_long(calendar_year_first(profile->year, profile->year_start));
    g_autofree char *to = calendar_long(calendar_year_last(profile->year, profile->year_start));
    g_autofree char *period = period_of_report(building->exhibits, 0);
    g_ptr_array_add(notes,
                    g_strdup_printf("%s is the year from %s to %s, by the date each record was received.",
                                    period, from, to));
    if (as_at)
        g_ptr_array_add(
            notes,
            g_strdup_printf("Cases are as they stood on %s: what was closed later counts as open.", as_at));
    g_ptr_array_add(notes, g_strdup("Percentages are rounded to the precision shown, halves upwards, and "
                                    "each states what it is a percentage of."));
    g_ptr_array_add(
        notes,
        g_strdup(
            "A change is called clear, and a figure is said to rise or fall, only where it is more than "
            "chance alone would explain. Counts are tested by an exact test of two Poisson counts, shares by "
            "Newcombe's interval of the difference: single measures at 95%, rows of whole tables at 99.8%, "
            "because among many rows some would differ by chance."));
    g_ptr_array_add(notes, g_strdup(building->document->disclosure));
    put_list(paragraph, notes);
}

/* A table or chart, or, where there is none to show this year, nothing: no fault of the template's. */
static void
add_numbered(Building *building, cmark_node *paragraph, const Table *table, const Chart *chart, bool as_chart)
{
    if (!table || (as_chart && !chart)) {
        cmark_node_unlink(paragraph);
        cmark_node_free(paragraph);
        return;
    }
    Block *block = add_block(building, paragraph, as_chart ? BLOCK_CHART : BLOCK_TABLE);
    block->table = table;
    block->chart = as_chart ? chart : NULL;
    block->number = as_chart ? ++building->charts : ++building->tables;
}

static void
add_exceptions(Building *building, cmark_node *paragraph, const char *name)
{
    g_autoptr(GPtrArray) sentences = exceptions_of(building->exhibits, name);
    put_list(paragraph, sentences);
}

static void
add_measure_table(Building *building, cmark_node *paragraph, const Directive *directive)
{
    const Table *table = exhibits_table(building->exhibits, directive->name);
    const Table *beside = directive->beside ? exhibits_table(building->exhibits, directive->beside) : NULL;
    if (table && beside) {
        Table *joined = table_beside(table, beside);
        g_ptr_array_add(building->document->tables, joined);
        table = joined;
    }
    add_numbered(building, paragraph, table, NULL, false);
}

static void
add_actions(Building *building, cmark_node *paragraph, const Directive *directive, ProfilePlace place)
{
    Table *table = actions_of(building->exhibits, directive->name, directive->title, place, &building->error);
    if (!table)
        return;
    g_ptr_array_add(building->document->tables, table);
    add_numbered(building, paragraph, table, NULL, false);
}

/* The words between the braces of a paragraph that holds nothing else; NULL for any other. Caller frees. */
static char *
only_tag(cmark_node *paragraph)
{
    cmark_node *text = cmark_node_first_child(paragraph);
    if (!text || cmark_node_get_type(text) != CMARK_NODE_TEXT || cmark_node_next(text))
        return NULL;
    g_autofree char *literal = g_strstrip(g_strdup(cmark_node_get_literal(text)));
    if (!g_str_has_prefix(literal, "{{") || strstr(literal, "}}") != literal + strlen(literal) - 2)
        return NULL;
    return g_strstrip(g_strndup(literal + 2, strlen(literal) - 4));
}

/* A paragraph that is one directive becomes the block that it names. */
static void
make_block(Building *building, cmark_node *paragraph)
{
    g_autofree char *words = only_tag(paragraph);
    if (!words)
        return;
    g_auto(Directive) directive = directive_read(words);
    ProfilePlace place = place_of(building, paragraph);
    switch (directive.kind) {
    case DIRECTIVE_TABLE:
        add_measure_table(building, paragraph, &directive);
        break;
    case DIRECTIVE_CHART:
        add_numbered(building, paragraph, exhibits_table(building->exhibits, directive.name),
                     exhibits_chart(building->exhibits, directive.name), true);
        break;
    case DIRECTIVE_KEY_FIGURES:
        add_block(building, paragraph, BLOCK_KEY_FIGURES)->key_figures =
            key_figures_of(building->exhibits, directive.name, place, &building->error);
        break;
    case DIRECTIVE_QUALITY:
        add_numbered(building, paragraph, building->exhibits->quality, NULL, false);
        break;
    case DIRECTIVE_ACTIONS:
        add_actions(building, paragraph, &directive, place);
        break;
    case DIRECTIVE_CONTENTS:
        add_block(building, paragraph, BLOCK_CONTENTS);
        break;
    case DIRECTIVE_PAGE_BREAK:
        add_block(building, paragraph, BLOCK_PAGE_BREAK);
        break;
    case DIRECTIVE_NOTES:
        add_notes(building, paragraph);
        break;
    case DIRECTIVE_EXCEPTIONS:
        add_exceptions(building, paragraph, directive.name);
        break;
    case DIRECTIVE_NONE:
    case DIRECTIVE_COMMENTARY:
    case DIRECTIVE_QUALITY_IN_BRIEF:
    case DIRECTIVE_YEARS_IN_BRIEF:
        break;
    }
}

/* The words that stand for a tag within a text; NULL with an error. */
static char *
words_of_tag(Building *building, const char *tag, ProfilePlace place)
{
    g_auto(Directive) directive = directive_read(tag);
    if (directive.kind == DIRECTIVE_NONE)
        return reference_resolve(building->exhibits, tag, place, &building->error);
    if (directive.kind == DIRECTIVE_QUALITY_IN_BRIEF)
        return quality_in_brief(building->exhibits);
    if (directive.kind == DIRECTIVE_YEARS_IN_BRIEF)
        return years_in_brief(building->exhibits);
    if (directive.kind == DIRECTIVE_COMMENTARY)
        return commentary_of(building->exhibits->profile, building->exhibits->figures,
                             profile_measure(building->exhibits->profile, directive.name));
    template_fail(&building->error, place, "{{ %s }} must stand in a paragraph of its own", tag);
    return NULL;
}

/* Puts the words of every reference into a text node's literal. */
static void
resolve_text(Building *building, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    if (!literal || !strstr(literal, "{{"))
        return;
    ProfilePlace place = place_of(building, node);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = literal; *at;) {
        const char *open = strstr(at, "{{"), *close = open ? strstr(open, "}}") : NULL;
        if (!close) {
            g_string_append(out, at);
            break;
        }
        g_string_append_len(out, at, open - at);
        g_autofree char *words = g_strstrip(g_strndup(open + 2, (gsize)(close - open - 2)));
        g_autofree char *value = words_of_tag(building, words, place);
        if (!value)
            return;
        g_string_append(out, value);
        at = close + 2;
    }
    cmark_node_set_literal(node, out->str);
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

static void
resolve(Building *building)
{
    cmark_consolidate_text_nodes(building->document->root);
    g_autoptr(GPtrArray) paragraphs = g_ptr_array_new();
    cmark_iter *iterator = cmark_iter_new(building->document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_EXIT &&
            cmark_node_get_type(cmark_iter_get_node(iterator)) == CMARK_NODE_PARAGRAPH)
            g_ptr_array_add(paragraphs, cmark_iter_get_node(iterator));
    cmark_iter_free(iterator);
    for (guint i = 0; i < paragraphs->len && !building->error; i++)
        make_block(building, paragraphs->pdata[i]);
    iterator = cmark_iter_new(building->document->root);
    g_ptr_array_set_size(paragraphs, 0);
    for (cmark_event_type event;
         (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE && !building->error;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_TEXT)
            resolve_text(building, node);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
            is_empty_paragraph(node))
            g_ptr_array_add(paragraphs, node);
    }
    cmark_iter_free(iterator);
    /* Commentary with nothing to say leaves no empty paragraph behind. */
    for (guint i = 0; i < paragraphs->len; i++) {
        cmark_node_unlink(paragraphs->pdata[i]);
        cmark_node_free(paragraphs->pdata[i]);
    }
}

/* The first heading of level 1 is the document's title, and leaves the tree for the cover. */
static void
set_title(Document *document, const Profile *profile)
{
    g_autofree char *period = calendar_year_label(profile->year, profile->year_start);
    document->subtitle = g_strdup_printf("%s, %s", profile->authority_name, period);
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
    g_autofree char *date = calendar_long(document->date),
                    *year = calendar_year_label(profile->year, profile->year_start);
    document->cover = g_ptr_array_new_with_free_func(g_free);
    if (strcmp(document->author, profile->authority_name) != 0)
        g_ptr_array_add(document->cover, g_strdup(document->author));
    g_ptr_array_add(document->cover,
                    g_strdup_printf(profile->as_at != DAY_NONE ? "Figures as at %s" : "Figures to %s", date));
    if (profile_is_provisional(profile, profile->year))
        g_ptr_array_add(document->cover, g_strdup_printf("Figures for %s are provisional", year));
}

/* The slug of a heading's words, with -2, -3 ... where a heading before has it. `same`: how many have a slug.
 */
static char *
anchor_of(const Document *document, cmark_node *heading, GHashTable *same)
{
    g_autofree char *text = document_heading_text(heading), *slug = profile_slug(text);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(same, slug));
    char *anchor = NULL;
    do {
        g_free(anchor);
        anchor = ++count == 1 ? g_strdup(slug) : g_strdup_printf("%s-%u", slug, count);
    } while (g_hash_table_contains(document->numbers, anchor));
    g_hash_table_insert(same, g_steal_pointer(&slug), GUINT_TO_POINTER(count));
    return anchor;
}

static void
set_anchors(Document *document)
{
    g_autoptr(GHashTable) same = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    document->anchors = g_hash_table_new(NULL, NULL);
    document->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    cmark_iter *iterator = cmark_iter_new(document->root);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event != CMARK_EVENT_ENTER || cmark_node_get_type(node) != CMARK_NODE_HEADING)
            continue;
        char *anchor = anchor_of(document, node, same);
        guint number = g_hash_table_size(document->numbers) + 1;
        g_hash_table_insert(document->anchors, node, anchor);
        g_hash_table_insert(document->numbers, anchor, GUINT_TO_POINTER(number));
    }
    cmark_iter_free(iterator);
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
    document->inputs = g_ptr_array_ref(expansion->inputs);
    document->root = cmark_parse_document(expansion->text->str, expansion->text->len, CMARK_OPT_DEFAULT);
    document->author = g_strdup(profile->author);
    document->disclosure = disclosure_rule(profile, exhibits->figures);
    document->accent = profile->accent;
    document->internal = internal;
    document->date =
        profile->as_at != DAY_NONE ? profile->as_at : calendar_year_last(profile->year, profile->year_start);
    Building building = {.exhibits = exhibits, .document = document, .expansion = expansion};
    if (expansion->places->len)
        resolve(&building);
    if (building.error) {
        g_propagate_error(error, building.error);
        document_free(document);
        return NULL;
    }
    set_title(document, profile);
    set_cover(document, profile);
    set_anchors(document);
    return document;
}

bool
document_has_cover(const Document *document)
{
    for (guint i = 0; i < document->blocks->len; i++)
        if (((const Block *)document->blocks->pdata[i])->kind == BLOCK_CONTENTS)
            return true;
    return false;
}

void
document_free(Document *document)
{
    if (!document)
        return;
    cmark_node_free(document->root);
    g_ptr_array_unref(document->blocks);
    g_ptr_array_unref(document->tables);
    g_ptr_array_unref(document->inputs);
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

const Block *
document_block(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK ? cmark_node_get_user_data(node) : NULL;
}

char *
document_heading_text(cmark_node *heading)
{
    GString *text = g_string_new(NULL);
    cmark_iter *iterator = cmark_iter_new(heading);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            g_string_append(text, cmark_node_get_literal(node));
        else if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK))
            g_string_append_c(text, ' ');
    }
    cmark_iter_free(iterator);
    return g_string_free(text, FALSE);
}

char *
document_heading_anchor(const Document *document, cmark_node *heading)
{
    return g_strdup(g_hash_table_lookup(document->anchors, heading));
}

guint
document_heading_number(const Document *document, const char *anchor)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(document->numbers, anchor));
}

bool
document_in_contents(cmark_node *node)
{
    int level = cmark_node_get_type(node) == CMARK_NODE_HEADING ? cmark_node_get_heading_level(node) : 0;
    cmark_node *next = cmark_node_next(node);
    const Block *block = next ? document_block(next) : NULL;
    return (level == 2 || level == 3) && !(block && block->kind == BLOCK_CONTENTS);
}

bool
document_leads(cmark_node *paragraph)
{
    cmark_node *next = cmark_node_next(paragraph);
    const Block *block = next ? document_block(next) : NULL;
    if (next && cmark_node_get_type(next) == CMARK_NODE_LIST)
        return true;
    return block && (block->kind == BLOCK_TABLE || block->kind == BLOCK_CHART);
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
