/* WordprocessingML: paragraphs, tables and page breaks of the main part, then
 * its notes. */
#include "render/proof/members.h"
#include "render/proof/gathering.h"
#include <string.h>

static const int deepest = 200;

typedef struct {
    Gathering *gathering;
    GPtrArray *cells; /* GString*: the cells being read, the innermost last */
    GArray *spans;    /* of guint, beside them */
    GString *text;    /* of the paragraph */
    GPtrArray *outer; /* GString*: of paragraphs that a text box stands in, the innermost last */
    char style[64];
    bool contents; /* the paragraph leads to a heading */
    bool row_heads, open_row;
    bool open_table, layout; /* a table has begun; it is one that sets tiles or charts side by side */
} Reading;

static int
heading_level(const char *style)
{
    if (g_ascii_strncasecmp(style, "heading", 7) != 0)
        return g_ascii_strcasecmp(style, "title") == 0 ? 1 : 0;
    const char *digit = style + strcspn(style, "123456");
    return *digit ? *digit - '0' : 1;
}

/* Word's styles for contents, and LibreOffice's. */
static bool
is_contents(const char *style)
{
    return g_ascii_strncasecmp(style, "toc", 3) == 0 || g_ascii_strncasecmp(style, "contents", 8) == 0;
}

/* A text box stands within a paragraph and has paragraphs of its own. */
static void
begin_box(Reading *reading)
{
    g_ptr_array_add(reading->outer, reading->text);
    reading->text = g_string_new(NULL);
    reading->style[0] = '\0';
}

static void
end_box(Reading *reading)
{
    if (!reading->outer->len)
        return;
    g_string_free(reading->text, TRUE);
    reading->text = g_ptr_array_steal_index(reading->outer, reading->outer->len - 1);
}

static void
end_paragraph(Reading *reading)
{
    if (reading->cells->len) {
        GString *cell = reading->cells->pdata[reading->cells->len - 1];
        g_string_append_printf(cell, "%s%s", cell->len ? " " : "", reading->text->str);
    } else if (heading_level(reading->style)) {
        gather_heading(reading->gathering, heading_level(reading->style), reading->text->str, 0);
    } else if (!reading->contents && !is_contents(reading->style)) {
        gather_paragraph(reading->gathering, reading->text->str, 0);
    }
    g_string_truncate(reading->text, 0);
    reading->style[0] = '\0';
    reading->contents = false;
}

static void
end_cell(Reading *reading)
{
    if (!reading->cells->len)
        return;
    GString *cell = reading->cells->pdata[reading->cells->len - 1];
    if (reading->layout)
        gather_paragraph(reading->gathering, cell->str, 0);
    else
        gather_cell(reading->gathering, cell->str, 0,
                    g_array_index(reading->spans, guint, reading->spans->len - 1), 1, reading->row_heads);
    g_ptr_array_remove_index(reading->cells, reading->cells->len - 1);
    g_array_set_size(reading->spans, reading->spans->len - 1);
}

/* The row's properties come before its cells, so it is begun with the first
 * cell. */
static void
begin_cell(Reading *reading)
{
    if (reading->open_table && !reading->layout)
        gather_table(reading->gathering);
    if (reading->open_row && !reading->layout)
        gather_row(reading->gathering, reading->row_heads);
    reading->open_table = reading->open_row = false;
    guint one = 1;
    g_ptr_array_add(reading->cells, g_string_new(NULL));
    g_array_append_val(reading->spans, one);
}

static void
begin(void *user, const MemberReader *reader, const char *name)
{
    Reading *reading = user;
    char value[64];
    if (strcmp(name, "tbl") == 0)
        reading->open_table = true, reading->layout = false;
    else if (strcmp(name, "tblStyle") == 0 && member_attribute(reader, "val", value, sizeof value))
        reading->layout = g_str_has_suffix(value, "KeyFiguresTable") || g_str_has_suffix(value, "StripTable");
    else if (strcmp(name, "tr") == 0)
        reading->open_row = true, reading->row_heads = false;
    else if (strcmp(name, "tblHeader") == 0)
        reading->row_heads = true;
    else if (strcmp(name, "tc") == 0)
        begin_cell(reading);
    else if (strcmp(name, "gridSpan") == 0 && reading->spans->len &&
             member_attribute(reader, "val", value, 8))
        g_array_index(reading->spans, guint, reading->spans->len - 1) =
            (guint)g_ascii_strtoull(value, NULL, 10);
    else if (strcmp(name, "txbxContent") == 0)
        begin_box(reading);
    else if (strcmp(name, "hyperlink") == 0 && member_attribute(reader, "anchor", value, sizeof value))
        reading->contents = reading->contents || g_str_has_prefix(value, "_Toc");
    else if (strcmp(name, "pStyle") == 0)
        member_attribute(reader, "val", reading->style, sizeof reading->style);
    else if (strcmp(name, "lastRenderedPageBreak") == 0 ||
             (strcmp(name, "br") == 0 && member_attribute(reader, "type", value, sizeof value) &&
              strcmp(value, "page") == 0))
        gather_page(reading->gathering);
    else if (strcmp(name, "tab") == 0 || strcmp(name, "br") == 0 || strcmp(name, "cr") == 0)
        g_string_append_c(reading->text, ' ');
    else if (strcmp(name, "noBreakHyphen") == 0)
        g_string_append_c(reading->text, '-');
}

static void
end(void *user, const char *name)
{
    Reading *reading = user;
    if (strcmp(name, "p") == 0)
        end_paragraph(reading);
    else if (strcmp(name, "txbxContent") == 0)
        end_box(reading);
    else if (strcmp(name, "tc") == 0)
        end_cell(reading);
    else if (strcmp(name, "tbl") == 0 && !reading->layout)
        gather_table_end(reading->gathering);
}

static void
add_text(void *user, const MemberReader *reader, const char *text)
{
    Reading *reading = user;
    if (xmlTextReaderDepth(reader->xml) < deepest)
        g_string_append(reading->text, text);
}

/* What stands in the file and not on the page: the picture of a drawing for programs that cannot draw it,
 * fields' codes, what is deleted, and properties that tell what was before. */
static const char *const unseen[] = {"Fallback",  "instrText", "del", "moveFrom",
                                     "rPrChange", "pPrChange", NULL};
static const MemberKind word_part = {unseen, begin, end, add_text};

static void
free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

static bool
read_part(Gathering *gathering, Archive *archive, const char *part, GError **error)
{
    Reading reading = {.gathering = gathering};
    reading.cells = g_ptr_array_new_with_free_func(free_text);
    reading.spans = g_array_new(FALSE, TRUE, sizeof(guint));
    reading.text = g_string_new(NULL);
    reading.outer = g_ptr_array_new_with_free_func(free_text);
    bool read = member_read(archive, part, &word_part, &reading, error);
    g_ptr_array_unref(reading.cells);
    g_ptr_array_unref(reading.outer);
    g_array_unref(reading.spans);
    g_string_free(reading.text, TRUE);
    return read;
}

bool
read_docx(Gathering *gathering, const char *path, GError **error)
{
    g_autoptr(Archive) archive = open_document(path, error);
    if (!archive || !read_part(gathering, archive, "word/document.xml", error))
        return false;
    static const char *const notes[] = {"word/footnotes.xml", "word/endnotes.xml"};
    for (gsize i = 0; i < G_N_ELEMENTS(notes); i++)
        if (archive_has(archive, notes[i]) && !read_part(gathering, archive, notes[i], error))
            return false;
    return true;
}
