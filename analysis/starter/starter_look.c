/* The look at the export: a column is represented by counts, not by its cells. */
#include "analysis/exports/exports.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/profile.h"
#include "analysis/records/dates.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

static const guint most_values =
    300; /* the most different values that a picklist, or combinations of its values, can have */
static const gsize longest_label = 100; /* bytes */
static const ReportingYear year_start = {.start_month = 4};

static void
look_column_free(gpointer pointer)
{
    Column *column = pointer;
    g_free(column->heading);
    g_free(column->own_name);
    g_clear_pointer(&column->ids, digests_free);
    for (gsize order = 0; order < G_N_ELEMENTS(column->years); order++)
        g_hash_table_unref(column->years[order]);
    g_hash_table_unref(column->by_value);
    g_clear_pointer(&column->values, g_ptr_array_unref);
    g_free(column);
}

static void
add_columns(Starter *starter, const Export *export)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < export->headings->len; i++) {
        Column *column = g_new0(Column, 1);
        g_autofree char *words = heading_words(export->headings->pdata[i]);
        column->heading = g_strdup(export->headings->pdata[i]);
        column->personal = heading_is_personal(words);
        column->ids = heading_score(words, "id") > 0 ? digests_new() : NULL;
        for (gsize order = 0; order < G_N_ELEMENTS(column->years); order++)
            column->years[order] = g_hash_table_new(NULL, NULL);
        column->by_value = found_values_new();
        g_ptr_array_add(starter->columns, column);
        char *folded = profile_fold(column->heading);
        Column *before = g_hash_table_lookup(seen, folded);
        if (before)
            before->twice = column->twice = true;
        g_hash_table_insert(seen, folded, column);
    }
}

static DateReading
date_reading_of(const char *cell, DateOrder order, bool from_1904)
{
    DateReading reading = date_read(cell, order);
    return from_1904 ? date_from_1904(reading) : reading;
}

/* Dates are counted separately from values, so that a column of dates never becomes a picklist; and in
 * both orders, because only the whole column shows which it uses. */
static void
look_at_date(Column *column, const char *cell, bool from_1904)
{
    static const DateOrder orders[] = {DATE_ORDER_FOUND, DATE_ORDER_MONTH_FIRST};
    DateReading found = date_reading_of(cell, DATE_ORDER_FOUND, from_1904);
    bool placeholder = found.result == DATE_PLACEHOLDER || found.result == DATE_IMPOSSIBLE;
    if (placeholder)
        column->dates += strlen(cell) > 1; /* "0" may be a flag */
    else if (found.result == DATE_READ)
        column->dates++;
    column->tells[0] += found.tells == DATE_DAY_FIRST;
    column->tells[1] += found.tells == DATE_MONTH_FIRST;
    for (gsize order = 0; order < G_N_ELEMENTS(orders); order++) {
        DateReading reading = order ? date_reading_of(cell, orders[order], from_1904) : found;
        if (reading.result != DATE_READ)
            continue;
        gpointer year = GINT_TO_POINTER(calendar_year_of(reading.day, year_start));
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(column->years[order], year));
        g_hash_table_insert(column->years[order], year, GUINT_TO_POINTER(count + 1));
    }
}

static void
look_at_id(Digests *ids, const char *value)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    Digest digest = digest_of(value, folded);
    if (digests_find(ids, digest) == G_MAXUINT)
        digests_add(ids, digest);
}

static void
look_at_value(Column *column, const char *value)
{
    if (strlen(value) > longest_label)
        column->long_texts++;
    if (column->ids)
        look_at_id(column->ids, value);
    if (column->many || column->long_texts)
        return;
    found_values_add(column->by_value, value, 1);
    column->many = g_hash_table_size(column->by_value) > most_values;
    if (column->many)
        g_hash_table_remove_all(column->by_value);
}

/* What reading a row needs. */
typedef struct {
    Starter *starter;
    const Export *export;
    GArray *columns; /* of guint: which column of the starter each of the export is, or G_MAXUINT */
} Scan;

/* Not a record: a total, the headings again or a second row of them, or one or two cells among many, as in
 * a sub-heading or page number. */
