/* Leaves of days: every way in which the days of a record can meet the conditions on them.
 *
 * For each day of receipt the other days are tried where a condition changes; which conditions are met
 * between two such days does not. So limits in any units, ends of years and ages are told apart exactly as
 * the calendar does, without saying how a week and a month compare. */
#include "analysis/disclosure/slice_parts.h"
#include <string.h>

/* A record's days that are looked at: received, and what else conditions name. */
typedef struct {
    const Slice *slice;
    const Dimension *days;
    GPtrArray *fields;    /* const char*; the first is received */
    Day *values;          /* of the record in hand */
    GHashTable *patterns; /* as bytes -> leaf + 1 */
    GPtrArray *limits;    /* LimitDays*: of each atom; NULL: it has none */
    Day latest;           /* no day is later */
} Course;

static guint
field_number(Course *course, const char *name)
{
    for (guint i = 0; i < course->fields->len; i++)
        if (strcmp(course->fields->pdata[i], name) == 0)
            return i;
    g_ptr_array_add(course->fields, (gpointer)name);
    return course->fields->len - 1;
}

static const RecordSet *
condition(const Course *course, guint index)
{
    return slice_atom(course->slice, g_array_index(course->days->atoms, guint, index))->set;
}

static void
keep_pattern(Course *course)
{
    guint length = course->days->atoms->len;
    g_autofree guint8 *pattern = g_malloc0(length + 1);
    for (guint a = 0; a < length; a++) {
        const RecordSet *set = condition(course, a);
        Day from = course->values[field_number(course, set->field)];
        if (set->kind == SET_DAYS) {
            pattern[a] = from != DAY_NONE && from >= set->first && from <= set->last;
            continue;
        }
        Day to = course->values[field_number(course, set->to)];
        pattern[a] =
            from != DAY_NONE && to != DAY_NONE && to <= limit_days_last(course->limits->pdata[a], from);
    }
    GBytes *key = g_bytes_new(pattern, length + 1);
    if (!g_hash_table_contains(course->patterns, key)) {
        g_ptr_array_add(course->days->leaves, g_memdup2(pattern, length + 1));
        g_hash_table_insert(course->patterns, key, GUINT_TO_POINTER(course->days->leaves->len));
    } else {
        g_bytes_unref(key);
    }
}

/* The first day whose limit lasts to a day. */
static Day
first_lasting_to(LimitDays *limit, Day day)
{
    Day least = 1, most = day;
    while (least < most) {
        Day middle = least + (most - least) / 2;
        if (limit_days_last(limit, middle) >= day)
            most = middle;
        else
            least = middle + 1;
    }
    return least;
}

static int
compare_days(gconstpointer one, gconstpointer other)
{
    Day first = *(const Day *)one, second = *(const Day *)other;
    return first < second ? -1 : first > second;
}

/* The days of a field at which some condition begins or ends to be met, with the days of the fields before
 * it. */
static GArray *
turning_days(Course *course, guint number)
{
    GArray *turns = g_array_new(FALSE, FALSE, sizeof(Day));
    const char *name = course->fields->pdata[number];
    for (guint a = 0; a < course->days->atoms->len; a++) {
        const RecordSet *set = condition(course, a);
        Day day[2] = {DAY_NONE, DAY_NONE};
        bool begins = strcmp(set->field, name) == 0;
        if (set->kind == SET_DAYS && begins) {
            day[0] = set->first;
            day[1] = set->last == G_MAXUINT32 ? DAY_NONE : set->last + 1;
        } else if (set->kind == SET_WITHIN) {
            guint other = field_number(course, begins ? set->to : set->field);
            bool ends = strcmp(set->to, name) == 0;
            if (other < number && course->values[other] != DAY_NONE && (begins || ends))
                day[0] = ends ? limit_days_last(course->limits->pdata[a], course->values[other]) + 1
                              : first_lasting_to(course->limits->pdata[a], course->values[other]);
        }
        for (guint i = 0; i < 2; i++)
            if (day[i] != DAY_NONE)
                g_array_append_val(turns, day[i]);
    }
    g_array_sort(turns, compare_days);
    return turns;
}

static void
try_days(Course *course, guint number)
{
    if (number == course->fields->len) {
        keep_pattern(course);
        return;
    }
    bool is_closing = strcmp(course->fields->pdata[number], "closed") == 0;
    Day earliest = is_closing && course->slice->belief.usual ? course->values[0] : 1;
    g_autoptr(GArray) turns = turning_days(course, number);
    course->values[number] = DAY_NONE;
    try_days(course, number + 1);
    course->values[number] = earliest;
    try_days(course, number + 1);
    for (guint i = 0; i < turns->len; i++) {
        Day day = g_array_index(turns, Day, i);
        if (day <= earliest || day > course->latest || (i && day == g_array_index(turns, Day, i - 1)))
            continue;
        course->values[number] = day;
        try_days(course, number + 1);
    }
}

/* Of a stretch without a beginning the last years are tried day by day, and what is older now and then. */
static void
try_receipts(Course *course)
{
    static const Day every_day = 800, all = 3700, stride = 31;
    const Slice *slice = course->slice;
    bool open_end = slice->last == G_MAXUINT32, open_start = slice->first == DAY_NONE;
    Day last = open_end ? slice->first + every_day : slice->last;
    Day first = open_start ? last - MIN(last - 1, all) : slice->first;
    last = MIN(last, course->latest);
    for (Day day = first; day <= last;) {
        course->values[0] = day;
        try_days(course, 1);
        day += open_start && last - day > every_day ? stride : 1;
    }
}

bool
leaves_of_days(Slice *slice, Dimension *days)
{
    Course all = {.slice = slice,
                  .days = days,
                  .fields = g_ptr_array_new(),
                  .patterns =
                      g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL),
                  .limits = g_ptr_array_new(),
                  .latest = slice->belief.latest};
    if (all.latest == DAY_NONE)
        all.latest = G_MAXUINT32 - 1;
    field_number(&all, "received");
    for (guint a = 0; a < days->atoms->len; a++) {
        const RecordSet *set = condition(&all, a);
        field_number(&all, set->field);
        if (set->kind == SET_WITHIN)
            field_number(&all, set->to);
        g_ptr_array_add(all.limits, set->kind == SET_WITHIN ? limit_days_new(set->limit) : NULL);
    }
    all.values = g_new0(Day, all.fields->len);
    try_receipts(&all);
    g_free(all.values);
    for (guint i = 0; i < all.limits->len; i++)
        if (all.limits->pdata[i])
            limit_days_free(all.limits->pdata[i]);
    g_ptr_array_unref(all.limits);
    g_ptr_array_unref(all.fields);
    g_hash_table_unref(all.patterns);
    return days->leaves->len <= SLICE_MOST_LEAVES;
}
