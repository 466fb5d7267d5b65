#include "analysis/records/import.h"
#include <math.h>
#include <string.h>
#include "analysis/csv/cell.h"

/* The current row. */
typedef struct {
    CellPart *part;
    guint place; /* in the part */
    guint line;
} Row;

static const CellPartColumn *
import_column(const CellPart *part, const ImportField *field)
{
    return &part->columns[field->column];
}

/* Notes a row for the finding that its rule makes about the file. */
static void
note_row(const Import *import, const char *rule, const char *field, guint line)
{
    NotedRows *noted = NULL;
    for (guint i = 0; i < import->noted->len && !noted; i++) {
        NotedRows *known = import->noted->pdata[i];
        noted = strcmp(known->rule, rule) == 0 && strcmp(known->field, field) == 0 ? known : NULL;
    }
    if (!noted) {
        noted = g_new(NotedRows, 1);
        *noted = (NotedRows){rule, field, g_array_new(FALSE, FALSE, sizeof(guint))};
        g_ptr_array_add(import->noted, noted);
    }
    g_array_append_val(noted->lines, line);
}

/* A finding about one row, in its rule's words. */
static void
report_row(const Import *import, const char *rule, const char *field, guint line)
{
    findings_add(import->findings, rule, import->file, line, 0, field, "%s", finding_rule(rule)->message);
}

static DateReading
date_of(const Row *row, const ImportField *field)
{
    return cell_date(import_column(row->part, field)->numbers[row->place]);
}

static const char *
text_of(const Row *row, const ImportField *field)
{
    const CellPartColumn *column = import_column(row->part, field);
    return dictionary_text(column->texts, column->numbers[row->place]);
}

/* Worked out when a record first needs it, so that the result does not depend on rows that are set aside. */
static guint
meaning_of_cell(const Row *row, const ImportField *field)
{
    const CellPartColumn *column = import_column(row->part, field);
    guint number = column->numbers[row->place];
    if (number >= column->codes->len)
        g_array_set_size(column->codes, dictionary_length(column->texts));
    guint32 *code = &g_array_index(column->codes, guint32, number);
    if (!*code)
        *code = coding_meaning(field->coding, text_of(row, field)) + 1;
    return *code - 1;
}

/* The fields in which a further row differs from the record: "outcome, closed"; "" for none. Blanks are
 * ignored. */
