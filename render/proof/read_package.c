/* The packed documents, .docx and .odt: what an element of either begins or ends. Their names do not meet but
 * where they mean the same, so one reading serves both. */
#include "analysis/exports/archive.h"
#include "render/proof/gathering.h"
#include <string.h>

static const gsize most_text = 64 * 1024 * 1024; /* of a part that is packed */
static const int deepest = 200;

typedef struct {
    GString *text;
    guint columns, rows; /* that it spans */
} Cell;

typedef struct {
    Gathering *gathering;
    GString *text;    /* of the paragraph */
    GPtrArray *outer; /* GString*: paragraphs that a text box or note stands in, the innermost last */
    GArray *cells;    /* of Cell, the innermost last */
    int level, words; /* of a heading; how many paragraphs are open */
    bool contents;    /* the paragraph leads to a heading */
    bool head_rows, row_heads, open_row, open_table;
    bool layout; /* the table sets tiles or charts side by side */
} Reading;

static void
free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

static void
clear_cell(gpointer cell)
{
    g_string_free(((Cell *)cell)->text, TRUE);
}

static guint
count_of(const MemberReader *reader, const char *name)
{
    char value[16];
    return member_attribute(reader, name, value, sizeof value) ? (guint)g_ascii_strtoull(value, NULL, 10) : 1;
}

/* Word's styles, and LibreOffice's. */
static void
take_style(Reading *reading, const char *style)
{
    const char *digit = style + strcspn(style, "123456");
    if (g_ascii_strncasecmp(style, "heading", 7) == 0)
        reading->level = *digit ? *digit - '0' : 1;
    else if (g_ascii_strcasecmp(style, "title") == 0)
        reading->level = 1;
    else if (g_ascii_strncasecmp(style, "toc", 3) == 0 || g_ascii_strncasecmp(style, "contents", 8) == 0)
        reading->contents = true;
}

static void
begin_words(Reading *reading, int level)
{
    reading->level = level;
    reading->contents = false;
    reading->words++;
}

static Cell *
innermost(const Reading *reading)
{
    return &g_array_index(reading->cells, Cell, reading->cells->len - 1);
}

static void
end_words(Reading *reading)
{
    const char *text = reading->text->str;
    GString *cell = reading->cells->len ? innermost(reading)->text : NULL;
    if (cell)
        g_string_append_printf(cell, "%s%s", cell->len ? " " : "", text);
    else if (reading->level)
        gather_heading(reading->gathering, reading->level, text, 0);
    else if (!reading->contents)
        gather_paragraph(reading->gathering, text, 0);
    g_string_truncate(reading->text, 0);
    begin_words(reading, 0);
    reading->words -= 2;
}

/* What stands within a paragraph and has paragraphs of its own. */
static void
begin_box(Reading *reading)
{
    g_ptr_array_add(reading->outer, reading->text);
    reading->text = g_string_new(NULL);
}

static void
end_box(Reading *reading)
{
    if (!reading->outer->len)
        return;
    g_string_free(reading->text, TRUE);
    reading->text = g_ptr_array_steal_index(reading->outer, reading->outer->len - 1);
}

/* A table's and a row's properties come before their cells, so they are begun with the first cell. */
static void
begin_cell(Reading *reading, const MemberReader *reader)
{
    if (reading->open_table && !reading->layout)
        gather_table(reading->gathering);
    if (reading->open_row && !reading->layout)
        gather_row(reading->gathering, reading->row_heads);
    reading->open_table = reading->open_row = false;
    Cell cell = {g_string_new(NULL), count_of(reader, "number-columns-spanned"),
                 count_of(reader, "number-rows-spanned")};
    g_array_append_val(reading->cells, cell);
}

static void
end_cell(Reading *reading)
{
    if (!reading->cells->len)
        return;
    const Cell *cell = innermost(reading);
    if (reading->layout)
        gather_paragraph(reading->gathering, cell->text->str, 0);
    else
        gather_cell(reading->gathering, cell->text->str, 0, cell->columns, cell->rows);
    g_array_set_size(reading->cells, reading->cells->len - 1);
}

static bool
among(const char *name, const char *const *names)
{
    return g_strv_contains(names, name);
}

static const char *const tables[] = {"tbl", "table", NULL}, *const rows[] = {"tr", "table-row", NULL},
                         *const cells[] = {"tc", "table-cell", NULL}, *const words[] = {"p", "h", NULL},
                         *const boxes[] = {"txbxContent", "text-box", "note-body", NULL},
                         *const gaps[] = {"tab", "br", "cr", "s", "line-break", NULL},
                         *const pages[] = {"lastRenderedPageBreak", "soft-page-break", NULL};

/* What an element's attribute tells. */
static void
take_attribute(Reading *reading, const MemberReader *reader, const char *name)
{
    char value[64] = "";
    bool link = strcmp(name, "hyperlink") == 0;
    if (!member_attribute(reader,
                          link                      ? "anchor"
                          : strcmp(name, "br") == 0 ? "type"
                                                    : "val",
                          value, sizeof value))
        return;
    if (link)
        reading->contents = reading->contents || g_str_has_prefix(value, "_Toc");
    else if (strcmp(name, "pStyle") == 0)
        take_style(reading, value);
    else if (strcmp(name, "tblStyle") == 0)
        reading->layout = g_str_has_suffix(value, "KeyFiguresTable") || g_str_has_suffix(value, "StripTable");
    else if (strcmp(name, "gridSpan") == 0 && reading->cells->len)
        innermost(reading)->columns = (guint)g_ascii_strtoull(value, NULL, 10);
    else if (strcmp(name, "br") == 0 && strcmp(value, "page") == 0)
        gather_page(reading->gathering);
}

