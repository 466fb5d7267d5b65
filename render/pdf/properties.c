#include "render/pdf/properties.h"
#include <string.h>

/* Not compressed, for whoever looks for it without reading PDF. */
static guint
write_metadata(Objects *objects, const Document *document)
{
    g_autofree char *day = calendar_iso(document->date);
    g_autofree char *xmp = g_markup_printf_escaped(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n"
        "<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreatorTool>ladostat</xmp:CreatorTool>\n"
        "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
        "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
        document->title, document->author, document->subtitle, day, day);
    guint number = objects_new(objects);
    gsize length = strlen(xmp);
    objects_set(objects, number, g_strdup(" /Type /Metadata /Subtype /XML >>"));
    objects_set_stream(objects, number, g_bytes_new_take(g_steal_pointer(&xmp), length));
    return number;
}

/* An embedded CIDFontType2 must say how its characters find their glyphs (ISO 14289-1, 7.21.3.2); cairo's
 * subsets number both alike. */
static void
complete_fonts(Objects *objects)
{
    for (guint number = 1; number < objects->objects->len; number++) {
        const char *text = objects_text(objects, number);
        if (g_str_has_prefix(text, "<< /Type /Font\n   /Subtype /CIDFontType2\n") &&
            !strstr(text, "/CIDToGIDMap"))
            objects_complete(objects, number, " /CIDToGIDMap /Identity");
    }
}

void
properties_write(Objects *objects, const Document *document)
{
    g_autofree char *entries =
        g_strdup_printf(" /Lang (en-GB) /MarkInfo << /Marked true >> /PageMode /UseOutlines "
                        "/ViewerPreferences << /DisplayDocTitle true >> /Metadata %u 0 R",
                        write_metadata(objects, document));
    objects_complete(objects, objects->catalog, entries);
    complete_fonts(objects);
}
