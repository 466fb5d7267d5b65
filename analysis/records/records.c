#include "analysis/records/records.h"
#include "analysis/failure/failure.h"
#include "analysis/records/record_columns.h"
#include "analysis/records/import.h"
#include "analysis/records/rules.h"
#include <string.h>

static guint
field_index(const Profile *profile, const char *name)
{
    for (guint i = 0; i < profile->fields->len; i++)
        if (strcmp(((const ProfileField *)profile->fields->pdata[i])->name, name) == 0)
            return i;
    g_return_val_if_reached(0);
}

static Export *
open_file(const ProfileRecords *entry, const char *path, const char *sheet, GError **error)
{
    g_autoptr(GPtrArray) headings = columns_headings(entry);
    ExportOptions options = {.sheet = sheet, .encoding = entry->encoding, .headings = headings};
    return export_open(path, options, error);
}

/* What was found about the file as a whole. */
static void
report_file(Import *import)
{
    const Export *export = import->plan.export;
    if (export->encoding_found)
        findings_add(import->findings, "encoding", import->file, 0, 0, "",
                     "read as %s; if letters or symbols look wrong, set encoding: in the profile's records",
                     export->encoding);
    if (export->title_rows)
        findings_add(import->findings, "title-lines", import->file, 0, 0, "",
                     "the headings are in line %u; %u line%s above %s ignored", export->heading_line,
                     export->title_rows, export->title_rows == 1 ? "" : "s",
                     export->title_rows == 1 ? "it was" : "them were");
    if (export->hidden_rows)
        findings_add(import->findings, "rows-hidden", import->file, 0, 0, "",
                     "%u row%s counted although hidden in the workbook, by hand or by a filter; skip in the "
                     "profile's records leaves rows out",
                     export->hidden_rows, export->hidden_rows == 1 ? " is" : "s are");
    if (export->blank_rows)
        findings_add(import->findings, "rows-blank", import->file, 0, 0, "", "%u empty row%s ignored",
                     export->blank_rows, export->blank_rows == 1 ? "" : "s");
    for (guint i = 0; i < import->noted->len; i++) {
        const NotedRows *noted = import->noted->pdata[i];
        findings_add_rows(import->findings, noted->rule, import->file, noted->lines, noted->lines->len, 0,
                          noted->field, NULL, "%s", finding_rule(noted->rule)->message);
    }
}

static void
report_values(const Import *import)
{
    for (guint i = 0; i < import->fields->len; i++) {
        Coding *coding = g_array_index(import->fields, ImportField, i).coding;
        if (coding)
            coding_report(coding, import->file, import->findings);
    }
}

static void
noted_rows_free(gpointer pointer)
{
    NotedRows *noted = pointer;
    g_array_unref(noted->lines);
    g_free(noted);
}

/* One order of day and month must hold for every date column of the file, unless the profile says which. */
static bool
check_date_orders(const Import *import, const GArray *mapped, GError **error)
{
    for (guint i = 0; i < mapped->len && import->plan.dates == DATE_ORDER_FOUND; i++) {
        const ProfileColumn *column = g_array_index(mapped, MappedColumn, i).column;
        guint field = field_index(import->profile, column->field);
        if (!date_evidence_check(&g_array_index(import->evidence, DateEvidence, field), import->plan.export,
                                 column, error))
            return false;
    }
    return true;
}

/* The column of each field of the profile in the file. */
static void
plan_cells(Import *import, const GArray *mapped)
{
    for (guint i = 0; i < import->plan.columns->len; i++)
        g_array_index(import->plan.columns, CellColumn, i).place = G_MAXUINT;
    import->id_column = import->plan.id = G_MAXUINT;
    for (guint i = 0; i < mapped->len; i++) {
        MappedColumn column = g_array_index(mapped, MappedColumn, i);
        guint field = field_index(import->profile, column.column->field);
        g_array_index(import->plan.columns, CellColumn, field).place = column.place;
        if (strcmp(column.column->field, "id") == 0)
            import->plan.id = field;
    }
    if (!import->profile->one_record_per_row)
        import->id_column = import->plan.id;
}

