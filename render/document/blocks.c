/* What a directive in a paragraph of its own becomes: a block, or a list. */
#include "analysis/profile/kinds.h"
#include "render/document/building.h"
#include "render/document/key_measures.h"
#include "render/font/sizes.h"
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

const GPtrArray *
block_notes(const Block *block)
{
    return block->notes ? block->notes : block->table->notes;
}

const char *
block_source(const Block *block)
{
    const ProfileMeasure *measure = block->table->measure;
    return measure && kind_of(measure)->of_others ? block->table->source : "";
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
    if (block->notes)
        g_ptr_array_unref(block->notes);
    if (block->charts)
        g_ptr_array_unref(block->charts);
    if (block->key_figures)
        g_array_unref(block->key_figures);
    g_free(block);
}

/* A block before a paragraph, which its maker takes away in the end. */
static Block *
put_block(Building *building, cmark_node *paragraph, BlockKind kind)
{
    Block *block = g_new0(Block, 1);
    block->kind = kind;
    g_ptr_array_add(building->document->blocks, block);
    cmark_node *node = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_user_data(node, block);
    cmark_node_insert_before(paragraph, node);
    return block;
}

static cmark_node *
paragraph_of(const char *words)
{
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH), *text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, words);
    cmark_node_append_child(paragraph, text);
    return paragraph;
}

