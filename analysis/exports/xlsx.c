/* The sheets of an XLSX workbook. A sheet is read twice: to find which shared strings the wanted columns use
 * and, with those, for its rows. */
#include "analysis/exports/xlsx.h"
#include "analysis/failure/failure.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The most that a workbook's parts other than its sheets and their texts may unpack to, together. */
static const guint64 most_parts = 32 * 1024 * 1024;

/* The cell being read. */
typedef struct {
    guint column, style;
    char type[12];
    GString *value;
    bool in_cell, in_value, has_formula;
    guint phonetic;
} Cell;

typedef struct {
    Xlsx *xlsx;
    SharedStrings *strings;
    const bool *columns;
    guint most_rows, rows;
    SheetRow *row;
    bool collecting; /* the first time: only the numbers of the strings matter */
    guint number;    /* of the row */
    bool in_row;     /* it has not been passed on */
    Cell cell;
} SheetReading;

/* False when no more rows are wanted. */
static bool
hand_on(SheetReading *reading)
{
    if (!reading->in_row)
        return true;
    reading->in_row = false;
    if (!reading->collecting)
        sheet_row_hand_on(reading->row, reading->number);
    sheet_row_clear(reading->row);
    return !reading->row->stopped && (!reading->most_rows || ++reading->rows < reading->most_rows);
}

/* A row may be written in several pieces, one after another. False when no more rows are wanted. */
static bool
begin_row(SheetReading *reading, const MemberReader *reader, GError **error)
{
    char number[16], hidden[8];
    guint said = member_attribute(reader, "r", number, sizeof number) ? (guint)strtoul(number, NULL, 10) : 0;
    reading->cell.column = 0;
    if (said && said == reading->number)
        return true;
    if (!hand_on(reading))
        return false;
    if (said && said < reading->number) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: the row comes after row %u; save the workbook again in Excel",
                    reading->xlsx->export->name, said, reading->number);
        return false;
    }
    reading->number = said ? said : reading->number + 1;
    reading->in_row = !member_is_empty(reader);
    reading->row->hidden = member_attribute(reader, "hidden", hidden, sizeof hidden) && xlsx_is_true(hidden);
    return true;
}

static void
xlsx_begin_cell(SheetReading *reading, const MemberReader *reader)
{
    Cell *cell = &reading->cell;
    char place[24], style[16] = "0";
    guint row, column;
    cell->column = member_attribute(reader, "r", place, sizeof place) && xlsx_reference(place, &row, &column)
                       ? column
                       : cell->column + 1;
    member_attribute(reader, "s", style, sizeof style);
    cell->style = (guint)strtoul(style, NULL, 10);
    if (!member_attribute(reader, "t", cell->type, sizeof cell->type))
        g_strlcpy(cell->type, "n", sizeof cell->type);
    g_string_truncate(cell->value, 0);
    cell->has_formula = false;
    cell->in_cell = !member_is_empty(reader);
}

static bool
is_date_style(const Xlsx *xlsx, guint style)
{
    return style < xlsx->date_styles->len && g_array_index(xlsx->date_styles, bool, style);
}

static bool
put_number_cell(SheetReading *reading, GError **error)
{
    const Cell *cell = &reading->cell;
    char text[G_ASCII_DTOSTR_BUF_SIZE], *end;
    double number = g_ascii_strtod(cell->value->str, &end);
    if (*end || !isfinite(number))
        return sheet_row_put(reading->row, reading->number, cell->column, cell->value->str, cell->value->len,
                             error);
    if (!(is_date_style(reading->xlsx, cell->style) && workbook_date(number, reading->xlsx->from_1904, text)))
        workbook_number(number, text);
    return sheet_row_put(reading->row, reading->number, cell->column, text, strlen(text), error);
}

static bool
put_shared(SheetReading *reading, GError **error)
{
    const Cell *cell = &reading->cell;
    guint64 index = g_ascii_strtoull(cell->value->str, NULL, 10);
    if (reading->collecting) {
        if (!reading->columns || (cell->column <= most_columns && reading->columns[cell->column - 1]))
            shared_strings_want(reading->strings, (guint)MIN(index, G_MAXUINT));
        return true;
    }
    const char *text = index < G_MAXUINT ? shared_strings_get(reading->strings, (guint)index) : NULL;
    if (!text) {
        g_autofree char *letters = export_column_letters(cell->column - 1);
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: cell %s%u refers to a text that the workbook does not have; it is damaged",
                    reading->xlsx->export->name, reading->number, letters, reading->number);
        return false;
    }
    return sheet_row_put(reading->row, reading->number, cell->column, text, strlen(text), error);
}

static bool
xlsx_end_cell(SheetReading *reading, GError **error)
{
    Cell *cell = &reading->cell;
    cell->in_cell = false;
    if (!cell->value->len && cell->has_formula && strcmp(cell->type, "str") != 0) {
        g_string_assign(cell->value, EXPORT_NOT_CALCULATED);
        g_strlcpy(cell->type, "e", sizeof cell->type);
    }
    if (!cell->value->len)
        return true;
    if (strcmp(cell->type, "s") == 0)
        return put_shared(reading, error);
    if (reading->collecting)
        return true;
    if (strcmp(cell->type, "n") == 0)
        return put_number_cell(reading, error);
    xlsx_unescape(cell->value);
    const char *text = cell->value->str;
    if (strcmp(cell->type, "b") == 0)
        text = *text == '1' || *text == 't' ? "TRUE" : "FALSE";
    return sheet_row_put(reading->row, reading->number, cell->column, text, strlen(text), error);
}