static void
begin(Reading *reading, const MemberReader *reader, const char *name)
{
    if (among(name, words))
        begin_words(reading, *name == 'h' ? (int)count_of(reader, "outline-level") : 0);
    else if (among(name, boxes))
        begin_box(reading);
    else if (among(name, tables))
        reading->open_table = true, reading->layout = false;
    else if (among(name, rows))
        reading->open_row = true, reading->row_heads = reading->head_rows;
    else if (strcmp(name, "table-header-rows") == 0)
        reading->head_rows = true;
    else if (strcmp(name, "tblHeader") == 0)
        reading->row_heads = true;
    else if (among(name, cells))
        begin_cell(reading, reader);
    else if (among(name, pages))
        gather_page(reading->gathering);
    else if (strcmp(name, "noBreakHyphen") == 0)
        g_string_append_c(reading->text, '-');
    else if (among(name, gaps))
        g_string_append_c(reading->text, ' ');
    take_attribute(reading, reader, name);
}

static void
end(Reading *reading, const char *name)
{
    if (among(name, words))
        end_words(reading);
    else if (among(name, boxes))
        end_box(reading);
    else if (among(name, cells))
        end_cell(reading);
    else if (strcmp(name, "table-header-rows") == 0)
        reading->head_rows = false;
    else if (among(name, tables) && !reading->layout)
        gather_table_end(reading->gathering);
}

/* What stands in the file and not among the words of the page: pictures for programs that cannot draw,
 * fields' codes, contents, comments, numbers of notes, descriptions, and what was before a change. */
static const char *const unseen[] = {"Fallback",
                                     "instrText",
                                     "del",
                                     "moveFrom",
                                     "rPrChange",
                                     "pPrChange",
                                     "annotation",
                                     "tracked-changes",
                                     "table-of-content",
                                     "note-citation",
                                     "desc",
                                     "title",
                                     "automatic-styles",
                                     NULL};

/* Whether the reader is at, or within, an element that is not read. `depth` is its depth, 0 outside. */
static bool
is_unseen(const MemberReader *reader, int *depth)
{
    int type = xmlTextReaderNodeType(reader->xml), here = xmlTextReaderDepth(reader->xml);
    if (*depth) {
        if (here <= *depth && type == XML_READER_TYPE_END_ELEMENT)
            *depth = 0;
        return true;
    }
    if (type != XML_READER_TYPE_ELEMENT ||
        !among((const char *)xmlTextReaderConstLocalName(reader->xml), unseen))
        return false;
    *depth = member_is_empty(reader) ? 0 : here;
    return true;
}

static void
read_node(Reading *reading, const MemberReader *reader)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(reader->xml);
    int type = xmlTextReaderNodeType(reader->xml);
    if (type == XML_READER_TYPE_ELEMENT)
        begin(reading, reader, name);
    if (type == XML_READER_TYPE_END_ELEMENT || (type == XML_READER_TYPE_ELEMENT && member_is_empty(reader)))
        end(reading, name);
    else if (type != XML_READER_TYPE_ELEMENT && member_text(reader) && reading->words > 0 &&
             xmlTextReaderDepth(reader->xml) < deepest)
        g_string_append(reading->text, member_text(reader));
}

static bool
read_part(Gathering *gathering, Archive *archive, const char *part, GError **error)
{
    MemberReader *reader = member_open(archive, part, error);
    if (!reader)
        return false;
    Reading reading = {.gathering = gathering, .text = g_string_new(NULL)};
    reading.outer = g_ptr_array_new_with_free_func(free_text);
    reading.cells = g_array_new(FALSE, TRUE, sizeof(Cell));
    g_array_set_clear_func(reading.cells, clear_cell);
    GError *fault = NULL;
    for (int depth = 0; member_next(reader, &fault);)
        if (!is_unseen(reader, &depth))
            read_node(&reading, reader);
    member_free(reader);
    g_string_free(reading.text, TRUE);
    g_ptr_array_unref(reading.outer);
    g_array_unref(reading.cells);
    return member_settle(&fault, error);
}

bool
read_package(Gathering *gathering, const char *path, bool *known, GError **error)
{
    static const char *const parts[] = {"word/document.xml", "content.xml", "word/footnotes.xml",
                                        "word/endnotes.xml"};
    g_autoptr(Archive) archive = archive_open(path, "document", error);
    if (!archive)
        return false;
    archive_bound(archive, most_text);
    *known = archive_has(archive, parts[0]) || archive_has(archive, parts[1]);
    for (gsize i = 0; *known && i < G_N_ELEMENTS(parts); i++)
        if (archive_has(archive, parts[i]) && !read_part(gathering, archive, parts[i], error))
            return false;
    return true;
}