static void
cell_skip_clear(gpointer skip)
{
    g_ptr_array_unref((GPtrArray *)((CellSkip *)skip)->values);
}

/* Which rows are skipped, and which columns filled down. */
static void
plan_rows(Import *import, const ProfileRecords *entry, const GArray *skipped)
{
    CellPlan *plan = &import->plan;
    g_array_set_size(plan->skips, 0);
    for (guint i = 0; i < skipped->len; i++) {
        GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);
        const GPtrArray *values = g_array_index(entry->skip, ProfileSkip, i).values;
        for (guint k = 0; k < values->len; k++)
            g_ptr_array_add(folded, profile_fold(values->pdata[k]));
        CellSkip skip = {g_array_index(skipped, MappedColumn, i).place, folded};
        g_array_append_val(plan->skips, skip);
    }
    g_clear_pointer(&plan->above, g_ptr_array_unref);
    if (entry->fill_down->len)
        plan->above = cells_above_new(plan);
    for (guint i = 0; i < entry->fill_down->len; i++) {
        guint field = field_index(import->profile, entry->fill_down->pdata[i]);
        plan->above->pdata[field] = g_strdup("");
    }
}

/* One id for two records is a typing error; if there are many, the id does not identify records. */
static bool
check_ids(const Import *import, guint rows, GError **error)
{
    const RepeatedIds *here = &import->here, *elsewhere = &import->elsewhere;
    const char *file = import->file;
    if (elsewhere->on_another_day > 2 && elsewhere->on_another_day * 2 > elsewhere->rows) {
        g_set_error(error, FAILURE, FAILURE_INPUT,
                    "%s:%u: %u of the %u ids that are also in an earlier file have another date received "
                    "there; if each file or sheet numbers its records afresh, set ids: own in the profile's "
                    "records; otherwise map id to the column that tells records apart",
                    file, elsewhere->line, elsewhere->on_another_day, elsewhere->rows);
        return false;
    }
    if (here->on_another_day > 4 && here->on_another_day * 10 > rows) {
        g_set_error(
            error, FAILURE, FAILURE_INPUT,
            "%s:%u: %u of %u rows have an id that is further up with another date received, so it does not "
            "identify a record; map id to the column that does, or leave id out, or set one-record-per: row",
            file, here->line, here->on_another_day, rows);
        return false;
    }
    return true;
}

static bool
import_sheet(Import *import, guint entry_index, const char *path, const char *sheet, GError **error)
{
    const ProfileRecords *entry = import->profile->records->pdata[entry_index];
    g_autoptr(Export) export = open_file(entry, path, sheet, error);
    g_autoptr(GArray) mapped = g_array_new(FALSE, FALSE, sizeof(MappedColumn)),
                      skipped = g_array_new(FALSE, FALSE, sizeof(MappedColumn));
    if (!export || !columns_map(entry, export, mapped, skipped, error))
        return false;
    import->plan.export = export;
    import->plan.dates = entry->dates;
    cell_plan_forget_dates(&import->plan);
    plan_cells(import, mapped);
    plan_rows(import, entry, skipped);
    import->files_read++;
    import->id_space = entry->own_ids ? import->files_read : 0;
    import->here = import->elsewhere = (RepeatedIds){0};
    guint rows_before = import->dataset->rows_read;
    import->file = g_intern_string(export->name);
    import->row_shift = 0;
    dataset_begin_file(import->dataset, import->file, entry_index);
    g_ptr_array_set_size(import->noted, 0);
    g_array_set_size(import->evidence, 0);
    g_array_set_size(import->evidence, import->profile->fields->len);
    if (!import_export(import, export, error) || !check_date_orders(import, mapped, error) ||
        !check_ids(import, import->dataset->rows_read - rows_before, error))
        return false;
    report_file(import);
    report_values(import);
    return true;
}

