#include "render/html/html_parts.h"
#include <string.h>

static void
write_headings(HtmlWriter *writer, const Table *table)
{
    g_string_append(writer->out, "<thead>\n");
    for (guint row = 0; row < table_heading_rows(table); row++) {
        g_autoptr(GArray) headings = table_headings(table, row);
        g_string_append(writer->out, "<tr>");
        for (guint i = 0; i < headings->len; i++) {
            const TableHeading *heading = &g_array_index(headings, TableHeading, i);
            g_string_append_printf(writer->out, "<th scope=\"%s\"",
                                   heading->group ? "colgroup\" class=\"group" : "col");
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

static void
write_rows(HtmlWriter *writer, const Table *table)
{
    g_string_append(writer->out, "<tbody>\n");
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        g_string_append_printf(writer->out, "<tr%s>",
                               row->total   ? " class=\"total\""
                               : row->level ? " class=\"part\""
                                            : "");
        html_element(writer, "<th scope=\"row\">", row->heading, "</th>");
        for (guint c = 0; c < row->cells->len; c++) {
            const TableColumn *column = table->columns->pdata[c];
            html_element(writer, column->quantity == TABLE_TEXT ? "<td class=\"words\">" : "<td>",
                         g_array_index(row->cells, TableCell, c).text, "</td>");
        }
        g_string_append(writer->out, "</tr>\n");
    }
    g_string_append(writer->out, "</tbody>\n");
}

/* A table in a region that scrolls by itself where the screen is narrower. `id` names both. */
static void
write_grid(HtmlWriter *writer, const Table *table, const char *id, const char *caption)
{
    g_string_append_printf(writer->out,
                           "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                           "aria-labelledby=\"%s_caption\">\n<table>\n<caption id=\"%s_caption\">",
                           id, id);
    html_element(writer, "<span class=\"held\">", caption, " ");
    html_element(writer, "<span class=\"subtitle\">", table->subtitle, "</span></span></caption>\n");
    write_headings(writer, table);
    write_rows(writer, table);
    g_string_append(writer->out, "</table>\n</div>\n");
    for (guint i = 0; i < table->notes->len; i++)
        html_element(writer, "<p class=\"note\">", table->notes->pdata[i], "</p>\n");
}

void
html_write_table(HtmlWriter *writer, const Block *block)
{
    g_autofree char *id = block_anchor(block), *caption = block_caption(block);
    g_string_append_printf(writer->out, "<div class=\"exhibit\" id=\"%s\">\n", id);
    write_grid(writer, block->table, id, caption);
    html_element(writer, "<p class=\"source\">", block->table->source, "</p>\n</div>\n");
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

/* Two drawings, so that the words are as large on a phone as on a desk. */
static void
write_picture(HtmlWriter *writer, const Block *block)
{
    static const double wide = 640, narrow = 290;
    double width, height;
    g_autofree char *for_desk = picture_address(block->chart, wide),
                    *for_phone = picture_address(block->chart, narrow);
    chart_size(block->chart, (ChartOptions){.width = wide}, &width, &height);
    g_string_append_printf(writer->out,
                           "<picture>\n<source media=\"(max-width: 40rem)\" srcset=\"%s\">\n"
                           "<img width=\"%.0f\" height=\"%.0f\" src=\"%s\"",
                           for_phone, width, height, for_desk);
    html_plain(writer, " alt=\"", block->chart->alt, "\">\n</picture>\n");
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

/* The numbers behind a chart: a way to the table that has them, or the table itself, folded. */
static void
write_numbers(HtmlWriter *writer, const Block *block)
{
    const Block *shown = table_block_of(writer->document, block->table);
    if (shown) {
        g_autofree char *anchor = block_anchor(shown);
        g_string_append_printf(writer->out,
                               "<p class=\"note\"><a href=\"#%s\">The numbers are in table %s</a></p>\n",
                               anchor, anchor + strlen("table_"));
        return;
    }
    g_autofree char *figure = block_anchor(block), *id = g_strconcat(figure, "_numbers", NULL);
    html_element(writer, "<details>\n<summary>", "The numbers behind it", "</summary>\n");
    write_grid(writer, block->table, id, block->table->title);
    g_string_append(writer->out, "</details>\n");
}

void
html_write_chart(HtmlWriter *writer, const Block *block)
{
    const Chart *chart = block->chart;
    g_autofree char *id = block_anchor(block), *caption = block_caption(block),
                    *subtitle = block_subtitle(block);
    g_string_append_printf(writer->out, "<figure id=\"%s\">\n<figcaption>", id);
    html_element(writer, "", caption, " ");
    html_element(writer, "<span class=\"subtitle\">", subtitle, "</span></figcaption>\n");
    write_picture(writer, block);
    html_element(writer, "<p class=\"note\">", chart->alt, "</p>\n");
    write_numbers(writer, block);
    html_element(writer, "<p class=\"source\">", chart->source, "</p>\n</figure>\n");
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
