#include "analysis/records/records.h"
#include "analysis/exports/exports.h"
#include "analysis/failure/failure.h"
#include "analysis/records/coding.h"
#include "analysis/records/columns.h"
#include "analysis/records/date_order.h"
#include "analysis/records/rules.h"
#include <string.h>

typedef struct {
    const Profile *profile;
    Dataset *dataset;
    Findings *findings;
    GPtrArray *codings;   /* Coding* of each dataset field; NULL for others than coded ones */
    GPtrArray *numbers;   /* GHashTable* of each dataset field: digest -> its number; NULL for others */
    GHashTable *ids;      /* digest of an identifier -> the index of its record */
    const Export *export; /* the file at hand, and its name as findings call it */
    const char *file;
    guint entry;        /* which of the profile's records the file belongs to */
    DateOrder dates;    /* of the file */
    GArray *without_id; /* of guint: the lines of the file's rows with no identifier */
    GArray *totals;     /* of guint: the lines of its rows that are totals, or the headings again */
    GArray *mapped;     /* of MappedColumn, for this file */
    GArray *cells;      /* of const char*: the cell of each profile field in this row, NULL where unmapped */
    GArray *evidence;   /* of DateEvidence, of each profile field in this file */
    guint row_shift;    /* how far the last row's line was from the row that Excel shows */
    RecordsProgress on_progress;
    void *user;
} Import;

static guint
field_index(const Import *import, const char *name)
{
    for (guint i = 0; i < import->profile->fields->len; i++)
        if (strcmp(((const ProfileField *)import->profile->fields->pdata[i])->name, name) == 0)
            return i;
    g_return_val_if_reached(0);
}

static const char *
cell_of(const Import *import, guint field)
{
    const char *cell = g_array_index(import->cells, const char *, field);
    return cell ? cell : "";
}

/* The key of an identifier: a digest, so that the identifier itself is not kept. 0 for none. */
static guint64
identifier_key(const char *identifier)
{
    g_autofree char *folded = profile_fold(identifier);
    if (!*folded)
        return 0;
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, folded, -1);
    return g_ascii_strtoull(strncpy((char[17]){0}, digest, 16), NULL, 16);
}

/* The fields in which a further row says something else than the record has: "outcome, closed"; "" for none.
 * A blank says nothing. */
static char *
fields_that_differ(const Import *import, guint record)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0, at = 0; i < import->profile->fields->len; i++) {
        const ProfileField *from = import->profile->fields->pdata[i];
        if (!dataset_keeps(from))
            continue;
        const DatasetField *field = import->dataset->fields->pdata[at];
        Day day = field->days ? date_read(cell_of(import, i), import->dates).day : DAY_NONE;
        bool differs = field->codes ? coding_differs(import->codings->pdata[at], record, cell_of(import, i))
                                    : day != DAY_NONE && day != g_array_index(field->days, Day, record);
        if (differs)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", from->name);
        at++;
    }
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* A further row of a record adds the categories it has more, and is set aside where it has none. */
static void
add_further_row(Import *import, guint record, guint line)
{
    bool added = false;
    g_autofree char *names = fields_that_differ(import, record);
    g_autofree char *differs = *names ? g_strdup_printf("; it differs in %s", names) : g_strdup("");
    for (guint i = 0, at = 0; i < import->profile->fields->len; i++) {
        const ProfileField *from = import->profile->fields->pdata[i];
        if (!dataset_keeps(from))
            continue;
        if (from->type == FIELD_CODED)
            added |= coding_add_further(import->codings->pdata[at], record, cell_of(import, i), import->file,
                                        line);
        at++;
    }
    const DatasetOrigin *first = &g_array_index(import->dataset->origins, DatasetOrigin, record);
    g_autofree char *base = g_path_get_basename(first->file);
    g_autofree char *place = first->file == import->file ? g_strdup_printf("line %u", first->line)
                                                         : g_strdup_printf("%s line %u", base, first->line);
    if (added) {
        import->dataset->rows_merged++;
        findings_add(import->findings, "id-merged", FINDING_NOTE, import->file, line, 0, "id",
                     "the same id stands in %s; its further categories were added to that record%s", place,
                     differs);
    } else {
        import->dataset->rows_set_aside++;
        findings_add(import->findings, "id-duplicate", FINDING_WARNING, import->file, line, 0, "id",
                     "set aside: the same id stands in %s%s", place, differs);
    }
}

