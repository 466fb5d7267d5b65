/* Supplied: figures that are given, and shown as they are. */
#include "render/chart/choice.h"
#include "render/commentary/writing.h"
#include "render/kinds/kinds.h"
#include "render/table/layout.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

static bool
supplied_has_base(const Layout *layout, const Figure *figure, const char *period)
{
    return figure_is_in(figure, layout->measure->id, period) && !isnan(figure->percent) &&
           !isnan(figure->base) && figure->status != FIGURE_SUPPRESSED;
}

/* "58 (Helpful advice) and 40 (Quality)", or "58" where it is the base of all; NULL where none is given. */
static char *
bases_of(const Layout *layout, const char *period)
{
    g_autoptr(GPtrArray) bases = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *only = NULL;
    for (guint i = 0; i < figures_length(layout->figures); i++) {
        const Figure *figure = figures_at(layout->figures, i);
        if (!supplied_has_base(layout, figure, period))
            continue;
        char *base = figure_number_text(figure->base, 0);
        g_ptr_array_add(bases,
                        g_strdup_printf("%s (%s)", base, *figure->part ? figure->part : figure->category));
        if (!only)
            only = g_steal_pointer(&base);
        else if (strcmp(only, base) != 0)
            *only = '\0';
        g_free(base);
    }
    return !only ? NULL : *only ? g_steal_pointer(&only) : profile_listed(bases, " and ");
}

/* Whether any base is given; each year's is said below the table. */
static bool
note_bases(const Layout *layout)
{
    bool any = false;
    for (guint i = 0; i < layout->periods->len; i++) {
        const char *period = layout->periods->pdata[i];
        g_autofree char *bases = bases_of(layout, period);
        g_autofree char *note = bases ? g_strdup_printf("Percentages of %s are of %s.", period, bases) : NULL;
        if (note)
            table_note(layout->table, note);
        any |= note != NULL;
    }
    return any;
}

/* What they count, as far as the service says. */
static char *
counted(const Layout *layout)
{
    const char *base = layout->measure->base_words;
    bool count = table_holds(layout->table, TABLE_COUNT);
    if (!table_holds(layout->table, TABLE_PERCENT))
        return g_strdup(count ? "Number" : "Value");
    const char *shares = count ? "Number, and percentage" : "Percentage";
    g_autofree char *only = layout->periods->len == 1 ? bases_of(layout, layout->periods->pdata[0]) : NULL;
    if (only && !strchr(only, '('))
        return g_strdup_printf("%s of %s%s%s", shares, only, base ? " " : "", base ? base : "");
    bool given = note_bases(layout);
    return base ? g_strdup_printf("%s of %s", shares, base)
                : g_strdup_printf("%s%s", shares, given ? "" : " as supplied, its base not stated");
}

static void
lay(Layout *layout)
{
    layout_add_columns(layout, TABLE_VALUE, "Count", "%", "Value");
    /* Figures that nobody has yet make a table of [x], which says what is wanted. */
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

/* The numbers of the year that are given as counts, or by hand as values; NULL where any is neither. */
static GPtrArray *
given_of(const Writing *writing)
{
    g_autoptr(GPtrArray) given = g_ptr_array_new();
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role == ROLE_FOR_EACH)
            continue;
        if (isnan(figure->count) && isnan(figure->value))
            return NULL;
        g_ptr_array_add(given, (gpointer)figure);
    }
    return g_steal_pointer(&given);
}

/* "The service has 1.8 full-time equivalent posts, which comes to 219 contacts for each." */
static void
say_for_each(Writing *writing, const Figure *figure)
{
    const Figure *each = writing_figure(writing, ROLE_FOR_EACH);
    const ProfileMeasure *of = profile_measure(writing->profile, writing->measure->against);
    g_autofree char *number = figure_number_text(figure->value, figure_value_decimals(figure->value, false));
    if (!each || !of || isnan(each->value))
        return;
    g_autofree char *comes_to = figure_number_text(each->value, 0);
    writing_say(writing, "The service has %s %s, which comes to %s %s for each.", number, figure->category,
                comes_to, of->of->words);
}

/* The number of what a profile's sentence names between braces; NULL where there is none to show this year.
 * Caller frees. */
static char *
number_named(const Writing *writing, const char *category)
{
    const Figure *figure = writing_find(writing, writing->period, category, "");
    if (!figure || (isnan(figure->count) && isnan(figure->percent) && isnan(figure->value)))
        return NULL;
    return !isnan(figure->count) ? figure_number_text(figure->count, 0)
           : !isnan(figure->percent)
               ? percent_words(writing->measure, figure)
               : figure_number_text(figure->value, figure_value_decimals(figure->value, false));
}

/* The profile's own sentences; one that names a number which is not there this year is left out. */
static void
say_own(Writing *writing)
{
    for (guint i = 0; i < writing->measure->says->len; i++) {
        g_auto(GStrv) pieces = g_strsplit_set(writing->measure->says->pdata[i], "{}", -1);
        bool whole = true;
        for (guint k = 1; pieces[k] && whole; k += 2) {
            char *number = number_named(writing, pieces[k]);
            whole = number != NULL;
            g_free(pieces[k]);
            pieces[k] = number ? number : g_strdup("");
        }
        g_autofree char *sentence = g_strjoinv("", pieces);
        if (whole)
            writing_say(writing, "%s", sentence);
    }
}

/* One number or two; more are a table where there is room for one, and three may do without. */
static void
say(Writing *writing)
{
    enum { MOST_SAID = 3 };
    if (writing->measure->says) {
        say_own(writing);
        return;
    }
    g_autoptr(GPtrArray) given = given_of(writing), parts = g_ptr_array_new_with_free_func(g_free);
    if (!given || !given->len || given->len > MOST_SAID)
        return;
    if (writing->measure->against && given->len == 1 && !isnan(((const Figure *)given->pdata[0])->value)) {
        say_for_each(writing, given->pdata[0]);
        return;
    }
    for (guint i = 0; i < given->len; i++) {
        const Figure *figure = given->pdata[i];
        if (isnan(figure->count) || *figure->part)
            return;
        g_autofree char *name = english_category(writing->profile, NULL, figure->category);
        g_ptr_array_add(parts, english_counted(figure->count, name));
    }
    g_autofree char *all = profile_listed(parts, " and ");
    writing_say(writing, "The service %s %s.", given->len == MOST_SAID ? "counted" : "reports", all);
}

const RenderKind render_supplied = {
    .lay = lay,
    .say = say,
    .rows = ROWS_NAMED,
    .axis = axis,
    .one_year = true,
};
