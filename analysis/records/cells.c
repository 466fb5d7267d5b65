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
 * tells.
 */
static guint32
pack_date(DateReading reading)
{
    guint32 day = reading.result == DATE_READ ? reading.day : (guint32)reading.second;
    return day | (guint32)reading.result << 22 | (guint32)reading.tells << 25;
}

DateReading
cell_date(guint32 number)
{
    DateReading reading = {.result = number >> 22 & 7, .tells = number >> 25};
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
    part->rows = g_array_new(FALSE, FALSE, sizeof(CellRow));
    part->numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    part->digests = g_array_new(FALSE, FALSE, sizeof(Digest));
    part->texts = g_new0(Dictionary *, plan->columns->len);
    part->codes = g_new0(GArray *, plan->columns->len);
    for (guint i = 0; i < plan->columns->len; i++)
        if (g_array_index(plan->columns, CellColumn, i).kind == CELL_TEXT) {
            part->texts[i] = dictionary_new();
            part->codes[i] = g_array_new(FALSE, TRUE, sizeof(guint32));
        }
    part->dates = g_new0(struct CachedDate, CACHED_DATES);
    part->folded = g_string_new(NULL);
    return part;
}

void
cell_part_free(CellPart *part)
{
    for (guint i = 0; i < part->plan->columns->len; i++) {
        g_clear_pointer(&part->texts[i], dictionary_free);
        g_clear_pointer(&part->codes[i], g_array_unref);
    }
    g_free(part->texts);
    g_free(part->codes);
    g_array_unref(part->rows);
    g_array_unref(part->numbers);
    g_array_unref(part->digests);
    g_free(part->dates);
    g_string_free(part->folded, TRUE);
    g_free(part);
}

static guint32
date_number(CellPart *part, const char *text)
{
    gsize length = strlen(text);
    if (length > LONGEST_CACHED)
        return pack_date(date_read(text, part->plan->dates));
    struct CachedDate *cached = &part->dates[XXH3_64bits(text, length) % CACHED_DATES];
    if (!length || memcmp(cached->text, text, length + 1) != 0) {
        memcpy(cached->text, text, length + 1);
        cached->number = pack_date(date_read(text, part->plan->dates));
    }
    return cached->number;
}

static guint32
digest_number(CellPart *part, const char *text)
{
    Digest digest = digest_of(text, part->folded);
    g_array_append_val(part->digests, digest);
    return part->digests->len - 1;
}

void
cell_part_add(CellPart *part, const ExportRow *row)
{
    const CellPlan *plan = part->plan;
    guint start = part->numbers->len;
    g_array_set_size(part->numbers, start + plan->columns->len);
    guint32 *numbers = &g_array_index(part->numbers, guint32, start);
    for (guint i = 0; i < plan->columns->len; i++) {
        CellColumn column = g_array_index(plan->columns, CellColumn, i);
        const char *cell = column.place < row->length ? row->cells[column.place] : "";
        numbers[i] = column.kind == CELL_TEXT   ? dictionary_number(part->texts[i], cell)
                     : column.kind == CELL_DATE ? date_number(part, cell)
                                                : digest_number(part, cell);
    }
    CellRow read = {row->line, row->row, row->length, false};
    if (cell_date(numbers[plan->received]).result != DATE_READ)
        read.no_record = export_row_is_total(row) || export_row_is_heading(plan->export, row);
    g_array_append_val(part->rows, read);
}

void
cell_part_clear(CellPart *part)
{
    g_array_set_size(part->rows, 0);
    g_array_set_size(part->numbers, 0);
    g_array_set_size(part->digests, 0);
    for (guint i = 0; i < part->plan->columns->len; i++)
        if (part->texts[i] && dictionary_length(part->texts[i]) > most_kept_texts) {
            dictionary_clear(part->texts[i]);
            g_array_set_size(part->codes[i], 0);
        }
}

guint32
cell_number(const CellPart *part, guint row, guint column)
{
    return g_array_index(part->numbers, guint32, row * part->plan->columns->len + column);
}
