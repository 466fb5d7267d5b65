/* Cairo writes one flat element for each mark, and numbers the marks in the pages' content. This file reads
 * the numbers there, makes artifacts of what is none of the document, and hangs the rest in a tree of its
 * own. */
#include "render/pdf/pdf_tags.h"
#include "analysis/failure/failure.h"
#include "render/pdf/properties.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    int content; /* the marked-content identifier; -1: cairo, from 1.18 on, gives none where there is no text
                  */
    guint annotation; /* a link's, else 0 */
    guint owner;      /* the element it belongs to, once written; 0: none, an artifact */
} Mark;

typedef struct {
    Objects *objects;
    const Structure *structure;
    Mark *marks;
    GArray *pages;      /* of guint: their objects */
    GPtrArray *parents; /* char*, by the number that cairo gave a page or an annotation in its parent tree */
} Tagger;

/* As it stands where it is ASCII, so that most readers' tools can show it. */
static void
append_text(GString *out, const char *words)
{
    glong length;
    g_autofree gunichar2 *letters = g_utf8_to_utf16(words, -1, NULL, &length, NULL);
    bool plain = g_str_is_ascii(words);
    g_string_append(out, plain ? "(" : "<FEFF");
    for (glong i = 0; letters && i < length; i++)
        if (plain)
            g_string_append_printf(out, strchr("()\\", letters[i]) ? "\\%c" : "%c", letters[i]);
        else
            g_string_append_printf(out, "%04X", letters[i]);
    g_string_append_c(out, plain ? ')' : '>');
}

/* Says which element a page or an annotation has, by the number behind the key. */
static void
note_parent(Tagger *tagger, const char *text, const char *key, char *parent)
{
    const char *at = strstr(text, key);
    guint number = at ? (guint)g_ascii_strtoull(at + strlen(key), NULL, 10) : 0;
    if (tagger->parents->len <= number)
        g_ptr_array_set_size(tagger->parents, (int)number + 1);
    tagger->parents->pdata[number] = parent;
}

static void
append_attributes(GString *out, const Element *element)
{
    bool figure = element->top > element->bottom;
    g_string_append_printf(out, "/A<</O/%s", figure ? "Layout" : "Table");
    if (figure) {
        const double corners[] = {element->left, element->bottom, element->right, element->top};
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        for (int i = 0; i < 4; i++)
            g_string_append_printf(out, "%s%s", i ? " " : "/BBox[",
                                   g_ascii_formatd(number, sizeof number, "%.2f", corners[i]));
        g_string_append(out, "]/Placement/Block");
    }
    if (element->scope)
        g_string_append_printf(out, "/Scope/%s", element->scope);
    if (element->columns > 1)
        g_string_append_printf(out, "/ColSpan %u", element->columns);
    if (element->rows > 1)
        g_string_append_printf(out, "/RowSpan %u", element->rows);
    if (strcmp(element->type, "Table") == 0 && element->words) {
        g_string_append(out, "/Summary");
        append_text(out, element->words);
    }
    g_string_append(out, ">>");
}

