/* What readers come upon becomes passages: headings stand above what follows them, and the cells of a table
 * are told apart by their row and column. */
#include "render/proof/passages.h"
#include "render/proof/words.h"
#include <string.h>

static const gsize longest_heading = 500; /* what stands above is kept for each of them */

static void
passage_free(gpointer pointer)
{
    Passage *passage = pointer;
    g_free(passage->text);
    g_free(passage);
}

/* A table while it is read. */
typedef struct {
    GPtrArray *cells; /* Passage* */
    GArray *taken;    /* of guint: of each column the first row that no cell takes up */
    GString *text;    /* of the open cell */
    guint rows, heading_rows;
    bool row_heads, layout, in_cell;
    char *caption;
} OpenTable;

static void
table_free_open(gpointer pointer)
{
    OpenTable *table = pointer;
    g_ptr_array_unref(table->cells);
    g_array_unref(table->taken);
    g_string_free(table->text, TRUE);
    g_free(table->caption);
    g_free(table);
}

struct Gathering {
    GPtrArray *passages, *tables; /* Passage*; OpenTable*, the innermost last */
    char *headings[7];
    char *caption, *before, *last; /* given; what may be one, for want of one; the last paragraph */
    guint page, paragraph, pieces, closed_tables;
};

/* Counts one more; false where there are too many to go on, which gathering_end then tells. */
static bool
has_room(Gathering *gathering)
{
    if (gathering->pieces <= GATHERING_MOST)
        gathering->pieces++;
    return gathering->pieces <= GATHERING_MOST;
}

/* With plain hyphens and spaces, in which years and their marks are looked for. Caller frees. */
static char *
plain_marks(const char *text)
{
    GString *plain = g_string_new(text);
    g_string_replace(plain, "\u2010", "-", 0);
    g_string_replace(plain, "\u2011", "-", 0);
    g_string_replace(plain, "\u2012", "-", 0);
    g_string_replace(plain, "\u00a0", " ", 0);
    return g_string_free(plain, FALSE);
}

/* What stands above others, without what no heading would still be saying. Caller frees. */
static char *
brief_words(const char *text)
{
    char *words = plain_marks(text ? text : "");
    if (strlen(words) > longest_heading)
        *g_utf8_find_prev_char(words, words + longest_heading + 1) = '\0';
    return words;
}

/* The same, which many passages share: kept for good. */
static const char *
shared_words(const char *text)
{
    g_autofree char *words = brief_words(text);
    return g_intern_string(words);
}

static const char *
headings_above(const Gathering *gathering)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 1; i < 7; i++)
        if (gathering->headings[i])
            g_string_append_printf(text, "%s%s", text->len ? BETWEEN_HEADINGS : "", gathering->headings[i]);
    return g_intern_string(text->str);
}

