#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

static bool
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
    switch (measure->kind) {
    case MEASURE_COUNT:
        return g_strdup_printf("Number of %s", measure->of->words);
    case MEASURE_BREAKDOWN:
        if (measure->by->len == 2 || !table_holds(table, TABLE_PERCENT))
            return g_strdup_printf("Number of %s", measure->of->words);
        return g_strdup_printf("Count, and percentage of %s", profile_percent_of(measure)->words);
    case MEASURE_SHARE:
        return g_strdup_printf("Count, and percentage of %s", profile_percent_of(measure)->words);
    case MEASURE_TIMELINESS: {
        const char *which = measure->base == BASE_CLOSED ? " that were closed"
                            : measure->base == BASE_DUE  ? " that were closed or are past the limit"
                                                         : "";
        return g_strdup_printf("%s, and percentage of %s%s", measure->bands ? "Count" : "Cumulative count",
                               profile_percent_of(measure)->words, which);
    }
    case MEASURE_CURVE:
        return g_strdup_printf("Number followed and still open, and estimated percentage of %s still open",
                               measure->of->words);
    case MEASURE_DURATION:
        return g_strdup_printf("Days, of %s that were closed", measure->of->words);
    case MEASURE_CASELOAD:
        return g_strdup_printf("Number of %s", measure->of->words);
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    const char *count = table_holds(table, TABLE_COUNT) ? "Number" : NULL;
    if (!table_holds(table, TABLE_PERCENT))
        return g_strdup(count ? count : "Value");
    g_autofree char *base = measure->base_words ? g_strdup_printf(" of %s", measure->base_words)
                                                : g_strdup(" as supplied, its base not stated");
    return g_strconcat(count ? "Number, and percentage" : "Percentage", base, NULL);
}

static char *
row_heading(const Profile *profile, const ProfileMeasure *measure)
{
    if (measure->per != PER_YEAR && measure->kind == MEASURE_SHARE)
        return g_strdup(measure->per == PER_MONTH ? "Month" : "Quarter");
    switch (measure->kind) {
    case MEASURE_COUNT:
        return g_strdup(measure->per == PER_MONTH     ? "Month"
                        : measure->per == PER_QUARTER ? "Quarter"
                                                      : "Measure");
    case MEASURE_BREAKDOWN: {
        const ProfileField *field = profile_field(profile, measure->by->pdata[0]);
        static const struct {
            const char *field, *heading;
        } known[] = {
            {"harm", "Category of harm"}, {"sector", "Employment sector"}, {"source", "Referral source"}};
        for (gsize i = 0; i < G_N_ELEMENTS(known) && !field->words; i++)
            if (strcmp(field->name, known[i].field) == 0)
                return g_strdup(known[i].heading);
        g_autofree char *words = profile_field_words(field);
        return table_sentence_case(words);
    }
    case MEASURE_TIMELINESS:
    case MEASURE_CURVE:
        return g_strdup("Time");
    case MEASURE_SHARE:
    case MEASURE_DURATION:
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    return g_strdup("Measure");
}

static bool
any_status(const Table *table, const Figures *figures, FigureStatus status)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, table->id) == 0 && figure->status == status)
            return true;
    }
    return false;
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

const char *const table_symbols[] = {
    "[c] is a number that is not shown, to protect confidentiality: it is small, or would give a small one "
    "away.",
    "[p] is provisional: the figures of that year may still change.",
    SMALL_BASE " is a percentage of so few that it says little, and is not shown.",
    "[x] is a figure that is not available.",
    "[z] does not apply: there is nothing to take a percentage of.",
    NULL};

static const char *
meaning_of(const char *symbol)
{
    const char *const *meaning = table_symbols;
    while (!g_str_has_prefix(*meaning, symbol))
        meaning++;
    return *meaning;
}

void
table_note_symbols(Table *table)
{
    for (const char *const *meaning = table_symbols; *meaning; meaning++) {
        g_autofree char *symbol = g_strndup(*meaning, 3);
        /* How few is few stands in a note of its own. */
        if (strcmp(symbol, SMALL_BASE) && shows_symbol(table, symbol))
            table_note(table, *meaning);
    }
}

