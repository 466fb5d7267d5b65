#include "render/pdf/pdf.h"
#include "analysis/failure/failure.h"
#include "render/pdf/flow.h"
#include "render/pdf/pdf_tags.h"
#include <cairo-pdf.h>
#include <string.h>

typedef struct {
    Flow *flow;
    cairo_t *cr;
    cairo_surface_t *surface;
    guint page;           /* from 1 */
    double width, height; /* of the page */
    const char *open;     /* the tag of what is being drawn */
    int outline_parents[7];
} Painter;

static void
end_mark(Painter *painter)
{
    if (painter->open)
        cairo_tag_end(painter->cr, painter->open);
    painter->open = NULL;
}

/* What is drawn from here belongs to the element; all that is drawn belongs to one, or to an artifact. Each
 * line is a mark of its own, because readers lose the rest of a mark after the spaces that cairo notes at the
 * end of a line. `link`: cairo's attributes of a link. */
static void
begin_mark(Painter *painter, Element *element, const char *link)
{
    const Structure *structure = painter->flow->structure;
    bool artifact = element == structure->layout || element == structure->pagination;
    if (artifact && painter->open == element->type)
        return;
    end_mark(painter);
    /* What goes on in a link has its annotation already; cairo would want to make another. */
    bool goes_on = !link && strcmp(element->type, CAIRO_TAG_LINK) == 0;
    painter->open = goes_on ? "Span" : element->type;
    structure_mark(painter->flow->structure, element, painter->open, painter->page - 1);
    cairo_tag_begin(painter->cr, painter->open, link);
}

static void
ink(cairo_t *cr, guint32 colour)
{
    cairo_set_source_rgb(cr, (colour >> 16) / 255.0, ((colour >> 8) & 255) / 255.0, (colour & 255) / 255.0);
}

/* From so far within the text on. */
static void
rule(Painter *painter, double x, double y, double length, double width, guint32 colour)
{
    cairo_t *cr = painter->cr;
    begin_mark(painter, painter->flow->structure->layout, NULL);
    ink(cr, colour);
    cairo_set_line_width(cr, width);
    cairo_move_to(cr, MARGIN + x, y);
    cairo_line_to(cr, MARGIN + x + length, y);
    cairo_stroke(cr);
}

static void
block(Painter *painter, double x, double y, double width, double height)
{
    begin_mark(painter, painter->flow->structure->layout, NULL);
    ink(painter->cr, painter->flow->document->accent);
    cairo_rectangle(painter->cr, x, y, width, height);
    cairo_fill(painter->cr);
}

/* The lines of a layout, each a mark of the element. `link`: as above, of the first. */
static void
show_layout(Painter *painter, PangoLayout *layout, double x, double y, Element *element, const char *link)
{
    PangoLayoutIter *iterator = pango_layout_get_iter(layout);
    do {
        PangoRectangle extent;
        pango_layout_iter_get_line_extents(iterator, NULL, &extent);
        begin_mark(painter, element, link);
        link = NULL;
        cairo_move_to(painter->cr, x + (double)extent.x / PANGO_SCALE,
                      y + (double)pango_layout_iter_get_baseline(iterator) / PANGO_SCALE);
        pango_cairo_show_layout_line(painter->cr, pango_layout_iter_get_line_readonly(iterator));
    } while (pango_layout_iter_next_line(iterator));
    pango_layout_iter_free(iterator);
}

static FlowLink *
link_at(const GArray *links, guint byte)
{
    for (guint i = 0; i < links->len; i++) {
        FlowLink *link = &g_array_index(links, FlowLink, i);
        if (byte >= link->start && byte < link->end)
            return link;
    }
    return NULL;
}

/* A value of cairo's tag attributes stands between single quotes. */
static char *
link_attributes(const FlowLink *link)
{
    g_auto(GStrv) parts = g_strsplit(link->url, "\\", -1);
    g_autofree char *doubled = g_strjoinv("\\\\", parts);
    g_auto(GStrv) pieces = g_strsplit(doubled, "'", -1);
    g_autofree char *value = g_strjoinv("\\'", pieces);
    return *link->url == '#' ? g_strdup_printf("dest='%s'", value + 1) : g_strdup_printf("uri='%s'", value);
}

