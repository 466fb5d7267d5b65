/* Cairo writes one flat element for each mark. This file reads from it what number the mark has on its page
 * and the annotation of a link; hangs those in the structure's own tree, and takes cairo's elements into it
 * where they do. */
#include "render/pdf/tags.h"
#include "analysis/failure/failure.h"
#include "render/pdf/properties.h"
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    guint page;  /* from 0 */
    int content; /* the marked-content identifier; -1: cairo, from 1.18 on, gives none where there is no text
                  */
    qpdf_oh object; /* a link's annotation, else 0 */
    qpdf_oh owner;  /* the element it belongs to, once written; 0: none, an artifact */
} Mark;

typedef struct {
    qpdf_data pdf;
    const Structure *structure;
    Mark *marks;
    qpdf_oh elements; /* cairo's, one for each mark */
    guint pages;
    qpdf_oh *page;     /* each page's object */
    GHashTable *names; /* "TD" -> qpdf_oh */
    GPtrArray *links;  /* qpdf_oh of elements whose annotation is numbered after the pages */
} Tagger;

static void
set(qpdf_data pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(pdf, dictionary, key, value);
}

/* The few names there are stand in thousands of elements; each is made once. */
static void
set_name(Tagger *tagger, qpdf_oh dictionary, const char *key, const char *name)
{
    gpointer known = g_hash_table_lookup(tagger->names, name);
    if (!known) {
        g_autofree char *slashed = g_strconcat("/", name, NULL);
        known = GUINT_TO_POINTER(qpdf_oh_new_name(tagger->pdf, slashed));
        g_hash_table_insert(tagger->names, (gpointer)name, known);
    }
    set(tagger->pdf, dictionary, key, GPOINTER_TO_UINT(known));
}

/* The annotation of a link, from the entries of cairo's element for it; 0: there is none. */
static qpdf_oh
annotation_of(qpdf_data pdf, qpdf_oh element)
{
    qpdf_oh parts = qpdf_oh_wrap_in_array(pdf, qpdf_oh_get_key(pdf, element, "/K"));
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, parts); i++) {
        qpdf_oh part = qpdf_oh_get_array_item(pdf, parts, i);
        if (qpdf_oh_is_dictionary(pdf, part) && qpdf_oh_has_key(pdf, part, "/Obj"))
            return qpdf_oh_get_key(pdf, part, "/Obj");
    }
    return 0;
}

static int
content_of(qpdf_data pdf, qpdf_oh element)
{
    qpdf_oh parts = qpdf_oh_wrap_in_array(pdf, qpdf_oh_get_key(pdf, element, "/K"));
    for (int i = 0; i < qpdf_oh_get_array_n_items(pdf, parts); i++) {
        qpdf_oh part = qpdf_oh_get_array_item(pdf, parts, i);
        if (qpdf_oh_is_integer(pdf, part))
            return qpdf_oh_get_int_value_as_int(pdf, part);
    }
    return -1;
}

/* False where cairo's elements are not those that were drawn. */
static bool
read_marks(Tagger *tagger)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh root = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/StructTreeRoot");
    tagger->elements = qpdf_oh_wrap_in_array(pdf, qpdf_oh_get_key(pdf, root, "/K"));
    const GArray *marks = tagger->structure->marks;
    if (qpdf_oh_get_array_n_items(pdf, tagger->elements) != (int)marks->len)
        return false;
    for (guint i = 0; i < marks->len; i++) {
        StructureMark drawn = g_array_index(marks, StructureMark, i);
        qpdf_oh element = qpdf_oh_get_array_item(pdf, tagger->elements, (int)i);
        bool link = strcmp(drawn.tag, CAIRO_TAG_LINK) == 0;
        tagger->marks[i] =
            (Mark){drawn.page, content_of(pdf, element), link ? annotation_of(pdf, element) : 0, 0};
        if (link && !tagger->marks[i].object)
            return false;
    }
    return true;
}

