/* One figure explained: what it is, what it counts or is worked out from, and why it is hidden. */
#include "analysis/benchmark/benchmark.h"
#include "analysis/measures/measures.h"
#include "analysis/measures/method.h"
#include "render/listing/listing.h"
#include "render/wording/change.h"
#include <math.h>
#include <string.h>

/* The basis of a figure, being gathered. */
typedef struct {
    const Exhibits *exhibits;
    const ProfileMeasure *measure;
    const Figure *figure;
    GPtrArray *on; /* char*, a line each: a reference, or words instead */
} Rests;

static void
rest_on(Rests *rests, const Figure *figure)
{
    if (figure && figure_is_own(rests->exhibits->figures, figure))
        g_ptr_array_add(rests->on, reference_of_figure(rests->exhibits, figure, NULL));
    else if (figure)
        g_ptr_array_add(rests->on,
                        g_strdup_printf("%s of %s, %s", figure->measure, figure->authority, figure->period));
}

static void
rest_on_place(Rests *rests, const char *measure, const char *period, const char *category)
{
    rest_on(rests, figures_find(rests->exhibits->figures, measure, period, category, ""));
}

/* A Kaplan-Meier estimate rests on times, and stands beside a simple figure. */
static void
rest_on_time(Rests *rests)
{
    const Profile *profile = rests->exhibits->profile;
    const ProfileMeasure *measure = rests->measure;
    g_autofree char *end =
        profile->as_at == DAY_NONE ? g_strdup("the records end") : calendar_long(profile->as_at);
    g_ptr_array_add(rests->on, g_strdup_printf("each record's time from %s to %s, of what is open until %s",
                                               measure->from, measure->to, end));
    if (*rests->figure->part)
        rest_on_place(rests, measure->id, rests->figure->period, rests->figure->category);
}

/* The counts of every year since the one that the part names. */
static void
rest_on_years(Rests *rests)
{
    ReportingYear years = rests->exhibits->profile->year_start;
    int first, last;
    g_autofree char *since = change_since_year(rests->figure);
    if (!calendar_parse_year(since, years, &first) ||
        !calendar_parse_year(rests->figure->period, years, &last))
        return;
    for (int year = first; year <= last; year++) {
        g_autofree char *period = calendar_year_label(year, years);
        rest_on_place(rests, rests->measure->id, period, "");
    }
}

static bool
same_number(double one, double other)
{
    return one == other || (isnan(one) && isnan(other));
}

/* Whether it comes from a control chart or run chart. */
static bool
is_of_series(const Figure *figure)
{
    return figure_is_rule(figure) || (figure->role >= ROLE_CONTROL_LIMITS && figure->role <= ROLE_CROSSINGS);
}

/* The first and last month or quarter of the stretch with these limits or this median. */
static void
rest_on_stretch(Rests *rests)
{
    const Figures *figures = rests->exhibits->figures;
    const Figure *own = rests->figure, *first = NULL, *last = NULL,
                 *here = table_figure(figures, rests->measure, own->period, ROLE_CONTROL_LIMITS);
    if (!here)
        here = table_figure(figures, rests->measure, own->period, ROLE_RUN_MEDIAN);
    const Figure *point;
    for (guint at = 0; here && (point = figures_next(figures, here->measure, NULL, &at));) {
        if (point->role != here->role || !same_number(point->value, here->value) ||
            !same_number(point->upper, here->upper))
            continue;
        first = first && strcmp(first->period, point->period) < 0 ? first : point;
        last = last && strcmp(last->period, point->period) > 0 ? last : point;
    }
    if (first)
        g_ptr_array_add(rests->on, g_strdup_printf("the counts of %s from %s to %s", own->measure,
                                                   first->period, last->period));
}

/* The figures of all authorities in the comparison. */
static void
rest_on_places(Rests *rests)
{
    const Figures *figures = rests->exhibits->figures;
    const Figure *figure;
    for (guint at = 0; (figure = figures_next(figures, rests->measure->id, rests->figure->period, &at));)
        if (benchmark_is_place(figure) && !*figure->category)
            rest_on(rests, figure);
}

/* A share of what is concluded rests on the category, the total and what is ongoing. */
static void
rest_on_concluded(Rests *rests)
{
    const ProfileField *field = profile_field(rests->exhibits->profile, rests->measure->by->pdata[0]);
    const char *const categories[] = {rests->figure->category, "", field->ongoing_category};
    for (gsize i = 0; i < G_N_ELEMENTS(categories); i++)
        rest_on_place(rests, rests->measure->id, rests->figure->period, categories[i]);
}

/* What a figure is worked out or estimated from, a line each (char*): references that can be explained in
 * turn, or words if that is not a figure; empty if its own records are counted. Caller unrefs. */
