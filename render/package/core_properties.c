#include "render/package/package.h"

xmlBufferPtr
package_core_properties(const PackageProperties *properties)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr xml = xmlNewTextWriterMemory(buffer, 0);
    g_autofree char *day = calendar_iso(properties->date), *date = g_strdup_printf("%sT00:00:00Z", day);
    const char *members[][2] = {{"dc:title", properties->title},
                                {"dc:subject", properties->subject},
                                {"dc:creator", properties->author},
                                {"cp:lastModifiedBy", properties->author},
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
