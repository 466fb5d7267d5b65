/* What each column is: by its heading if that is enough, and always by its values. */
#include "analysis/profile/profile.h"
#include "analysis/records/terms.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

static const guint most_categories = 60;

/* Mostly dates: some may be mistyped. */
static bool
holds_dates(const Column *column)
{
    return column->filled && column->dates * 10 >= column->filled * 8;
}

static int
compare_found(gconstpointer one, gconstpointer other)
{
    const Found *a = *(Found *const *)one, *b = *(Found *const *)other;
    return a->count != b->count ? (a->count < b->count ? 1 : -1) : strcmp(a->value, b->value);
}

/* Values that differ only in case and white space are one, under the most frequent spelling, or the one
 * not in capitals. */
static void
fold_spellings(GPtrArray *values)
{
    g_autoptr(GHashTable) kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint length = 0;
    for (guint i = 0; i < values->len; i++) {
        Found *found = values->pdata[i];
        char *folded = profile_fold(found->value);
        guint place = GPOINTER_TO_UINT(g_hash_table_lookup(kept, folded));
        if (!place) {
            values->pdata[length++] = found;
            g_hash_table_insert(kept, folded, GUINT_TO_POINTER(length));
            continue;
        }
        g_free(folded);
        Found *first = values->pdata[place - 1];
        bool better = value_is_shouted(first->value) && !value_is_shouted(found->value);
        guint count = first->count + found->count;
        if (better)
            values->pdata[place - 1] = found;
        ((Found *)values->pdata[place - 1])->count = count;
    }
    g_ptr_array_set_size(values, (int)length);
    g_ptr_array_sort(values, compare_found);
}

/* The values found, most frequent first; still owned by the table. */
static GPtrArray *
values_by_frequency(GHashTable *by_value)
{
    GPtrArray *values = g_ptr_array_new();
    GHashTableIter iter;
    gpointer found;
    g_hash_table_iter_init(&iter, by_value);
    while (g_hash_table_iter_next(&iter, NULL, &found))
        g_ptr_array_add(values, found);
    g_ptr_array_sort(values, compare_found);
    fold_spellings(values);
    return values;
}

static void
found_free(gpointer pointer)
{
    Found *found = pointer;
    g_free(found->value);
    g_free(found->key);
    g_free(found);
}

GHashTable *
found_values_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, found_free);
}

void
found_values_add(GHashTable *values, const char *value, guint count)
{
    Found *found = g_hash_table_lookup(values, value);
    if (!found) {
        found = g_new0(Found, 1);
        *found = (Found){.value = g_strdup(value), .key = term_key(value)};
        g_hash_table_insert(values, found->value, found);
    }
    found->count += count;
}

/* A piece of a value: in how many different values it occurs, and whether together with others in one. */
typedef struct {
    guint values;
    bool separated;
} Piece;

/* The values of a column whose cells may hold several: the pieces; NULL if splitting makes no sense: if
 * most pieces occur in no other value, the separator belongs to the label. */
static GHashTable *
pieces_of(const Column *column, const char *separator)
{
    g_autoptr(GHashTable) pieces = found_values_new();
    g_autoptr(GHashTable) standing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iter;
    gpointer pointer;
    guint separated = 0;
    g_hash_table_iter_init(&iter, column->by_value);
    while (g_hash_table_iter_next(&iter, NULL, &pointer)) {
        const Found *found = pointer;
        g_auto(GStrv) parts = g_strsplit(found->value, separator, -1);
        bool several = g_strv_length(parts) > 1;
        separated += several;
        for (char **part = parts; *part; part++) {
            if (!*g_strstrip(*part))
                continue;
            found_values_add(pieces, *part, found->count);
            Piece *piece = g_hash_table_lookup(standing, *part);
            if (!piece) {
                piece = g_new0(Piece, 1);
                g_hash_table_insert(standing, g_strdup(*part), piece);
            }
            piece->values++;
            piece->separated |= several;
        }
    }
    guint shared = 0, all = 0;
    g_hash_table_iter_init(&iter, standing);
    while (g_hash_table_iter_next(&iter, NULL, &pointer)) {
        const Piece *piece = pointer;
        all += piece->separated;
        shared += piece->separated && piece->values > 1;
    }
    bool sense = separated && shared * 2 >= all;
    return sense ? g_steal_pointer(&pieces) : NULL;
}

void
column_split(Column *column, const char *separator)
{
    if (!column->values || g_strcmp0(column->separator, separator) == 0)
        return;
    GHashTable *pieces = found_values_new();
    for (guint i = 0; i < column->values->len; i++) {
        const Found *found = column->values->pdata[i];
        g_auto(GStrv) parts = g_strsplit(found->value, separator, -1);
        for (char **part = parts; *part; part++)
            if (*g_strstrip(*part))
                found_values_add(pieces, *part, found->count);
    }
    g_ptr_array_unref(column->values);
    g_hash_table_unref(column->by_value);
    column->by_value = pieces;
    column->values = values_by_frequency(pieces);
}

