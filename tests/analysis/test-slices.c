/* The slices of disclosure hold every possible record once, and no impossible one: for random small profiles
 * and sets, every record is tried. */
#include <string.h>
#include "analysis/slices/slices_parts.h"
#include "tests/analysis/plain_records.h"
#include "tests/analysis/small_council.h"

static const char profile_text[] =
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
    "report: {year: 2023-24%s}\n"
    "records:\n"
    "  - file: contacts.csv\n"
    "    columns: {id: Ref, received: Received, closed: Closed, aware: Aware, harm: Harm, outcome: Outcome, "
    "person: Person}\n"
    "codes: codes.csv\n"
    "fields:\n"
    "  - {field: aware, type: date}\n"
    "  - {field: person, type: identifier}\n"
    "%s"
    "measures: [{id: contacts, title: Contacts, kind: count}]\n";
static const char records_text[] = "Ref,Received,Closed,Aware,Harm,Outcome,Person\n1,2023-04-02,,,,,7\n";
static const char outcome_codes[] = "outcome,Substantiated,,\noutcome,Unfounded,,\n";

/* Every difference between records that matters to the sets. */
typedef struct {
    GRand *chance;
    PlainLists lists;
    bool several, usual;   /* a cell may hold several codes; readers take for granted what is usual */
    bool parts, elsewhere; /* categories have parts; a set names a category that is in no list */
    Day first, last, as_at;
    Profile *profile;
    GPtrArray *sets;    /* RecordSet* */
    GPtrArray *told;    /* SliceSet* or NULL, for each */
    GArray *days;       /* of PlainRecord: one for each way in which its days meet the conditions */
    GPtrArray *records; /* PlainRecord* */
    Slice *slice;
} Small;

static bool
coin(Small *small)
{
    return g_rand_boolean(small->chance);
}

static void
add_code(Small *small, guint field, const char *category, const char *part)
{
    small->lists.codes[field][small->lists.length[field]++] = (PlainCode){category, part};
}

static void
make_lists(Small *small)
{
    bool alone = coin(small), parts = small->parts = coin(small);
    g_autoptr(GString) codes = g_string_new("field,category,part,value\n");
    add_code(small, PLAIN_HARM, NOT_RECORDED, "");
    add_code(small, PLAIN_HARM, "Neglect", "");
    if (alone || !parts)
        add_code(small, PLAIN_HARM, "Physical", "");
    if (parts)
        add_code(small, PLAIN_HARM, "Physical", "By a carer");
    if (parts && coin(small))
        add_code(small, PLAIN_HARM, "Physical", "Neglect"); /* a part may have the name of a category */
    for (guint i = 1; i < small->lists.length[PLAIN_HARM]; i++)
        g_string_append_printf(codes, "harm,%s,%s,v%u\n", small->lists.codes[PLAIN_HARM][i].category,
                               small->lists.codes[PLAIN_HARM][i].part, i);
    g_string_append(codes, outcome_codes);
    add_code(small, PLAIN_HARM, UNRECOGNISED, "");
    static const char *const outcomes[] = {NOT_RECORDED, "Substantiated", "Unfounded", UNRECOGNISED,
                                           "Ongoing"};
    for (guint i = 0; i < G_N_ELEMENTS(outcomes); i++)
        add_code(small, PLAIN_OTHER, outcomes[i], "");
    g_autofree char *profile =
        g_strdup_printf(profile_text, small->as_at == DAY_NONE ? "" : ", as-at: 2023-06-20",
                        small->several ? "  - {field: harm, separator: \";\"}\n" : "");
    g_autoptr(Dataset) dataset = NULL;
    g_autoptr(Figures) figures = small_council_read(&(SmallCouncil){profile, codes->str, records_text, NULL},
                                                    &small->profile, &dataset, NULL);
}