static char *
fields_that_differ(const Import *import, guint record, const Row *row)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < import->fields->len; i++) {
        const ImportField *field = &g_array_index(import->fields, ImportField, i);
        Day day = field->field->days ? date_of(row, field).day : DAY_NONE;
        bool differs = field->coding
                           ? coding_differs(field->coding, record, text_of(row, field))
                           : day != DAY_NONE && day != g_array_index(field->field->days, Day, record);
        if (differs)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", field->from->name);
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

static bool
is_of_another_day(const Import *import, guint record, const Row *row)
{
    const ImportField *received = &g_array_index(import->fields, ImportField, import->received);
    Day day = date_of(row, received).day;
    return day != DAY_NONE && day != g_array_index(received->field->days, Day, record);
}

static void
count_repeated(RepeatedIds *ids, bool on_another_day, guint line)
{
    ids->rows++;
    if (on_another_day && !ids->on_another_day++)
        ids->line = line;
}

/* Adds the categories that only the further row has; says whether there are any. */
static bool
add_categories(const Import *import, guint record, const Row *row)
{
    bool added = false;
    for (guint i = 0; i < import->fields->len; i++) {
        const ImportField *field = &g_array_index(import->fields, ImportField, i);
        if (field->coding && field->field->multiple)
            added |= coding_add_further(field->coding, record, meaning_of_cell(row, field), row->line);
    }
    return added;
}

/* A further row of a record adds its extra categories, or is set aside if it has none. */
static void
add_further_row(Import *import, guint record, const Row *row)
{
    DatasetOrigin first = dataset_origin(import->dataset, record);
    bool elsewhere = first.file != import->file, other_day = is_of_another_day(import, record, row);
    g_autofree char *names = fields_that_differ(import, record, row);
    g_autofree char *differs = *names ? g_strdup_printf("; it differs in %s", names) : g_strdup("");
    g_autofree char *base = g_path_get_basename(first.file);
    g_autofree char *place =
        elsewhere ? g_strdup_printf("%s line %u", base, first.line) : g_strdup_printf("line %u", first.line);
    count_repeated(elsewhere ? &import->elsewhere : &import->here, other_day, row->line);
    if (elsewhere && other_day) {
        import->dataset->rows_set_aside++;
        findings_add(import->findings, "id-of-another-record", import->file, row->line, 0, "id",
                     "set aside: the same id is in %s with another date received; correct the date or the "
                     "id, or, if each export numbers its records afresh, set ids: own%s",
                     place, differs);
    } else if (add_categories(import, record, row)) {
        import->dataset->rows_merged++;
        findings_add(import->findings, "id-merged", import->file, row->line, 0, "id",
                     "the same id is in %s; its other categories were added to that record%s", place,
                     differs);
    } else {
        import->dataset->rows_set_aside++;
        findings_add(import->findings, "id-duplicate", import->file, row->line, 0, "id",
                     "set aside: the same id is in %s%s", place, differs);
    }
}

/* A record whose date received cannot be read belongs to no year; any other date is read as blank. */
static DateReading
import_day(Import *import, const Row *row, const ImportField *field)
{
    DateReading read = date_of(row, field);
    bool received = field == &g_array_index(import->fields, ImportField, import->received);
    const char *so = received ? "set aside" : "read as blank";
    date_evidence_add(&g_array_index(import->evidence, DateEvidence, field->column), &read, row->line);
    if (read.moved)
        note_row(import, "date-in-other-zone", field->from->name, row->line);
    switch (read.result) {
    case DATE_PLACEHOLDER:
        findings_add(import->findings, "date-placeholder", import->file, row->line, 0, field->from->name,
                     "a date that stands for \"not known\"; %s", so);
        break;
    case DATE_IMPOSSIBLE:
        findings_add(import->findings, "date-impossible", import->file, row->line, 0, field->from->name,
                     "this date does not exist, read %s first; %s",
                     import->plan.dates == DATE_ORDER_MONTH_FIRST ? "month" : "day", so);
        break;
    case DATE_UNREADABLE:
        findings_add(import->findings, "date-unreadable", import->file, row->line, 0, field->from->name,
                     "not a date that can be read; write it like 31/05/2024; %s", so);
        break;
    case DATE_BLANK:
    case DATE_READ:
        break;
    }
    return read;
}

/* The date received decides whether a record is kept and in which year. */
static Day
received_day(Import *import, const Row *row)
{
    DateReading read = import_day(import, row, &g_array_index(import->fields, ImportField, import->received));
    Day day = read.day;
    if (read.result == DATE_BLANK) {
        report_row(import, "received-missing", "received", row->line);
    } else if (day != DAY_NONE && import->profile->as_at != DAY_NONE && day > import->profile->as_at) {
        report_row(import, "received-after-as-at", "received", row->line);
        day = DAY_NONE;
    }
    return day;
}

/* The number of an identifier among those of its field, in order of appearance; 0 if blank. */
static guint32
identifier_number(Digests *numbers, Digest digest)
{
    if (digest_is_blank(digest))
        return 0;
    guint place = digests_find(numbers, digest);
    if (place != G_MAXUINT)
        return place + 1;
    digests_add(numbers, digest);
    return digests_length(numbers);
}

/* What happens later than as-at has not happened yet. */
static Day
day_by_as_at(Import *import, const Row *row, const ImportField *field)
{
    Day day = import_day(import, row, field).day;
    if (import->profile->as_at == DAY_NONE || day <= import->profile->as_at)
        return day;
    report_row(import, "date-after-as-at", field->from->name, row->line);
    return DAY_NONE;
}

/* NAN for a blank; also for anything that is not a number, which is reported. */
static double
value_of(Import *import, const Row *row, const ImportField *field)
{
    const char *text = text_of(row, field);
    g_autofree char *folded = profile_fold(text);
    double value;
    if (!*folded)
        return NAN;
    if (csv_number(folded, &value) && value >= 0)
        return value;
    guint line = row->line;
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    g_array_append_val(lines, line);
    findings_add_rows(import->findings, "number-unreadable", import->file, lines, 1, 0, field->from->name,
                      text, "not a number of 0 or more; read as blank");
    return NAN;
}

/* Puts the cells of the new records into a field's column; of a coded field, their meanings first. */
static void
fill_column(Import *import, CellPart *part, const ImportField *field, const guint *lines)
{
    for (guint i = 0; i < import->begun->len; i++) {
        Row row = {part, g_array_index(import->begun, guint, i), lines[i]};
        if (field->coding) {
            g_array_index(import->meanings, guint, i) = meaning_of_cell(&row, field);
        } else if (field->numbers) {
            guint32 number =
                identifier_number(field->numbers, import_column(part, field)->digests[row.place]);
            g_array_append_val(field->field->numbers, number);
        } else if (field->field->values) {
            double value = value_of(import, &row, field);
            g_array_append_val(field->field->values, value);
        } else {
            Day day = day_by_as_at(import, &row, field);
            g_array_append_val(field->field->days, day);
        }
    }
}

static void
finish_records(Import *import, CellPart *part)
{
    if (!import->begun->len)
        return;
    const guint *lines = &g_array_index(import->dataset->lines, guint, import->dataset->length);
    g_array_set_size(import->meanings, import->begun->len);
    for (guint i = 0; i < import->fields->len; i++) {
        const ImportField *field = &g_array_index(import->fields, ImportField, i);
        if (i != import->received)
            fill_column(import, part, field, lines);
        if (field->coding)
            coding_add(field->coding, import->meanings, lines);
    }
    import->dataset->length += import->begun->len;
    g_array_set_size(import->begun, 0);
}

/* Decides whether there is a record, and in which year. */
static void
begin_record(Import *import, const Row *row, Day received)
{
    Dataset *dataset = import->dataset;
    if (received != import->year_day) {
        import->year_day = received;
        import->year = (gint16)calendar_year_of(received, import->profile->year_start);
    }
    g_array_append_val(dataset->years, import->year);
    g_array_append_val(dataset->lines, row->line);
    g_array_append_val(g_array_index(import->fields, ImportField, import->received).field->days, received);
    g_array_append_val(import->begun, row->place);
}

static void
read_record(Import *import, const Row *row)
{
    bool by_id = import->id_column != G_MAXUINT;
    Digest id = by_id ? row->part->columns[import->id_column].digests[row->place] : (Digest){0, 0};
    id.high ^= import->id_space;
    guint known = digests_find(import->ids, id);
    if (known != G_MAXUINT) {
        finish_records(import, row->part);
        add_further_row(import, known, row);
        return;
    }
    Day received = received_day(import, row);
    if (received == DAY_NONE) {
        import->dataset->rows_set_aside++;
        return;
    }
    if (!import->profile->one_record_per_row)
        digests_add(import->ids, id);
    if (by_id && digest_is_blank(id))
        note_row(import, "id-missing", "id", row->line);
    begin_record(import, row, received);
}

static void
import_row(Import *import, const CellRow *read, const Row *row, guint excel_row)
{
    static const char *const rules[ROW_KINDS] = {[ROW_TOTAL] = "total-lines",
                                                 [ROW_BETWEEN] = "lines-between",
                                                 [ROW_OF_MERGED] = "merged-lines",
                                                 [ROW_SKIPPED] = "rows-skipped"};
    if (row->line - excel_row != import->row_shift) {
        import->row_shift = row->line - excel_row;
        findings_note_excel_row(import->findings, import->file, row->line, excel_row);
    }
    if (read->kind != ROW_RECORD) {
        note_row(import, rules[read->kind], "", row->line);
        return;
    }
    import->dataset->rows_read++;
    guint headings = import->plan.export->headings->len;
    if (read->length != headings)
        findings_add(import->findings, "row-ragged", import->file, row->line, 0, "",
                     "%u cells, but the heading line has %u", read->length, headings);
    read_record(import, row);
}

static void
note_errors(const Import *import, const CellPart *part)
{
    for (guint i = 0; i < part->errors->len; i++) {
        CellError error = g_array_index(part->errors, CellError, i);
        const ProfileField *field = import->profile->fields->pdata[error.column];
        if (part->rows[error.place].kind == ROW_RECORD)
            note_row(import, error.not_calculated ? "formula-not-calculated" : "cell-error", field->name,
                     part->rows[error.place].line);
    }
}

/* Records are created row by row and filled column by column: all of a part at once, or as many as come
 * before a further row of one of them. */
void
import_part(Import *import, CellPart *part)
{
    static const guint ahead = 16;
    note_errors(import, part);
    for (guint i = 0; i < part->length; i++) {
        const CellRow *read = &part->rows[i];
        Row row = {part, i, read->line};
        if (import->id_column != G_MAXUINT && i + ahead < part->length)
            digests_expect(import->ids, part->columns[import->id_column].digests[i + ahead]);
        import_row(import, read, &row, read->row);
    }
    finish_records(import, part);
}
