#include "analysis/exports/workbook.h"
#include "analysis/calendar/calendar.h"
#include "analysis/failure/failure.h"
#include "system/system.h"
#include <math.h>

/* Excel's own last row; and over fifty columns of that many, with some twenty letters each. */
static const guint most_rows = 1048576, most_strays = 16;
static const gsize longest_row = 4 * 1024 * 1024;
static const guint64 most_cells = 50 * 1000 * 1000, most_text = 1024 * 1024 * 1024;

SheetRow *
sheet_row_new(const Export *export, Range range, ExportRowFunction on_row, void *user)
{
    SheetRow *row = g_new0(SheetRow, 1);
    *row = (SheetRow){.export = export, .range = range, .on_row = on_row, .user = user};
    row->text = g_string_new(NULL);
    row->places = g_array_new(FALSE, TRUE, sizeof(gsize));
    row->cells = g_ptr_array_new();
    return row;
}

void
sheet_row_free(SheetRow *row)
{
    system_wipe(row->text->str, row->text->allocated_len);
    g_string_free(row->text, TRUE);
    g_array_unref(row->places);
    g_ptr_array_unref(row->cells);
    g_free(row);
}

static bool
fail_at_line(const SheetRow *row, guint number, const char *what, GError **error)
{
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s:%u: %s", row->export->name, number, what);
    return false;
}

bool
sheet_row_count(SheetRow *row, guint number, guint64 cells, guint64 bytes, GError **error)
{
    row->put += cells;
    row->bytes += bytes;
    if (row->put > most_cells)
        return fail_at_line(row, number, "more than 50 million cells up to here, which is the limit", error);
    if (row->bytes > most_text)
        return fail_at_line(row, number, "more than 1 GiB of text up to here, which is the limit", error);
    return true;
}

static bool
pass_stray_over(SheetRow *row, guint number, guint column, GError **error)
{
    if (++row->strays <= most_strays)
        return true;
    g_autofree char *letters = export_column_letters(column - 1);
    g_autofree char *what = g_strdup_printf(
        "a row of more than 4,096 cells: there is one in %s%u; delete what is to the right of the records",
        letters, number);
    return fail_at_line(row, number, what, error);
}

bool
sheet_row_put(SheetRow *row, guint number, guint column, const char *text, gsize length, GError **error)
{
    const Range *range = &row->range;
    if (!length || number < range->first_row || number > range->last_row || column < range->first_column ||
        column > range->last_column)
        return true;
    if (column > most_columns)
        return pass_stray_over(row, number, column, error);
    if (length > longest_text)
        return fail_at_line(row, number, "a cell of more than 1 MiB", error);
    if (row->text->len + length > longest_row)
        return fail_at_line(row, number, "a row of more than 4 MiB", error);
    if (number > most_rows)
        return fail_at_line(row, number, "more than 1,048,576 rows, the most in an Excel sheet", error);
    if (!sheet_row_count(row, number, 1, length, error))
        return false;
    if (row->places->len < column)
        g_array_set_size(row->places, column);
    g_array_index(row->places, gsize, column - 1) = row->text->len + 1;
    g_string_append_len(row->text, text, (gssize)length);
    g_string_append_c(row->text, '\0');
    return true;
}

void
sheet_row_clear(SheetRow *row)
{
    g_string_truncate(row->text, 0);
    g_array_set_size(row->places, 0);
}

void
sheet_row_hand_on(SheetRow *row, guint number)
{
    static char blank[] = "";
    if (number >= row->range.first_row && number <= row->range.last_row && !row->stopped) {
        g_ptr_array_set_size(row->cells, 0);
        for (guint i = 0; i < MAX(row->places->len, row->export->headings->len); i++) {
            gsize place = i < row->places->len ? g_array_index(row->places, gsize, i) : 0;
            g_ptr_array_add(row->cells, place ? row->text->str + place - 1 : blank);
        }
        ExportRow made = {(char **)row->cells->pdata, row->cells->len, number, number, row->hidden};
        row->stopped = !row->on_row(&made, row->user);
    }
}

bool
workbook_check_sheets(const Export *export, guint sheets, GError **error)
{
    if (sheets <= most_sheets)
        return true;
    g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the workbook has more than 4,096 sheets and tables",
                export->path);
    return false;
}

void
workbook_add_sheet(Export *export, char *name, bool shown)
{
    g_ptr_array_add(export->sheets, name);
    if (shown)
        g_ptr_array_add(export->shown, name);
}

char *
workbook_sheet_names(const Export *export)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < export->sheets->len && i < 12; i++)
        g_string_append_printf(list, "%s\"%s\"", i ? ", " : "", (const char *)export->sheets->pdata[i]);
    return g_string_free(list, FALSE);
}

void
workbook_fail_no_sheet(const Export *export, const char *sheet, GError **error)
{
    const char *near = sheet ? failure_nearest(sheet, export->sheets) : NULL;
    g_autofree char *list = workbook_sheet_names(export);
    if (!sheet)
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: the workbook has no sheet to read", export->path);
    else if (near)
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: there is no sheet or table \"%s\"; did you mean \"%s\"?", export->path, sheet, near);
    else
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: there is no sheet or table \"%s\"; there is %s",
                    export->path, sheet, list);
}

/* Excel's 1900 system takes 1900 for a leap year: its days before March 1900 are one too low. */
bool
workbook_date(double serial, bool from_1904, char date[32])
{
    if (!(serial >= 0 && serial < 2958466))
        return false;
    /* A time just before midnight belongs to its own day: only a time that a double cannot tell from the next
     * day belongs to that. */
    static const double hair = 5e-9;
    gint64 days = (gint64)floor(serial + hair);
    gint64 rest = CLAMP(llround((serial - (double)days) * 86400), 0, 86399);
    Day first = from_1904 ? calendar_day(1904, 1, 1) : calendar_day(1899, 12, days < 60 ? 31 : 30);
    int year, month, day;
    calendar_split(first + (Day)days, &year, &month, &day);
    int length = g_snprintf(date, 32, "%04d-%02d-%02d", year, month, day);
    if (rest)
        g_snprintf(date + length, 32 - (gulong)length, "T%02d:%02d:%02d", (int)(rest / 3600),
                   (int)(rest / 60 % 60), (int)(rest % 60));
    return true;
}

void
workbook_number(double number, char text[G_ASCII_DTOSTR_BUF_SIZE])
{
    bool whole = number == floor(number) && fabs(number) < 1e15;
    g_ascii_formatd(text, G_ASCII_DTOSTR_BUF_SIZE, whole ? "%.0f" : "%.15g", number);
}
