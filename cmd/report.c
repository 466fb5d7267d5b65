#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/quality.h"
#include "cmd/stages.h"
#include "cmd/workings.h"
#include "render/docx/docx.h"
#include "render/font/font.h"
#include "render/html/html.h"
#include "render/pack/pack.h"
#include "render/pdf/pdf.h"
#include "render/spreadsheet/spreadsheet.h"
#include <string.h>

typedef struct {
    char *year, *out, *formats, *style;
    char **templates;
    gboolean internal, strict, timings;
} ReportOptions;

typedef struct {
    const ReportOptions *options;
    Workings workings;
    DocxStyle *style; /* NULL: the house style */
    Pack *pack;
    Stages *stages;
} Report;

static const char *const known_formats[] = {"docx", "pdf", "html", "xlsx", "ods", "svg", "png", "csv", NULL};

static const struct {
    const char *format;
    GBytes *(*write)(const Document *document, GError **error);
} document_writers[] = {
    {"docx", NULL /* it takes a style besides */}, {"pdf", pdf_write}, {"html", html_write}};

static const struct {
    const char *format;
    GBytes *(*write)(const Spreadsheet *spreadsheet, GError **error);
} spreadsheet_writers[] = {{"xlsx", spreadsheet_to_xlsx}, {"ods", spreadsheet_to_ods}};

static bool
wanted(const Report *report, const char *format)
{
    if (!report->options->formats)
        return true;
    g_auto(GStrv) formats = g_strsplit(report->options->formats, ",", -1);
    for (char **name = formats; *name; name++)
        if (strcmp(g_strstrip(*name), format) == 0)
            return true;
    return false;
}

static bool
check_formats(const ReportOptions *options, GError **error)
{
    g_auto(GStrv) formats = g_strsplit(options->formats ? options->formats : "csv", ",", -1);
    for (char **name = formats; *name; name++)
        if (!g_strv_contains(known_formats, g_strstrip(*name))) {
            g_autofree char *known = g_strjoinv(", ", (char **)known_formats);
            g_set_error(error, FAILURE, FAILURE_USAGE, "--formats: \"%s\" is none of %s", *name, known);
            return false;
        }
    return true;
}

static bool
read_profile(Report *report, const char *path, GError **error)
{
    if (!check_formats(report->options, error) ||
        !workings_read_profile(&report->workings, path, report->options->year, report->options->internal,
                               error))
        return false;
    if (report->options->style && !(report->style = docx_style_read(report->options->style, error)))
        return false;
    stages_done(report->stages, "profile");
    return true;
}

static bool
meet_strict(const Report *report, GError **error)
{
    if (!report->options->strict ||
        quality_passes_strict(report->workings.dataset, report->workings.findings))
        return true;
    g_autofree char *summary = quality_summary(report->workings.dataset, report->workings.findings);
    g_set_error(error, FAILURE, FAILURE_SHORT,
                "%s: --strict: no pack was written: %s; ladostat check lists them",
                report->workings.profile->path, summary);
    return false;
}

/* One line on standard error when the records need a look. */
static void
say_findings(const Report *report)
{
    if (quality_passes_strict(report->workings.dataset, report->workings.findings))
        return;
    g_autofree char *summary = quality_summary(report->workings.dataset, report->workings.findings);
    g_printerr("%s: %s; they are listed in data-quality.csv, and by ladostat check\n",
               report->workings.profile->path, summary);
}

static char *
document_name(const char *template_path, const char *format)
{
    g_autofree char *base = g_path_get_basename(template_path ? template_path : "annual-report.md");
    char *dot = strrchr(base, '.');
    if (dot && dot > base)
        *dot = '\0';
    return g_strdup_printf("%s.%s", base, format);
}

static bool
put_bytes(Report *report, const char *name, GBytes *bytes)
{
    if (!bytes)
        return false;
    pack_put(report->pack, name, bytes);
    g_bytes_unref(bytes);
    return true;
}

