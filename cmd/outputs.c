#include "cmd/outputs.h"
#include <string.h>
#include "analysis/threads/threads.h"
#include "cmd/command.h"
#include "render/html/html.h"
#include "render/pdf/pdf.h"

const char *const output_formats[] = {"docx", "pdf", "html", "xlsx", "ods", "svg", "png", "csv", NULL};

/* One file of the pack. Only the members that its format needs are set. */
typedef struct {
    char *name;
    guint format; /* in `formats` */
    const Document *document;
    const DocxStyle *style;
    const Spreadsheet *spreadsheet;
    const Chart *chart;
    const char *mark; /* a chart's */
    char *(*text)(const Pipeline *pipeline);
    const Pipeline *pipeline;
    GBytes *bytes;
    GError *fault;
    gint64 took; /* microseconds */
} Output;

struct Outputs {
    char **wanted;   /* NULL: all */
    GArray *outputs; /* of Output */
    GArray *order;   /* guint: the order in which they are started */
    int failed;      /* atomic: the first output that failed; the number of outputs if none has */
};

static GBytes *
to_docx(const Output *output, GError **error)
{
    g_autoptr(GArray) pages = pdf_pages(output->document);
    return docx_write(output->document, output->style, pages, error);
}

static GBytes *
to_pdf(const Output *output, GError **error)
{
    return pdf_write(output->document, error);
}

static GBytes *
to_html(const Output *output, GError **error)
{
    return html_write(output->document, error);
}

static GBytes *
to_xlsx(const Output *output, GError **error)
{
    return spreadsheet_to_xlsx(output->spreadsheet, error);
}

static GBytes *
to_ods(const Output *output, GError **error)
{
    return spreadsheet_to_ods(output->spreadsheet, error);
}

static ChartOptions
standalone(const Output *output)
{
    return (ChartOptions){.standalone = true, .mark = output->mark};
}

static GBytes *
to_png(const Output *output, GError **error)
{
    return chart_to_png(output->chart, standalone(output), error);
}

static GBytes *
to_svg(const Output *output, GError **error)
{
    (void)error; /* writing text to memory cannot fail */
    return chart_to_svg(output->chart, standalone(output));
}

static GBytes *
to_csv(const Output *output, GError **error)
{
    (void)error;
    char *text = output->text(output->pipeline);
    return g_bytes_new_take(text, strlen(text));
}

/* What an output is made from. */
typedef enum { OF_DOCUMENT, OF_WORKBOOK, OF_CHART, OF_DATA } OutputSource;

/* In the order in which a pack lists them. */
static const struct {
    const char *name;
    OutputSource of;
    GBytes *(*write)(const Output *output, GError **error);
    guint turn; /* the slowest are started first, so that none is left running at the end */
} formats[] = {{"docx", OF_DOCUMENT, to_docx, 1}, {"pdf", OF_DOCUMENT, to_pdf, 0},
               {"html", OF_DOCUMENT, to_html, 4}, {"xlsx", OF_WORKBOOK, to_xlsx, 3},
               {"ods", OF_WORKBOOK, to_ods, 5},   {"svg", OF_CHART, to_svg, 7},
               {"png", OF_CHART, to_png, 2},      {"csv", OF_DATA, to_csv, 6}};

static void
output_clear(gpointer pointer)
{
    Output *output = pointer;
    g_free(output->name);
    g_clear_pointer(&output->bytes, g_bytes_unref);
    g_clear_error(&output->fault);
}

Outputs *
outputs_new(const char *wanted, GError **error)
{
    g_auto(GStrv) names = wanted ? g_strsplit(wanted, ",", -1) : NULL;
    guint choice;
    for (char **name = names; name && *name; name++)
        if (!command_choose("--formats", g_strstrip(*name), output_formats, &choice, error))
            return NULL;
    Outputs *outputs = g_new0(Outputs, 1);
    outputs->wanted = g_steal_pointer(&names);
    outputs->outputs = g_array_new(FALSE, TRUE, sizeof(Output));
    g_array_set_clear_func(outputs->outputs, output_clear);
    outputs->order = g_array_new(FALSE, FALSE, sizeof(guint));
    return outputs;
}

void
outputs_free(Outputs *outputs)
{
    if (!outputs)
        return;
    g_strfreev(outputs->wanted);
    g_array_unref(outputs->outputs);
    g_array_unref(outputs->order);
    g_free(outputs);
}

bool
outputs_want(const Outputs *outputs, const char *format)
{
    return !outputs->wanted || g_strv_contains((const char *const *)outputs->wanted, format);
}