/* A line with links, run by run: each link is an element inside its paragraph. */
static void
paint_runs(Painter *painter, const Box *box, PangoLayoutLine *line, const GArray *links, double baseline)
{
    cairo_t *cr = painter->cr;
    const char *text = pango_layout_get_text(box->layout);
    double x = MARGIN + box->x;
    const FlowLink *before = NULL;
    for (GSList *at = line->runs; at; at = at->next) {
        PangoLayoutRun *run = at->data;
        FlowLink *link = link_at(links, (guint)run->item->offset);
        double width = (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
        if (link && link != before) {
            g_autofree char *attributes = link_attributes(link);
            if (!link->element) {
                link->element = structure_add(box->element, "Link");
                link->element->words = g_strndup(text + link->start, link->end - link->start);
            }
            begin_mark(painter, link->element, attributes);
        } else if (!link) {
            begin_mark(painter, box->element, NULL);
        }
        before = link;
        ink(cr, link ? painter->flow->document->accent : box->colour);
        cairo_move_to(cr, x, baseline);
        pango_cairo_show_glyph_item(cr, text, run);
        if (link) {
            cairo_rectangle(cr, x, baseline + 1.4, width, 0.6);
            cairo_fill(cr);
        }
        x += width;
    }
}

static void
paint_line(Painter *painter, const Box *box)
{
    cairo_t *cr = painter->cr;
    PangoLayoutLine *line = pango_layout_get_line_readonly(box->layout, box->line);
    PangoRectangle extent;
    pango_layout_line_get_extents(line, NULL, &extent);
    double baseline = box->y - (double)extent.y / PANGO_SCALE;
    const GArray *links = g_object_get_data(G_OBJECT(box->layout), "links");
    if (links && links->len) {
        paint_runs(painter, box, line, links, baseline);
        return;
    }
    begin_mark(painter, box->element, NULL);
    ink(cr, box->colour);
    cairo_move_to(cr, MARGIN + box->x, baseline);
    pango_cairo_show_layout_line(cr, line);
}

/* `artifact`: the whole row is one, else each cell is its own element. */
static void
paint_cells(Painter *painter, const Box *box, double y, Element *artifact)
{
    for (guint i = 0; i < box->cells->len; i++) {
        const Cell *cell = &g_array_index(box->cells, Cell, i);
        if (!*pango_layout_get_text(cell->layout))
            continue;
        ink(painter->cr, cell->colour);
        show_layout(painter, cell->layout, MARGIN + cell->x, y + cell->y, artifact ? artifact : cell->element,
                    NULL);
    }
}

static void
paint_row(Painter *painter, const Box *box, double y, Element *artifact)
{
    paint_cells(painter, box, y, artifact);
    bool last_heading = box->is_heading && box == box->rows->heading->pdata[box->rows->heading->len - 1];
    double left = box->rows->edges[0], width = box->rows->edges[box->rows->columns] - left;
    if (box->total)
        rule(painter, left, y, width, 0.75, text_colour);
    if (last_heading)
        rule(painter, left, y + box->height, width, 0.75, text_colour);
}

/* The heading rows again, on a page that a table goes on over: for the eye only. */
static void
repeat_headings(Painter *painter, const Box *box)
{
    double y = box->y - box->rows->height;
    for (guint i = 0; i < box->rows->heading->len; i++) {
        const Box *heading = box->rows->heading->pdata[i];
        paint_row(painter, heading, y, painter->flow->structure->pagination);
        y += heading->height;
    }
}

static guint
page_of(const Flow *flow, const char *anchor)
{
    const Box *heading = g_hash_table_lookup(flow->anchors, anchor);
    return heading ? heading->page : 0;
}

static void
paint_dots(Painter *painter, double from, double to, double y)
{
    static const double dots[] = {0.1, 3.4};
    cairo_t *cr = painter->cr;
    begin_mark(painter, painter->flow->structure->layout, NULL);
    cairo_save(cr);
    ink(cr, line_colour);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cr, 0.9);
    cairo_set_dash(cr, dots, 2, 0);
    cairo_move_to(cr, from, y);
    cairo_line_to(cr, to, y);
    cairo_stroke(cr);
    cairo_restore(cr);
}

