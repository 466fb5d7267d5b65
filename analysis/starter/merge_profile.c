/* Adds next year's export to a profile that somebody has edited; everything else is unchanged. */
#include "analysis/calendar/calendar.h"
#include "analysis/csv/cell.h"
#include "analysis/exports/exports.h"
#include "analysis/profile/code_list.h"
#include "analysis/records/terms.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

typedef struct {
    const Profile *profile;
    const char *path; /* of the export */
    Starter *starter;
    StarterMerge *made;
    GString *account, *codes; /* codes: what the code list has now and then */
    GArray *order;            /* of int: which of a code's cells each column of the list holds, or -1 */
    GHashTable *waiting;      /* values in the list still to be decided, by value_key */
    const char *line_end;
    char delimiter;
    bool by_hand; /* the code list is a workbook, which only its owner edits */
    guint added, undecided;
} Merge;

/* The entry of the profile all of whose headings the place has. */
static const ProfileRecords *
entry_of(const Profile *profile, const Place *place, const char *encoding, GPtrArray *headings)
{
    for (guint i = 0; i < profile->records->len; i++) {
        const ProfileRecords *entry = profile->records->pdata[i];
        g_ptr_array_set_size(headings, 0);
        for (guint k = 0; k < entry->columns->len; k++)
            g_ptr_array_add(headings, g_array_index(entry->columns, ProfileColumn, k).heading);
        ExportOptions options = {.sheet = place->sheet, .encoding = encoding, .headings = headings};
        g_autoptr(Export) export = export_open(place->path, options, NULL);
        bool all = export;
        for (guint k = 0; all && k < headings->len; k++)
            all = profile_has_name(export->headings, headings->pdata[k]);
        if (all)
            return entry;
    }
    return NULL;
}

/* The columns are what the profile says, not what they look like. */
static void
take_columns(const Profile *profile, const ProfileRecords *entry, Starter *starter)
{
    for (guint i = 0; i < starter->columns->len; i++) {
        Column *column = starter->columns->pdata[i];
        column->mapped = false;
        for (guint k = 0; k < entry->columns->len && !column->mapped; k++) {
            const ProfileColumn *from = &g_array_index(entry->columns, ProfileColumn, k);
            if (!profile_same_name(from->heading, column->heading))
                continue;
            const ProfileField *field = profile_field(profile, from->field);
            column->mapped = true;
            column->field_name = from->field;
            column->coded = field->type == FIELD_CODED;
            if (column->coded && field->separator)
                column_split(column, field->separator);
        }
    }
}

/* All places of the export that the entry can read, looked at together; NULL if there is no such entry. */
static Starter *
scan_known(Merge *merge, const char *sheet, const char *encoding, const ProfileRecords **entry)
{
    g_autoptr(GPtrArray) places = places_find((char *[]){(char *)merge->path, NULL}, sheet, NULL),
                         headings = g_ptr_array_new();
    g_autoptr(Starter) starter = NULL;
    for (guint i = 0; places && i < places->len; i++) {
        const Place *place = places->pdata[i];
        const ProfileRecords *found = entry_of(merge->profile, place, encoding, headings);
        if (!starter && found && (starter = starter_scan(place, encoding, headings, NULL)))
            *entry = found;
        else if (starter && found == *entry && !starter_scan_more(starter, place, NULL))
            return NULL;
    }
    if (!starter)
        return NULL;
    starter_settle(starter, NULL); /* what a column that the profile does not have would be taken as */
    take_columns(merge->profile, *entry, starter);
    return g_steal_pointer(&starter);
}

static bool
reads_file(const ProfileRecords *entry, const char *path)
{
    g_autofree char *wanted = g_canonicalize_filename(path, NULL);
    for (guint i = 0; i < entry->paths->len; i++) {
        g_autofree char *other = g_canonicalize_filename(entry->paths->pdata[i], NULL);
        if (g_str_equal(other, wanted))
            return true;
    }
    return false;
}

/* A value of a field, however it is written. Caller frees. */
static char *
value_key(const char *field, const char *value)
{
    g_autofree char *folded = profile_fold(value);
    return g_strconcat(field, "\x1f", folded, NULL);
}

static bool
code_has_value(const ProfileField *field, const char *value)
{
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (profile_same_name(profile_code_spelling(code), value))
            return true;
    }
    g_autofree char *folded = profile_fold(value);
    return profile_code_by_rule(field, folded) != NULL;
}

static bool
code_has_category(const ProfileField *field, const char *category, const char *part)
{
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (profile_same_name(code->category, category) && profile_same_name(code->part, part))
            return true;
    }
    return false;
}

