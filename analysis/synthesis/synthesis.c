#include "analysis/csv/cell.h"
#include "analysis/synthesis/synthesis_parts.h"
#include "analysis/failure/failure.h"
#include <math.h>
#include <string.h>

#define MOST_RECORDS 1000000

static void
category_free(gpointer pointer)
{
    MadeCategory *category = pointer;
    g_free(category->name);
    g_ptr_array_unref(category->parts);
    g_ptr_array_unref(category->values);
    g_ptr_array_unref(category->part_values);
    g_free(category);
}

static MadeCategory *
column_add_category(Column *column, const char *name)
{
    int index = column_category(column, name);
    if (index >= 0)
        return column->categories->pdata[index];
    MadeCategory *category = g_new0(MadeCategory, 1);
    category->name = g_strdup(name);
    category->parts = g_ptr_array_new_with_free_func(g_free);
    category->values = g_ptr_array_new_with_free_func(g_free);
    category->part_values = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_ptr_array_add(column->categories, category);
    return category;
}

static GPtrArray *
part_values(MadeCategory *category, const char *part)
{
    for (guint i = 0; i < category->parts->len; i++)
        if (profile_same_name(category->parts->pdata[i], part))
            return category->part_values->pdata[i];
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(category->parts, g_strdup(part));
    g_ptr_array_add(category->part_values, values);
    return values;
}

/* The categories in the code list or, without one, in the figures. Not recorded comes last. */
static void
name_categories(Column *column, const Profile *profile, const Figures *figures)
{
    const ProfileField *field = column->field;
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (profile_same_name(code->category, NOT_RECORDED) ||
            profile_same_name(code->category, UNRECOGNISED))
            continue;
        MadeCategory *category = column_add_category(column, code->category);
        GPtrArray *values = *code->part ? part_values(category, code->part) : category->values;
        if (*code->value)
            g_ptr_array_add(values, g_strdup(code->value));
    }
    for (guint i = 0; !field->codes->len && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        if (measure && kind_of(measure)->by_fields && measure->by->len == 1 &&
            strcmp(measure->by->pdata[0], field->name) == 0 && *figure->category &&
            !profile_same_name(figure->category, NOT_RECORDED))
            column_add_category(column, figure->category);
    }
    if (field->ongoing_category)
        column_add_category(column, field->ongoing_category);
    column_add_category(column, NOT_RECORDED);
}

static void
column_free(gpointer pointer)
{
    Column *column = pointer;
    g_ptr_array_unref(column->categories);
    g_free(column->codes);
    g_free(column->further);
    g_free(column->days);
    g_free(column);
}

static Column *
column_new(const Year *year, const ProfileField *field)
{
    Column *column = g_new0(Column, 1);
    column->field = field;
    column->categories = g_ptr_array_new_with_free_func(category_free);
    if (field->type == FIELD_DATE)
        column->days = g_new0(Day, year->length + 1);
    if (field->type != FIELD_CODED)
        return column;
    name_categories(column, year->profile, year->figures);
    column->codes = g_new0(MadeCode, year->length + 1);
    for (guint i = 0; i < year->length; i++)
        column->codes[i] = (MadeCode){UNFILLED, -1};
    if (field->separator)
        column->further = g_new0(guint64, year->length + 1);
    return column;
}

/* The number of records in a year: from the count over all records, or else from a table's total row. */
static double
records_of_year(const Profile *profile, const Figures *figures, const char *period)
{
    const ProfilePopulation *all = profile->populations->pdata[0];
    double found = NAN;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        if (!measure || measure->of != all || strcmp(figure->period, period) != 0 || *figure->category ||
            *figure->part)
            continue;
        if (kind_of(measure)->sizes_population && !isnan(figure->count))
            return figure->count;
        if (isnan(found) && kind_of(measure)->by_fields && !measure->leave_out->len)
            found = isnan(figure->base) ? figure->count : figure->base;
        else if (isnan(found) && kind_of(measure)->is_share)
            found = figure->base;
    }
    return found;
}

static void
append_cell(GString *out, const char *text, bool first)
{
    if (!first)
        g_string_append_c(out, ',');
    csv_append_cell(out, text);
}

static const char *
value_by_chance(Year *year, const GPtrArray *values, const char *otherwise)
{
    return values->len ? values->pdata[chance_below(year->chance, values->len)] : otherwise;
}

static char *
coded_text(Year *year, const Column *column, guint record)
{
    GString *text = g_string_new(NULL);
    MadeCode code = column->codes[record];
    int ongoing =
        column->field->ongoing_category ? column_category(column, column->field->ongoing_category) : -1;
    /* An export has no outcome for a case that is still open. */
    if (code.category == (int)column_not_recorded(column) || code.category == ongoing)
        return g_string_free(text, FALSE);
    const MadeCategory *category = column->categories->pdata[code.category];
    g_string_append(text, code.part >= 0 ? value_by_chance(year, category->part_values->pdata[code.part],
                                                           category->parts->pdata[code.part])
                                         : value_by_chance(year, category->values, category->name));
    for (guint c = 0; column->further && c < MIN(column->categories->len, 64u); c++)
        if (column->further[record] >> c & 1) {
            const MadeCategory *other = column->categories->pdata[c];
            g_string_append_printf(text, "%s%s", column->field->separator,
                                   value_by_chance(year, other->values, other->name));
        }
    return g_string_free(text, FALSE);
}

