#include "analysis/profile/code_list.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static const char *const headings[] = {"field",        "category", "part",  "value",
                                       "in sentences", "group",    "count", NULL},
                         *const needed[] = {"field", "category", NULL};
/* Other columns, such as a remark, are the council's own and do no harm. */
const ListKind profile_code_list = {
    .file = {.noun = "code list", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = headings,
    .needed = needed,
    .must = "the first line of a code list must be field,category,part,value",
    .most_rows = 100000};

typedef struct {
    Profile *profile;
    const ListRow *row;
    GHashTable *seen;         /* field and folded value -> category and part */
    GHashTable *group_fields; /* group -> the field it belongs to */
    GError **error;
} Reading;

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
            failure_at(reading->error, reading->row->path, reading->row->line,
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
    const char *words = reading->row->cells[column], *before = *kept ? g_hash_table_lookup(*kept, key) : NULL;
    if (before && *words && strcmp(before, words) != 0)
        failure_at(reading->error, reading->row->path, reading->row->line,
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
static bool
check_words(const Profile *profile, GError **error)
{
    bool any = false;
    for (guint f = 0; f < profile->fields->len; f++) {
        const ProfileField *field = profile->fields->pdata[f];
        any |= field->in_sentences != NULL;
        for (guint i = 0; field->in_sentences && i < field->codes->len; i++) {
            const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
            if (!profile_in_sentences(field, code->category, code->part))
                failure_at(error, profile->codes_path, code->line,
                           "\"%s\" is blank in the column \"in sentences\", but other categories of %s are "
                           "not; write how it reads in a sentence",
                           *code->part ? code->part : code->category, field->name);
        }
    }
    if (!any)
        failure_at(error, profile->codes_path, 1,
                   "the column \"in sentences\" is empty; write how each category reads in a sentence, or "
                   "delete the column");
    return !*error;
}

static void
read_group(Reading *reading, ProfileField *field, const char *category)
{
    const char *group = reading->row->cells[CODE_GROUP],
               *other = g_hash_table_lookup(reading->group_fields, group);
    if (!*group)
        return;
    if (other && strcmp(other, field->name) != 0)
        failure_at(reading->error, reading->row->path, reading->row->line,
                   "the group \"%s\" already belongs to %s; only rows of one field can be summed", group,
                   other);
    g_hash_table_insert(reading->group_fields, g_strdup(group), field->name);
    keep_once(reading, &field->groups, category, CODE_GROUP);
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
    const char *field_name = reading->row->cells[CODE_FIELD], *category = reading->row->cells[CODE_CATEGORY];
    if (*field_name && !*category && *reading->row->cells[CODE_VALUE])
        return; /* a value still to be decided */
    if (!*field_name || !*category) {
        failure_at(reading->error, reading->row->path, reading->row->line,
                   "a code needs a field and a category");
        return;
    }
    ProfileField *field = (ProfileField *)profile_field(reading->profile, field_name);
    if (!field) {
        g_autofree char *near = field_suggestion(reading->profile, field_name);
        failure_at(reading->error, reading->row->path, reading->row->line,
                   "\"%s\" is not a field of the profile's columns%s", field_name, near);
        return;
    }
    const char *part = reading->row->cells[CODE_PART], *value = reading->row->cells[CODE_VALUE];
    g_autofree char *key = g_strdup_printf("%s\x1f%s", category, part);
    keep_once(reading, &field->in_sentences, key, CODE_IN_SENTENCES);
    read_group(reading, field, category);
    if (!value_is_free(reading, field_name, category, part, value))
        return;
    ProfileCode code = {kept_text(reading, category), kept_text(reading, part), kept_text(reading, value),
                        rule_of(reading, value), reading->row->line};
    g_array_append_val(field->codes, code);
}

static void
on_code_row(const ListRow *row, void *user, GError **error)
{
    Reading *reading = user;
    reading->row = row;
    reading->error = error;
    read_code(reading);
}

const char *
profile_code_spelling(const ProfileCode *code)
{
    return *code->value ? code->value : *code->part ? code->part : code->category;
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
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                          group_fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = {.profile = profile, .seen = seen, .group_fields = group_fields};
    g_autoptr(GArray) columns =
        list_read(profile->codes_path, &profile_code_list, on_code_row, &reading, error);
    return columns && (!list_has_column(columns, CODE_IN_SENTENCES) || check_words(profile, error));
}
