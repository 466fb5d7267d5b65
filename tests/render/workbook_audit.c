/* One function a rule. What the description of a workbook cannot say (merged cells, filters, frozen panes,
 * banding, pictures, formulas) needs no rule. */
#include "tests/render/workbook_audit.h"
#include <math.h>
#include <string.h>

/* What XLSX and ODS files can hold. */
enum {
    MOST_ROWS = 1048576,
    MOST_COLUMNS = 16384,
    MOST_CHARACTERS = 32767,
    MOST_HEADING = 255,
    MOST_SHEET_NAME = 31
};

typedef struct {
    const Spreadsheet *spreadsheet;
    GPtrArray *defects; /* char* */
} Audit;

static void defect(Audit *audit, const Sheet *sheet, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
defect(Audit *audit, const Sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(audit->defects,
                    sheet ? g_strdup_printf("sheet %s: %s", sheet->name, what) : g_strdup(what));
}

static void cell_defect(Audit *audit, const Sheet *sheet, guint row, guint column, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

static void
cell_defect(Audit *audit, const Sheet *sheet, guint row, guint column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments), *name = cell_name(row, column);
    va_end(arguments);
    g_ptr_array_add(audit->defects, g_strdup_printf("sheet %s, cell %s: %s", sheet->name, name, what));
}

static const char *
text_at(const Sheet *sheet, guint row, guint column)
{
    const SheetCell *cell = sheet_cell(sheet, row, column);
    return cell && cell->text ? cell->text : "";
}

/* The file says what it is and by whom. */
static void
check_properties(Audit *audit)
{
    const struct {
        const char *name, *value;
    } properties[] = {{"title", audit->spreadsheet->title}, {"author", audit->spreadsheet->author}};
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
        if (!properties[i].value || !*properties[i].value)
            defect(audit, NULL, "the file's properties have no %s", properties[i].name);
}

static void
check_order(Audit *audit)
{
    static const char *const first[] = {"Cover", "Contents", "Notes", "Data_quality"};
    for (guint i = 0; i < G_N_ELEMENTS(first); i++) {
        const Sheet *sheet =
            i < audit->spreadsheet->sheets->len ? audit->spreadsheet->sheets->pdata[i] : NULL;
        if (!sheet || strcmp(sheet->name, first[i]) != 0)
            defect(audit, NULL, "sheet %u must be %s", i + 1, first[i]);
    }
}

static void
check_name(Audit *audit, const Sheet *sheet)
{
    const char *name = sheet->name;
    gsize length = strlen(name);
    if (!length || length > MOST_SHEET_NAME)
        defect(audit, sheet, "the sheet's name has %zu characters; it needs 1 to %d", length,
               MOST_SHEET_NAME);
    if (g_ascii_isdigit(*name))
        defect(audit, sheet, "the sheet's name begins with a digit");
    for (const char *at = name; *at; at++)
        if (!g_ascii_isalnum(*at) && *at != '_') {
            defect(audit, sheet, "the sheet's name has more than letters, digits and underscores");
            break;
        }
    for (guint i = 0; i < audit->spreadsheet->sheets->len; i++) {
        const Sheet *other = audit->spreadsheet->sheets->pdata[i];
        if (other == sheet)
            break;
        if (g_ascii_strcasecmp(other->name, name) == 0)
            defect(audit, sheet, "two sheets have this name");
    }
}

static void
check_table_name(Audit *audit, const Sheet *sheet)
{
    g_autofree char *name = sheet_table_name(sheet);
    if (sheet->table && sheet_name_reads_as_cell(sheet->name))
        defect(audit, sheet, "the table's name %s reads as a cell reference", name);
}

/* The title stands in A1, under it what a workbook is not for, and every row above the table (on the cover:
 * every row) is one cell in column A. */
static void
check_lines(Audit *audit, const Sheet *sheet)
{
    const SheetCell *title = sheet_cell(sheet, 0, 0);
    if (!title || title->role != CELL_TITLE)
        defect(audit, sheet, "the title must be in cell A1");
    if (audit->spreadsheet->mark && strcmp(text_at(sheet, 1, 0), audit->spreadsheet->mark) != 0)
        defect(audit, sheet, "\"%s\" must be in cell A2", audit->spreadsheet->mark);
    guint end = sheet->table ? MIN(sheet->table, sheet->rows->len) : sheet->rows->len;
    for (guint r = 0; r < end; r++) {
        guint length = ((GArray *)sheet->rows->pdata[r])->len;
        if (length != 1)
            defect(audit, sheet, "row %u must be one cell in column A, and has %u", r + 1, length);
    }
    if (sheet->widths->len != MAX(sheet_table_columns(sheet), 1))
        defect(audit, sheet, "%u columns have %u widths", MAX(sheet_table_columns(sheet), 1),
               sheet->widths->len);
}

/* A cell that is blank, too long, or no text that a file can hold. */
static void
check_cell(Audit *audit, const Sheet *sheet, guint row, guint column)
{
    const SheetCell *cell = sheet_cell(sheet, row, column);
    if (cell->role == CELL_NUMBER) {
        if (!isfinite(cell->number))
            cell_defect(audit, sheet, row, column, "a number is missing");
        if (cell->decimals < 0 || cell->decimals > 9)
            cell_defect(audit, sheet, row, column, "a number is shown with %d decimals", cell->decimals);
        return;
    }
    if (!cell->text || !*cell->text) {
        cell_defect(audit, sheet, row, column, "a blank cell is not explained");
        return;
    }
    if (!g_utf8_validate(cell->text, -1, NULL)) {
        cell_defect(audit, sheet, row, column, "the text is not UTF-8");
        return;
    }
    glong length = g_utf8_strlen(cell->text, -1), most = MOST_CHARACTERS;
    if (row == sheet->table && sheet->table)
        most = MOST_HEADING;
    if (length > most)
        cell_defect(
            audit, sheet, row, column,
            "the text has %ld characters, and a cell like this holds %ld; give it a shorter name in the "
            "profile or in the code list",
            length, most);
    for (const char *at = cell->text; *at; at++)
        if ((unsigned char)*at < 0x20) {
            cell_defect(audit, sheet, row, column, "the text has a control character");
            break;
        }
}

static void
check_cells(Audit *audit, const Sheet *sheet)
{
    if (sheet->rows->len > MOST_ROWS)
        defect(audit, sheet, "%u rows do not fit a sheet", sheet->rows->len);
    for (guint r = 0; r < sheet->rows->len; r++) {
        guint length = ((GArray *)sheet->rows->pdata[r])->len;
        if (length > MOST_COLUMNS)
            defect(audit, sheet, "%u columns do not fit a sheet", length);
        for (guint c = 0; c < length; c++)
            check_cell(audit, sheet, r, c);
    }
}

static bool
is_heading(const SheetCell *cell)
{
    return cell->role == CELL_HEADING || cell->role == CELL_HEADING_NUMBER ||
           cell->role == CELL_HEADING_WORDS;
}

static void
check_headings(Audit *audit, const Sheet *sheet)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint c = 0; c < sheet_table_columns(sheet); c++) {
        if (!is_heading(sheet_cell(sheet, sheet->table, c)))
            cell_defect(audit, sheet, sheet->table, c, "the table's first row must be its headings");
        if (!g_hash_table_add(seen, g_utf8_casefold(text_at(sheet, sheet->table, c), -1)))
            cell_defect(audit, sheet, sheet->table, c, "two columns are headed \"%s\"",
                        text_at(sheet, sheet->table, c));
    }
    for (guint r = 0; r < sheet->rows->len; r++)
        for (guint c = 0; c < ((GArray *)sheet->rows->pdata[r])->len; c++)
            if ((r != sheet->table || !sheet->table) && is_heading(sheet_cell(sheet, r, c)))
                cell_defect(audit, sheet, r, c, "a table has one row of headings");
}