static bool
write_documents(Report *report, const Document *document, const char *template_path, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(document_writers); i++) {
        const char *format = document_writers[i].format;
        if (!wanted(report, format))
            continue;
        g_autofree char *name = document_name(template_path, format);
        GBytes *bytes = document_writers[i].write ? document_writers[i].write(document, error)
                                                  : docx_write(document, report->style, error);
        if (!put_bytes(report, name, bytes))
            return false;
        stages_done(report->stages, format);
    }
    return true;
}

static bool
write_spreadsheet(Report *report, const Document *document, GError **error)
{
    if (!wanted(report, "xlsx") && !wanted(report, "ods"))
        return true;
    g_autoptr(Spreadsheet) spreadsheet = spreadsheet_of_report(document, report->workings.exhibits, error);
    if (!spreadsheet)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(spreadsheet_writers); i++) {
        const char *format = spreadsheet_writers[i].format;
        if (!wanted(report, format))
            continue;
        g_autofree char *name = g_strdup_printf("tables.%s", format);
        if (!put_bytes(report, name, spreadsheet_writers[i].write(spreadsheet, error)))
            return false;
        stages_done(report->stages, format);
    }
    return true;
}

static bool
write_charts(Report *report, GError **error)
{
    ChartOptions options = {.standalone = true};
    for (guint i = 0; i < report->workings.exhibits->charts->len; i++) {
        const Chart *chart = report->workings.exhibits->charts->pdata[i];
        if (!chart)
            continue;
        g_autofree char *svg = g_strdup_printf("charts/%s.svg", chart->id);
        g_autofree char *png = g_strdup_printf("charts/%s.png", chart->id);
        if (wanted(report, "svg") && !put_bytes(report, svg, chart_to_svg(chart, options)))
            return false;
        if (wanted(report, "png") && !put_bytes(report, png, chart_to_png(chart, options, error)))
            return false;
    }
    stages_done(report->stages, "charts");
    return true;
}

static void
write_open_data(Report *report)
{
    if (!wanted(report, "csv"))
        return;
    g_autofree char *figures = figures_to_csv(report->workings.figures);
    g_autofree char *findings = findings_to_csv(report->workings.findings);
    pack_put_text(report->pack, "figures.csv", figures);
    pack_put_text(report->pack, "data-quality.csv", findings);
    if (report->options->internal) {
        g_autofree char *log = disclosure_log(report->workings.disclosure);
        pack_put_text(report->pack, "suppression.csv", log);
    }
}

static bool
note_inputs(Report *report, const char *path, GError **error)
{
    const Profile *profile = report->workings.profile;
    bool done = pack_input(report->pack, path, error) &&
                (!profile->codes_path || pack_input(report->pack, profile->codes_path, error));
    for (guint i = 0; i < profile->records->len && done; i++) {
        const ProfileRecords *records = profile->records->pdata[i];
        for (guint k = 0; k < records->paths->len && done; k++)
            done = pack_input(report->pack, records->paths->pdata[k], error);
    }
    for (guint i = 0; i < profile->figures->len && done; i++)
        done = pack_input(report->pack, profile->figures->pdata[i], error);
    if (profile->disclosure.previous_release && done)
        done = pack_input(report->pack, profile->disclosure.previous_release, error);
    if (report->options->style && done)
        done = pack_input(report->pack, report->options->style, error);
    g_autofree char *year = calendar_year_label(profile->year, profile->year_start);
    g_autofree char *below = g_strdup_printf("%d", profile->suppress_below);
    pack_option(report->pack, "year", year);
    pack_option(report->pack, "formats", report->options->formats ? report->options->formats : "all");
    pack_option(report->pack, "suppress-below", below);
    if (profile->disclosure.round_to) {
        g_autofree char *round_to = g_strdup_printf("%d", profile->disclosure.round_to);
        pack_option(report->pack, "round-to", round_to);
    }
    pack_option(report->pack, "internal", report->options->internal ? "yes" : "no");
    pack_rows(report->pack, report->workings.dataset->rows_read, report->workings.dataset->length,
              report->workings.dataset->rows_merged, report->workings.dataset->rows_set_aside);
    return done;
}

