#include "render/pdf/pdf.h"
#include "analysis/failure/failure.h"
#include "render/pdf/flow.h"
#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

static const double cell_pad_x = 2.2, cell_pad_y = 3.2;

typedef struct {
    Flow *flow;
    cairo_t *cr;
    cairo_surface_t *surface;
    const RowSet *open_table;
    int outline_parents[5];
} Painter;

static void
ink(cairo_t *cr, guint32 colour)
{
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0, ((colour >> 8) & 255) / 255.0, (colour & 255) / 255.0);
}

static void
rule(cairo_t *cr, double y, double width, guint32 colour)
{
    ink(cr, colour);
    cairo_set_line_width(cr, width);
    cairo_move_to(cr, MARGIN, y);
    cairo_line_to(cr, PAGE_WIDTH - MARGIN, y);
    cairo_stroke(cr);
}

static void
show_layout(cairo_t *cr, PangoLayout *layout, double x, double y)
{
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
}

static void
paint_line(Painter *painter, const Box *box)
{
    cairo_t *cr = painter->cr;
    if (box->starts)
        cairo_tag_begin(cr, box->tag, NULL);
    if (box->anchor) {
        g_autofree char *attributes = g_strdup_printf("name='%s' internal", box->anchor);
        cairo_tag_begin(cr, CAIRO_TAG_DEST, attributes);
    }
    PangoLayoutLine *line = pango_layout_get_line_readonly(box->layout, box->line);
    PangoRectangle extent;
    pango_layout_line_get_extents(line, NULL, &extent);
    ink(cr, box->is_heading ? painter->flow->document->accent : 0x0b0c0c);
    cairo_move_to(cr, MARGIN + box->x, box->y - (double)extent.y / PANGO_SCALE);
    pango_cairo_show_layout_line(cr, line);
    if (box->anchor)
        cairo_tag_end(cr, CAIRO_TAG_DEST);
    if (box->ends)
        cairo_tag_end(cr, box->tag);
}

static void
paint_cells(Painter *painter, const Box *box, double y)
{
    cairo_tag_begin(painter->cr, "TR", NULL);
    for (guint i = 0; i < box->cells->len; i++) {
        const RowCell *cell = &g_array_index(box->cells, RowCell, i);
        const char *tag = cell->heading || i == 0 ? "TH" : "TD";
        double height = layout_height(cell->layout);
        ink(painter->cr, 0x0b0c0c);
        cairo_tag_begin(painter->cr, tag, NULL);
        show_layout(painter->cr, cell->layout,
                    MARGIN + cell->x + (cell->right || cell->x > 0 ? cell_pad_x : 0),
                    y + box->height - cell_pad_y - height);
        cairo_tag_end(painter->cr, tag);
    }
    cairo_tag_end(painter->cr, "TR");
    bool last_heading = box->is_heading && box == box->rows->heading->pdata[box->rows->heading->len - 1];
    if (box->total)
        rule(painter->cr, y, 1, 0x0b0c0c);
    rule(painter->cr, y + box->height, last_heading ? 1.2 : 0.5, last_heading ? 0x0b0c0c : 0xb1b4b6);
}

static void
close_table(Painter *painter)
{
    if (painter->open_table)
        cairo_tag_end(painter->cr, "Table");
    painter->open_table = NULL;
}

static void
paint_row(Painter *painter, const Box *box)
{
    if (painter->open_table != box->rows) {
        close_table(painter);
        cairo_tag_begin(painter->cr, "Table", NULL);
        painter->open_table = box->rows;
        double y = box->y - box->rows->height;
        for (guint i = 0; !box->is_heading && i < box->rows->heading->len; i++) {
            const Box *heading = box->rows->heading->pdata[i];
            paint_cells(painter, heading, y);
            y += heading->height;
        }
    }
    paint_cells(painter, box, box->y);
}

static guint
page_of(const Flow *flow, const char *anchor)
{
    for (guint i = 0; i < flow->boxes->len; i++) {
        const Box *box = flow->boxes->pdata[i];
        if (box->kind == BOX_LINE && box->anchor && strcmp(box->anchor, anchor) == 0)
            return box->page;
    }
    return 0;
}