static qpdf_oh
attributes_of(Tagger *tagger, const Element *element)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh attributes = qpdf_oh_new_dictionary(pdf);
    bool figure = element->top > element->bottom;
    set_name(tagger, attributes, "/O", figure ? "Layout" : "Table");
    if (figure) {
        const double corners[] = {element->left, element->bottom, element->right, element->top};
        qpdf_oh box = qpdf_oh_new_array(pdf);
        for (int i = 0; i < 4; i++)
            qpdf_oh_append_item(pdf, box, qpdf_oh_new_real_from_double(pdf, corners[i], 2));
        set(pdf, attributes, "/BBox", box);
        set_name(tagger, attributes, "/Placement", "Block");
    }
    if (element->scope)
        set_name(tagger, attributes, "/Scope", element->scope);
    if (element->columns > 1)
        set(pdf, attributes, "/ColSpan", qpdf_oh_new_integer(pdf, element->columns));
    if (element->rows > 1)
        set(pdf, attributes, "/RowSpan", qpdf_oh_new_integer(pdf, element->rows));
    if (strcmp(element->type, "Table") == 0 && element->words)
        set(pdf, attributes, "/Summary", qpdf_oh_new_unicode_string(pdf, element->words));
    return attributes;
}

/* A link's annotation says where it leads, and belongs to its element. */
static qpdf_oh
tie_annotation(Tagger *tagger, const Element *element, const Mark *mark)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh reference = qpdf_oh_new_dictionary(pdf);
    guint number = tagger->pages + tagger->links->len;
    set_name(tagger, reference, "/Type", "OBJR");
    set(pdf, reference, "/Obj", mark->object);
    set(pdf, reference, "/Pg", tagger->page[mark->page]);
    set(pdf, mark->object, "/StructParent", qpdf_oh_new_integer(pdf, number));
    set(pdf, mark->object, "/Contents", qpdf_oh_new_unicode_string(pdf, element->words));
    set(pdf, mark->object, "/F", qpdf_oh_new_integer(pdf, 4)); /* printed */
    g_ptr_array_add(tagger->links, GUINT_TO_POINTER(mark->owner));
    return reference;
}

/* An element names the page of its first content; content on other pages names its own. */
static void
hang_mark(Tagger *tagger, const Element *element, Mark *mark, qpdf_oh owner, qpdf_oh parts, int *first)
{
    qpdf_data pdf = tagger->pdf;
    if (mark->content < 0)
        return;
    mark->owner = owner;
    qpdf_oh page = tagger->page[mark->page], content = qpdf_oh_new_integer(pdf, mark->content);
    qpdf_oh part = content;
    if (*first < 0) {
        set(pdf, owner, "/Pg", page);
        *first = (int)mark->page;
    } else if (*first != (int)mark->page) {
        part = qpdf_oh_new_dictionary(pdf);
        set_name(tagger, part, "/Type", "MCR");
        set(pdf, part, "/Pg", page);
        set(pdf, part, "/MCID", content);
    }
    qpdf_oh_append_item(pdf, parts, part);
    if (mark->object)
        qpdf_oh_append_item(pdf, parts, tie_annotation(tagger, element, mark));
}

/* Most elements are one mark: cairo's, which libqpdf has read in any case, needs but another parent. 0 where
 * it does not do. */
static qpdf_oh
take_cairos(Tagger *tagger, const Element *element)
{
    if (element->parts->len != 1 || g_array_index(element->parts, ElementPart, 0).element)
        return 0;
    guint number = g_array_index(element->parts, ElementPart, 0).mark;
    Mark *mark = &tagger->marks[number];
    if (!mark->object &&
        strcmp(g_array_index(tagger->structure->marks, StructureMark, number).tag, element->type) == 0)
        mark->owner = qpdf_oh_get_array_item(tagger->pdf, tagger->elements, (int)number);
    return mark->owner;
}

static qpdf_oh write_element(Tagger *tagger, const Element *element, qpdf_oh parent);