/* Whether a sheet that is selected by a pattern, not by its own name, has none of the headings; if so that
 * is reported. */
static bool
is_cover(const Import *import, const ProfileRecords *entry, const char *path, const char *sheet)
{
    g_autoptr(Export) export =
        profile_has_name(entry->sheets, sheet) ? NULL : open_file(entry, path, sheet, NULL);
    bool cover = export && !columns_any(entry, export);
    if (cover)
        findings_add(import->findings, "sheet-without-records", export->name, 0, 0, "", "%s",
                     finding_rule("sheet-without-records")->message);
    return cover;
}

/* Whether some entry of the profile reads a sheet, or may: one names no sheet, or a table that may be in it.
 */
static bool
may_be_read(const Profile *profile, const char *path, const GPtrArray *shown, const char *sheet)
{
    for (guint i = 0; i < profile->records->len; i++) {
        const ProfileRecords *entry = profile->records->pdata[i];
        if (!profile_has_name(entry->paths, path))
            continue;
        g_autoptr(GPtrArray) read = entry->sheets->len ? export_sheets(path, entry->sheets, NULL) : NULL;
        if (!read || profile_has_name(read, sheet))
            return true;
        for (guint k = 0; k < read->len; k++)
            if (!profile_has_name(shown, read->pdata[k]))
                return true;
    }
    return false;
}

/* Tells of sheets with the headings of the records that nothing reads, as a new year's may be. */
static void
report_unread_sheets(const Import *import, const ProfileRecords *entry, const char *path)
{
    g_autoptr(GPtrArray) shown = export_sheets(path, NULL, NULL);
    for (guint i = 0; shown && i < shown->len; i++) {
        const char *sheet = shown->pdata[i];
        g_autoptr(GArray) mapped = g_array_new(FALSE, FALSE, sizeof(MappedColumn)),
                          skipped = g_array_new(FALSE, FALSE, sizeof(MappedColumn));
        g_autoptr(Export) export =
            may_be_read(import->profile, path, shown, sheet) ? NULL : open_file(entry, path, sheet, NULL);
        if (export && columns_map(entry, export, mapped, skipped, NULL))
            findings_add(import->findings, "sheet-not-read", export->name, 0, 0, "", "%s",
                         finding_rule("sheet-not-read")->message);
    }
}

static bool
read_file(Import *import, guint entry_index, const char *path, GError **error)
{
    const ProfileRecords *entry = import->profile->records->pdata[entry_index];
    if (!entry->sheets->len)
        return import_sheet(import, entry_index, path, NULL, error);
    g_autoptr(GPtrArray) sheets = export_sheets(path, entry->sheets, error);
    if (!sheets)
        return false;
    for (guint i = 0; i < sheets->len; i++)
        if (!(sheets->len > 1 && is_cover(import, entry, path, sheets->pdata[i])) &&
            !import_sheet(import, entry_index, path, sheets->pdata[i], error))
            return false;
    report_unread_sheets(import, entry, path);
    return true;
}

/* The file beside the profile whose name is nearest; NULL if none is near. Caller frees. */
static char *
nearest_file(const Profile *profile, const char *wanted)
{
    g_autoptr(GDir) folder = g_dir_open(profile->folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; folder && (name = g_dir_read_name(folder));)
        g_ptr_array_add(names, g_strdup(name));
    return g_strdup(failure_nearest(wanted, names));
}

