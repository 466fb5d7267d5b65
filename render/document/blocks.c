/* What a directive in a paragraph of its own becomes: a block, or a list. */
#include "render/document/building.h"
#include <string.h>

static const char *
block_title(const Block *block)
{
    return block->kind == BLOCK_TABLE ? block->table->title : block->chart->title;
}

char *
block_caption(const Block *block)
{
    const char *word = block->kind == BLOCK_TABLE ? "Table" : "Figure", *title = block_title(block);
    return block->label    ? g_strdup_printf("%s %s: %s", word, block->label, title)
           : block->number ? g_strdup_printf("%s %u: %s", word, block->number, title)
                           : g_strdup(title);
}

char *
block_subtitle(const Block *block)
{
    const char *words = block->kind == BLOCK_TABLE ? block->table->subtitle : block->chart->subtitle;
    return block->see ? g_strdup_printf("%s (%s)", words, block->see) : g_strdup(words);
}

char *
block_anchor(const Block *block)
{
    const char *word = block->kind == BLOCK_TABLE ? "table" : "figure";
    return block->label    ? g_strdup_printf("%s_%s", word, block->label)
           : block->number ? g_strdup_printf("%s_%u", word, block->number)
                           : g_strdup_printf("%s_%s", word, block->table->id);
}

void
block_free(gpointer pointer)
{
    Block *block = pointer;
    g_free(block->label);
    g_free(block->see);
    if (block->charts)
        g_ptr_array_unref(block->charts);
    if (block->key_figures)
        g_array_unref(block->key_figures);
    g_free(block);
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
    const Exhibits *exhibits = building->exhibits;
    if (table && directive->sums) {
        Table *summed = table_of_measure(exhibits->profile, exhibits->figures, table->measure);
        table_sum_years(summed, exhibits->profile);
        g_ptr_array_add(building->document->tables, summed);
        table = summed;
    }
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

void
building_make_block(Building *building, cmark_node *paragraph)
{
    g_autofree char *words = only_tag(paragraph);
    if (!words)
        return;
    g_auto(Directive) directive = directive_read(words);
    ProfilePlace place = building_place(building, paragraph);
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
