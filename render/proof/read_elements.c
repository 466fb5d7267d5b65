/* Documents made of elements: the packed ones, .docx and .odt; HTML as libxml2 mends it; Markdown as cmark
 * makes it HTML. Their names do not meet but where they mean the same, so one reading serves all. */
#include "analysis/exports/archive.h"
#include "analysis/failure/failure.h"
#include "render/proof/passages.h"
#include <cmark.h>
#include <libxml/HTMLparser.h>
#include <string.h>

static const gsize most_text = 64 * 1024 * 1024; /* of a part that is packed */

/* What a paragraph is: one of these, or the level of a heading. */
enum { PARAGRAPH = 0, CAPTION = 7, CONTENTS };

typedef struct {
    Gathering *gathering;
    const MemberReader *reader;
    GString *text;      /* of the paragraph */
    GPtrArray *outer;   /* char*: paragraphs that a text box or note stands in, the innermost last */
    int role;           /* of the paragraph */
    bool web, off;      /* HTML, of lines; the author has turned proofing off */
    bool header, heads; /* within rows that head every page; the row is one */
    guint unseen;       /* how many elements that are not read it is within */
    guint line, block;  /* where the text begins, and the block that tells its line itself */
} Reading;

static guint
count_of(const Reading *reading, const char *name)
{
    char value[16];
    return member_attribute(reading->reader, name, value, sizeof value)
               ? (guint)g_ascii_strtoull(value, NULL, 10)
               : 1;
}

static guint
line_of(const Reading *reading)
{
    return !reading->web    ? 0
           : reading->block ? reading->block
                            : (guint)xmlGetLineNo(xmlTextReaderCurrentNode(reading->reader->xml));
}

/* Word's styles, and LibreOffice's. */
static void
take_style(Reading *reading, const char *style)
{
    const char *digit = style + strcspn(style, "123456");
    if (g_ascii_strncasecmp(style, "heading", 7) == 0)
        reading->role = *digit ? *digit - '0' : 1;
    else if (g_ascii_strcasecmp(style, "title") == 0)
        reading->role = 1;
    else if (g_ascii_strncasecmp(style, "toc", 3) == 0 || g_ascii_strncasecmp(style, "contents", 8) == 0)
        reading->role = CONTENTS;
}

static bool
is_rule(const char *line)
{
    return strspn(line, "|-: ") == strlen(line);
}

/* Lines between pipes, which cmark does not know for a table. */
static bool
is_table(const char *text)
{
    const char *second = strchr(text, '\n');
    if (!second || !strchr(text, '|'))
        return false;
    g_autofree char *line = g_strndup(second + 1, strcspn(second + 1, "\n"));
    return strchr(line, '-') && is_rule(line);
}

static void
read_pipes(const Reading *reading)
{
    g_auto(GStrv) lines = g_strsplit(reading->text->str, "\n", -1);
    gather_table(reading->gathering);
    for (guint i = 0; lines[i]; i++) {
        g_autofree char *inner = g_strstrip(g_strdup(lines[i]));
        if (is_rule(inner))
            continue;
        if (*inner && g_str_has_suffix(inner + 1, "|"))
            inner[strlen(inner) - 1] = '\0';
        g_auto(GStrv) cells = g_strsplit(inner + (*inner == '|'), "|", -1);
        gather_row(reading->gathering);
        for (guint j = 0; cells[j]; j++) {
            gather_cell(reading->gathering, reading->line + i, i == 0, 1, 1);
            gather_words(reading->gathering, PASSAGE_PROSE, cells[j], 0);
            gather_cell_end(reading->gathering);
        }
    }
    gather_table_end(reading->gathering);
}

/* A paragraph ends where another begins as well. */
static void
end_paragraph(Reading *reading)
{
    const char *text = reading->text->str;
    int role = reading->role;
    if (role == CAPTION)
        gather_caption(reading->gathering, text);
    else if (role != PARAGRAPH && role != CONTENTS)
        gather_heading(reading->gathering, role, text, reading->line);
    else if (role == PARAGRAPH && !reading->off && reading->web && is_table(text))
        read_pipes(reading);
    else if (role == PARAGRAPH && !reading->off)
        gather_words(reading->gathering, PASSAGE_PROSE, text, reading->line);
    g_string_truncate(reading->text, 0);
}