/* A link's annotation says where it leads, and belongs to its element. */
static void
tie_annotation(Tagger *tagger, const Element *element, const Mark *mark, guint page, GString *parts)
{
    GString *text = objects_text(tagger->objects, mark->annotation);
    note_parent(tagger, text->str, "/StructParent ", g_strdup_printf("%u 0 R", mark->owner));
    g_autoptr(GString) entries = g_string_new("/F 4/Contents"); /* printed */
    append_text(entries, element->words);
    g_string_insert(text, 2, entries->str);
    g_string_append_printf(parts, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>", mark->annotation, page);
}

/* An element names the page of its first content; content on other pages names its own. */
static void
hang_mark(Tagger *tagger, const Element *element, guint number, guint owner, GString *parts, guint *first)
{
    Mark *mark = &tagger->marks[number];
    if (mark->content < 0)
        return;
    guint page = g_array_index(tagger->pages, guint,
                               g_array_index(tagger->structure->marks, StructureMark, number).page);
    mark->owner = owner;
    if (!*first)
        *first = page;
    if (*first == page)
        g_string_append_printf(parts, "%d ", mark->content);
    else
        g_string_append_printf(parts, "<</Type/MCR/Pg %u 0 R/MCID %d>>", page, mark->content);
    if (mark->annotation)
        tie_annotation(tagger, element, mark, page, parts);
}

static guint
write_element(Tagger *tagger, const Element *element, guint parent)
{
    guint number = objects_add(tagger->objects, "", NULL), first = 0;
    g_autoptr(GString) parts = g_string_new(NULL);
    for (guint i = 0; i < element->parts->len; i++) {
        ElementPart part = g_array_index(element->parts, ElementPart, i);
        if (part.element)
            g_string_append_printf(parts, "%u 0 R ", write_element(tagger, part.element, number));
        else
            hang_mark(tagger, element, part.mark, number, parts, &first);
    }
    GString *text = objects_text(tagger->objects, number);
    g_string_append_printf(text, "<</Type/StructElem/S/%s/P %u 0 R/K[%s]", element->type, parent, parts->str);
    if (first)
        g_string_append_printf(text, "/Pg %u 0 R", first);
    bool figure = element->top > element->bottom;
    if (strcmp(element->type, "Table") == 0 || figure || element->scope)
        append_attributes(text, element);
    if (figure) {
        g_string_append(text, "/Alt");
        append_text(text, element->words);
    }
    g_string_append(text, ">>");
    return number;
}

/* The way back from a page's content to its elements. Marks come in the order of their numbers. */
static void
note_owners(Tagger *tagger)
{
    const GArray *marks = tagger->structure->marks;
    for (guint page = 0, i = 0; page < tagger->pages->len; page++) {
        GString *owners = g_string_new("[");
        for (; i < marks->len && g_array_index(marks, StructureMark, i).page == page; i++)
            if (tagger->marks[i].owner)
                g_string_append_printf(owners, "%u 0 R ", tagger->marks[i].owner);
            else if (tagger->marks[i].content >= 0)
                g_string_append(owners, "null ");
        g_string_append_c(owners, ']');
        note_parent(tagger, objects_text(tagger->objects, g_array_index(tagger->pages, guint, page))->str,
                    "/StructParents ", g_string_free(owners, FALSE));
    }
}

static void
write_tree(Tagger *tagger)
{
    guint root = objects_add(tagger->objects, "", NULL);
    guint document = write_element(tagger, tagger->structure->document, root);
    note_owners(tagger);
    GString *text = objects_text(tagger->objects, root),
            *catalog = objects_text(tagger->objects, objects_catalog(tagger->objects));
    g_string_append_printf(text, "<</Type/StructTreeRoot/K %u 0 R/ParentTreeNextKey %u/ParentTree<</Nums[",
                           document, tagger->parents->len);
    for (guint i = 0; i < tagger->parents->len; i++)
        if (tagger->parents->pdata[i])
            g_string_append_printf(text, "%u %s ", i, (const char *)tagger->parents->pdata[i]);
    g_string_append(text, "]>>>>");
    g_autofree char *entry = g_strdup_printf("/StructTreeRoot %u 0 R", root),
                    *cairos = g_strdup_printf("/StructTreeRoot %u 0 R",
                                              reference_behind(catalog->str, "/StructTreeRoot "));
    g_string_replace(catalog, cairos, entry, 1);
}

/* What stands before the next mark, or the end. Where an element of the layout has no mark of its own its
 * lines and blocks stand behind the end of the last mark, and become an artifact there. */
static void
append_between(GString *out, const char *from, const char *to, bool unmarked)
{
    const char *last = unmarked ? g_strrstr_len(from, to - from, "EMC\n") : NULL;
    const char *gap = last ? last + strlen("EMC\n") : from;
    g_string_append_len(out, from, gap - from);
    if (unmarked)
        g_string_append(out, "/Artifact <</Type /Layout>> BDC\n");
    g_string_append_len(out, gap, to - gap);
    if (unmarked)
        g_string_append(out, "\nEMC\n");
}

/* Reads the numbers of the page's marks in its content, where cairo begins each on a line of its own, and
 * makes artifacts of those whose two types stand for them; `next` is the first mark of the page and then that
 * of the page behind it. NULL where there are others than were drawn. */
static GString *
with_artifacts(Tagger *tagger, const GString *content, guint page, guint *next)
{
    const Structure *structure = tagger->structure;
    GString *out = g_string_sized_new(content->len + 4096);
    const char *rest = content->str;
    bool unmarked = false;
    for (int number = 0; *next < structure->marks->len; ++*next) {
        const StructureMark *drawn = &g_array_index(structure->marks, StructureMark, *next);
        if (drawn->page != page)
            break;
        bool layout = strcmp(drawn->tag, structure->layout->type) == 0,
             pagination = strcmp(drawn->tag, structure->pagination->type) == 0;
        g_autofree char *line = g_strdup_printf("/%s << /MCID %d >> BDC\n", drawn->tag, number);
        const char *begins = strstr(rest, line);
        tagger->marks[*next].content = begins ? number++ : -1;
        unmarked |= layout && !begins;
        if (!begins)
            continue;
        append_between(out, rest, begins, unmarked);
        unmarked = false;
        g_string_append(out, layout       ? "/Artifact <</Type /Layout>> BDC\n"
                             : pagination ? "/Artifact <</Type /Pagination>> BDC\n"
                                          : line);
        rest = begins + strlen(line);
    }
    append_between(out, rest, content->str + content->len, unmarked);
    return strstr(rest, " >> BDC\n") ? (g_string_free(out, TRUE), NULL) : out;
}

/* The page's annotations are those of its links, in the order of drawing. */
static bool
find_annotations(Tagger *tagger, const char *text, guint page)
{
    const GArray *marks = tagger->structure->marks;
    const char *list = strstr(text, "/Annots ["), *end = list ? strchr(list, ']') : NULL;
    for (guint i = 0; i < marks->len; i++) {
        const StructureMark *drawn = &g_array_index(marks, StructureMark, i);
        if (drawn->page == page && strcmp(drawn->tag, CAIRO_TAG_LINK) == 0 &&
            (!end || !(tagger->marks[i].annotation = reference_next(&list)) || list > end))
            return false;
    }
    return !end || !reference_next(&list) || list > end;
}

static bool
tag_page(Tagger *tagger, guint page, guint *next)
{
    guint number = g_array_index(tagger->pages, guint, page);
    GString *text = objects_text(tagger->objects, number);
    guint content = reference_behind(text->str, "/Contents ");
    GString *drawn =
                find_annotations(tagger, text->str, page) ? objects_unpack(tagger->objects, content) : NULL,
            *marked = drawn ? with_artifacts(tagger, drawn, page, next) : NULL;
    if (drawn)
        g_string_free(drawn, TRUE);
    if (!marked)
        return false;
    g_string_insert(text, 2, "/Tabs/S");
    objects_pack(tagger->objects, content, marked);
    g_string_free(marked, TRUE);
    return true;
}

static GBytes *
tag(Tagger *tagger, const Document *document)
{
    const char *catalog = objects_text(tagger->objects, objects_catalog(tagger->objects))->str,
               *kids =
                   strstr(objects_text(tagger->objects, reference_behind(catalog, "/Pages "))->str, "/Kids ");
    for (guint page; kids && (page = reference_next(&kids));)
        g_array_append_val(tagger->pages, page);
    guint next = 0;
    for (guint i = 0; i < tagger->pages->len; i++)
        if (!tag_page(tagger, i, &next))
            return NULL;
    if (next != tagger->structure->marks->len)
        return NULL;
    write_tree(tagger);
    properties_write(tagger->objects, tagger->pages, document);
    return objects_write(tagger->objects);
}

GBytes *
pdf_tag(const GByteArray *drawn, const Document *document, const Structure *structure, GError **error)
{
    g_autoptr(Objects) objects = objects_read(drawn);
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) parents = g_ptr_array_new_with_free_func(g_free);
    g_autofree Mark *marks = g_new0(Mark, structure->marks->len);
    Tagger tagger = {objects, structure, marks, pages, parents};
    GBytes *bytes = objects ? tag(&tagger, document) : NULL;
    if (!bytes)
        g_set_error(error, FAILURE, FAILURE_OUTPUT,
                    "the PDF cannot be tagged: cairo %s has not written what was drawn",
                    cairo_version_string());
    return bytes;
}