static void
take_values(Column *column)
{
    static const char *const separators[] = {";", "|", "\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(separators) && !column->separator; i++) {
        GHashTable *pieces = pieces_of(column, separators[i]);
        if (!pieces)
            continue;
        column->separator = separators[i];
        g_hash_table_unref(column->by_value);
        column->by_value = pieces;
    }
    column->values = values_by_frequency(column->by_value);
}

static bool
is_whole_number(const char *value)
{
    return *value && value[strspn(value, "0123456789")] == '\0';
}

static bool
is_of_numbers(const Column *column)
{
    for (guint i = 0; i < column->values->len; i++)
        if (!is_whole_number(((const Found *)column->values->pdata[i])->value))
            return false;
    return true;
}

/* The bands for a column of ages in whole years, at least mostly: of children, or of adults; NULL if it is
 * not one. */
static const char *
age_bands(const Column *column, const char *words)
{
    guint ages = 0, of_children = 0;
    if (!(heading_has(words, "age") || heading_has(words, "ages")) || column->personal || column->twice ||
        column->separator || !column->values)
        return NULL;
    for (guint i = 0; i < column->values->len; i++) {
        const Found *found = column->values->pdata[i];
        gint64 age = is_whole_number(found->value) ? g_ascii_strtoll(found->value, NULL, 10) : 200;
        ages += age < 120 ? found->count : 0;
        of_children += age < 18 ? found->count : 0;
    }
    return ages * 10 < column->filled * 9 || column->values->len < 4 ? NULL
           : of_children * 2 >= ages                                 ? "0-4, 5-9, 10-15, 16-17, 18+"
                                     : "0-17, 18-24, 25-34, 35-44, 45-54, 55-64, 65+";
}

/* Why a column's values are not a picklist; NULL if they may be. */
static const char *
why_no_picklist(const Column *column, bool known)
{
    guint personal = 0, identifiers = 0, different = column->values->len;
    for (guint i = 0; i < different; i++) {
        const Found *found = column->values->pdata[i];
        personal += value_is_personal(found->value);
        identifiers += value_is_identifier(found->value);
    }
    if (different > most_categories || (!known && different > 3 && different * 3 > column->filled))
        return "too many different values";
    if (personal * 2 >= different)
        return "its values look like a person's";
    if (identifiers * 2 >= different)
        return "its values look like identifiers";
    if (different > 6 && is_of_numbers(column))
        return "numbers";
    return NULL;
}

static const char *
why_left(const Column *column, bool known)
{
    if (!*column->heading)
        return "no heading";
    if (column->personal)
        return "personal, or free text, by its heading";
    if (column->twice)
        return "its heading appears twice";
    if (!column->filled)
        return "empty";
    if (holds_dates(column))
        return "dates of something else";
    if (column->long_texts)
        return "long texts";
    if (column->many)
        return "too many different values";
    return column->values ? why_no_picklist(column, known) : NULL;
}

static bool
column_suits_use(const Starter *starter, const Column *column, ColumnUse use)
{
    if (column->personal || column->twice || !column->filled || !*column->heading)
        return false;
    if (use == WANTS_DATE)
        return holds_dates(column);
    if (use == WANTS_ID) /* a column that is blank or the same in many rows does not identify records */
        return column->filled * 10 >= starter->rows * 9 && !column->long_texts && column->ids &&
               digests_length(column->ids) * 2 >= column->filled;
    return !why_left(column, true);
}

static const struct {
    const char *name;
    ColumnUse use;
} fields[] = {{"id", WANTS_ID},        {"received", WANTS_DATE}, {"closed", WANTS_DATE},
              {"aware", WANTS_DATE},   {"stage", WANTS_CODES},   {"harm", WANTS_CODES},
              {"sector", WANTS_CODES}, {"source", WANTS_CODES},  {"outcome", WANTS_CODES}};

/* Takes the best fit of any column and field still free; false if there is none. `scores` holds, for each
 * column, one number per field, 0 if they do not fit. */
static bool
assign_one(Starter *starter, int (*scores)[G_N_ELEMENTS(fields)])
{
    int best = 0;
    guint chosen = 0;
    gsize field = 0;
    for (gsize f = 0; f < G_N_ELEMENTS(fields); f++)
        for (guint i = 0; i < starter->columns->len; i++)
            if (scores[i][f] > best) {
                best = scores[i][f];
                chosen = i;
                field = f;
            }
    if (!best)
        return false;
    Column *column = starter->columns->pdata[chosen];
    column->field_name = fields[field].name;
    column->coded = fields[field].use == WANTS_CODES;
    memset(scores[chosen], 0, sizeof scores[chosen]);
    for (guint i = 0; i < starter->columns->len; i++)
        scores[i][field] = 0;
    return true;
}

/* Extra score from the values, if the heading does not speak against the field: most of them are its
 * terms, as Substantiated and Unfounded are of outcomes, whatever the heading. */
static int
score_of_values(const Column *column, const char *field)
{
    static const int enough = 65;
    const char *first = NULL;
    guint rows = 0, own = 0;
    bool several = false;
    for (guint i = 0; column->values && i < column->values->len; i++) {
        const Found *found = column->values->pdata[i];
        const char *category = term_is_own(field, found->key) ? term_meaning(field, found->key) : NULL;
        rows += found->count;
        if (!category)
            continue;
        own += found->count;
        several |= first && strcmp(first, category) != 0;
        first = category;
    }
    return several && own * 2 > rows ? enough : 0;
}

