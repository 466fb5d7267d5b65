/* The audit of the workbook: a sound one has no defect, and every broken rule is found and named. */
#include <math.h>
#include <string.h>
#include "tests/render/workbook_audit.h"

static void
begin_table(Sheet *sheet, const char *first, const char *second, CellRole role)
{
    sheet_begin_table(sheet);
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_HEADING, first);
    row_add_text(row, role, second);
    const double widths[] = {50, 16};
    g_array_set_size(sheet->widths, 0);
    g_array_append_vals(sheet->widths, widths, 2);
}

static Sheet *
add_sheet(Spreadsheet *spreadsheet, const char *name, const char *title)
{
    const double width = 72;
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, name, title);
    g_array_append_val(sheet->widths, width);
    return sheet;
}

static void
add_words(Sheet *sheet, CellRole role, const char *first, const char *second)
{
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, role, first);
    row_add_text(row, CELL_TEXT, second);
}

static void
add_table_sheet(Spreadsheet *spreadsheet)
{
    Sheet *sheet = add_sheet(spreadsheet, "Harm", "Contacts by category of harm [note 1]");
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_HAS_NOTES);
    sheet_add_line(sheet, CELL_LINE, "Source: case records");
    begin_table(sheet, "Category of harm", "2023-24 Count", CELL_HEADING_NUMBER);
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_TEXT, "Neglect");
    row_add_number(row, 41, 0, false);
    row = sheet_add_row(sheet);
    row_add_text(row, CELL_TEXT, "=Sexual harm");
    row_add_text(row, CELL_SYMBOL, "[c]");
}

static Spreadsheet *
sound_spreadsheet(void)
{
    Document document = {.title = (char *)"Report",
                         .subtitle = (char *)"Test Council, 2023-24",
                         .author = (char *)"Test Council"};
    Spreadsheet *spreadsheet = spreadsheet_new(&document, "2023-24");
    Sheet *cover = add_sheet(spreadsheet, "Cover", "Report: tables");
    sheet_add_line(cover, CELL_SECTION, "Symbols");
    sheet_add_line(cover, CELL_TEXT, "[c] confidential");
    Sheet *contents = add_sheet(spreadsheet, "Contents", "Table of contents");
    sheet_add_line(contents, CELL_LINE, SPREADSHEET_ONE_TABLE);
    begin_table(contents, "Sheet name", "Sheet title", CELL_HEADING);
    add_words(contents, CELL_LINK, "Notes", "Notes");
    add_words(contents, CELL_LINK, "Data_quality", "Data quality");
    add_words(contents, CELL_LINK, "Harm", "Contacts by category of harm");
    Sheet *notes = add_sheet(spreadsheet, "Notes", "Notes");
    sheet_add_line(notes, CELL_LINE, SPREADSHEET_ONE_TABLE);
    begin_table(notes, "Note number", "Note text", CELL_HEADING);
    add_words(notes, CELL_TEXT, "[note 1]", "Percentages may not add to 100.");
    Sheet *quality = add_sheet(spreadsheet, "Data_quality", "Data quality");
    sheet_add_line(quality, CELL_LINE, "Checks of the records found no problem.");
    add_table_sheet(spreadsheet);
    return spreadsheet;
}

static SheetCell *
cell_at(const Sheet *sheet, guint row, guint column)
{
    return (SheetCell *)sheet_cell(sheet, row, column);
}

static void
put_text(const Sheet *sheet, guint row, guint column, const char *text)
{
    SheetCell *cell = cell_at(sheet, row, column);
    g_free(cell->text);
    cell->text = g_strdup(text);
}

static void
take_out_row(const Sheet *sheet, guint row)
{
    g_ptr_array_remove_index(sheet->rows, row);
}

/* The parts of the sound workbook that are broken here: the table's headings are in row 5 (index 4). */
typedef struct {
    Spreadsheet *all;
    Sheet *cover, *contents, *notes, *harm;
} Parts;