static qpdf_oh
make_element(Tagger *tagger, const Element *element)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh written = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
    qpdf_oh parts = qpdf_oh_new_array(pdf);
    set_name(tagger, written, "/S", element->type);
    int first = -1; /* the page of its first content */
    for (guint i = 0; i < element->parts->len; i++) {
        ElementPart part = g_array_index(element->parts, ElementPart, i);
        if (part.element)
            qpdf_oh_append_item(pdf, parts, write_element(tagger, part.element, written));
        else
            hang_mark(tagger, element, &tagger->marks[part.mark], written, parts, &first);
    }
    set(pdf, written, "/K", parts);
    return written;
}

static qpdf_oh
write_element(Tagger *tagger, const Element *element, qpdf_oh parent)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh written = take_cairos(tagger, element);
    if (!written)
        written = make_element(tagger, element);
    set(pdf, written, "/P", parent);
    bool table = strcmp(element->type, "Table") == 0, figure = element->top > element->bottom;
    if (table || figure || element->scope)
        set(pdf, written, "/A", attributes_of(tagger, element));
    if (figure)
        set(pdf, written, "/Alt", qpdf_oh_new_unicode_string(pdf, element->words));
    return written;
}

/* The way back from content to its element: an array for each page, then one element for each link. */
static qpdf_oh
parent_tree(Tagger *tagger)
{
    qpdf_data pdf = tagger->pdf;
    guint pages = tagger->pages;
    qpdf_oh tree = qpdf_oh_new_dictionary(pdf), numbers = qpdf_oh_new_array(pdf);
    g_autofree qpdf_oh *arrays = g_new0(qpdf_oh, pages);
    for (guint i = 0; i < pages; i++) {
        arrays[i] = qpdf_make_indirect_object(pdf, qpdf_oh_new_array(pdf));
        qpdf_oh_append_item(pdf, numbers, qpdf_oh_new_integer(pdf, i));
        qpdf_oh_append_item(pdf, numbers, arrays[i]);
    }
    /* Marks come in the order of their numbers on each page. */
    for (guint i = 0; i < tagger->structure->marks->len; i++) {
        const Mark *mark = &tagger->marks[i];
        if (mark->content >= 0)
            qpdf_oh_append_item(pdf, arrays[mark->page], mark->owner ? mark->owner : qpdf_oh_new_null(pdf));
    }
    for (guint i = 0; i < tagger->links->len; i++) {
        qpdf_oh_append_item(pdf, numbers, qpdf_oh_new_integer(pdf, pages + i));
        qpdf_oh_append_item(pdf, numbers, GPOINTER_TO_UINT(tagger->links->pdata[i]));
    }
    set(pdf, tree, "/Nums", numbers);
    return qpdf_make_indirect_object(pdf, tree);
}

static void
write_tree(Tagger *tagger)
{
    qpdf_data pdf = tagger->pdf;
    qpdf_oh root = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
    set_name(tagger, root, "/Type", "StructTreeRoot");
    set(pdf, root, "/K", write_element(tagger, tagger->structure->document, root));
    set(pdf, root, "/ParentTree", parent_tree(tagger));
    set(pdf, root, "/ParentTreeNextKey", qpdf_oh_new_integer(pdf, tagger->pages + tagger->links->len));
    set(pdf, qpdf_get_root(pdf), "/StructTreeRoot", root);
}

