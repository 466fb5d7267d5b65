/* Columns: how wide each column of a table is, how large its type, and whether its page lies on its side. */
#include "render/pdf/flow.h"
#include <string.h>

static const double measured_size = 10, largest = 9, smallest = 6.8, roomy = 58, part_indent = 10;

/* What a column's words need, in points at `measured_size`, without padding. */
typedef struct {
    double least; /* its longest word */
    double whole; /* its longest words on one line */
    bool words;   /* it is of words and not of figures */
} Need;

static double
measure(Flow *flow, const char *text, bool bold)
{
    g_autofree char *key = g_strdup_printf("%d %s", bold, text);
    gpointer known = g_hash_table_lookup(flow->widths, key);
    if (!known) {
        PangoLayout *layout = flow_layout(flow, text, NULL, measured_size, bold, 10000);
        int width;
        pango_layout_get_size(layout, &width, NULL);
        g_object_unref(layout);
        known = GINT_TO_POINTER(width + 1);
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

static Need *
needs_of(Flow *flow, const Table *table)
{
    Need *needs = g_new0(Need, table->columns->len + 1);
    for (guint r = 0; r < table_heading_rows(table); r++) {
        g_autoptr(GArray) headings = table_headings(table, r);
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            double share = longest_word(flow, heading->text, true) / MAX(heading->columns, 1);
            for (guint c = 0; c < MAX(heading->columns, 1); c++)
                needs[heading->column + c].least = MAX(needs[heading->column + c].least, share);
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
                needs[c + 1].least = MAX(needs[c + 1].least, measure(flow, text, row->total));
        }
    }
    return needs;
}

/* The least width of a column with its padding. Words that would be broken too often have a little more. */
static double
least_width(const Need *need, double size, double width)
{
    /* Small type is a little wider than large type made small. */
    double scale = 1.02 * size / measured_size, least = need->least * scale;
    if (need->words)
        least = MAX(least, MIN(need->whole * scale, 0.2 * width));
    return least + 2 * table_pad_x + 1;
}

static double
least_in_all(const Need *needs, guint count, double size, double width)
{
    double all = 0;
    for (guint i = 0; i < count; i++)
        all += least_width(&needs[i], size, width);
    return all;
}

/* Columns of figures are alike as far as there is room; what is left goes to the columns of words. */
static void
share_out(RowSet *set, const Need *needs, guint count, double width)
{
    double widths[count], alike = 0, left = width, wanting = 0;
    for (guint i = 0; i < count; i++) {
        widths[i] = least_width(&needs[i], set->size, width);
        left -= widths[i];
        if (!needs[i].words)
            alike = MAX(alike, widths[i]);
        else
            wanting += needs[i].whole;
    }
    /* The headings of rows have their words on one line, if that leaves the figures room. */
    double more =
        MIN(left, MAX(0, MIN(needs[0].whole * set->size / measured_size + 2 * table_pad_x + 1, 0.34 * width) -
                             widths[0]));
    widths[0] += more;
    left -= more;
    double goal = MAX(alike, roomy), needed = 0;
    for (guint i = 0; i < count; i++)
        needed += needs[i].words ? 0 : MAX(0, goal - widths[i]);
    for (guint i = 0; i < count && needed > 0; i++)
        if (!needs[i].words)
            widths[i] += MAX(0, goal - widths[i]) * MIN(1, left / needed);
    left = MAX(0, left - needed);
    set->edges = g_new0(double, count + 1);
    for (guint i = 0; i < count; i++) {
        if (needs[i].words)
            widths[i] += left * (wanting > 0 ? needs[i].whole / wanting : 1);
        set->edges[i + 1] = set->edges[i] + widths[i];
    }
}

void
flow_set_columns(Flow *flow, RowSet *set, const Table *table)
{
    guint count = table->columns->len + 1;
    g_autofree Need *needs = needs_of(flow, table);
    double width = TEXT_WIDTH;
    set->wide = least_in_all(needs, count, smallest, width) > width;
    if (set->wide)
        width = WIDE_TEXT_WIDTH;
    set->size = largest;
    while (set->size > 5 && least_in_all(needs, count, set->size, width) > width)
        set->size -= 0.2;
    share_out(set, needs, count, width);
}