/* What stands within a paragraph and has paragraphs of its own. */
static void
begin_box(Reading *reading)
{
    g_ptr_array_add(reading->outer, g_strdup(reading->text->str));
    g_string_truncate(reading->text, 0);
}

static void
end_box(Reading *reading)
{
    g_autofree char *outer =
        reading->outer->len ? g_ptr_array_steal_index(reading->outer, reading->outer->len - 1) : NULL;
    if (outer)
        g_string_assign(reading->text, outer);
}

static const char tables[] = "tbl table", rows[] = "tr table-row", cells[] = "tc td th table-cell",
                  words[] = "p h", captions[] = "caption figcaption",
                  boxes[] = "txbxContent text-box note-body", gaps[] = "tab br cr s line-break",
                  pages[] = "lastRenderedPageBreak soft-page-break",
                  inlines[] = "a abbr b bdi br cite code dfn em font i ins mark q s small span strong sub "
                              "sup time u",
                  /* What stands in the file and not among the words of the page: pictures for programs that
                   * cannot draw, fields' codes, contents, comments, numbers of notes, descriptions, and what
                   * was before a change. */
    unseen[] = "Fallback instrText del moveFrom rPrChange pPrChange annotation tracked-changes "
               "table-of-content note-citation desc title automatic-styles script style svg head nav "
               "template";

static bool
is_among(const char *name, const char *names)
{
    gsize length = strlen(name);
    for (const char *at = names; (at = strstr(at, name)); at += length)
        if ((at == names || at[-1] == ' ') && (!at[length] || at[length] == ' '))
            return true;
    return false;
}

/* Whether an element sets its words apart. Of HTML every one does that is not known to go on in the line. */
static bool
is_block(const Reading *reading, const char *name)
{
    return is_among(name, words) || (reading->web && !is_among(name, inlines));
}

/* What an element's attribute tells. */
static void
take_attribute(Reading *reading, const char *name)
{
    char value[64] = "";
    bool link = strcmp(name, "hyperlink") == 0;
    if (!member_attribute(reading->reader,
                          link                      ? "anchor"
                          : reading->web            ? "data-sourcepos"
                          : strcmp(name, "br") == 0 ? "type"
                                                    : "val",
                          value, sizeof value))
        return;
    if (reading->web)
        reading->block = (guint)g_ascii_strtoull(value, NULL, 10);
    else if (link)
        reading->role = g_str_has_prefix(value, "_Toc") ? CONTENTS : reading->role;
    else if (strcmp(name, "pStyle") == 0)
        take_style(reading, value);
    else if (strcmp(name, "tblStyle") == 0 &&
             (g_str_has_suffix(value, "KeyFiguresTable") || g_str_has_suffix(value, "StripTable")))
        gather_layout(reading->gathering);
    else if (strcmp(name, "tblHeader") == 0)
        reading->heads = true;
    else if (strcmp(name, "gridSpan") == 0)
        gather_span(reading->gathering, (guint)g_ascii_strtoull(value, NULL, 10), 1);
    else if (strcmp(name, "br") == 0 && strcmp(value, "page") == 0)
        gather_page(reading->gathering);
}

static void
begin_element(Reading *reading, const char *name)
{
    if (is_block(reading, name))
        end_paragraph(reading);
    take_attribute(reading, name);
    if (strcmp(name, "h") == 0)
        reading->role = (int)count_of(reading, "outline-level");
    else if (reading->web && *name == 'h' && name[1] >= '1' && name[1] <= '6')
        reading->role = name[1] - '0';
    else if (is_among(name, captions))
        reading->role = CAPTION;
    else if (is_among(name, boxes))
        begin_box(reading);
    else if (is_among(name, tables))
        gather_table(reading->gathering);
    else if (is_among(name, rows))
        gather_row(reading->gathering), reading->heads = reading->header;
    else if (strcmp(name, "table-header-rows") == 0)
        reading->header = true;
    else if (is_among(name, cells))
        gather_cell(reading->gathering, line_of(reading), reading->heads || strcmp(name, "th") == 0,
                    MAX(count_of(reading, "colspan"), count_of(reading, "number-columns-spanned")),
                    MAX(count_of(reading, "rowspan"), count_of(reading, "number-rows-spanned")));
    else if (is_among(name, pages))
        gather_page(reading->gathering);
    else if (strcmp(name, "noBreakHyphen") == 0)
        g_string_append_c(reading->text, '-');
    else if (is_among(name, gaps))
        g_string_append_c(reading->text, ' ');
}