/* Entries of the contents, side by side: each as a whole is a link. */
static void
paint_entries(Painter *painter, const Box *box)
{
    for (guint i = 0; i < box->cells->len; i++) {
        const Cell *cell = &g_array_index(box->cells, Cell, i);
        double x = MARGIN + cell->x, y = box->y + cell->y, right = x + entry_width,
               foot = y + layout_height(cell->layout);
        /* The space parts the number from the words for who reads on without seeing. */
        g_autofree char *number = g_strdup_printf(" %u", page_of(painter->flow, cell->anchor));
        g_autofree char *attributes =
            g_strdup_printf("dest='%s' rect=[%g %g %g %g]", cell->anchor, x, y, entry_width, foot - y);
        PangoLayout *digits = flow_layout(painter->flow, number, NULL, contents_size, false, entry_number);
        pango_layout_set_alignment(digits, PANGO_ALIGN_RIGHT);
        PangoRectangle extent;
        pango_layout_line_get_extents(
            pango_layout_get_line_readonly(cell->layout, pango_layout_get_line_count(cell->layout) - 1), NULL,
            &extent);
        ink(painter->cr, text_colour);
        show_layout(painter, cell->layout, x, y, cell->element, attributes);
        show_layout(painter, digits, right - entry_number, foot - layout_height(digits), cell->element, NULL);
        paint_dots(painter, x + (double)extent.width / PANGO_SCALE + 5, right - 20, foot - 5.2);
        g_object_unref(digits);
    }
}

static void
paint_charts(Painter *painter, const Box *box)
{
    paint_cells(painter, box, box->y, NULL);
    for (guint i = 0; i < box->pictures->len; i++) {
        const Picture *picture = &g_array_index(box->pictures, Picture, i);
        ChartOptions options = {.width = picture->width};
        double left = MARGIN + picture->x, top = box->y + box->top, width, height;
        chart_size(picture->chart, options, &width, &height);
        /* As long as its words keep their size only its height gives way. */
        double lower = MAX(box->scale, least_scale), all = box->scale / lower;
        picture->element->left = left;
        picture->element->right = left + width * all;
        picture->element->top = painter->height - top;
        picture->element->bottom = painter->height - top - height * box->scale;
        begin_mark(painter, picture->element, NULL);
        cairo_save(painter->cr);
        cairo_translate(painter->cr, left, top);
        cairo_scale(painter->cr, all, all);
        chart_draw(picture->chart, options, lower, painter->cr);
        cairo_restore(painter->cr);
    }
}

static void
paint_tiles(Painter *painter, const Box *box)
{
    const Cell *last = &g_array_index(box->cells, Cell, box->cells->len - 1);
    for (double x = 0; x < last->x + 1; x += box->across)
        block(painter, MARGIN + x, box->y, box->across - tile_gap, 3);
    paint_cells(painter, box, box->y, NULL);
}

static void
paint_box(Painter *painter, const Box *box)
{
    switch (box->kind) {
    case BOX_LINE:
        paint_line(painter, box);
        break;
    case BOX_ROW:
        paint_row(painter, box, box->y, NULL);
        break;
    case BOX_CHARTS:
        paint_charts(painter, box);
        break;
    case BOX_TILES:
        paint_tiles(painter, box);
        break;
    case BOX_ENTRIES:
        paint_entries(painter, box);
        break;
    case BOX_RULE:
        rule(painter, 0, box->y + 4, TEXT_WIDTH, 0.5, line_colour);
        break;
    case BOX_BAND:
        block(painter, MARGIN, box->y, FULL_WIDTH, box->height);
        paint_cells(painter, box, box->y, NULL);
        break;
    case BOX_BREAK:
        break;
    }
}

