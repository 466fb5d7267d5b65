#include "render/spreadsheet/xlsx_styles.h"
#include <libxml/tree.h>
#include <string.h>
#include "render/spreadsheet/look.h"

#define STYLES_PART "xl/styles.xml"

static xmlNodePtr
child(xmlNodePtr parent, const char *name)
{
    xmlNodePtr node = parent ? xmlFirstElementChild(parent) : NULL;
    while (node && strcmp((const char *)node->name, name) != 0)
        node = xmlNextElementSibling(node);
    return node;
}

static double
number_of(xmlNodePtr node, const char *attribute)
{
    xmlChar *text = node ? xmlGetProp(node, BAD_CAST attribute) : NULL;
    double number = text ? g_ascii_strtod((const char *)text, NULL) : 0;
    xmlFree(text);
    return number;
}

static void
set_number(xmlNodePtr node, const char *attribute, gulong number)
{
    g_autofree char *text = g_strdup_printf("%lu", number);
    xmlSetProp(node, BAD_CAST attribute, BAD_CAST text);
}

/* Finds a look by its font: those with a style of their own differ from all others in it. */
static bool
has_font_of(xmlNodePtr format, xmlNodePtr fonts, const CellLook *look)
{
    xmlNodePtr font = xmlFirstElementChild(fonts);
    for (double i = number_of(format, "fontId"); font && i > 0; i--)
        font = xmlNextElementSibling(font);
    return font && number_of(child(font, "sz"), "val") == look->size &&
           (child(font, "u") != NULL) == look->link;
}

static void
name_style(xmlNodePtr root, const CellLook *look)
{
    xmlNodePtr styles = child(root, "cellStyles"), bases = child(root, "cellStyleXfs"),
               format = xmlFirstElementChild(child(root, "cellXfs"));
    while (format && !has_font_of(format, child(root, "fonts"), look))
        format = xmlNextElementSibling(format);
    if (!format)
        return;
    gulong place = xmlChildElementCount(bases);
    xmlNodePtr base = xmlAddChild(bases, xmlCopyNode(format, 1));
    xmlUnsetProp(base, BAD_CAST "xfId");
    set_number(format, "xfId", place);
    set_number(bases, "count", place + 1);
    xmlNodePtr style = xmlNewChild(styles, NULL, BAD_CAST "cellStyle", NULL);
    xmlSetProp(style, BAD_CAST "name", BAD_CAST look->name);
    set_number(style, "xfId", place);
    set_number(style, "builtinId", (gulong)look->builtin);
    set_number(styles, "count", xmlChildElementCount(styles));
}

void
xlsx_name_styles(Package *package)
{
    g_autoptr(GBytes) part = package_part(package, STYLES_PART);
    gsize length = 0;
    const char *text = part ? g_bytes_get_data(part, &length) : NULL;
    xmlDocPtr tree = text ? xmlReadMemory(text, (int)length, STYLES_PART, NULL, XML_PARSE_NONET) : NULL;
    if (!tree)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(cell_looks); i++)
        if (cell_looks[i].builtin)
            name_style(xmlDocGetRootElement(tree), &cell_looks[i]);
    package_put(package, STYLES_PART, xml_tree_bytes(tree));
    xmlFreeDoc(tree);
}
