/* The sheets of an ODS workbook: content.xml is read straight through, once for the names of sheets and once
 * for the rows of one. Cells and rows that repeat are written once with a number; blank ones are only
 * counted. */
#include "analysis/exports/workbook.h"
#include "analysis/failure/failure.h"
#include <math.h>
#include <string.h>

static const guint most_repeats = 1048576; /* rows of a sheet */
static const guint most_repeated = 100000; /* those with anything in them, in the whole sheet */

typedef struct {
    Archive *archive;
    Export *export;
    char *sheet;
} Ods;

typedef struct {
    Ods *ods;
    SheetRow *row;
    guint most_rows, rows;
    bool in_sheet, in_cell, in_paragraph;
    guint aside; /* depth inside anything that is not part of a cell's text: notes, shapes, ruby */
    guint number, row_repeats;  /* the last row that has ended; how often it is repeated */
    guint column, cell_repeats; /* the last column that has ended */
    guint repeated;             /* rows with anything in them that were repeated */
    char type[16], given[64];   /* of the cell: its type, and its value in machine form */
    char *string;               /* its text in machine form, if there is one; otherwise NULL */
    GString *text;
} OdsReading;

static guint
times_repeated(const MemberReader *reader, const char *name)
{
    char text[16];
    gint64 number = member_attribute(reader, name, text, sizeof text) ? g_ascii_strtoll(text, NULL, 10) : 1;
    return (guint)CLAMP(number, 1, (gint64)most_repeats);
}

static void
begin_cell(OdsReading *reading, const MemberReader *reader)
{
    char kind_of_result[16];
    reading->cell_repeats = times_repeated(reader, "table:number-columns-repeated");
    reading->in_cell = true;
    reading->in_paragraph = false;
    g_string_truncate(reading->text, 0);
    g_clear_pointer(&reading->string, g_free);
    if (!member_attribute(reader, "office:value-type", reading->type, sizeof reading->type))
        *reading->type = *reading->given = '\0';
    /* Only the shown text of an error says which error it is. */
    if (member_attribute(reader, "calcext:value-type", kind_of_result, sizeof kind_of_result) &&
        strcmp(kind_of_result, "error") == 0)
        g_strlcpy(reading->type, "error", sizeof reading->type);
    if (strcmp(reading->type, "string") == 0)
        reading->string = member_attribute_copy(reader, "office:string-value");
    const char *kind = strcmp(reading->type, "date") == 0      ? "office:date-value"
                       : strcmp(reading->type, "boolean") == 0 ? "office:boolean-value"
                                                               : "office:value";
    if (!member_attribute(reader, kind, reading->given, sizeof reading->given))
        *reading->given = '\0';
}

/* 2023-04-01T00:00:00.000Z as 2023-04-01, and other times without fractions of a second. */
static char *
tidy_date(char *date)
{
    if (strlen(date) > 19)
        date[19] = '\0';
    if (g_str_has_suffix(date, "T00:00:00"))
        date[10] = '\0';
    return date;
}

static const char *
cell_text(OdsReading *reading)
{
    char *given = reading->given;
    if (reading->string)
        return reading->string;
    if (!*given || strcmp(reading->type, "string") == 0 || strcmp(reading->type, "time") == 0 ||
        strcmp(reading->type, "error") == 0)
        return reading->text->str;
    if (strcmp(reading->type, "boolean") == 0)
        return strcmp(given, "true") == 0 ? "TRUE" : "FALSE";
    if (strcmp(reading->type, "date") == 0)
        return tidy_date(given);
    char *end;
    double number = g_ascii_strtod(given, &end);
    if (!*end && isfinite(number))
        workbook_number(number, given);
    return given;
}

static bool
ods_end_cell(OdsReading *reading, GError **error)
{
    const char *text = cell_text(reading);
    reading->in_cell = false;
    guint first = reading->column + 1;
    reading->column += reading->cell_repeats;
    bool put = true;
    for (guint column = first; *text && put && column <= reading->column; column++)
        put = sheet_row_put(reading->row, reading->number + 1, column, text, strlen(text), error);
    return put;
}

