/* The starter's profile.yaml, and the account of it for the terminal. */
#include "analysis/calendar/calendar.h"
#include "analysis/profile/profile.h"
#include "analysis/starter/starter_parts.h"

static void
append_head(GString *out, const Starter *starter)
{
    g_autofree char *year = calendar_year_label(starter->year, (ReportingYear){.start_month = 4});
    g_string_append_printf(
        out,
        "# A first profile, guessed from the headings and values of the export. Check it, correct what is\n"
        "# wrong, then run ladostat check and ladostat report on this file.\n"
        "authority:\n"
        "  name: Your council          # shown on the cover and under every table\n"
        "  # short-name: Your council  # in titles\n"
        "  # code: E00000000           # the ONS code\n"
        "report:\n"
        "  year: %s               # the financial year reported, April to March\n"
        "  years: %d                    # how many years the tables compare, ending with it\n"
        "  # as-at: %d-05-31         # what is closed later counts as open; if left out, everything counts\n"
        "words: {contact: contact, contacts: contacts}   # what one record is called: contact, referral "
        "...\n",
        year, starter->years, starter->year + 1);
}

/* "[\"a\", \"b\"]", or one alone. */
static void
append_listed(GString *out, const GPtrArray *texts)
{
    if (texts->len > 1)
        g_string_append_c(out, '[');
    for (guint i = 0; i < texts->len; i++) {
        g_autofree char *text = profile_quoted(texts->pdata[i]);
        g_string_append_printf(out, "%s%s", i ? ", " : "", text);
    }
    g_string_append(out, texts->len > 1 ? "]\n" : "\n");
}

static void
append_sheets(GString *out, const Starter *starter)
{
    const Place *first = starter->places->pdata[0];
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < starter->places->len; i++) {
        const Place *place = starter->places->pdata[i];
        if (place->sheet && g_str_equal(place->path, first->path))
            g_ptr_array_add(names, place->sheet);
    }
    if (starter->sheet || starter_takes_all_sheets(starter)) {
        g_ptr_array_set_size(names, 0);
        g_ptr_array_add(names, starter->sheet ? starter->sheet : "all");
    }
    if (!names->len)
        return;
    g_string_append(out, "  sheet: ");
    append_listed(out, names);
}

char *
starter_entry(const Starter *starter)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < starter->places->len; i++) {
        char *name = g_path_get_basename(((const Place *)starter->places->pdata[i])->path);
        if (g_ptr_array_find_with_equal_func(files, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(files, name);
    }
    g_string_append(out, "- file: ");
    append_listed(out, files);
    append_sheets(out, starter);
    if (starter->encoding)
        g_string_append_printf(out, "  encoding: %s\n", starter->encoding);
    if (starter->month_first)
        g_string_append(out, "  dates: month-first       # 04/25/2023: some can only be read this way\n");
    g_string_append(out, "  columns:                  # field: heading in the export\n");
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (!column->mapped)
            continue;
        g_autofree char *heading = profile_quoted(column->heading);
        g_string_append_printf(out, "    %s: %s\n", column->field_name, heading);
    }
    return g_string_free(out, FALSE);
}

static void
append_left_alone(GString *out, const Starter *starter)
{
    bool any = false;
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (column->field_name)
            continue;
        if (!any)
            g_string_append(out, "      # Left alone, and never read by the reports:\n");
        any = true;
        g_autofree char *heading = starter_one_line(column->heading);
        g_string_append_printf(out, "      #   %s (%s)\n", heading, column->left_because);
    }
}

static bool
is_own_date(const Column *column)
{
    return g_strcmp0(column->field_name, "aware") == 0;
}

static void
append_fields(GString *out, const Starter *starter)
{
    bool any = false;
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        if (!column->field_name ||
            !(is_own_date(column) || (column->coded && (column->separator || column->bands))))
            continue;
        if (!any)
            g_string_append(out, "fields:\n");
        any = true;
        if (is_own_date(column)) {
            g_string_append_printf(out, "  - {field: %s, type: date}\n", column->field_name);
            continue;
        }
        if (column->bands) {
            g_string_append_printf(out, "  - {field: %s, type: number, bands: [%s]}\n", column->field_name,
                                   column->bands);
            continue;
        }
        g_autofree char *separator = profile_quoted(column->separator);
        g_string_append_printf(out, "  - {field: %s, separator: %s}   # several values in a cell\n",
                               column->field_name, separator);
    }
}

