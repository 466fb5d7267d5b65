/* The workbook of a report: its front sheets, and a sheet for each table. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include "analysis/failure/failure.h"
#include "render/table/quality.h"
#include <math.h>
#include <string.h>

/* The sheet of one measure: title, what readers must know first, the table. */

/* "Contacts by category of harm [note 1][note 3]". */
static char *
marked_title(const Table *table, GPtrArray *notes)
{
    GString *title = g_string_new(table->title);
    bool first = true;
    for (guint i = 0; i < notes->len; i++)
        if (g_ptr_array_find_with_equal_func(table->notes, notes->pdata[i], g_str_equal, NULL)) {
            g_string_append_printf(title, "%s[note %u]", first ? " " : "", i + 1);
            first = false;
        }
    return g_string_free(title, FALSE);
}

/* The heading says the unit, with spaces that people type when they look it up, and no two headings are
 * alike, whatever the categories are called. */
static char *
unique_heading(const GArray *row, const TableColumn *column)
{
    bool bare = column->quantity == TABLE_PERCENT && !strstr(column->heading, "percent");
    g_autoptr(GString) stem = g_string_new(column->heading);
    g_string_replace(stem, "\u00a0", " ", 0);
    g_string_append(stem, bare ? " percent" : "");
    char *heading = g_strdup(stem->str);
    for (guint k = 2, i = 0; i < row->len; i++) {
        g_autofree char *here = g_utf8_casefold(heading, -1),
                        *there = g_utf8_casefold(g_array_index(row, SheetCell, i).text, -1);
        if (strcmp(here, there) != 0)
            continue;
        g_free(heading);
        heading = g_strdup_printf("%s (%u)", stem->str, k++);
        i = (guint)-1;
    }
    return heading;
}

static void
add_table_headings(Sheet *sheet, const Table *table)
{
    sheet_begin_table(sheet);
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, CELL_HEADING, table->row_heading);
    for (guint i = 0; i < table->columns->len; i++) {
        const TableColumn *column = table->columns->pdata[i];
        g_autofree char *heading = unique_heading(row, column);
        row_add_text(row, column->quantity == TABLE_TEXT ? CELL_HEADING_WORDS : CELL_HEADING_NUMBER, heading);
    }
}

static void
add_table_cell(GArray *row, const TableCell *cell, TableQuantity quantity)
{
    if (!isnan(cell->number))
        row_add_number(row, cell->exact, cell->decimals, quantity == TABLE_CHANGE);
    else
        row_add_text(row, quantity == TABLE_TEXT ? CELL_WORDS : CELL_SYMBOL,
                     *cell->text && strcmp(cell->text, "–") != 0 ? cell->text : "[z]");
}

/* A row must be clear on its own: a part names its category, unless its heading does ("Within 1 month,
 * estimated" under "Within 1 month (target 80%)"). */
static char *
row_label(const TableRow *row, const char *category)
{
    gsize name = strcspn(category, "(");
    while (name && category[name - 1] == ' ')
        name--;
    bool named = name && strncmp(row->heading, category, name) == 0 && row->heading[name] == ',';
    return row->level && !named ? g_strdup_printf("%s: %s", category, row->heading) : g_strdup(row->heading);
}

static void
add_table_rows(Sheet *sheet, const Table *table)
{
    const char *category = "";
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *line = table->rows->pdata[r];
        g_autofree char *heading = row_label(line, category);
        if (!line->level)
            category = line->heading;
        GArray *row = sheet_add_row(sheet);
        row_add_text(row, CELL_TEXT, heading);
        for (guint c = 0; c < line->cells->len; c++)
            add_table_cell(row, &g_array_index(line->cells, TableCell, c),
                           ((const TableColumn *)table->columns->pdata[c])->quantity);
    }
}

/* Characters of the longest line (`whole`) or of the longest word. */
static glong
longest_piece(const char *text, bool whole)
{
    glong most = 0;
    g_auto(GStrv) words = g_strsplit(text, whole ? "\n" : " ", -1);
    for (char **word = words; *word; word++)
        most = MAX(most, g_utf8_strlen(*word, -1));
    return most;
}

/* As wide as the longest number, the longest word of the heading, and the longest text, up to a limit at
 * which it wraps. */
static void
fit_widths(Sheet *sheet)
{
    for (guint c = 0; c < sheet_table_columns(sheet); c++) {
        glong needed = longest_piece(sheet_cell(sheet, sheet->table, c)->text, false), most = c ? 32 : 50;
        for (guint r = sheet->table + 1; r < sheet->rows->len; r++) {
            const SheetCell *cell = sheet_cell(sheet, r, c);
            g_autofree char *number =
                cell->role == CELL_NUMBER ? figure_number_text(cell->number, cell->decimals) : NULL;
            needed = MAX(needed, MIN(longest_piece(number ? number : cell->text, true), most));
        }
        /* So narrow that the headings of counts and of percentages both break after the year. */
        bool numbers = sheet_cell(sheet, sheet->table, c)->role == CELL_HEADING_NUMBER;
        double width = (double)(numbers ? MAX(needed + 2, 9) : c ? MAX(needed + 5, 13) : MAX(needed + 3, 20));
        g_array_append_val(sheet->widths, width);
    }
}