/* The template, the files it takes in and the lists it shows, each once. */
static bool
note_words(Report *report, const Document *document, GError **error)
{
    for (guint i = 0; i < document->inputs->len; i++)
        if (!pack_input(report->pack, document->inputs->pdata[i], error))
            return false;
    return true;
}

/* Only open data and workbooks hold no text of our own laying out. */
static bool
find_font(const Report *report, GError **error)
{
    static const char *const drawn[] = {"docx", "pdf", "html", "svg", "png"};
    for (gsize i = 0; i < G_N_ELEMENTS(drawn); i++)
        if (wanted(report, drawn[i]))
            return font_find(error);
    return true;
}

static bool
fill_pack(Report *report, GError **error)
{
    if (!find_font(report, error))
        return false;
    /* The annual report that comes with the program stands for the list when none was named. */
    static char *standard[] = {NULL};
    char **templates = report->options->templates;
    guint count = templates ? g_strv_length(templates) : 1;
    for (guint i = 0; i < count; i++) {
        const char *path = templates ? templates[i] : standard[0];
        g_autoptr(Document) document =
            document_from_template(report->workings.exhibits, path, report->options->internal, error);
        if (!document || !write_documents(report, document, path, error) ||
            !note_words(report, document, error))
            return false;
        if (i == 0 && !write_spreadsheet(report, document, error))
            return false;
    }
    if (!write_charts(report, error))
        return false;
    write_open_data(report);
    return true;
}

static bool
make(Report *report, const char *path, GError **error)
{
    if (!read_profile(report, path, error) || !workings_compute(&report->workings, report->stages, error) ||
        !meet_strict(report, error) || !fill_pack(report, error) || !note_inputs(report, path, error) ||
        !inputs_unchanged(error))
        return false;
    g_autofree char *beside = g_build_filename(report->workings.profile->folder, "out", NULL);
    bool done = pack_write(report->pack, report->options->out ? report->options->out : beside, error);
    stages_done(report->stages, "writing");
    if (done)
        say_findings(report);
    return done;
}

static void
report_clear(Report *report)
{
    pack_free(report->pack);
    docx_style_free(report->style);
    workings_clear(&report->workings);
    stages_free(report->stages);
}

int
command_report(const char *program, int argc, char **argv)
{
    (void)program;
    ReportOptions options = {0};
    g_autofree char *known = g_strjoinv(",", (char **)known_formats);
    g_autofree char *formats = g_strdup_printf("Any of %s (all)", known);
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "The pack's folder (out, beside the profile)",
         "FOLDER"},
        {"template", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.templates,
         "A template instead of the annual report; again for more", "FILE"},
        {"style", 0, 0, G_OPTION_ARG_FILENAME, &options.style, "A Word document whose styles the DOCX takes",
         "FILE.docx"},
        {"formats", 0, 0, G_OPTION_ARG_STRING, &options.formats, formats, "LIST"},
        {"internal", 0, 0, G_OPTION_ARG_NONE, &options.internal,
         "Nothing suppressed; every page marked internal", NULL},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "No pack if anything is wrong with the records",
         NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &options.timings, "Print the time each stage takes", NULL},
        G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status =
        command_parse("report", "PROFILE",
                      "Reads the exports that PROFILE (a profile.yaml) names and makes the whole pack.\n\n"
                      "Example: ladostat report leicester/profile.yaml --out leicester-2023-24",
                      entries, argc, argv, &path);
    if (status < 0) {
        Report report = {.options = &options, .pack = pack_new(), .stages = stages_new(options.timings)};
        GError *error = NULL;
        status = make(&report, path, &error) ? 0 : command_fail(&error);
        report_clear(&report);
    }
    g_free(options.year);
    g_free(options.out);
    g_free(options.formats);
    g_free(options.style);
    g_strfreev(options.templates);
    return status;
}