static RecordSet *
some_harm(Small *small)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    switch (g_rand_int_range(small->chance, 0, 6)) {
    case 0:
        return set_category("harm", NOT_RECORDED);
    case 1:
        return set_category("harm", "physical");
    case 2:
        return set_part("harm", "Physical", small->parts && coin(small) ? "By a carer" : "");
    case 3:
        small->elsewhere = true;
        return set_category("harm", "Elsewhere");
    case 4:
        return set_category("harm", coin(small) ? UNRECOGNISED : "Neglect");
    default:
        g_ptr_array_add(names, "Neglect");
        g_ptr_array_add(names, small->parts && coin(small) ? "by a carer" : "Physical");
        return set_named("harm", names);
    }
}

static RecordSet *
some_days(Small *small)
{
    static const Limit limits[] = {
        {4, LIMIT_WEEKS}, {1, LIMIT_MONTHS}, {20, LIMIT_WORKING_DAYS}, {0, LIMIT_DAYS}, {6, LIMIT_WEEKS}};
    Limit limit = limits[g_rand_int_range(small->chance, 0, G_N_ELEMENTS(limits))];
    Day day = small->first + (Day)g_rand_int_range(small->chance, -5, 30);
    switch (g_rand_int_range(small->chance, 0, 7)) {
    case 0:
        return set_days("received", day, day + 9);
    case 1:
        return set_days("closed", coin(small) ? DAY_NONE : day, coin(small) ? DAY_NONE : day + 20);
    case 2:
        return set_past_limit("received", limit, small->last + 30, coin(small));
    case 3:
        return set_open_at("received", "closed", day + 15);
    case 4:
        return set_within("aware", "received", (Limit){1, LIMIT_WORKING_DAYS});
    default:
        return set_within("received", "closed", limit);
    }
}

static RecordSet *
some_condition(Small *small)
{
    switch (g_rand_int_range(small->chance, 0, 6)) {
    case 0:
    case 1:
        return some_harm(small);
    case 2:
        return set_category("outcome", coin(small)   ? "Ongoing"
                                       : coin(small) ? NOT_RECORDED
                                                     : "Substantiated");
    case 3:
        return coin(small) ? set_repeats("person") : some_days(small);
    default:
        return some_days(small);
    }
}

static RecordSet *
some_set(Small *small)
{
    RecordSet *set = some_condition(small);
    for (int more = g_rand_int_range(small->chance, 0, 3); more > 0; more--) {
        RecordSet *other = some_condition(small);
        set = coin(small) ? set_and(set, other) : coin(small) ? set_or(set, other) : set_without(set, other);
    }
    return set;
}

/* One record for each way in which its days can meet the conditions. */
static void
try_all_days(Small *small)
{
    g_autoptr(GPtrArray) conditions = g_ptr_array_new();
    g_autoptr(GHashTable) ways = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    RecordSet *is_closed = set_days("closed", DAY_NONE, DAY_NONE);
    for (guint i = 0; i < small->sets->len; i++)
        plain_days_of(small->sets->pdata[i], conditions);
    g_ptr_array_add(conditions, is_closed);
    g_assert_cmpuint(conditions->len, <, 64);
    bool aware = false;
    for (guint i = 0; i < conditions->len; i++)
        aware |= strcmp(((RecordSet *)conditions->pdata[i])->field, "aware") == 0;
    Day past = small->last + 70, latest = small->as_at == DAY_NONE ? past : small->as_at;
    for (Day received = small->first; received <= MIN(small->last, latest); received++)
        for (Day closed = small->first - 21; closed <= latest; closed++)
            for (Day told = small->last - 40;
                 told <= (aware ? MIN(small->last + 2, latest) : small->last - 40); told++) {
                PlainRecord record = {{received, closed == small->first - 21 ? DAY_NONE : closed,
                                       told == small->last - 40 ? DAY_NONE : told},
                                      {0},
                                      .repeats = false};
                if (small->usual && record.days[PLAIN_CLOSED] != DAY_NONE && closed < received)
                    continue;
                gint64 way = 0;
                for (guint i = 0; i < conditions->len; i++)
                    way |= (gint64)plain_holds(&small->lists, &record, conditions->pdata[i]) << i;
                if (g_hash_table_add(ways, g_memdup2(&way, sizeof way)))
                    g_array_append_val(small->days, record);
            }
    record_set_unref(is_closed);
}

