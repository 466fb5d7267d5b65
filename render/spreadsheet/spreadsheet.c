#include "render/spreadsheet/spreadsheet.h"
#include "analysis/failure/failure.h"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

typedef struct {
    const Document *document;
    const Exhibits *exhibits;
    const Findings *findings;
    lxw_workbook *workbook;
    lxw_format *title, *section, *wrapped, *heading, *heading_right, *symbol, *plain, *count, *percent,
        *percent1, *value, *link;
    GPtrArray *notes;  /* char*: each note once, in the order of its first use */
    GPtrArray *sheets; /* char*: names of the table sheets */
} Book;

static lxw_format *
format(Book *book, bool bold, double size, bool wrap, const char *number)
{
    lxw_format *made = workbook_add_format(book->workbook);
    format_set_font_name(made, "Arial");
    format_set_font_size(made, size);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (bold)
        format_set_bold(made);
    if (wrap)
        format_set_text_wrap(made);
    if (number)
        format_set_num_format(made, number);
    return made;
}

static void
make_formats(Book *book)
{
    book->title = format(book, true, 16, false, NULL);
    book->section = format(book, true, 14, true, NULL);
    format_set_align(book->section, LXW_ALIGN_VERTICAL_BOTTOM);
    book->wrapped = format(book, false, 11, true, NULL);
    book->plain = format(book, false, 11, false, NULL);
    book->heading = format(book, true, 11, true, NULL);
    book->heading_right = format(book, true, 11, true, NULL);
    format_set_align(book->heading_right, LXW_ALIGN_RIGHT);
    book->symbol = format(book, false, 11, false, NULL);
    format_set_align(book->symbol, LXW_ALIGN_RIGHT);
    book->count = format(book, false, 11, false, "#,##0");
    book->percent = format(book, false, 11, false, "0%");
    book->percent1 = format(book, false, 11, false, "0.0%");
    book->value = format(book, false, 11, false, "#,##0.##");
    book->link = format(book, false, 11, false, NULL);
    format_set_font_color(book->link, 0x12436D);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
}

/* A marked-up table with no style, banding or filter; its headings are written over by us so that they wrap.
 */
static void
mark_table(lxw_worksheet *sheet, const char *name, lxw_row_t first, lxw_row_t last, char *const *headings,
           guint count, lxw_format *heading)
{
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, count);
    g_autofree lxw_table_column **pointers = g_new0(lxw_table_column *, count + 1);
    for (guint i = 0; i < count; i++) {
        columns[i].header = headings[i];
        columns[i].header_format = heading;
        pointers[i] = &columns[i];
    }
    lxw_table_options options = {.name = (char *)name,
                                 .columns = pointers,
                                 .no_autofilter = LXW_TRUE,
                                 .no_banded_rows = LXW_TRUE,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 0};
    worksheet_add_table(sheet, first, 0, MAX(last, first + 1), (lxw_col_t)(count - 1), &options);
}

static void
write_cover(Book *book)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Cover");
    worksheet_set_column(sheet, 0, 0, 72, NULL);
    g_autofree char *date = calendar_long(book->document->date);
    g_autofree char *title = g_strdup_printf("%s: tables", book->document->title);
    const char *lines[][2] = {
        {"About these tables", book->document->subtitle},
        {"Date", date},
        {"Source", book->exhibits->profile->authority_name},
        {"Confidentiality", book->document->disclosure},
        {"Symbols", "[c] confidential, a small number not shown. [x] not available. [z] not applicable."},
        {"Use", book->document->internal ? "Internal: not for publication" : "For publication"}};
    worksheet_write_string(sheet, 0, 0, title, book->title);
    lxw_row_t row = 1;
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        worksheet_set_row(sheet, row, 34, NULL);
        worksheet_write_string(sheet, row++, 0, lines[i][0], book->section);
        worksheet_write_string(sheet, row++, 0, lines[i][1], book->wrapped);
    }
}

/* "harm" is sheet Harm: letters, digits and underscores, at most 31, no two alike. */
static void
name_sheets(Book *book)
{
    for (guint i = 0; i < book->exhibits->tables->len; i++) {
        g_autoptr(GString) name = g_string_new(NULL);
        for (const char *at = ((const Table *)book->exhibits->tables->pdata[i])->id; *at && name->len < 27;
             at++)
            g_string_append_c(name, g_ascii_isalnum(*at) ? *at : '_');
        if (!name->len || g_ascii_isdigit(name->str[0]))
            g_string_prepend(name, "T_");
        name->str[0] = g_ascii_toupper(name->str[0]);
        g_autofree char *stem = g_strdup(name->str);
        for (guint k = 2;; k++) {
            bool taken = false;
            for (guint j = 0; j < i; j++)
                taken |= g_ascii_strcasecmp(book->sheets->pdata[j], name->str) == 0;
            static const char *const own[] = {"Cover", "Contents", "Notes", "Data_quality"};
            for (gsize j = 0; j < G_N_ELEMENTS(own); j++)
                taken |= g_ascii_strcasecmp(own[j], name->str) == 0;
            if (!taken)
                break;
            g_string_printf(name, "%s_%u", stem, k);
        }
        g_ptr_array_add(book->sheets, g_strdup(name->str));
    }
}

