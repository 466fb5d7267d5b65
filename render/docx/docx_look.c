/* How a file looks: the house styles by themselves, or laid under those of a council's own document.
 *
 * Word knows a built-in style by its name and lets its id vary ("Heading1", "Rubrik1"), so styles are matched
 * by kind and name. What the council's document has is taken as it is; what it lacks is added from ours. */
#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>
#include "render/docx/docx_parts.h"
#include "render/font/font.h"

const DocxPage docx_house_page = {11906, 16838, 1247, 1247, 1247, 1247, 624, 624};
/* The accent as the house styles have it. */
static const char house_accent[] = "12436D";
static const int longest_line = 7937;

/* The house styles have the accent and the widths of the house's own page. Where text is `across` wide, a
 * line to be read leaves what is beyond 140 mm free on its right, and contents stand in two columns. */
static xmlDocPtr
read_house(const char *path, guint32 accent, int across, int wide)
{
    const struct {
        const char *house;
        int here;
    } widths[] = {{"\"9412\"", across},
                  {"\"14344\"", wide},
                  {"\"1475\"", MAX(across - longest_line, 0)},
                  {"\"4479\"", (across - DOCX_COLUMN_GAP) / 2}};
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, 0, NULL);
    gsize length;
    const char *start = g_bytes_get_data(bytes, &length);
    g_autoptr(GString) text = g_string_new_len(start, (gssize)length);
    g_autofree char *colour = g_strdup_printf("%06X", accent);
    g_string_replace(text, house_accent, colour, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(widths); i++) {
        g_autofree char *here = g_strdup_printf("\"%d\"", widths[i].here);
        g_string_replace(text, widths[i].house, here, 0);
    }
    xmlDocPtr doc =
        xmlReadMemory(text->str, (int)text->len, path, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
    for (xmlNodePtr node = doc->children, next; node; node = next) {
        next = node->next;
        if (node->type == XML_COMMENT_NODE) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        }
    }
    return doc;
}

static bool
is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNodePtr
docx_child(const xmlNode *parent, const char *name)
{
    for (xmlNodePtr node = parent ? parent->children : NULL; node; node = node->next)
        if (is_element(node, name))
            return node;
    return NULL;
}

char *
docx_attribute(xmlNodePtr node, const char *name)
{
    xmlChar *value = node ? xmlGetNsProp(node, BAD_CAST name, BAD_CAST WORD_NAMESPACE) : NULL;
    char *copy = g_strdup(value ? (const char *)value : "");
    xmlFree(value);
    return copy;
}

static void
set_attribute(xmlNodePtr node, const char *name, const char *value)
{
    xmlNsPtr word = xmlSearchNsByHref(node->doc, node, BAD_CAST WORD_NAMESPACE);
    xmlSetNsProp(node, word, BAD_CAST name, BAD_CAST value);
}

static int
number_of(xmlNodePtr node, const char *name)
{
    g_autofree char *text = docx_attribute(node, name);
    return atoi(text);
}

static void
set_number(xmlNodePtr node, const char *name, int number)
{
    g_autofree char *text = g_strdup_printf("%d", number);
    set_attribute(node, name, text);
}

static xmlNodePtr
style_numbering(const xmlNode *style)
{
    return docx_child(docx_child(docx_child(style, "pPr"), "numPr"), "numId");
}

static xmlNodePtr
find_style(xmlDocPtr styles, const char *type, const char *name)
{
    for (xmlNodePtr node = xmlDocGetRootElement(styles)->children; node; node = node->next) {
        if (!is_element(node, "style"))
            continue;
        g_autofree char *own_type = docx_attribute(node, "type"),
                        *own_name = docx_attribute(docx_child(node, "name"), "val");
        if (strcmp(own_type, type) == 0 && g_ascii_strcasecmp(own_name, name) == 0)
            return node;
    }
    return NULL;
}

static xmlNodePtr
style_of_id(xmlDocPtr styles, const char *id)
{
    for (xmlNodePtr node = xmlDocGetRootElement(styles)->children; node; node = node->next) {
        g_autofree char *own = is_element(node, "style") ? docx_attribute(node, "styleId") : g_strdup("");
        if (strcmp(own, id) == 0)
            return node;
    }
    return NULL;
}

