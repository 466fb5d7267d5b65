#include "analysis/records/coding.h"
#include "analysis/inputs/inputs.h"
#include "analysis/records/dictionary.h"
#include "analysis/csv/cell.h"
#include "analysis/records/unlisted_values.h"
#include "analysis/records/terms.h"
#include <string.h>

/* A code from a further row, for an existing record. */
typedef struct {
    guint record;
    DatasetCode code;
} Further;

/* The meaning of a cell. */
typedef struct {
    guint run;           /* of the field's codes */
    GPtrArray *unlisted; /* char*: the values in it that are in no code list; NULL: none */
    GPtrArray *by_rule;  /* char*: values placed by a rule of it; NULL: none */
} Meaning;

struct Coding {
    const ProfileField *from;
    DatasetField *field;
    DatasetCode blank;         /* for an empty cell: Not recorded, or what the list gives for (blank) */
    GHashTable *by_value;      /* folded value -> DatasetCode* */
    Dictionary *cells;         /* as written, so that each spelling is folded only once */
    GArray *meanings;          /* of Meaning, one a cell */
    UnlistedValues *unlisted;  /* the values in no code list */
    UnlistedValues *by_rule;   /* values placed by a rule of it */
    GArray *further;           /* of Further, in the order met */
    GHashTable *further_known; /* a Further as a number -> nothing */
};

static void
learn_code(Coding *coding, const char *value, int category, int part)
{
    DatasetCode code = {(gint16)category, (gint16)part};
    char *folded = profile_fold(value);
    if (g_hash_table_contains(coding->by_value, folded))
        g_free(folded);
    else
        g_hash_table_insert(coding->by_value, folded, g_memdup2(&code, sizeof code));
}

static void
meaning_clear(gpointer meaning)
{
    g_clear_pointer(&((Meaning *)meaning)->unlisted, g_ptr_array_unref);
    g_clear_pointer(&((Meaning *)meaning)->by_rule, g_ptr_array_unref);
}

Coding *
coding_new(const ProfileField *from, DatasetField *field)
{
    Coding *coding = g_new0(Coding, 1);
    coding->from = from;
    coding->field = field;
    coding->by_value = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    coding->cells = dictionary_new();
    coding->meanings = g_array_new(FALSE, FALSE, sizeof(Meaning));
    g_array_set_clear_func(coding->meanings, meaning_clear);
    coding->unlisted = unlisted_values_new();
    coding->by_rule = unlisted_values_new();
    coding->further = g_array_new(FALSE, FALSE, sizeof(Further));
    coding->further_known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < from->codes->len; i++) {
        const ProfileCode *code = &g_array_index(from->codes, ProfileCode, i);
        int category = dataset_category(field, code->category);
        int part = *code->part ? dataset_add_part(field, category, code->part) : -1;
        learn_code(coding, profile_code_spelling(code), category, part);
    }
    /* Added after the list's own values: a name that the list uses as a value of some other category keeps
     * that meaning. */
    for (guint i = 0; i < field->categories->len; i++)
        if ((gint16)i != field->unrecognised || !from->codes->len)
            learn_code(coding, g_array_index(field->categories, DatasetCategory, i).name, (int)i, -1);
    const DatasetCode *blank = g_hash_table_lookup(coding->by_value, "(blank)");
    coding->blank = blank ? *blank : (DatasetCode){field->not_recorded, -1};
    return coding;
}

void
coding_free(Coding *coding)
{
    g_hash_table_unref(coding->by_value);
    dictionary_free(coding->cells);
    g_array_unref(coding->meanings);
    unlisted_values_free(coding->unlisted);
    unlisted_values_free(coding->by_rule);
    g_array_unref(coding->further);
    g_hash_table_unref(coding->further_known);
    g_free(coding);
}

/* With more than this many values a field is not categories: names, free text, or the wrong column. */
static const guint most_categories = 32000;

static void
coding_note_value(GPtrArray **values, const char *value)
{
    if (!*values)
        *values = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(*values, g_strdup(value));
}