static bool
is_no_record(const Scan *scan, const ExportRow *row)
{
    const GPtrArray *headings = scan->export->headings;
    guint filled = 0, titles = 0;
    bool digits = false, hint = false;
    for (guint i = 0; i < row->length; i++) {
        const char *cell = row->cells[i];
        filled += *cell != '\0';
        titles += *cell && i < headings->len && g_ascii_strcasecmp(cell, headings->pdata[i]) == 0;
        digits |= cell[strcspn(cell, "0123456789")] != '\0';
        hint |= date_is_asked_for(cell);
    }
    bool alone = filled < 2 ? headings->len > 2 : filled < 3 && headings->len > 4;
    return (alone && (*row->cells[0] || digits)) || hint || titles * 2 > filled || export_row_is_total(row);
}

static bool
on_sample_row(const ExportRow *row, void *user)
{
    const Scan *scan = user;
    if (is_no_record(scan, row))
        return true;
    scan->starter->rows++;
    for (guint i = 0; i < MIN(row->length, scan->columns->len); i++) {
        guint place = g_array_index(scan->columns, guint, i);
        Column *column = place == G_MAXUINT ? NULL : scan->starter->columns->pdata[place];
        g_autofree char *value = column ? g_strstrip(g_strdup(row->cells[i])) : NULL;
        if (!column)
            continue;
        column->not_calculated += g_str_equal(value, EXPORT_NOT_CALCULATED);
        if (!*value || export_cell_is_error(value))
            continue;
        column->filled++;
        if (column->personal)
            continue;
        look_at_date(column, value, scan->export->from_1904);
        look_at_value(column, value);
    }
    return true;
}

/* Which of the starter's columns each of the export's is; a repeated heading is the next column with that
 * name. */
static GArray *
columns_by_heading(const Starter *starter, const Export *export)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree bool *taken = g_new0(bool, starter->columns->len + 1);
    for (guint i = 0; i < export->headings->len; i++) {
        guint place = 0;
        while (place < starter->columns->len &&
               (taken[place] || !profile_same_name(((const Column *)starter->columns->pdata[place])->heading,
                                                   export->headings->pdata[i])))
            place++;
        bool found = place < starter->columns->len;
        taken[place] = found;
        place = found ? place : G_MAXUINT;
        g_array_append_val(columns, place);
    }
    return columns;
}

static bool
scan_rows(Starter *starter, Export *export, GError **error)
{
    g_autoptr(GArray) columns = columns_by_heading(starter, export);
    return export_read(export, on_sample_row, &(Scan){starter, export, columns}, error);
}

static guint
received_in(GHashTable *years, int year)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(years, GINT_TO_POINTER(year)));
}

/* A year with so few of the busiest year's records is a typing error. */
static bool
is_year(GHashTable *received, int year, guint busiest)
{
    static const guint least_share = 20;
    return received_in(received, year) * least_share >= MAX(busiest, 1);
}

/* The last complete year: one with under half the records of the year before is not over yet. */
static void
look_for_years(Starter *starter, GHashTable *received)
{
    static const int most_years = 5;
    GHashTableIter iter;
    gpointer key, value;
    guint busiest = 0;
    g_hash_table_iter_init(&iter, received);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        busiest = MAX(busiest, GPOINTER_TO_UINT(value));
    g_hash_table_iter_init(&iter, received);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (is_year(received, GPOINTER_TO_INT(key), busiest))
            starter->year = MAX(starter->year, GPOINTER_TO_INT(key));
    if (received_in(received, starter->year) * 2 < received_in(received, starter->year - 1))
        starter->year--;
    starter->years = 1;
    while (starter->years < most_years && is_year(received, starter->year - starter->years, busiest))
        starter->years++;
}

/* Whether it failed because a column that is all formulas without values may be the missing one. */
static bool
fail_not_calculated(const Starter *starter, GError **error)
{
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (!column->not_calculated || column->filled)
            continue;
        g_set_error(error, FAILURE, FAILURE_SHORT,
                    "%s: \"%s\" has formulas without stored values; open the file in Excel, save it, and run "
                    "this again",
                    starter->file, column->heading);
        return true;
    }
    return false;
}

