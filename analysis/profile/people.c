/* People: the number in each category and year, for rates. */
#include "analysis/exports/lists.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/profile_parts.h"
#include <string.h>

static const InputKind people_list = {
    .noun = "list of people", .most = 16 * 1024 * 1024, .failure = FAILURE_INPUT};
enum { CATEGORY, YEAR, PEOPLE, COLUMNS };
static const char *const headings[] = {"category", "year", "people", NULL};

typedef struct {
    const Profile *profile;
    const ProfileField *field;
    const char *path;
    GHashTable *people;
    int columns[COLUMNS];
    bool headings_read;
    GError *error;
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
read_row(Reading *reading, const CsvRow *row)
{
    const char *cells[COLUMNS] = {"", "", ""};
    for (guint k = 0; k < COLUMNS; k++)
        if ((guint)reading->columns[k] < row->length)
            cells[k] = profile_one_line(row->cells[reading->columns[k]]);
    int year;
    guint64 people;
    g_auto(GStrv) groups = g_strsplit_set(cells[PEOPLE], ", ", -1);
    g_autofree char *plain = g_strjoinv("", groups);
    if (!is_category(reading->field, cells[CATEGORY]))
        failure_at(&reading->error, reading->path, row->line, "\"%s\" is not a category of %s",
                   cells[CATEGORY], reading->field->name);
    else if (!parse_year(reading->profile, cells[YEAR], &year))
        failure_at(&reading->error, reading->path, row->line,
                   "\"%s\" is not a year; write it like 2023-24, or 2023 for the middle of 2023",
                   cells[YEAR]);
    else if (!g_ascii_string_to_unsigned(plain, 10, 1, 1000000000, &people, NULL))
        failure_at(&reading->error, reading->path, row->line,
                   "\"%s\" is not a number of people; write it like 12500, or leave the row out",
                   cells[PEOPLE]);
    else {
        double number = (double)people;
        if (!g_hash_table_insert(reading->people, key_of(cells[CATEGORY], year),
                                 g_memdup2(&number, sizeof number)))
            failure_at(&reading->error, reading->path, row->line, "%s already has a row for that year",
                       cells[CATEGORY]);
    }
}

static bool
on_row(CsvRow *row, void *user)
{
    Reading *reading = user;
    for (guint i = 0; !reading->headings_read && i < row->length; i++) {
        g_autofree char *name = profile_fold(row->cells[i]);
        for (int k = 0; k < COLUMNS; k++)
            if (strcmp(name, headings[k]) == 0)
                reading->columns[k] = (int)i;
    }
    if (reading->headings_read)
        read_row(reading, row);
    for (int k = 0; k < COLUMNS && !reading->headings_read && !reading->error; k++)
        if (reading->columns[k] < 0)
            failure_at(&reading->error, reading->path, row->line,
                       "the first line of a list of people must be category,year,people");
    reading->headings_read = true;
    return !reading->error;
}

GHashTable *
people_read(const Profile *profile, const ProfileField *field, const char *path, GError **error)
{
    Reading reading = {.profile = profile, .field = field, .path = path, .columns = {-1, -1, -1}};
    reading.people = yaml_keep(profile->yaml, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                               (GDestroyNotify)g_hash_table_unref);
    list_read(path, &people_list, headings, on_row, &reading, error);
    if (reading.error)
        g_propagate_error(error, reading.error);
    return reading.people;
}

double
profile_people(const ProfileMeasure *measure, const char *category, int year)
{
    g_autofree char *key = key_of(category, year);
    const double *people = g_hash_table_lookup(measure->people, key);
    return people ? *people : 0;
}
