/* Tables: how wide their columns are, and their rows. */
#include "render/docx/docx_parts.h"
#include "render/font/sizes.h"
#include <string.h>

/* Points: type, and what stands free on both sides of a cell together; what a column of figures has at least.
 */
static const double sizes[] = {SIZE_TABLE, SIZE_TABLE_LEAST}, padding = 4.2, least_of_figures = 34,
                    before_words = 8, part_indent = 11.4, most_between = 5;
/* Longer ones may begin on one page and go on over the next. */
static const guint most_rows_together = 24;

/* How a table is set: smaller type and a page on its side where its words do not fit otherwise, and, where
 * they do not even then, its columns in several tables one beneath the other. */
typedef struct {
    bool dense, wide;
    int *widths; /* twentieths of a point: the row headings', then each column's */
} Setting;

/* What a column's words need, in points at a size of 10. */
typedef struct {
    double least, whole; /* its longest word; its longest words on one line */
    double heading[2];   /* its heading on two lines, on three */
    double before;       /* in points: what is free before its words */
    double share;        /* of the width, which it has before its words are broken */
    bool words;          /* it is of words and not of figures */
} Need;

static void
need_longest_word(DocxWriter *writer, Need *need, const char *text, bool bold)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (char **word = words; *word; word++)
        need->least = MAX(need->least, docx_look_width(writer->look, *word, 10, bold));
}

static void
need_cell(DocxWriter *writer, Need *need, const char *text, bool bold)
{
    double whole = docx_look_width(writer->look, text, 10, bold);
    if (need->words)
        need_longest_word(writer, need, text, bold);
    *(need->words ? &need->whole : &need->least) = MAX(need->words ? need->whole : need->least, whole);
}

/* The width in which words take so many lines. */
static double
broken(DocxWriter *writer, const char *text, int lines)
{
    double least = docx_look_width(writer->look, text, 10, true);
    for (const char *at = strchr(text, ' '); at && lines > 1; at = strchr(at + 1, ' ')) {
        g_autofree char *first = g_strndup(text, (gsize)(at - text));
        double width = docx_look_width(writer->look, first, 10, true);
        least = MIN(least, MAX(width, broken(writer, at + 1, lines - 1)));
    }
    return least;
}

static void
need_heading(DocxWriter *writer, Need *need, const char *text)
{
    need_longest_word(writer, need, text, true);
    for (int i = 0; i < 2; i++)
        need->heading[i] = broken(writer, text, 2 + i);
}

static bool
column_is_of_words(const Table *table, guint column)
{
    return ((const TableColumn *)table->columns->pdata[column])->quantity == TABLE_TEXT;
}

/* Of words alone: rows begin at one height, while figures stand at the last line of what they are of. */
static bool
table_is_of_words(const Table *table)
{
    bool words = true;
    for (guint c = 0; c < table->columns->len; c++)
        words &= column_is_of_words(table, c);
    return words;
}

static Need *
needs_of(DocxWriter *writer, const Table *table)
{
    Need *needs = g_new0(Need, table->columns->len + 1);
    needs[0] = (Need){.words = true, .share = 0.15};
    need_heading(writer, &needs[0], table->row_heading);
    for (guint c = 0; c < table->columns->len; c++) {
        needs[c + 1].words = column_is_of_words(table, c);
        needs[c + 1].share = 0.18;
        needs[c + 1].before = needs[c + 1].words ? before_words : 0;
        need_heading(writer, &needs[c + 1], ((const TableColumn *)table->columns->pdata[c])->heading);
    }
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        need_cell(writer, &needs[0], row->heading, row->total);
        needs[0].before = MAX(needs[0].before, row->level ? part_indent : 0);
        for (guint c = 0; c < row->cells->len; c++)
            need_cell(writer, &needs[c + 1], g_array_index(row->cells, TableCell, c).text, row->total);
    }
    return needs;
}

/* The least width of a column: words that would be broken too often have a little more. */
static double
least_width(const Need *need, double size, double across)
{
    double least = need->least * size / 10;
    return padding + need->before +
           (need->words ? MAX(least, MIN(need->whole * size / 10, need->share * across))
                        : MAX(least, least_of_figures));
}

/* `headings`: and these take three lines at most. */
static double
least_in_all(const Need *needs, guint count, double size, double across, bool headings)
{
    double all = 0;
    for (guint i = 0; i < count; i++)
        all += MAX(least_width(&needs[i], size, across),
                   headings ? padding + needs[i].before + needs[i].heading[1] * size / 10 : 0);
    return all;
}

/* Widens columns to what they would have, or by a part of it where less is left. Returns what is left then.
 */
static double
widen(double *points, const double *wanted, guint count, double left)
{
    double wanting = 0;
    for (guint i = 0; i < count; i++)
        wanting += MAX(wanted[i] - points[i], 0);
    double part = wanting > 0 ? CLAMP(left / wanting, 0, 1) : 0;
    for (guint i = 0; i < count; i++)
        points[i] += part * MAX(wanted[i] - points[i], 0);
    return left - part * wanting;
}

/* Headings take two lines, else three; columns of figures are alike, and those of words as wide as their
 * words, as far as there is room; of what is left some stands between figures, and the rest stays free. */