static void
write_contents(Book *book)
{
    static char *const headings[] = {(char *)"Sheet name", (char *)"Sheet title"};
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Contents");
    worksheet_set_column(sheet, 0, 0, 32, NULL);
    worksheet_set_column(sheet, 1, 1, 72, NULL);
    worksheet_write_string(sheet, 0, 0, "Table of contents", book->title);
    worksheet_write_string(sheet, 1, 0, "This worksheet contains one table.", book->plain);
    lxw_row_t row = 2;
    mark_table(sheet, "contents", row, row + book->sheets->len + 2, headings, 2, book->heading);
    static const char *const own[][2] = {{"Notes", "Notes"}, {"Data_quality", "Data quality"}};
    for (guint i = 0; i < book->sheets->len + 2; i++) {
        const char *name = i < 2 ? own[i][0] : book->sheets->pdata[i - 2];
        const Table *table = i < 2 ? NULL : book->exhibits->tables->pdata[i - 2];
        g_autofree char *target = g_strdup_printf("internal:'%s'!A1", name);
        row++;
        worksheet_write_url(sheet, row, 0, target, book->link);
        worksheet_write_string(sheet, row, 0, name, book->link);
        worksheet_write_string(sheet, row, 1, table ? table->title : own[i][1], book->wrapped);
    }
}

static guint
note_number(Book *book, const char *note)
{
    for (guint i = 0; i < book->notes->len; i++)
        if (strcmp(book->notes->pdata[i], note) == 0)
            return i + 1;
    g_ptr_array_add(book->notes, g_strdup(note));
    return book->notes->len;
}

static void
write_notes(Book *book)
{
    static char *const headings[] = {(char *)"Note number", (char *)"Note text"};
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Notes");
    for (guint i = 0; i < book->exhibits->tables->len; i++) {
        const Table *table = book->exhibits->tables->pdata[i];
        for (guint k = 0; k < table->notes->len; k++)
            note_number(book, table->notes->pdata[k]);
    }
    worksheet_set_column(sheet, 0, 0, 16, NULL);
    worksheet_set_column(sheet, 1, 1, 90, NULL);
    worksheet_write_string(sheet, 0, 0, "Notes", book->title);
    if (!book->notes->len) {
        worksheet_write_string(sheet, 1, 0, "The tables have no notes.", book->plain);
        return;
    }
    worksheet_write_string(sheet, 1, 0, "This worksheet contains one table.", book->plain);
    mark_table(sheet, "notes", 2, 2 + book->notes->len, headings, 2, book->heading);
    for (guint i = 0; i < book->notes->len; i++) {
        g_autofree char *number = g_strdup_printf("[note %u]", i + 1);
        worksheet_write_string(sheet, 3 + i, 0, number, book->plain);
        worksheet_write_string(sheet, 3 + i, 1, book->notes->pdata[i], book->wrapped);
    }
}

/* A sheet is read by people: past some thousands of findings the list is in data-quality.csv. */
static const guint most_findings = 5000;

static void
write_data_quality(Book *book)
{
    static char *const headings[] = {(char *)"Rule", (char *)"Severity", (char *)"File",
                                     (char *)"Line", (char *)"Field",    (char *)"Finding"};
    static const double widths[] = {26, 12, 26, 10, 16, 80};
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, "Data_quality");
    for (lxw_col_t i = 0; i < 6; i++)
        worksheet_set_column(sheet, i, i, widths[i], NULL);
    worksheet_write_string(sheet, 0, 0, "Data quality", book->title);
    guint count = MIN(findings_length(book->findings), most_findings);
    if (!count) {
        worksheet_write_string(sheet, 1, 0, "Nothing was found wrong with the records.", book->plain);
        return;
    }
    worksheet_write_string(sheet, 1, 0, "This worksheet contains one table.", book->plain);
    worksheet_write_string(
        sheet, 2, 0,
        "Blank lines mean that a finding is about the whole file. The full list is data-quality.csv.",
        book->plain);
    mark_table(sheet, "data_quality", 3, 3 + count, headings, 6, book->heading);
    for (guint i = 0; i < count; i++) {
        const Finding *finding = findings_at(book->findings, i);
        lxw_row_t row = 4 + i;
        worksheet_write_string(sheet, row, 0, finding->rule, book->plain);
        worksheet_write_string(sheet, row, 1, finding_severity_words(finding->severity), book->plain);
        worksheet_write_string(sheet, row, 2, finding->file, book->plain);
        if (finding->line)
            worksheet_write_number(sheet, row, 3, finding->line, book->count);
        worksheet_write_string(sheet, row, 4, finding->field, book->plain);
        worksheet_write_string(sheet, row, 5, finding->message, book->wrapped);
    }
}

static void
write_cell(Book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const TableCell *cell,
           TableQuantity quantity)
{
    if (isnan(cell->number)) {
        worksheet_write_string(sheet, row, column, cell->text, book->symbol);
        return;
    }
    if (quantity == TABLE_PERCENT)
        worksheet_write_number(sheet, row, column, cell->number / 100,
                               cell->decimals ? book->percent1 : book->percent);
    else
        worksheet_write_number(sheet, row, column, cell->number,
                               quantity == TABLE_COUNT ? book->count : book->value);
}