/* The contents of a cell: its value or, only in an inline string, the text without its phonetic hints. */
static bool
xlsx_read_inside_cell(SheetReading *reading, const MemberReader *reader, GError **error)
{
    Cell *cell = &reading->cell;
    const char *of_value = strcmp(cell->type, "inlineStr") == 0 ? "t" : "v";
    const char *piece = cell->in_value && !cell->phonetic ? member_text(reader) : NULL;
    if (piece) {
        if (cell->value->len <= longest_text)
            g_string_append(cell->value, piece);
    } else if (member_at_start(reader, of_value)) {
        cell->in_value = !member_is_empty(reader);
    } else if (member_at_end(reader, of_value)) {
        cell->in_value = false;
    } else if (member_at_start(reader, "f")) {
        cell->has_formula = true;
    } else if (member_at_start(reader, "rPh")) {
        cell->phonetic += !member_is_empty(reader);
    } else if (member_at_end(reader, "rPh")) {
        cell->phonetic--;
    } else if (member_at_end(reader, "c")) {
        return xlsx_end_cell(reading, error);
    }
    return true;
}

static bool
xlsx_read_rows(SheetReading *reading, GError **error)
{
    const XlsxSheet *sheet = reading->xlsx->sheet;
    g_autoptr(MemberReader) reader = xlsx_open_part(reading->xlsx, sheet->part, error);
    g_autoptr(GString) value = g_string_new(NULL);
    reading->cell = (Cell){.value = value};
    reading->number = reading->rows = 0;
    reading->in_row = false;
    bool wanted = true;
    g_autoptr(GError) fault = NULL;
    while (reader && !fault && wanted && member_next(reader, &fault)) {
        if (reading->cell.in_cell)
            xlsx_read_inside_cell(reading, reader, &fault);
        else if (member_at_start(reader, "c"))
            xlsx_begin_cell(reading, reader);
        else if (member_at_start(reader, "row")) {
            reading->xlsx->export->progress = member_progress(reader);
            wanted = begin_row(reading, reader, &fault);
        } else if (member_at_end(reader, "sheetData"))
            break;
    }
    if (wanted && !fault)
        hand_on(reading);
    return reader && member_settle(&fault, error);
}

static bool
xlsx_read(void *workbook, const bool *columns, guint most_rows, ExportRowFunction on_row, void *user,
          GError **error)
{
    Xlsx *xlsx = workbook;
    SharedStrings strings = {.wanted = g_byte_array_new()};
    g_autoptr(SheetRow) row = sheet_row_new(xlsx->export, xlsx->sheet->range, on_row, user);
    SheetReading reading = {xlsx, &strings, columns, most_rows, 0, row, .collecting = true};
    bool done = xlsx_read_rows(&reading, error) && shared_strings_read(&strings, xlsx, error);
    reading.collecting = false;
    done = done && xlsx_read_rows(&reading, error);
    shared_strings_clear(&strings);
    return done;
}

static void
sheet_free(gpointer pointer)
{
    XlsxSheet *sheet = pointer;
    g_free(sheet->name);
    g_free(sheet->part);
    g_free(sheet->table);
    g_free(sheet);
}

static void
xlsx_free(void *workbook)
{
    Xlsx *xlsx = workbook;
    g_ptr_array_unref(xlsx->sheets);
    g_array_unref(xlsx->date_styles);
    g_free(xlsx->strings_part);
    g_free(xlsx);
}

static bool
choose_sheet(Xlsx *xlsx, Export *export, const char *wanted, GError **error)
{
    for (guint i = 0; i < xlsx->sheets->len; i++) {
        const XlsxSheet *sheet = xlsx->sheets->pdata[i];
        const char *name = sheet->table ? sheet->table : sheet->name;
        workbook_add_sheet(export, g_strdup(name), !sheet->table && !sheet->hidden);
        if (!xlsx->sheet && (wanted ? g_ascii_strcasecmp(name, wanted) == 0 : !sheet->hidden))
            xlsx->sheet = sheet;
    }
    if (xlsx->sheet)
        return true;
    workbook_fail_no_sheet(export, wanted, error);
    return false;
}

static void *
xlsx_open(Archive *archive, Export *export, const char *sheet, GError **error)
{
    Xlsx *xlsx = g_new0(Xlsx, 1);
    xlsx->archive = archive;
    xlsx->export = export;
    xlsx->sheets = g_ptr_array_new_with_free_func(sheet_free);
    xlsx->date_styles = g_array_new(FALSE, FALSE, sizeof(bool));
    archive_bound_together(archive, most_parts);
    bool read = xlsx_read_parts(xlsx, error);
    archive_bound_together(archive, 0);
    export->from_1904 = xlsx->from_1904;
    if (read && choose_sheet(xlsx, export, sheet, error))
        return xlsx;
    xlsx_free(xlsx);
    return NULL;
}

const WorkbookFormat xlsx_format = {xlsx_open, xlsx_read, xlsx_free};
