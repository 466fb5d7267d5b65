/* Is what is hidden hidden, and no more than need be? Councils of a few records are attacked by trying every
 * way in which their records could be. */
#include <math.h>
#include <string.h>
#include "analysis/disclosure/disclosure.h"
#include "tests/analysis/plain_records.h"
#include "tests/analysis/plain_worlds.h"
#include "tests/analysis/small_council.h"

/* A council with what is decided for it, all the caller's to end. */
typedef struct {
    Profile *profile;
    Dataset *dataset;
    Figures *counted, *shown; /* shown NULL: refused */
    Disclosure *disclosure;
    Findings *findings;
    GError *error;
} Released;

static Released
release_of(const char *profile, const char *codes, const char *records)
{
    Released released = {0};
    released.counted = small_council_read(&(SmallCouncil){profile, codes, records, NULL}, &released.profile,
                                          &released.dataset, &released.findings);
    g_autoptr(GError) error = NULL;
    released.disclosure = disclosure_decide(released.profile, released.counted, released.dataset, NULL,
                                            released.findings, &error);
    g_assert_no_error(error);
    released.shown = disclosure_apply(released.disclosure, &released.error);
    return released;
}

static void
released_end(Released *released)
{
    figures_free(released->counted);
    figures_free(released->shown);
    disclosure_free(released->disclosure);
    profile_free(released->profile);
    dataset_free(released->dataset);
    findings_free(released->findings);
    g_clear_error(&released->error);
}

/* The texts of a council as they are made up. */
typedef struct {
    GString *profile, *codes, *records;
    int below;
    guint length;
} Texts;

static Texts
texts_new(int below, const char *more_of_profile)
{
    Texts texts = {g_string_new(NULL), g_string_new("field,category,part,value\n"),
                   g_string_new("Ref,Received,Closed,Harm,Sector\n"), below, 0};
    g_string_printf(
        texts.profile,
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, years: 1, as-at: 2024-12-31}\n"
        "records: [{file: contacts.csv, columns: {id: Ref, received: Received, closed: Closed, harm: Harm, "
        "sector: Sector}}]\n"
        "codes: codes.csv\n"
        "populations: [{id: taught, words: taught, where: [{field: sector, is: [Education]}]}]\n"
        "disclosure: {suppress-below: %d%s}\n"
        "measures:\n"
        "  - {id: contacts, title: Contacts, kind: count}\n",
        below, more_of_profile);
    return texts;
}

static void
texts_end(Texts *texts)
{
    g_string_free(texts->profile, TRUE);
    g_string_free(texts->codes, TRUE);
    g_string_free(texts->records, TRUE);
}

static void
measure(Texts *texts, const char *words)
{
    g_string_append_printf(texts->profile, "  - {%s}\n", words);
}

static void
record(Texts *texts, Day received, int days, const char *harm, const char *sector)
{
    g_autofree char *from = calendar_iso(received),
                    *to = days < 0 ? g_strdup("") : calendar_iso(received + (Day)days);
    g_string_append_printf(texts->records, "%u,%s,%s,%s,%s\n", ++texts->length, from, to, harm, sector);
}

static Released
release_texts(const Texts *texts)
{
    return release_of(texts->profile->str, texts->codes->str, texts->records->str);
}

/* What a reader may think of: lists as in the code lists. */
static const char *const harms[][2] = {
    {NOT_RECORDED, ""}, {"Physical", "By a carer"}, {"Physical", "By a teacher"}, {"Neglect", ""},
    {"Sexual", ""},     {UNRECOGNISED, ""}};
static const char *const sectors[] = {NOT_RECORDED, "Education", "Health", UNRECOGNISED};
static const int lengths[] = {-1, 10, 50, 200}; /* days to closing; -1: open */

static Day
day_of_quarter(int quarter)
{
    return quarter < 0 ? calendar_day(2023, 2, 20) : calendar_year_first(2023, 4) + (Day)(20 + 91 * quarter);
}

static bool
is_about_ours(const Figure *figure)
{
    return figure->counts && !isnan(figure->count);
}

/* Tables have a row for all there are: nobody is in none of them. */
static bool
is_in_no_row(const Figures *figures, const PlainLists *lists, const PlainRecord *record)
{
    for (guint t = 0; t < figures_length(figures); t++) {
        const Figure *total = figures_at(figures, t);
        if (*total->category || *total->part || !is_about_ours(total) ||
            strcmp(total->measure, "contacts") == 0 || total->role != ROLE_COUNT ||
            !plain_holds(lists, record, total->counts))
            continue;
        for (int by_part = 0; by_part < 2; by_part++) {
            guint rows = 0, held = 0;
            for (guint i = 0; i < figures_length(figures); i++) {
                const Figure *row = figures_at(figures, i);
                bool is_row = by_part ? !*row->category && *row->part : *row->category && !*row->part;
                if (!is_row || row->role != ROLE_COUNT || !row->counts ||
                    !figure_is_in(row, total->measure, total->period))
                    continue;
                rows++;
                held += plain_holds(lists, record, row->counts);
            }
            if (rows && !held)
                return true;
        }
    }
    return false;
}

