/* What readers come upon becomes passages: headings stand above what follows them, and the cells of a table
 * are told apart by their row and column. */
#include "render/proof/gathering.h"
#include "render/proof/stems.h"
#include <string.h>

static const gsize longest_heading = 500; /* what stands above is kept for each of them */

static void
passage_free(gpointer pointer)
{
    Passage *passage = pointer;
    g_free(passage->text);
    g_free(passage->heading);
    g_free(passage->caption);
    g_free(passage->row);
    g_free(passage->column);
    g_free(passage);
}

/* A table while it is read: its cells, and how many rows more a column is taken up from above. */
typedef struct {
    GPtrArray *cells;      /* Passage*; those without a table are its own */
    GArray *spans, *taken; /* of guint: how many columns each cell is wide */
    guint rows, column, heading_rows;
    bool row_heads;
    char *caption;
} OpenTable;

struct Gathering {
    GPtrArray *passages, *tables; /* Passage*; OpenTable*, the innermost last */
    char *headings[7];
    char *caption, *before, *last; /* given; what may be one, for want of one; the last paragraph */
    guint page, paragraph, pieces, closed_tables;
    bool pages;
};

/* Counts one more; false where there are too many to go on, which gathering_end then tells. */
static bool
has_room(Gathering *gathering)
{
    if (gathering->pieces <= GATHERING_MOST)
        gathering->pieces++;
    return gathering->pieces <= GATHERING_MOST;
}

/* With plain hyphens, in which years are looked for. Caller frees. */
static char *
hyphened(const char *text)
{
    GString *plain = g_string_new(text);
    g_string_replace(plain, "\u2010", "-", 0);
    g_string_replace(plain, "\u2011", "-", 0);
    g_string_replace(plain, "\u2012", "-", 0);
    return g_string_free(plain, FALSE);
}

/* What stands above others, without what no heading would still be saying. Caller frees. */
static char *
brief(const char *text)
{
    char *words = hyphened(text ? text : "");
    if (strlen(words) > longest_heading)
        *g_utf8_find_prev_char(words, words + longest_heading + 1) = '\0';
    return words;
}

static void
table_free_open(gpointer pointer)
{
    OpenTable *table = pointer;
    for (guint i = 0; i < table->cells->len; i++)
        if (!((Passage *)table->cells->pdata[i])->table)
            passage_free(table->cells->pdata[i]);
    g_ptr_array_unref(table->cells);
    g_array_unref(table->spans);
    g_array_unref(table->taken);
    g_free(table->caption);
    g_free(table);
}

static char *
headings_above(const Gathering *gathering)
{
    GString *text = g_string_new(NULL);
    for (int i = 1; i < 7; i++)
        if (gathering->headings[i])
            g_string_append_printf(text, "%s%s", text->len ? BETWEEN_HEADINGS : "", gathering->headings[i]);
    return g_string_free(text, FALSE);
}

static bool
is_blank(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (!g_unichar_isspace(g_utf8_get_char(text)))
            return false;
    return true;
}

static Passage *
passage_new(const Gathering *gathering, PassageKind kind, const char *text, guint line)
{
    Passage *passage = g_new0(Passage, 1);
    passage->kind = kind;
    passage->text = hyphened(text);
    passage->heading = headings_above(gathering);
    passage->caption = g_strdup("");
    passage->row = g_strdup("");
    passage->column = g_strdup("");
    passage->line = line;
    passage->page = gathering->pages ? gathering->page : 0;
    passage->paragraph = gathering->paragraph;
    return passage;
}

static void
add(Gathering *gathering, PassageKind kind, const char *text, guint line)
{
    g_ptr_array_add(gathering->passages, passage_new(gathering, kind, text, line));
}

