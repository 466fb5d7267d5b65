/* Cairo writes one flat element for each mark. This file reads from them what number each mark has on its
 * page, and the annotation of a link, hangs those in the structure's own tree, and removes cairo's. */
#include "render/pdf/tags.h"
#include "analysis/failure/failure.h"
#include "render/pdf/objects.h"
#include "render/pdf/properties.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
    guint page;  /* from 0 */
    int content; /* the marked-content identifier; -1: nothing was drawn */
    guint link;  /* its annotation, else 0 */
    guint owner; /* the element it belongs to, once written; 0: none, an artifact */
} Mark;

typedef struct {
    Objects *objects;
    const Structure *structure;
    Mark *marks;
    guint root;    /* of the structure, in cairo's file and in ours */
    GArray *pages; /* guint: the pages' objects */
    GArray *ways_back;
} Tagger;

/* From a page or an annotation, by the number that cairo gave it in its dictionary, to what says its
 * elements. */
typedef struct {
    guint number, object;
} WayBack;

/* What stands behind a key; empty where it does not. */
static const char *
value_of(const Objects *objects, guint number, const char *key)
{
    const char *text = objects_text(objects, number), *at = strstr(text, key);
    return at ? at + strlen(key) : "";
}

static guint
number_of(const Objects *objects, guint number, const char *key)
{
    return (guint)strtoul(value_of(objects, number, key), NULL, 10);
}

/* The objects that an array names, among other numbers or alone. */
static GArray *
references_of(const Objects *objects, guint number, const char *key)
{
    static const char reference[] = " 0 R";
    GArray *references = g_array_new(FALSE, FALSE, sizeof(guint));
    const char *at = value_of(objects, number, key);
    for (char *end; g_ascii_isdigit(*(at += strspn(at, "[ \n"))); at = end) {
        guint found = (guint)strtoul(at, &end, 10);
        if (g_str_has_prefix(end, reference)) {
            g_array_append_val(references, found);
            end += strlen(reference);
        }
    }
    return references;
}

/* What a cairo element holds: nothing, the number of its content, or that and an annotation in brackets.
 * False where it is anything else. */
static bool
read_mark(const char *at, Mark *mark)
{
    static const char link[] = "<< /Type /OBJR /Obj ", link_end[] = " 0 R >>";
    for (char *end; *(at += strspn(at, "[ ]")) && *at != '\n'; at = end) {
        if (g_str_has_prefix(at, link)) {
            mark->link = (guint)strtoul(at + strlen(link), &end, 10);
            if (!g_str_has_prefix(end, link_end))
                return false;
            end += strlen(link_end);
        } else {
            mark->content = (int)strtol(at, &end, 10);
            if (end == at)
                return false;
        }
    }
    return true;
}

/* False where cairo's elements are not those that were drawn. */
static bool
read_marks(Tagger *tagger)
{
    Objects *objects = tagger->objects;
    tagger->root = number_of(objects, objects->catalog, "/StructTreeRoot ");
    tagger->pages = references_of(objects, number_of(objects, objects->catalog, "/Pages "), "/Kids ");
    g_autoptr(GArray) elements = references_of(objects, tagger->root, "/K ");
    if (elements->len != tagger->structure->marks->len)
        return false;
    for (guint i = 0; i < elements->len; i++) {
        StructureMark drawn = g_array_index(tagger->structure->marks, StructureMark, i);
        guint element = g_array_index(elements, guint, i);
        const char *type = value_of(objects, element, "/S /");
        tagger->marks[i] = (Mark){.page = drawn.page, .content = -1};
        if (strcspn(type, "\n") != strlen(drawn.tag) || !g_str_has_prefix(type, drawn.tag) ||
            !read_mark(value_of(objects, element, "/K "), &tagger->marks[i]) ||
            drawn.page >= tagger->pages->len)
            return false;
        objects_remove(objects, element);
    }
    return true;
}

static void
append_attributes(GString *out, const Element *element)
{
    bool figure = element->top > element->bottom;
    g_string_append_printf(out, " /A << /O /%s", figure ? "Layout" : "Table");
    if (figure)
        g_string_append_printf(out, " /BBox [ %.2f %.2f %.2f %.2f ] /Placement /Block", element->left,
                               element->bottom, element->right, element->top);
    if (element->scope)
        g_string_append_printf(out, " /Scope /%s", element->scope);
    if (element->columns > 1)
        g_string_append_printf(out, " /ColSpan %u", element->columns);
    if (element->rows > 1)
        g_string_append_printf(out, " /RowSpan %u", element->rows);
    if (strcmp(element->type, "Table") == 0 && element->words) {
        g_string_append(out, " /Summary ");
        objects_append_string(out, element->words);
    }
    g_string_append(out, " >>");
}