/* One table a sheet, announced, with a row at least, every row as wide as its headings. */
static void
check_table(Audit *audit, const Sheet *sheet)
{
    bool announced = false;
    for (guint r = 1; r < sheet->rows->len; r++)
        announced |= strcmp(text_at(sheet, r, 0), SPREADSHEET_ONE_TABLE) == 0;
    if (announced != (sheet->table != 0))
        defect(audit, sheet, "\"%s\" must be on sheets with a table, and only there", SPREADSHEET_ONE_TABLE);
    if (!sheet->table)
        return;
    if (sheet->table + 1 >= sheet->rows->len)
        defect(audit, sheet, "the table has no rows");
    guint columns = sheet_table_columns(sheet);
    for (guint r = sheet->table; r < sheet->rows->len; r++) {
        guint length = ((GArray *)sheet->rows->pdata[r])->len;
        if (length != columns)
            defect(audit, sheet, "row %u has %u cells beside %u headings", r + 1, length, columns);
    }
}

static bool
is_explained(const Audit *audit, const char *symbol)
{
    const Sheet *cover = workbook_sheet(audit->spreadsheet, "Cover");
    for (guint r = 0; cover && r < cover->rows->len; r++)
        if (g_str_has_prefix(text_at(cover, r, 0), symbol))
            return true;
    return false;
}

