/* The look at the export: a column is known by counts, not by its cells. */
#include "analysis/exports/exports.h"
#include "analysis/failure/failure.h"
#include "analysis/profile/profile.h"
#include "analysis/records/dates.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

static const guint most_values =
    300; /* different ones that a picklist, or combinations of its values, have */
static const gsize longest_label = 100; /* bytes */
static const ReportingYear year_start = {.start_month = 4};

static void
found_free(gpointer pointer)
{
    Found *found = pointer;
    g_free(found->value);
    g_free(found);
}

static void
column_free(gpointer pointer)
{
    Column *column = pointer;
    g_free(column->heading);
    g_free(column->own_name);
    g_clear_pointer(&column->ids, digests_free);
    g_hash_table_unref(column->years);
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
        column->years = g_hash_table_new(NULL, NULL);
        column->by_value = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, found_free);
        g_ptr_array_add(starter->columns, column);
        char *folded = profile_fold(column->heading);
        Column *before = g_hash_table_lookup(seen, folded);
        if (before)
            before->twice = column->twice = true;
        g_hash_table_insert(seen, folded, column);
    }
}

/* Dates are looked at apart from values, so that a column of dates never becomes a picklist. */
static void
look_at_date(Column *column, const char *cell, bool from_1904)
{
    DateReading reading = date_read(cell, DATE_ORDER_FOUND);
    if (from_1904)
        reading = date_from_1904(reading);
    switch (reading.result) {
    case DATE_READ: {
        gpointer year = GINT_TO_POINTER(calendar_year_of(reading.day, year_start));
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(column->years, year));
        g_hash_table_insert(column->years, year, GUINT_TO_POINTER(count + 1));
        column->dates++;
        break;
    }
    case DATE_PLACEHOLDER:
    case DATE_IMPOSSIBLE:
        column->dates += strlen(cell) > 1; /* "0" may be a flag */
        break;
    case DATE_BLANK:
    case DATE_UNREADABLE:
        break;
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
    Found *found = g_hash_table_lookup(column->by_value, value);
    if (!found) {
        found = g_new0(Found, 1);
        found->value = g_strdup(value);
        g_hash_table_insert(column->by_value, found->value, found);
    }
    found->count++;
    column->many = g_hash_table_size(column->by_value) > most_values;
    if (column->many)
        g_hash_table_remove_all(column->by_value);
}

static bool
on_row(const ExportRow *row, void *user)
{
    Starter *starter = user;
    if (export_row_is_total(row))
        return true;
    starter->rows++;
    for (guint i = 0; i < MIN(row->length, starter->columns->len); i++) {
        Column *column = starter->columns->pdata[i];
        g_autofree char *value = g_strstrip(g_strdup(row->cells[i]));
        column->not_calculated += g_str_equal(value, EXPORT_NOT_CALCULATED);
        if (!*value || export_cell_is_error(value))
            continue;
        column->filled++;
        if (column->personal)
            continue;
        look_at_date(column, value, starter->from_1904);
        look_at_value(column, value);
    }
    return true;
}

static guint
received_in(const Column *received, int year)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(received->years, GINT_TO_POINTER(year)));
}

/* A year with so few of what the busiest has is a slip of somebody's pen. */
static bool
is_year(const Column *received, int year, guint busiest)
{
    static const guint least_share = 20;
    return received_in(received, year) * least_share >= MAX(busiest, 1);
}

/* The last year that is not just begun: one with under half the records of the year before is not over. */
static void
find_years(Starter *starter, const Column *received)
{
    static const int most_years = 5;
    GHashTableIter iter;
    gpointer key, value;
    guint busiest = 0;
    g_hash_table_iter_init(&iter, received->years);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        busiest = MAX(busiest, GPOINTER_TO_UINT(value));
    g_hash_table_iter_init(&iter, received->years);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        if (is_year(received, GPOINTER_TO_INT(key), busiest))
            starter->year = MAX(starter->year, GPOINTER_TO_INT(key));
    if (received_in(received, starter->year) * 2 < received_in(received, starter->year - 1))
        starter->year--;
    starter->years = 1;
    while (starter->years < most_years && is_year(received, starter->year - starter->years, busiest))
        starter->years++;
}

/* Whether it failed: a column that is all formulas without values may be the one that is missed. */
static bool
fail_not_calculated(const Starter *starter, GError **error)
{
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (!column->not_calculated || column->filled)
            continue;
        g_set_error(
            error, FAILURE, FAILURE_SHORT,
            "%s: under \"%s\" are formulas whose values the file does not hold; open it in Excel, save "
            "it, and look at it again",
            starter->file, column->heading);
        return true;
    }
    return false;
}

/* Whether it failed: the column that is missed is there, and holds something else. */
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
                    "%s: under \"%s\" only %u of %u cells are dates that can be read; write them like "
                    "31/05/2024",
                    starter->file, best->heading, best->dates, best->filled);
    return best;
}

static bool
settle(Starter *starter, GError **error)
{
    columns_assign(starter);
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (g_strcmp0(column->field_name, "received") != 0)
            continue;
        if (!g_hash_table_size(column->years)) {
            g_set_error(error, FAILURE, FAILURE_SHORT,
                        "%s: no date under \"%s\" is a day that there is; write them like 31/05/2024",
                        starter->file, column->heading);
            return false;
        }
        find_years(starter, column);
        return true;
    }
    if (fail_not_calculated(starter, error) || fail_no_dates(starter, error))
        return false;
    g_autofree char *otherwise =
        starter->other_sheets ? g_strdup_printf("read another sheet with --sheet: %s", starter->other_sheets)
                              : g_strdup("write the profile by hand");
    g_set_error(
        error, FAILURE, FAILURE_SHORT,
        "%s: no column of dates has a heading like \"Date received\" or \"Date of contact\"; name the "
        "column so in the export, or %s",
        starter->file, otherwise);
    return false;
}

/* Those not read: "Cases, Closed"; NULL where there are none. */
static char *
other_sheets(const Export *export, const char *sheet)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < export->sheets->len; i++) {
        const char *name = export->sheets->pdata[i];
        if (sheet ? strcmp(name, sheet) != 0 : i > 0)
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
    }
    return names->len ? g_string_free(g_steal_pointer(&names), FALSE) : NULL;
}

Starter *
starter_look(const char *path, const char *sheet, const char *encoding, GError **error)
{
    g_autoptr(Export) export =
        export_open(path, (ExportOptions){.sheet = sheet, .encoding = encoding}, error);
    if (!export)
        return NULL;
    g_autoptr(Starter) starter = g_new0(Starter, 1);
    starter->file = g_path_get_basename(path);
    starter->sheet = g_strdup(sheet);
    starter->encoding = g_strdup(encoding);
    starter->columns = g_ptr_array_new_with_free_func(column_free);
    starter->other_sheets = other_sheets(export, sheet);
    starter->from_1904 = export->from_1904;
    add_columns(starter, export);
    if (!export_read(export, on_row, starter, error))
        return NULL;
    if (!starter->rows) {
        g_set_error(error, FAILURE, FAILURE_INPUT, "%s: there are headings and no records below them", path);
        return NULL;
    }
    if (!settle(starter, error))
        return NULL;
    return g_steal_pointer(&starter);
}

void
starter_free(Starter *starter)
{
    if (!starter)
        return;
    g_free(starter->file);
    g_free(starter->sheet);
    g_free(starter->encoding);
    g_free(starter->other_sheets);
    g_ptr_array_unref(starter->columns);
    g_free(starter);
}
