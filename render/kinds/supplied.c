/* Supplied: figures that are given, and shown as they are. */
#include "render/chart/choice.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"

/* What they count, as far as the service has said. */
static char *
counted(const Layout *layout)
{
    const char *base = layout->measure->base_words;
    bool count = table_holds(layout->table, TABLE_COUNT);
    if (!table_holds(layout->table, TABLE_PERCENT))
        return g_strdup(count ? "Number" : "Value");
    return g_strdup_printf("%s%s%s", count ? "Number, and percentage" : "Percentage",
                           base ? " of " : " as supplied, its base not stated", base ? base : "");
}

static void
lay(Layout *layout)
{
    layout_add_columns(layout, TABLE_VALUE, "Count", "%", "Value");
    /* Figures that nobody has yet are a table of [x]: it says what would be wanted. */
    for (guint i = 0, none = !layout->table->columns->len; none && i < layout->periods->len; i++)
        layout_add_column(layout, layout->periods->pdata[i], "Count", TABLE_COUNT);
    layout_add_categories(layout);
    layout->counted = counted(layout);
}

static char *
axis(const Choice *choice, bool percent)
{
    const ProfileMeasure *measure = choice->measure;
    if (choice_quantity(choice) == TABLE_VALUE)
        return g_strdup(measure->title);
    return percent && measure->base_words ? g_strdup_printf("percentage of %s", measure->base_words)
                                          : g_strdup(percent ? "percentage" : "number");
}

const RenderKind render_supplied = {
    .lay = lay,
    .rows = ROWS_NAMED,
    .axis = axis,
    .one_year = true,
};