static void
no_title(Parts *p)
{
    g_clear_pointer(&p->all->title, g_free);
}
static void
cover_is_not_first(Parts *p)
{
    g_ptr_array_remove_index(p->all->sheets, 0);
}
static void
title_elsewhere(Parts *p)
{
    cell_at(p->harm, 0, 0)->role = CELL_LINE;
}
static void
blank_row(Parts *p)
{
    g_array_set_size(p->harm->rows->pdata[2], 0);
}
static void
line_of_two_cells(Parts *p)
{
    row_add_text(p->harm->rows->pdata[3], CELL_LINE, "beside");
}
static void
width_missing(Parts *p)
{
    g_array_set_size(p->harm->widths, 1);
}
static void
no_number(Parts *p)
{
    cell_at(p->harm, 5, 1)->number = NAN;
}
static void
two_heading_rows(Parts *p)
{
    cell_at(p->harm, 5, 0)->role = CELL_HEADING;
}
static void
not_under_the_lines(Parts *p)
{
    p->harm->table = 3;
}
static void
table_without_rows(Parts *p)
{
    g_ptr_array_set_size(p->harm->rows, 5);
}
static void
short_row(Parts *p)
{
    g_array_set_size(p->harm->rows->pdata[6], 1);
}
static void
words_among_numbers(Parts *p)
{
    cell_at(p->harm, 6, 1)->role = CELL_TEXT;
}
static void
number_among_words(Parts *p)
{
    cell_at(p->harm, 4, 1)->role = CELL_HEADING;
}
static void
note_unused(Parts *p)
{
    add_words(p->notes, CELL_TEXT, "[note 2]", "Never marked.");
}
static void
sheet_not_in_contents(Parts *p)
{
    take_out_row(p->contents, 5);
}
static void
sheet_twice_in_contents(Parts *p)
{
    add_words(p->contents, CELL_LINK, "Harm", "Again");
}

static void
text_too_long(Parts *p)
{
    g_autofree char *text = g_strnfill(32768, 'x');
    put_text(p->harm, 5, 0, text);
}

static void
heading_too_long(Parts *p)
{
    g_autofree char *text = g_strnfill(256, 'x');
    put_text(p->harm, 4, 1, text);
}

/* A chart of one number in column B. */
static SheetChart *
add_chart(Sheet *sheet, guint row)
{
    const guint column = 1;
    SheetChart *chart = g_new0(SheetChart, 1);
    chart->rows = g_array_new(FALSE, FALSE, sizeof(guint));
    chart->columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(chart->rows, row);
    g_array_append_val(chart->columns, column);
    chart->alt = g_strdup("Column chart of harm.");
    return sheet->chart = chart;
}

static void
chart_of_a_symbol(Parts *p)
{
    add_chart(p->harm, 6);
}

static void
chart_without_words(Parts *p)
{
    *add_chart(p->harm, 5)->alt = '\0';
}

static void
chart_of_no_cells(Parts *p)
{
    add_chart(p->harm, 99);
}

static void
internal_unmarked(Parts *p)
{
    p->all->mark = "Internal: not for publication";
}

static const struct Fault {
    const char *name, *words;
    void (*break_rule)(Parts *parts); /* or one of the sheets has this name, or this text in a cell */
    const char *sheet, *called, *text;
    guint row, column;
} faults[] = {
    {"no_title", "have no title", .break_rule = no_title},
    {"cover_is_not_first", "sheet 1 must be Cover", .break_rule = cover_is_not_first},
    {"name_with_a_space", "letters, digits and underscores", .sheet = "Harm", .called = "Harm done"},
    {"name_from_a_digit", "begins with a digit", .sheet = "Harm", .called = "1_harm"},
    {"name_too_long", "has 32 characters", .sheet = "Harm", .called = "A234567890123456789012345678901x"},
    {"name_twice", "two sheets have this name", .sheet = "Harm", .called = "NOTES"},
    {"table_named_like_a_cell", "sheet Q1: the table's name q1", .sheet = "Harm", .called = "Q1"},
    {"title_elsewhere", "cell A1", .break_rule = title_elsewhere},
    {"blank_row", "sheet Harm: row 3 must be one cell in column A, and has 0", .break_rule = blank_row},
    {"line_of_two_cells", "row 4 must be one cell in column A, and has 2", .break_rule = line_of_two_cells},
    {"width_missing", "2 columns have 1 widths", .break_rule = width_missing},
    {"blank_cell", "sheet Harm, cell B7: a blank cell is not explained", .sheet = "Harm", .row = 6,
     .column = 1, .text = ""},
    {"no_number", "cell B6: a number is missing", .break_rule = no_number},
    {"control_character", "cell A6: the text has a control character", .sheet = "Harm", .row = 5, .column = 0,
     .text = "Neg\001lect"},
    {"no_utf8", "cell A6: the text is not UTF-8", .sheet = "Harm", .row = 5, .column = 0,
     .text = "Neg\xFFlect"},
    {"text_too_long", "cell A6: the text has 32768 characters", .break_rule = text_too_long},
    {"heading_too_long", "cell B5: the text has 256 characters", .break_rule = heading_too_long},
    {"heading_twice", "cell B5: two columns are headed", .sheet = "Harm", .row = 4, .column = 1,
     .text = "category OF harm"},
    {"two_heading_rows", "cell A6: a table has one row of headings", .break_rule = two_heading_rows},
    {"not_under_the_lines", "row 5 has 2 cells beside 1 headings", .break_rule = not_under_the_lines},
    {"table_not_announced", "This worksheet contains one table.", .sheet = "Harm", .row = 1, .column = 0,
     .text = "A table."},
    {"table_without_rows", "the table has no rows", .break_rule = table_without_rows},
    {"short_row", "row 7 has 1 cells beside 2 headings", .break_rule = short_row},
    {"words_among_numbers", "cell B7: there is text in a column of numbers",
     .break_rule = words_among_numbers},
    {"number_among_words", "cell B6: there is a number in a column of words",
     .break_rule = number_among_words},
    {"symbol_unexplained", "cell B7: the cover does not explain [z]", .sheet = "Harm", .row = 6, .column = 1,
     .text = "[z]"},
    {"note_unused", "[note 2] is marked on no sheet", .break_rule = note_unused},
    {"note_missing", "[note 2] is marked, and the sheet Notes does not have it", .sheet = "Harm", .row = 0,
     .column = 0, .text = "Harm [note 1][note 2]"},
    {"note_out_of_order", "must be numbered [note 1]", .sheet = "Notes", .row = 3, .column = 0,
     .text = "[note 2]"},
    {"notes_in_one_marker", "[note 1,2] must be one note", .sheet = "Harm", .row = 0, .column = 0,
     .text = "Harm [note 1][note 1,2]"},
    {"note_in_a_body_cell", "cell B7: a note is marked in a cell of the table's body", .sheet = "Harm",
     .row = 6, .column = 1, .text = "[c] [note 1]"},
    {"notes_not_announced", "can be found in the Notes worksheet", .sheet = "Harm", .row = 2, .column = 0,
     .text = "See the notes."},
    {"link_to_nowhere", "sheet Contents, cell A6: the link does not lead to a sheet", .sheet = "Contents",
     .row = 5, .column = 0, .text = "Harms"},
    {"sheet_not_in_contents", "sheet Harm: the contents do not lead to the sheet",
     .break_rule = sheet_not_in_contents},
    {"sheet_twice_in_contents", "the contents name the sheet twice", .break_rule = sheet_twice_in_contents},
    {"internal_unmarked", "sheet Harm: \"Internal: not for publication\" must be in cell A2",
     .break_rule = internal_unmarked},
    {"chart_of_a_symbol", "cell B7: the chart draws a cell that is not a number",
     .break_rule = chart_of_a_symbol},
    {"chart_without_words", "the chart has no alternative text", .break_rule = chart_without_words},
    {"chart_of_no_cells", "the chart draws a cell outside the table", .break_rule = chart_of_no_cells},
};

