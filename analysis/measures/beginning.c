/* Where the records begin. Nothing is known of what came before, so the share of repeats is too low in the
 * first year. */
#include "analysis/measures/measure_kinds.h"

static const int years_known = 10000;

/* The first year of the records; a year with under a twentieth of the busiest year's is a typing error.
 * The year after the one reported if there is none. */
static int
first_year_of_records(const Profile *profile, const Dataset *dataset)
{
    g_autofree guint *records = g_new0(guint, years_known);
    guint busiest = 0;
    for (guint i = 0; i < dataset->length; i++) {
        int year = g_array_index(dataset->years, gint16, i);
        if (year >= 0 && year < years_known)
            busiest = MAX(busiest, ++records[year]);
    }
    for (int year = 0; year <= profile->year; year++)
        if (records[year] && records[year] * 20 >= busiest)
            return year;
    return profile->year + 1;
}

/* "the exports begin with 2022-23, so ...", "in April 2022" of part of a year. Caller frees. */
static char *
beginning_words(const char *year)
{
    g_autofree char *month =
        strstr(year, " to ") ? g_strdup_printf("in %.*s%s", (int)strcspn(year, " "), year, strrchr(year, ' '))
                             : g_strdup_printf("with %s", year);
    return g_strdup_printf("the exports begin %s, so nothing before it counts as an earlier record", month);
}

void
measures_break_at_beginning(Profile *profile, const Dataset *dataset)
{
    int first = first_year_of_records(profile, dataset);
    g_autofree char *label = calendar_year_label(first, profile->year_start);
    for (guint i = 0; i < profile->measures->len && first > profile->year - profile->years; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        g_autofree char *words = beginning_words(label);
        if (measure->repeat && first < profile->year)
            profile_add_break(profile, measure, first + 1, words);
    }
}

void
note_beginning(const Profile *profile, const Dataset *dataset, Figures *figures)
{
    int first = profile->records->len ? first_year_of_records(profile, dataset) : 0;
    g_autofree char *label = calendar_year_label(first, profile->year_start);
    for (guint i = 0; i < profile->measures->len && first == profile->year; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        g_autofree char *words = measure->repeat ? beginning_words(label) : NULL;
        g_autofree char *note = words ? g_strdup_printf("T%s.", words + 1) : NULL;
        if (note)
            figures_add_note(figures, measure->id, note);
    }
}