static Day
read_day(Import *import, guint index, guint line)
{
    const ProfileField *field = import->profile->fields->pdata[index];
    DateReading read = date_read(cell_of(import, index), import->dates);
    date_evidence_add(&g_array_index(import->evidence, DateEvidence, index), &read, line);
    switch (read.result) {
    case DATE_PLACEHOLDER:
        findings_add(import->findings, "date-placeholder", FINDING_WARNING, import->file, line, 0,
                     field->name, "a date that stands for \"not known\"; read as blank");
        break;
    case DATE_IMPOSSIBLE:
        findings_add(import->findings, "date-impossible", FINDING_ERROR, import->file, line, 0, field->name,
                     "there is no such day, read %s first; read as blank",
                     import->dates == DATE_ORDER_MONTH_FIRST ? "month" : "day");
        break;
    case DATE_UNREADABLE:
        findings_add(import->findings, "date-unreadable", FINDING_ERROR, import->file, line, 0, field->name,
                     "no date that can be read; write it like 31/05/2024");
        break;
    case DATE_BLANK:
    case DATE_READ:
        break;
    }
    return read.day;
}

/* The day a record is received decides whether it is kept and in which year. */
static Day
received_day(Import *import, guint line)
{
    guint index = field_index(import, "received");
    Day day = read_day(import, index, line);
    if (day == DAY_NONE) {
        findings_add(import->findings, "received-missing", FINDING_ERROR, import->file, line, 0, "received",
                     "set aside: without a date received the record is in no year");
    } else if (import->profile->as_at != DAY_NONE && day > import->profile->as_at) {
        findings_add(import->findings, "received-after-as-at", FINDING_WARNING, import->file, line, 0,
                     "received", "set aside: received after the as-at date");
        day = DAY_NONE;
    }
    return day;
}

/* The number that an identifier has among those of its field, in the order they are met; 0 where it is blank.
 */
static guint32
identifier_number(GHashTable *numbers, const char *identifier)
{
    guint64 key = identifier_key(identifier);
    if (!key)
        return 0;
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, &key));
    if (!number) {
        number = g_hash_table_size(numbers) + 1;
        g_hash_table_insert(numbers, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(number));
    }
    return number;
}

static void
add_record(Import *import, Day received, guint line)
{
    guint at = 0;
    for (guint i = 0; i < import->profile->fields->len; i++) {
        const ProfileField *from = import->profile->fields->pdata[i];
        if (!dataset_keeps(from))
            continue;
        DatasetField *field = import->dataset->fields->pdata[at];
        const char *cell = cell_of(import, i);
        if (from->type == FIELD_CODED) {
            coding_add(import->codings->pdata[at], cell, import->file, line);
        } else if (from->type == FIELD_IDENTIFIER) {
            guint32 number = identifier_number(import->numbers->pdata[at], cell);
            g_array_append_val(field->numbers, number);
        } else {
            Day day = strcmp(from->name, "received") == 0 ? received : read_day(import, i, line);
            /* What happens later than as-at has not happened yet. */
            if (import->profile->as_at != DAY_NONE && day > import->profile->as_at) {
                findings_add(import->findings, "date-after-as-at", FINDING_NOTE, import->file, line, 0,
                             from->name, "later than the as-at date; read as not yet happened");
                day = DAY_NONE;
            }
            g_array_append_val(field->days, day);
        }
        at++;
    }
    gint16 year = (gint16)calendar_year_of(received, import->profile->year_start);
    g_array_append_val(import->dataset->years, year);
    DatasetOrigin origin = {import->file, line, import->entry};
    g_array_append_val(import->dataset->origins, origin);
    import->dataset->length++;
}

