#include "render/package/package.h"
#include <stdarg.h>
#include <string.h>

static void
write_attributes(xmlTextWriterPtr xml, va_list arguments)
{
    for (const char *name; (name = va_arg(arguments, const char *));)
        xmlTextWriterWriteAttribute(xml, BAD_CAST name, BAD_CAST va_arg(arguments, const char *));
}

void
xml_open(xmlTextWriterPtr xml, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    xmlTextWriterStartElement(xml, BAD_CAST name);
    write_attributes(xml, arguments);
    va_end(arguments);
}

void
xml_leaf(xmlTextWriterPtr xml, const char *name, ...)
{
    va_list arguments;
    va_start(arguments, name);
    xmlTextWriterStartElement(xml, BAD_CAST name);
    write_attributes(xml, arguments);
    xmlTextWriterEndElement(xml);
    va_end(arguments);
}

void
xml_close(xmlTextWriterPtr xml)
{
    xmlTextWriterEndElement(xml);
}

void
xml_text(xmlTextWriterPtr xml, const char *text)
{
    g_autofree char *clean = g_strdup(text);
    for (char *at = clean; *at; at++)
        if ((unsigned char)*at < 0x20 && !strchr("\t\n\r", *at))
            *at = ' ';
    xmlTextWriterWriteString(xml, BAD_CAST clean);
}

GBytes *
xml_tree_bytes(xmlDocPtr tree)
{
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(tree, &text, &length, "UTF-8");
    GBytes *bytes = g_bytes_new(text, (gsize)length);
    xmlFree(text);
    return bytes;
}