/* Beside numbers only symbols stand, and each symbol is explained on the cover. */
static void
check_numbers(Audit *audit, const Sheet *sheet)
{
    for (guint r = sheet->table + 1; sheet->table && r < sheet->rows->len; r++)
        for (guint c = 0; c < MIN(((GArray *)sheet->rows->pdata[r])->len, sheet_table_columns(sheet)); c++) {
            const SheetCell *cell = sheet_cell(sheet, r, c);
            bool numeric = sheet_cell(sheet, sheet->table, c)->role == CELL_HEADING_NUMBER;
            if (numeric && cell->role != CELL_NUMBER && cell->role != CELL_SYMBOL)
                cell_defect(audit, sheet, r, c, "there is text in a column of numbers");
            if (!numeric && (cell->role == CELL_NUMBER || cell->role == CELL_SYMBOL))
                cell_defect(audit, sheet, r, c, "there is a number in a column of words");
            if (cell->role == CELL_SYMBOL && cell->text && !is_explained(audit, cell->text))
                cell_defect(audit, sheet, r, c, "the cover does not explain %s", cell->text);
        }
}

/* Marks the notes that a text refers to. */
static guint
note_markers(Audit *audit, const Sheet *sheet, guint row, guint column, GHashTable *used)
{
    static const char marker[] = "[note ";
    guint count = 0;
    const char *end;
    for (const char *at = text_at(sheet, row, column); (at = strstr(at, marker)) && (end = strchr(at, ']'));
         at = end) {
        at += strlen(marker);
        g_autofree char *number = g_strndup(at, (gsize)(end - at));
        count++;
        if (!*number || strspn(number, "0123456789") != strlen(number))
            cell_defect(audit, sheet, row, column, "[note %s] must be one note", number);
        else
            g_hash_table_add(used, g_steal_pointer(&number));
    }
    return count;
}

/* Where markers stand: in the title, in headings, in the names of rows; a line above the table says so. */
static void
check_markers(Audit *audit, const Sheet *sheet, GHashTable *used)
{
    guint markers = 0;
    bool said = false;
    for (guint r = 0; r < sheet->rows->len; r++) {
        said |= strcmp(text_at(sheet, r, 0), SPREADSHEET_HAS_NOTES) == 0;
        for (guint c = 0; c < ((GArray *)sheet->rows->pdata[r])->len; c++) {
            guint here = note_markers(audit, sheet, r, c, used);
            markers += here;
            if (here && c && r != sheet->table)
                cell_defect(audit, sheet, r, c, "a note is marked in a cell of the table's body");
        }
    }
    if (said != (markers > 0))
        defect(audit, sheet, "\"%s\" must be on sheets with marked notes, and only there",
               SPREADSHEET_HAS_NOTES);
}