/* The council's style in place of ours, if it can stand there: a list style must bear a list. */
static xmlNodePtr
counterpart(xmlDocPtr styles, xmlNodePtr ours)
{
    g_autofree char *type = docx_attribute(ours, "type"),
                    *name = docx_attribute(docx_child(ours, "name"), "val");
    xmlNodePtr theirs = find_style(styles, type, name);
    return theirs && (!style_numbering(ours) || style_numbering(theirs)) ? theirs : NULL;
}

/* Decides for every house style which id stands for it: the counterpart's, or its own as long as that is
 * free. */
static void
choose_ids(DocxLook *look, xmlDocPtr house)
{
    for (xmlNodePtr node = xmlDocGetRootElement(house)->children; node; node = node->next) {
        if (!is_element(node, "style"))
            continue;
        char *id = docx_attribute(node, "styleId");
        xmlNodePtr theirs = counterpart(look->styles, node);
        char *chosen = theirs                          ? docx_attribute(theirs, "styleId")
                       : style_of_id(look->styles, id) ? g_strconcat("Report", id, NULL)
                                                       : g_strdup(id);
        g_hash_table_insert(look->ids, id, chosen);
    }
}

/* A caption or heading stays with what it belongs to, however else the council has it look. */
static void
keep_with_next(xmlNodePtr theirs, xmlNodePtr ours)
{
    if (!docx_child(docx_child(ours, "pPr"), "keepNext") || docx_child(docx_child(theirs, "pPr"), "keepNext"))
        return;
    xmlNodePtr properties = docx_child(theirs, "pPr"), keep = xmlNewNode(theirs->ns, BAD_CAST "keepNext");
    if (!properties) {
        properties = xmlNewNode(theirs->ns, BAD_CAST "pPr");
        xmlNodePtr run = docx_child(theirs, "rPr");
        if (run)
            xmlAddPrevSibling(run, properties);
        else
            xmlAddChild(theirs, properties);
    }
    if (properties->children)
        xmlAddPrevSibling(properties->children, keep);
    else
        xmlAddChild(properties, keep);
}

static void
refer(const DocxLook *look, xmlNodePtr reference)
{
    g_autofree char *id = docx_attribute(reference, "val");
    if (reference)
        set_attribute(reference, "val", docx_look_id(look, id));
}

/* A house style as it is added to the council's: other ids, numbering moved up, a name that is free. */
static void
add_style(DocxLook *look, xmlNodePtr ours, int numbers_before)
{
    xmlNodePtr root = xmlDocGetRootElement(look->styles);
    xmlNodePtr copy = xmlAddChild(root, xmlDocCopyNode(ours, look->styles, 1));
    g_autofree char *id = docx_attribute(copy, "styleId"), *type = docx_attribute(copy, "type");
    g_autofree char *name = docx_attribute(docx_child(copy, "name"), "val");
    set_attribute(copy, "styleId", docx_look_id(look, id));
    xmlUnsetNsProp(copy, xmlSearchNsByHref(look->styles, copy, BAD_CAST WORD_NAMESPACE), BAD_CAST "default");
    if (find_style(look->styles, type, name) != copy) {
        g_autofree char *other = g_strconcat(name, " of the report", NULL);
        set_attribute(docx_child(copy, "name"), "val", other);
    }
    refer(look, docx_child(copy, "basedOn"));
    refer(look, docx_child(copy, "next"));
    xmlNodePtr numbering = style_numbering(copy);
    if (numbering)
        set_number(numbering, "val", number_of(numbering, "val") + numbers_before);
    xmlReconciliateNs(look->styles, copy);
}

/* A band on a dark ground is the house's; beneath a title of the council's own its lines stand as words do.
 */