static lxw_row_t
write_preamble(Book *book, lxw_worksheet *sheet, const Table *table)
{
    worksheet_write_string(sheet, 0, 0, table->title, book->title);
    worksheet_write_string(sheet, 1, 0, "This worksheet contains one table.", book->plain);
    lxw_row_t row = 2;
    if (table->notes->len) {
        g_autoptr(GString) marks =
            g_string_new("This table contains notes, which can be found in the Notes worksheet: ");
        for (guint i = 0; i < table->notes->len; i++)
            g_string_append_printf(marks, "[note %u]", note_number(book, table->notes->pdata[i]));
        g_string_append_c(marks, '.');
        worksheet_write_string(sheet, row++, 0, marks->str, book->plain);
    }
    worksheet_write_string(sheet, row++, 0, table->subtitle, book->plain);
    worksheet_write_string(sheet, row++, 0, table->source, book->plain);
    return row;
}

static void
write_table(Book *book, guint index)
{
    const Table *table = book->exhibits->tables->pdata[index];
    const char *name = book->sheets->pdata[index];
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    lxw_row_t row = write_preamble(book, sheet, table);
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    g_ptr_array_add(headings, table->row_heading);
    worksheet_set_column(sheet, 0, 0, 50, NULL);
    for (guint i = 0; i < table->columns->len; i++) {
        char *heading = ((const TableColumn *)table->columns->pdata[i])->heading;
        g_ptr_array_add(headings, heading);
        worksheet_set_column(sheet, (lxw_col_t)(i + 1), (lxw_col_t)(i + 1), strlen(heading) > 50 ? 32 : 16,
                             NULL);
    }
    g_autofree char *table_name = g_ascii_strdown(name, -1);
    mark_table(sheet, table_name, row, row + table->rows->len, (char *const *)headings->pdata, headings->len,
               book->heading);
    for (guint i = 1; i < headings->len; i++)
        worksheet_write_string(sheet, row, (lxw_col_t)i, headings->pdata[i], book->heading_right);
    const char *category = "";
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *line = table->rows->pdata[r];
        /* A row says what it is by itself: a part names its category. */
        g_autofree char *heading =
            line->level ? g_strdup_printf("%s: %s", category, line->heading) : g_strdup(line->heading);
        if (!line->level)
            category = line->heading;
        row++;
        worksheet_write_string(sheet, row, 0, heading, book->wrapped);
        for (guint c = 0; c < line->cells->len; c++)
            write_cell(book, sheet, row, (lxw_col_t)(c + 1), &g_array_index(line->cells, TableCell, c),
                       ((const TableColumn *)table->columns->pdata[c])->quantity);
    }
}

static void
set_properties(Book *book)
{
    int year, month, day;
    calendar_split(book->document->date, &year, &month, &day);
    struct tm date = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    lxw_doc_properties properties = {.title = book->document->title,
                                     .subject = book->document->subtitle,
                                     .author = book->document->author,
                                     .company = book->document->author,
                                     .created = timegm(&date)};
    workbook_set_properties(book->workbook, &properties);
}

/* The library writes files only, so the workbook passes through a private folder. */
static GBytes *
close_and_read(Book *book, const char *path, GError **error)
{
    lxw_error failed = workbook_close(book->workbook);
    char *text = NULL;
    gsize length = 0;
    if (failed != LXW_NO_ERROR || !g_file_get_contents(path, &text, &length, NULL)) {
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "tables.xlsx: the workbook cannot be made: %s",
                    lxw_strerror(failed));
        return NULL;
    }
    return g_bytes_new_take(text, length);
}

GBytes *
spreadsheet_xlsx(const Document *document, const Exhibits *exhibits, const Findings *findings, GError **error)
{
    g_autofree char *folder = g_dir_make_tmp("ladostat-XXXXXX", NULL);
    if (!folder) {
        g_set_error(error, FAILURE, FAILURE_OUTPUT, "tables.xlsx: no temporary folder can be made in %s",
                    g_get_tmp_dir());
        return NULL;
    }
    g_autofree char *path = g_build_filename(folder, "tables.xlsx", NULL);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = folder};
    Book book = {.document = document, .exhibits = exhibits, .findings = findings};
    book.workbook = workbook_new_opt(path, &options);
    book.notes = g_ptr_array_new_with_free_func(g_free);
    book.sheets = g_ptr_array_new_with_free_func(g_free);
    make_formats(&book);
    set_properties(&book);
    name_sheets(&book);
    write_cover(&book);
    write_contents(&book);
    write_notes(&book);
    write_data_quality(&book);
    for (guint i = 0; i < exhibits->tables->len; i++)
        write_table(&book, i);
    GBytes *bytes = close_and_read(&book, path, error);
    g_ptr_array_unref(book.notes);
    g_ptr_array_unref(book.sheets);
    g_unlink(path);
    g_rmdir(folder);
    return bytes;
}
