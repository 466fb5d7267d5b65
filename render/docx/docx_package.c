#include "render/docx/docx_parts.h"
#include <string.h>

/* The parts beside the document that every file has. */
static const char *const parts[] = {"styles", "numbering", "settings"};

static const char settings[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:settings xmlns:w=\"" WORD_NAMESPACE "\"><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
    "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-GB\"/></w:settings>";

static const char content_types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" "
    "ContentType=\"image/svg+xml\"/><Default Extension=\"xlsx\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";

static void
append_type(GString *out, const char *part, const char *type)
{
    g_string_append_printf(out,
                           "<Override PartName=\"/word/%s.xml\" "
                           "ContentType=\"application/vnd.openxmlformats-officedocument.%s+xml\"/>",
                           part, type);
}

/* The name of a picture of a council's header or footer within the package. */
static char *
picture_name(int margin, guint relation, const char *target)
{
    return g_strdup_printf("media/%s%u%s", docx_margin_names[margin], relation, strrchr(target, '.'));
}

static bool
margin_is_footer(int margin)
{
    return margin != DOCX_HEADER && margin != DOCX_FIRST_HEADER;
}

static void
append_margin_types(GString *out, const DocxWriter *writer, int margin)
{
    const DocxMargin *own = docx_margin_own(writer, margin);
    if (writer->margins[margin])
        append_type(out, docx_margin_names[margin],
                    margin_is_footer(margin) ? "wordprocessingml.footer" : "wordprocessingml.header");
    for (guint i = 0; own && i < own->relations->len; i++) {
        const DocxRelation *relation = own->relations->pdata[i];
        g_autofree char *name = relation->bytes ? picture_name(margin, i, relation->target) : NULL;
        if (name)
            g_string_append_printf(out, "<Override PartName=\"/word/%s\" ContentType=\"%s\"/>", name,
                                   docx_media_type(name));
    }
}

static char *
all_content_types(const DocxWriter *writer)
{
    const DocxStyle *style = writer->look->from;
    GString *out = g_string_new(content_types);
    append_type(out, "document", "wordprocessingml.document.main");
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *type = g_strconcat("wordprocessingml.", parts[i], NULL);
        append_type(out, parts[i], type);
    }
    if (writer->comments->len)
        append_type(out, "comments", "wordprocessingml.comments");
    if (style && style->theme)
        append_type(out, "theme", "theme");
    if (style && style->fonts)
        append_type(out, "fontTable", "wordprocessingml.fontTable");
    for (int i = 0; i < DOCX_MARGINS; i++)
        append_margin_types(out, writer, i);
    for (guint i = 0; i < writer->pictures->len; i++) {
        g_autofree char *part = g_strdup_printf("charts/chart%u", i + 1);
        if (docx_chart_is_native(g_array_index(writer->pictures, DocxPicture, i).chart))
            append_type(out, part, "drawingml.chart");
    }
    g_string_append(out, "</Types>");
    return g_string_free(out, FALSE);
}

static const char relations_head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static void
append_relation(GString *out, const char *id, const char *type, const char *target, bool external)
{
    g_autofree char *escaped = g_markup_escape_text(target, -1);
    g_string_append_printf(out, "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\"%s/>", id, OFFICE, type,
                           escaped, external ? " TargetMode=\"External\"" : "");
}

static void
append_part(GString *out, const char *part, const char *type)
{
    g_autofree char *target = g_strconcat(part, ".xml", NULL);
    append_relation(out, part, type, target, false);
}

static char *
document_relations(const DocxWriter *writer)
{
    GString *out = g_string_new(relations_head);
    const DocxStyle *style = writer->look->from;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        append_part(out, parts[i], parts[i]);
    if (writer->comments->len)
        append_part(out, "comments", "comments");
    if (style && style->theme)
        append_part(out, "theme", "theme");
    if (style && style->fonts)
        append_part(out, "fontTable", "fontTable");
    for (int i = 0; i < DOCX_MARGINS; i++)
        if (writer->margins[i])
            append_part(out, docx_margin_names[i], margin_is_footer(i) ? "footer" : "header");
    for (guint i = 0; i < writer->links->len; i++) {
        g_autofree char *id = g_strdup_printf("link%u", i + 1);
        append_relation(out, id, "hyperlink", writer->links->pdata[i], true);
    }
    for (guint i = 0; i < 2 * writer->pictures->len; i++) {
        const char *kind = i % 2 ? "svg" : "png";
        g_autofree char *id = g_strdup_printf("%s%u", kind, i / 2 + 1);
        g_autofree char *target = g_strdup_printf("media/chart%u.%s", i / 2 + 1, kind);
        append_relation(out, id, "image", target, false);
    }
    for (guint i = 0; i < writer->pictures->len; i++) {
        g_autofree char *id = g_strdup_printf("chart%u", i + 1),
                        *target = g_strdup_printf("charts/%s.xml", id);
        if (docx_chart_is_native(g_array_index(writer->pictures, DocxPicture, i).chart))
            append_relation(out, id, "chart", target, false);
    }
    g_string_append(out, "</Relationships>");
    return g_string_free(out, FALSE);
}