static void
a_sound_workbook_has_no_defect(void)
{
    g_autoptr(Spreadsheet) spreadsheet = sound_spreadsheet();
    g_autoptr(GPtrArray) defects = workbook_defects(spreadsheet);
    if (defects->len)
        g_error("%s", (char *)defects->pdata[0]);
}

static void
a_broken_rule_is_found(gconstpointer pointer)
{
    const struct Fault *fault = pointer;
    g_autoptr(Spreadsheet) spreadsheet = sound_spreadsheet();
    Parts parts = {spreadsheet, workbook_sheet(spreadsheet, "Cover"), workbook_sheet(spreadsheet, "Contents"),
                   workbook_sheet(spreadsheet, "Notes"), workbook_sheet(spreadsheet, "Harm")};
    Sheet *sheet = fault->sheet ? workbook_sheet(spreadsheet, fault->sheet) : NULL;
    if (fault->break_rule)
        fault->break_rule(&parts);
    if (fault->text)
        put_text(sheet, fault->row, fault->column, fault->text);
    if (fault->called) {
        g_free(sheet->name);
        sheet->name = g_strdup(fault->called);
    }
    g_autoptr(GPtrArray) defects = workbook_defects(spreadsheet);
    for (guint i = 0; i < defects->len; i++)
        if (strstr(defects->pdata[i], fault->words))
            return;
    g_error("nothing says \"%s\"; first: %s", fault->words,
            defects->len ? (char *)defects->pdata[0] : "none");
}

static void
cells_are_named_as_spreadsheets_name_them(void)
{
    const struct {
        guint row, column;
        const char *name;
    } cells[] = {{0, 0, "A1"},    {6, 25, "Z7"},    {0, 26, "AA1"},
                 {0, 701, "ZZ1"}, {0, 702, "AAA1"}, {1048575, 16383, "XFD1048576"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *name = cell_name(cells[i].row, cells[i].column);
        g_assert_cmpstr(name, ==, cells[i].name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spreadsheet/a_sound_workbook_has_no_defect", a_sound_workbook_has_no_defect);
    g_test_add_func("/spreadsheet/cells_are_named_as_spreadsheets_name_them",
                    cells_are_named_as_spreadsheets_name_them);
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autofree char *path = g_strdup_printf("/spreadsheet/audit_finds_%s", faults[i].name);
        g_test_add_data_func(path, &faults[i], a_broken_rule_is_found);
    }
    return g_test_run();
}