bool
outputs_draw(const Outputs *outputs)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
        if ((formats[i].of == OF_DOCUMENT || formats[i].of == OF_CHART) &&
            outputs_want(outputs, formats[i].name))
            return true;
    return false;
}

/* A file in each format that is wanted of such a source. */
static void
add_in_wanted_formats(Outputs *outputs, OutputSource of, const char *stem, Output output)
{
    for (output.format = 0; output.format < G_N_ELEMENTS(formats); output.format++)
        if (formats[output.format].of == of && outputs_want(outputs, formats[output.format].name)) {
            output.name = g_strdup_printf("%s.%s", stem, formats[output.format].name);
            g_array_append_val(outputs->outputs, output);
        }
}

void
outputs_add_document(Outputs *outputs, const Document *document, const char *template_path,
                     const DocxStyle *style)
{
    g_autofree char *stem = g_path_get_basename(template_path ? template_path : "annual-report.md");
    char *dot = strrchr(stem, '.');
    if (dot && dot > stem)
        *dot = '\0';
    add_in_wanted_formats(outputs, OF_DOCUMENT, stem, (Output){.document = document, .style = style});
}

void
outputs_add_spreadsheet(Outputs *outputs, const Spreadsheet *spreadsheet)
{
    add_in_wanted_formats(outputs, OF_WORKBOOK, "tables", (Output){.spreadsheet = spreadsheet});
}

void
outputs_add_chart(Outputs *outputs, const Chart *chart, const char *mark)
{
    g_autofree char *stem = g_strconcat("charts/", chart->id, NULL);
    add_in_wanted_formats(outputs, OF_CHART, stem, (Output){.chart = chart, .mark = mark});
}

static char *
figures_text(const Pipeline *pipeline)
{
    return figures_to_csv(pipeline->figures, pipeline->profile->year_start);
}

static char *
findings_text(const Pipeline *pipeline)
{
    return findings_to_csv(pipeline->findings);
}

static char *
suppression_text(const Pipeline *pipeline)
{
    return disclosure_log(pipeline->disclosure);
}

void
outputs_add_open_data(Outputs *outputs, const Pipeline *pipeline)
{
    static const struct {
        const char *name;
        char *(*text)(const Pipeline *pipeline);
        bool internal;
    } files[] = {{"figures", figures_text, false},
                 {"data-quality", findings_text, false},
                 {"suppression", suppression_text, true}};
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        if (!files[i].internal || pipeline->internal)
            add_in_wanted_formats(outputs, OF_DATA, files[i].name,
                                  (Output){.text = files[i].text, .pipeline = pipeline});
}

static void
set_order(Outputs *outputs)
{
    for (guint turn = 0; turn < G_N_ELEMENTS(formats); turn++)
        for (guint i = 0; i < outputs->outputs->len; i++)
            if (formats[g_array_index(outputs->outputs, Output, i).format].turn == turn)
                g_array_append_val(outputs->order, i);
}

/* If an earlier one has failed already, this one need not be made. */
static void
write_output(guint number, void *user)
{
    Outputs *outputs = user;
    int place = (int)g_array_index(outputs->order, guint, number);
    Output *output = &g_array_index(outputs->outputs, Output, place);
    if (g_atomic_int_get(&outputs->failed) < place)
        return;
    gint64 start = g_get_monotonic_time();
    output->bytes = formats[output->format].write(output, &output->fault);
    output->took = g_get_monotonic_time() - start;
    for (int first; !output->bytes && place < (first = g_atomic_int_get(&outputs->failed));)
        g_atomic_int_compare_and_exchange(&outputs->failed, first, place);
}

static void
tell_times(const Outputs *outputs, Stages *stages)
{
    for (guint format = 0; format < G_N_ELEMENTS(formats); format++) {
        gint64 took = 0;
        for (guint i = 0; i < outputs->outputs->len; i++) {
            const Output *output = &g_array_index(outputs->outputs, Output, i);
            took += output->format == format ? output->took : 0;
        }
        if (outputs_want(outputs, formats[format].name))
            stages_took(stages, formats[format].name, took);
    }
    stages_done(stages, "outputs");
}

bool
outputs_write(Outputs *outputs, Pack *pack, Stages *stages, GError **error)
{
    guint count = outputs->outputs->len;
    outputs->failed = (int)count;
    set_order(outputs);
    threads_share(count, threads_count(), write_output, outputs);
    for (guint i = 0; i < count; i++) {
        Output *output = &g_array_index(outputs->outputs, Output, i);
        if (!output->bytes) {
            g_propagate_error(error, g_steal_pointer(&output->fault));
            return false;
        }
        pack_put(pack, output->name, output->bytes);
    }
    tell_times(outputs, stages);
    return true;
}