/* A mark as cairo begins it in a page's content, on a line of its own. */
static char *
mark_line(const char *type, int content)
{
    return g_strdup_printf("/%s << /MCID %d >> BDC\n", type, content);
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

/* Makes artifacts of the page's marks whose two types stand for them; `next` is the first mark of the page
 * and then that of the page behind it. NULL where a mark is not found: cairo has drawn others. */
static GString *
with_artifacts(Tagger *tagger, const char *content, gsize length, guint page, guint *next)
{
    const Structure *structure = tagger->structure;
    g_autoptr(GString) out = g_string_sized_new(length + 4096);
    const char *rest = content, *end = content + length;
    bool unmarked = false;
    for (; *next < structure->marks->len && tagger->marks[*next].page == page; ++*next) {
        const char *type = g_array_index(structure->marks, StructureMark, *next).tag;
        bool layout = strcmp(type, structure->layout->type) == 0;
        if (tagger->marks[*next].content < 0) {
            unmarked |= layout;
            continue;
        }
        g_autofree char *line = mark_line(type, tagger->marks[*next].content);
        const char *begins = g_strstr_len(rest, end - rest, line);
        if (!begins)
            return NULL;
        append_between(out, rest, begins, unmarked);
        unmarked = false;
        g_string_append(out, layout ? "/Artifact <</Type /Layout>> BDC\n"
                             : strcmp(type, structure->pagination->type) == 0
                                 ? "/Artifact <</Type /Pagination>> BDC\n"
                                 : line);
        rest = begins + strlen(line);
    }
    append_between(out, rest, end, unmarked);
    return g_steal_pointer(&out);
}

static bool
write_page(Tagger *tagger, guint page, guint *next)
{
    qpdf_data pdf = tagger->pdf;
    unsigned char *bytes = NULL;
    gsize length = 0;
    set(pdf, tagger->page[page], "/StructParents", qpdf_oh_new_integer(pdf, page));
    set_name(tagger, tagger->page[page], "/Tabs", "S");
    qpdf_oh stream = qpdf_oh_get_key(pdf, tagger->page[page], "/Contents");
    if (qpdf_oh_get_stream_data(pdf, stream, qpdf_dl_generalized, NULL, &bytes, &length) != QPDF_SUCCESS)
        return false;
    g_autoptr(GString) marked = with_artifacts(tagger, (char *)bytes, length, page, next);
    free(bytes);
    if (marked)
        qpdf_oh_replace_stream_data(pdf, stream, (unsigned char *)marked->str, marked->len,
                                    qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
    return marked;
}

/* The bytes of the finished file; NULL where libqpdf found a fault. */
static GBytes *
write_bytes(qpdf_data pdf)
{
    if (qpdf_init_write_memory(pdf) != QPDF_SUCCESS)
        return NULL;
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_minimum_pdf_version(pdf, "1.7");
    if (qpdf_write(pdf) != QPDF_SUCCESS || qpdf_more_warnings(pdf))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(pdf), qpdf_get_buffer_length(pdf));
}

static GBytes *
tag(Tagger *tagger, const Document *document)
{
    qpdf_data pdf = tagger->pdf;
    tagger->pages = (guint)qpdf_get_num_pages(pdf);
    tagger->page = g_new0(qpdf_oh, tagger->pages);
    guint next = 0;
    if (!read_marks(tagger))
        return NULL;
    for (guint i = 0; i < tagger->pages; i++) {
        tagger->page[i] = qpdf_get_page_n(pdf, i);
        if (!write_page(tagger, i, &next))
            return NULL;
    }
    if (next != tagger->structure->marks->len)
        return NULL;
    write_tree(tagger);
    properties_write(pdf, document);
    return write_bytes(pdf);
}

GBytes *
pdf_tag(const GByteArray *drawn, const Document *document, const Structure *structure, GError **error)
{
    Tagger tagger = {.pdf = qpdf_init(),
                     .structure = structure,
                     .marks = g_new0(Mark, structure->marks->len),
                     .names = g_hash_table_new(g_str_hash, g_str_equal),
                     .links = g_ptr_array_new()};
    GBytes *bytes = NULL;
    qpdf_set_suppress_warnings(tagger.pdf, QPDF_TRUE);
    qpdf_silence_errors(tagger.pdf);
    if (qpdf_read_memory(tagger.pdf, "report", (const char *)drawn->data, drawn->len, NULL) == QPDF_SUCCESS)
        bytes = tag(&tagger, document);
    if (!bytes) {
        qpdf_error fault = qpdf_has_error(tagger.pdf) ? qpdf_get_error(tagger.pdf) : NULL;
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "the PDF cannot be tagged: %s",
                    fault ? qpdf_get_error_full_text(tagger.pdf, fault)
                          : "its structure is not what was drawn");
    }
    qpdf_cleanup(&tagger.pdf);
    g_free(tagger.marks);
    g_free(tagger.page);
    g_hash_table_unref(tagger.names);
    g_ptr_array_unref(tagger.links);
    return bytes;
}
