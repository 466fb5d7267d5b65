#include "analysis/records/cells.h"
#define XXH_INLINE_ALL
#include <string.h>
#include <xxhash.h>

/* Dates repeat: the slot that a text's hash names has the last text that was read there. */
enum { CACHED_DATES = 4096, LONGEST_CACHED = 27 };
struct CachedDate {
    char text[LONGEST_CACHED + 1];
    guint32 number;
};

/* Texts that are kept when a part is cleared, so that the next rows find theirs. */
static const guint most_kept_texts = 4096;

/* A reading as a number: the day (of an unread one, `second`) in 22 bits, then the result, then what it
 * tells, and whether it was another day here. */
static guint32
pack_date(DateReading reading)
{
    guint32 day = reading.result == DATE_READ ? reading.day : (guint32)reading.second;
    return day | (guint32)reading.result << 22 | (guint32)reading.tells << 25 | (guint32)reading.moved << 28;
}

DateReading
cell_date(guint32 number)
{
    DateReading reading = {.result = number >> 22 & 7, .tells = number >> 25 & 7, .moved = number >> 28 & 1};
    if (reading.result == DATE_READ)
        reading.day = number & 0x3FFFFF;
    else
        reading.second = (int)(number & 0x3FFFFF);
    return reading;
}

CellPart *
cell_part_new(const CellPlan *plan)
{
    CellPart *part = g_new0(CellPart, 1);
    part->plan = plan;
    part->columns = g_new0(CellPartColumn, plan->columns->len);
    for (guint i = 0; i < plan->columns->len; i++)
        if (g_array_index(plan->columns, CellColumn, i).kind == CELL_TEXT) {
            part->columns[i].texts = dictionary_new();
            part->columns[i].codes = g_array_new(FALSE, TRUE, sizeof(guint32));
        }
    part->dates = g_new0(struct CachedDate, CACHED_DATES);
    part->folded = g_string_new(NULL);
    part->errors = g_array_new(FALSE, FALSE, sizeof(CellError));
    return part;
}

void
cell_part_free(CellPart *part)
{
    for (guint i = 0; i < part->plan->columns->len; i++) {
        CellPartColumn *column = &part->columns[i];
        g_clear_pointer(&column->texts, dictionary_free);
        g_clear_pointer(&column->codes, g_array_unref);
        g_free(column->numbers);
        g_free(column->digests);
    }
    g_free(part->columns);
    g_free(part->rows);
    g_free(part->dates);
    g_string_free(part->folded, TRUE);
    g_array_unref(part->errors);
    g_free(part);
}

static void
make_room(CellPart *part)
{
    part->room = MAX(2 * part->room, 256);
    part->rows = g_renew(CellRow, part->rows, part->room);
    for (guint i = 0; i < part->plan->columns->len; i++) {
        CellPartColumn *column = &part->columns[i];
        if (g_array_index(part->plan->columns, CellColumn, i).kind == CELL_DIGEST)
            column->digests = g_renew(Digest, column->digests, part->room);
        else
            column->numbers = g_renew(guint32, column->numbers, part->room);
    }
}

static guint32
read_date(const CellPlan *plan, const char *text)
{
    DateReading reading = date_read(text, plan->dates);
    return pack_date(plan->export->from_1904 ? date_from_1904(reading) : reading);
}

static guint32
date_number(CellPart *part, const char *text)
{
    gsize length = strlen(text);
    if (length > LONGEST_CACHED)
        return read_date(part->plan, text);
    struct CachedDate *cached = &part->dates[XXH3_64bits(text, length) % CACHED_DATES];
    if (!length || memcmp(cached->text, text, length + 1) != 0) {
        memcpy(cached->text, text, length + 1);
        cached->number = read_date(part->plan, text);
    }
    return cached->number;
}

static void
add_cell(CellPart *part, CellKind kind, CellPartColumn *column, const char *cell)
{
    switch (kind) {
    case CELL_TEXT:
        column->numbers[part->length] = dictionary_number(column->texts, cell);
        break;
    case CELL_DATE:
        column->numbers[part->length] = date_number(part, cell);
        break;
    case CELL_DIGEST:
        column->digests[part->length] = digest_of(cell, part->folded);
        break;
    }
}

void
cell_part_add(CellPart *part, const ExportRow *row)
{
    const CellPlan *plan = part->plan;
    if (part->length == part->room)
        make_room(part);
    for (guint i = 0; i < plan->columns->len; i++) {
        CellColumn column = g_array_index(plan->columns, CellColumn, i);
        const char *cell = column.place < row->length ? row->cells[column.place] : "";
        if (export_cell_is_error(cell)) {
            CellError found = {part->length, i, g_str_equal(cell, EXPORT_NOT_CALCULATED)};
            g_array_append_val(part->errors, found);
            cell = "";
        }
        add_cell(part, column.kind, &part->columns[i], cell);
    }
    CellRow read = {row->line, row->row, row->length, false};
    if (cell_date(part->columns[plan->received].numbers[part->length]).result != DATE_READ)
        read.no_record = export_row_is_total(row) || export_row_is_heading(plan->export, row);
    part->rows[part->length++] = read;
}

void
cell_part_clear(CellPart *part)
{
    part->length = 0;
    g_array_set_size(part->errors, 0);
    for (guint i = 0; i < part->plan->columns->len; i++) {
        CellPartColumn *column = &part->columns[i];
        if (column->texts && dictionary_length(column->texts) > most_kept_texts) {
            dictionary_clear(column->texts);
            g_array_set_size(column->codes, 0);
        }
    }
}
