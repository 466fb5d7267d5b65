/* A council's own Word document, of which only the styles and what they need are read. */
#include <errno.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>
#include "analysis/inputs/inputs.h"
#include "render/docx/docx_parts.h"

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

/* The name of the part that a part is related to; NULL where there is none. Caller frees. */
static char *
related(StyleFile *file, const char *from, const char *type)
{
    g_autofree char *folder = g_path_get_dirname(from), *base = g_path_get_basename(from);
    g_autofree char *rels =
        strcmp(from, "") == 0 ? g_strdup("_rels/.rels") : g_strdup_printf("%s/_rels/%s.rels", folder, base);
    g_autofree char *wanted = g_strconcat(office, type, NULL);
    xmlDocPtr tree = read_tree(file, rels, "Relationships");
    char *part = NULL;
    for (xmlNodePtr node = tree ? xmlDocGetRootElement(tree)->children : NULL; node && !part;
         node = node->next) {
        xmlChar *kind = xmlGetProp(node, BAD_CAST "Type"), *target = xmlGetProp(node, BAD_CAST "Target");
        if (kind && target && strcmp((const char *)kind, wanted) == 0) {
            g_autofree char *base_folder = g_strconcat("/", strcmp(folder, ".") == 0 ? "" : folder, NULL);
            g_autofree char *whole = g_canonicalize_filename((const char *)target, base_folder);
            part = g_strdup(whole + 1);
        }
        xmlFree(kind);
        xmlFree(target);
    }
    xmlFreeDoc(tree);
    return part;
}

static xmlDocPtr
related_tree(StyleFile *file, const char *document, const char *type, const char *root)
{
    g_autofree char *name = related(file, document, type);
    return name ? read_tree(file, name, root) : NULL;
}

/* Takes out elements that refer to parts which do not come along: pictures as bullets, embedded fonts. */
static void
leave_out(xmlNodePtr node, const char *const *names)
{
    for (xmlNodePtr next; node; node = next) {
        next = node->next;
        if (node->type == XML_ELEMENT_NODE && g_strv_contains(names, (const char *)node->name)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
        } else {
            leave_out(node->children, names);
        }
    }
}

static void
read_what_styles_need(DocxStyle *style, StyleFile *file, const char *document)
{
    static const char *const in_numbering[] = {"numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup", NULL};
    static const char *const in_fonts[] = {"embedRegular", "embedBold", "embedItalic", "embedBoldItalic",
                                           NULL};
    style->numbering = related_tree(file, document, "numbering", "numbering");
    if (style->numbering)
        leave_out(xmlDocGetRootElement(style->numbering), in_numbering);
    xmlDocPtr fonts = related_tree(file, document, "fontTable", "fonts");
    if (fonts) {
        leave_out(xmlDocGetRootElement(fonts), in_fonts);
        style->fonts = xml_tree_bytes(fonts);
        xmlFreeDoc(fonts);
    }
    g_autofree char *theme = related(file, document, "theme");
    g_autofree char *picture = theme ? related(file, theme, "image") : NULL;
    xmlDocPtr colours = theme && !picture ? read_tree(file, theme, "theme") : NULL;
    if (colours) {
        style->theme = xml_tree_bytes(colours);
        xmlFreeDoc(colours);
    }
}

static bool
has_default_paragraph(xmlDocPtr styles)
{
    for (xmlNodePtr node = xmlDocGetRootElement(styles)->children; node; node = node->next) {
        xmlChar *type = xmlGetNsProp(node, BAD_CAST "type", BAD_CAST WORD_NAMESPACE);
        xmlChar *is_default = xmlGetNsProp(node, BAD_CAST "default", BAD_CAST WORD_NAMESPACE);
        bool found = type && is_default && strcmp((const char *)type, "paragraph") == 0 &&
                     strcmp((const char *)is_default, "0") != 0;
        xmlFree(type);
        xmlFree(is_default);
        if (found)
            return true;
    }
    return false;
}

static bool
is_word(xmlDocPtr body)
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
    bool word = is_word(body);
    xmlFreeDoc(body);
    if (!word) {
        file->why = file->why ? file->why : "is no Word document; give a .docx or .dotx file";
        return NULL;
    }
    DocxStyle *style = g_new0(DocxStyle, 1);
    style->styles = related_tree(file, document, "styles", "styles");
    if (style->styles && has_default_paragraph(style->styles))
        read_what_styles_need(style, file, document);
    else if (!file->why)
        file->why = "is a Word document without styles; save it in Word once, and give it again";
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
               : "is no Word document; give a .docx or .dotx file";
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

void
docx_style_free(DocxStyle *style)
{
    if (!style)
        return;
    xmlFreeDoc(style->styles);
    xmlFreeDoc(style->numbering);
    g_clear_pointer(&style->theme, g_bytes_unref);
    g_clear_pointer(&style->fonts, g_bytes_unref);
    g_free(style);
}
