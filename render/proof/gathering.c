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

typedef struct {
    char *text;
    guint line, column, columns, page;
    bool heading;
} Cell;

static void
cell_clear(gpointer pointer)
{
    g_free(((Cell *)pointer)->text);
}

static void
unref_row(gpointer row)
{
    g_array_unref(row);
}

/* A table while it is read: cells of rows, and how many rows more a column is taken up from above. */
typedef struct {
    GPtrArray *rows; /* of GArray of Cell */
    GArray *taken;   /* of guint */
    guint column, heading_rows;
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
    g_ptr_array_unref(table->rows);
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
add(Gathering *gathering, PassageKind kind, const char *text, guint line)
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
    g_ptr_array_add(gathering->passages, passage);
    return passage;
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
    table->rows = g_ptr_array_new_with_free_func(unref_row);
    table->taken = g_array_new(FALSE, TRUE, sizeof(guint));
    table->row_heads = true;
    table->caption = gathering->caption ? g_steal_pointer(&gathering->caption) : g_strdup(gathering->before);
    g_ptr_array_add(gathering->tables, table);
}

/* A row is among the headings as long as every row before it is. */
static void
settle_row(OpenTable *table)
{
    if (table->row_heads && table->rows->len)
        table->heading_rows = table->rows->len;
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
    GArray *row = g_array_new(FALSE, TRUE, sizeof(Cell));
    g_array_set_clear_func(row, cell_clear);
    g_ptr_array_add(table->rows, row);
    table->column = 0;
    table->row_heads = table->row_heads && heading;
}

void
gather_cell(Gathering *gathering, const char *text, guint line, guint columns, guint rows, bool heading)
{
    OpenTable *table = innermost(gathering);
    if (!table || !table->rows->len || !has_room(gathering))
        return;
    while (table->column < table->taken->len && g_array_index(table->taken, guint, table->column))
        table->column++;
    columns = CLAMP(columns, 1, 1000);
    Cell cell = {g_strdup(text), line, table->column, columns, gathering->pages ? gathering->page : 0,
                 heading};
    if (table->taken->len < table->column + columns)
        g_array_set_size(table->taken, table->column + columns);
    for (guint i = 0; i < columns; i++)
        g_array_index(table->taken, guint, table->column + i) = MAX(rows, 1);
    table->column += columns;
    g_array_append_val(table->rows->pdata[table->rows->len - 1], cell);
}

static char *
column_heading(const OpenTable *table, guint column)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < table->heading_rows; i++) {
        const GArray *row = table->rows->pdata[i];
        for (guint j = 0; j < row->len; j++) {
            const Cell *cell = &g_array_index(row, Cell, j);
            if (column >= cell->column && column < cell->column + cell->columns)
                g_string_append_printf(text, "%s%s", text->len ? " " : "", cell->text);
        }
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

static void
add_cells(Gathering *gathering, const OpenTable *table, guint index)
{
    const GArray *row = table->rows->pdata[index];
    bool are_headings = index < table->heading_rows;
    const char *first = row->len ? g_array_index(row, Cell, 0).text : "";
    /* Of a single row that begins with a number, each cell speaks for itself. */
    bool named = row->len > 1 && (table->rows->len > 1 || !g_ascii_isdigit(*first));
    for (guint j = 0; j < row->len; j++) {
        const Cell *cell = &g_array_index(row, Cell, j);
        if ((j == 0 && named) || is_blank(cell->text) ||
            (are_headings && (j == 0 || !is_small_number(cell->text))))
            continue;
        Passage *passage = add(gathering, PASSAGE_CELL, cell->text, cell->line);
        g_free(passage->caption);
        g_free(passage->row);
        g_free(passage->column);
        passage->caption = g_strdup(table->caption ? table->caption : "");
        passage->row = brief(j && named ? first : "");
        g_autofree char *column = are_headings ? g_strdup("") : column_heading(table, cell->column);
        passage->column = brief(column);
        passage->page = cell->page;
        passage->table = gathering->closed_tables;
        passage->table_row = index;
        passage->table_column = cell->column;
    }
}

/* What heads the rows' own names says of the table what a caption does: "Final outcome", "2022/2023". */
static void
add_corner(OpenTable *table)
{
    const GArray *row = table->heading_rows ? table->rows->pdata[table->heading_rows - 1] : NULL;
    const char *corner = row && row->len ? g_array_index(row, Cell, 0).text : "";
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
    if (table->heading_rows == 0 || table->heading_rows == table->rows->len)
        table->heading_rows = table->rows->len > 1;
    gathering->closed_tables++;
    add_corner(table);
    for (guint i = 0; i < table->rows->len; i++)
        add_cells(gathering, table, i);
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