static GPtrArray *
basis_of(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    Rests rests = {exhibits, measure, figure, g_ptr_array_new_with_free_func(g_free)};
    if (figure->role == ROLE_FOLLOWED || figure->role == ROLE_STILL_OPEN || figure->role == ROLE_ESTIMATE ||
        figure->role == ROLE_ESTIMATED_MEDIAN)
        rest_on_time(&rests);
    else if (figure->role == ROLE_YEARLY_CHANGE)
        rest_on_years(&rests);
    else if (figure->role == ROLE_SINCE) {
        g_autofree char *since = change_since_year(figure);
        rest_on_place(&rests, measure->id, figure->period, figure->category);
        rest_on_place(&rests, measure->id, since, figure->category);
    } else if (figure->role == ROLE_CONCLUDED)
        rest_on_concluded(&rests);
    else if (figure->role == ROLE_FOR_EACH)
        rest_on_place(&rests, measure->against, figure->period, "");
    else if (is_of_series(figure))
        rest_on_stretch(&rests);
    else if (measure->compared && !benchmark_is_place(figure))
        rest_on_places(&rests);
    return rests.on;
}

/* The figure that its change was tested against; NULL if there was no test. */
static const Figure *
compared_with(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    if (figure->signal == SIGNAL_NONE || measure->around->len || figure->role == ROLE_SINCE ||
        figure->role == ROLE_YEARLY_CHANGE || measure->compared || is_of_series(figure))
        return NULL;
    g_autofree char *before = period_year_before(figure, measure->per, exhibits->profile->year_start);
    return before ? figures_find(exhibits->figures, figure->measure, before, figure->category, figure->part)
                  : NULL;
}