/* Whether the printed percentages of some column fail to make 100, though the rows are all there are. */
static bool
percents_miss_hundred(const Table *table)
{
    for (guint c = 0; c < table->columns->len; c++) {
        if (((const TableColumn *)table->columns->pdata[c])->quantity != TABLE_PERCENT)
            continue;
        double sum = 0;
        bool whole = true;
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            if (row->level || row->total)
                continue;
            double number = g_array_index(row->cells, TableCell, c).number;
            whole &= !isnan(number);
            sum += isnan(number) ? 0 : number;
        }
        if (whole && fabs(sum - 100) > 0.01)
            return true;
    }
    return false;
}

void
table_note(Table *table, const char *text)
{
    g_ptr_array_add(table->notes, g_strdup(text));
}

/* Whether some record is in several categories: then the entries are more than the records. */
static bool
categories_overlap(const Table *table, const Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (strcmp(figure->measure, table->id) == 0 && !*figure->category && figure->value > figure->count)
            return true;
    }
    return false;
}

static bool
has_parts(const Table *table)
{
    for (guint r = 0; r < table->rows->len; r++)
        if (((const TableRow *)table->rows->pdata[r])->level)
            return true;
    return false;
}

static void
note_breakdown(Table *table, const Profile *profile, const Figures *figures)
{
    const ProfileMeasure *measure = table->measure;
    if (categories_overlap(table, figures)) {
        g_autofree char *text =
            g_strdup_printf("A %s may be in several categories, so the rows add to more than the total.",
                            measure->of->where->len ? "record" : profile->word);
        table_note(table, text);
    } else if (measure->by->len == 1 && !measure->percent_of && percents_miss_hundred(table)) {
        table_note(table, "Percentages may not add to 100 because each is rounded.");
    }
    if (has_parts(table)) {
        g_autofree char *text =
            g_strdup_printf("Rows under a category are parts of it, and their percentages are of %s.",
                            measure->parts_of_all ? profile_percent_of(measure)->words : "that category");
        table_note(table, text);
    }
    if (measure->leave_out->len) {
        g_ptr_array_add(measure->leave_out, NULL);
        g_autofree char *names = g_strjoinv(", ", (char **)measure->leave_out->pdata);
        g_ptr_array_remove_index(measure->leave_out, measure->leave_out->len - 1);
        g_autofree char *text = g_strdup_printf("Left out of the rows and of the total: %s.", names);
        table_note(table, text);
    }
    if (measure->at_year_end)
        table_note(table,
                   "Outcomes as they stood when each year ended: what was open then counts as ongoing.");
}

/* A caseload whose first year starts from none: the records do not go back further. */
static void
note_caseload(Table *table, const Figures *figures, const char *first)
{
    const Figure *start = figures_find(figures, table->id, first, OPEN_AT_START, "");
    if (start && start->count == 0) {
        g_autofree char *text =
            g_strdup_printf("The records begin in %s: what was open before it is not among them, and its "
                            "caseload is too low to compare with.",
                            first);
        table_note(table, text);
    }
    table_note(
        table,
        "Open at the start plus received, minus closed, is open at the end. The rows under it show how long "
        "cases open at the end had been open.");
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

static bool
any_estimate(const Table *table, const Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++)
        if (strcmp(figures_at(figures, i)->measure, table->id) == 0 &&
            strcmp(figures_at(figures, i)->part, ESTIMATED) == 0)
            return true;
    return false;
}