/* Whether a column has fewer than two different meaningful values: "See notes" in every row is not one. */
static bool
says_little(const Column *column)
{
    guint said = 0;
    for (guint i = 0; column->values && i < column->values->len; i++) {
        const char *key = ((const Found *)column->values->pdata[i])->key;
        said += !term_meaning("", key) && !g_str_has_prefix(key, "see") &&
                !g_str_has_prefix(key, "asabove") && !g_str_has_prefix(key, "referto");
    }
    return said < 2;
}

static int
fit_of(const Column *column, const char *words, const char *field, ColumnUse use)
{
    int by_heading = heading_score(words, field);
    if (by_heading < 0)
        return 0;
    if (use != WANTS_CODES)
        return by_heading;
    return says_little(column) ? by_heading / 4 : by_heading + score_of_values(column, field);
}

static void
assign_known(Starter *starter, const GPtrArray *words)
{
    g_autofree int(*scores)[G_N_ELEMENTS(fields)] = g_malloc0_n(starter->columns->len + 1, sizeof *scores);
    for (guint i = 0; i < starter->columns->len; i++)
        for (gsize f = 0; f < G_N_ELEMENTS(fields); f++)
            if (column_suits_use(starter, starter->columns->pdata[i], fields[f].use))
                scores[i][f] =
                    fit_of(starter->columns->pdata[i], words->pdata[i], fields[f].name, fields[f].use);
    while (assign_one(starter, scores))
        ;
}

/* The first words of a heading that is a whole sentence: YAML allows no key of more than 1,024 characters,
 * and nobody wants a measure with such a name. */
static char *
first_words(const char *slug)
{
    static const glong most = 60;
    if (g_utf8_strlen(slug, -1) <= most)
        return g_strdup(slug);
    char *words = g_utf8_substring(slug, 0, most), *gap = strrchr(words, '-');
    if (gap)
        *gap = '\0';
    return words;
}

/* A name for a field of the council's own: the heading's first words, different from any other field's. */
static char *
name_for(const Starter *starter, const Column *column)
{
    g_auto(GStrv) around = g_strsplit_set(column->heading, "'", -1);
    g_autofree char *plain = g_strjoinv("", around), *slug = profile_slug(plain);
    g_autofree char *stem = first_words(*slug && !g_ascii_isdigit(*slug) ? slug : "field");
    char *name = g_strdup(stem);
    for (guint number = 2;; number++) {
        bool used = false;
        for (gsize f = 0; f < G_N_ELEMENTS(fields); f++)
            used |= strcmp(fields[f].name, name) == 0;
        for (guint i = 0; i < starter->columns->len; i++)
            used |= g_strcmp0(((const Column *)starter->columns->pdata[i])->field_name, name) == 0;
        if (!used)
            return name;
        g_free(name);
        name = g_strdup_printf("%s-%u", stem, number);
    }
}

/* A few values, most of them words: "Reference type" is not an identifier, whatever its heading says. */
static bool
is_short_picklist(const Column *column)
{
    static const guint few = 6;
    if (!column->values || column->values->len > few)
        return false;
    guint words = 0;
    for (guint i = 0; i < column->values->len; i++) {
        const char *value = ((const Found *)column->values->pdata[i])->value;
        words += value[strcspn(value, "0123456789")] == '\0';
    }
    return words * 2 > column->values->len;
}

/* A column that is not one of our fields becomes one of the council's own if it is a picklist, and is
 * otherwise left alone. */
static void
assign_own(const Starter *starter, Column *column, const char *words)
{
    column->bands = age_bands(column, words);
    column->left_because = column->bands ? NULL : why_left(column, false);
    if (!column->left_because && heading_is_staff(words))
        column->left_because = "names of staff, by its heading";
    bool undecided = !column->left_because || column->many;
    if (undecided && heading_is_identifier(words) && !is_short_picklist(column))
        column->left_because = column->ids && digests_length(column->ids) * 2 < column->filled
                                   ? "each value is in several rows, so it does not identify a record"
                               : column->many || !is_of_numbers(column) ? "an identifier"
                                                                        : "numbers";
    if (column->left_because)
        return;
    column->own_name = name_for(starter, column);
    column->field_name = column->own_name;
    column->coded = true;
    if (column->bands)
        g_ptr_array_set_size(column->values, 0);
}

void
columns_assign(Starter *starter)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < starter->columns->len; i++) {
        Column *column = starter->columns->pdata[i];
        g_ptr_array_add(words, heading_words(column->heading));
        if (!column->many && !column->long_texts && !holds_dates(column))
            take_values(column);
    }
    assign_known(starter, words);
    for (guint i = 0; i < starter->columns->len; i++)
        if (!((Column *)starter->columns->pdata[i])->field_name)
            assign_own(starter, starter->columns->pdata[i], words->pdata[i]);
}