/* Notes are numbered from 1, and every note has a marker, every marker a note. */
static void
check_notes(Audit *audit)
{
    g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Sheet *notes = workbook_sheet(audit->spreadsheet, "Notes");
    for (guint i = 0; i < audit->spreadsheet->sheets->len; i++)
        if (audit->spreadsheet->sheets->pdata[i] != notes)
            check_markers(audit, audit->spreadsheet->sheets->pdata[i], used);
    for (guint r = notes && notes->table ? notes->table + 1 : G_MAXUINT; notes && r < notes->rows->len; r++) {
        g_autofree char *number = g_strdup_printf("%u", r - notes->table);
        g_autofree char *expected = g_strdup_printf("[note %s]", number);
        if (strcmp(text_at(notes, r, 0), expected) != 0)
            cell_defect(audit, notes, r, 0, "the note must be numbered %s", expected);
        if (!g_hash_table_remove(used, number))
            cell_defect(audit, notes, r, 0, "%s is marked on no sheet", expected);
    }
    g_autoptr(GList) left = g_list_sort(g_hash_table_get_keys(used), (GCompareFunc)strcmp);
    for (GList *at = left; at; at = at->next)
        defect(audit, NULL, "[note %s] is marked, and the sheet Notes does not have it", (char *)at->data);
}

/* The contents lead to every sheet after them once, and links lead somewhere. */
static void
check_contents(Audit *audit)
{
    g_autoptr(GHashTable) linked = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < audit->spreadsheet->sheets->len; i++) {
        const Sheet *sheet = audit->spreadsheet->sheets->pdata[i];
        for (guint r = 0; r < sheet->rows->len; r++)
            for (guint c = 0; c < ((GArray *)sheet->rows->pdata[r])->len; c++) {
                const SheetCell *cell = sheet_cell(sheet, r, c);
                if (cell->role != CELL_LINK || !cell->text)
                    continue;
                if (!workbook_sheet(audit->spreadsheet, cell->text))
                    cell_defect(audit, sheet, r, c, "the link does not lead to a sheet");
                if (strcmp(sheet->name, "Contents") == 0 && !g_hash_table_add(linked, cell->text))
                    cell_defect(audit, sheet, r, c, "the contents name the sheet twice");
            }
    }
    for (guint i = 2; i < audit->spreadsheet->sheets->len; i++) {
        const Sheet *sheet = audit->spreadsheet->sheets->pdata[i];
        if (!g_hash_table_contains(linked, sheet->name))
            defect(audit, sheet, "the contents do not lead to the sheet");
    }
}

/* A chart has words, and cells of its own table that hold numbers. */
static void
check_chart(Audit *audit, const Sheet *sheet)
{
    const SheetChart *chart = sheet->chart;
    if (!chart)
        return;
    if (!chart->alt || !*chart->alt)
        defect(audit, sheet, "the chart has no alternative text");
    for (guint r = 0; r < chart->rows->len; r++)
        for (guint c = 0; c < chart->columns->len; c++) {
            guint row = g_array_index(chart->rows, guint, r),
                  column = g_array_index(chart->columns, guint, c);
            const SheetCell *cell = sheet_cell(sheet, row, column);
            if (row <= sheet->table || !cell)
                cell_defect(audit, sheet, row, column, "the chart draws a cell outside the table");
            else if (cell->role != CELL_NUMBER)
                cell_defect(audit, sheet, row, column, "the chart draws a cell that is not a number");
        }
}

Sheet *
workbook_sheet(const Spreadsheet *spreadsheet, const char *name)
{
    for (guint i = 0; i < spreadsheet->sheets->len; i++) {
        Sheet *sheet = spreadsheet->sheets->pdata[i];
        if (strcmp(sheet->name, name) == 0)
            return sheet;
    }
    return NULL;
}

GPtrArray *
workbook_defects(const Spreadsheet *spreadsheet)
{
    static void (*const sheet_rules[])(Audit *, const Sheet *) = {
        check_name,     check_table_name, check_lines,   check_cells,
        check_headings, check_table,      check_numbers, check_chart};
    Audit audit = {spreadsheet, g_ptr_array_new_with_free_func(g_free)};
    check_properties(&audit);
    check_order(&audit);
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(sheet_rules); k++)
            sheet_rules[k](&audit, spreadsheet->sheets->pdata[i]);
    check_notes(&audit);
    check_contents(&audit);
    return audit.defects;
}