/* A row that is repeated is passed on as often, unless it is blank. False when no more are wanted. */
static bool
end_row(OdsReading *reading, GError **error)
{
    SheetRow *row = reading->row;
    guint again = row->places->len ? reading->row_repeats - 1 : 0;
    reading->repeated += again;
    if (reading->repeated > most_repeated) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: a row repeated %u times; at most 100,000 rows of a sheet may be repeats",
                    reading->ods->export->name, reading->number + 1, reading->row_repeats);
        return false;
    }
    if (!sheet_row_count(row, reading->number + 1, (guint64)row->places->len * again,
                         (guint64)row->text->len * again, error))
        return false;
    for (guint i = 0; i <= again && row->places->len && !row->stopped; i++) {
        sheet_row_hand_on(row, reading->number + 1 + i);
        if (reading->most_rows && ++reading->rows >= reading->most_rows)
            return false;
    }
    sheet_row_clear(row);
    reading->number += MIN(reading->row_repeats, G_MAXUINT / 2 - reading->number);
    return !row->stopped;
}

/* They count as text of the sheet even if the cell has another value. */
static bool
append_spaces(OdsReading *reading, const MemberReader *reader, GError **error)
{
    gsize room = longest_text + 1 - MIN(longest_text + 1, reading->text->len);
    gsize spaces = MIN(times_repeated(reader, "text:c"), room), length = reading->text->len;
    g_string_set_size(reading->text, length + spaces);
    memset(reading->text->str + length, ' ', spaces);
    return sheet_row_count(reading->row, reading->number + 1, 0, spaces, error);
}

/* The contents of a cell that are not part of its text. */
static bool
is_aside(const MemberReader *reader)
{
    return member_at_start(reader, "office:annotation") || member_at_start(reader, "text:ruby-text") ||
           (member_at_any_start(reader) && member_is_of(reader, "drawing"));
}

static bool
ods_read_inside_cell(OdsReading *reading, const MemberReader *reader, GError **error)
{
    const char *piece;
    if (reading->aside || is_aside(reader)) {
        reading->aside += member_at_any_start(reader) && !member_is_empty(reader);
        reading->aside -= member_at_any_end(reader);
    } else if (member_at_start(reader, "text:p")) {
        if (reading->text->len)
            g_string_append_c(reading->text, '\n');
        reading->in_paragraph = !member_is_empty(reader);
    } else if (member_at_end(reader, "text:p"))
        reading->in_paragraph = false;
    else if (reading->in_paragraph && member_at_start(reader, "text:s"))
        return append_spaces(reading, reader, error);
    else if (reading->in_paragraph && member_at_start(reader, "text:tab"))
        g_string_append_c(reading->text, '\t');
    else if (reading->in_paragraph && member_at_start(reader, "text:line-break"))
        g_string_append_c(reading->text, '\n');
    else if (reading->in_paragraph && reading->text->len <= longest_text && (piece = member_text(reader)))
        g_string_append(reading->text, piece);
    else if (member_at_end(reader, "table:table-cell") || member_at_end(reader, "table:covered-table-cell"))
        return ods_end_cell(reading, error);
    return true;
}