/* What readers take for granted, if the figures are about it at all. */
static bool
is_unusual(const Small *small, const PlainRecord *record)
{
    bool closed = record->days[PLAIN_CLOSED] != DAY_NONE, ongoing = record->codes[PLAIN_OTHER] == 1 << 4,
         not_recorded = record->codes[PLAIN_OTHER] == 1 << 0;
    return small->slice->empty->len && ((closed && ongoing) || (!closed && not_recorded));
}

static void
try_all_records(Small *small)
{
    guint harms = small->lists.length[PLAIN_HARM];
    for (guint d = 0; d < small->days->len; d++)
        for (guint harm = 1; harm < 1u << harms; harm++)
            for (guint outcome = 0; outcome < 5; outcome++)
                for (int repeats = 0; repeats < 2; repeats++) {
                    bool one = (harm & (harm - 1)) == 0;
                    if (!one && (!small->several || harm & 1))
                        continue;
                    PlainRecord *record = g_new(PlainRecord, 1);
                    *record = g_array_index(small->days, PlainRecord, d);
                    record->codes[PLAIN_HARM] = harm;
                    record->codes[PLAIN_OTHER] = 1u << outcome;
                    record->repeats = repeats;
                    g_ptr_array_add(small->records, record);
                }
}

/* The leaf of a dimension, or of its coarser copy, that a record is; the test fails if there is none or more
 * than one. */
static guint
leaf_of(const Small *small, guint bit, const PlainRecord *record)
{
    const Dimension *dimension = small->slice->dimensions->pdata[bit % SLICE_MOST_DIMENSIONS];
    bool is_coarse = bit >= SLICE_MOST_DIMENSIONS;
    int found = -1;
    for (guint i = 0; i < (is_coarse ? dimension->coarse_length : dimension->length); i++) {
        guint leaf = is_coarse ? dimension->firsts[i] : i;
        bool is_it = true;
        for (guint a = 0; a < dimension->atoms->len; a++) {
            const Atom *atom = dimension->atoms->pdata[a];
            is_it &= (is_coarse && !atom->crosses) ||
                     leaf_meets(atom->leaves, leaf) == plain_holds(&small->lists, record, atom->set);
        }
        g_assert_true(!is_it || found < 0);
        found = is_it ? (int)i : found;
    }
    g_assert_cmpint(found, >=, 0);
    return (guint)found;
}

/* The cells of a clique by their leaves, and in which of them a record was found. */
static GHashTable *
cells_of(const Clique *clique)
{
    GHashTable *cells =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    guint width = dimensions_count(clique->dimensions);
    for (guint cell = 0; cell < clique->length; cell++) {
        GBytes *leaves = g_bytes_new(width ? &g_array_index(clique->cells, guint, cell * width) : NULL,
                                     width * sizeof(guint));
        g_assert_true(g_hash_table_insert(cells, leaves, GUINT_TO_POINTER(cell)));
    }
    return cells;
}

static guint
cell_of(const Small *small, const Clique *clique, GHashTable *cells, const PlainRecord *record)
{
    guint leaves[8], width = 0;
    gpointer cell;
    for (guint bit = 0; bit < 2 * SLICE_MOST_DIMENSIONS; bit++)
        if (clique->dimensions & dimension_bit(bit)) {
            g_assert_cmpuint(width, <, G_N_ELEMENTS(leaves));
            leaves[width++] = leaf_of(small, bit, record);
        }
    g_autoptr(GBytes) key = g_bytes_new(leaves, width * sizeof(guint));
    g_assert_true(g_hash_table_lookup_extended(cells, key, NULL, &cell));
    return GPOINTER_TO_UINT(cell);
}

