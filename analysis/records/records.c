#include "analysis/records/records.h"
#include "analysis/exports/exports.h"
#include "analysis/failure/failure.h"
#include "analysis/records/coding.h"
#include "analysis/records/dates.h"
#include "analysis/records/rules.h"
#include <string.h>

/* One column of an export that a field takes. */
typedef struct {
    const ProfileColumn *column;
    guint place;
} Mapped;

typedef struct {
    const Profile *profile;
    Dataset *dataset;
    Findings *findings;
    GPtrArray *codings; /* Coding* of each dataset field; NULL for others than coded ones */
    GPtrArray *numbers; /* GHashTable* of each dataset field: digest -> its number; NULL for others */
    GHashTable *ids;    /* digest of an identifier -> the index of its record */
    const char *file;
    guint entry;        /* which of the profile's records the file belongs to */
    GArray *without_id; /* of guint: the lines of the file's rows with no identifier */
    GArray *mapped;     /* of Mapped, for this file */
    GArray *cells;      /* of const char*: the cell of each profile field in this row, NULL where unmapped */
    guint headings;
} Import;

static char *
heading_list(const GPtrArray *headings)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < headings->len && i < 12; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", (const char *)headings->pdata[i]);
    if (headings->len > 12)
        g_string_append(list, " ...");
    return g_string_free(list, FALSE);
}

static void
fail_missing_heading(const Export *export, const ProfileColumn *column, GError **error)
{
    const char *near = failure_nearest(column->heading, export->headings);
    g_autofree char *list =
        near ? g_strdup_printf("did you mean \"%s\"?", near) : heading_list(export->headings);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s has no column \"%s\"%s%s", column->place.file,
                column->place.line, column->place.column, export->name, column->heading,
                near ? "; " : "; it has: ", list);
}

static bool
map_column(Import *import, const Export *export, const ProfileColumn *column, GError **error)
{
    g_autofree char *wanted = profile_fold(column->heading);
    guint found = G_MAXUINT;
    for (guint i = 0; i < export->headings->len; i++) {
        g_autofree char *heading = profile_fold(export->headings->pdata[i]);
        if (strcmp(heading, wanted) != 0)
            continue;
        if (found != G_MAXUINT) {
            g_autofree char *first = export_column_letters(found), *second = export_column_letters(i);
            g_set_error(error, FAILURE, FAILURE_INPUT,
                        "%s:%u: the heading \"%s\" stands twice, in columns %s and %s; rename one of them in "
                        "the export",
                        export->name, export->heading_line, column->heading, first, second);
            return false;
        }
        found = i;
    }
    if (found == G_MAXUINT) {
        fail_missing_heading(export, column, error);
        return false;
    }
    Mapped mapped = {column, found};
    g_array_append_val(import->mapped, mapped);
    return true;
}

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
        Day day = DAY_NONE;
        bool differs = field->codes ? coding_differs(import->codings->pdata[at], record, cell_of(import, i))
                                    : field->days && date_read(cell_of(import, i), &day) == DATE_READ &&
                                          day != g_array_index(field->days, Day, record);
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
read_day(Import *import, const ProfileField *field, const char *cell, guint line)
{
    Day day;
    switch (date_read(cell, &day)) {
    case DATE_PLACEHOLDER:
        findings_add(import->findings, "date-placeholder", FINDING_WARNING, import->file, line, 0,
                     field->name, "a date that stands for \"not known\"; read as blank");
        break;
    case DATE_UNREADABLE:
        findings_add(import->findings, "date-unreadable", FINDING_ERROR, import->file, line, 0, field->name,
                     "no date that can be read; write it like 31/05/2024");
        break;
    case DATE_BLANK:
    case DATE_READ:
        break;
    }
    return day;
}

/* The day a record is received decides whether it is kept and in which year. */
static Day
received_day(Import *import, guint line)
{
    guint index = field_index(import, "received");
    const char *cell = cell_of(import, index);
    Day day = read_day(import, import->profile->fields->pdata[index], cell, line);
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
            Day day = strcmp(from->name, "received") == 0 ? received : read_day(import, from, cell, line);
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

static void
read_record(Import *import, const ExportRow *row)
{
    import->dataset->rows_read++;
    if (row->length != import->headings)
        findings_add(import->findings, "row-ragged", FINDING_WARNING, import->file, row->line, 0, "",
                     "%u cells where the heading line has %u", row->length, import->headings);
    for (guint i = 0; i < import->cells->len; i++)
        g_array_index(import->cells, const char *, i) = NULL;
    guint id = G_MAXUINT;
    for (guint i = 0; i < import->mapped->len; i++) {
        Mapped mapped = g_array_index(import->mapped, Mapped, i);
        guint field = field_index(import, mapped.column->field);
        if (mapped.place < row->length)
            g_array_index(import->cells, const char *, field) = row->cells[mapped.place];
        if (strcmp(mapped.column->field, "id") == 0)
            id = field;
    }
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
    read_record(user, row);
    return true;
}

static Export *
open_file(Import *import, const ProfileRecords *entry, const char *path, GError **error)
{
    g_autoptr(GPtrArray) headings = g_ptr_array_new();
    for (guint i = 0; i < entry->columns->len; i++)
        g_ptr_array_add(headings, g_array_index(entry->columns, ProfileColumn, i).heading);
    Export *export = export_open(path, (ExportOptions){.sheet = entry->sheet, .headings = headings}, error);
    if (export && export->encoding_found)
        findings_add(import->findings, "encoding", FINDING_NOTE, export->name, 0, 0, "", "read as %s",
                     export->encoding);
    return export;
}

static bool
read_file(Import *import, const ProfileRecords *entry, const char *path, GError **error)
{
    g_array_set_size(import->without_id, 0);
    g_autoptr(Export) export = open_file(import, entry, path, error);
    if (!export)
        return false;
    import->file = g_intern_string(export->name);
    import->headings = export->headings->len;
    g_array_set_size(import->mapped, 0);
    for (guint i = 0; i < entry->columns->len; i++)
        if (!map_column(import, export, &g_array_index(entry->columns, ProfileColumn, i), error))
            return false;
    if (!export_read(export, on_row, import, error))
        return false;
    if (import->without_id->len)
        findings_add_rows(import->findings, "id-missing", FINDING_WARNING, import->file, import->without_id,
                          0, "id", NULL, "kept without an id: the same record twice would not be noticed");
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
    Import import = {.profile = profile, .dataset = dataset_new(profile), .findings = findings};
    import.codings = g_ptr_array_new();
    import.numbers = g_ptr_array_new();
    import.ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    import.without_id = g_array_new(FALSE, FALSE, sizeof(guint));
    import.mapped = g_array_new(FALSE, FALSE, sizeof(Mapped));
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
