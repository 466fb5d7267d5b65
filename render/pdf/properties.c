#include "render/pdf/properties.h"
#include <string.h>

static guint
metadata(Objects *objects, const Document *document)
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
    return objects_add(objects, "<</Type/Metadata/Subtype/XML>>", xmp);
}

/* An embedded CIDFontType2 must say how its characters find their glyphs (ISO 14289-1, 7.21.3.2); cairo's
 * subsets number both alike. */
static void
complete_font(Objects *objects, guint font)
{
    guint descendant = reference_behind(objects_text(objects, font)->str, "/DescendantFonts");
    GString *text = descendant ? objects_text(objects, descendant) : NULL;
    if (text && !strstr(text->str, "/CIDToGIDMap"))
        g_string_insert(text, 2, "/CIDToGIDMap/Identity");
}

static void
complete_fonts(Objects *objects, guint page)
{
    guint resources = reference_behind(objects_text(objects, page)->str, "/Resources ");
    const char *fonts = strstr(objects_text(objects, resources)->str, "/Font <<"),
               *end = fonts ? strstr(fonts, ">>") : NULL;
    for (guint font; end && (font = reference_next(&fonts)) && fonts < end;)
        complete_font(objects, font);
}

void
properties_write(Objects *objects, const GArray *pages, const Document *document)
{
    g_autofree char *entries = g_strdup_printf("/Lang(en-GB)/MarkInfo<</Marked true>>/PageMode/UseOutlines"
                                               "/ViewerPreferences<</DisplayDocTitle true>>/Metadata %u 0 R",
                                               metadata(objects, document));
    g_string_insert(objects_text(objects, objects_catalog(objects)), 2, entries);
    for (guint i = 0; i < pages->len; i++)
        complete_fonts(objects, g_array_index(pages, guint, i));
}
