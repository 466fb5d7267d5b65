#include "render/listing/listing.h"
#include "render/pack/pack.h"
#include <math.h>
#include <string.h>

/* The fields that get a line of text, if the figure has them. */
static const char *const main_fields[] = {"count", "percent", "value"};

static bool
holds_folded(const char *text, const char *folded_find)
{
    g_autofree char *folded = profile_fold(text);
    return strstr(folded, folded_find) != NULL;
}

static bool
is_found(const Exhibits *exhibits, const Figure *figure, const char *reference, const char *folded_find)
{
    const ProfileMeasure *measure = profile_measure(exhibits->profile, figure->measure);
    return !folded_find || holds_folded(reference, folded_find) ||
           (measure && holds_folded(measure->title, folded_find)) ||
           holds_folded(figure->category, folded_find) || holds_folded(figure->part, folded_find);
}

/* References and their values, as two lists of char*. */
typedef struct {
    GPtrArray *references, *values;
} Lines;

static void
add_references(Lines *lines, const Exhibits *exhibits, const Figure *figure, const char *folded_find)
{
    bool any = false;
    for (gsize i = 0; i < G_N_ELEMENTS(main_fields); i++) {
        /* A figure without any number has one line, with its symbol. */
        bool missing = isnan(figure_number(figure, main_fields[i])),
             symbol = missing && !any && i == G_N_ELEMENTS(main_fields) - 1;
        const char *field = symbol ? main_fields[0] : main_fields[i];
        if (missing && !symbol)
            continue;
        any = true;
        g_autofree char *reference = reference_of_figure(exhibits, figure, field);
        g_autofree char *value = is_found(exhibits, figure, reference, folded_find)
                                     ? reference_words(exhibits, reference, NULL)
                                     : NULL;
        if (!value)
            continue;
        g_ptr_array_add(lines->references, g_steal_pointer(&reference));
        g_ptr_array_add(lines->values, g_steal_pointer(&value));
    }
}

static char *
as_text(const Exhibits *exhibits, const char *folded_find)
{
    g_autoptr(GPtrArray) references = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    Lines lines = {references, values};
    for (guint i = 0; i < figures_length(exhibits->figures); i++)
        add_references(&lines, exhibits, figures_at(exhibits->figures, i), folded_find);
    gsize width = 0;
    for (guint i = 0; i < references->len; i++)
        width = MAX(width, strlen(references->pdata[i]));
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < references->len; i++)
        g_string_append_printf(out, "%-*s  %s\n", (int)width, (const char *)references->pdata[i],
                               (const char *)values->pdata[i]);
    return g_string_free(out, FALSE);
}

static void
append_json_number(GString *out, double number, const char *blank)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(out, isnan(number) ? blank : figure_digits(number, digits));
}

static void
append_json(GString *out, const Exhibits *exhibits, const Figure *figure, const char *reference)
{
    const ProfileMeasure *measure = profile_measure(exhibits->profile, figure->measure);
    const struct {
        const char *name, *text;
    } texts[] = {{"reference", reference},   {"title", measure ? measure->title : ""},
                 {"period", figure->period}, {"category", figure->category},
                 {"part", figure->part},     {"signal", figure_signal_words(figure->signal)}};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_string_append(out, i ? ", " : "  {");
        json_append_text(out, texts[i].name);
        g_string_append(out, ": ");
        json_append_text(out, texts[i].text);
    }
    for (const char *const *field = figure_number_fields; *field; field++) {
        g_string_append_printf(out, ", \"%s\": ", *field);
        append_json_number(out, figure_number(figure, *field), "null");
    }
    char status[] = {(char)figure->status, '\0'};
    g_string_append(out, ", \"status\": ");
    json_append_text(out, status);
    g_string_append_c(out, '}');
}

/* The wanted figures as a figures file, with the reference at the start of each line. */
static char *
as_csv(const Exhibits *exhibits, const char *folded_find)
{
    g_autofree char *all = figures_to_csv(exhibits->figures, exhibits->profile->year_start);
    g_auto(GStrv) lines = g_strsplit(all, "\n", -1);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "reference,%s\n", g_strchomp(lines[0]));
    for (guint i = 0; i < figures_length(exhibits->figures) && lines[i + 1]; i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        g_autofree char *reference = reference_of_figure(exhibits, figure, NULL);
        if (is_found(exhibits, figure, reference, folded_find))
            g_string_append_printf(out, "%s,%s\n", reference, g_strchomp(lines[i + 1]));
    }
    return g_string_free(out, FALSE);
}

char *
listing_of_figures(const Exhibits *exhibits, const char *find, ListingFormat format)
{
    g_autofree char *folded_find = find ? profile_fold(find) : NULL;
    if (format == LISTING_CSV)
        return as_csv(exhibits, folded_find);
    if (format == LISTING_TEXT)
        return as_text(exhibits, folded_find);
    GString *out = g_string_new("[");
    for (guint i = 0; i < figures_length(exhibits->figures); i++) {
        const Figure *figure = figures_at(exhibits->figures, i);
        g_autofree char *reference = reference_of_figure(exhibits, figure, NULL);
        if (!is_found(exhibits, figure, reference, folded_find))
            continue;
        g_string_append(out, out->len > 1 ? ",\n" : "\n");
        append_json(out, exhibits, figure, reference);
    }
    g_string_append(out, "\n]\n");
    return g_string_free(out, FALSE);
}
