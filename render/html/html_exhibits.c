#include "render/html/html_parts.h"
#include "render/font/font.h"
#include "render/font/sizes.h"
#include <string.h>

/* The cells of a table have names where it has two heading rows, so that each can say which are its headings:
 * "table_A4_g3" the group over a column, "table_A4_c3" its own heading, "table_A4_r7" the heading of its row.
 */
static void
write_headings(HtmlWriter *writer, const Table *table, const char *id)
{
    bool named = table_heading_rows(table) > 1;
    g_string_append(writer->out, "<thead>\n");
    for (guint row = 0; row < table_heading_rows(table); row++) {
        g_autoptr(GArray) headings = table_headings(table, row);
        g_string_append(writer->out, "<tr>");
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            bool words =
                heading->column &&
                ((const TableColumn *)table->columns->pdata[heading->column - 1])->quantity == TABLE_TEXT;
            g_string_append_printf(writer->out, "<th scope=\"%s\"%s", heading->group ? "colgroup" : "col",
                                   words ? " class=\"words\"" : "");
            if (named)
                g_string_append_printf(writer->out, " id=\"%s_%c%u\"", id, heading->group ? 'g' : 'c',
                                       heading->column);
            if (row > 0)
                g_string_append_printf(writer->out, " headers=\"%s_g%u\"", id,
                                       table_group_column(table, heading->column));
            if (heading->columns > 1)
                g_string_append_printf(writer->out, " colspan=\"%u\"", heading->columns);
            if (heading->rows > 1)
                g_string_append_printf(writer->out, " rowspan=\"%u\"", heading->rows);
            html_element(writer, ">", heading->text, "</th>");
        }
        g_string_append(writer->out, "</tr>\n");
    }
    g_string_append(writer->out, "</thead>\n");
}

/* Numbers stand with their whole parts above one another: what one has less behind them than the longest of
 * its column is a class of the style. */
static void
write_alignment(HtmlWriter *writer, const Table *table, guint column, const char *text)
{
    int decimals, most = 0;
    bool percent, any = false;
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        if (table_number_tail(g_array_index(row->cells, TableCell, column).text, &decimals, &percent)) {
            most = MAX(most, decimals);
            any |= percent;
        }
    }
    if (!table_number_tail(text, &decimals, &percent) || (decimals == most && percent == any))
        return;
    g_string_append_printf(writer->out, " class=\"d%d%s\"", MIN(most - decimals, 3),
                           percent == any ? "" : " p");
}

static void
write_row(HtmlWriter *writer, const Table *table, guint r, const char *id)
{
    const TableRow *row = table->rows->pdata[r];
    bool named = table_heading_rows(table) > 1;
    g_string_append_printf(writer->out, "<tr%s><th scope=\"row\"",
                           row->total   ? " class=\"total\""
                           : row->level ? " class=\"part\""
                                        : "");
    if (named)
        g_string_append_printf(writer->out, " id=\"%s_r%u\"", id, r + 1);
    html_element(writer, ">", row->heading, "</th>");
    for (guint c = 0; c < row->cells->len; c++) {
        const char *text = g_array_index(row->cells, TableCell, c).text;
        guint group = table_group_column(table, c + 1);
        g_string_append(writer->out, "<td");
        if (named && group)
            g_string_append_printf(writer->out, " headers=\"%s_r%u %s_g%u %s_c%u\"", id, r + 1, id, group, id,
                                   c + 1);
        else if (named)
            g_string_append_printf(writer->out, " headers=\"%s_r%u %s_c%u\"", id, r + 1, id, c + 1);
        if (((const TableColumn *)table->columns->pdata[c])->quantity == TABLE_TEXT)
            g_string_append(writer->out, strlen(text) > 16 ? " class=\"words long\"" : " class=\"words\"");
        else
            write_alignment(writer, table, c, text);
        html_element(writer, ">", text, "</td>");
    }
    g_string_append(writer->out, "</tr>\n");
}

static double
longest_word(const char *text, double type, bool bold)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    double longest = 0;
    for (char **word = words; *word; word++)
        longest = MAX(longest, font_width(*word, type, bold));
    return longest;
}

/* Whether a table has room on a phone, in the style's sizes in pixels. */
static bool
is_narrow(const Table *table)
{
    static const double screen = 280, type = 14.45, padding = 15.3;
    double width = 110.5;
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        width = MAX(width, longest_word(row->heading, type, row->total) + (row->level ? 21 : 0));
    }
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        double widest = longest_word(column->subheading ? column->subheading : column->heading, type, true);
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            const char *text = g_array_index(row->cells, TableCell, c).text;
            widest = MAX(widest, column->quantity == TABLE_TEXT ? longest_word(text, type, row->total)
                                                                : font_width(text, type, row->total));
        }
        width += widest + padding;
    }
    return width + padding / 2 <= screen;
}

/* A table, in a region that scrolls by itself where that may be needed. `id` names both. */
static void
write_grid(HtmlWriter *writer, const Table *table, const char *id, const char *caption)
{
    if (is_narrow(table))
        g_string_append(writer->out, "<div>\n");
    else
        g_string_append_printf(
            writer->out,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s_caption\">\n", id);
    g_string_append_printf(writer->out, "<table>\n<caption id=\"%s_caption\">", id);
    html_element(writer, "<span class=\"held\">", caption, " ");
    html_element(writer, "<span class=\"subtitle\">", table->subtitle, "</span></span></caption>\n");
    write_headings(writer, table, id);
    g_string_append(writer->out, "<tbody>\n");
    for (guint r = 0; r < table->rows->len; r++)
        write_row(writer, table, r, id);
    g_string_append(writer->out, "</tbody>\n</table>\n</div>\n");
}