static void
hold_record(const Small *small, const PlainRecord *record, GPtrArray *cells, guint8 **hit)
{
    guint here[16];
    if (is_unusual(small, record))
        return;
    for (guint c = 0; c < slice_cliques(small->slice); c++) {
        here[c] = cell_of(small, small->slice->cliques->pdata[c], cells->pdata[c], record);
        hit[c][here[c]] = 1;
        if (slice_parent(small->slice, c) >= 0)
            g_assert_cmpuint(slice_shared(small->slice, c, here[c]), ==,
                             slice_shared_in_parent(small->slice, c, here[slice_parent(small->slice, c)]));
    }
    for (guint i = 0; i < small->sets->len; i++) {
        bool holds = plain_holds(&small->lists, record, small->sets->pdata[i]);
        SliceSet *set = small->told->pdata[i];
        g_assert_true(set || !holds);
        for (guint c = 0; set && c < slice_cliques(small->slice); c++) {
            const guint8 *members = slice_members(small->slice, set, c);
            g_assert_true(members || c != slice_clique_of(set));
            g_assert_true(!members || members[here[c]] == holds);
        }
    }
}

/* What a dimension says in one clique and in another must agree all the way between them. */
static void
hold_tree(const Small *small)
{
    for (guint bit = 0; bit < 2 * SLICE_MOST_DIMENSIONS; bit++) {
        guint tops = 0, tell = 0;
        for (guint c = 0; c < slice_cliques(small->slice); c++) {
            const Clique *clique = small->slice->cliques->pdata[c],
                         *parent = clique->parent < 0 ? NULL : small->slice->cliques->pdata[clique->parent];
            bool tells = clique->dimensions & dimension_bit(bit);
            tell += tells;
            tops += tells && !(parent && parent->dimensions & dimension_bit(bit));
        }
        g_assert_cmpuint(tops, ==, tell || bit < small->slice->dimensions->len ? 1 : 0);
    }
}

static void
hold_slice(Small *small)
{
    guint8 *hit[16];
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    g_assert_true(slice_divide(small->slice));
    g_assert_cmpuint(slice_cliques(small->slice), <=, G_N_ELEMENTS(hit));
    for (guint c = 0; c < slice_cliques(small->slice); c++) {
        g_ptr_array_add(cells, cells_of(small->slice->cliques->pdata[c]));
        hit[c] = g_malloc0(slice_cells(small->slice, c) + 1);
    }
    hold_tree(small);
    for (guint i = 0; i < small->records->len; i++)
        hold_record(small, small->records->pdata[i], cells, hit);
    for (guint c = 0; c < slice_cliques(small->slice); c++) {
        for (guint cell = 0; cell < slice_cells(small->slice, c); cell++)
            g_assert_true(hit[c][cell]);
        g_free(hit[c]);
    }
}

/* Whether every possible record in one set is in the other; NULL: nobody. */
static bool
plainly_within(const Small *small, guint one, const RecordSet *other)
{
    for (guint i = 0; i < small->records->len; i++) {
        const PlainRecord *record = small->records->pdata[i];
        if (!is_unusual(small, record) && plain_holds(&small->lists, record, small->sets->pdata[one]) &&
            !(other && plain_holds(&small->lists, record, other)))
            return false;
    }
    return true;
}

/* One set is within another exactly if every record is, and is empty if no record is in it. */
static void
hold_pairs(Small *small)
{
    for (guint one = 0; one < small->sets->len; one++) {
        SliceSet *inner = small->told->pdata[one];
        g_assert_true(!inner || slice_is_nobody(small->slice, inner) == plainly_within(small, one, NULL));
        for (guint other = 0; other < small->sets->len; other++) {
            SliceSet *outer = small->told->pdata[other];
            if (inner && outer)
                g_assert_true(slice_is_within(small->slice, inner, outer) ==
                              plainly_within(small, one, small->sets->pdata[other]));
        }
    }
}