static void
add_way_back(Tagger *tagger, guint from, const char *key, guint object)
{
    WayBack way = {number_of(tagger->objects, from, key), object};
    g_array_append_val(tagger->ways_back, way);
}

/* A link's annotation says where it leads, is printed, and belongs to its element. */
static void
complete_link(Tagger *tagger, guint link, const char *words, guint element)
{
    add_way_back(tagger, link, "/StructParent ", element);
    g_autoptr(GString) entries = g_string_new(" /F 4 /Contents ");
    objects_append_string(entries, words);
    objects_complete(tagger->objects, link, entries->str);
}

static guint
page_of(const Tagger *tagger, const Mark *mark)
{
    return g_array_index(tagger->pages, guint, mark->page);
}

/* An element names the page of its first content; content on other pages names its own. */
static void
append_mark(Tagger *tagger, GString *parts, const Mark *mark, guint first)
{
    guint page = page_of(tagger, mark);
    if (mark->content >= 0 && page == first)
        g_string_append_printf(parts, " %d", mark->content);
    else if (mark->content >= 0)
        g_string_append_printf(parts, " << /Type /MCR /Pg %u 0 R /MCID %d >>", page, mark->content);
    if (mark->link)
        g_string_append_printf(parts, " << /Type /OBJR /Obj %u 0 R /Pg %u 0 R >>", mark->link, page);
}

static guint
write_element(Tagger *tagger, const Element *element, guint parent)
{
    guint number = objects_new(tagger->objects), first = 0; /* the page of its first content */
    g_autoptr(GString) parts = g_string_new(NULL);
    for (guint i = 0; i < element->parts->len; i++) {
        ElementPart part = g_array_index(element->parts, ElementPart, i);
        Mark *mark = &tagger->marks[part.mark];
        if (part.element) {
            g_string_append_printf(parts, " %u 0 R", write_element(tagger, part.element, number));
            continue;
        }
        mark->owner = number;
        if (!first && mark->content >= 0)
            first = page_of(tagger, mark);
        append_mark(tagger, parts, mark, first);
        if (mark->link)
            complete_link(tagger, mark->link, element->words, number);
    }
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "<< /Type /StructElem /S /%s /P %u 0 R", element->type, parent);
    if (first)
        g_string_append_printf(text, " /Pg %u 0 R", first);
    g_string_append_printf(text, " /K [%s ]", parts->str);
    bool figure = element->top > element->bottom;
    if (strcmp(element->type, "Table") == 0 || figure || element->scope)
        append_attributes(text, element);
    if (figure) {
        g_string_append(text, " /Alt ");
        objects_append_string(text, element->words);
    }
    g_string_append(text, " >>");
    objects_set(tagger->objects, number, g_string_free(text, FALSE));
    return number;
}

/* From each page to an array of the elements of its marks, which come in the order of their numbers. */
static void
add_ways_back_of_pages(Tagger *tagger)
{
    guint pages = tagger->pages->len;
    g_autofree GString **owners = g_new0(GString *, pages);
    g_autofree int *counts = g_new0(int, pages);
    for (guint i = 0; i < pages; i++)
        owners[i] = g_string_new("[");
    for (guint i = 0; i < tagger->structure->marks->len; i++) {
        const Mark *mark = &tagger->marks[i];
        for (int *at = &counts[mark->page]; *at <= mark->content; (*at)++)
            if (*at == mark->content && mark->owner)
                g_string_append_printf(owners[mark->page], " %u 0 R", mark->owner);
            else
                g_string_append(owners[mark->page], " null");
    }
    for (guint i = 0; i < pages; i++) {
        guint object = objects_new(tagger->objects);
        g_string_append(owners[i], " ]");
        objects_set(tagger->objects, object, g_string_free(owners[i], FALSE));
        add_way_back(tagger, g_array_index(tagger->pages, guint, i), "/StructParents ", object);
    }
}

static int
compare_ways(gconstpointer a, gconstpointer b)
{
    guint one = ((const WayBack *)a)->number, other = ((const WayBack *)b)->number;
    return (one > other) - (one < other);
}

