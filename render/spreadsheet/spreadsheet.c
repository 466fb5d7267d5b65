#include "render/spreadsheet/spreadsheet_parts.h"
#include <math.h>
#include <string.h>
#include "analysis/failure/failure.h"

static void
cell_clear(gpointer cell)
{
    g_free(((SheetCell *)cell)->text);
}

static void
sheet_free(gpointer pointer)
{
    Sheet *sheet = pointer;
    g_free(sheet->name);
    g_ptr_array_unref(sheet->rows);
    g_array_unref(sheet->widths);
    sheet_chart_free(sheet->chart);
    g_free(sheet);
}

Spreadsheet *
spreadsheet_new(const Document *document, const char *year)
{
    Spreadsheet *spreadsheet = g_new0(Spreadsheet, 1);
    /* Of all documents of the pack, whichever comes first. */
    spreadsheet->title = g_strdup_printf("LADO service tables %s: %s", year, document->subtitle);
    spreadsheet->subject = g_strdup(document->subtitle);
    spreadsheet->author = g_strdup(document->author);
    spreadsheet->language = g_strdup("en-GB");
    spreadsheet->date = document->date;
    spreadsheet->mark = document->mark;
    spreadsheet->sheets = g_ptr_array_new_with_free_func(sheet_free);
    return spreadsheet;
}

void
spreadsheet_free(Spreadsheet *spreadsheet)
{
    if (!spreadsheet)
        return;
    g_free(spreadsheet->title);
    g_free(spreadsheet->subject);
    g_free(spreadsheet->author);
    g_free(spreadsheet->language);
    g_ptr_array_unref(spreadsheet->sheets);
    g_free(spreadsheet);
}

Sheet *
spreadsheet_add_sheet(Spreadsheet *spreadsheet, const char *name, const char *title)
{
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->name = g_strdup(name);
    sheet->rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    sheet->widths = g_array_new(FALSE, FALSE, sizeof(double));
    g_ptr_array_add(spreadsheet->sheets, sheet);
    sheet_add_line(sheet, CELL_TITLE, title);
    if (spreadsheet->mark)
        sheet_add_line(sheet, CELL_LINE, spreadsheet->mark);
    return sheet;
}

Sheet *
spreadsheet_sheet(const Spreadsheet *spreadsheet, const char *name)
{
    for (guint i = 0; i < spreadsheet->sheets->len; i++) {
        Sheet *sheet = spreadsheet->sheets->pdata[i];
        if (strcmp(sheet->name, name) == 0)
            return sheet;
    }
    return NULL;
}

char *
sheet_table_name(const Sheet *sheet)
{
    return g_ascii_strdown(sheet->name, -1);
}

guint
sheet_table_columns(const Sheet *sheet)
{
    return sheet->table && sheet->table < sheet->rows->len ? ((GArray *)sheet->rows->pdata[sheet->table])->len
                                                           : 0;
}

GArray *
sheet_add_row(Sheet *sheet)
{
    GArray *row = g_array_new(FALSE, TRUE, sizeof(SheetCell));
    g_array_set_clear_func(row, cell_clear);
    g_ptr_array_add(sheet->rows, row);
    return row;
}

void
sheet_add_line(Sheet *sheet, CellRole role, const char *text)
{
    row_add_text(sheet_add_row(sheet), role, text);
}

void
sheet_begin_table(Sheet *sheet)
{
    sheet->table = sheet->rows->len;
}

/* What no file format can hold becomes a space here, in one place. */
static char *
clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            *at = ' ';
    return g_strdup(g_strstrip(valid));
}

void
row_add_text(GArray *row, CellRole role, const char *text)
{
    SheetCell cell = {.role = role, .text = clean(text), .number = NAN};
    g_array_append_val(row, cell);
}

void
row_add_number(GArray *row, double number, int decimals, bool change)
{
    SheetCell cell = {.role = CELL_NUMBER, .number = number, .decimals = decimals, .change = change};
    g_array_append_val(row, cell);
}

const SheetCell *
sheet_cell(const Sheet *sheet, guint row, guint column)
{
    if (row >= sheet->rows->len || column >= ((GArray *)sheet->rows->pdata[row])->len)
        return NULL;
    return &g_array_index((GArray *)sheet->rows->pdata[row], SheetCell, column);
}