/* The code of one value; a value in no code list is also noted in the meaning. */
static DatasetCode
code_of(Coding *coding, const char *written, Meaning *meaning)
{
    DatasetField *field = coding->field;
    g_autofree char *value = g_strdup(written);
    input_clear_controls(value, strlen(value));
    g_autofree char *folded = profile_fold(value);
    const DatasetCode *found = g_hash_table_lookup(coding->by_value, folded);
    if (found)
        return *found;
    if (!*folded)
        return coding->blank;
    double number;
    int band =
        coding->from->bands->len && csv_number(folded, &number) ? profile_band(coding->from, number) : -1;
    if (band >= 0)
        return (DatasetCode){(gint16)band, -1};
    const ProfileCode *rule = profile_code_by_rule(coding->from, folded);
    if (rule) {
        int category = dataset_category(field, rule->category);
        coding_note_value(&meaning->by_rule, value);
        return (DatasetCode){(gint16)category,
                             (gint16)(*rule->part ? dataset_add_part(field, category, rule->part) : -1)};
    }
    if (coding->from->codes->len == 0 && field->categories->len < most_categories) {
        g_autofree char *name = profile_one_line(g_strdup(value));
        DatasetCode code = {(gint16)dataset_append_category(field, name), -1};
        learn_code(coding, name, code.category, -1);
        return code;
    }
    coding_note_value(&meaning->unlisted, value);
    return (DatasetCode){field->unrecognised, -1};
}

/* The run of codes of a cell that may hold several values; blanks among them are ignored. */
static guint
run_of_several(Coding *coding, const char *cell, Meaning *meaning)
{
    g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(DatasetCode));
    g_auto(GStrv) values = g_strsplit(cell, coding->from->separator, 100);
    for (char **value = values; *value; value++) {
        DatasetCode code = code_of(coding, g_strstrip(*value), meaning);
        if (**value && code.category != coding->field->not_recorded)
            g_array_append_val(codes, code);
    }
    if (!codes->len)
        g_array_append_val(codes, coding->blank);
    return dataset_run(coding->field, (const DatasetCode *)(void *)codes->data, codes->len);
}

guint
coding_meaning(Coding *coding, const char *cell)
{
    guint number = dictionary_number(coding->cells, cell);
    if (number < coding->meanings->len)
        return number;
    Meaning meaning = {0};
    if (coding->field->multiple) {
        meaning.run = run_of_several(coding, cell, &meaning);
    } else {
        DatasetCode code = code_of(coding, cell, &meaning);
        meaning.run = dataset_run(coding->field, &code, 1);
    }
    g_array_append_val(coding->meanings, meaning);
    return number;
}

static const Meaning *
use_meaning(Coding *coding, guint number, guint line)
{
    const Meaning *meaning = &g_array_index(coding->meanings, Meaning, number);
    for (guint i = 0; meaning->unlisted && i < meaning->unlisted->len; i++)
        unlisted_values_add(coding->unlisted, meaning->unlisted->pdata[i], line);
    for (guint i = 0; meaning->by_rule && i < meaning->by_rule->len; i++)
        unlisted_values_add(coding->by_rule, meaning->by_rule->pdata[i], line);
    return meaning;
}

void
coding_add(Coding *coding, GArray *meanings, const guint *lines)
{
    guint *numbers = (guint *)(void *)meanings->data;
    for (guint i = 0; i < meanings->len; i++)
        numbers[i] = use_meaning(coding, numbers[i], lines[i])->run;
    dataset_column_append(&coding->field->runs, numbers, meanings->len);
}

static bool
record_has_code(const DatasetField *field, guint record, DatasetCode code)
{
    guint length;
    const DatasetCode *codes = dataset_codes(field, record, &length);
    for (guint i = 0; i < length; i++)
        if (codes[i].category == code.category && codes[i].part == code.part)
            return true;
    return false;
}

static bool
means_blank(const Coding *coding, DatasetCode code)
{
    return code.category == coding->blank.category && code.part == coding->blank.part;
}

bool
coding_add_further(Coding *coding, guint record, guint meaning, guint line)
{
    if (!coding->field->multiple)
        return false;
    guint before = coding->further->len, length;
    const DatasetCode *codes =
        dataset_run_codes(coding->field, use_meaning(coding, meaning, line)->run, &length);
    for (guint i = 0; i < length; i++) {
        Further further = {record, codes[i]};
        gint64 key =
            ((gint64)record << 32) | ((gint64)further.code.category << 16) | (guint16)further.code.part;
        if (further.code.category == coding->field->not_recorded || means_blank(coding, further.code) ||
            record_has_code(coding->field, record, further.code) ||
            g_hash_table_contains(coding->further_known, &key))
            continue;
        g_hash_table_add(coding->further_known, g_memdup2(&key, sizeof key));
        g_array_append_val(coding->further, further);
    }
    return coding->further->len > before;
}

