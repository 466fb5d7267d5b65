/* A web page with a table, as web systems export it under the name of a workbook. */
#include "analysis/exports/workbook.h"
#include "analysis/failure/failure.h"
#include "analysis/inputs/inputs.h"
#include "system/system.h"
#include <libxml/HTMLparser.h>
#include <string.h>

static const InputKind page = {.noun = "web page", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT};

typedef struct {
    Export *export;
    xmlDoc *document;
    const xmlNode *table; /* the one with the most rows */
} Html;

static bool
is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && g_ascii_strcasecmp((const char *)node->name, name) == 0;
}

/* The next node in document order, within `top`; NULL after the last. The contents of an entity are declared
 * elsewhere. */
static const xmlNode *
next_node(const xmlNode *node, const xmlNode *top)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static const xmlNode *
table_of(const xmlNode *node)
{
    do
        node = node->parent;
    while (node && !is_element(node, "table"));
    return node;
}

static const xmlNode *
table_with_most_rows(const xmlNode *root)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
    const xmlNode *best = NULL;
    guint most = 0;
    for (const xmlNode *node = root; node; node = next_node(node, root)) {
        const xmlNode *table = is_element(node, "tr") ? table_of(node) : NULL;
        if (!table)
            continue;
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(rows, table)) + 1;
        g_hash_table_insert(rows, (gpointer)table, GUINT_TO_POINTER(count));
        if (count > most) {
            most = count;
            best = table;
        }
    }
    return best;
}

static void
html_free(void *workbook)
{
    Html *html = workbook;
    if (html->document)
        xmlFreeDoc(html->document);
    g_free(html);
}

/* `stopped`: the line where libxml2 gives up, for example because elements are nested too deep; 0: nowhere.
 * Anything that a browser forgives is not a fault. */
static xmlDoc *
parse_html(const char *text, gsize length, int *stopped)
{
    htmlParserCtxtPtr context = htmlNewParserCtxt();
    xmlDoc *document = htmlCtxtReadMemory(context, text, (int)length, NULL, NULL,
                                          HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                              HTML_PARSE_NONET | HTML_PARSE_COMPACT);
    bool halted = context->disableSAX || context->lastError.level == XML_ERR_FATAL;
    *stopped = halted ? MAX(context->lastError.line, 1) : 0;
    htmlFreeParserCtxt(context);
    return document;
}

static void *
html_open(Archive *archive, Export *export, const char *sheet, GError **error)
{
    (void)archive;
    (void)sheet;
    gsize length;
    char *text = input_read(export->path, &page, &length, error);
    if (!text)
        return NULL;
    Html *html = g_new0(Html, 1);
    html->export = export;
    int stopped;
    html->document = parse_html(text, length, &stopped);
    system_wipe(text, length);
    g_free(text);
    const xmlNode *root = html->document ? xmlDocGetRootElement(html->document) : NULL;
    html->table = root ? table_with_most_rows(root) : NULL;
    if (html->table && !stopped)
        return html;
    if (stopped)
        g_set_error(
            error, FAILURE, FAILURE_INPUT,
            "%s:%d: the web page cannot be read further; open it in Excel and save it as .xlsx or .csv",
            export->path, stopped);
    else
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: a web page without a table, whatever its name; is it a login page? Export the "
                    "records as .xlsx or .csv",
                    export->path);
    html_free(html);
    return NULL;
}

/* The text of a cell: white space is one space, <br> a line end. */
static void
take_text(const xmlNode *cell, GString *text)
{
    g_string_truncate(text, 0);
    for (const xmlNode *node = cell; node; node = next_node(node, cell)) {
        if (is_element(node, "br"))
            g_string_append_c(text, '\n');
        if ((node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE) || !node->content)
            continue;
        for (const char *at = (const char *)node->content; *at; at = g_utf8_next_char(at)) {
            gunichar letter = g_utf8_get_char(at);
            bool space = g_unichar_isspace(letter);
            if (!space)
                g_string_append_unichar(text, letter);
            else if (text->len && !strchr(" \n", text->str[text->len - 1]))
                g_string_append_c(text, ' ');
        }
    }
    g_strstrip(text->str);
    text->len = strlen(text->str);
}

static guint
span_of(const xmlNode *cell, const char *name)
{
    xmlChar *said = xmlGetProp((xmlNode *)cell, (const xmlChar *)name);
    guint64 number = said ? g_ascii_strtoull((const char *)said, NULL, 10) : 1;
    xmlFree(said);
    return (guint)CLAMP(number, 1, most_columns);
}

typedef struct {
    SheetRow *row;
    const bool *columns;
    GArray *below; /* of guint, one for each column: how many more rows a cell from above covers */
    GString *text;
    guint number;
} Reading;

/* The next column not covered by a cell from above, from 1. */
static guint
free_column(Reading *reading, guint column)
{
    for (; column <= reading->below->len; column++) {
        guint *rows = &g_array_index(reading->below, guint, column - 1);
        if (!*rows)
            break;
        (*rows)--;
    }
    return column;
}

static bool
html_table_put_cell(Reading *reading, const xmlNode *cell, guint *column, GError **error)
{
    *column = free_column(reading, *column);
    guint last = *column + span_of(cell, "colspan") - 1, rows = span_of(cell, "rowspan") - 1;
    take_text(cell, reading->text);
    /* In columns nobody asked for, only the first filled cell can be a total. */
    bool wanted = !reading->columns || *column > most_columns || reading->columns[*column - 1] ||
                  !reading->row->places->len;
    if (!sheet_row_put(reading->row, reading->number, *column, wanted ? reading->text->str : "?",
                       !reading->text->len ? 0
                       : wanted            ? reading->text->len
                                           : 1,
                       error))
        return false;
    if (rows && !sheet_row_count(reading->row, reading->number, last - *column + 1, 0, error))
        return false;
    for (; rows && *column <= MIN(last, most_columns); (*column)++) {
        if (reading->below->len < *column)
            g_array_set_size(reading->below, *column);
        g_array_index(reading->below, guint, *column - 1) = rows;
    }
    *column = last + 1;
    return true;
}

static bool
read_table_row(Reading *reading, const xmlNode *tr, GError **error)
{
    guint column = 1;
    reading->number++;
    for (const xmlNode *cell = tr->children; cell; cell = cell->next)
        if ((is_element(cell, "td") || is_element(cell, "th")) &&
            !html_table_put_cell(reading, cell, &column, error))
            return false;
    free_column(reading, column);
    sheet_row_hand_on(reading->row, reading->number);
    sheet_row_clear(reading->row);
    return true;
}

static bool
html_read(void *workbook, const bool *columns, guint most_rows, ExportRowFunction on_row, void *user,
          GError **error)
{
    const Html *html = workbook;
    g_autoptr(SheetRow) row = sheet_row_new(html->export, (Range){1, G_MAXUINT, 1, G_MAXUINT}, on_row, user);
    g_autoptr(GArray) below = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GString) text = g_string_new(NULL);
    Reading reading = {row, columns, below, text, 0};
    bool done = true;
    for (const xmlNode *node = html->table; node && done && !row->stopped;
         node = next_node(node, html->table))
        if (is_element(node, "tr") && table_of(node) == html->table &&
            (!most_rows || reading.number < most_rows))
            done = read_table_row(&reading, node, error);
    system_wipe(text->str, text->allocated_len);
    html->export->progress = 1;
    return done;
}

const WorkbookFormat html_format = {html_open, html_read, html_free};
