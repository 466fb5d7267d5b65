#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

bool
table_holds(const Table *table, TableQuantity quantity)
{
    for (guint i = 0; i < table->columns->len; i++)
        if (((const TableColumn *)table->columns->pdata[i])->quantity == quantity)
            return true;
    return false;
}

static char *
what_is_counted(const Table *table)
{
    const ProfileMeasure *measure = table->measure;
    return table_holds(table, TABLE_PERCENT)
               ? g_strdup_printf("Count, and percentage of %s", profile_percent_of(measure)->words)
               : g_strdup_printf("Number of %s", measure->of->words);
}

/* What the figures of a table's measure include, shown or not. */
typedef struct {
    bool provisional, supplied, estimates;
    bool few; /* percentages of so few that they are not shown */
} Contents;

static Contents
contents_of(const Table *table, const Figures *figures)
{
    Contents contents = {0};
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(figures, table->id, NULL, &at));) {
        contents.provisional |= figure->status == FIGURE_PROVISIONAL;
        contents.supplied |= figure->status == FIGURE_SUPPLIED;
        contents.estimates |= is_estimated(figure->role);
        /* The percentages of a caseload's ages and of a cross-table have no column. */
        contents.few |= table->measure->by->len < 2 && figure->role != ROLE_OPEN_AGE &&
                        figure_base_is_small(figure, table->measure->small_base);
    }
    return contents;
}

static bool
shows_symbol(const Table *table, const char *symbol)
{
    for (guint r = 0; r < table->rows->len; r++) {
        const TableRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const TableCell *cell = &g_array_index(row->cells, TableCell, c);
            if (cell->symbol && strcmp(cell->symbol, symbol) == 0)
                return true;
        }
    }
    return false;
}

static const char provisional[] = "[p] is provisional: the figures of that year may still change.";

const char *const table_symbols[] = {"[c] is a number that is not shown, to protect confidentiality: it is "
                                     "small, or would give away a small one.",
                                     provisional,
                                     SMALL_BASE
                                     " is a percentage of so few that it says little, and is not shown.",
                                     "[x] is a figure that is not available.",
                                     "[z] does not apply: there is nothing to take a percentage of.",
                                     NULL};

void
table_note_symbols(Table *table)
{
    for (const char *const *meaning = table_symbols; *meaning; meaning++) {
        g_autofree char *symbol = g_strndup(*meaning, 3);
        /* Another note says how few is too few. */
        if (strcmp(symbol, SMALL_BASE) && shows_symbol(table, symbol))
            table_note(table, *meaning);
    }
}

void
table_note(Table *table, const char *text)
{
    if (!g_ptr_array_find_with_equal_func(table->notes, text, g_str_equal, NULL))
        g_ptr_array_add(table->notes, g_strdup(text));
}

void
table_take_notes(Table *table, const GPtrArray *notes)
{
    for (guint i = 0; notes && i < notes->len; i++)
        table_note(table, notes->pdata[i]);
}

static void
note_years(Table *table, const Profile *profile, const GPtrArray *periods)
{
    for (guint p = 0; p < periods->len; p++) {
        const ProfileBreak *gap = profile_break_at(profile, table->measure, periods->pdata[p]);
        if (gap) {
            g_autofree char *text =
                g_strdup_printf("Break in series at %s: %s.", (char *)periods->pdata[p], gap->note);
            table_note(table, text);
        }
    }
    if (table->measure->since > profile->year - profile->years + 1) {
        g_autofree char *label = calendar_year_label(table->measure->since, profile->year_start);
        g_autofree char *text = g_strdup_printf("Recorded since %s.", label);
        table_note(table, text);
    }
}

static void
note_estimates(Table *table, bool estimates)
{
    bool rows = false, curve = false;
    for (guint r = 0; r < table->rows->len; r++) {
        rows |= is_estimated(((const TableRow *)table->rows->pdata[r])->role);
        curve |= ((const TableRow *)table->rows->pdata[r])->role == ROLE_STILL_OPEN;
    }
    if (curve)
        table_note(table, "Estimated (Kaplan-Meier): each open case counts for as long as it has been "
                          "followed. Followed is the number known to be open beyond that time.");
    else if (rows) {
        g_autofree char *not_done = g_strdup_printf("count every open case as not %s, even the newest",
                                                    profile_done_word(table->measure));
        g_autofree char *text = g_strdup_printf(
            "Estimated rows allow for open cases, each counted for as long as it has been "
            "followed (Kaplan-Meier); the other rows %s.",
            table->measure->base == BASE_DUE      ? "leave out open cases that are not yet past the limit"
            : table->measure->base == BASE_CLOSED ? "leave out open cases"
                                                  : not_done);
        table_note(table, text);
    } else if (estimates)
        table_note(table, "Estimates that allow for open cases (Kaplan-Meier) round to the same figures.");
}

/* Notes that every year is judged by what was known equally long after receipt. */
static void
note_follow_up(Table *table, const Profile *profile)
{
    g_autofree char *length = limit_words(table->measure->follow_up);
    g_autofree char *as_at = profile->as_at == DAY_NONE ? NULL : calendar_long(profile->as_at);
    g_autofree char *text = g_strdup_printf(
        "Every year is judged by what was known %s after receipt, so that years can be compared: cases "
        "closed later count as open, and those received less than %s before %s are left out.",
        length, length, as_at ? as_at : "the records end");
    table_note(table, text);
}

/* Notes percentages that are not shown because they would be of too few. */
static void
note_small_bases(Table *table)
{
    int least = table->measure->small_base;
    g_autofree char *text =
        shows_symbol(table, SMALL_BASE)
            ? g_strdup_printf("%s is a percentage of fewer than %d, which is not shown: so few say little.",
                              SMALL_BASE, least)
            : g_strdup_printf("Percentages of fewer than %d are not shown: so few say little.", least);
    table_note(table, text);
}

static void
add_notes(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    const ProfileMeasure *measure = table->measure;
    const Contents contents = contents_of(table, figures);
    if (table_holds(table, TABLE_CHANGE))
        table_note(table, profile->year_start.quarters
                              ? "Change is the difference in count from the same months a year before."
                              : "Change is the difference in count from the year before.");
    note_years(table, profile, periods);
    note_estimates(table, contents.estimates);
    if (measure->follow_up.number)
        note_follow_up(table, profile);
    if (contents.few)
        note_small_bases(table);
    table_note_symbols(table);
    if (contents.provisional)
        table_note(table, provisional);
    if (kind_of(measure)->from_files)
        table_note(table, measure->against
                              ? "Supplied by the service; what comes to each is computed from case records."
                              : "Supplied by the service, not computed from case records.");
    else if (contents.supplied)
        table_note(table, "Years with no case records are shown as they were published before.");
    table_take_notes(table, figures_notes(figures, measure->id));
}

void
table_describe(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods,
               const char *counted)
{
    const char *first = periods->pdata[0], *last = periods->pdata[periods->len - 1];
    g_autofree char *what = counted ? g_strdup(counted) : what_is_counted(table);
    g_autofree char *span = periods->len > 1 ? g_strdup_printf("%s to %s", first, last) : g_strdup(last);
    table->subtitle = g_strdup_printf("%s, %s, %s", what, profile->authority_short_name, span);
    if (!table->row_heading)
        table->row_heading = g_strdup("Measure");
    table->source = g_strdup_printf("Source: %s %s", profile->authority_name,
                                    kind_of(table->measure)->from_files ? "LADO service, supplied figures"
                                                                        : "LADO case records");
    add_notes(table, profile, figures, periods);
    table_summarise(table);
}
