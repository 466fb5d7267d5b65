#include "analysis/exports/workbook.h"
#include "analysis/calendar/calendar.h"
#include "analysis/failure/failure.h"
#include <math.h>

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
    explicit_bzero(row->text->str, row->text->allocated_len);
    g_string_free(row->text, TRUE);
    g_array_unref(row->places);
    g_ptr_array_unref(row->cells);
    g_free(row);
}

bool
sheet_row_put(SheetRow *row, guint number, guint column, const char *text, gsize length, GError **error)
{
    const Range *range = &row->range;
    if (!length || number < range->first_row || number > range->last_row || column < range->first_column ||
        column > range->last_column)
        return true;
    if (column > most_columns || length > longest_text) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s:%u: %s", row->export->name, number,
                    length > longest_text ? "a cell of more than 1 MiB" : "a row of more than 4,096 cells");
        return false;
    }
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
sheet_row_end(SheetRow *row, guint number)
{
    static char blank[] = "";
    if (number >= row->range.first_row && number <= row->range.last_row && !row->stopped) {
        g_ptr_array_set_size(row->cells, 0);
        for (guint i = 0; i < MAX(row->places->len, row->export->headings->len); i++) {
            gsize place = i < row->places->len ? g_array_index(row->places, gsize, i) : 0;
            g_ptr_array_add(row->cells, place ? row->text->str + place - 1 : blank);
        }
        ExportRow made = {(char **)row->cells->pdata, row->cells->len, number, number};
        row->stopped = !row->on_row(&made, row->user);
    }
    sheet_row_clear(row);
}

const WorkbookFormat *
workbook_format(const Archive *archive, const char *path, GError **error)
{
    if (archive_has(archive, "_rels/.rels") && archive_has(archive, "[Content_Types].xml")) {
        if (!archive_has(archive, "xl/workbook.bin"))
            return &xlsx_format;
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: a binary workbook (.xlsb); save it as .xlsx", path);
    } else if (archive_has(archive, "content.xml")) {
        return &ods_format;
    } else {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s: an archive that is no workbook; save the export as .xlsx or .csv", path);
    }
    return NULL;
}

void
workbook_fail_no_sheet(const Export *export, const char *sheet, GError **error)
{
    const char *near = failure_nearest(sheet, export->sheets);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < export->sheets->len && i < 12; i++)
        g_string_append_printf(list, "%s\"%s\"", i ? ", " : "", (const char *)export->sheets->pdata[i]);
    if (near)
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: there is no sheet or table \"%s\"; did you mean \"%s\"?", export->path, sheet, near);
    else
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: there is no sheet or table \"%s\"; there is %s",
                    export->path, sheet, list->str);
}

/* Excel's 1900 system holds 1900 for a leap year: its days before March 1900 are one less than counted. */
bool
workbook_date(double serial, bool from_1904, char date[32])
{
    if (!(serial >= 0 && serial < 2958466))
        return false;
    gint64 seconds = llround(serial * 86400);
    gint64 days = seconds / 86400, rest = seconds % 86400;
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