static void add_line(GString *out, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
add_line(GString *out, const char *name, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *words = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (*words)
        g_string_append_printf(out, "%-12s %s\n", name, words);
}

static void
add_definition(GString *out, const ProfileMeasure *measure, const Figure *figure)
{
    g_autofree char *by = profile_listed(measure->by, " and ");
    g_autofree char *place = measure->place.line
                                 ? g_strdup_printf("%s:%u", measure->place.file, measure->place.line)
                                 : g_strdup(measure->returned ? "of the return" : "of the standard set");
    add_line(out, "measure", "%s (%s%s%s), %s", measure->title, profile_kind_name(measure->kind),
             *by ? " by " : "", by, place);
    if (*figure->category)
        add_line(out, "category", "%s%s%s", figure->category, *figure->part ? ", " : "", figure->part);
    if (kind_of(measure)->from_files)
        return;
    add_line(out, "of", "%s", measure->of->words);
    g_autofree char *counted = figure->counts ? set_words(figure->counts) : NULL,
                    *base = figure->of && (!figure->counts || strcmp(figure->of->key, figure->counts->key))
                                ? set_words(figure->of)
                                : NULL;
    add_line(out, "counted", "%s", counted ? counted : "");
    add_line(out, "of those", "%s", base ? base : "");
}

/* The rows of codes.csv for a category or a part: the values that an export may have for it. */
static void
add_coded_values(GString *out, const Profile *profile, const ProfileMeasure *measure, const Figure *figure)
{
    const ProfileField *field = measure->by->len ? profile_field(profile, measure->by->pdata[0]) : NULL;
    g_autoptr(GString) values = g_string_new(NULL);
    for (guint i = 0; field && *figure->category && i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        bool here = strcmp(code->category, figure->category) == 0 &&
                    (measure->by->len == 2 || !*figure->part || strcmp(code->part, figure->part) == 0);
        const char *value = *code->value ? code->value : *code->part ? code->part : code->category;
        if (here && i < field->bands->len)
            g_string_append_printf(values, "%snumbers of %s", values->len ? ", " : "", value);
        else if (here)
            g_string_append_printf(values, "%s\"%s\"", values->len ? ", " : "", value);
    }
    add_line(out, "values", "%s", values->str);
}

static void
add_number_line(GString *out, const char *name, double number, int decimals, const char *unit)
{
    if (isnan(number))
        return;
    g_autofree char *digits = figure_number_text(number, decimals);
    add_line(out, name, "%s%s", digits, unit);
}

/* Where the measure is in the annual report: its numbered tables and charts. */
static void
add_where_it_stands(GString *out, const Exhibits *exhibits, const Document *report, const char *id)
{
    g_autoptr(GString) places = g_string_new(NULL);
    bool chart = false;
    for (guint i = 0; i < report->blocks->len; i++) {
        const Block *block = report->blocks->pdata[i];
        if (!(block->number || block->label) || !block->table || strcmp(block->table->id, id) != 0)
            continue;
        g_autofree char *number =
            block->label ? g_strdup(block->label) : g_strdup_printf("%u", block->number);
        chart |= block->kind == BLOCK_CHART;
        g_string_append_printf(places, "%s%s %s", places->len ? " and " : "",
                               block->kind == BLOCK_CHART ? "Figure" : "Table", number);
    }
    bool tabled = false;
    for (guint i = 0; i < exhibits->tables->len; i++)
        tabled |= strcmp(((const Table *)exhibits->tables->pdata[i])->id, id) == 0;
    g_string_append_printf(places, "%sfigures.csv", places->len ? " of the annual report, " : "");
    if (tabled)
        g_string_append_printf(places, ", a sheet of tables.xlsx and tables.ods");
    if (chart)
        g_string_append_printf(places, ", charts/%s.svg and .png", id);
    add_line(out, "appears in", "%s", places->str);
}

/* What protects it, as references that can be explained in turn. */
static void
add_companions(GString *out, const char *name, const Exhibits *exhibits, const GPtrArray *with)
{
    for (guint i = 0; i < with->len; i++) {
        const Figure *figure = with->pdata[i];
        const ProfileMeasure *measure = profile_measure(exhibits->profile, figure->measure);
        g_autofree char *reference =
            measure && measure->returned
                ? g_strdup_printf("the return's %s%s%s, %s", measure->title, *figure->category ? ": " : "",
                                  figure->category, figure->period)
                : reference_of_figure(exhibits, figure, NULL);
        add_line(out, i ? "" : name, "%s", reference);
    }
}

/* A benchmark's figures come from returns, in which some are already hidden. */
static void
add_hiding(GString *out, const Exhibits *exhibits, const Disclosure *disclosure, bool internal,
           const ProfileMeasure *measure, const Figure *figure)
{
    g_autoptr(Hiding) hiding = disclosure_explain(disclosure, figure, internal);
    if (!hiding) {
        if (figure->status == FIGURE_SUPPRESSED && measure->compared)
            add_line(out, "hidden", "in the return that it comes from");
        return;
    }
    add_line(out, internal ? "published" : "hidden", "%s%s", internal ? "not as it is here: " : "",
             hiding->why);
    add_companions(out, internal ? "protected by" : "with it", exhibits, hiding->with);
    if (hiding->limits)
        add_line(out, "a reader", "can tell only that its count is %s", hiding->limits);
}

static void
add_basis(GString *out, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    g_autoptr(GPtrArray) rests = basis_of(exhibits, measure, figure);
    for (guint i = 0; i < rests->len; i++)
        add_line(out, i ? "" : "rests on", "%s", (const char *)rests->pdata[i]);
    const Figure *before = compared_with(exhibits, measure, figure);
    g_autofree char *reference = before ? reference_of_figure(exhibits, before, NULL) : NULL;
    add_line(out, "compared to", "%s", reference ? reference : "");
}

char *
listing_explain(const Exhibits *exhibits, const Document *report, const Disclosure *disclosure, bool internal,
                const char *reference, GError **error)
{
    Figure figure;
    const ProfileMeasure *measure = reference_figure(exhibits, reference, &figure, error);
    if (!measure)
        return NULL;
    GString *out = g_string_new(NULL);
    add_line(out, "reference", "%s", reference);
    add_line(out, "period", "%s", figure.period);
    const char *symbol = figure_symbol(figure.status);
    if (symbol && isnan(figure.count) && isnan(figure.percent) && isnan(figure.value))
        add_line(out, "shown as", "%s", symbol);
    add_hiding(out, exhibits, disclosure, internal, measure, &figure);
    add_number_line(out, "count", figure.count, 0,
                    kind_of(measure)->from_files  ? ""
                    : kind_of(measure)->different ? " different ones counted"
                                                  : " records counted");
    add_number_line(out, "base", figure.base, 0, "");
    add_number_line(out, "percent", figure.percent, 4, "%");
    add_number_line(out, "value", figure.value, 2, "");
    if (!isnan(figure.lower) && !isnan(figure.upper)) {
        g_autofree char *lower = figure_number_text(figure.lower, 2),
                        *upper = figure_number_text(figure.upper, 2);
        add_line(out, "limits", "%s to %s", lower, upper);
    }
    add_number_line(out, "change", figure.change, 0, " on the year before");
    add_line(out, "signal", "%s", figure_signal_words(figure.signal));
    add_definition(out, measure, &figure);
    add_coded_values(out, exhibits->profile, measure, &figure);
    add_basis(out, exhibits, measure, &figure);
    /* A hidden figure has no number whose method could be given. */
    g_autofree char *method = figure.status == FIGURE_SUPPRESSED ? NULL : method_words(measure, &figure);
    add_line(out, "method", "%s", method ? method : "");
    if (figure.file)
        add_line(out, "given in", "%s:%u", figure.file, figure.line);
    add_where_it_stands(out, exhibits, report, measure->id);
    return g_string_free(out, FALSE);
}
