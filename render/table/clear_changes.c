/* Columns that say whether rows changed clearly, one for each year that they were tested against. */
#include "analysis/measures/measures.h"
#include "render/table/table_build.h"
#include "render/wording/change.h"
#include <string.h>

static bool
was_tested(Change change)
{
    return change.state != CHANGE_NONE || change.why == WHY_OUTCOMES_OPEN;
}

void
clear_years_add(ClearYears *years, const Profile *profile, const Figures *figures,
                const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *since = NULL;
    if (!years->before && was_tested(change_in_year(profile, figures, measure, figure)))
        years->before = period_year_before(figure, PER_YEAR, profile->year_start);
    if (!years->first && was_tested(change_in_years(profile, figures, measure, figure, &since)))
        years->first = g_steal_pointer(&since);
}

void
clear_years_clear(ClearYears *years)
{
    g_free(years->before);
    g_free(years->first);
}

static void
add_column(Table *table, const char *since, bool beside_another)
{
    g_autofree char *words = g_strdup_printf("%s?", since);
    if (beside_another)
        table_add_column(table, "Clear change since", words, NULL, TABLE_TEXT);
    else
        table_add_column(table, "Clear change?", NULL, NULL, TABLE_TEXT);
    ((TableColumn *)table->columns->pdata[table->columns->len - 1])->since = g_strdup(since);
}

void
table_add_clear_columns(Table *table, const ClearYears *years)
{
    bool both = years->before && years->first && strcmp(years->before, years->first);
    if (years->before)
        add_column(table, years->before, both);
    if (years->first && (both || !years->before))
        add_column(table, years->first, true);
}

void
table_add_clear_cell(TableRow *row, const TableColumn *column, const Profile *profile, const Figures *figures,
                     const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *before = figure ? period_year_before(figure, PER_YEAR, profile->year_start) : NULL,
                    *since = NULL;
    Change change = {.why = WHY_UNTESTED};
    if (figure && g_strcmp0(before, column->since) == 0)
        change = change_in_year(profile, figures, measure, figure);
    else if (figure)
        change = change_in_years(profile, figures, measure, figure, &since);
    table_add_text(row, change_clear_words(change));
}