/* Sentences as a list before a paragraph; nothing where there are none. `single`: one alone is no list. */
static void
put_list(cmark_node *paragraph, const GPtrArray *sentences, bool numbered, bool single)
{
    if (sentences->len == 1 && single)
        cmark_node_insert_before(paragraph, paragraph_of(sentences->pdata[0]));
    if (sentences->len < (single ? 2 : 1))
        return;
    cmark_node *list = cmark_node_new(CMARK_NODE_LIST);
    cmark_node_set_list_type(list, numbered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
    cmark_node_set_list_start(list, 1);
    cmark_node_set_list_tight(list, 1);
    for (guint i = 0; i < sentences->len; i++) {
        cmark_node *item = cmark_node_new(CMARK_NODE_ITEM);
        cmark_node_append_child(item, paragraph_of(sentences->pdata[i]));
        cmark_node_append_child(list, item);
    }
    cmark_node_insert_before(paragraph, list);
}

/* A table, or, where there is none to show this year, nothing: no fault of the template's. */
static void
put_table(Building *building, cmark_node *paragraph, const Table *table, guint label)
{
    if (!table)
        return;
    Block *block = put_block(building, paragraph, BLOCK_TABLE);
    block->table = table;
    block->label = label ? g_strdup_printf("A%u", label) : NULL;
}

static Block *
chart_block(const Table *table, const Chart *chart)
{
    Block *block = g_new0(Block, 1);
    block->kind = BLOCK_CHART;
    block->table = table;
    block->chart = chart;
    return block;
}

static void
put_chart(Building *building, cmark_node *paragraph, const char *id)
{
    const Table *table = exhibits_table(building->exhibits, id);
    const Chart *chart = exhibits_chart(building->exhibits, id);
    if (!table || !chart)
        return;
    Block *block = put_block(building, paragraph, BLOCK_CHART);
    block->table = table;
    block->chart = chart;
}

/* Small charts of measures side by side; one alone is half as wide as the page. */
static void
put_strip(Building *building, cmark_node *paragraph, const Directive *directive, ProfilePlace place)
{
    g_autoptr(GPtrArray) measures =
        directive_measures(building->exhibits, directive->name, place, &building->error);
    g_autoptr(GPtrArray) charts = g_ptr_array_new_with_free_func(block_free);
    for (guint i = 0; measures && i < measures->len; i++) {
        const Table *table =
            exhibits_table(building->exhibits, ((const ProfileMeasure *)measures->pdata[i])->id);
        g_autoptr(GError) refusal = NULL; /* of the profile's own kind of chart, which a panel need not be */
        Chart *chart = table ? chart_of_table(building->exhibits->profile, building->exhibits->figures, table,
                                              CHART_PANEL, &refusal)
                             : NULL;
        if (!chart)
            continue;
        g_ptr_array_add(building->document->charts, chart);
        g_ptr_array_add(charts, chart_block(table, chart));
    }
    if (!charts->len)
        return;
    Block *block = put_block(building, paragraph, BLOCK_STRIP);
    block->charts = g_steal_pointer(&charts);
    if (block->charts->len > 1)
        return;
    /* The one chart takes the place of the strip. */
    Block *only = g_ptr_array_steal_index(block->charts, 0);
    g_ptr_array_unref(block->charts);
    *block = *only;
    block->width = HALF_ACROSS;
    g_free(only);
}

static void
put_own_table(Building *building, cmark_node *paragraph, Table *table, guint label)
{
    if (table)
        g_ptr_array_add(building->document->tables, table);
    put_table(building, paragraph, table, label);
}

/* All tables of a report in full, the first that of counts and shares, the last what was found about the
 * records; or those of a section alone, numbered by themselves. */
static void
put_appendix(Building *building, cmark_node *paragraph, const char *section)
{
    const Exhibits *exhibits = building->exhibits;
    guint last = 1, put = 0;
    if (!*section)
        put_own_table(building, paragraph, key_measures_table(exhibits, KEYS_IN_FULL, NULL), 1);
    for (guint i = 0; i < exhibits->showings->len; i++)
        last = MAX(last, g_array_index(exhibits->showings, Showing, i).label);
    for (guint label = 2; label <= last; label++)
        for (guint i = 0; i < exhibits->showings->len; i++) {
            const Showing *showing = &g_array_index(exhibits->showings, Showing, i);
            if (showing->label == label && (!*section || strcmp(showing->measure->section, section) == 0))
                put_table(building, paragraph, showing->table, *section ? ++put : label);
        }
    if (!*section)
        put_table(building, paragraph, exhibits->quality, last + 1);
}

static void
put_annex(Building *building, cmark_node *paragraph, const char *section)
{
    const GArray *showings = building->exhibits->showings;
    for (guint i = 0; i < showings->len; i++)
        if (showings_is_annexed(&g_array_index(showings, Showing, i), section))
            put_chart(building, paragraph, g_array_index(showings, Showing, i).measure->id);
}

static void
add_exceptions(Building *building, cmark_node *paragraph, const char *name)
{
    g_autoptr(GPtrArray) sentences = exceptions_of(building->exhibits, name);
    for (guint i = 0; i < sentences->len; i++)
        sentences->pdata[i] = building_write_out(building, sentences->pdata[i]);
    /* What is said of all others is no change itself. */
    bool rest = strcmp(name, "changes") == 0 && sentences->len > 1;
    g_autofree char *others = rest ? g_ptr_array_steal_index(sentences, sentences->len - 1) : NULL;
    put_list(paragraph, sentences, strcmp(name, "questions") == 0,
             !rest && strcmp(name, "main-points") != 0 && strcmp(name, "outliers") != 0);
    if (others)
        cmark_node_insert_before(paragraph, paragraph_of(others));
}

/* The table of a measure, beside that of another, or of several that were supplied. */
static void
put_measure_table(Building *building, cmark_node *paragraph, const Directive *directive, ProfilePlace place)
{
    const Exhibits *exhibits = building->exhibits;
    g_autoptr(GPtrArray) measures = directive_measures(exhibits, directive->name, place, &building->error);
    bool supplied = measures != NULL;
    for (guint i = 0; measures && i < measures->len; i++)
        supplied &= kind_of(measures->pdata[i])->from_files;
    if (supplied) {
        put_own_table(building, paragraph, table_of_supplied(exhibits->profile, exhibits->figures, measures),
                      0);
        return;
    }
    const Table *table = exhibits_table(exhibits, directive->name),
                *beside = directive->beside ? exhibits_table(exhibits, directive->beside) : NULL;
    if (table && directive->sums) {
        Table *summed = table_of_measure(exhibits->profile, exhibits->figures, table->measure);
        table_sum_years(summed, exhibits->profile);
        put_own_table(building, paragraph, summed, 0);
    } else if (table && beside)
        put_own_table(building, paragraph, table_beside(table, beside), 0);
    else
        put_table(building, paragraph, table, 0);
}

/* All, a board's, or those of a measure of times: "", "of board", "of timeliness". */
static Table *
key_measures_of(const Exhibits *exhibits, const char *name)
{
    const char *of = g_str_has_prefix(name, "of ") ? name + strlen("of ") : NULL;
    bool board = g_strcmp0(of, "board") == 0;
    return key_measures_table(exhibits,
                              board ? KEYS_OF_BOARD
                              : of  ? KEYS_OF_TIMES
                                    : KEYS_IN_REPORT,
                              of && !board ? profile_measure(exhibits->profile, of) : NULL);
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

/* Puts what a directive asks for before its paragraph. */
static void
put_directive(Building *building, cmark_node *paragraph, const Directive *directive)
{
    const Exhibits *exhibits = building->exhibits;
    ProfilePlace place = building_place(building, paragraph);
    switch (directive->kind) {
    case DIRECTIVE_TABLE:
        put_measure_table(building, paragraph, directive, place);
        break;
    case DIRECTIVE_CHART:
        put_chart(building, paragraph, directive->name);
        break;
    case DIRECTIVE_STRIP:
        put_strip(building, paragraph, directive, place);
        break;
    case DIRECTIVE_KEY_MEASURES:
        put_own_table(building, paragraph, key_measures_of(exhibits, directive->name), 0);
        break;
    case DIRECTIVE_APPENDIX:
        put_appendix(building, paragraph, directive->name);
        break;
    case DIRECTIVE_ANNEX:
        put_annex(building, paragraph, directive->name);
        break;
    case DIRECTIVE_KEY_FIGURES:
        put_block(building, paragraph, BLOCK_KEY_FIGURES)->key_figures =
            key_figures_of(exhibits, directive->name, place, &building->error);
        break;
    case DIRECTIVE_QUALITY:
        put_table(building, paragraph, exhibits->quality, 0);
        break;
    case DIRECTIVE_ACTIONS:
        put_own_table(building, paragraph,
                      actions_of(exhibits, directive->name, directive->title, place, &building->error), 0);
        break;
    case DIRECTIVE_CONTENTS:
        put_block(building, paragraph, BLOCK_CONTENTS);
        break;
    case DIRECTIVE_PAGE_BREAK:
        put_block(building, paragraph, BLOCK_PAGE_BREAK);
        break;
    case DIRECTIVE_ABOUT:
        about_figures(building, paragraph);
        break;
    case DIRECTIVE_METHODS:
        about_methods(building, paragraph);
        break;
    case DIRECTIVE_EXCEPTIONS:
        add_exceptions(building, paragraph, directive->name);
        break;
    case DIRECTIVE_NONE:
    case DIRECTIVE_COMMENTARY:
    case DIRECTIVE_CLOSING:
    case DIRECTIVE_IN_SHORT:
    case DIRECTIVE_QUALITY_IN_BRIEF:
    case DIRECTIVE_YEARS_IN_BRIEF:
    case DIRECTIVE_HOW_TO_READ:
        break;
    }
}

bool
building_is_block(cmark_node *paragraph)
{
    g_autofree char *words = only_tag(paragraph);
    if (!words)
        return false;
    g_auto(Directive) directive = directive_read(words);
    return !directive_is_words(directive.kind);
}

void
building_make_block(Building *building, cmark_node *paragraph)
{
    g_autofree char *words = only_tag(paragraph);
    g_auto(Directive) directive = directive_read(words);
    put_directive(building, paragraph, &directive);
    cmark_node_free(paragraph);
}