/* Takes the mapped cells of a row; the index of the field that identifies records, or G_MAXUINT. */
static guint
take_cells(Import *import, const ExportRow *row)
{
    guint id = G_MAXUINT;
    for (guint i = 0; i < import->cells->len; i++)
        g_array_index(import->cells, const char *, i) = NULL;
    for (guint i = 0; i < import->mapped->len; i++) {
        MappedColumn mapped = g_array_index(import->mapped, MappedColumn, i);
        guint field = field_index(import, mapped.column->field);
        if (mapped.place < row->length)
            g_array_index(import->cells, const char *, field) = row->cells[mapped.place];
        if (strcmp(mapped.column->field, "id") == 0)
            id = field;
    }
    return id;
}

/* A total, or the headings again, with no date received: no record, though a row. */
static bool
is_no_record(const Import *import, const ExportRow *row)
{
    return (export_row_is_total(row) || export_row_is_heading(import->export, row)) &&
           date_read(cell_of(import, field_index(import, "received")), import->dates).result != DATE_READ;
}

static void
read_record(Import *import, const ExportRow *row)
{
    guint id = take_cells(import, row);
    if (is_no_record(import, row)) {
        g_array_append_val(import->totals, row->line);
        return;
    }
    import->dataset->rows_read++;
    if (row->length != import->export->headings->len)
        findings_add(import->findings, "row-ragged", FINDING_WARNING, import->file, row->line, 0, "",
                     "%u cells where the heading line has %u", row->length, import->export->headings->len);
    bool by_id = id != G_MAXUINT && !import->profile->one_record_per_row;
    guint64 key = by_id ? identifier_key(cell_of(import, id)) : 0;
    const guint *known = key ? g_hash_table_lookup(import->ids, &key) : NULL;
    if (known) {
        add_further_row(import, *known, row->line);
        return;
    }
    Day received = received_day(import, row->line);
    if (received == DAY_NONE) {
        import->dataset->rows_set_aside++;
        return;
    }
    if (key)
        g_hash_table_insert(import->ids, g_memdup2(&key, sizeof key),
                            g_memdup2(&import->dataset->length, sizeof(guint)));
    else if (by_id)
        g_array_append_val(import->without_id, row->line);
    add_record(import, received, row->line);
}

static bool
on_row(const ExportRow *row, void *user)
{
    Import *import = user;
    if (row->line - row->row != import->row_shift) {
        import->row_shift = row->line - row->row;
        findings_note_excel_row(import->findings, import->file, row->line, row->row);
    }
    read_record(import, row);
    if (import->on_progress && row->row % 1024 == 0)
        import->on_progress("reading records", export_progress(import->export), import->user);
    return true;
}

static Export *
open_file(const ProfileRecords *entry, const char *path, GError **error)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    for (guint i = 0; i < entry->columns->len; i++)
        g_ptr_array_add(headings, g_array_index(entry->columns, ProfileColumn, i).heading);
    ExportOptions options = {.sheet = entry->sheet, .encoding = entry->encoding, .headings = headings};
    return export_open(path, options, error);
}

/* What was found about the file as a whole. */
static void
report_file(Import *import)
{
    const Export *export = import->export;
    if (export->encoding_found)
        findings_add(import->findings, "encoding", FINDING_NOTE, import->file, 0, 0, "",
                     "read as %s; if letters or signs come out wrong, say encoding: in the profile's records",
                     export->encoding);
    if (export->title_rows)
        findings_add(import->findings, "title-lines", FINDING_NOTE, import->file, 0, 0, "",
                     "the headings are in line %u; %u line%s above %s passed over", export->heading_line,
                     export->title_rows, export->title_rows == 1 ? "" : "s",
                     export->title_rows == 1 ? "it was" : "them were");
    if (export->blank_rows)
        findings_add(import->findings, "rows-blank", FINDING_NOTE, import->file, 0, 0, "",
                     "%u row%s with nothing in any cell passed over", export->blank_rows,
                     export->blank_rows == 1 ? "" : "s");
    if (import->totals->len)
        findings_add_rows(import->findings, "total-lines", FINDING_NOTE, import->file, import->totals, 0, "",
                          NULL, "no record: a total, or the headings again, with no date received");
    if (import->without_id->len)
        findings_add_rows(import->findings, "id-missing", FINDING_WARNING, import->file, import->without_id,
                          0, "id", NULL, "kept without an id: the same record twice would not be noticed");
}