static void
append_merged_code(Merge *merge, const char *const cells[CODE_COLUMNS])
{
    for (guint i = 0; i < merge->order->len; i++) {
        int cell = g_array_index(merge->order, int, i);
        const char *text = cell < 0 || !cells[cell] ? "" : cells[cell];
        if (i)
            g_string_append_c(merge->codes, merge->delimiter);
        /* Text that needs no quotes between commas may need them between semicolons. */
        if (merge->delimiter != ',' && strchr(text, merge->delimiter) && !strpbrk(text, ",\""))
            g_string_append_printf(merge->codes, "\"%s\"", text);
        else
            csv_append_cell(merge->codes, text);
    }
    g_string_append(merge->codes, merge->line_end);
}

/* One new value: with its category if that is certain and in the list, otherwise to be decided. */
static void
append_new_value(Merge *merge, const ProfileField *field, const Column *column, const Found *found)
{
    g_autofree char *category = NULL, *part = NULL, *count = g_strdup_printf("%u", found->count);
    g_autofree char *value = starter_one_line(found->value);
    const char *term = term_meaning(column->field_name, found->key);
    starter_code_meaning(column, found, &category, &part);
    bool sure = code_has_category(field, category, part);
    if (!sure && term && code_has_category(field, term, "")) {
        sure = true;
        g_free(category);
        category = g_strdup(term);
    }
    append_merged_code(merge, (const char *const[CODE_COLUMNS]){[CODE_FIELD] = field->name,
                                                                [CODE_CATEGORY] = sure ? category : "",
                                                                [CODE_PART] = sure ? part : "",
                                                                [CODE_VALUE] = found->value,
                                                                [CODE_COUNT] = count});
    g_string_append_printf(merge->account, "  %s: \"%s\", %u row%s, %s%s\n", field->name, value, found->count,
                           found->count == 1 ? "" : "s", sure ? "taken as " : "to be decided",
                           sure ? category : "");
    merge->added++;
    merge->undecided += !sure;
}

static void
add_values(Merge *merge)
{
    guint withheld = 0;
    for (guint i = 0; i < merge->starter->columns->len; i++) {
        const Column *column = merge->starter->columns->pdata[i];
        const ProfileField *field =
            column->mapped && column->coded ? profile_field(merge->profile, column->field_name) : NULL;
        for (guint k = 0;
             field && field->codes->len && !field->bands->len && column->values && k < column->values->len;
             k++) {
            const Found *found = column->values->pdata[k];
            g_autofree char *key = value_key(field->name, found->value);
            if (code_has_value(field, found->value) || g_hash_table_contains(merge->waiting, key))
                continue;
            if (code_is_withheld(found))
                withheld++;
            else
                append_new_value(merge, field, column, found);
        }
    }
    if (merge->added && merge->by_hand)
        g_string_append_printf(merge->account, "  add these values to %s yourself: it is a workbook\n",
                               merge->profile->codes_path);
    if (withheld)
        g_string_append_printf(merge->account, "  %u new value%s not added, because %s like a person's\n",
                               withheld, withheld == 1 ? " is" : "s are",
                               withheld == 1 ? "it looks" : "they look");
}

/* Columns that the profile does not mention, not even as left alone. */
static void
list_new_columns(Merge *merge, const char *text)
{
    for (guint i = 0; i < merge->starter->columns->len; i++) {
        const Column *column = merge->starter->columns->pdata[i];
        g_autofree char *heading = starter_one_line(column->heading);
        if (column->mapped || strstr(text, heading))
            continue;
        if (column->field_name)
            g_string_append_printf(merge->account,
                                   "  new column %s: not read; add %s: %s under columns to use it\n", heading,
                                   column->field_name, heading);
        else
            g_string_append_printf(merge->account, "  new column %s: not read (%s)\n", heading,
                                   column->left_because);
    }
}

/* Values still to be decided are in the list but not in the profile. */
static void
take_waiting(const ListRow *row, void *user, GError **error)
{
    (void)error;
    if (!*row->cells[CODE_CATEGORY])
        g_hash_table_add(user, value_key(row->cells[CODE_FIELD], row->cells[CODE_VALUE]));
}

