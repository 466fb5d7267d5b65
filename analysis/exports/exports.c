#include "analysis/exports/exports.h"
#include "analysis/exports/headings.h"
#include "analysis/exports/kind.h"
#include "analysis/exports/text.h"
#include "analysis/exports/workbook.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/fold/fold.h"
#include <string.h>

static const gsize read_at_once = 64 * 1024;

/* What is behind an Export: a text or a workbook. */
typedef struct {
    Export export; /* first, so that each is also the other */
    TextFile *text;
    bool encoding_said;
    Archive *archive;
    const WorkbookFormat *format;
    void *workbook;
    bool *columns; /* most_columns of them: those asked for by their headings; NULL: all */
} OpenExport;

typedef struct {
    OpenExport *open;
    ExportRowFunction on_row;
    void *user;
} Reading;

/* In a text, a late byte may show that it is not UTF-8. */
static void
note_encoding(OpenExport *open)
{
    open->export.encoding = text_file_encoding(open->text);
    open->export.encoding_found = !open->encoding_said && strcmp(open->export.encoding, "UTF-8") != 0;
}

/* A text's rows, from up to `most_bytes` of it (0: all). A fault in a part that ends early does not count. */
static bool
read_text_rows(OpenExport *open, char delimiter, gsize most_bytes, CsvRowFunction on_row, void *user,
               GError **error)
{
    g_autoptr(CsvReader) reader = csv_reader_new(open->export.name, delimiter, on_row, user);
    if (open->columns)
        csv_reader_keep(reader, open->columns, most_columns);
    g_autoptr(GError) fault = NULL;
    text_file_rewind(open->text);
    g_autoptr(GString) text = g_string_new(NULL);
    gsize read = 0;
    while (text_file_read(open->text, text, read_at_once, &fault) && text->len) {
        open->export.progress = text_file_progress(open->text);
        if (!csv_reader_feed(reader, text->str, text->len, &fault))
            break;
        if ((read += text->len) > most_bytes && most_bytes)
            break;
        g_string_truncate(text, 0);
    }
    note_encoding(open);
    if (!fault && !text->len)
        csv_reader_finish(reader, &fault);
    if (!fault)
        return true;
    g_propagate_error(error, g_steal_pointer(&fault));
    return false;
}

/* Whether no cell of the row contains more than white space. */
static bool
is_blank_row(const ExportRow *row)
{
    for (guint i = 0; i < row->length; i++)
        if (*row->cells[i])
            return false;
    return true;
}

/* `'01/05/2023` and `="01/05/2023"` stop Excel from changing a text. */
static void
take_off_marks(char *cell)
{
    gsize length = strlen(cell);
    if (*cell == '\'') {
        if (cell[1] && (strchr("=+-@", cell[1]) || g_ascii_isalnum(cell[1])) && cell[length - 1] != '\'')
            memmove(cell, cell + 1, length);
    } else if (length > 2 && cell[1] == '"' && cell[length - 1] == '"') {
        memmove(cell, cell + 2, length - 3);
        cell[length - 3] = '\0';
    }
}

/* Removes the marks from cells whose text Excel was not to change. */
static void
make_plain(const ExportRow *row)
{
    for (guint i = 0; i < row->length; i++)
        if (*row->cells[i] == '\'' || *row->cells[i] == '=')
            take_off_marks(row->cells[i]);
}

static bool
pass_row_on(const ExportRow *row, void *user)
{
    Reading *reading = user;
    Export *export = &reading->open->export;
    if (row->line <= export->heading_line)
        return true;
    make_plain(row);
    if (is_blank_row(row)) {
        export->blank_rows++;
        return true;
    }
    export->hidden_rows += row->hidden;
    return reading->on_row(row, reading->user);
}

