#include "analysis/dataset/dataset.h"
#include "render/table/table_build.h"
#include <math.h>
#include <string.h>

static const char *
base_words(const ProfileMeasure *measure)
{
    return (measure->percent_of ? measure->percent_of : measure->of)->words;
}

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
        if (measure->by->len == 2)
            return g_strdup_printf("Number of %s", measure->of->words);
        return g_strdup_printf("Count, and percentage of %s", base_words(measure));
    case MEASURE_SHARE:
        return g_strdup_printf("Count, and percentage of %s", base_words(measure));
    case MEASURE_TIMELINESS: {
        const char *which = measure->base == BASE_CLOSED ? " that were closed"
                            : measure->base == BASE_DUE  ? " that were closed or are past the limit"
                                                         : "";
        return g_strdup_printf("Cumulative count, and percentage of %s%s", base_words(measure), which);
    }
    case MEASURE_DURATION:
        return g_strdup_printf("Days, of %s that were closed", measure->of->words);
    case MEASURE_CASELOAD:
    case MEASURE_SUPPLIED:
    case MEASURE_BENCHMARK:
        break;
    }
    return g_strdup(table_holds(table, TABLE_COUNT)     ? "Number"
                    : table_holds(table, TABLE_PERCENT) ? "Percentage"
                                                        : "Value");
}

static char *
row_heading(const ProfileMeasure *measure)
{
    switch (measure->kind) {
    case MEASURE_COUNT:
        return g_strdup(measure->per == PER_MONTH     ? "Month"
                        : measure->per == PER_QUARTER ? "Quarter"
                                                      : "Measure");
    case MEASURE_BREAKDOWN: {
        g_autofree char *spaced = g_strdelimit(g_strdup(measure->by->pdata[0]), "-_", ' ');
        static const struct {
            const char *field, *heading;
        } known[] = {{"harm", "Category of harm"},
                     {"sector", "Employment sector"},
                     {"source", "Referral source"},
                     {"outcome", "Outcome"}};
        for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
            if (strcmp(spaced, known[i].field) == 0)
                return g_strdup(known[i].heading);
        return table_sentence_case(spaced);
    }
    case MEASURE_TIMELINESS:
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

static void
note(Table *table, const char *text)
{
    g_ptr_array_add(table->notes, g_strdup(text));
}

static const ProfileField *
multiple_field(const Profile *profile, const ProfileMeasure *measure)
{
    for (guint i = 0; i < measure->by->len; i++) {
        const ProfileField *field = profile_field(profile, measure->by->pdata[i]);
        if (field && field->separator)
            return field;
    }
    return NULL;
}

static void
add_notes(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    const ProfileMeasure *measure = table->measure;
    if (measure->kind == MEASURE_BREAKDOWN && multiple_field(profile, measure))
        note(table, "One record may be in several categories, so percentages add to more than 100.");
    else if (measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1 && !measure->percent_of &&
             percents_miss_hundred(table))
        note(table, "Percentages may not add to 100 because each is rounded.");
    for (guint r = 0; r < table->rows->len && measure->kind == MEASURE_BREAKDOWN; r++)
        if (((const TableRow *)table->rows->pdata[r])->level) {
            note(table,
                 "Rows set in are parts of the row above them, and their percentages are of that row.");
            break;
        }
    if (measure->leave_out->len) {
        g_autofree char *names = NULL;
        for (guint i = 0; i < measure->leave_out->len; i++) {
            char *longer =
                g_strconcat(names ? names : "", names ? ", " : "", measure->leave_out->pdata[i], NULL);
            g_free(names);
            names = longer;
        }
        g_autofree char *text = g_strdup_printf("Left out of rows and base: %s.", names);
        note(table, text);
    }
    for (guint i = 0; i < profile->breaks->len; i++) {
        const ProfileBreak *gap = &g_array_index(profile->breaks, ProfileBreak, i);
        g_autofree char *label = calendar_year_label(gap->year, profile->year_start);
        for (guint p = 0; p < periods->len; p++)
            if (strcmp(periods->pdata[p], label) == 0) {
                g_autofree char *text = g_strdup_printf("Break in series at %s: %s.", label, gap->note);
                note(table, text);
            }
    }
    if (shows_symbol(table, "[c]"))
        note(table, "[c] is a small number that is not shown, to protect confidentiality.");
    if (shows_symbol(table, "[x]"))
        note(table, "[x] is a figure that is not available.");
    if (shows_symbol(table, "[z]"))
        note(table, "[z] does not apply: there is nothing to take a percentage of.");
    if (any_status(table, figures, FIGURE_PROVISIONAL))
        note(table, "The figures of years marked provisional in the profile may still change.");
    if (measure->kind == MEASURE_SUPPLIED)
        note(table, "Supplied by the service, not computed from case records.");
    else if (any_status(table, figures, FIGURE_SUPPLIED))
        note(table, "Years with no case records are shown as they were published before.");
}

void
table_describe(Table *table, const Profile *profile, const Figures *figures, const GPtrArray *periods)
{
    const char *first = periods->pdata[0], *last = periods->pdata[periods->len - 1];
    g_autofree char *what = what_is_counted(table);
    g_autofree char *span = periods->len > 1 ? g_strdup_printf("%s to %s", first, last) : g_strdup(last);
    table->subtitle = g_strdup_printf("%s, %s, %s", what, profile->authority_short_name, span);
    table->row_heading = row_heading(table->measure);
    table->source = g_strdup_printf(
        "Source: %s %s", profile->authority_name,
        table->measure->kind == MEASURE_SUPPLIED ? "LADO service, supplied figures" : "LADO case records");
    add_notes(table, profile, figures, periods);
    table->summary = g_strdup_printf("%s: %u rows by %u columns of figures. %s.", table->title,
                                     table->rows->len, table->columns->len, table->subtitle);
}
