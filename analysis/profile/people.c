/* People: the number in each category and year, for rates. */
#include "analysis/csv/cell.h"
#include "analysis/exports/lists.h"
#include "analysis/profile/profile_parts.h"
#include <math.h>

enum { CATEGORY, YEAR, PEOPLE };
static const char *const headings[] = {"category", "year", "people", NULL};
static const ListKind people_list = {
    .file = {.noun = "list of people", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT},
    .columns = headings,
    .needed = headings,
    .must = "the first line of a list of people must be category,year,people"};

typedef struct {
    const Profile *profile;
    const ProfileField *field;
    GHashTable *people;
} Reading;

/* A category's key, and the year of a rate: "2023-24", or 2023 for the middle of it. */
static char *
key_of(const char *category, int year)
{
    g_autofree char *folded = profile_fold(category);
    return g_strdup_printf("%s\x1f%d", folded, year);
}

static bool
parse_year(const Profile *profile, const char *text, int *year)
{
    ReportingYear whole = calendar_whole(profile->year_start);
    guint64 middle;
    if (calendar_parse_year(text, whole, year))
        return true;
    bool plain = g_ascii_string_to_unsigned(text, 10, 1900, 2200, &middle, NULL);
    *year = plain ? calendar_year_of(calendar_day((int)middle, 6, 30), whole) : 0;
    return plain;
}

static bool
is_category(const ProfileField *field, const char *category)
{
    for (guint i = 0; i < field->codes->len; i++)
        if (profile_same_name(g_array_index(field->codes, ProfileCode, i).category, category))
            return true;
    return !field->codes->len;
}

static void
on_people_row(const ListRow *row, void *user, GError **error)
{
    const Reading *reading = user;
    const char *category = row->cells[CATEGORY], *people = row->cells[PEOPLE];
    int year;
    double number;
    if (!is_category(reading->field, category))
        failure_at(error, row->path, row->line, "\"%s\" is not a category of %s", category,
                   reading->field->name);
    else if (!parse_year(reading->profile, row->cells[YEAR], &year))
        failure_at(error, row->path, row->line,
                   "\"%s\" is not a year; write it like 2023-24, or 2023 for the middle of 2023",
                   row->cells[YEAR]);
    else if (!csv_number(people, &number) || number < 1 || number > 1e9 || number != floor(number))
        failure_at(error, row->path, row->line,
                   "\"%s\" is not a number of people; write it like 12500, or leave the row out", people);
    else if (!g_hash_table_insert(reading->people, key_of(category, year), g_memdup2(&number, sizeof number)))
        failure_at(error, row->path, row->line, "%s already has a row for that year", category);
}

GHashTable *
people_read(const Profile *profile, const ProfileField *field, const char *path, GError **error)
{
    GHashTable *people =
        yaml_keep(profile->yaml, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                  (GDestroyNotify)g_hash_table_unref);
    Reading reading = {profile, field, people};
    g_autoptr(GArray) columns = list_read(path, &people_list, on_people_row, &reading, error);
    return columns ? people : NULL;
}

double
profile_people(const ProfileMeasure *measure, const char *category, int year)
{
    g_autofree char *key = key_of(category, year);
    const double *people = g_hash_table_lookup(measure->people, key);
    return people ? *people : 0;
}
