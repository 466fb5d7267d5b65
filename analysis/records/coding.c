#include "analysis/records/coding.h"
#include "analysis/records/strangers.h"
#include <string.h>

/* A code of a further row, for a record that is there already. */
typedef struct {
    guint record;
    DatasetCode code;
} Further;

struct Coding {
    const ProfileField *from;
    DatasetField *field;
    GHashTable *by_value; /* folded value -> DatasetCode* */
    GHashTable *by_cell;  /* a cell as written -> DatasetCode*, so that folding is done once a spelling */
    Strangers *strangers; /* the values in no code list */
    GArray *further;      /* of Further, in the order met */
    GHashTable *further_known; /* a Further as a number -> nothing */
};

static void
know(Coding *coding, const char *value, int category, int part)
{
    DatasetCode code = {(gint16)category, (gint16)part};
    char *folded = profile_fold(value);
    if (g_hash_table_contains(coding->by_value, folded))
        g_free(folded);
    else
        g_hash_table_insert(coding->by_value, folded, g_memdup2(&code, sizeof code));
}

Coding *
coding_new(const ProfileField *from, DatasetField *field)
{
    Coding *coding = g_new0(Coding, 1);
    coding->from = from;
    coding->field = field;
    coding->by_value = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    coding->by_cell = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    coding->strangers = strangers_new();
    coding->further = g_array_new(FALSE, FALSE, sizeof(Further));
    coding->further_known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < from->codes->len; i++) {
        const ProfileCode *code = &g_array_index(from->codes, ProfileCode, i);
        int category = dataset_category(field, code->category);
        int part = *code->part ? dataset_add_part(field, category, code->part) : -1;
        know(coding, *code->value ? code->value : *code->part ? code->part : code->category, category, part);
    }
    /* After the list's own values: a name that the list uses as some other category's value stays that. */
    for (guint i = 0; i < field->categories->len; i++)
        if ((gint16)i != field->unrecognised)
            know(coding, g_array_index(field->categories, DatasetCategory, i).name, (int)i, -1);
    return coding;
}

void
coding_free(Coding *coding)
{
    g_hash_table_unref(coding->by_value);
    g_hash_table_unref(coding->by_cell);
    strangers_free(coding->strangers);
    g_array_unref(coding->further);
    g_hash_table_unref(coding->further_known);
    g_free(coding);
}

static DatasetCode
code_of(Coding *coding, const char *cell, const char *file, guint line)
{
    const DatasetCode *known = g_hash_table_lookup(coding->by_cell, cell);
    if (known) {
        if (known->category == coding->field->unrecognised)
            strangers_add(coding->strangers, cell, file, line);
        return *known;
    }
    g_autofree char *folded = profile_fold(cell);
    DatasetCode code = {coding->field->not_recorded, -1};
    const DatasetCode *found = g_hash_table_lookup(coding->by_value, folded);
    if (found)
        code = *found;
    else if (*folded && coding->from->codes->len == 0) {
        g_autofree char *name = g_strstrip(g_strdup(cell));
        code.category = (gint16)dataset_add_category(coding->field, name);
        know(coding, name, code.category, -1);
    } else if (*folded) {
        code.category = coding->field->unrecognised;
        strangers_add(coding->strangers, cell, file, line);
    }
    g_hash_table_insert(coding->by_cell, g_strdup(cell), g_memdup2(&code, sizeof code));
    return code;
}

void
coding_add(Coding *coding, const char *cell, const char *file, guint line)
{
    DatasetField *field = coding->field;
    if (!field->multiple) {
        DatasetCode code = code_of(coding, cell, file, line);
        g_array_append_val(field->codes, code);
        return;
    }
    g_auto(GStrv) values = g_strsplit(cell, coding->from->separator, 100);
    guint before = field->codes->len;
    for (char **value = values; *value; value++) {
        DatasetCode code = code_of(coding, g_strstrip(*value), file, line);
        if (code.category != field->not_recorded)
            g_array_append_val(field->codes, code);
    }
    if (field->codes->len == before) {
        DatasetCode blank = {field->not_recorded, -1};
        g_array_append_val(field->codes, blank);
    }
    guint32 end = field->codes->len;
    g_array_append_val(field->starts, end);
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

bool
coding_add_further(Coding *coding, guint record, const char *cell, const char *file, guint line)
{
    if (!coding->field->multiple)
        return false;
    guint before = coding->further->len;
    g_auto(GStrv) values = g_strsplit(cell, coding->from->separator, 100);
    for (char **value = values; *value; value++) {
        Further further = {record, code_of(coding, g_strstrip(*value), file, line)};
        gint64 key =
            ((gint64)record << 32) | ((gint64)further.code.category << 16) | (guint16)further.code.part;
        if (further.code.category == coding->field->not_recorded ||
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
    const DatasetCode *own = &g_array_index(coding->field->codes, DatasetCode, record);
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

/* Rebuilds the codes with the further ones behind those of their record's first row; a blank gives way. */
static void
join_further(Coding *coding)
{
    DatasetField *field = coding->field;
    g_array_sort(coding->further, compare_further);
    GArray *codes = g_array_new(FALSE, FALSE, sizeof(DatasetCode));
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint record = 0, at = 0; record + 1 < field->starts->len; record++) {
        guint32 start = codes->len;
        guint length;
        const DatasetCode *own = dataset_codes(field, record, &length);
        bool more = at < coding->further->len && g_array_index(coding->further, Further, at).record == record;
        g_array_append_val(starts, start);
        if (!(more && length == 1 && own->category == field->not_recorded))
            g_array_append_vals(codes, own, length);
        for (; at < coding->further->len && g_array_index(coding->further, Further, at).record == record;
             at++)
            g_array_append_val(codes, g_array_index(coding->further, Further, at).code);
    }
    guint32 end = codes->len;
    g_array_append_val(starts, end);
    g_array_unref(field->codes);
    g_array_unref(field->starts);
    field->codes = codes;
    field->starts = starts;
}

typedef struct {
    DatasetCategory category;
    guint index, count;
    bool last; /* Not recorded and Unrecognised stay behind the rest */
} Ranked;

static int
compare_ranked(gconstpointer one, gconstpointer other)
{
    const Ranked *a = one, *b = other;
    if (a->last != b->last)
        return a->last - b->last;
    if (a->last)
        return (int)a->index - (int)b->index;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : strcmp(a->category.name, b->category.name);
}

/* With no code list, the values found are the categories, the most frequent first. */
static void
order_by_frequency(DatasetField *field)
{
    g_autoptr(GArray) ranks = g_array_new(FALSE, TRUE, sizeof(Ranked));
    for (guint i = 0; i < field->categories->len; i++) {
        bool last = (gint16)i == field->not_recorded || (gint16)i == field->unrecognised;
        Ranked ranked = {g_array_index(field->categories, DatasetCategory, i), i, 0, last};
        g_array_append_val(ranks, ranked);
    }
    for (guint i = 0; i < field->codes->len; i++)
        g_array_index(ranks, Ranked, g_array_index(field->codes, DatasetCode, i).category).count++;
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
    field->not_recorded = moved[field->not_recorded];
    field->unrecognised = moved[field->unrecognised];
}

void
coding_finish(Coding *coding, Findings *findings)
{
    if (coding->further->len)
        join_further(coding);
    strangers_report(coding->strangers, coding->from, findings);
    if (coding->from->codes->len == 0)
        order_by_frequency(coding->field);
}