void
gather_heading(Gathering *gathering, int level, const char *text, guint line)
{
    if (is_blank(text) || !has_room(gathering))
        return;
    for (int i = level = CLAMP(level, 1, 6); i < 7; i++)
        g_clear_pointer(&gathering->headings[i], g_free);
    gathering->headings[level] = g_strstrip(brief(text));
    gathering->paragraph = 0;
    g_clear_pointer(&gathering->last, g_free);
    g_clear_pointer(&gathering->before, g_free);
    add(gathering, PASSAGE_HEADING, text, line);
}

/* A title and what is said of it may stand above a table as two paragraphs. */
static void
take_for_caption(Gathering *gathering, const char *text)
{
    const char *last = gathering->last;
    bool title = last && *last && strlen(last) < 120 && !strchr(".:;!?", last[strlen(last) - 1]);
    g_free(gathering->before);
    g_autofree char *words = g_strchomp(brief(text));
    gathering->before = title ? g_strdup_printf("%s: %s", last, words) : g_strdup(words);
    g_free(gathering->last);
    gathering->last = g_steal_pointer(&words);
}

void
gather_paragraph(Gathering *gathering, const char *text, guint line)
{
    if (is_blank(text) || !has_room(gathering))
        return;
    gathering->paragraph++;
    take_for_caption(gathering, text);
    add(gathering, PASSAGE_PROSE, text, line);
}

void
gather_labels(Gathering *gathering, const char *text, guint line)
{
    if (!has_room(gathering))
        return;
    take_for_caption(gathering, text);
    add(gathering, PASSAGE_LABELS, text, line);
}

static OpenTable *
innermost(Gathering *gathering)
{
    return gathering->tables->len ? gathering->tables->pdata[gathering->tables->len - 1] : NULL;
}

void
gather_caption(Gathering *gathering, const char *text)
{
    OpenTable *table = innermost(gathering);
    char **caption = table ? &table->caption : &gathering->caption;
    g_free(*caption);
    *caption = brief(text);
}

void
gather_page(Gathering *gathering)
{
    gathering->page++;
    gathering->pages = true;
}

void
gather_table(Gathering *gathering)
{
    OpenTable *table = g_new0(OpenTable, 1);
    table->cells = g_ptr_array_new();
    table->spans = g_array_new(FALSE, TRUE, sizeof(guint));
    table->taken = g_array_new(FALSE, TRUE, sizeof(guint));
    table->row_heads = true;
    table->caption = gathering->caption ? g_steal_pointer(&gathering->caption) : g_strdup(gathering->before);
    g_ptr_array_add(gathering->tables, table);
}

/* A row is among the headings as long as every row before it is. */
static void
settle_row(OpenTable *table)
{
    if (table->row_heads)
        table->heading_rows = table->rows;
}

void
gather_row(Gathering *gathering, bool heading)
{
    OpenTable *table = innermost(gathering);
    if (!table || !has_room(gathering))
        return;
    settle_row(table);
    for (guint i = 0; i < table->taken->len; i++)
        if (g_array_index(table->taken, guint, i))
            g_array_index(table->taken, guint, i)--;
    table->rows++;
    table->column = 0;
    table->row_heads = table->row_heads && heading;
}

void
gather_cell(Gathering *gathering, const char *text, guint line, guint columns, guint rows)
{
    OpenTable *table = innermost(gathering);
    if (!table || !table->rows || !has_room(gathering))
        return;
    while (table->column < table->taken->len && g_array_index(table->taken, guint, table->column))
        table->column++;
    columns = CLAMP(columns, 1, 1000);
    Passage *cell = passage_new(gathering, PASSAGE_CELL, text, line);
    cell->table_row = table->rows - 1;
    cell->table_column = table->column;
    g_ptr_array_add(table->cells, cell);
    g_array_append_val(table->spans, columns);
    if (table->taken->len < table->column + columns)
        g_array_set_size(table->taken, table->column + columns);
    for (guint i = 0; i < columns; i++)
        g_array_index(table->taken, guint, table->column + i) = MAX(rows, 1);
    table->column += columns;
}