static void
take_ground(xmlDocPtr house)
{
    static const char *const lines[] = {"Subtitle", "CoverLine"}, *const ground[] = {"pBdr", "shd", "ind"};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        xmlNodePtr style = style_of_id(house, lines[i]);
        xmlNodePtr paragraph = docx_child(style, "pPr"),
                   colour = docx_child(docx_child(style, "rPr"), "color");
        for (gsize k = 0; k < G_N_ELEMENTS(ground); k++) {
            xmlNodePtr part = docx_child(paragraph, ground[k]);
            xmlUnlinkNode(part);
            xmlFreeNode(part);
        }
        xmlUnlinkNode(colour);
        xmlFreeNode(colour);
    }
}

/* The report is in British English, whatever the document was that its styles come from. */
static void
set_language(xmlNodePtr node)
{
    for (; node; node = node->next) {
        if (is_element(node, "lang"))
            set_attribute(node, "val", "en-GB");
        set_language(node->children);
    }
}

/* The language of text whose style names none. */
static void
set_default_language(xmlDocPtr styles, xmlDocPtr house)
{
    xmlNodePtr root = xmlDocGetRootElement(styles), defaults = docx_child(root, "docDefaults");
    xmlNodePtr house_defaults = docx_child(xmlDocGetRootElement(house), "docDefaults");
    xmlNodePtr run = docx_child(docx_child(defaults, "rPrDefault"), "rPr");
    if (run && !docx_child(run, "lang"))
        xmlAddChild(run, xmlDocCopyNode(
                             docx_child(docx_child(docx_child(house_defaults, "rPrDefault"), "rPr"), "lang"),
                             styles, 1));
    else if (!run && !defaults && root->children)
        xmlAddPrevSibling(root->children, xmlDocCopyNode(house_defaults, styles, 1));
    set_language(root);
}

static int
highest(xmlDocPtr numbering, const char *element, const char *name)
{
    int most = -1;
    for (xmlNodePtr node = xmlDocGetRootElement(numbering)->children; node; node = node->next)
        if (is_element(node, element))
            most = MAX(most, number_of(node, name));
    return most;
}

/* Lists of the house after those of the council; abstract ones all come before the others. */
static void
add_numbering(xmlDocPtr numbering, xmlDocPtr house, int abstracts_before, int numbers_before)
{
    xmlNodePtr root = xmlDocGetRootElement(numbering), first_number = docx_child(root, "num");
    for (xmlNodePtr node = xmlDocGetRootElement(house)->children; node; node = node->next) {
        xmlNodePtr copy = xmlDocCopyNode(node, numbering, 1);
        if (is_element(node, "abstractNum")) {
            if (first_number)
                xmlAddPrevSibling(first_number, copy);
            else
                xmlAddChild(root, copy);
            set_number(copy, "abstractNumId", number_of(copy, "abstractNumId") + abstracts_before);
        } else {
            xmlAddChild(root, copy);
            set_number(copy, "numId", number_of(copy, "numId") + numbers_before);
            xmlNodePtr abstract = docx_child(copy, "abstractNumId");
            set_number(abstract, "val", number_of(abstract, "val") + abstracts_before);
        }
        xmlReconciliateNs(numbering, copy);
    }
}

/* The abstract numbering behind the style of numbered lists. */
static int
numbering_of_lists(const DocxLook *look)
{
    xmlNodePtr style = style_of_id(look->styles, docx_look_id(look, "ListNumber"));
    int number = style ? number_of(style_numbering(style), "val") : 0;
    for (xmlNodePtr list = style ? xmlDocGetRootElement(look->numbering)->children : NULL; list;
         list = list->next)
        if (is_element(list, "num") && number_of(list, "numId") == number)
            return number_of(docx_child(list, "abstractNumId"), "val");
    return 0;
}

/* Whether the house sets it in columns, which the council's own style need not fit. */
static bool
stands_in_columns(xmlNodePtr ours)
{
    g_autofree char *id = docx_attribute(ours, "styleId");
    return strcmp(id, "TOC1") == 0;
}