/* False at the end of the sheet. */
static bool
ods_read_node(OdsReading *reading, const MemberReader *reader, GError **error)
{
    if (reading->in_cell)
        return ods_read_inside_cell(reading, reader, error);
    if (member_at_start(reader, "table:table")) {
        g_autofree char *name = member_attribute_copy(reader, "table:name");
        reading->in_sheet = name && strcmp(name, reading->ods->sheet) == 0;
    } else if (reading->in_sheet) {
        if (member_at_end(reader, "table:table"))
            return false;
        if (member_at_start(reader, "table:table-row")) {
            reading->row_repeats = times_repeated(reader, "table:number-rows-repeated");
            reading->column = 0;
            g_autofree char *shown = member_attribute_copy(reader, "table:visibility");
            reading->row->hidden = shown && strcmp(shown, "visible") != 0;
        } else if (member_at_start(reader, "table:table-cell") ||
                   member_at_start(reader, "table:covered-table-cell")) {
            begin_cell(reading, reader);
            if (member_is_empty(reader))
                return ods_end_cell(reading, error);
        } else if (member_at_end(reader, "table:table-row")) {
            reading->ods->export->progress = member_progress(reader);
            return end_row(reading, error);
        }
    }
    return true;
}

static bool
ods_read(void *workbook, const bool *columns, guint most_rows, ExportRowFunction on_row, void *user,
         GError **error)
{
    (void)columns; /* nothing is kept from any column */
    Ods *ods = workbook;
    g_autoptr(MemberReader) reader = member_open(ods->archive, "content.xml", error);
    g_autoptr(SheetRow) row = sheet_row_new(ods->export, (Range){1, G_MAXUINT, 1, G_MAXUINT}, on_row, user);
    g_autoptr(GString) text = g_string_new(NULL);
    OdsReading reading = {.ods = ods, .row = row, .most_rows = most_rows, .text = text};
    g_autoptr(GError) fault = NULL;
    while (reader && member_next(reader, &fault))
        if (!ods_read_node(&reading, reader, &fault))
            break;
    g_free(reading.string);
    return reader && member_settle(&fault, error);
}

static void
ods_free(void *workbook)
{
    g_free(((Ods *)workbook)->sheet);
    g_free(workbook);
}

/* A style whose sheets are hidden: its name is kept until its table properties are read. */
static void
note_hidden_style(GHashTable *hidden, char **style, const MemberReader *reader)
{
    char shown[8];
    if (member_at_start(reader, "style:style")) {
        g_free(*style);
        *style = member_attribute_copy(reader, "style:name");
    } else if (*style && member_at_start(reader, "style:table-properties") &&
               member_attribute(reader, "table:display", shown, sizeof shown) && strcmp(shown, "false") == 0)
        g_hash_table_add(hidden, g_strdup(*style));
}

static void
note_sheet(Ods *ods, Export *export, const char *wanted, GHashTable *hidden, const MemberReader *reader)
{
    char *name = member_attribute_copy(reader, "table:name");
    g_autofree char *style = member_attribute_copy(reader, "table:style-name");
    if (!name)
        return;
    bool shown = !style || !g_hash_table_contains(hidden, style);
    workbook_add_sheet(export, name, shown);
    if (!ods->sheet && (wanted ? g_ascii_strcasecmp(name, wanted) == 0 : shown))
        ods->sheet = g_strdup(name);
}

static bool
list_sheets(Ods *ods, Export *export, const char *wanted, GError **error)
{
    g_autoptr(MemberReader) reader = member_open(ods->archive, "content.xml", error);
    g_autoptr(GHashTable) hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *style = NULL;
    g_autoptr(GError) fault = NULL;
    while (reader && member_next(reader, &fault)) {
        note_hidden_style(hidden, &style, reader);
        if (member_at_start(reader, "table:table"))
            note_sheet(ods, export, wanted, hidden, reader);
        if (!workbook_check_sheets(export, export->sheets->len, &fault))
            break;
    }
    if (!reader || !member_settle(&fault, error))
        return false;
    if (!ods->sheet)
        workbook_fail_no_sheet(export, wanted, error);
    return ods->sheet;
}

static void *
ods_open(Archive *archive, Export *export, const char *sheet, GError **error)
{
    Ods *ods = g_new0(Ods, 1);
    ods->archive = archive;
    ods->export = export;
    if (list_sheets(ods, export, sheet, error))
        return ods;
    ods_free(ods);
    return NULL;
}

const WorkbookFormat ods_format = {ods_open, ods_read, ods_free};