static void
paint_furniture(Painter *painter)
{
    const Document *document = painter->flow->document;
    Element *pagination = painter->flow->structure->pagination;
    cairo_t *cr = painter->cr;
    if (document->mark) {
        PangoLayout *mark = flow_layout(painter->flow, document->mark, NULL, 9, true, TEXT_WIDTH);
        ink(cr, 0x801650);
        show_layout(painter, mark, MARGIN, 32, pagination, NULL);
        g_object_unref(mark);
    }
    g_autofree char *left = g_strdup_printf("%s, %s", document->title, document->author);
    g_autofree char *right = g_strdup_printf("Page %u of %u", painter->page, painter->flow->pages);
    /* A long title in smaller type, before it is cut. */
    double room = painter->width - 2 * MARGIN - 70, size = 8.5;
    while (size > 7 && flow_width(painter->flow, left, size, false) > room)
        size -= 0.25;
    PangoLayout *title = flow_layout(painter->flow, left, NULL, size, false, room);
    PangoLayout *number = flow_layout(painter->flow, right, NULL, 8.5, false, 80);
    pango_layout_set_ellipsize(title, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(number, PANGO_ALIGN_RIGHT);
    rule(painter, 0, painter->height - 46, painter->width - 2 * MARGIN, 0.5, line_colour);
    ink(cr, soft_colour);
    show_layout(painter, title, MARGIN, painter->height - 39, pagination, NULL);
    show_layout(painter, number, painter->width - MARGIN - 80, painter->height - 39, pagination, NULL);
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
    for (int level = box->outline; level < 7; level++)
        painter->outline_parents[level] = item;
}

/* Begins the page that the box stands on. */
static void
begin_page(Painter *painter, const Box *box)
{
    painter->page++;
    painter->width = box->wide ? PAGE_HEIGHT : PAGE_WIDTH;
    painter->height = box->wide ? PAGE_WIDTH : PAGE_HEIGHT;
    cairo_pdf_surface_set_size(painter->surface, painter->width, painter->height);
    paint_furniture(painter);
}

/* The place that links and bookmarks lead to. */
static void
add_anchor(Painter *painter, const Box *box)
{
    g_autofree char *attributes = g_strdup_printf("name='%s' x=%g y=%g", box->anchor, MARGIN, box->y - 6);
    cairo_tag_begin(painter->cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(painter->cr, CAIRO_TAG_DEST);
}

static void
paint(Painter *painter)
{
    for (guint i = 0; i < painter->flow->boxes->len; i++) {
        const Box *box = painter->flow->boxes->pdata[i];
        while (painter->page < box->page) {
            end_mark(painter);
            if (painter->page)
                cairo_show_page(painter->cr);
            begin_page(painter, box);
            if (box->rows && !box->is_heading && painter->page == box->page)
                repeat_headings(painter, box);
        }
        if (box->outline && box->anchor) {
            end_mark(painter);
            add_anchor(painter, box);
            add_bookmark(painter, box);
        }
        paint_box(painter, box);
    }
    end_mark(painter);
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

/* Cairo's PDF of the pages; NULL where it failed. */
static GByteArray *
draw(Flow *flow, GError **error)
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, PAGE_WIDTH, PAGE_HEIGHT);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4); /* every object for itself */
    set_properties(surface, flow->document);
    cairo_t *cr = cairo_create(surface);
    Painter painter = {.flow = flow, .cr = cr, .surface = surface};
    paint(&painter);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return out;
    g_byte_array_unref(out);
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "the PDF cannot be made: %s", cairo_status_to_string(status));
    return NULL;
}

GBytes *
pdf_write(const Document *document, GError **error)
{
    Flow *flow = flow_new(document);
    flow_paginate(flow);
    g_autoptr(GByteArray) drawn = draw(flow, error);
    GBytes *tagged = drawn ? pdf_tag(drawn, document, flow->structure, error) : NULL;
    flow_free(flow);
    return tagged;
}

GArray *
pdf_pages(const Document *document)
{
    GArray *pages = g_array_new(FALSE, TRUE, sizeof(guint));
    if (!document_has_contents(document))
        return pages;
    Flow *flow = flow_new(document);
    flow_paginate(flow);
    g_array_set_size(pages, g_hash_table_size(document->numbers));
    GHashTableIter iterator;
    gpointer anchor, number;
    g_hash_table_iter_init(&iterator, document->numbers);
    while (g_hash_table_iter_next(&iterator, &anchor, &number))
        g_array_index(pages, guint, GPOINTER_TO_UINT(number) - 1) = page_of(flow, anchor);
    flow_free(flow);
    return pages;
}