static bool
read_codes(Merge *merge, GError **error)
{
    const char *path = merge->profile->codes_path;
    gsize length = 0;
    merge->codes = g_string_new(NULL);
    merge->by_hand = list_is_workbook(path);
    g_autofree char *text =
        merge->by_hand ? g_strdup("") : input_read(path, &profile_code_list.file, &length, error);
    if (!text || !(merge->order = list_read(path, &profile_code_list, take_waiting, merge->waiting, error)))
        return false;
    merge->delimiter = list_delimiter(text);
    merge->line_end = strstr(text, "\r\n") ? "\r\n" : "\n";
    g_string_append(merge->codes, text);
    if (length && text[length - 1] != '\n')
        g_string_append(merge->codes, merge->line_end);
    return true;
}

static void
say_year(Merge *merge)
{
    int year = merge->starter->year;
    if (year <= merge->profile->year)
        return;
    g_autofree char *label = calendar_year_label(year, calendar_whole(merge->profile->year_start));
    g_string_append_printf(
        merge->account,
        "  it goes up to %s: to report that year, change year, and as-at if the profile has it\n", label);
}

/* A new entry for an export with another layout, with the fields that the profile has. */
static bool
add_entry(Merge *merge, const char *sheet, const char *encoding, GError **error)
{
    merge->starter = starter_look((char *[]){(char *)merge->path, NULL}, sheet, encoding, error);
    if (!merge->starter)
        return false;
    for (guint i = 0; i < merge->starter->columns->len; i++) {
        Column *column = merge->starter->columns->pdata[i];
        const ProfileField *field =
            column->field_name ? profile_field(merge->profile, column->field_name) : NULL;
        column->mapped = field && (field->type == FIELD_CODED) == column->coded;
        if (column->mapped && column->coded && field->separator)
            column_split(column, field->separator);
    }
    g_autofree char *entry = starter_entry(merge->starter);
    g_string_append(merge->account, "  its headings differ, so it has its own entry under records\n");
    return (merge->made->profile = profile_with_entry(merge->profile->path, entry, error)) != NULL;
}

/* The file is added to the entry that reads others like it, or is already there. */
static bool
add_file(Merge *merge, const ProfileRecords *entry, GError **error)
{
    guint index = 0;
    while (merge->profile->records->pdata[index] != entry)
        index++;
    if (reads_file(entry, merge->path)) {
        g_string_append(merge->account, "  the profile reads it already\n");
        return true;
    }
    g_autofree char *name = g_path_get_basename(merge->path);
    g_string_append(merge->account, "  added to the exports with the same headings\n");
    return (merge->made->profile = profile_with_file(merge->profile->path, index, name, error)) != NULL;
}

static bool
merge_all(Merge *merge, const char *sheet, const char *encoding, GError **error)
{
    const ProfileRecords *entry = NULL;
    merge->starter = scan_known(merge, sheet, encoding, &entry);
    bool done = merge->starter ? add_file(merge, entry, error) : add_entry(merge, sheet, encoding, error);
    if (!done || (merge->profile->codes_path && !read_codes(merge, error)))
        return false;
    g_autofree char *text = profile_as_written(merge->profile->path, error);
    if (!text)
        return false;
    say_year(merge);
    list_new_columns(merge, text);
    if (merge->codes)
        add_values(merge);
    return true;
}

/* The byte order mark, by which Excel recognises UTF-8, is kept, and added if needed. */
static char *
list_for_excel(const char *text)
{
    return g_str_has_prefix(text, "\xEF\xBB\xBF") ? g_strdup(text) : csv_for_excel(g_strdup(text));
}

bool
starter_merge(const Profile *profile, const char *export, const char *sheet, const char *encoding,
              StarterMerge *made, GError **error)
{
    *made = (StarterMerge){NULL, NULL, NULL, 0};
    Merge merge = {.profile = profile, .path = export, .made = made};
    merge.account = g_string_new(NULL);
    merge.waiting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool done = merge_all(&merge, sheet, encoding, error);
    if (done) {
        made->account =
            g_strdup_printf("%s: %u rows\n%s", merge.starter->file, merge.starter->rows, merge.account->str);
        made->codes = merge.added && !merge.by_hand ? list_for_excel(merge.codes->str) : NULL;
        made->undecided = merge.by_hand ? 0 : merge.undecided;
    }
    if (merge.codes)
        g_string_free(merge.codes, TRUE);
    g_string_free(merge.account, TRUE);
    g_clear_pointer(&merge.order, g_array_unref);
    g_hash_table_unref(merge.waiting);
    g_clear_pointer(&merge.starter, starter_free);
    return done;
}

void
starter_merge_clear(StarterMerge *made)
{
    g_clear_pointer(&made->profile, g_free);
    g_clear_pointer(&made->codes, g_free);
    g_clear_pointer(&made->account, g_free);
}
