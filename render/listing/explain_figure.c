#include "render/listing/listing_parts.h"
#include "analysis/measures/method.h"
#include <math.h>
#include <string.h>

static void line(GString *out, const char *name, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void
line(GString *out, const char *name, const char *format, ...)
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
    line(out, "measure", "%s (%s%s%s), %s", measure->title, profile_kind_name(measure->kind),
         *by ? " by " : "", by, place);
    if (*figure->category)
        line(out, "category", "%s%s%s", figure->category, *figure->part ? ", " : "", figure->part);
    if (kind_of(measure)->from_files)
        return;
    line(out, "of", "%s", measure->of->words);
    g_autofree char *counted = figure->counts ? set_words(figure->counts) : NULL,
                    *base = figure->of && (!figure->counts || strcmp(figure->of->key, figure->counts->key))
                                ? set_words(figure->of)
                                : NULL;
    line(out, "counted", "%s", counted ? counted : "");
    line(out, "of those", "%s", base ? base : "");
}

/* The rows of codes.csv for a category or a part: the values that an export may have for it. */
static void
add_values(GString *out, const Profile *profile, const ProfileMeasure *measure, const Figure *figure)
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
    line(out, "values", "%s", values->str);
}

static void
add_number(GString *out, const char *name, double number, int decimals, const char *unit)
{
    if (isnan(number))
        return;
    g_autofree char *digits = figure_number_text(number, decimals);
    line(out, name, "%s%s", digits, unit);
}

/* Where the measure is in the annual report: its numbered tables and charts. */
static void
add_places(GString *out, const Exhibits *exhibits, const Document *report, const char *id)
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
    line(out, "appears in", "%s", places->str);
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
        line(out, i ? "" : name, "%s", reference);
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
            line(out, "hidden", "in the return that it comes from");
        return;
    }
    line(out, internal ? "published" : "hidden", "%s%s", internal ? "not as it is here: " : "", hiding->why);
    add_companions(out, internal ? "protected by" : "with it", exhibits, hiding->with);
    if (hiding->limits)
        line(out, "a reader", "can tell only that its count is %s", hiding->limits);
}

static void
add_rests(GString *out, const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure)
{
    g_autoptr(GPtrArray) rests = listing_rests_on(exhibits, measure, figure);
    for (guint i = 0; i < rests->len; i++)
        line(out, i ? "" : "rests on", "%s", (const char *)rests->pdata[i]);
    const Figure *before = listing_compared_with(exhibits, measure, figure);
    g_autofree char *reference = before ? reference_of_figure(exhibits, before, NULL) : NULL;
    line(out, "compared to", "%s", reference ? reference : "");
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
    line(out, "reference", "%s", reference);
    line(out, "period", "%s", figure.period);
    const char *symbol = figure_symbol(figure.status);
    if (symbol && isnan(figure.count) && isnan(figure.percent) && isnan(figure.value))
        line(out, "shown as", "%s", symbol);
    add_hiding(out, exhibits, disclosure, internal, measure, &figure);
    add_number(out, "count", figure.count, 0,
               kind_of(measure)->from_files  ? ""
               : kind_of(measure)->different ? " different ones counted"
                                             : " records counted");
    add_number(out, "base", figure.base, 0, "");
    add_number(out, "percent", figure.percent, 4, "%");
    add_number(out, "value", figure.value, 2, "");
    if (!isnan(figure.lower) && !isnan(figure.upper)) {
        g_autofree char *lower = figure_number_text(figure.lower, 2),
                        *upper = figure_number_text(figure.upper, 2);
        line(out, "limits", "%s to %s", lower, upper);
    }
    add_number(out, "change", figure.change, 0, " on the year before");
    line(out, "signal", "%s", figure_signal_words(figure.signal));
    add_definition(out, measure, &figure);
    add_values(out, exhibits->profile, measure, &figure);
    add_rests(out, exhibits, measure, &figure);
    /* A hidden figure has no number whose method could be given. */
    g_autofree char *method = figure.status == FIGURE_SUPPRESSED ? NULL : method_words(measure, &figure);
    line(out, "method", "%s", method ? method : "");
    if (figure.file)
        line(out, "given in", "%s:%u", figure.file, figure.line);
    add_places(out, exhibits, report, measure->id);
    return g_string_free(out, FALSE);
}
