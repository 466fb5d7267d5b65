#include "render/pdf/properties.h"
#include <string.h>

static qpdf_oh
metadata(qpdf_data pdf, const Document *document)
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
    qpdf_oh stream = qpdf_oh_new_stream(pdf), entries = qpdf_oh_get_dict(pdf, stream);
    qpdf_oh_replace_stream_data(pdf, stream, (unsigned char *)xmp, strlen(xmp), qpdf_oh_new_null(pdf),
                                qpdf_oh_new_null(pdf));
    qpdf_oh_replace_key(pdf, entries, "/Type", qpdf_oh_new_name(pdf, "/Metadata"));
    qpdf_oh_replace_key(pdf, entries, "/Subtype", qpdf_oh_new_name(pdf, "/XML"));
    return stream;
}

/* An embedded CIDFontType2 must say how its characters find their glyphs (ISO 14289-1, 7.21.3.2); cairo's
 * subsets number both alike. */
static void
complete_font(qpdf_data pdf, qpdf_oh font)
{
    qpdf_oh descendants = qpdf_oh_get_key(pdf, font, "/DescendantFonts");
    if (!qpdf_oh_is_array(pdf, descendants))
        return;
    qpdf_oh descendant = qpdf_oh_get_array_item(pdf, descendants, 0);
    if (!qpdf_oh_has_key(pdf, descendant, "/CIDToGIDMap"))
        qpdf_oh_replace_key(pdf, descendant, "/CIDToGIDMap", qpdf_oh_new_name(pdf, "/Identity"));
}

static void
complete_fonts(qpdf_data pdf)
{
    int pages = qpdf_get_num_pages(pdf);
    for (int i = 0; i < pages; i++) {
        qpdf_oh resources = qpdf_oh_get_key(pdf, qpdf_get_page_n(pdf, (gsize)i), "/Resources");
        qpdf_oh fonts = qpdf_oh_get_key_if_dict(pdf, resources, "/Font");
        if (!qpdf_oh_is_dictionary(pdf, fonts))
            continue;
        for (qpdf_oh_begin_dict_key_iter(pdf, fonts); qpdf_oh_dict_more_keys(pdf);)
            complete_font(pdf, qpdf_oh_get_key(pdf, fonts, qpdf_oh_dict_next_key(pdf)));
    }
}

void
properties_write(qpdf_data pdf, const Document *document)
{
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_string(pdf, "en-GB"));
    qpdf_oh_replace_key(pdf, root, "/MarkInfo", qpdf_oh_parse(pdf, "<< /Marked true >>"));
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", qpdf_oh_parse(pdf, "<< /DisplayDocTitle true >>"));
    qpdf_oh_replace_key(pdf, root, "/PageMode", qpdf_oh_new_name(pdf, "/UseOutlines"));
    qpdf_oh_replace_key(pdf, root, "/Metadata", metadata(pdf, document));
    complete_fonts(pdf);
}