static int *
widths(const Need *needs, guint count, double size, double across)
{
    g_autofree double *points = g_new0(double, count), *wanted = g_new0(double, count);
    double left = across, alike = 0, wanting = 0;
    for (guint i = 0; i < count; i++) {
        points[i] = least_width(&needs[i], size, across);
        wanted[i] = padding + needs[i].before + needs[i].heading[0] * size / 10;
        left -= points[i];
        wanting += MAX(wanted[i] - points[i], 0);
    }
    for (guint i = 0; i < count && wanting > left; i++)
        wanted[i] = padding + needs[i].before + needs[i].heading[1] * size / 10;
    left = widen(points, wanted, count, left);
    for (guint i = 0; i < count; i++)
        alike = needs[i].words ? alike : MAX(alike, points[i]);
    for (guint i = 0; i < count; i++)
        wanted[i] = needs[i].words ? padding + needs[i].before + needs[i].whole * size / 10 : alike;
    left = widen(points, wanted, count, left);
    int *result = g_new0(int, count + 1);
    for (guint i = 0; i < count; i++)
        result[i] = (int)((points[i] + (needs[i].words ? 0 : CLAMP(left / count, 0, most_between))) * 20);
    return result;
}

static Setting
table_setting(DocxWriter *writer, const Table *table)
{
    guint count = table->columns->len + 1;
    g_autofree Need *needs = needs_of(writer, table);
    for (int i = 0;; i++) {
        Setting setting = {.dense = i % 2, .wide = i >= 2};
        double across = (setting.wide ? writer->look->wide : writer->look->across) / 20.0;
        if (i < 3 && least_in_all(needs, count, sizes[i % 2], across, i == 0) > across)
            continue;
        setting.widths = widths(needs, count, sizes[i % 2], across);
        return setting;
    }
}

static void
cell(DocxWriter *writer, const Table *table, const Setting *setting, guint column, const char *style,
     const char *text, bool keep)
{
    bool words = column && column_is_of_words(table, column - 1);
    docx_open_cell(writer, setting->widths[column], words ? (int)(before_words * 20) : 0, 0,
                   table_is_of_words(table));
    docx_open_kept(writer, style, keep);
    docx_words(writer, text, NULL);
    xml_close(writer->xml);
    xml_close(writer->xml);
}

/* The name of a style in small type. */
static const char *
style(const Setting *setting, const char *large, const char *dense)
{
    return setting->dense ? dense : large;
}

/* One heading row, each heading whole by itself: Word reads out no heading that spans columns. */
static void
heading_row(DocxWriter *writer, const Table *table, const Setting *setting, guint from, guint to)
{
    docx_open_row(writer, true);
    cell(writer, table, setting, 0, style(setting, "TableHeading", "TableHeadingDense"), table->row_heading,
         true);
    for (guint c = from; c < to; c++)
        cell(writer, table, setting, c + 1,
             column_is_of_words(table, c) ? style(setting, "TableHeading", "TableHeadingDense")
                                          : style(setting, "TableHeadingNumber", "TableHeadingNumberDense"),
             ((const TableColumn *)table->columns->pdata[c])->heading, true);
    xml_close(writer->xml);
}

static void
table_row(DocxWriter *writer, const Table *table, const TableRow *row, const Setting *setting, guint from,
          guint to, bool keep)
{
    const char *words = row->total ? style(setting, "TableTotal", "TableTotalDense")
                                   : style(setting, "TableText", "TableTextDense"),
               *numbers = row->total ? style(setting, "TableTotalNumber", "TableTotalNumberDense")
                                     : style(setting, "TableNumber", "TableNumberDense"),
               *part = style(setting, "TablePart", "TablePartDense");
    docx_open_row(writer, false);
    cell(writer, table, setting, 0, row->level && !row->total ? part : words, row->heading, keep);
    for (guint c = from; c < to; c++)
        cell(writer, table, setting, c + 1, column_is_of_words(table, c) ? words : numbers,
             g_array_index(row->cells, TableCell, c).text, keep);
    xml_close(writer->xml);
}

/* The columns from `from` up to `to`; all rows stay on a page with what follows, or of a long table its first
 * and last. */
static void
grid(DocxWriter *writer, const Table *table, const Setting *setting, guint from, guint to)
{
    g_autofree int *drawn = g_new0(int, to - from + 2);
    drawn[0] = setting->widths[0];
    for (guint c = from; c < to; c++)
        drawn[c - from + 1] = setting->widths[c + 1];
    guint rows = table->rows->len;
    bool total = rows && ((const TableRow *)table->rows->pdata[rows - 1])->total;
    docx_open_table(writer, "FiguresTable", drawn, total ? DOCX_LAST_ROW : DOCX_ROWS, table->title,
                    table->summary);
    heading_row(writer, table, setting, from, to);
    for (guint r = 0; r < rows; r++)
        table_row(writer, table, table->rows->pdata[r], setting, from, to,
                  rows <= most_rows_together || r < 2 || r + 3 > rows);
    xml_close(writer->xml);
}

/* Where the columns that fit beside the row headings end, from `from`: between two years if that can be. */
static guint
end_of_columns(const Table *table, const Setting *setting, guint from, int across)
{
    guint count = table->columns->len, to = from;
    int width = setting->widths[0];
    while (to < count && (width + setting->widths[to + 1] <= across || to == from))
        width += setting->widths[++to];
    return table_part_end(table, from, to);
}

void
docx_write_table(DocxWriter *writer, const Block *block)
{
    const Table *table = block->table;
    Setting setting = table_setting(writer, table);
    int across = writer->wide ? writer->look->wide : writer->look->across;
    docx_write_caption(writer, block);
    for (guint from = 0, to; from < table->columns->len || from == 0; from = MAX(to, 1)) {
        to = end_of_columns(table, &setting, from, across);
        if (from)
            docx_paragraph(writer, "Spacer", "");
        grid(writer, table, &setting, from, to);
    }
    docx_write_notes(writer, block_notes(block), block_source(block));
    g_free(setting.widths);
}

bool
docx_table_is_wide(DocxWriter *writer, const Block *block)
{
    Setting setting = table_setting(writer, block->table);
    g_free(setting.widths);
    return setting.wide;
}