bool
export_read(Export *export, ExportRowFunction on_row, void *user, GError **error)
{
    OpenExport *open = (OpenExport *)export;
    Reading reading = {.open = open, .on_row = on_row, .user = user};
    export->blank_rows = export->hidden_rows = 0;
    if (open->text)
        return read_text_rows(open, export->delimiter, 0, pass_row_on, &reading, error);
    return open->format->read(open->workbook, open->columns, 0, pass_row_on, &reading, error);
}

static bool
keep_head_row(const ExportRow *row, void *user)
{
    make_plain(row);
    return head_add(user, row);
}

static bool
stop_at_row(const CsvRow *row, void *user)
{
    (void)row;
    (void)user;
    return false;
}

/* The first line of a file may give its delimiter, as Excel reads it: "sep=;". */
static bool
is_separator_line(const HeadRow *row)
{
    return row->length <= 2 && g_ascii_strncasecmp(row->cells[0], "sep=", 4) == 0 &&
           strlen(row->cells[0]) <= 5;
}

static void
export_take_headings(Export *export, const GArray *head, guint place)
{
    const HeadRow *row = &g_array_index(head, HeadRow, place);
    export->heading_line = row->line;
    export->heading_row = row->row;
    export->title_rows = place - (place && is_separator_line(&g_array_index(head, HeadRow, 0)));
    for (guint i = 0; i < row->length; i++) {
        char *heading = g_strdup(row->cells[i]);
        input_clear_controls(heading, strlen(heading));
        g_ptr_array_add(export->headings, heading);
    }
}

/* Tries every delimiter on the beginning of the text, and takes the one that looks most like an export. A
 * fault is reported when everything is read, unless nothing can be. */
static bool
find_text_headings(OpenExport *open, const GPtrArray *wanted, GError **error)
{
    static const char delimiters[] = ",;\t|";
    guint best = 0, best_place = 0;
    g_autoptr(GArray) best_head = NULL;
    g_autoptr(GError) fault = NULL;
    for (const char *delimiter = delimiters; *delimiter; delimiter++) {
        g_autoptr(GArray) head = head_new();
        g_autoptr(GError) ignored = NULL;
        read_text_rows(open, *delimiter, 256 * 1024, keep_head_row, head, &ignored);
        guint place, score = head_find(head, wanted, &place);
        if (ignored && !fault)
            fault = g_steal_pointer(&ignored);
        if (score <= best)
            continue;
        best = score;
        best_place = place;
        open->export.delimiter = *delimiter;
        g_clear_pointer(&best_head, g_array_unref);
        best_head = g_steal_pointer(&head);
    }
    if (best)
        export_take_headings(&open->export, best_head, best_place);
    else if (!fault)
        return read_text_rows(open, *delimiters, 0, stop_at_row, NULL,
                              error); /* no row in the beginning: why? */
    else
        g_propagate_error(error, g_steal_pointer(&fault));
    return best;
}

static bool
find_workbook_headings(OpenExport *open, const GPtrArray *wanted, GError **error)
{
    g_autoptr(GArray) head = head_new();
    guint place;
    if (!open->format->read(open->workbook, NULL, 200, keep_head_row, head, error))
        return false;
    if (head_find(head, wanted, &place))
        export_take_headings(&open->export, head, place);
    return true;
}

/* While rows are read, only the columns asked for are kept in memory. */
static void
keep_columns_wanted(OpenExport *open, const GPtrArray *wanted)
{
    if (!wanted)
        return;
    const GPtrArray *headings = open->export.headings;
    open->columns = g_new0(bool, most_columns);
    for (guint i = 0; i < headings->len; i++) {
        g_autofree char *heading = profile_fold(headings->pdata[i]);
        for (guint k = 0; k < wanted->len && !open->columns[i]; k++) {
            g_autofree char *folded = profile_fold(wanted->pdata[k]);
            open->columns[i] = strcmp(heading, folded) == 0;
        }
    }
}

static void
fail_no_sheets(const char *path, const char *sheet, GError **error)
{
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s: a text file has no sheets; remove sheet: \"%s\"", path,
                sheet);
}

