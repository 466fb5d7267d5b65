#include "analysis/exports/lists.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static const InputKind code_list = {.noun = "code list", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT};
static const guint most_rows = 100000;

enum { FIELD, CATEGORY, PART, VALUE, IN_SENTENCES, GROUP, COLUMNS };
static const char *const headings[COLUMNS] = {"field", "category", "part", "value", "in sentences", "group"};

static const char *const needed[] = {"field", "category", NULL};

typedef struct {
    const char *path;
    Profile *profile;
    const CsvRow *row;
    guint rows;
    int columns[COLUMNS]; /* the column of each, or -1 */
    bool headings_read;
    GHashTable *seen;         /* field and folded value -> category and part */
    GHashTable *group_fields; /* group -> the field it belongs to */
    GError *error;
} Reading;

static void
read_headings(Reading *reading)
{
    reading->headings_read = true;
    for (guint i = 0; i < reading->row->length; i++) {
        g_autofree char *name = profile_fold(reading->row->cells[i]);
        /* Other columns, such as a count or a remark, are the council's own and do no harm. */
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
    return place >= 0 && (guint)place < reading->row->length ? profile_one_line(reading->row->cells[place])
                                                             : "";
}

/* One value must not be in two categories; repeating the same row does no harm. */
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
                       "\"%s\" already belongs to another category of %s; keep one of the rows", value,
                       field);
        g_free(key);
        g_free(meaning);
        return false;
    }
    g_hash_table_insert(reading->seen, key, meaning);
    return true;
}

/* What a row says about its category; another row of the category may leave it out, but not say something
 * else. */
static void
keep_once(Reading *reading, GHashTable **kept, const char *key, int column)
{
    const char *words = cell(reading, column), *before = *kept ? g_hash_table_lookup(*kept, key) : NULL;
    if (before && *words && strcmp(before, words) != 0)
        failure_at(&reading->error, reading->path, reading->row->line,
                   "\"%s\" is in the column \"%s\", but \"%s\" in another row of the same category; keep one "
                   "of them",
                   words, headings[column], before);
    if (before || !*words)
        return;
    if (!*kept)
        *kept =
            yaml_keep(reading->profile->yaml, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                      (GDestroyNotify)g_hash_table_unref);
    g_hash_table_insert(*kept, g_strdup(key), g_strdup(words));
}

/* If the column exists, a field has words for all its categories or for none, and at least one field has
 * them. */
static void
check_words(Reading *reading)
{
    bool any = false;
    for (guint f = 0; f < reading->profile->fields->len; f++) {
        const ProfileField *field = reading->profile->fields->pdata[f];
        any |= field->in_sentences != NULL;
        for (guint i = 0; field->in_sentences && i < field->codes->len && !reading->error; i++) {
            const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
            if (!profile_in_sentences(field, code->category, code->part))
                failure_at(&reading->error, reading->path, code->line,
                           "\"%s\" is blank in the column \"in sentences\", but other categories of %s are "
                           "not; write how it reads in a sentence",
                           *code->part ? code->part : code->category, field->name);
        }
    }
    if (!any && reading->columns[IN_SENTENCES] >= 0)
        failure_at(&reading->error, reading->path, 1,
                   "the column \"in sentences\" is empty; write how each category reads in a sentence, or "
                   "delete the column");
}

static void
read_group(Reading *reading, ProfileField *field, const char *category)
{
    const char *group = cell(reading, GROUP), *other = g_hash_table_lookup(reading->group_fields, group);
    if (!*group)
        return;
    if (other && strcmp(other, field->name) != 0)
        failure_at(&reading->error, reading->path, reading->row->line,
                   "the group \"%s\" already belongs to %s; only rows of one field can be summed", group,
                   other);
    g_hash_table_insert(reading->group_fields, g_strdup(group), field->name);
    keep_once(reading, &field->groups, category, GROUP);
}

/* A text of the list as one of the profile. */
static char *
kept_text(const Reading *reading, const char *text)
{
    return yaml_keep(reading->profile->yaml, g_strdup(text), g_free);
}

/* "Restraint*"; a * without letters means itself. */
static char *
rule_of(const Reading *reading, const char *value)
{
    g_autofree char *folded = profile_fold(value), *letters = profile_slug(value);
    return strchr(value, '*') && *letters ? kept_text(reading, folded) : NULL;
}

static void
read_code(Reading *reading)
{
    const char *field_name = cell(reading, FIELD), *category = cell(reading, CATEGORY);
    if (*field_name && !*category && *cell(reading, VALUE))
        return; /* a value still to be decided */
    if (!*field_name || !*category) {
        failure_at(&reading->error, reading->path, reading->row->line, "a code needs a field and a category");
        return;
    }
    ProfileField *field = (ProfileField *)profile_field(reading->profile, field_name);
    if (!field) {
        g_autofree char *near = field_suggestion(reading->profile, field_name);
        failure_at(&reading->error, reading->path, reading->row->line,
                   "\"%s\" is not a field of the profile's columns%s", field_name, near);
        return;
    }
    const char *part = cell(reading, PART), *value = cell(reading, VALUE);
    g_autofree char *key = g_strdup_printf("%s\x1f%s", category, part);
    keep_once(reading, &field->in_sentences, key, IN_SENTENCES);
    read_group(reading, field, category);
    if (!value_is_free(reading, field_name, category, part, value))
        return;
    ProfileCode code = {kept_text(reading, category), kept_text(reading, part), kept_text(reading, value),
                        rule_of(reading, value), reading->row->line};
    g_array_append_val(field->codes, code);
}

static bool
on_row(CsvRow *row, void *user)
{
    Reading *reading = user;
    reading->row = row;
    if (++reading->rows > most_rows) {
        failure_at(&reading->error, reading->path, reading->row->line,
                   "more than %u rows, the limit for a code list", most_rows);
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

const ProfileCode *
profile_code_by_rule(const ProfileField *field, const char *folded)
{
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (code->rule && g_pattern_match_simple(code->rule, folded))
            return code;
    }
    return NULL;
}

bool
codes_read(Profile *profile, GError **error)
{
    Reading reading = {.path = profile->codes_path, .profile = profile, .columns = {-1, -1, -1, -1, -1, -1}};
    reading.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    reading.group_fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool read = list_read(reading.path, &code_list, needed, on_row, &reading, error);
    if (read && !reading.error)
        check_words(&reading);
    g_hash_table_unref(reading.seen);
    g_hash_table_unref(reading.group_fields);
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
