#include "render/docx/docx_parts.h"

static const char content_types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" "
    "ContentType=\"image/svg+xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/footer.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/word/header.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

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

static char *
document_relations(const DocxRelations *relations)
{
    static const char *const parts[] = {"styles", "numbering", "settings", "footer", "header"};
    GString *out = g_string_new(relations_head);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *target = g_strdup_printf("%s.xml", parts[i]);
        append_relation(out, parts[i], parts[i], target, false);
    }
    for (guint i = 0; i < relations->links->len; i++) {
        g_autofree char *id = g_strdup_printf("link%u", i + 1);
        append_relation(out, id, "hyperlink", relations->links->pdata[i], true);
    }
    for (guint i = 0; i < 2 * relations->charts->len; i++) {
        const char *kind = i % 2 ? "svg" : "png";
        g_autofree char *id = g_strdup_printf("%s%u", kind, i / 2 + 1);
        g_autofree char *target = g_strdup_printf("media/chart%u.%s", i / 2 + 1, kind);
        append_relation(out, id, "image", target, false);
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

static bool
add_charts(Package *package, const DocxRelations *relations, GError **error)
{
    for (guint i = 0; i < relations->charts->len; i++) {
        g_autofree char *png = g_strdup_printf("word/media/chart%u.png", i + 1);
        g_autofree char *svg = g_strdup_printf("word/media/chart%u.svg", i + 1);
        GBytes *picture = chart_to_png(relations->charts->pdata[i], (ChartOptions){0}, error);
        if (!picture)
            return false;
        package_put(package, png, picture);
        package_put(package, svg, chart_to_svg(relations->charts->pdata[i], (ChartOptions){0}));
    }
    return true;
}

static bool
add_parts(Package *package, const Document *document, GError **error)
{
    DocxRelations relations = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new()};
    xmlBufferPtr body = docx_document_part(document, &relations);
    g_autofree char *links = document_relations(&relations), *top = package_relations();
    package_put_text(package, "[Content_Types].xml", content_types);
    package_put_text(package, "_rels/.rels", top);
    PackageProperties properties = {document->title, document->subtitle, document->author, document->date};
    package_put_xml(package, "docProps/core.xml", package_core_properties(&properties));
    package_put_xml(package, "word/document.xml", body);
    package_put_text(package, "word/_rels/document.xml.rels", links);
    g_autofree char *accent = g_strdup_printf("%06X", document->accent);
    g_autoptr(GString) styles = g_string_new(docx_styles_part);
    g_string_replace(styles, "12436D", accent, 0);
    package_put_text(package, "word/styles.xml", styles->str);
    package_put_text(package, "word/numbering.xml", docx_numbering_part);
    package_put_text(package, "word/settings.xml", docx_settings_part);
    package_put_xml(package, "word/footer.xml", docx_footer_part(document));
    package_put_xml(package, "word/header.xml", docx_header_part(document));
    bool done = add_charts(package, &relations, error);
    g_ptr_array_unref(relations.links);
    g_ptr_array_unref(relations.charts);
    return done;
}

GBytes *
docx_write(const Document *document, GError **error)
{
    Package *package = package_new();
    if (add_parts(package, document, error))
        return package_close(package, "the DOCX file", error);
    package_discard(package);
    return NULL;
}