char *
cell_name(guint row, guint column)
{
    char letters[8], *at = letters + sizeof letters - 1;
    *at = '\0';
    for (guint rest = column + 1; rest && at > letters; rest = (rest - 1) / 26)
        *--at = (char)('A' + (rest - 1) % 26);
    return g_strdup_printf("%s%u", at, row + 1);
}

static void
collect_notes(GPtrArray *notes, const Table *table)
{
    for (guint i = 0; i < table->notes->len; i++)
        if (!g_ptr_array_find_with_equal_func(notes, table->notes->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(notes, table->notes->pdata[i]);
}

/* Each note once, in the order of its first use. */
static GPtrArray *
notes_of(const Exhibits *exhibits)
{
    GPtrArray *notes = g_ptr_array_new();
    if (exhibits->quality)
        collect_notes(notes, exhibits->quality);
    for (guint i = 0; i < exhibits->tables->len; i++)
        collect_notes(notes, exhibits->tables->pdata[i]);
    return notes;
}

bool
sheet_name_reads_as_cell(const char *name)
{
    return g_regex_match_simple("^([a-z]{1,3}[0-9]+|[rc]|r[0-9]*c[0-9]*)$", name, G_REGEX_CASELESS, 0);
}

static bool
is_taken(const GPtrArray *names, const char *name)
{
    static const char *const own[] = {"Cover", "Contents", "Notes", "Data_quality"};
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        if (g_ascii_strcasecmp(own[i], name) == 0)
            return true;
    for (guint i = 0; i < names->len; i++)
        if (g_ascii_strcasecmp(names->pdata[i], name) == 0)
            return true;
    return false;
}

/* "harm" is sheet Harm: letters, digits and underscores, at most 31, no two alike. */
static GPtrArray *
sheet_names(const Exhibits *exhibits)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const Table *table = exhibits->tables->pdata[i];
        g_autoptr(GString) stem = g_string_new(NULL);
        for (const char *at = table->id; *at && stem->len < 25; at++)
            g_string_append_c(stem, g_ascii_isalnum(*at) ? *at : '_');
        if (!g_ascii_isalpha(stem->str[0]) || sheet_name_reads_as_cell(stem->str))
            g_string_prepend(stem, "T_");
        stem->str[0] = g_ascii_toupper(stem->str[0]);
        char *name = g_strdup(stem->str);
        for (guint k = 2; is_taken(names, name); k++) {
            g_free(name);
            name = g_strdup_printf("%s_%u", stem->str, k);
        }
        g_ptr_array_add(names, name);
    }
    return names;
}

Spreadsheet *
spreadsheet_of_report(const Document *document, const Exhibits *exhibits, GError **error)
{
    g_autofree char *year = calendar_year_label(exhibits->profile->year, exhibits->profile->year_start);
    g_autoptr(Spreadsheet) spreadsheet = spreadsheet_new(document, year);
    g_autoptr(GPtrArray) notes = notes_of(exhibits), names = sheet_names(exhibits);
    spreadsheet_add_cover(spreadsheet, document, exhibits);
    spreadsheet_add_contents(spreadsheet, exhibits, names);
    spreadsheet_add_notes(spreadsheet, notes);
    spreadsheet_add_data_quality(spreadsheet, exhibits, notes);
    for (guint i = 0; i < exhibits->tables->len; i++) {
        const Table *table = exhibits->tables->pdata[i];
        Sheet *sheet = spreadsheet_add_table(spreadsheet, names->pdata[i], table, NULL, notes);
        if (exhibits->charts->pdata[i])
            sheet->chart = sheet_chart_new(exhibits->profile, sheet, table, exhibits->charts->pdata[i]);
    }
    g_autoptr(GPtrArray) defects = spreadsheet_defects(spreadsheet);
    if (!defects->len)
        return g_steal_pointer(&spreadsheet);
    g_autofree char *more = defects->len > 1 ? g_strdup_printf(" (and %u more)", defects->len - 1) : NULL;
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "the workbook of tables was not written: %s%s",
                (char *)defects->pdata[0], more ? more : "");
    return NULL;
}