static bool
read_files(Import *import, GError **error)
{
    const Profile *profile = import->profile;
    for (guint i = 0; i < profile->records->len; i++) {
        const ProfileRecords *entry = profile->records->pdata[i];
        if (entry->missing) {
            g_autofree char *near = nearest_file(profile, entry->missing);
            g_set_error(error, FAILURE, FAILURE_INPUT,
                        "%s:%u:%u: there is no file %s beside the profile%s%s%s", entry->place.file,
                        entry->place.line, entry->place.column, entry->missing,
                        near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
            return false;
        }
        for (guint k = 0; k < entry->paths->len; k++)
            if (!read_file(import, i, entry->paths->pdata[k], error))
                return false;
    }
    return true;
}

/* The id is a digest, like other identifiers; if every row counts it is ignored. */
static void
import_add_field(Import *import, const ProfileField *from, guint column)
{
    CellColumn cell = {from->type == FIELD_DATE                                ? CELL_DATE
                       : from->type != FIELD_IDENTIFIER && dataset_keeps(from) ? CELL_TEXT
                                                                               : CELL_DIGEST,
                       G_MAXUINT};
    g_array_append_val(import->plan.columns, cell);
    if (!dataset_keeps(from))
        return;
    ImportField field = {
        .from = from, .column = column, .field = import->dataset->fields->pdata[import->fields->len]};
    if (from->type == FIELD_CODED)
        field.coding = coding_new(from, field.field);
    else if (from->type == FIELD_IDENTIFIER)
        field.numbers = digests_new();
    if (strcmp(from->name, "received") == 0) {
        import->received = import->fields->len;
        import->plan.received = column;
    }
    g_array_append_val(import->fields, field);
}

static void
import_init(Import *import, const Profile *profile, Findings *findings)
{
    *import = (Import){.profile = profile, .dataset = dataset_new(profile), .findings = findings};
    import->fields = g_array_new(FALSE, FALSE, sizeof(ImportField));
    import->ids = digests_new();
    import->plan.columns = g_array_new(FALSE, FALSE, sizeof(CellColumn));
    import->plan.date_texts = dictionary_new();
    import->plan.date_numbers = g_array_new(FALSE, FALSE, sizeof(guint32));
    import->begun = g_array_new(FALSE, FALSE, sizeof(guint));
    import->meanings = g_array_new(FALSE, FALSE, sizeof(guint));
    import->noted = g_ptr_array_new_with_free_func(noted_rows_free);
    import->plan.skips = g_array_new(FALSE, FALSE, sizeof(CellSkip));
    g_array_set_clear_func(import->plan.skips, cell_skip_clear);
    import->evidence = g_array_new(FALSE, TRUE, sizeof(DateEvidence));
    for (guint i = 0; i < profile->fields->len; i++)
        import_add_field(import, profile->fields->pdata[i], i);
}

/* All but the dataset. */
static void
import_clear(Import *import)
{
    for (guint i = 0; i < import->fields->len; i++) {
        ImportField *field = &g_array_index(import->fields, ImportField, i);
        g_clear_pointer(&field->coding, coding_free);
        g_clear_pointer(&field->numbers, digests_free);
    }
    g_array_unref(import->fields);
    digests_free(import->ids);
    g_array_unref(import->plan.columns);
    dictionary_free(import->plan.date_texts);
    g_array_unref(import->plan.date_numbers);
    g_array_unref(import->begun);
    g_array_unref(import->meanings);
    g_ptr_array_unref(import->noted);
    g_array_unref(import->plan.skips);
    g_clear_pointer(&import->plan.above, g_ptr_array_unref);
    g_array_unref(import->evidence);
}

Dataset *
records_read(const Profile *profile, Findings *findings, RecordsProgress on_progress, void *user,
             GError **error)
{
    Import import;
    import_init(&import, profile, findings);
    import.on_progress = on_progress;
    import.user = user;
    bool read = read_files(&import, error);
    for (guint i = 0; i < import.fields->len; i++) {
        Coding *coding = g_array_index(import.fields, ImportField, i).coding;
        if (coding)
            coding_finish(coding);
    }
    import_clear(&import);
    if (!read) {
        dataset_free(import.dataset);
        return NULL;
    }
    rules_settle_outcomes(profile, import.dataset);
    rules_check(profile, import.dataset, findings);
    rules_settle_closures(import.dataset);
    return import.dataset;
}
