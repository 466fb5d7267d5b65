#include "analysis/csv/rows.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static const InputKind code_list = {.noun = "code list", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT};
static const guint most_rows = 100000;

enum { FIELD, CATEGORY, PART, VALUE, COLUMNS };
static const char *const headings[COLUMNS] = {"field", "category", "part", "value"};

typedef struct {
    const char *path;
    Profile *profile;
    const CsvRow *row;
    guint rows;
    int columns[COLUMNS]; /* where each stands in the file, or -1 */
    bool headings_read;
    GHashTable *seen; /* field and folded value -> category and part */
    GError *error;
} Reading;

static void
read_headings(Reading *reading)
{
    reading->headings_read = true;
    for (guint i = 0; i < reading->row->length; i++) {
        g_autofree char *name = profile_fold(reading->row->cells[i]);
        /* Other columns, a count or a remark, are the council's own and do no harm. */
        for (int k = 0; k < COLUMNS; k++)
            if (strcmp(name, headings[k]) == 0)
                reading->columns[k] = (int)i;
    }
    if (reading->columns[FIELD] < 0 || reading->columns[CATEGORY] < 0)
        failure_at(&reading->error, reading->path, reading->row->line,
                   "the first line of a code list must be field,category,part,value");
}

static const char *
cell(const Reading *reading, int column)
{
    int place = reading->columns[column];
    return place >= 0 && (guint)place < reading->row->length ? g_strstrip(reading->row->cells[place]) : "";
}

/* One value must not stand for two categories; the same row twice does no harm. */
static bool
value_is_free(Reading *reading, const char *field, const char *category, const char *part, const char *value)
{
    g_autofree char *folded = profile_fold(*value ? value : *part ? part : category);
    char *key = g_strdup_printf("%s\x1f%s", field, folded);
    char *meaning = g_strdup_printf("%s\x1f%s", category, part);
    const char *before = g_hash_table_lookup(reading->seen, key);
    if (before) {
        bool same = strcmp(before, meaning) == 0;
        if (!same)
            failure_at(&reading->error, reading->path, reading->row->line,
                       "\"%s\" already stands for another category of %s; keep one of the rows", value,
                       field);
        g_free(key);
        g_free(meaning);
        return false;
    }
    g_hash_table_insert(reading->seen, key, meaning);
    return true;
}

static void
read_code(Reading *reading)
{
    const char *field_name = cell(reading, FIELD), *category = cell(reading, CATEGORY);
    if (!*field_name || !*category) {
        failure_at(&reading->error, reading->path, reading->row->line, "a code needs a field and a category");
        return;
    }
    ProfileField *field = (ProfileField *)profile_field(reading->profile, field_name);
    if (!field) {
        g_autofree char *near = field_suggestion(reading->profile, field_name);
        failure_at(&reading->error, reading->path, reading->row->line,
                   "\"%s\" is no field of the profile's columns%s", field_name, near);
        return;
    }
    const char *part = cell(reading, PART), *value = cell(reading, VALUE);
    if (!value_is_free(reading, field_name, category, part, value))
        return;
    ProfileCode code = {g_strdup(category), g_strdup(part), g_strdup(value), reading->row->line};
    g_array_append_val(field->codes, code);
}

static bool
on_row(CsvRow *row, void *user)
{
    Reading *reading = user;
    reading->row = row;
    if (++reading->rows > most_rows) {
        failure_at(&reading->error, reading->path, reading->row->line,
                   "more than %u rows; no code list is that long", most_rows);
        return false;
    }
    bool blank = true;
    for (guint i = 0; i < row->length; i++)
        blank &= *row->cells[i] == '\0';
    if (!blank && reading->headings_read)
        read_code(reading);
    else if (!blank)
        read_headings(reading);
    return !reading->error;
}

bool
codes_read(Profile *profile, GError **error)
{
    gsize length = 0;
    g_autofree char *text = input_read_text(profile->codes_path, &code_list, &length, error);
    if (!text)
        return false;
    Reading reading = {.path = profile->codes_path, .profile = profile, .columns = {-1, -1, -1, -1}};
    reading.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    bool read = csv_rows_read(reading.path, text, length, ',', 0, on_row, &reading, error);
    g_hash_table_unref(reading.seen);
    if (reading.error) {
        g_propagate_error(error, reading.error);
        return false;
    }
    if (read && !reading.headings_read) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: the code list is empty; its first line must be field,category,part,value",
                    reading.path);
        return false;
    }
    return read;
}