static void
lay_under(DocxLook *look, const DocxStyle *style, xmlDocPtr house, xmlDocPtr house_numbering)
{
    look->styles = xmlCopyDoc(style->styles, 1);
    int abstracts_before = 0, numbers_before = 0;
    if (style->numbering) {
        look->numbering = xmlCopyDoc(style->numbering, 1);
        abstracts_before = highest(look->numbering, "abstractNum", "abstractNumId") + 1;
        numbers_before = MAX(highest(look->numbering, "num", "numId"), 0);
        add_numbering(look->numbering, house_numbering, abstracts_before, numbers_before);
        xmlFreeDoc(house_numbering);
    } else {
        look->numbering = house_numbering;
    }
    choose_ids(look, house);
    if (find_style(look->styles, "paragraph", "Title"))
        take_ground(house);
    for (xmlNodePtr node = xmlDocGetRootElement(house)->children; node; node = node->next) {
        xmlNodePtr theirs = is_element(node, "style") ? counterpart(look->styles, node) : NULL;
        if (theirs && stands_in_columns(node)) {
            xmlUnlinkNode(theirs);
            xmlFreeNode(theirs);
            theirs = NULL;
        }
        if (theirs)
            keep_with_next(theirs, node);
        else if (is_element(node, "style"))
            add_style(look, node, numbers_before);
    }
    set_default_language(look->styles, house);
    xmlFreeDoc(house);
}

/* Half of what is free above and beneath words, but in tables. */
static void
set_closer(xmlDocPtr house)
{
    static const char *const sides[] = {"before", "after"};
    for (xmlNodePtr node = xmlDocGetRootElement(house)->children; node; node = node->next) {
        g_autofree char *id = docx_attribute(node, "styleId");
        xmlNodePtr spacing = docx_child(docx_child(node, "pPr"), "spacing");
        for (gsize i = 0; spacing && !g_str_has_prefix(id, "Table") && i < G_N_ELEMENTS(sides); i++) {
            g_autofree char *whole = docx_attribute(spacing, sides[i]);
            g_autofree char *closer = g_strdup_printf("%d", atoi(whole) / 2);
            if (*whole)
                set_attribute(spacing, sides[i], closer);
        }
    }
}

DocxLook *
docx_look_new(const DocxStyle *style, guint32 accent, bool closer)
{
    DocxLook *look = g_new0(DocxLook, 1);
    look->page = style ? style->page : docx_house_page;
    look->across = look->page.width - look->page.left - look->page.right;
    look->wide = look->page.height - look->page.left - look->page.right;
    xmlDocPtr house = read_house("/ladostat/templates/house-styles.xml", accent, look->across, look->wide);
    xmlDocPtr house_numbering =
        read_house("/ladostat/templates/house-numbering.xml", accent, look->across, look->wide);
    if (closer)
        set_closer(house);
    look->from = style;
    look->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (style) {
        lay_under(look, style, house, house_numbering);
    } else {
        look->styles = house;
        look->numbering = house_numbering;
    }
    look->number_list = numbering_of_lists(look);
    return look;
}

void
docx_look_free(DocxLook *look)
{
    xmlFreeDoc(look->styles);
    xmlFreeDoc(look->numbering);
    g_hash_table_unref(look->ids);
    g_free(look);
}

const char *
docx_look_id(const DocxLook *look, const char *house_id)
{
    const char *id = g_hash_table_lookup(look->ids, house_id);
    return id ? id : house_id;
}

double
docx_look_width(const DocxLook *look, const char *text, double size, bool bold)
{
    return font_width(text, size, bold) * (look->from ? look->from->width : 1);
}

int
docx_look_add_list(DocxLook *look, int level, int start)
{
    xmlNodePtr root = xmlDocGetRootElement(look->numbering);
    xmlNsPtr word = root->ns;
    int number = MAX(highest(look->numbering, "num", "numId"), 0) + 1;
    xmlNodePtr list = xmlNewChild(root, word, BAD_CAST "num", NULL);
    set_number(list, "numId", number);
    set_number(xmlNewChild(list, word, BAD_CAST "abstractNumId", NULL), "val", look->number_list);
    xmlNodePtr change = xmlNewChild(list, word, BAD_CAST "lvlOverride", NULL);
    set_number(change, "ilvl", level);
    set_number(xmlNewChild(change, word, BAD_CAST "startOverride", NULL), "val", start);
    return number;
}