/* A number that figures print, once however often they do; adds it if it is new. */
static void
note_number(PlainWorlds *worlds, GPtrArray *sets, const RecordSet *set, double truth, double shown)
{
    if (!set || isnan(truth))
        return;
    guint index = 0;
    while (index < sets->len && strcmp(((const RecordSet *)sets->pdata[index])->key, set->key) != 0)
        index++;
    if (index == sets->len) {
        PlainNumber number = {0, (int)truth, false};
        if (g_getenv("SAY"))
            g_printerr("%u: %s\n", index, set->key);
        g_array_append_val(worlds->numbers, number);
        g_ptr_array_add(sets, (gpointer)set);
    }
    g_array_index(worlds->numbers, PlainNumber, index).shown |= !isnan(shown);
}

static gint
compare_classes(gconstpointer one, gconstpointer other, gpointer length)
{
    return memcmp(*(guint8 *const *)one, *(guint8 *const *)other, GPOINTER_TO_UINT(length));
}

/* Years, quarters and ages in months turn when months do. */
static bool
is_near_turn(Day day)
{
    int month_day;
    calendar_split(day, NULL, NULL, &month_day);
    return month_day > 23 || month_day < 2;
}

/* One record for each way in which days meet the conditions on them, as far as some days show. */
static GArray *
some_days(const GPtrArray *sets)
{
    GArray *days = g_array_new(FALSE, FALSE, sizeof(PlainRecord));
    g_autoptr(GPtrArray) conditions = g_ptr_array_new();
    g_autoptr(GHashTable) ways = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < sets->len; i++)
        plain_days_of(sets->pdata[i], conditions);
    Day first = calendar_day(2022, 12, 1), last = calendar_day(2024, 3, 31),
        as_at = calendar_day(2024, 12, 31);
    for (Day received = first; received <= last; received += is_near_turn(received) ? 1 : 6)
        for (Day closed = received - 9; closed <= as_at; closed += 9) {
            PlainRecord of = {{received, closed < received ? DAY_NONE : closed, DAY_NONE}, {0}, false};
            gint64 way = 0;
            for (guint i = 0; i < conditions->len; i++)
                way |= (gint64)plain_holds(NULL, &of, conditions->pdata[i]) << i;
            if (g_hash_table_add(ways, g_memdup2(&way, sizeof way)))
                g_array_append_val(days, of);
        }
    return days;
}

static void
add_class(PlainWorlds *worlds, GPtrArray *classes, const GPtrArray *sets, const PlainLists *lists,
          const PlainRecord *of)
{
    g_autofree guint8 *class = g_malloc0(sets->len + 1);
    bool known = false;
    for (guint i = 0; i < sets->len; i++) {
        class[i] = plain_holds(lists, of, sets->pdata[i]);
        known |= class[i] && g_array_index(worlds->numbers, PlainNumber, i).truth == 0;
    }
    for (guint i = 0; i < classes->len && !known; i++)
        known = memcmp(classes->pdata[i], class, sets->len) == 0;
    if (!known && memchr(class, 1, sets->len))
        g_ptr_array_add(classes, g_steal_pointer(&class));
}

/* Records that no set tells apart are one class. */
static void
find_classes(PlainWorlds *worlds, const GPtrArray *sets, const Figures *figures)
{
    PlainLists lists = {0};
    g_autoptr(GPtrArray) classes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) days = some_days(sets);
    for (guint i = 0; i < G_N_ELEMENTS(harms); i++)
        lists.codes[PLAIN_HARM][lists.length[PLAIN_HARM]++] = (PlainCode){harms[i][0], harms[i][1]};
    for (guint i = 0; i < G_N_ELEMENTS(sectors); i++)
        lists.codes[PLAIN_OTHER][lists.length[PLAIN_OTHER]++] = (PlainCode){sectors[i], ""};
    for (guint d = 0; d < days->len; d++)
        for (guint harm = 0; harm < G_N_ELEMENTS(harms); harm++)
            for (guint sector = 0; sector < G_N_ELEMENTS(sectors); sector++) {
                PlainRecord of = g_array_index(days, PlainRecord, d);
                of.codes[PLAIN_HARM] = 1u << harm;
                of.codes[PLAIN_OTHER] = 1u << sector;
                if (!is_in_no_row(figures, &lists, &of))
                    add_class(worlds, classes, sets, &lists, &of);
            }
    g_ptr_array_sort_with_data(classes, compare_classes, GUINT_TO_POINTER(sets->len));
    worlds->classes = classes->len;
    for (guint c = 0; c < MIN(classes->len, PLAIN_CLASSES); c++)
        for (guint i = 0; i < sets->len; i++)
            if (((const guint8 *)classes->pdata[c])[i])
                g_array_index(worlds->numbers, PlainNumber, i).classes |= (guint64)1 << c;
}

