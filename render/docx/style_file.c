/* A council's own Word document, of which the look alone is read: styles and what they need, pages, headers
 * and footers. Nothing of its text. */
#include <errno.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "render/docx/docx_parts.h"
#include "render/font/font.h"

/* No part of a real document comes near this. */
static const zip_uint64_t largest_part = 32 << 20;
static const char too_large[] =
    "has a part that unpacks to more than 32 MiB; give a copy of it without its text";
static const char office[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

typedef struct {
    zip_t *zip;
    const char *why; /* it is not read, in words; NULL as long as nothing is known against it */
} StyleFile;

/* The bytes of a part; NULL where there is none, or one too large or damaged, which is then why. */
static GBytes *
read_part(StyleFile *file, const char *name)
{
    zip_stat_t stat;
    if (zip_stat(file->zip, name, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        return NULL;
    if (stat.size > largest_part)
        file->why = too_large;
    zip_file_t *part = file->why ? NULL : zip_fopen(file->zip, name, 0);
    if (!part)
        return NULL;
    char *bytes = g_malloc(stat.size + 1);
    zip_int64_t length = zip_fread(part, bytes, stat.size);
    zip_fclose(part);
    if (length == (zip_int64_t)stat.size)
        return g_bytes_new_take(bytes, stat.size);
    file->why = "is damaged or cut short; open it in Word, save it again, and give that";
    g_free(bytes);
    return NULL;
}

/* A part as a tree; NULL where it is no XML of the root wanted, or brings definitions of its own. */
static xmlDocPtr
read_tree(StyleFile *file, const char *name, const char *root)
{
    g_autoptr(GBytes) bytes = read_part(file, name);
    if (!bytes)
        return NULL;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    xmlDocPtr tree =
        xmlReadMemory(text, (int)length, name, NULL,
                      XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNodePtr top = tree ? xmlDocGetRootElement(tree) : NULL;
    if (top && !tree->intSubset && strcmp((const char *)top->name, root) == 0)
        return tree;
    xmlFreeDoc(tree);
    return NULL;
}

static void
relation_free(gpointer pointer)
{
    DocxRelation *relation = pointer;
    g_free(relation->id);
    g_free(relation->type);
    g_free(relation->target);
    g_clear_pointer(&relation->bytes, g_bytes_unref);
    g_free(relation);
}

static char *
copy_property(xmlNodePtr node, const char *name)
{
    xmlChar *value = xmlGetProp(node, BAD_CAST name);
    char *copy = g_strdup(value ? (const char *)value : "");
    xmlFree(value);
    return copy;
}

/* What a part ("": the package) refers to: DocxRelation*, a target of the package by its name there. */
static GPtrArray *
relations_of(StyleFile *file, const char *from)
{
    g_autofree char *folder = g_path_get_dirname(from), *base = g_path_get_basename(from);
    g_autofree char *rels =
        strcmp(from, "") == 0 ? g_strdup("_rels/.rels") : g_strdup_printf("%s/_rels/%s.rels", folder, base);
    g_autofree char *base_folder = g_strconcat("/", strcmp(folder, ".") == 0 ? "" : folder, NULL);
    GPtrArray *relations = g_ptr_array_new_with_free_func(relation_free);
    xmlDocPtr tree = read_tree(file, rels, "Relationships");
    for (xmlNodePtr node = tree ? xmlDocGetRootElement(tree)->children : NULL; node; node = node->next) {
        g_autofree char *type = copy_property(node, "Type"), *target = copy_property(node, "Target"),
                        *mode = copy_property(node, "TargetMode");
        DocxRelation *relation = g_new0(DocxRelation, 1);
        relation->id = copy_property(node, "Id");
        relation->type = g_strdup(g_str_has_prefix(type, office) ? type + strlen(office) : type);
        relation->external = strcmp(mode, "External") == 0;
        g_autofree char *whole = g_canonicalize_filename(target, base_folder);
        relation->target = relation->external ? g_steal_pointer(&target) : g_strdup(whole + 1);
        g_ptr_array_add(relations, relation);
    }
    xmlFreeDoc(tree);
    return relations;
}

/* The name of the part that a part is related to; NULL where there is none. Caller frees. */
static char *
related(StyleFile *file, const char *from, const char *type)
{
    g_autoptr(GPtrArray) relations = relations_of(file, from);
    for (guint i = 0; i < relations->len; i++) {
        const DocxRelation *relation = relations->pdata[i];
        if (strcmp(relation->type, type) == 0 && !relation->external)
            return g_strdup(relation->target);
    }
    return NULL;
}

static xmlDocPtr
related_tree(StyleFile *file, const char *document, const char *type, const char *root)
{
    g_autofree char *name = related(file, document, type);
    return name ? read_tree(file, name, root) : NULL;
}

/* Takes out elements that refer to parts which do not come along: pictures as bullets, embedded fonts. */
static void
style_leave_out(xmlNodePtr node, const char *const *names)
{
    for (xmlNodePtr next; node; node = next) {
        next = node->next;
        if (node->type == XML_ELEMENT_NODE && g_strv_contains(names, (const char *)node->name)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else {
            style_leave_out(node->children, names);
        }
    }
}

static bool
is_off(const char *value)
{
    return strcmp(value, "0") == 0 || strcmp(value, "false") == 0;
}

/* The first colour of the theme that words can be set in: its first accent, or what it has for dark text. */
static guint32
theme_accent(xmlNodePtr theme)
{
    static const char *const slots[] = {"accent1", "dk2"};
    const xmlNode *scheme = docx_child(docx_child(theme, "themeElements"), "clrScheme");
    for (gsize i = 0; i < G_N_ELEMENTS(slots); i++) {
        xmlNodePtr colour = docx_child(docx_child(scheme, slots[i]), "srgbClr");
        g_autofree char *text = colour ? copy_property(colour, "val") : g_strdup("");
        guint64 value;
        if (g_ascii_string_to_unsigned(text, 16, 0, 0xffffff, &value, NULL) &&
            profile_contrast((guint32)value, 0xffffff) >= 4.5)
            return (guint32)value;
    }
    return 0;
}

/* The family of its body text; "" where that is not said. Caller frees. */
static char *
family(const DocxStyle *style, xmlNodePtr theme)
{
    xmlNodePtr root = xmlDocGetRootElement(style->styles), normal = root->children;
    for (; normal; normal = normal->next) {
        g_autofree char *type = docx_attribute(normal, "type"), *standard = docx_attribute(normal, "default");
        if (strcmp(type, "paragraph") == 0 && *standard && !is_off(standard))
            break;
    }
    const xmlNode *defaults = docx_child(docx_child(root, "docDefaults"), "rPrDefault");
    xmlNodePtr own = docx_child(docx_child(normal, "rPr"), "rFonts"),
               fonts = own ? own : docx_child(docx_child(defaults, "rPr"), "rFonts");
    g_autofree char *name = docx_attribute(fonts, "ascii"), *of_theme = docx_attribute(fonts, "asciiTheme");
    if (!*of_theme)
        return g_steal_pointer(&name);
    const char *kind = g_str_has_prefix(of_theme, "major") ? "majorFont" : "minorFont";
    xmlNodePtr latin =
        docx_child(docx_child(docx_child(docx_child(theme, "themeElements"), "fontScheme"), kind), "latin");
    return latin ? copy_property(latin, "typeface") : g_strdup("");
}

static void
read_what_styles_need(DocxStyle *style, StyleFile *file, const char *document)
{
    static const char *const in_numbering[] = {"numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup", NULL};
    static const char *const in_fonts[] = {"embedRegular", "embedBold", "embedItalic", "embedBoldItalic",
                                           NULL};
    style->numbering = related_tree(file, document, "numbering", "numbering");
    if (style->numbering)
        style_leave_out(xmlDocGetRootElement(style->numbering), in_numbering);
    xmlDocPtr fonts = related_tree(file, document, "fontTable", "fonts");
    if (fonts) {
        style_leave_out(xmlDocGetRootElement(fonts), in_fonts);
        style->fonts = xml_tree_bytes(fonts);
        xmlFreeDoc(fonts);
    }
    g_autofree char *theme = related(file, document, "theme");
    g_autofree char *picture = theme ? related(file, theme, "image") : NULL;
    xmlDocPtr colours = theme && !picture ? read_tree(file, theme, "theme") : NULL;
    xmlNodePtr root = colours ? xmlDocGetRootElement(colours) : NULL;
    style->theme = colours ? xml_tree_bytes(colours) : NULL;
    style->accent = theme_accent(root);
    style->family = family(style, root);
    style->width = font_relative_width(style->family);
    xmlFreeDoc(colours);
}

/* Sees to it that a style of paragraphs is that of all which name none: LibreOffice marks none, but writes it
 * first. */
static bool
has_default_paragraph(xmlDocPtr styles)
{
    xmlNodePtr first = NULL;
    for (xmlNodePtr node = xmlDocGetRootElement(styles)->children; node; node = node->next) {
        g_autofree char *type = docx_attribute(node, "type"), *standard = docx_attribute(node, "default");
        if (strcmp(type, "paragraph") != 0)
            continue;
        if (*standard && !is_off(standard))
            return true;
        first = first ? first : node;
    }
    if (first)
        xmlSetNsProp(first, first->ns, BAD_CAST "default", BAD_CAST "1");
    return first != NULL;
}

static void
margin_clear(DocxMargin *margin)
{
    g_clear_pointer(&margin->tree, xmlFreeDoc);
    g_clear_pointer(&margin->relations, g_ptr_array_unref);
}

/* A header or footer with its pictures and links; none where something else would have to come along. */
static DocxMargin
read_margin(StyleFile *file, const char *part, const char *root)
{
    static const char *const marks[] = {"bookmarkStart", "bookmarkEnd", NULL};
    DocxMargin margin = {read_tree(file, part, root), relations_of(file, part)};
    bool whole = margin.tree != NULL;
    for (guint i = 0; i < margin.relations->len && whole; i++) {
        DocxRelation *relation = margin.relations->pdata[i];
        if (!relation->external && strcmp(relation->type, "image") == 0 && docx_media_type(relation->target))
            relation->bytes = read_part(file, relation->target);
        whole = relation->bytes || (relation->external && strcmp(relation->type, "hyperlink") == 0 &&
                                    document_link_is_safe(relation->target));
    }
    if (whole)
        style_leave_out(xmlDocGetRootElement(margin.tree), marks);
    else
        margin_clear(&margin);
    return margin;
}

/* A section of the document. Headers and footers, by the ids of their parts, are those of the section before
 * unless it has its own. */
typedef struct {
    char *margins[DOCX_WIDE_FOOTER];
    DocxPage page;
    bool titled;
} Section;

static int
number(xmlNodePtr node, const char *name, int otherwise)
{
    g_autofree char *text = docx_attribute(node, name);
    return *text ? CLAMP(atoi(text), -docx_house_page.height, 4 * docx_house_page.height) : otherwise;
}

static void
read_section(xmlNodePtr properties, Section *section)
{
    DocxPage *page = &section->page;
    section->titled = false;
    for (xmlNodePtr node = properties->children; node; node = node->next) {
        g_autofree char *type = docx_attribute(node, "type"), *value = docx_attribute(node, "val");
        bool header = xmlStrEqual(node->name, BAD_CAST "headerReference");
        bool first = strcmp(type, "first") == 0;
        if ((header || xmlStrEqual(node->name, BAD_CAST "footerReference")) &&
            (first || strcmp(type, "default") == 0)) {
            char **margin = &section->margins[(first ? DOCX_FIRST_HEADER : DOCX_HEADER) + !header];
            xmlChar *id = xmlGetProp(node, BAD_CAST "id");
            g_free(*margin);
            *margin = g_strdup((const char *)id);
            xmlFree(id);
        } else if (xmlStrEqual(node->name, BAD_CAST "titlePg")) {
            section->titled = !is_off(value);
        } else if (xmlStrEqual(node->name, BAD_CAST "pgSz")) {
            page->width = number(node, "w", page->width);
            page->height = number(node, "h", page->height);
        } else if (xmlStrEqual(node->name, BAD_CAST "pgMar")) {
            page->top = number(node, "top", page->top);
            page->right = number(node, "right", page->right);
            page->bottom = number(node, "bottom", page->bottom);
            page->left = number(node, "left", page->left) + number(node, "gutter", 0);
            page->header = number(node, "header", page->header);
            page->footer = number(node, "footer", page->footer);
        }
    }
}

/* The last section with upright pages, from `section`, which is of those before; false where there is none.
 */
static bool
last_section(xmlNodePtr node, Section *section, Section *last)
{
    bool found = false;
    for (; node; node = node->next) {
        if (!xmlStrEqual(node->name, BAD_CAST "sectPr")) {
            found |= last_section(node->children, section, last);
            continue;
        }
        read_section(node, section);
        if (section->page.width > section->page.height)
            continue;
        found = true;
        for (int i = 0; i < DOCX_WIDE_FOOTER; i++) {
            g_free(last->margins[i]);
            last->margins[i] = g_strdup(section->margins[i]);
        }
        last->page = section->page;
        last->titled = section->titled;
    }
    return found;
}

static void
read_pages(DocxStyle *style, StyleFile *file, const char *document, xmlDocPtr body)
{
    /* Twentieths of a point: 12 cm across and 15 cm down. */
    static const int least_across = 6803, least_down = 8504;
    Section section = {.page = docx_house_page}, last = {.page = docx_house_page};
    last_section(xmlDocGetRootElement(body)->children, &section, &last);
    style->page = last.page;
    style->titled = last.titled;
    if (last.page.width - last.page.left - last.page.right < least_across ||
        last.page.height - abs(last.page.top) - abs(last.page.bottom) < least_down)
        file->why =
            "leaves less than 12 cm across or 15 cm down for text; give one with wider pages or narrower "
            "margins";
    g_autoptr(GPtrArray) relations = relations_of(file, document);
    for (int i = 0; i < DOCX_WIDE_FOOTER; i++) {
        for (guint k = 0; k < relations->len && last.margins[i] && !style->margins[i].tree; k++) {
            const DocxRelation *relation = relations->pdata[k];
            if (strcmp(relation->id, last.margins[i]) == 0 && !relation->external)
                style->margins[i] = read_margin(file, relation->target, i % 2 ? "ftr" : "hdr");
        }
        g_free(section.margins[i]);
        g_free(last.margins[i]);
    }
}

static bool
style_file_is_word(xmlDocPtr body)
{
    const xmlNs *namespace = body ? xmlDocGetRootElement(body)->ns : NULL;
    return namespace && strcmp((const char *)namespace->href, WORD_NAMESPACE) == 0;
}

/* NULL, with the reason in the file: what was found first. */
static DocxStyle *
read_style(StyleFile *file)
{
    g_autofree char *document = related(file, "", "officeDocument");
    xmlDocPtr body = document ? read_tree(file, document, "document") : NULL;
    if (!style_file_is_word(body)) {
        xmlFreeDoc(body);
        file->why = file->why ? file->why : "is not a Word document; give a .docx or .dotx file";
        return NULL;
    }
    DocxStyle *style = g_new0(DocxStyle, 1);
    style->styles = related_tree(file, document, "styles", "styles");
    if (style->styles && has_default_paragraph(style->styles)) {
        read_what_styles_need(style, file, document);
        read_pages(style, file, document, body);
    } else if (!file->why) {
        file->why = "is a Word document without styles; save it in Word once, and give it again";
    }
    xmlFreeDoc(body);
    if (file->why)
        g_clear_pointer(&style, docx_style_free);
    return style;
}

/* Why a file is no zip, as far as its first bytes tell: Word locks a document with a password, and wrote its
 * older files, in another container. NULL, with errno, where it cannot be opened. */
static const char *
why_no_package(const char *path)
{
    static const char container[] = "\xd0\xcf\x11\xe0";
    char first[4] = {0};
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return NULL;
    bool old = fread(first, 1, 4, file) == 4 && memcmp(first, container, 4) == 0;
    fclose(file);
    return old ? "is an old Word file (.doc) or locked with a password; save it as .docx without one"
               : "is not a Word document; give a .docx or .dotx file";
}

DocxStyle *
docx_style_read(const char *path, GError **error)
{
    DocxStyle *style = NULL;
    input_note(path);
    StyleFile file = {.zip = zip_open(path, ZIP_RDONLY, NULL)};
    if (file.zip) {
        style = read_style(&file);
        zip_discard(file.zip);
    } else {
        file.why = why_no_package(path);
    }
    if (!style && file.why)
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: %s", path, file.why);
    else if (!style)
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the Word document cannot be read: %s", path,
                    failure_of_reading(errno));
    return style;
}

guint32
docx_style_accent(const DocxStyle *style)
{
    return style->accent;
}

void
docx_style_free(DocxStyle *style)
{
    if (!style)
        return;
    xmlFreeDoc(style->styles);
    xmlFreeDoc(style->numbering);
    g_clear_pointer(&style->theme, g_bytes_unref);
    g_clear_pointer(&style->fonts, g_bytes_unref);
    g_free(style->family);
    for (int i = 0; i < DOCX_WIDE_FOOTER; i++)
        margin_clear(&style->margins[i]);
    g_free(style);
}
