/* Leaves of days: every way in which the days of a record can meet the conditions on them.
 *
 * For each day of receipt, the other days are tried where a condition changes; between two such days, the
 * same conditions are met. So limits in any units, ends of years and ages are told apart exactly as in the
 * calendar, without saying how a week and a month compare. */
#include "analysis/slices/slices_parts.h"
#include <string.h>

/* The days of a record that matter: received, and any others that conditions name. */
typedef struct {
    const Slice *slice;
    Dimension *days;
    GPtrArray *fields; /* const char*; the first is received */
    Day *values;       /* of the current record */
    guint8 *pattern;
    Day latest;    /* no day is later */
    bool *earlier; /* for each field: no day of it is later than that of receipt */
} Course;

static guint
field_number(GPtrArray *fields, const char *name)
{
    for (guint i = 0; i < fields->len; i++)
        if (strcmp(fields->pdata[i], name) == 0)
            return i;
    g_ptr_array_add(fields, (gpointer)name);
    return fields->len - 1;
}

static void
keep_pattern(Course *course)
{
    for (guint i = 0; i < course->days->atoms->len; i++) {
        const Atom *atom = course->days->atoms->pdata[i];
        Day from = course->values[atom->field], to = course->values[atom->to];
        if (atom->limit)
            course->pattern[i] =
                from != DAY_NONE && to != DAY_NONE && to <= limit_days_last(atom->limit, from);
        else
            course->pattern[i] = from != DAY_NONE && from >= atom->set->first && from <= atom->set->last;
    }
    dimension_add_leaf(course->days, course->pattern);
}

/* The first day whose limit lasts until a day. */
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

/* The days of a field at which some condition begins or stops being met, given the days of the fields
 * before it; also no day, and the earliest. */
static GArray *
turning_days(const Course *course, guint number, Day earliest)
{
    GArray *turns = g_array_new(FALSE, TRUE, sizeof(Day));
    g_array_set_size(turns, 1);
    g_array_append_val(turns, earliest);
    for (guint i = 0; i < course->days->atoms->len; i++) {
        const Atom *atom = course->days->atoms->pdata[i];
        bool begins = atom->field == number, ends = atom->limit && atom->to == number;
        Day other = course->values[begins ? atom->to : atom->field], turn = DAY_NONE;
        if (begins && !atom->limit) {
            Day after = atom->set->last == G_MAXUINT32 ? DAY_NONE : atom->set->last + 1;
            g_array_append_val(turns, after);
            turn = atom->set->first;
        } else if ((begins || ends) && (begins ? atom->to : atom->field) < number && other != DAY_NONE) {
            turn = ends ? limit_days_last(atom->limit, other) + 1 : first_lasting_to(atom->limit, other);
        }
        g_array_append_val(turns, turn);
    }
    g_array_sort(turns, compare_days);
    return turns;
}

/* Tries each day at which something changes once, if it is possible. */
static void
try_days(Course *course, guint number)
{
    if (number == course->fields->len) {
        keep_pattern(course);
        return;
    }
    bool is_closing = strcmp(course->fields->pdata[number], "closed") == 0;
    Day earliest = is_closing && course->slice->belief.usual ? course->values[0] : 1,
        latest = course->earlier[number] ? course->values[0] : course->latest;
    g_autoptr(GArray) turns = turning_days(course, number, earliest);
    for (guint i = 0; i < turns->len; i++) {
        Day day = g_array_index(turns, Day, i);
        if ((day != DAY_NONE && (day < earliest || day > latest)) ||
            (i && day == g_array_index(turns, Day, i - 1)))
            continue;
        course->values[number] = day;
        try_days(course, number + 1);
    }
}

/* In a stretch without a beginning, the last years are tried day by day, and older ones now and then. */
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

/* Whether a day came before the record did, as measures imply that count the time from it to receipt. */
static bool
comes_before(const Slice *slice, const char *field)
{
    const Profile *profile = slice->belief.profile;
    bool before = profile->shared && g_strcmp0(profile->shared->aware, field) == 0;
    for (guint i = 0; i < profile->measures->len && !before; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        before = g_strcmp0(measure->from, field) == 0 && g_strcmp0(measure->to, "received") == 0;
    }
    return before && slice->belief.usual;
}

void
leaves_of_days(const Slice *slice, Dimension *days)
{
    g_autoptr(GPtrArray) fields = g_ptr_array_new();
    field_number(fields, "received");
    for (guint a = 0; a < days->atoms->len; a++) {
        Atom *atom = days->atoms->pdata[a];
        atom->field = atom->to = field_number(fields, atom->set->field);
        if (atom->set->kind == SET_WITHIN) {
            atom->to = field_number(fields, atom->set->to);
            atom->limit = limit_days_new(atom->set->limit);
        }
    }
    g_autofree Day *values = g_new0(Day, fields->len);
    g_autofree guint8 *pattern = g_malloc0(days->atoms->len);
    g_autofree bool *earlier = g_new0(bool, fields->len);
    for (guint i = 1; i < fields->len; i++)
        earlier[i] = comes_before(slice, fields->pdata[i]);
    Day latest = slice->belief.latest == DAY_NONE ? G_MAXUINT32 - 1 : slice->belief.latest;
    try_receipts(&(Course){slice, days, fields, values, pattern, latest, earlier});
}
