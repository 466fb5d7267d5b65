/* Columns: how wide each column of a table is, how large its type, and whether its page lies on its side. */
#include "render/pdf/flow.h"
#include <string.h>

static const double measured_size = 10, largest_dense = 9, least_size = 7.5, part_indent = 10, least_pad = 3;

/* What a column needs, in points at `measured_size`, without padding. */
typedef struct {
    double least;      /* its longest word or number */
    double whole;      /* its longest words on one line */
    double head, tail; /* of its numbers: up to the end of the whole part, and from there */
    bool words;        /* it is of words and not of figures */
} Need;

static double
measure(Flow *flow, const char *text, bool bold)
{
    g_autofree char *key = g_strdup_printf("%d %s", bold, text);
    gpointer known = g_hash_table_lookup(flow->widths, key);
    if (!known) {
        known = GINT_TO_POINTER((int)(flow_width(flow, text, measured_size, bold) * PANGO_SCALE) + 1);
        g_hash_table_insert(flow->widths, g_steal_pointer(&key), known);
    }
    return (double)GPOINTER_TO_INT(known) / PANGO_SCALE;
}

static double
longest_word(Flow *flow, const char *text, bool bold)
{
    double longest = 0;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++)
        longest = MAX(longest, measure(flow, *word, bold));
    return longest;
}

static void
need_words(Flow *flow, Need *need, const char *text, bool bold, double indent)
{
    need->least = MAX(need->least, longest_word(flow, text, bold) + indent);
    need->whole = MAX(need->whole, measure(flow, text, bold) + indent);
}

static void
need_number(Flow *flow, Need *need, const char *text, bool bold)
{
    int decimals;
    bool percent;
    const char *tail = table_number_tail(text, &decimals, &percent);
    double whole = measure(flow, text, bold), after = tail ? measure(flow, tail, bold) : 0;
    if (tail) {
        need->tail = MAX(need->tail, after);
        need->head = MAX(need->head, whole - after);
    }
    need->least = MAX(need->least, MAX(whole, need->head + need->tail));
}

static Need *
needs_of(Flow *flow, const Table *table)
{
    Need *needs = g_new0(Need, table->columns->len + 1);
    for (guint r = 0; r < table_heading_rows(table); r++) {
        g_autoptr(GArray) headings = table_headings(table, r);
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            double share = longest_word(flow, heading->text, true) / MAX(heading->columns, 1);
            for (guint c = 0; c < MAX(heading->columns, 1); c++) {
                Need *need = &needs[heading->column + c];
                need->least = MAX(need->least, share);
                need->whole = MAX(need->whole, measure(flow, heading->text, true) / MAX(heading->columns, 1));
            }
        }
    }
    needs[0].words = true;
    needs[0].whole = measure(flow, table->row_heading, true);
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        need_words(flow, &needs[0], row->heading, row->total, row->level ? part_indent : 0);
        for (guint c = 0; c < row->cells->len; c++) {
            const TableColumn *column = table->columns->pdata[c];
            const char *text = g_array_index(row->cells, TableCell, c).text;
            needs[c + 1].words = column->quantity == TABLE_TEXT;
            if (needs[c + 1].words)
                need_words(flow, &needs[c + 1], text, row->total, 0);
            else
                need_number(flow, &needs[c + 1], text, row->total);
        }
    }
    return needs;
}

/* The least width of a column with its padding. Words that would be broken too often have a little more. */
static double
least_width(const RowSet *set, const Need *need, double width)
{
    /* Small type is a little wider than large type made small. */
    double scale = 1.02 * set->size / measured_size, least = need->least * scale;
    if (need->words)
        least = MAX(least, MIN(need->whole * scale, 0.2 * width));
    return least + 2 * set->pad + 1;
}

static bool
fits(const RowSet *set, const Need *needs, guint count, double width)
{
    double all = 0;
    for (guint i = 0; i < count; i++)
        all += least_width(set, &needs[i], width);
    return all <= width;
}

/* The table is as wide as its words need: columns of figures alike, as far as there is room, and words on one
 * line. */