static void
end_element(Reading *reading, const char *name)
{
    if (is_among(name, cells) || is_block(reading, name)) {
        end_paragraph(reading);
        reading->role = PARAGRAPH;
    }
    if (is_among(name, boxes))
        end_box(reading);
    else if (is_among(name, cells))
        gather_cell_end(reading->gathering);
    else if (strcmp(name, "table-header-rows") == 0)
        reading->header = false;
    else if (is_among(name, tables))
        gather_table_end(reading->gathering);
}

/* <!-- proof: off -->, and on again; *off is left as it is by any other comment. */
static void
take_comment(Reading *reading, const char *comment)
{
    g_autofree char *text = g_strstrip(g_strdup(comment));
    if (strcmp(text, "proof: off") == 0 || strcmp(text, "proof: on") == 0)
        reading->off = g_str_has_suffix(text, "off");
}

static void
read_node(Reading *reading)
{
    const MemberReader *reader = reading->reader;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader->xml), *text = member_text(reader);
    int type = xmlTextReaderNodeType(reader->xml);
    bool starts = type == XML_READER_TYPE_ELEMENT, hides = is_among(name, unseen),
         ends = type == XML_READER_TYPE_END_ELEMENT || (starts && member_is_empty(reader));
    reading->unseen += starts && hides;
    if (starts && !reading->unseen)
        begin_element(reading, name);
    if (ends && !reading->unseen)
        end_element(reading, name);
    reading->unseen -= ends && hides;
    if (type == XML_READER_TYPE_COMMENT)
        take_comment(reading, (const char *)xmlTextReaderConstValue(reader->xml));
    if (!text || reading->unseen)
        return;
    if (!reading->text->len)
        reading->line = line_of(reading);
    g_string_append(reading->text, text);
}

/* `next` goes to the next node; false at the end, or with an error. */
static bool
read_nodes(Gathering *gathering, MemberReader *reader, bool next(MemberReader *, GError **), bool web,
           GError **error)
{
    Reading reading = {.gathering = gathering, .reader = reader, .web = web, .text = g_string_new(NULL)};
    reading.outer = g_ptr_array_new_with_free_func(g_free);
    GError *fault = NULL;
    while (next(reader, &fault))
        read_node(&reading);
    g_string_free(reading.text, TRUE);
    g_ptr_array_unref(reading.outer);
    return member_settle(&fault, error);
}

bool
read_package(Gathering *gathering, const char *path, GError **error)
{
    static const char *const parts[] = {"word/document.xml", "content.xml", "word/footnotes.xml",
                                        "word/endnotes.xml"};
    g_autoptr(Archive) archive = archive_open(path, "document", error);
    if (!archive)
        return false;
    archive_bound(archive, most_text);
    if (!archive_has(archive, parts[0]) && !archive_has(archive, parts[1]))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!archive_has(archive, parts[i]))
            continue;
        g_autoptr(MemberReader) reader = member_open(archive, parts[i], error);
        if (!reader || !read_nodes(gathering, reader, member_next, false, error))
            return false;
    }
    return true;
}

static bool
next_of_tree(MemberReader *reader, GError **error)
{
    (void)error;
    return xmlTextReaderRead(reader->xml) == 1;
}

bool
read_html(Gathering *gathering, const char *path, const char *text, gsize length, GError **error)
{
    htmlDocPtr document =
        htmlReadMemory(text, (int)length, NULL, "UTF-8",
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
    MemberReader reader = {.xml = document ? xmlReaderWalker(document) : NULL};
    bool read = reader.xml && read_nodes(gathering, &reader, next_of_tree, true, error);
    if (!read)
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: nothing in it reads as HTML", path);
    if (reader.xml)
        xmlFreeTextReader(reader.xml);
    xmlFreeDoc(document);
    return read;
}

bool
read_markdown(Gathering *gathering, const char *path, const char *text, gsize length, GError **error)
{
    char *html = cmark_markdown_to_html(text, length, CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE);
    bool read = !*html || read_html(gathering, path, html, strlen(html), error);
    cmark_get_default_mem_allocator()->free(html);
    return read;
}