static void
every_record_is_in_one_cell_and_every_cell_has_records(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(5);
    for (int round = 0; round < 300; round++) {
        Small small = {
            .chance = chance, .first = calendar_day(2023, 4, 20), .last = calendar_day(2023, 5, 14)};
        small.several = coin(&small);
        small.usual = coin(&small);
        small.as_at = coin(&small) ? calendar_day(2023, 6, 20) : DAY_NONE;
        small.sets = g_ptr_array_new_with_free_func((GDestroyNotify)record_set_unref);
        small.told = g_ptr_array_new();
        small.days = g_array_new(FALSE, FALSE, sizeof(PlainRecord));
        small.records = g_ptr_array_new_with_free_func(g_free);
        make_lists(&small);
        small.slice =
            slice_new(&(Belief){.profile = small.profile, .latest = small.as_at, .usual = small.usual},
                      small.first, small.last);
        for (int i = g_rand_int_range(chance, 1, 7); i > 0; i--)
            g_ptr_array_add(small.sets, some_set(&small));
        if (small.elsewhere)
            add_code(&small, PLAIN_HARM, "Elsewhere", "");
        for (guint i = 0; i < small.sets->len; i++)
            g_ptr_array_add(small.told, slice_tell(small.slice, small.sets->pdata[i]));
        try_all_days(&small);
        try_all_records(&small);
        hold_slice(&small);
        hold_pairs(&small);
        slice_free(small.slice);
        profile_free(small.profile);
        g_ptr_array_unref(small.sets);
        g_ptr_array_unref(small.told);
        g_array_unref(small.days);
        g_ptr_array_unref(small.records);
    }
}

/* The first record of a person among all is the first among any fewer that it belongs to; the first of all is
 * not a repeat; a person who is counted is known. Nothing more is known about it. */
static void
who_is_first_among_many_is_first_among_few(void)
{
    Small small = {.first = calendar_day(2023, 4, 20), .last = calendar_day(2023, 5, 14)};
    g_autoptr(GRand) chance = small.chance = g_rand_new_with_seed(5);
    make_lists(&small);
    small.slice = slice_new(&(Belief){.profile = small.profile}, small.first, small.last);
    g_autoptr(RecordSet) year = set_days("received", small.first - 9, small.last + 9);
    RecordSet *neglect = set_and(set_category("harm", "Neglect"), record_set_ref(year)),
              *known = set_known("person"), *repeats = set_repeats("person"),
              *first = set_first("person", record_set_ref(year)),
              *first_of_few = set_first("person", record_set_ref(neglect));
    RecordSet *both[] = {
        set_and(record_set_ref(first), record_set_ref(neglect)),
        set_and(record_set_ref(first_of_few), record_set_ref(neglect)),
        first,
        known,
        set_without(record_set_ref(known), repeats),
        set_without(set_and(record_set_ref(known), record_set_ref(neglect)), set_repeats("person")),
        first_of_few,
        neglect};
    static const char within[][9] = {"11110011", "01010011", "00110000", "00010000",
                                     "00111000", "11111111", "00010010", "00000001"};
    SliceSet *told[G_N_ELEMENTS(both)];
    for (gsize i = 0; i < G_N_ELEMENTS(both); i++)
        told[i] = slice_tell(small.slice, both[i]);
    g_assert_true(slice_divide(small.slice));
    for (gsize i = 0; i < G_N_ELEMENTS(both); i++)
        for (gsize k = 0; k < G_N_ELEMENTS(both); k++)
            if (slice_is_within(small.slice, told[i], told[k]) != (within[i][k] == '1'))
                g_error("%zu in %zu: %s in %s", i, k, both[i]->key, both[k]->key);
    for (gsize i = 0; i < G_N_ELEMENTS(both); i++)
        record_set_unref(both[i]);
    slice_free(small.slice);
    profile_free(small.profile);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slices/every_record_is_in_one_cell_and_every_cell_has_records",
                    every_record_is_in_one_cell_and_every_cell_has_records);
    g_test_add_func("/slices/who_is_first_among_many_is_first_among_few",
                    who_is_first_among_many_is_first_among_few);
    return g_test_run();
}