static void
share_out(RowSet *set, const Need *needs, guint count, double width)
{
    static const double heading_lines = 2.4; /* so many lines a heading should have at most */
    double scale = 1.02 * set->size / measured_size, widths[count], wanted[count], alike = 0, left = width,
           wanting = 0;
    for (guint i = 0; i < count; i++) {
        widths[i] = least_width(set, &needs[i], width);
        left -= widths[i];
        wanted[i] =
            MAX(widths[i], needs[i].whole * scale / (needs[i].words ? 1 : heading_lines) + 2 * set->pad + 1);
        if (!needs[i].words)
            alike = MAX(alike, wanted[i]);
    }
    for (guint i = 0; i < count; i++) {
        wanted[i] = needs[i].words ? wanted[i] : alike;
        wanting += wanted[i] - widths[i];
    }
    g_free(set->edges);
    g_free(set->tails);
    set->edges = g_new0(double, count + 1);
    set->edges[0] = set->left;
    set->tails = g_new0(double, count);
    for (guint i = 0; i < count; i++) {
        if (wanting > 0)
            widths[i] += (wanted[i] - widths[i]) * MIN(1, MAX(0, left) / wanting);
        set->edges[i + 1] = set->edges[i] + widths[i];
        set->tails[i] = needs[i].tail * set->size / measured_size;
    }
}

bool
flow_set_columns(Flow *flow, RowSet *set, const Table *table)
{
    guint count = set->columns = table->columns->len + 1;
    g_autofree Need *needs = needs_of(flow, table);
    double width = set->room;
    set->size = flow->dense ? largest_dense : SIZE_TABLE;
    set->pad_y = flow->dense ? 1.2 : 2;
    set->pad = table_pad_x;
    while (!fits(set, needs, count, width) && (!set->wide || set->size >= least_size + 0.2)) {
        if (set->size < SIZE_TABLE_LEAST + 0.1 && !set->wide) {
            set->wide = true;
            set->size = largest_dense;
            set->pad = table_pad_x;
            width = WIDE_FULL_WIDTH;
        } else {
            set->size -= 0.2;
            set->pad = MAX(least_pad, set->pad - 0.4);
        }
    }
    bool whole = fits(set, needs, count, width);
    share_out(set, needs, count, width);
    return whole;
}

guint
flow_set_part(Flow *flow, RowSet *set, const Table *table, guint from)
{
    g_autofree Need *needs = needs_of(flow, table);
    guint to = from, count = table->columns->len;
    set->size = SIZE_TABLE_LEAST;
    set->pad_y = flow->dense ? 1.2 : 2;
    set->pad = table_pad_x;
    set->wide = true;
    double left = WIDE_FULL_WIDTH - least_width(set, &needs[0], WIDE_FULL_WIDTH);
    while (to < count && (to == from || left >= least_width(set, &needs[to + 1], WIDE_FULL_WIDTH)))
        left -= least_width(set, &needs[++to], WIDE_FULL_WIDTH);
    to = table_part_end(table, from, to);
    g_autofree Need *drawn = g_new0(Need, to - from + 1);
    drawn[0] = needs[0];
    memcpy(drawn + 1, needs + from + 1, (to - from) * sizeof *needs);
    set->columns = to - from + 1;
    share_out(set, drawn, set->columns, WIDE_FULL_WIDTH);
    return to;
}

bool
flow_is_narrow(Flow *flow, const Block *block)
{
    enum { MOST_ROWS = 12 };
    const Table *table = block->table;
    RowSet set = {.room = FULL_WIDTH};
    flow_set_columns(flow, &set, table);
    /* The headings of its rows may be broken. */
    bool narrow =
        table->rows->len <= MOST_ROWS && !set.wide && set.edges[table->columns->len + 1] <= 1.4 * half_width;
    set.room = half_width;
    flow_set_columns(flow, &set, table);
    narrow &= !set.wide;
    g_free(set.edges);
    g_free(set.tails);
    return narrow;
}