static bool
is_blank_text(const char *text)
{
    while (*text && g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return !*text;
}

static Passage *
passage_new(const Gathering *gathering, PassageKind kind, const char *text, guint line)
{
    Passage *passage = g_new0(Passage, 1);
    passage->kind = kind;
    passage->text = plain_marks(text);
    passage->heading = headings_above(gathering);
    passage->caption = passage->row = passage->column = "";
    passage->line = line;
    passage->page = gathering->page;
    passage->paragraph = gathering->paragraph;
    return passage;
}

static OpenTable *
innermost_table(Gathering *gathering)
{
    return gathering->tables->len ? gathering->tables->pdata[gathering->tables->len - 1] : NULL;
}

/* What a cell has is its text, and no passage of its own. */
static bool
is_of_cell(Gathering *gathering, const char *text)
{
    const OpenTable *table = innermost_table(gathering);
    if (!table || !table->in_cell)
        return false;
    g_autofree char *words = g_strstrip(g_strdup(text));
    g_string_append_printf(table->text, "%s%s", table->text->len && *words ? " " : "", words);
    return true;
}

void
gather_heading(Gathering *gathering, int level, const char *text, guint line)
{
    if (is_blank_text(text) || is_of_cell(gathering, text) || !has_room(gathering))
        return;
    for (int i = level = CLAMP(level, 1, 6); i < 7; i++)
        g_clear_pointer(&gathering->headings[i], g_free);
    gathering->headings[level] = g_strstrip(brief_words(text));
    gathering->paragraph = 0;
    g_clear_pointer(&gathering->last, g_free);
    g_clear_pointer(&gathering->before, g_free);
    g_ptr_array_add(gathering->passages, passage_new(gathering, PASSAGE_HEADING, text, line));
}

/* What may be the caption of a table that follows. */
static void
note_last(Gathering *gathering, const char *text)
{
    /* A title and what is said of it may stand above a table as two paragraphs. */
    g_autofree char *last = gathering->last;
    bool title = last && *last && strlen(last) < 120 && !strchr(".:;!?", last[strlen(last) - 1]);
    g_free(gathering->before);
    gathering->last = g_strchomp(brief_words(text));
    gathering->before = g_strconcat(title ? last : "", title ? ": " : "", gathering->last, NULL);
}

void
gather_words(Gathering *gathering, PassageKind kind, const char *text, guint line)
{
    if (is_blank_text(text) || is_of_cell(gathering, text) || !has_room(gathering))
        return;
    gathering->paragraph += kind == PASSAGE_PROSE;
    note_last(gathering, text);
    g_ptr_array_add(gathering->passages, passage_new(gathering, kind, text, line));
}

void
gather_caption(Gathering *gathering, const char *text)
{
    OpenTable *table = innermost_table(gathering);
    char **caption = table ? &table->caption : &gathering->caption;
    g_free(*caption);
    *caption = brief_words(text);
}

void
gather_page(Gathering *gathering)
{
    gathering->page = MAX(gathering->page, 1) + 1;
}

void
gather_table(Gathering *gathering)
{
    OpenTable *table = g_new0(OpenTable, 1);
    table->cells = g_ptr_array_new_with_free_func(passage_free);
    table->taken = g_array_new(FALSE, TRUE, sizeof(guint));
    table->text = g_string_new(NULL);
    table->row_heads = true;
    table->caption = gathering->caption ? g_steal_pointer(&gathering->caption) : g_strdup(gathering->before);
    g_ptr_array_add(gathering->tables, table);
}

void
gather_layout(Gathering *gathering)
{
    if (innermost_table(gathering))
        innermost_table(gathering)->layout = true;
}

/* A row is among the headings as long as every row before it is. */
static void
settle_row(OpenTable *table)
{
    if (table->row_heads)
        table->heading_rows = table->rows;
}

void
gather_row(Gathering *gathering)
{
    OpenTable *table = innermost_table(gathering);
    if (!table || !has_room(gathering))
        return;
    settle_row(table);
    table->rows++;
}

void
gather_cell(Gathering *gathering, guint line, bool heading, guint columns, guint rows)
{
    OpenTable *table = innermost_table(gathering);
    if (!table || !table->rows || !has_room(gathering))
        return;
    guint row = table->rows - 1, column = 0;
    while (column < table->taken->len && g_array_index(table->taken, guint, column) > row)
        column++;
    gather_cell_end(gathering);
    table->row_heads = table->row_heads && heading;
    table->in_cell = true;
    Passage *cell = passage_new(gathering, PASSAGE_CELL, "", line);
    cell->table_row = row;
    cell->table_column = column;
    g_ptr_array_add(table->cells, cell);
    gather_span(gathering, columns, rows);
}

void
gather_span(Gathering *gathering, guint columns, guint rows)
{
    const OpenTable *table = innermost_table(gathering);
    if (!table || !table->in_cell)
        return;
    Passage *cell = table->cells->pdata[table->cells->len - 1];
    cell->columns = CLAMP(columns, 1, 1000);
    if (table->taken->len < cell->table_column + cell->columns)
        g_array_set_size(table->taken, cell->table_column + cell->columns);
    for (guint i = 0; i < cell->columns; i++)
        g_array_index(table->taken, guint, cell->table_column + i) =
            cell->table_row + CLAMP(rows, 1, GATHERING_MOST);
}

void
gather_cell_end(Gathering *gathering)
{
    OpenTable *table = innermost_table(gathering);
    if (!table || !table->in_cell)
        return;
    Passage *cell = table->cells->pdata[table->cells->len - 1];
    g_free(cell->text);
    cell->text = plain_marks(table->text->str);
    g_string_truncate(table->text, 0);
    table->in_cell = false;
}

static const char *
column_heading(const OpenTable *table, guint column)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < table->cells->len; i++) {
        const Passage *cell = table->cells->pdata[i];
        if (cell->table_row < table->heading_rows && column - cell->table_column < cell->columns)
            g_string_append_printf(text, "%s%s", text->len ? " " : "", cell->text);
    }
    return shared_words(text->str);
}

