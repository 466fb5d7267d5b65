#include "render/pdf/structure.h"

static void
element_free(gpointer pointer)
{
    Element *element = pointer;
    g_ptr_array_unref(element->children);
    g_array_unref(element->parts);
    g_free(element->words);
    g_free(element);
}

static Element *
element_new(const char *type, Element *parent)
{
    Element *element = g_new0(Element, 1);
    element->type = type;
    element->parent = parent;
    element->children = g_ptr_array_new_with_free_func(element_free);
    element->parts = g_array_new(FALSE, FALSE, sizeof(ElementPart));
    return element;
}

Structure *
structure_new(void)
{
    Structure *structure = g_new0(Structure, 1);
    structure->document = element_new("Document", NULL);
    /* Cairo has no name for artifacts; these two are used for nothing else. */
    structure->layout = element_new("NonStruct", NULL);
    structure->pagination = element_new("Private", NULL);
    structure->marks = g_array_new(FALSE, FALSE, sizeof(StructureMark));
    return structure;
}

void
structure_free(Structure *structure)
{
    element_free(structure->document);
    element_free(structure->layout);
    element_free(structure->pagination);
    g_array_unref(structure->marks);
    g_free(structure);
}

Element *
structure_add(Element *parent, const char *type)
{
    Element *element = element_new(type, parent);
    ElementPart part = {.element = element};
    g_ptr_array_add(parent->children, element);
    g_array_append_val(parent->parts, part);
    return element;
}

void
structure_mark(Structure *structure, Element *element, const char *tag, guint page)
{
    StructureMark mark = {element, tag, page};
    ElementPart part = {.mark = structure->marks->len};
    g_array_append_val(structure->marks, mark);
    g_array_append_val(element->parts, part);
}