static bool
open_text(OpenExport *open, ExportOptions options, GError **error)
{
    Export *export = &open->export;
    if (options.sheet) {
        fail_no_sheets(export->path, options.sheet, error);
        return false;
    }
    open->text = text_file_open(export->path, options.encoding, error);
    if (!open->text)
        return false;
    open->encoding_said = options.encoding;
    if (!find_text_headings(open, options.headings, error))
        return false;
    keep_columns_wanted(open, options.headings);
    return true;
}

/* Opens the workbook and finds the sheet, or the first if it is NULL. */
static bool
find_sheet(OpenExport *open, const char *sheet, GError **error)
{
    Export *export = &open->export;
    open->archive = archive_open(export->path, "workbook", error);
    open->format = open->archive ? workbook_format(open->archive, export->path, error) : NULL;
    open->workbook = open->format ? open->format->open(open->archive, export, sheet, error) : NULL;
    return open->workbook;
}

/* The table of a web page. */
static bool
find_table(OpenExport *open, const char *sheet, GError **error)
{
    if (sheet)
        fail_no_sheets(open->export.path, sheet, error);
    open->format = &html_format;
    open->workbook = sheet ? NULL : html_format.open(NULL, &open->export, NULL, error);
    return open->workbook;
}

static bool
open_workbook(OpenExport *open, ExportKind kind, ExportOptions options, GError **error)
{
    if (!(kind == EXPORT_PAGE ? find_table : find_sheet)(open, options.sheet, error) ||
        !find_workbook_headings(open, options.headings, error))
        return false;
    keep_columns_wanted(open, options.headings);
    return true;
}

static void
fail_empty(const Export *export, GError **error)
{
    g_autofree char *names = workbook_sheet_names(export);
    if (export->sheets->len < 2)
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: the export is empty; it needs a line of headings, and records below it",
                    export->name);
    else
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: the sheet is empty; name the one with the records, with sheet: in the profile's "
                    "records or --sheet; it may be %s",
                    export->name, names);
}

/* One with nothing read yet. */
static OpenExport *
export_new(const char *path, const char *sheet)
{
    OpenExport *open = g_new0(OpenExport, 1);
    open->export.path = g_strdup(path);
    open->export.name = sheet ? g_strdup_printf("%s [%s]", path, sheet) : g_strdup(path);
    open->export.sheets = g_ptr_array_new_with_free_func(g_free);
    open->export.shown = g_ptr_array_new();
    open->export.headings = g_ptr_array_new_with_free_func(g_free);
    return open;
}

static Export *
open_one(const char *path, ExportOptions options, GError **error)
{
    OpenExport *open = export_new(path, options.sheet);
    Export *export = &open->export;
    ExportKind kind = export_kind(path, error);
    bool opened = kind == EXPORT_TEXT      ? open_text(open, options, error)
                  : kind == EXPORT_NEITHER ? false
                                           : open_workbook(open, kind, options, error);
    if (opened)
        return export;
    export_free(export);
    return NULL;
}

/* How many of the headings asked for the export has. */
static guint
headings_had(const Export *export, const GPtrArray *wanted)
{
    guint had = 0;
    for (guint i = 0; i < wanted->len; i++)
        had += profile_has_name(export->headings, wanted->pdata[i]);
    return had;
}

/* The sheet with most of the headings, the first of several: a cover may come before it. */
static Export *
open_best_sheet(Export *first, ExportOptions options)
{
    guint most = headings_had(first, options.headings);
    Export *best = first;
    for (guint i = 0; i < first->shown->len && most < options.headings->len; i++) {
        ExportOptions other = options;
        other.sheet = first->shown->pdata[i];
        Export *export = open_one(first->path, other, NULL);
        guint had = export ? headings_had(export, options.headings) : 0;
        if (had > most) {
            most = had;
            if (best != first)
                export_free(best);
            best = export;
        } else if (export) {
            export_free(export);
        }
    }
    if (best != first)
        export_free(first);
    return best;
}