static void
paint_entry(Painter *painter, const Box *box)
{
    cairo_t *cr = painter->cr;
    g_autofree char *number = g_strdup_printf("%u", page_of(painter->flow, box->anchor));
    g_autofree char *attributes = g_strdup_printf("dest='%s'", box->anchor);
    PangoLayout *digits = flow_layout(painter->flow, number, NULL, 10.5, false, 36);
    pango_layout_set_alignment(digits, PANGO_ALIGN_RIGHT);
    int width;
    pango_layout_get_size(box->layout, &width, NULL);
    PangoLayoutLine *last =
        pango_layout_get_line_readonly(box->layout, pango_layout_get_line_count(box->layout) - 1);
    PangoRectangle extent;
    pango_layout_line_get_extents(last, NULL, &extent);
    cairo_tag_begin(cr, "P", NULL);
    cairo_tag_begin(cr, CAIRO_TAG_LINK, attributes);
    ink(cr, 0x0b0c0c);
    show_layout(cr, box->layout, MARGIN + box->x, box->y);
    show_layout(cr, digits, PAGE_WIDTH - MARGIN - 36, box->y + box->height - layout_height(digits));
    cairo_tag_end(cr, CAIRO_TAG_LINK);
    cairo_tag_end(cr, "P");
    static const double dots[] = {0.1, 3.4};
    double from = MARGIN + box->x + (double)extent.width / PANGO_SCALE + 6, y = box->y + box->height - 4.5;
    cairo_save(cr);
    ink(cr, 0x3d3d3d);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cr, 0.9);
    cairo_set_dash(cr, dots, 2, 0);
    cairo_move_to(cr, from, y);
    cairo_line_to(cr, PAGE_WIDTH - MARGIN - 24, y);
    cairo_stroke(cr);
    cairo_restore(cr);
    g_object_unref(digits);
}

static void
paint_chart(Painter *painter, const Box *box)
{
    cairo_tag_begin(painter->cr, "Figure", NULL);
    cairo_save(painter->cr);
    cairo_translate(painter->cr, MARGIN, box->y);
    cairo_scale(painter->cr, box->scale, box->scale);
    chart_draw(box->chart, (ChartOptions){0}, painter->cr);
    cairo_restore(painter->cr);
    cairo_tag_end(painter->cr, "Figure");
}

static void
paint_tiles(Painter *painter, const Box *box)
{
    const GArray *keys = box->block->key_figures;
    guint across = MIN(keys->len, 4);
    double width = TEXT_WIDTH / MAX(across, 1);
    for (guint i = 0; i < keys->len; i++) {
        const KeyFigure *key = &g_array_index(keys, KeyFigure, i);
        double x = MARGIN + width * (i % 4), y = box->y + 84.0 * (i / 4);
        const char *words[] = {key->figure, key->label, key->comparison};
        static const double sizes[] = {22, 9, 8.5};
        ink(painter->cr, painter->flow->document->accent);
        cairo_rectangle(painter->cr, x, y, width - 10, 3);
        cairo_fill(painter->cr);
        y += 8;
        for (int k = 0; k < 3; k++) {
            PangoLayout *layout = flow_layout(painter->flow, words[k], NULL, sizes[k], k == 0, width - 14);
            pango_layout_set_line_spacing(layout, 1.1f);
            ink(painter->cr, k == 0 ? painter->flow->document->accent : 0x0b0c0c);
            cairo_tag_begin(painter->cr, "P", NULL);
            show_layout(painter->cr, layout, x, y);
            cairo_tag_end(painter->cr, "P");
            y += layout_height(layout) + 2;
            g_object_unref(layout);
        }
    }
}

static void
paint_rule(Painter *painter, const Box *box)
{
    if (!box->total) {
        rule(painter->cr, box->y + 4, 0.5, 0xb1b4b6);
        return;
    }
    ink(painter->cr, painter->flow->document->accent);
    cairo_rectangle(painter->cr, MARGIN, box->y, TEXT_WIDTH, 8);
    cairo_fill(painter->cr);
}

