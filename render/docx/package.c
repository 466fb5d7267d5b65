#include "analysis/failure/failure.h"
#include "render/docx/docx_parts.h"
#include <string.h>
#include <zip.h>

/* The first day that a zip can tell, so that the same document is the same bytes. */
enum { ZIP_FIRST_DATE = (1 << 5) | 1 };

typedef struct {
    zip_t *zip;
    GPtrArray *kept; /* GBytes*: libzip reads them when the package is closed */
    bool failed;
} Package;

static void
add_bytes(Package *package, const char *name, GBytes *bytes)
{
    gsize length;
    const void *start = g_bytes_get_data(bytes, &length);
    g_ptr_array_add(package->kept, bytes);
    zip_source_t *source = zip_source_buffer(package->zip, start, length, 0);
    zip_int64_t index = source ? zip_file_add(package->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0 || zip_file_set_dostime(package->zip, (zip_uint64_t)index, 0, ZIP_FIRST_DATE, 0) != 0)
        package->failed = true;
}

static void
add_text(Package *package, const char *name, const char *text)
{
    add_bytes(package, name, g_bytes_new(text, strlen(text)));
}

static void
add_xml(Package *package, const char *name, xmlBufferPtr xml)
{
    add_bytes(package, name, g_bytes_new(xmlBufferContent(xml), (gsize)xmlBufferLength(xml)));
    xmlBufferFree(xml);
}

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

xmlBufferPtr
docx_core_part(const Document *document)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = xmlNewTextWriterMemory(buffer, 0);
    g_autofree char *day = calendar_iso(document->date), *date = g_strdup_printf("%sT00:00:00Z", day);
    const char *members[][2] = {{"dc:title", document->title},
                                {"dc:subject", document->subtitle},
                                {"dc:creator", document->author},
                                {"cp:lastModifiedBy", document->author},
                                {"dc:language", "en-GB"}};
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", "yes");
    xml_open(xml, "cp:coreProperties", "xmlns:cp",
             "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "xmlns:dc",
             "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
             "http://www.w3.org/2001/XMLSchema-instance", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        xml_open(xml, members[i][0], NULL);
        xml_text(xml, members[i][1]);
        xml_close(xml);
    }
    for (int i = 0; i < 2; i++) {
        xml_open(xml, i ? "dcterms:modified" : "dcterms:created", "xsi:type", "dcterms:W3CDTF", NULL);
        xml_text(xml, date);
        xml_close(xml);
    }
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
    return buffer;
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
        add_bytes(package, png, picture);
        add_bytes(package, svg, chart_to_svg(relations->charts->pdata[i], (ChartOptions){0}));
    }
    return true;
}

static bool
add_parts(Package *package, const Document *document, GError **error)
{
    DocxRelations relations = {g_ptr_array_new_with_free_func(g_free), g_ptr_array_new()};
    xmlBufferPtr body = docx_document_part(document, &relations);
    g_autofree char *links = document_relations(&relations), *top = package_relations();
    add_text(package, "[Content_Types].xml", content_types);
    add_text(package, "_rels/.rels", top);
    add_xml(package, "docProps/core.xml", docx_core_part(document));
    add_xml(package, "word/document.xml", body);
    add_text(package, "word/_rels/document.xml.rels", links);
    add_text(package, "word/styles.xml", docx_styles_part);
    add_text(package, "word/numbering.xml", docx_numbering_part);
    add_text(package, "word/settings.xml", docx_settings_part);
    add_xml(package, "word/footer.xml", docx_footer_part(document));
    add_xml(package, "word/header.xml", docx_header_part(document));
    bool done = add_charts(package, &relations, error);
    g_ptr_array_unref(relations.links);
    g_ptr_array_unref(relations.charts);
    return done;
}

static GBytes *
read_back(zip_source_t *target)
{
    zip_stat_t stat;
    if (zip_source_open(target) != 0)
        return NULL;
    if (zip_source_stat(target, &stat) != 0) {
        zip_source_close(target);
        return NULL;
    }
    char *bytes = g_malloc(stat.size + 1);
    zip_int64_t length = zip_source_read(target, bytes, stat.size);
    zip_source_close(target);
    return g_bytes_new_take(bytes, length > 0 ? (gsize)length : 0);
}

GBytes *
docx_write(const Document *document, GError **error)
{
    zip_error_t cause;
    zip_error_init(&cause);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &cause);
    Package package = {.zip = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &cause)};
    package.kept = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    zip_source_keep(target);
    GBytes *bytes = NULL;
    bool filled = add_parts(&package, document, error);
    if (filled && !package.failed && zip_close(package.zip) == 0)
        bytes = read_back(target);
    else
        zip_discard(package.zip);
    zip_source_free(target);
    g_ptr_array_unref(package.kept);
    if (!bytes && filled)
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "the DOCX package cannot be made");
    return bytes;
}
