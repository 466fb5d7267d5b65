#include "analysis/records/cells.h"
#include "system/system.h"
#include <string.h>

/* Texts that are kept from one part to the next, so that its rows find theirs. */
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
    g_string_free(part->folded, TRUE);
    g_array_unref(part->errors);
    g_free(part);
}

static void
part_make_room(CellPart *part)
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

void
cell_plan_forget_dates(const CellPlan *plan)
{
    dictionary_clear(plan->date_texts);
    g_array_set_size(plan->date_numbers, 0);
}

/* Dates repeat: each text is read once. */
static guint32
date_number(const CellPlan *plan, const char *text)
{
    if (plan->date_numbers->len > most_kept_texts)
        cell_plan_forget_dates(plan);
    guint number = dictionary_number(plan->date_texts, text);
    if (number == plan->date_numbers->len) {
        DateReading reading = date_read(text, plan->dates);
        guint32 packed = pack_date(plan->export->from_1904 ? date_from_1904(reading) : reading);
        g_array_append_val(plan->date_numbers, packed);
    }
    return g_array_index(plan->date_numbers, guint32, number);
}

static void
part_add_cell(CellPart *part, CellKind kind, CellPartColumn *column, const char *cell)
{
    switch (kind) {
    case CELL_TEXT:
        column->numbers[part->length] = dictionary_number(column->texts, cell);
        break;
    case CELL_DATE:
        column->numbers[part->length] = date_number(part->plan, cell);
        break;
    case CELL_DIGEST:
        column->digests[part->length] = digest_of(cell, part->folded);
        break;
    }
}

static const char *
cell_at(const ExportRow *row, guint place)
{
    return place < row->length ? row->cells[place] : "";
}

static const char *
cell_of(const CellPlan *plan, const ExportRow *row, guint column)
{
    return column == G_MAXUINT ? "" : cell_at(row, g_array_index(plan->columns, CellColumn, column).place);
}

static bool
is_skipped(const CellPlan *plan, const ExportRow *row)
{
    for (guint i = 0; i < plan->skips->len; i++) {
        const CellSkip *skip = &g_array_index(plan->skips, CellSkip, i);
        g_autofree char *cell = profile_fold(cell_at(row, skip->place));
        for (guint k = 0; k < skip->values->len; k++)
            if (g_pattern_match_simple(skip->values->pdata[k], cell))
                return true;
    }
    return false;
}

/* "17", "LADO/23/004": one word with a digit in it. */
static bool
is_like_an_id(const char *text)
{
    return text[strcspn(text, "0123456789")] && !text[strcspn(text, " \t\n")];
}

/* "(dd/mm/yyyy)", "Date": as in a second row of headings. */
static bool
says_a_date_is_here(const CellPlan *plan, const char *received)
{
    guint place = g_array_index(plan->columns, CellColumn, plan->received).place;
    return place < plan->export->headings->len && *received &&
           (date_is_asked_for(received) || profile_same_name(received, plan->export->headings->pdata[place]));
}

/* One cell on its own, or mapped together with two others: a footer, a page number, a sub-heading. */
static bool
is_footer_or_heading(const CellPlan *plan, const ExportRow *row, const char *id)
{
    guint filled = 0, mapped = 0, has = 0;
    for (guint i = 0; i < row->length; i++)
        filled += *row->cells[i] != '\0';
    for (guint i = 0; i < plan->columns->len; i++) {
        mapped += g_array_index(plan->columns, CellColumn, i).place != G_MAXUINT;
        has += *cell_of(plan, row, i) != '\0';
    }
    bool alone = mapped > 2 ? has < 2 && filled < 4 : filled < 2 && plan->export->headings->len > 2;
    return alone && !is_like_an_id(id);
}

/* The second row of merged cells has something, but no id, no date, and nothing in the first column. */
static bool
is_of_merged(const CellPlan *plan, const ExportRow *row, const char *id, const char *received)
{
    bool mapped = false;
    for (guint i = 0; i < plan->columns->len && !mapped; i++)
        mapped = *cell_of(plan, row, i);
    return plan->id != G_MAXUINT && !*id && !*received && mapped && !*cell_at(row, 0);
}

/* What kind of row one without a date received is. */
static RowKind
kind_of_row(const CellPlan *plan, const ExportRow *row)
{
    const char *id = cell_of(plan, row, plan->id), *received = cell_of(plan, row, plan->received);
    if (export_row_is_total(row) || export_row_is_heading(plan->export, row))
        return ROW_TOTAL;
    if (is_of_merged(plan, row, id, received))
        return plan->above ? ROW_RECORD : ROW_OF_MERGED;
    return says_a_date_is_here(plan, received) || is_footer_or_heading(plan, row, id) ? ROW_BETWEEN
                                                                                      : ROW_RECORD;
}

static bool
has_date(const CellPlan *plan, const ExportRow *row)
{
    return cell_date(date_number(plan, cell_of(plan, row, plan->received))).result == DATE_READ;
}

static void
forget_text(gpointer text)
{
    if (text)
        system_wipe(text, strlen(text));
    g_free(text);
}

GPtrArray *
cells_above_new(const CellPlan *plan)
{
    GPtrArray *above = g_ptr_array_new_with_free_func(forget_text);
    g_ptr_array_set_size(above, (int)plan->columns->len);
    return above;
}

/* A blank in a column that is filled down repeats the row above; anything else is repeated below. */
static const char *
fill_down(const CellPlan *plan, guint column, const char *cell)
{
    char **above = (char **)&plan->above->pdata[column];
    if (!*above || !*cell)
        return *above ? *above : cell;
    forget_text(*above);
    *above = g_strdup(cell);
    return cell;
}

/* A cell with an error is noted, and read as blank; but not as what a blank means in the code list. */
static const char *
take_error(CellPart *part, guint column, CellKind kind, const char *cell)
{
    CellError found = {part->length, column, g_str_equal(cell, EXPORT_NOT_CALCULATED)};
    g_array_append_val(part->errors, found);
    return kind == CELL_TEXT ? NOT_RECORDED : "";
}

void
cell_part_add(CellPart *part, const ExportRow *row)
{
    const CellPlan *plan = part->plan;
    if (part->length == part->room)
        part_make_room(part);
    CellRow read = {row->line, row->row, row->length, is_skipped(plan, row) ? ROW_SKIPPED : ROW_RECORD};
    bool fills = plan->above && read.kind == ROW_RECORD &&
                 (has_date(plan, row) || kind_of_row(plan, row) == ROW_RECORD);
    for (guint i = 0; i < plan->columns->len; i++) {
        CellColumn column = g_array_index(plan->columns, CellColumn, i);
        /* A missing column does not mean what a blank means in the code list. */
        const char *cell =
            column.kind == CELL_TEXT && column.place == G_MAXUINT ? NOT_RECORDED : cell_at(row, column.place);
        if (export_cell_is_error(cell))
            cell = take_error(part, i, column.kind, cell);
        part_add_cell(part, column.kind, &part->columns[i], fills ? fill_down(plan, i, cell) : cell);
    }
    if (read.kind == ROW_RECORD &&
        cell_date(part->columns[plan->received].numbers[part->length]).result != DATE_READ)
        read.kind = kind_of_row(plan, row);
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