bool
coding_differs(const Coding *coding, guint record, const char *cell)
{
    if (coding->field->multiple)
        return false;
    g_autofree char *folded = profile_fold(cell);
    const DatasetCode *code = g_hash_table_lookup(coding->by_value, folded);
    guint length;
    const DatasetCode *own = dataset_codes(coding->field, record, &length);
    if (!*folded || (code && code->category == coding->field->not_recorded))
        return false;
    return !code || code->category != own->category || code->part != own->part;
}

static int
compare_further(gconstpointer one, gconstpointer other)
{
    const Further *a = one, *b = other;
    return a->record < b->record ? -1 : a->record > b->record;
}

/* Adds the further codes of one record after its own; they replace a blank. */
static void
join_record(const Coding *coding, guint record, const Further *further, guint count)
{
    DatasetField *field = coding->field;
    guint length;
    const DatasetCode *own = dataset_codes(field, record, &length);
    g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(DatasetCode));
    if (!(length == 1 && (own->category == field->not_recorded || means_blank(coding, *own))))
        g_array_append_vals(codes, own, length);
    for (guint i = 0; i < count; i++)
        g_array_append_val(codes, further[i].code);
    guint run = dataset_run(field, (const DatasetCode *)(void *)codes->data, codes->len);
    dataset_column_set(&field->runs, record, run);
}

static void
join_further(Coding *coding)
{
    g_array_sort(coding->further, compare_further);
    const Further *all = (const Further *)(void *)coding->further->data;
    for (guint from = 0, to; from < coding->further->len; from = to) {
        for (to = from + 1; to < coding->further->len && all[to].record == all[from].record;)
            to++;
        join_record(coding, all[from].record, all + from, to - from);
    }
}

typedef struct {
    DatasetCategory category;
    guint index;
    char *place;
} Ranked;

static int
compare_ranked(gconstpointer one, gconstpointer other)
{
    return strcmp(((const Ranked *)one)->place, ((const Ranked *)other)->place);
}

static void
ranked_clear(gpointer ranked)
{
    g_free(((Ranked *)ranked)->place);
}

/* Without a code list, the values found are the categories, in an order that does not reveal how often
 * each occurs; Not recorded and Unrecognised stay last. */
static void
order_categories(DatasetField *field)
{
    g_autoptr(GArray) ranks = g_array_new(FALSE, TRUE, sizeof(Ranked));
    g_array_set_clear_func(ranks, ranked_clear);
    for (guint i = 0; i < field->categories->len; i++) {
        DatasetCategory category = g_array_index(field->categories, DatasetCategory, i);
        char *place = (gint16)i == field->not_recorded   ? g_strdup("~")
                      : (gint16)i == field->unrecognised ? g_strdup("~~")
                                                         : term_place(field->name, category.name);
        Ranked ranked = {category, i, place};
        g_array_append_val(ranks, ranked);
    }
    g_array_sort(ranks, compare_ranked);
    g_autofree gint16 *moved = g_new(gint16, ranks->len);
    for (guint i = 0; i < ranks->len; i++) {
        g_array_index(field->categories, DatasetCategory, i) = g_array_index(ranks, Ranked, i).category;
        moved[g_array_index(ranks, Ranked, i).index] = (gint16)i;
    }
    for (guint i = 0; i < field->codes->len; i++) {
        DatasetCode *code = &g_array_index(field->codes, DatasetCode, i);
        code->category = moved[code->category];
    }
    g_hash_table_remove_all(field->run_numbers); /* codes that have changed */
    field->not_recorded = moved[field->not_recorded];
    field->unrecognised = moved[field->unrecognised];
}

void
coding_report(Coding *coding, const char *file, Findings *findings)
{
    unlisted_values_report(coding->unlisted, file, coding->from, findings);
    unlisted_values_report_rules(coding->by_rule, file, coding->from, findings);
}

void
coding_finish(Coding *coding)
{
    if (coding->further->len)
        join_further(coding);
    if (coding->from->codes->len == 0)
        order_categories(coding->field);
}