/* What a reader of the release has to reckon with. */
static PlainWorlds
worlds_of(const Released *released)
{
    PlainWorlds worlds = {0, g_array_new(FALSE, FALSE, sizeof(PlainNumber)),
                          (int)released->dataset->length + 8, 0};
    g_autoptr(GPtrArray) sets = g_ptr_array_new();
    for (guint i = 0; i < figures_length(released->counted); i++) {
        const Figure *counted = figures_at(released->counted, i);
        const Figure *shown = figures_find(released->shown, counted->measure, counted->period,
                                           counted->category, counted->part);
        note_number(&worlds, sets, counted->counts, counted->count, shown ? shown->count : NAN);
        note_number(&worlds, sets, counted->of, counted->base, shown ? shown->base : NAN);
    }
    find_classes(&worlds, sets, released->counted);
    return worlds;
}

static const char *const codes_with_parts =
                             "harm,Physical,By a carer,carer\nharm,Physical,By a teacher,teacher\n",
                         *const other_codes =
                             "harm,Neglect,,\nharm,Sexual,,\nsector,Education,,\nsector,Health,,\n";

/* A few records, of each field what chance gives, one value more often than the other. */
static void
some_records(Texts *texts, GRand *chance, int most, bool outside)
{
    static const char *const names[] = {"carer", "Neglect", "teacher", "Sexual", ""};
    int records = g_rand_int_range(chance, 3, most + 1);
    for (int i = 0; i < records; i++) {
        int first = g_rand_int_range(chance, 0, 5), second = g_rand_int_range(chance, 0, 5);
        record(texts, day_of_quarter(outside && i == 0 ? -1 : g_rand_int_range(chance, 0, 2) * 2),
               lengths[g_rand_int_range(chance, 0, G_N_ELEMENTS(lengths))], names[MIN(first, second)],
               sectors[g_rand_int_range(chance, 0, 5) > 0 ? 1 : 2]);
    }
}

static void
no_small_count_of_a_small_council_can_be_worked_out(void)
{
    static const char *const more[] = {
        "id: sector, title: Sector, kind: breakdown, by: [sector]",
        "id: cross, title: Cross, kind: breakdown, by: [harm, sector]",
        "id: taught, title: Taught, kind: share, in: taught",
        "id: of-taught, title: Harm, kind: breakdown, by: [harm], of: taught",
        "id: times, title: Times, kind: timeliness, within: [4 weeks, 3 months]",
        "id: bands, title: Times, kind: timeliness, within: [28 days], of: taught, bands: true",
        "id: quarters, title: Quarters, kind: count, per: quarter",
        "id: caseload, title: Caseload, kind: caseload",
    };
    g_autoptr(GRand) chance = g_rand_new_with_seed(17);
    guint64 given_up = 0;
    guint attacked = 0;
    for (int round = 0; round < 400; round++) {
        Texts texts = texts_new(g_rand_int_range(chance, 3, 6), "");
        g_string_append(texts.codes, codes_with_parts);
        g_string_append(texts.codes, other_codes);
        measure(&texts, "id: harm, title: Harm, kind: breakdown, by: [harm]");
        for (guint i = 0; i < G_N_ELEMENTS(more); i++)
            if (g_rand_int_range(chance, 0, 4) == 0)
                measure(&texts, more[i]);
        some_records(&texts, chance, 8, g_rand_boolean(chance));
        Released released = release_texts(&texts);
        g_assert_no_error(released.error);
        PlainWorlds worlds = worlds_of(&released);
        bool fits = worlds.classes <= PLAIN_CLASSES;
        attacked += fits;
        if (fits && !plain_is_safe(&worlds, texts.below))
            g_error("round %d: a small count can be worked out\n%s%s", round, texts.profile->str,
                    texts.records->str);
        given_up += worlds.given_up;
        g_array_unref(worlds.numbers);
        released_end(&released);
        texts_end(&texts);
    }
    g_test_message("%u attacked, %u searches given up", attacked, (guint)given_up);
    g_assert_cmpuint(attacked, >, 350);
    g_assert_cmpuint(given_up, <, 200);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/disclosure/no_small_count_of_a_small_council_can_be_worked_out",
                    no_small_count_of_a_small_council_can_be_worked_out);
    return g_test_run();
}