static char *
column_heading(const OpenTable *table, guint column)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < table->cells->len; i++) {
        const Passage *cell = table->cells->pdata[i];
        if (cell->table_row < table->heading_rows && column >= cell->table_column &&
            column < cell->table_column + g_array_index(table->spans, guint, i))
            g_string_append_printf(text, "%s%s", text->len ? " " : "", cell->text);
    }
    return g_string_free(text, FALSE);
}

/* A number of one digit, or the word of one, heads no column: a table was typed without headings. */
static bool
is_small_number(const char *text)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    return (g_ascii_isdigit(bare[0]) && !bare[1]) || number_of_word(bare);
}

/* `first`: of the cells of its row. Whether it is judged: it is no name of a row or column. */
static bool
is_judged(const OpenTable *table, const Passage *cell, const Passage *first)
{
    bool heads = cell->table_row < table->heading_rows;
    return !is_blank(cell->text) && (!heads || (cell != first && is_small_number(cell->text)));
}

static void
add_cells(Gathering *gathering, OpenTable *table)
{
    const Passage *first = NULL;
    for (guint i = 0; i < table->cells->len; i++) {
        Passage *cell = table->cells->pdata[i];
        const Passage *next = i + 1 < table->cells->len ? table->cells->pdata[i + 1] : NULL;
        bool begins = !first || first->table_row != cell->table_row;
        first = begins ? cell : first;
        /* Of a single row that begins with a number, each cell speaks for itself. */
        bool named = (!begins || (next && next->table_row == cell->table_row)) &&
                     (table->rows > 1 || !g_ascii_isdigit(*first->text));
        if ((begins && named) || !is_judged(table, cell, first))
            continue;
        g_autofree char *column =
            cell->table_row < table->heading_rows ? g_strdup("") : column_heading(table, cell->table_column);
        g_free(cell->caption), g_free(cell->row), g_free(cell->column);
        cell->caption = g_strdup(table->caption ? table->caption : "");
        cell->row = brief(named ? first->text : "");
        cell->column = brief(column);
        cell->table = gathering->closed_tables;
        g_ptr_array_add(gathering->passages, cell);
    }
}

/* What heads the rows' own names says of the table what a caption does: "Final outcome", "2022/2023". */
static void
add_corner(OpenTable *table)
{
    const char *corner = "";
    for (guint i = table->cells->len; i-- > 0;) {
        const Passage *cell = table->cells->pdata[i];
        if (cell->table_row + 1 == table->heading_rows)
            corner = cell->text;
    }
    if (is_blank(corner))
        return;
    g_autofree char *caption = table->caption;
    g_autofree char *words = brief(corner);
    table->caption = g_strdup_printf("%s%s%s", caption ? caption : "", caption ? ": " : "", words);
}

void
gather_table_end(Gathering *gathering)
{
    OpenTable *table = innermost(gathering);
    if (!table)
        return;
    settle_row(table);
    /* A table of one row has no headings, and one of nothing but headings has its first row for them. */
    if (table->heading_rows == 0 || table->heading_rows == table->rows)
        table->heading_rows = table->rows > 1;
    gathering->closed_tables++;
    add_corner(table);
    add_cells(gathering, table);
    g_ptr_array_remove_index(gathering->tables, gathering->tables->len - 1);
    g_clear_pointer(&gathering->last, g_free);
}

Gathering *
gathering_new(void)
{
    Gathering *gathering = g_new0(Gathering, 1);
    gathering->page = 1;
    gathering->passages = g_ptr_array_new_with_free_func(passage_free);
    gathering->tables = g_ptr_array_new_with_free_func(table_free_open);
    return gathering;
}

GPtrArray *
gathering_end(Gathering *gathering)
{
    GPtrArray *passages = gathering->passages;
    if (gathering->pieces > GATHERING_MOST)
        g_clear_pointer(&passages, g_ptr_array_unref);
    for (int i = 0; i < 7; i++)
        g_free(gathering->headings[i]);
    g_free(gathering->caption);
    g_free(gathering->before);
    g_free(gathering->last);
    g_ptr_array_unref(gathering->tables);
    g_free(gathering);
    return passages;
}