static guint
write_ways_back(Tagger *tagger)
{
    g_array_sort(tagger->ways_back, compare_ways);
    GString *text = g_string_new("<< /Nums [");
    for (guint i = 0; i < tagger->ways_back->len; i++) {
        WayBack way = g_array_index(tagger->ways_back, WayBack, i);
        g_string_append_printf(text, " %u %u 0 R", way.number, way.object);
    }
    g_string_append(text, " ] >>");
    guint number = objects_new(tagger->objects);
    objects_set(tagger->objects, number, g_string_free(text, FALSE));
    return number;
}

/* Cairo's tree of ways back, and what it leads to. */
static void
remove_ways_back(Objects *objects, guint tree)
{
    g_autoptr(GArray) ways = references_of(objects, tree, "/Nums ");
    for (guint i = 0; i < ways->len; i++)
        objects_remove(objects, g_array_index(ways, guint, i));
    objects_remove(objects, tree);
}

static void
write_tree(Tagger *tagger)
{
    remove_ways_back(tagger->objects, number_of(tagger->objects, tagger->root, "/ParentTree "));
    guint document = write_element(tagger, tagger->structure->document, tagger->root);
    add_ways_back_of_pages(tagger);
    guint ways_back = write_ways_back(tagger);
    objects_set(
        tagger->objects, tagger->root,
        g_strdup_printf("<< /Type /StructTreeRoot /K %u 0 R /ParentTree %u 0 R /ParentTreeNextKey %u >>",
                        document, ways_back, tagger->ways_back->len));
}

/* The two types that stand for artifacts become artifacts in a page's content. Cairo begins each mark on a
 * line of its own; a line that goes on from a string before it ends in a backslash there. */
static GString *
with_artifacts(const Structure *structure, const GString *content)
{
    const struct {
        const char *type, *artifact;
    } kinds[] = {{structure->layout->type, "/Artifact <</Type /Layout>> BDC\n"},
                 {structure->pagination->type, "/Artifact <</Type /Pagination>> BDC\n"}};
    GString *out = g_string_sized_new(content->len + 4096);
    for (const char *line = content->str, *end = content->str + content->len; line < end;) {
        const char *next = memchr(line, '\n', (gsize)(end - line));
        next = next ? next + 1 : end;
        const char *artifact = NULL;
        bool whole = line == content->str || line - content->str < 2 || line[-2] != '\\';
        for (gsize i = 0; i < G_N_ELEMENTS(kinds) && *line == '/' && whole; i++) {
            gsize prefix = strlen(kinds[i].type);
            if ((gsize)(next - line) > prefix + 4 && memcmp(next - 4, "BDC\n", 4) == 0 &&
                memcmp(line + 1, kinds[i].type, prefix) == 0 && line[prefix + 1] == ' ')
                artifact = kinds[i].artifact;
        }
        if (artifact)
            g_string_append(out, artifact);
        else
            g_string_append_len(out, line, next - line);
        line = next;
    }
    return out;
}

static void
write_page(Tagger *tagger, guint page)
{
    guint number = number_of(tagger->objects, page, "/Contents ");
    g_autoptr(GString) content = objects_stream(tagger->objects, number);
    g_autoptr(GString) marked = with_artifacts(tagger->structure, content);
    objects_set_stream(tagger->objects, number, objects_compress(marked->str, marked->len));
    objects_complete(tagger->objects, page, " /Tabs /S");
}

GBytes *
pdf_tag(const GString *drawn, const Document *document, const Structure *structure, GError **error)
{
    Tagger tagger = {.objects = objects_read(drawn),
                     .structure = structure,
                     .marks = g_new0(Mark, structure->marks->len),
                     .ways_back = g_array_new(FALSE, FALSE, sizeof(WayBack))};
    GBytes *bytes = NULL;
    if (tagger.objects && read_marks(&tagger)) {
        write_tree(&tagger);
        for (guint i = 0; i < tagger.pages->len; i++)
            write_page(&tagger, g_array_index(tagger.pages, guint, i));
        properties_write(tagger.objects, document);
        bytes = objects_write(tagger.objects);
    }
    if (!bytes)
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "the PDF cannot be tagged: it is not what was drawn");
    g_clear_pointer(&tagger.objects, objects_free);
    g_clear_pointer(&tagger.pages, g_array_unref);
    g_array_unref(tagger.ways_back);
    g_free(tagger.marks);
    return bytes;
}
