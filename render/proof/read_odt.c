/* OpenDocument text: headings, paragraphs and tables of content.xml. */
#include "render/proof/members.h"
#include "render/proof/gathering.h"
#include <string.h>

typedef struct {
    Gathering *gathering;
    GString *text, *cell;
    GPtrArray *outer; /* GString*: of paragraphs that a text box or a note stands in, the innermost last */
    int level, tables;
    guint columns, rows;
    bool heading_rows, in_cell, in_words;
} Reading;

static guint
count_of(const MemberReader *reader, const char *name)
{
    char value[16];
    return member_attribute(reader, name, value, sizeof value) ? (guint)g_ascii_strtoull(value, NULL, 10) : 1;
}

static void
begin_cell(Reading *reading, const MemberReader *reader)
{
    g_string_truncate(reading->cell, 0);
    reading->columns = count_of(reader, "number-columns-spanned");
    reading->rows = count_of(reader, "number-rows-spanned");
    reading->in_cell = true;
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
    reading->in_words = true;
}

static void
begin(void *user, const MemberReader *reader, const char *name)
{
    Reading *reading = user;
    if (strcmp(name, "table") == 0)
        gather_table(reading->gathering), reading->tables++;
    else if (strcmp(name, "table-header-rows") == 0)
        reading->heading_rows = true;
    else if (strcmp(name, "table-row") == 0)
        gather_row(reading->gathering, reading->heading_rows);
    else if (strcmp(name, "table-cell") == 0)
        begin_cell(reading, reader);
    else if (strcmp(name, "text-box") == 0 || strcmp(name, "note-body") == 0)
        begin_box(reading);
    else if (strcmp(name, "soft-page-break") == 0)
        gather_page(reading->gathering);
    else if (strcmp(name, "h") == 0)
        reading->level = (int)count_of(reader, "outline-level"), reading->in_words = true;
    else if (strcmp(name, "p") == 0)
        reading->level = 0, reading->in_words = true;
    else if (strcmp(name, "s") == 0 || strcmp(name, "tab") == 0 || strcmp(name, "line-break") == 0)
        g_string_append_c(reading->text, ' ');
}

static void
end_words(Reading *reading)
{
    if (reading->in_cell)
        g_string_append_printf(reading->cell, "%s%s", reading->cell->len ? " " : "", reading->text->str);
    else if (reading->level)
        gather_heading(reading->gathering, reading->level, reading->text->str, 0);
    else
        gather_paragraph(reading->gathering, reading->text->str, 0);
    g_string_truncate(reading->text, 0);
    reading->in_words = false;
}

static void
end(void *user, const char *name)
{
    Reading *reading = user;
    if (strcmp(name, "p") == 0 || strcmp(name, "h") == 0) {
        end_words(reading);
    } else if (strcmp(name, "table-cell") == 0) {
        gather_cell(reading->gathering, reading->cell->str, 0, reading->columns, reading->rows,
                    reading->heading_rows);
        reading->in_cell = false;
    } else if (strcmp(name, "text-box") == 0 || strcmp(name, "note-body") == 0) {
        end_box(reading);
    } else if (strcmp(name, "table-header-rows") == 0) {
        reading->heading_rows = false;
    } else if (strcmp(name, "table") == 0 && reading->tables > 0) {
        gather_table_end(reading->gathering);
        reading->tables--;
    }
}

static void
add_text(void *user, const MemberReader *reader, const char *text)
{
    (void)reader;
    Reading *reading = user;
    if (reading->in_words)
        g_string_append(reading->text, text);
}

/* What stands in the file and not among the words of the page: contents, comments, what was deleted, styles,
 * descriptions of pictures. */
static const char *const unseen[] = {
    "table-of-content", "note-citation", "annotation", "tracked-changes", "automatic-styles", "desc", "title", NULL};
static const MemberKind content_part = {unseen, begin, end, add_text};

static void
free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

bool
read_odt(Gathering *gathering, const char *path, GError **error)
{
    g_autoptr(Archive) archive = open_document(path, error);
    if (!archive)
        return false;
    Reading reading = {.gathering = gathering, .text = g_string_new(NULL), .cell = g_string_new(NULL)};
    reading.outer = g_ptr_array_new_with_free_func(free_text);
    bool read = member_read(archive, "content.xml", &content_part, &reading, error);
    g_string_free(reading.text, TRUE);
    g_string_free(reading.cell, TRUE);
    g_ptr_array_unref(reading.outer);
    return read;
}
