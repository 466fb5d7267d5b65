/* The workbook of a report: its front sheets, and a sheet for each table. */
#include "render/spreadsheet/spreadsheet_parts.h"
#include "analysis/failure/failure.h"
#include <string.h>

static void
collect_notes(GPtrArray *notes, const Table *table)
{
    for (guint i = 0; i < table->notes->len; i++)
        if (!g_ptr_array_find_with_equal_func(notes, table->notes->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(notes, table->notes->pdata[i]);
}

/* Each note once, in order of first use. */
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

/* Table "harm" is on sheet Harm: names have letters, digits and underscores, at most 31, and no two are
 * alike. */
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

/* Why a text from the profile or a code list cannot stand in its cell; NULL if it can. All other rules for
 * workbooks are kept by the way they are made. Caller frees. */
static char *
objection(const Sheet *sheet, guint row, guint column)
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
fits(const Sheet *sheet, GError **error)
{
    for (guint r = 0; r < sheet->rows->len; r++)
        for (guint c = 0; c < ((const GArray *)sheet->rows->pdata[r])->len; c++) {
            g_autofree char *why = objection(sheet, r, c), *name = why ? cell_name(r, c) : NULL;
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
    for (guint i = 0; i < spreadsheet->sheets->len; i++)
        if (!fits(spreadsheet->sheets->pdata[i], error))
            return NULL;
    return g_steal_pointer(&spreadsheet);
}