static Sheet *
add_table_sheet(Spreadsheet *spreadsheet, const char *name, const Table *table, const char *remark,
                GPtrArray *notes)
{
    g_autofree char *title = marked_title(table, notes);
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, name, title);
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    if (table->notes->len)
        sheet_add_line(sheet, CELL_LINE, SPREADSHEET_HAS_NOTES);
    sheet_add_line(sheet, CELL_LINE, table->subtitle);
    if (remark)
        sheet_add_line(sheet, CELL_LINE, remark);
    sheet_add_line(sheet, CELL_LINE, table->source);
    add_table_headings(sheet, table);
    add_table_rows(sheet, table);
    fit_widths(sheet);
    return sheet;
}

/* The sheets before the tables: cover, contents, notes, data quality. */

static void
set_widths(Sheet *sheet, guint count, const double *widths)
{
    g_array_append_vals(sheet->widths, widths, count);
}

static void
add_section(Sheet *sheet, const char *heading, const char *text)
{
    if (!text)
        return;
    sheet_add_line(sheet, CELL_SECTION, heading);
    sheet_add_line(sheet, CELL_TEXT, text);
}

static void
add_cover_sheet(Spreadsheet *spreadsheet, const Document *document, const Exhibits *exhibits)
{
    const Profile *profile = exhibits->profile;
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Cover", spreadsheet->title);
    set_widths(sheet, 1, (const double[]){72});
    g_autofree char *about = g_strdup_printf("Figures of the Local Authority Designated Officer (LADO) for "
                                             "%s: one table a sheet, and a chart of its "
                                             "cells where the report has one.",
                                             profile->authority_name);
    add_section(sheet, "About these tables", about);
    for (guint i = 0; document->cover && i < document->cover->len; i++)
        sheet_add_line(sheet, CELL_TEXT, document->cover->pdata[i]);
    g_autofree char *published = profile->published != DAY_NONE ? calendar_long(profile->published) : NULL;
    add_section(sheet, "Published", published);
    add_section(sheet, "Next release", profile->next_release);
    add_section(sheet, "Contact", profile->contact);
    add_section(sheet, "Small counts", document->disclosure);
    add_section(sheet, "Numbers",
                "Percentages are numbers from 0 to 100. Numbers are shown rounded and held in full, as in "
                "figures.csv.");
    add_section(sheet, "Symbols", table_symbols[0]);
    for (const char *const *meaning = table_symbols + 1; *meaning; meaning++)
        sheet_add_line(sheet, CELL_TEXT, *meaning);
}

static void
add_row_of_two(Sheet *sheet, CellRole role, const char *first, CellRole second_role, const char *second)
{
    GArray *row = sheet_add_row(sheet);
    row_add_text(row, role, first);
    row_add_text(row, second_role, second);
}

static void
begin_table_of_pairs(Sheet *sheet, const char *first, const char *second)
{
    sheet_add_line(sheet, CELL_LINE, SPREADSHEET_ONE_TABLE);
    sheet_begin_table(sheet);
    add_row_of_two(sheet, CELL_HEADING, first, CELL_HEADING, second);
}

static void
add_contents_sheet(Spreadsheet *spreadsheet, const Exhibits *exhibits, const GPtrArray *names)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Contents", "Table of contents");
    set_widths(sheet, 2, (const double[]){32, 72});
    begin_table_of_pairs(sheet, "Sheet name", "Sheet title");
    add_row_of_two(sheet, CELL_LINK, "Notes", CELL_TEXT, "Notes");
    add_row_of_two(sheet, CELL_LINK, "Data_quality", CELL_TEXT,
                   exhibits->quality ? exhibits->quality->title : "Data quality");
    for (guint i = 0; i < names->len; i++)
        add_row_of_two(sheet, CELL_LINK, names->pdata[i], CELL_TEXT,
                       ((const Table *)exhibits->tables->pdata[i])->title);
}

static void
add_notes_sheet(Spreadsheet *spreadsheet, GPtrArray *notes)
{
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Notes", "Notes");
    set_widths(sheet, notes->len ? 2 : 1, (const double[]){16, 90});
    if (!notes->len) {
        sheet_add_line(sheet, CELL_LINE, "The tables have no notes.");
        return;
    }
    begin_table_of_pairs(sheet, "Note number", "Note text");
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *number = g_strdup_printf("[note %u]", i + 1);
        add_row_of_two(sheet, CELL_TEXT, number, CELL_TEXT, notes->pdata[i]);
    }
}

static void
add_quality_sheet(Spreadsheet *spreadsheet, const Exhibits *exhibits, GPtrArray *notes)
{
    const char *withheld = quality_withheld(exhibits->profile);
    if (exhibits->quality) {
        add_table_sheet(spreadsheet, "Data_quality", exhibits->quality,
                        "The findings one by one, with file and line, are in data-quality.csv.", notes);
        return;
    }
    Sheet *sheet = spreadsheet_add_sheet(spreadsheet, "Data_quality", "Data quality");
    set_widths(sheet, 1, (const double[]){72});
    sheet_add_line(sheet, CELL_LINE, withheld ? withheld : "Checks of the records found no problem.");
}