/* Dates as case systems write them: dd/mm/yyyy. */
static char *
day_text(Day day)
{
    int number = 0, month = 0, month_day = 0;
    if (day == DAY_NONE)
        return g_strdup("");
    calendar_split(day, &number, &month, &month_day);
    return g_strdup_printf("%02d/%02d/%04d", month_day, month, number);
}

/* The record's own reference, or one of a number small enough for some to be in several records. */
static char *
identifier_text(Year *year, const ProfileField *field, guint at)
{
    if (strcmp(field->name, "id") == 0)
        return g_strdup_printf("SYN-%d-%05u", year->year, at + 1);
    return g_strdup_printf("SYN-%s-%04u", field->name, 1 + chance_below(year->chance, year->length));
}

static void
write_year(Year *year, GString *out)
{
    const ProfileRecords *export = year->profile->records->pdata[0];
    for (guint at = 0; at < year->length; at++) {
        guint i = year->order ? g_array_index(year->order, guint, at) : at;
        for (guint c = 0; c < export->columns->len; c++) {
            const Column *column = year_column(year, g_array_index(export->columns, ProfileColumn, c).field);
            g_autofree char *text = column->days    ? day_text(column->days[i])
                                    : column->codes ? coded_text(year, column, i)
                                                    : identifier_text(year, column->field, at);
            append_cell(out, text, c == 0);
        }
        g_string_append(out, "\r\n");
    }
}

static void
make_year(Year *year, GString *out)
{
    year->columns = g_ptr_array_new_with_free_func(column_free);
    year->open = g_new0(bool, year->length + 1);
    for (guint i = 0; i < year->profile->fields->len; i++)
        g_ptr_array_add(year->columns, column_new(year, year->profile->fields->pdata[i]));
    year_fill_codes(year);
    year_fill_dates(year);
    year_check(year);
    write_year(year, out);
    g_ptr_array_unref(year->columns);
    g_free(year->open);
    g_clear_pointer(&year->order, g_array_unref);
}

static bool
year_is_given(const Profile *profile, const Figures *figures, const char *period)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const ProfileMeasure *measure = profile_measure(profile, figures_at(figures, i)->measure);
        if (measure && !kind_of(measure)->from_files && strcmp(figures_at(figures, i)->period, period) == 0)
            return true;
    }
    return false;
}

static GPtrArray *
measures_of_profile(const Profile *profile)
{
    GPtrArray *measures = g_ptr_array_new();
    for (guint i = 0; i < profile->measures->len; i++)
        if (!((const ProfileMeasure *)profile->measures->pdata[i])->returned)
            g_ptr_array_add(measures, profile->measures->pdata[i]);
    return measures;
}

static bool
make_years(const Profile *profile, const Figures *figures, guint32 seed, GPtrArray *changes, GString *out,
           GError **error)
{
    double all = 0;
    g_autoptr(GPtrArray) measures = measures_of_profile(profile);
    for (int number = profile->year - profile->years + 1; number <= profile->year; number++) {
        g_autofree char *period = calendar_year_label(number, profile->year_start);
        double records = records_of_year(profile, figures, period);
        if (isnan(records)) {
            if (year_is_given(profile, figures, period))
                g_ptr_array_add(changes, g_strdup_printf("%s: no number of %s is given; none made", period,
                                                         profile->words));
            continue;
        }
        all += records;
        if (records < 0 || records != floor(records) || all > MOST_RECORDS) {
            g_set_error(
                error, FAILURE, FAILURE_USAGE,
                "%s: %g is not a number of records that can be made; give a whole number, at most %d in all",
                period, records, MOST_RECORDS);
            return false;
        }
        /* Each year has its own random numbers, so that a change in one leaves the others unchanged. */
        Chance chance = chance_new(((guint64)seed << 32) ^ (guint64)number * 2654435761u);
        Year year = {.profile = profile,
                     .measures = measures,
                     .figures = figures,
                     .changes = changes,
                     .chance = &chance,
                     .year = number,
                     .period = period,
                     .length = (guint)records};
        make_year(&year, out);
    }
    if (all > 0)
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s: the figures give no number of %s for any year it reports; add rows of a count measure",
                profile->path, profile->words);
    return false;
}

char *
synthesis_records(const Profile *profile, const Figures *figures, guint32 seed, GPtrArray *changes,
                  GError **error)
{
    GString *out = g_string_new(NULL);
    const ProfileRecords *export = profile->records->pdata[0];
    for (guint c = 0; c < export->columns->len; c++)
        append_cell(out, g_array_index(export->columns, ProfileColumn, c).heading, c == 0);
    g_string_append(out, "\r\n");
    bool made = make_years(profile, figures, seed, changes, out, error);
    return g_string_free(out, !made);
}