/* One order of day and month must hold for every date column of the file, unless the profile says which. */
static bool
check_date_orders(const Import *import, GError **error)
{
    for (guint i = 0; i < import->mapped->len && import->dates == DATE_ORDER_FOUND; i++) {
        const ProfileColumn *column = g_array_index(import->mapped, MappedColumn, i).column;
        guint field = field_index(import, column->field);
        if (!date_evidence_check(&g_array_index(import->evidence, DateEvidence, field), import->export,
                                 column, error))
            return false;
    }
    return true;
}

static bool
read_file(Import *import, const ProfileRecords *entry, const char *path, GError **error)
{
    g_autoptr(Export) export = open_file(entry, path, error);
    if (!export || !columns_map(entry, export, import->mapped, error))
        return false;
    import->export = export;
    import->file = g_intern_string(export->name);
    import->dates = entry->dates;
    import->row_shift = 0;
    g_array_set_size(import->without_id, 0);
    g_array_set_size(import->totals, 0);
    g_array_set_size(import->evidence, 0);
    g_array_set_size(import->evidence, import->profile->fields->len);
    if (!export_read(export, on_row, import, error) || !check_date_orders(import, error))
        return false;
    report_file(import);
    return true;
}

static void
prepare(Import *import)
{
    for (guint i = 0, at = 0; i < import->profile->fields->len; i++) {
        const ProfileField *from = import->profile->fields->pdata[i];
        const char *none = NULL;
        g_array_append_val(import->cells, none);
        if (dataset_keeps(from)) {
            g_ptr_array_add(import->codings, from->type == FIELD_CODED
                                                 ? coding_new(from, import->dataset->fields->pdata[at])
                                                 : NULL);
            g_ptr_array_add(import->numbers,
                            from->type == FIELD_IDENTIFIER
                                ? g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL)
                                : NULL);
            at++;
        }
    }
}

Dataset *
records_read(const Profile *profile, Findings *findings, GError **error)
{
    return records_read_watched(profile, findings, NULL, NULL, error);
}

Dataset *
records_read_watched(const Profile *profile, Findings *findings, RecordsProgress on_progress, void *user,
                     GError **error)
{
    Import import = {.profile = profile, .dataset = dataset_new(profile), .findings = findings};
    import.on_progress = on_progress;
    import.user = user;
    import.codings = g_ptr_array_new();
    import.numbers = g_ptr_array_new();
    import.ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    import.without_id = g_array_new(FALSE, FALSE, sizeof(guint));
    import.totals = g_array_new(FALSE, FALSE, sizeof(guint));
    import.evidence = g_array_new(FALSE, TRUE, sizeof(DateEvidence));
    import.mapped = g_array_new(FALSE, FALSE, sizeof(MappedColumn));
    import.cells = g_array_new(FALSE, FALSE, sizeof(const char *));
    prepare(&import);
    bool read = true;
    for (guint i = 0; i < profile->records->len && read; i++) {
        const ProfileRecords *entry = profile->records->pdata[i];
        import.entry = i;
        if (!entry->paths->len) {
            g_set_error(error, FAILURE, FAILURE_INPUT, "%s:%u:%u: there is no file %s in %s",
                        entry->place.file, entry->place.line, entry->place.column, entry->file,
                        profile->folder);
            read = false;
        }
        for (guint k = 0; k < entry->paths->len && read; k++)
            read = read_file(&import, entry, entry->paths->pdata[k], error);
    }
    for (guint i = 0; i < import.codings->len; i++)
        if (import.codings->pdata[i]) {
            coding_finish(import.codings->pdata[i], findings);
            coding_free(import.codings->pdata[i]);
        }
    for (guint i = 0; i < import.numbers->len; i++)
        g_clear_pointer((GHashTable **)&import.numbers->pdata[i], g_hash_table_unref);
    g_ptr_array_unref(import.numbers);
    g_ptr_array_unref(import.codings);
    g_hash_table_unref(import.ids);
    g_array_unref(import.without_id);
    g_array_unref(import.totals);
    g_array_unref(import.evidence);
    g_array_unref(import.mapped);
    g_array_unref(import.cells);
    if (!read) {
        dataset_free(import.dataset);
        return NULL;
    }
    rules_settle_outcomes(profile, import.dataset);
    rules_check(profile, import.dataset, findings);
    return import.dataset;
}