static void
write_notes(HtmlWriter *writer, const Block *block)
{
    const GPtrArray *notes = block_notes(block);
    for (guint i = 0; i < notes->len; i++)
        html_element(writer, "<p class=\"note\">", notes->pdata[i], "</p>\n");
    if (*block_source(block))
        html_element(writer, "<p class=\"note\">", block_source(block), "</p>\n");
}

void
html_write_table(HtmlWriter *writer, const Block *block)
{
    g_autofree char *id = block_anchor(block), *caption = block_caption(block);
    g_string_append_printf(writer->out, "<div class=\"exhibit\" id=\"%s\">\n", id);
    write_grid(writer, block->table, id, caption);
    write_notes(writer, block);
    g_string_append(writer->out, "</div>\n");
}

/* The picture as it is drawn for a width, within the page itself. */
static char *
picture_address(const Chart *chart, double width)
{
    g_autoptr(GBytes) svg = chart_to_svg(chart, (ChartOptions){.width = width});
    gsize length;
    const guchar *bytes = g_bytes_get_data(svg, &length);
    g_autofree char *encoded = g_base64_encode(bytes, length);
    return g_strconcat("data:image/svg+xml;base64,", encoded, NULL);
}

/* Two drawings, so that the words are as large on a phone as on a desk: which one is seen the style says,
 * because what a browser chose from a <picture> for a narrow window stays on paper. `width` in points. */
static void
write_picture(HtmlWriter *writer, const Block *block, double width)
{
    static const double pixels = 4.0 / 3; /* a point */
    const struct {
        const char *screen;
        double width;
    } drawings[] = {{"desk", width}, {"phone", 218}};
    for (gsize i = 0; i < G_N_ELEMENTS(drawings); i++) {
        double drawn, height;
        g_autofree char *address = picture_address(block->chart, drawings[i].width);
        chart_size(block->chart, (ChartOptions){.width = drawings[i].width}, &drawn, &height);
        g_string_append_printf(writer->out, "<img class=\"%s\" width=\"%.0f\" height=\"%.0f\" src=\"%s\"",
                               drawings[i].screen, drawn * pixels, height * pixels, address);
        html_plain(writer, " alt=\"", block->chart->alt, "\">\n");
    }
}

static const Block *
table_block_of(const Document *document, const Table *table)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->kind == BLOCK_TABLE && block->table == table)
            return block;
    }
    return NULL;
}

/* The numbers behind a chart, folded; its notes stand beneath the table itself, if that is shown too. */
static void
write_numbers(HtmlWriter *writer, const Block *block)
{
    const Block *shown = table_block_of(writer->document, block->table);
    g_autofree char *figure = block_anchor(block), *id = g_strconcat(figure, "_numbers", NULL);
    html_element(writer, "<details>\n<summary>", "The numbers", "</summary>\n");
    write_grid(writer, block->table, id, block->table->title);
    if (shown && block_notes(shown)->len) {
        g_autofree char *anchor = block_anchor(shown), *caption = block_caption(shown);
        html_plain(writer, "<p class=\"note\"><a href=\"#", anchor, "\">");
        html_element(writer, "Its notes: ", caption, "</a></p>\n");
    } else if (!shown) {
        write_notes(writer, block);
    }
    g_string_append(writer->out, "</details>\n");
}

void
html_write_charts(HtmlWriter *writer, const Block *const *blocks, guint count)
{
    if (count > 1)
        g_string_append(writer->out, "<div class=\"strip\">\n");
    for (guint i = 0; i < count; i++) {
        const Block *block = blocks[i];
        double width = block->width > 0 ? block->width : (EXHIBIT_ACROSS - EXHIBIT_GAP * (count - 1)) / count;
        g_autofree char *id = block_anchor(block), *caption = block_caption(block),
                        *subtitle = block_subtitle(block);
        html_plain(writer, "<figure id=\"", id, "\">\n");
        if (!block->bare) {
            html_element(writer, "<figcaption>", caption, " ");
            html_element(writer, "<span class=\"subtitle\">", subtitle, "</span></figcaption>\n");
        }
        write_picture(writer, block, width * MM);
        write_numbers(writer, block);
        g_string_append(writer->out, "</figure>\n");
    }
    if (count > 1)
        g_string_append(writer->out, "</div>\n");
}

void
html_write_key_figures(HtmlWriter *writer, const Block *block)
{
    g_string_append(writer->out, "<ul class=\"tiles\">\n");
    for (guint i = 0; i < block->key_figures->len; i++) {
        const KeyFigure *key = &g_array_index(block->key_figures, KeyFigure, i);
        html_element(writer, "<li><strong>", key->figure, "</strong> ");
        html_element(writer, "<span>", key->label, "</span>");
        if (*key->comparison)
            html_element(writer, " <span class=\"comparison\">", key->comparison, "</span>");
        g_string_append(writer->out, "</li>\n");
    }
    g_string_append(writer->out, "</ul>\n");
}