char *
starter_profile(const Starter *starter)
{
    GString *out = g_string_new(NULL);
    append_head(out, starter);
    g_autofree char *entry = starter_entry(starter);
    g_auto(GStrv) lines = g_strsplit(entry, "\n", -1);
    g_string_append(out, "records:\n");
    for (char **line = lines; **line; line++)
        g_string_append_printf(out, "  %s\n", *line);
    append_left_alone(out, starter);
    append_fields(out, starter);
    g_string_append(
        out,
        "codes: codes.csv              # what each value means; the order there is the order shown\n"
        "# figures: [earlier-years.csv]   # figures of years with no export\n"
        "# populations:                # groups of records to measure\n"
        "#   - {id: investigations, words: contacts taken further, where: [{field: stage, is: [CATEGORY]}]}\n"
        "# return: {threshold-met: investigations}   # final outcomes are then for these records\n"
        "# measures:                   # the standard ones for the fields above, with your changes\n"
        "#   standard: [{id: timeliness, within: [4 weeks, 12 weeks]}]\n"
        "#   without: [sector-by-harm]\n"
        "disclosure: {suppress-below: 5}   # counts from 1 to 4 are not shown\n");
    return g_string_free(out, FALSE);
}

/* "cases.xlsx [2022-23], [2023-24], more.csv" */
static char *
place_names(const GPtrArray *places)
{
    GString *out = g_string_new(NULL);
    const char *before = NULL;
    for (guint i = 0; i < places->len; i++) {
        const Place *place = places->pdata[i];
        g_autofree char *name = g_path_get_basename(place->path),
                        *sheet = place->sheet ? starter_one_line(place->sheet) : NULL;
        g_string_append(out, i ? ", " : "");
        if (g_strcmp0(before, place->path) != 0)
            g_string_append_printf(out, "%s%s", name, sheet ? " " : "");
        if (sheet)
            g_string_append_printf(out, "[%s]", sheet);
        before = place->path;
    }
    return g_string_free(out, FALSE);
}

char *
starter_account(const Starter *starter)
{
    GString *out = g_string_new(NULL);
    g_autofree char *year = calendar_year_label(starter->year, (ReportingYear){.start_month = 4});
    g_autofree char *names = place_names(starter->places);
    g_string_append_printf(out, "%s: %u rows; the year reported is taken to be %s\n", names, starter->rows,
                           year);
    if (starter->left->len) {
        g_autofree char *left = place_names(starter->left);
        g_string_append_printf(out, "  not read, because its headings differ: %s\n", left);
    }
    for (guint i = 0; i < starter->columns->len; i++) {
        const Column *column = starter->columns->pdata[i];
        g_autofree char *heading = starter_one_line(column->heading);
        if (column->bands)
            g_string_append_printf(out, "  %s: %s, put into bands\n", heading, column->field_name);
        else if (column->coded)
            g_string_append_printf(out, "  %s: %s, %u value%s\n", heading, column->field_name,
                                   column->values->len, column->values->len == 1 ? "" : "s");
        else if (column->field_name)
            g_string_append_printf(out, "  %s: %s\n", heading, column->field_name);
        else
            g_string_append_printf(out, "  %s: left alone (%s)\n", heading, column->left_because);
    }
    g_autofree char *slips = starter_slips(starter);
    if (*slips)
        g_string_append_printf(out, "taken as another spelling; check these in codes.csv:\n%s", slips);
    g_autofree char *alike = starter_alike(starter);
    if (*alike)
        g_string_append_printf(
            out, "similar, and perhaps the same; if so, give both the same category in codes.csv:\n%s",
            alike);
    guint withheld = starter_withheld(starter);
    if (withheld)
        g_string_append_printf(out,
                               "%u value%s not in codes.csv, because %s like a person's or a formula; "
                               "ladostat check lists values in no code list\n",
                               withheld, withheld == 1 ? " is" : "s are",
                               withheld == 1 ? "it looks" : "they look");
    return g_string_free(out, FALSE);
}