/* A number of one digit, or the word of one, heads no column: a table was typed without headings. */
static bool
is_small_number(const char *text)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    return (g_ascii_isdigit(bare[0]) && !bare[1]) || number_of_word(bare);
}

/* Of a single row that begins with a number, each cell speaks for itself. What is a name of a row or column
 * is not judged. */
static void
name_cells(Gathering *gathering, OpenTable *table)
{
    const Passage *first = NULL;
    for (guint i = 0; i < table->cells->len; i++) {
        Passage *cell = table->cells->pdata[i];
        const Passage *next = i + 1 < table->cells->len ? table->cells->pdata[i + 1] : NULL;
        bool begins = !first || first->table_row != cell->table_row,
             heads = cell->table_row < table->heading_rows;
        first = begins ? cell : first;
        bool named = (!begins || (next && next->table_row == cell->table_row)) &&
                     (table->rows > 1 || !g_ascii_isdigit(*first->text));
        if ((begins && named) || is_blank_text(cell->text) ||
            (heads && (begins || !is_small_number(cell->text))))
            cell->kind = PASSAGE_LABELS;
        cell->caption = shared_words(table->caption);
        cell->row = named ? shared_words(first->text) : "";
        cell->column = heads ? "" : column_heading(table, cell->table_column);
        cell->table = gathering->closed_tables;
    }
    g_ptr_array_extend_and_steal(gathering->passages, g_steal_pointer(&table->cells));
    table->cells = g_ptr_array_new();
}

/* What heads the rows' own names says of the table what a caption does: "Final outcome", "2022/2023". */
static void
add_corner_to_caption(OpenTable *table)
{
    const char *corner = "";
    for (guint i = table->cells->len; i-- > 0;) {
        const Passage *cell = table->cells->pdata[i];
        if (cell->table_row + 1 == table->heading_rows)
            corner = cell->text;
    }
    if (is_blank_text(corner))
        return;
    g_autofree char *caption = table->caption, *words = brief_words(corner);
    table->caption = g_strdup_printf("%s%s%s", caption ? caption : "", caption ? ": " : "", words);
}

void
gather_table_end(Gathering *gathering)
{
    OpenTable *table = innermost_table(gathering);
    if (!table)
        return;
    gather_cell_end(gathering);
    settle_row(table);
    /* A table of one row has no headings, and one of nothing but headings has its first row for them. */
    if (table->heading_rows == 0 || table->heading_rows == table->rows)
        table->heading_rows = table->rows > 1;
    g_ptr_array_steal_index(gathering->tables, gathering->tables->len - 1);
    if (table->layout) {
        for (guint i = 0; i < table->cells->len; i++)
            gather_words(gathering, PASSAGE_PROSE, ((Passage *)table->cells->pdata[i])->text, 0);
    } else {
        gathering->closed_tables++;
        add_corner_to_caption(table);
        name_cells(gathering, table);
    }
    table_free_open(table);
    g_clear_pointer(&gathering->last, g_free);
}

Gathering *
gathering_new(void)
{
    Gathering *gathering = g_new0(Gathering, 1);
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