Export *
export_open(const char *path, ExportOptions options, GError **error)
{
    Export *export = open_one(path, options, error);
    if (export && !options.sheet && options.headings && export->shown->len > 1)
        export = open_best_sheet(export, options);
    if (!export || export->headings->len)
        return export;
    fail_empty(export, error);
    export_free(export);
    return NULL;
}

static bool
sheet_is_meant(const Export *export, const char *name, const char *pattern)
{
    if (g_ascii_strcasecmp(name, pattern) == 0)
        return true;
    if (!g_ptr_array_find(export->shown, name, NULL))
        return false;
    g_autofree char *one = g_utf8_casefold(pattern, -1), *other = g_utf8_casefold(name, -1);
    return g_ascii_strcasecmp(pattern, "all") == 0 || g_pattern_match_simple(one, other);
}

static GPtrArray *
sheets_meant(const Export *export, const GPtrArray *patterns, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree bool *met = g_new0(bool, patterns->len + 1);
    for (guint i = 0; i < export->sheets->len; i++) {
        const char *name = export->sheets->pdata[i];
        bool meant = false;
        for (guint k = 0; k < patterns->len; k++)
            if (sheet_is_meant(export, name, patterns->pdata[k]))
                met[k] = meant = true;
        if (meant)
            g_ptr_array_add(names, g_strdup(name));
    }
    for (guint k = 0; k < patterns->len; k++)
        if (!met[k]) {
            workbook_fail_no_sheet(export, patterns->pdata[k], error);
            return NULL;
        }
    return g_steal_pointer(&names);
}

GPtrArray *
export_sheets(const char *path, const GPtrArray *patterns, GError **error)
{
    ExportKind kind = export_kind(path, error);
    bool alone = kind == EXPORT_TEXT || kind == EXPORT_PAGE;
    if (alone && !patterns)
        return g_ptr_array_new();
    if (alone)
        fail_no_sheets(path, patterns->pdata[0], error);
    if (kind != EXPORT_WORKBOOK)
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_ptr_array_add(all, "all");
    OpenExport *open = export_new(path, NULL);
    GPtrArray *names =
        find_sheet(open, NULL, error) ? sheets_meant(&open->export, patterns ? patterns : all, error) : NULL;
    export_free(&open->export);
    return names;
}

bool
export_sheet_rows(const char *path, const char *sheet, ExportRowFunction on_row, void *user, GError **error)
{
    OpenExport *open = export_new(path, sheet);
    bool done =
        find_sheet(open, sheet, error) && open->format->read(open->workbook, NULL, 0, on_row, user, error);
    export_free(&open->export);
    return done;
}

void
export_free(Export *export)
{
    OpenExport *open = (OpenExport *)export;
    if (open->workbook)
        open->format->free(open->workbook);
    g_clear_pointer(&open->archive, archive_free);
    g_clear_pointer(&open->text, text_file_free);
    g_free(open->columns);
    g_free(export->path);
    g_free(export->name);
    g_ptr_array_unref(export->shown);
    g_ptr_array_unref(export->sheets);
    g_ptr_array_unref(export->headings);
    g_free(open);
}

/* The cell contains the text, apart from white space around it. */
static bool
is_same_text(const char *cell, const char *text)
{
    gsize length = strlen(text);
    while (g_ascii_isspace(*cell))
        cell++;
    if (strncmp(cell, text, length) != 0)
        return false;
    for (cell += length; g_ascii_isspace(*cell);)
        cell++;
    return !*cell;
}

bool
export_row_is_heading(const Export *export, const ExportRow *row)
{
    const OpenExport *open = (const OpenExport *)export;
    for (guint i = 0; i < export->headings->len; i++) {
        if (open->columns && !open->columns[i])
            continue;
        if (!is_same_text(i < row->length ? row->cells[i] : "", export->headings->pdata[i]))
            return false;
    }
    return true;
}