/* Whether it failed because the missing column is there, but holds something else. */
static bool
fail_no_dates(const Starter *starter, GError **error)
{
    static const int plain = 55;
    const Column *best = NULL;
    int score = plain;
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        g_autofree char *words = heading_words(column->heading);
        if (column->filled && heading_has(words, "date") && heading_score(words, "received") > score) {
            best = column;
            score = heading_score(words, "received");
        }
    }
    if (best)
        g_set_error(error, FAILURE, FAILURE_SHORT,
                    "%s: under \"%s\" only %u of %u cells can be read as dates; write them like "
                    "31/05/2024",
                    starter->file, best->heading, best->dates, best->filled);
    return best;
}

/* Whether its dates are month first, as all that show an order are. */
static void
find_date_order(Starter *starter)
{
    guint tells[2] = {0, 0};
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        for (gsize order = 0; column->field_name && !column->coded && order < G_N_ELEMENTS(tells); order++)
            tells[order] += column->tells[order];
    }
    starter->month_first = tells[1] > 2 && tells[0] * 20 < tells[1];
}

bool
starter_settle(Starter *starter, GError **error)
{
    columns_assign(starter);
    for (guint i = 0; i < starter->columns->len; i++) {
        Column *column = starter->columns->pdata[i];
        column->mapped = column->field_name;
    }
    find_date_order(starter);
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        GHashTable *years = column->years[starter->month_first];
        if (g_strcmp0(column->field_name, "received") != 0)
            continue;
        if (!g_hash_table_size(years)) {
            g_set_error(error, FAILURE, FAILURE_SHORT,
                        "%s: no date under \"%s\" exists; write them like 31/05/2024", starter->file,
                        column->heading);
            return false;
        }
        look_for_years(starter, years);
        return true;
    }
    if (!fail_not_calculated(starter, error) && !fail_no_dates(starter, error))
        g_set_error(error, FAILURE, FAILURE_SHORT,
                    "%s: no column of dates has a heading like \"Date received\" or \"Date of contact\"; "
                    "rename the column in the export, or write the profile by hand",
                    starter->file);
    return false;
}

static void
place_free(gpointer pointer)
{
    Place *place = pointer;
    g_free(place->path);
    g_free(place->sheet);
    g_free(place);
}

GPtrArray *
places_new(void)
{
    return g_ptr_array_new_with_free_func(place_free);
}

void
places_add(GPtrArray *places, const Place *place)
{
    Place *copy = g_new0(Place, 1);
    *copy = (Place){g_strdup(place->path), g_strdup(place->sheet), place->of};
    g_ptr_array_add(places, copy);
}

Starter *
starter_scan(const Place *place, const char *encoding, const GPtrArray *headings, GError **error)
{
    ExportOptions options = {.sheet = place->sheet, .encoding = encoding, .headings = headings};
    g_autoptr(Export) export = export_open(place->path, options, error);
    if (!export)
        return NULL;
    g_autoptr(Starter) starter = g_new0(Starter, 1);
    starter->file = g_path_get_basename(place->path);
    starter->encoding = g_strdup(encoding);
    starter->columns = g_ptr_array_new_with_free_func(look_column_free);
    starter->places = places_new();
    starter->left = places_new();
    places_add(starter->places, place);
    add_columns(starter, export);
    if (!scan_rows(starter, export, error))
        return NULL;
    if (!starter->rows) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: there are headings but no records below them",
                    export->name);
        return NULL;
    }
    return g_steal_pointer(&starter);
}

bool
starter_scan_more(Starter *starter, const Place *place, GError **error)
{
    ExportOptions options = {.sheet = place->sheet, .encoding = starter->encoding};
    g_autoptr(Export) export = export_open(place->path, options, error);
    if (!export || !scan_rows(starter, export, error))
        return false;
    places_add(starter->places, place);
    return true;
}

void
starter_free(Starter *starter)
{
    if (!starter)
        return;
    g_free(starter->file);
    g_free(starter->sheet);
    g_free(starter->encoding);
    g_ptr_array_unref(starter->places);
    g_ptr_array_unref(starter->left);
    g_ptr_array_unref(starter->columns);
    g_free(starter);
}