static void
paint_box(Painter *painter, const Box *box)
{
    if (box->kind != BOX_ROW)
        close_table(painter);
    switch (box->kind) {
    case BOX_LINE:
        paint_line(painter, box);
        break;
    case BOX_ROW:
        paint_row(painter, box);
        break;
    case BOX_CHART:
        paint_chart(painter, box);
        break;
    case BOX_TILES:
        paint_tiles(painter, box);
        break;
    case BOX_ENTRY:
        paint_entry(painter, box);
        break;
    case BOX_RULE:
        paint_rule(painter, box);
        break;
    case BOX_BREAK:
        break;
    }
}

static void
paint_furniture(Painter *painter, guint page)
{
    const Document *document = painter->flow->document;
    cairo_t *cr = painter->cr;
    if (document->internal) {
        PangoLayout *mark =
            flow_layout(painter->flow, "Internal: not for publication", NULL, 9, true, TEXT_WIDTH);
        ink(cr, 0x801650);
        show_layout(cr, mark, MARGIN, 32);
        g_object_unref(mark);
    }
    if (page == 1)
        return;
    g_autofree char *left = g_strdup_printf("%s, %s", document->title, document->author);
    g_autofree char *right = g_strdup_printf("Page %u of %u", page, painter->flow->pages);
    PangoLayout *title = flow_layout(painter->flow, left, NULL, 8.5, false, TEXT_WIDTH - 90);
    PangoLayout *number = flow_layout(painter->flow, right, NULL, 8.5, false, 80);
    pango_layout_set_ellipsize(title, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(number, PANGO_ALIGN_RIGHT);
    rule(cr, PAGE_HEIGHT - 52, 0.5, 0xb1b4b6);
    ink(cr, 0x3d3d3d);
    show_layout(cr, title, MARGIN, PAGE_HEIGHT - 44);
    show_layout(cr, number, PAGE_WIDTH - MARGIN - 80, PAGE_HEIGHT - 44);
    g_object_unref(title);
    g_object_unref(number);
}

static void
add_bookmark(Painter *painter, const Box *box)
{
    g_autofree char *attributes = g_strdup_printf("dest='%s'", box->anchor);
    int parent = painter->outline_parents[box->outline - 1];
    int item = cairo_pdf_surface_add_outline(painter->surface, parent, box->text, attributes,
                                             CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int level = box->outline; level < 5; level++)
        painter->outline_parents[level] = item;
}

static void
paint(Painter *painter)
{
    guint page = 1;
    paint_furniture(painter, page);
    for (guint i = 0; i < painter->flow->boxes->len; i++) {
        const Box *box = painter->flow->boxes->pdata[i];
        while (page < box->page) {
            /* An element that goes on over the page is closed here and opened again there. */
            const Box *before = i ? painter->flow->boxes->pdata[i - 1] : NULL;
            bool open = before && before->kind == BOX_LINE && !before->ends;
            if (open)
                cairo_tag_end(painter->cr, before->tag);
            close_table(painter);
            cairo_show_page(painter->cr);
            paint_furniture(painter, ++page);
            if (open)
                cairo_tag_begin(painter->cr, before->tag, NULL);
        }
        if (box->outline && box->anchor)
            add_bookmark(painter, box);
        paint_box(painter, box);
    }
    close_table(painter);
    cairo_show_page(painter->cr);
}

static cairo_status_t
write_bytes(void *out, const unsigned char *bytes, unsigned int length)
{
    g_byte_array_append(out, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_properties(cairo_surface_t *surface, const Document *document)
{
    g_autofree char *day = calendar_iso(document->date), *date = g_strdup_printf("%sT00:00:00Z", day);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, document->author);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document->subtitle);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "ladostat");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

GBytes *
pdf_write(const Document *document, GError **error)
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, PAGE_WIDTH, PAGE_HEIGHT);
    set_properties(surface, document);
    cairo_t *cr = cairo_create(surface);
    Flow *flow = flow_new(document);
    flow_paginate(flow);
    Painter painter = {.flow = flow, .cr = cr, .surface = surface};
    cairo_tag_begin(cr, "Document", NULL);
    paint(&painter);
    cairo_tag_end(cr, "Document");
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    flow_free(flow);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_unref(out);
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "the PDF cannot be made: %s", cairo_status_to_string(status));
    return NULL;
}