static void
note_estimates(Table *table, const Figures *figures)
{
    const char *closed = profile_done_word(table->measure);
    if (table->measure->kind == MEASURE_CURVE) {
        table_note(table,
                   "Estimated (Kaplan-Meier): what is still open counts for as long as it has been followed. "
                   "Followed is how many are known to be open beyond that time.");
        return;
    }
    for (guint r = 0; r < table->rows->len; r++)
        if (g_str_has_suffix(((const TableRow *)table->rows->pdata[r])->heading, ", " ESTIMATED)) {
            g_autofree char *not_done =
                g_strdup_printf("count every open case as not %s, even the newest", closed);
            g_autofree char *text = g_strdup_printf(
                "Estimated rows allow for open cases, each counted for as long as it has been "
                "followed (Kaplan-Meier); the other rows %s.",
                table->measure->base == BASE_DUE      ? "leave out open cases that are not yet past the limit"
                : table->measure->base == BASE_CLOSED ? "leave out open cases"
                                                      : not_done);
            table_note(table, text);
            return;
        }
    if (any_estimate(table, figures))
        table_note(table, "Estimates that allow for open cases (Kaplan-Meier) round to the same figures.");
}

/* Every year is judged by what was known an equal time after receipt. */
static void
note_follow_up(Table *table, const Profile *profile)
{
    g_autofree char *length = limit_words(table->measure->follow_up);
    g_autofree char *as_at = profile->as_at == DAY_NONE ? NULL : calendar_long(profile->as_at);
    g_autofree char *text =
        g_strdup_printf("Every year is judged by what was known %s after receipt, so that years compare: "
                        "what was closed later "
                        "counts as open then, and what came less than %s before %s is left out.",
                        length, length, as_at ? as_at : "the records end");
    table_note(table, text);
}

/* Percentages that are not shown because they would be of too few. */
static void
note_small_bases(Table *table, const Figures *figures)
{
    int least = table->measure->small_base;
    bool any = false;
    for (guint i = 0; i < figures_length(figures) && !any; i++) {
        const Figure *figure = figures_at(figures, i);
        any = strcmp(figure->measure, table->id) == 0 && figure_base_is_small(figure, least);
    }
    bool counts_alone = table->measure->by->len == 2 || table->measure->kind == MEASURE_CASELOAD ||
                        table->measure->kind == MEASURE_DURATION;
    if (!any || counts_alone)
        return;
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
    if (measure->kind == MEASURE_BREAKDOWN)
        note_breakdown(table, profile, figures);
    if (measure->kind == MEASURE_TIMELINESS && measure->bands)
        table_note(table,
                   "Rows that begin with Within are cumulative; the others are each stretch of time alone.");
    if (measure->kind == MEASURE_CASELOAD)
        note_caseload(table, figures, periods->pdata[0]);
    if (table_holds(table, TABLE_CHANGE))
        table_note(table, "Change is the difference in count from the year before.");
    note_years(table, profile, periods);
    note_estimates(table, figures);
    if (measure->follow_up.number)
        note_follow_up(table, profile);
    note_small_bases(table, figures);
    table_note_symbols(table);
    if (any_status(table, figures, FIGURE_PROVISIONAL))
        table_note(table, meaning_of("[p]"));
    if (measure->kind == MEASURE_SUPPLIED)
        table_note(table, measure->against
                              ? "Supplied by the service; what comes to each is computed from case records."
                              : "Supplied by the service, not computed from case records.");
    else if (any_status(table, figures, FIGURE_SUPPLIED))
        table_note(table, "Years with no case records are shown as they were published before.");
    const GPtrArray *differences = figures_notes(figures, measure->id);
    for (guint i = 0; differences && i < differences->len; i++)
        table_note(table, differences->pdata[i]);
}

void
table_describe(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    const char *first = periods->pdata[0], *last = periods->pdata[periods->len - 1];
    g_autofree char *what = what_is_counted(table);
    g_autofree char *span = periods->len > 1 ? g_strdup_printf("%s to %s", first, last) : g_strdup(last);
    table->subtitle = g_strdup_printf("%s, %s, %s", what, profile->authority_short_name, span);
    table->row_heading = row_heading(profile, table->measure);
    table->source = g_strdup_printf(
        "Source: %s %s", profile->authority_name,
        table->measure->kind == MEASURE_SUPPLIED ? "LADO service, supplied figures" : "LADO case records");
    add_notes(table, profile, figures, periods);
    table_summarise(table);
}