/* Each note of the tables once, in order of first use. */
static GPtrArray *
notes_of(const Exhibits *exhibits)
{
    GPtrArray *notes = g_ptr_array_new();
    for (guint i = 0; i <= exhibits->tables->len; i++) {
        const Table *table = i ? exhibits->tables->pdata[i - 1] : exhibits->quality;
        for (guint k = 0; table && k < table->notes->len; k++)
            if (!g_ptr_array_find_with_equal_func(notes, table->notes->pdata[k], g_str_equal, NULL))
                g_ptr_array_add(notes, table->notes->pdata[k]);
    }
    return notes;
}

/* Table "harm" is on sheet Harm: names have letters, digits and underscores, at most 31, and no two are
 * alike. */
static GPtrArray *
sheet_names(const Exhibits *exhibits)
{
    static const char *const front[] = {"cover", "contents", "notes", "data_quality"};
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(front); i++)
        g_hash_table_add(taken, g_strdup(front[i]));
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const Table *table = exhibits->tables->pdata[i];
        g_autoptr(GString) stem = g_string_new(NULL);
        for (const char *at = table->id; *at && stem->len < 25; at++)
            g_string_append_c(stem, g_ascii_isalnum(*at) ? *at : '_');
        if (!g_ascii_isalpha(stem->str[0]) || sheet_name_reads_as_cell(stem->str))
            g_string_prepend(stem, "T_");
        stem->str[0] = g_ascii_toupper(stem->str[0]);
        char *name = g_strdup(stem->str);
        for (guint k = 2; !g_hash_table_add(taken, g_ascii_strdown(name, -1)); k++) {
            g_free(name);
            name = g_strdup_printf("%s_%u", stem->str, k);
        }
        g_ptr_array_add(names, name);
    }
    return names;
}

/* Why a text from the profile or a code list cannot stand in its cell; NULL if it can. All other rules for
 * workbooks are kept by the way they are made. Caller frees. */
static char *
why_not_in_cell(const Sheet *sheet, guint row, guint column)
{
    enum { MOST_COLUMNS = 16384, MOST_IN_HEADING = 255, MOST_IN_CELL = 32767 }; /* in Excel */
    const char *text = sheet_cell(sheet, row, column)->text;
    glong length = text ? g_utf8_strlen(text, -1) : 0,
          most = sheet->table && row == sheet->table ? MOST_IN_HEADING : MOST_IN_CELL;
    if (column >= MOST_COLUMNS)
        return g_strdup("a sheet has no column for it; gather categories in the code list");
    if (length > most)
        return g_strdup_printf("the text has %ld characters, and a cell like this holds %ld; give it a "
                               "shorter name in the profile or in the code list",
                               length, most);
    if (text && !*text)
        return g_strdup("the text is blank; give it in the profile or in the code list");
    /* Notes are marked in titles alone. */
    if (text && row && strcmp(sheet->name, "Notes") != 0 && strstr(text, "[note "))
        return g_strdup("a note is marked in a name; leave \"[note\" out of it in the profile or in the code "
                        "list");
    return NULL;
}

static bool
texts_fit(const Sheet *sheet, GError **error)
{
    for (guint r = 0; r < sheet->rows->len; r++)
        for (guint c = 0; c < ((const GArray *)sheet->rows->pdata[r])->len; c++) {
            g_autofree char *why = why_not_in_cell(sheet, r, c), *name = why ? cell_name(r, c) : NULL;
            if (!why)
                continue;
            g_set_error(error, FAILURE, FAILURE_OUTPUT,
                        "the workbook of tables was not written: sheet %s, cell %s: %s", sheet->name, name,
                        why);
            return false;
        }
    return true;
}

Spreadsheet *
spreadsheet_of_report(const Document *document, const Exhibits *exhibits, GError **error)
{
    g_autofree char *year = calendar_year_label(exhibits->profile->year, exhibits->profile->year_start);
    g_autoptr(Spreadsheet) spreadsheet = spreadsheet_new(document, year);
    g_autoptr(GPtrArray) notes = notes_of(exhibits), names = sheet_names(exhibits);
    add_cover_sheet(spreadsheet, document, exhibits);
    add_contents_sheet(spreadsheet, exhibits, names);
    add_notes_sheet(spreadsheet, notes);
    add_quality_sheet(spreadsheet, exhibits, notes);
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const Table *table = exhibits->tables->pdata[i];
        Sheet *sheet = add_table_sheet(spreadsheet, names->pdata[i], table, NULL, notes);
        if (exhibits->charts->pdata[i])
            sheet->chart = sheet_chart_new(exhibits->profile, sheet, table, exhibits->charts->pdata[i]);
    }
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        if (!texts_fit(spreadsheet->sheets->pdata[i], error))
            return NULL;
    return g_steal_pointer(&spreadsheet);
}