static char *
package_relations(void)
{
    GString *out = g_string_new(relations_head);
    append_relation(out, "document", "officeDocument", "word/document.xml", false);
    g_string_append(
        out, "<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/"
             "metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
    return g_string_free(out, FALSE);
}

/* The headers and footers, a council's own with what they refer to. */
static void
add_margins(Package *package, const DocxWriter *writer)
{
    for (int i = 0; i < DOCX_MARGINS; i++) {
        const DocxMargin *own = docx_margin_own(writer, i);
        g_autofree char *name = g_strdup_printf("word/%s.xml", docx_margin_names[i]);
        if (writer->margins[i])
            package_put(package, name, g_bytes_ref(writer->margins[i]));
        if (!own || !own->relations->len)
            continue;
        GString *out = g_string_new(relations_head);
        for (guint k = 0; k < own->relations->len; k++) {
            const DocxRelation *relation = own->relations->pdata[k];
            g_autofree char *picture = relation->bytes ? picture_name(i, k, relation->target) : NULL;
            g_autofree char *place = g_strdup_printf("word/%s", picture);
            append_relation(out, relation->id, relation->type, picture ? picture : relation->target,
                            !picture);
            if (picture)
                package_put(package, place, g_bytes_ref(relation->bytes));
        }
        g_string_append(out, "</Relationships>");
        g_autofree char *rels = g_strdup_printf("word/_rels/%s.xml.rels", docx_margin_names[i]);
        package_put_text(package, rels, out->str);
        g_string_free(out, TRUE);
    }
}

/* A chart that Word draws, with the workbook that it is edited in. */
static bool
add_native(Package *package, const DocxWriter *writer, guint number, GError **error)
{
    const Chart *chart = g_array_index(writer->pictures, DocxPicture, number - 1).chart;
    const DocxStyle *style = writer->look->from;
    g_autofree char *part = g_strdup_printf("word/charts/chart%u.xml", number),
                    *rels = g_strdup_printf("word/charts/_rels/chart%u.xml.rels", number),
                    *cells = g_strdup_printf("word/embeddings/chart%u.xlsx", number);
    GBytes *book = docx_chart_cells(chart, error);
    if (!book)
        return false;
    g_autoptr(GString) out = g_string_new(relations_head);
    g_autofree char *target = g_strdup_printf("../embeddings/chart%u.xlsx", number);
    append_relation(out, "cells", "package", target, false);
    g_string_append(out, "</Relationships>");
    package_put(package, part, docx_chart_part(chart, style && *style->family ? style->family : "Arial"));
    package_put_text(package, rels, out->str);
    package_put(package, cells, book);
    return true;
}

static bool
add_pictures(Package *package, const DocxWriter *writer, GError **error)
{
    for (guint i = 0; i < writer->pictures->len; i++) {
        const DocxPicture *picture = &g_array_index(writer->pictures, DocxPicture, i);
        ChartOptions options = {.width = picture->width};
        g_autofree char *png = g_strdup_printf("word/media/chart%u.png", i + 1);
        g_autofree char *svg = g_strdup_printf("word/media/chart%u.svg", i + 1);
        GBytes *drawn = chart_to_png(picture->chart, options, error);
        if (!drawn)
            return false;
        package_put(package, png, drawn);
        package_put(package, svg, chart_to_svg(picture->chart, options));
        if (docx_chart_is_native(picture->chart) && !add_native(package, writer, i + 1, error))
            return false;
    }
    return true;
}

static bool
add_parts(Package *package, DocxWriter *writer, GError **error)
{
    const Document *document = writer->document;
    const DocxStyle *style = writer->look->from;
    for (int i = 0; i < DOCX_MARGINS; i++)
        writer->margins[i] = docx_margin_part(writer, i);
    GBytes *body = docx_document_part(writer);
    g_autofree char *types = all_content_types(writer), *top = package_relations(),
                    *links = document_relations(writer);
    package_put_text(package, "[Content_Types].xml", types);
    package_put_text(package, "_rels/.rels", top);
    PackageProperties properties = {document->title, document->subtitle, document->author, document->date};
    package_put_xml(package, "docProps/core.xml", package_core_properties(&properties));
    package_put(package, "word/document.xml", body);
    package_put_text(package, "word/_rels/document.xml.rels", links);
    package_put(package, "word/styles.xml", xml_tree_bytes(writer->look->styles));
    package_put(package, "word/numbering.xml", xml_tree_bytes(writer->look->numbering));
    package_put_text(package, "word/settings.xml", settings);
    if (writer->comments->len)
        package_put_xml(package, "word/comments.xml", docx_comments_part(writer));
    add_margins(package, writer);
    if (style && style->theme)
        package_put(package, "word/theme.xml", g_bytes_ref(style->theme));
    if (style && style->fonts)
        package_put(package, "word/fontTable.xml", g_bytes_ref(style->fonts));
    return add_pictures(package, writer, error);
}

GBytes *
docx_write(const Document *document, const DocxStyle *style, const GArray *pages, GError **error)
{
    Package *package = package_new();
    DocxWriter writer = {.document = document,
                         .look = docx_look_new(style, document->accent, !document_has_contents(document)),
                         .pages = pages,
                         .comments = g_ptr_array_new_with_free_func(g_free),
                         .links = g_ptr_array_new_with_free_func(g_free),
                         .pictures = g_array_new(FALSE, FALSE, sizeof(DocxPicture))};
    bool filled = add_parts(package, &writer, error);
    g_ptr_array_unref(writer.links);
    g_ptr_array_unref(writer.comments);
    g_array_unref(writer.pictures);
    for (int i = 0; i < DOCX_MARGINS; i++)
        g_clear_pointer(&writer.margins[i], g_bytes_unref);
    docx_look_free(writer.look);
    if (filled)
        return package_close(package, "the DOCX file", error);
    package_discard(package);
    return NULL;
}
