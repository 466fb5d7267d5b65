#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/outputs.h"
#include "cmd/findings_in_brief.h"
#include "render/font/font.h"
#include "system/system.h"

typedef struct {
    char *year, *out, *formats, *style;
    char **templates;
    gboolean internal, draft, strict, timings;
} ReportOptions;

typedef struct {
    const ReportOptions *options;
    Pipeline pipeline;
    DocxStyle *style;         /* NULL: the house style */
    GPtrArray *documents;     /* Document* */
    Spreadsheet *spreadsheet; /* NULL if none is wanted */
    Outputs *outputs;
    Pack *pack;
    Stages *stages;
} Report;

static bool
read_profile(Report *report, const char *path, GError **error)
{
    if (!(report->outputs = outputs_new(report->options->formats, error)) ||
        !pipeline_read_profile(&report->pipeline, path, report->options->year, report->options->internal,
                               error))
        return false;
    if (report->options->style && !(report->style = docx_style_read(report->options->style, error)))
        return false;
    Profile *profile = report->pipeline.profile;
    if (report->style && !profile->accent_chosen && docx_style_accent(report->style))
        profile->accent = docx_style_accent(report->style);
    stages_done(report->stages, "profile");
    return true;
}

static bool
meet_strict(const Report *report, GError **error)
{
    if (!report->options->strict ||
        quality_passes_strict(report->pipeline.dataset, report->pipeline.findings))
        return true;
    g_autofree char *summary = quality_summary(report->pipeline.dataset, report->pipeline.findings);
    g_set_error(error, FAILURE, FAILURE_SHORT,
                "%s: --strict: no pack was written: %s; ladostat check lists them",
                report->pipeline.profile->path, summary);
    return false;
}

/* One line on standard error if the records need checking. */
static void
say_findings(const Report *report)
{
    if (quality_passes_strict(report->pipeline.dataset, report->pipeline.findings))
        return;
    g_autofree char *summary = quality_summary(report->pipeline.dataset, report->pipeline.findings);
    g_printerr("%s: %s; ladostat check lists them\n", report->pipeline.profile->path, summary);
}

static GPtrArray *
exports_of(const Profile *profile)
{
    GPtrArray *paths = g_ptr_array_new();
    for (guint i = 0; i < profile->records->len; i++)
        g_ptr_array_extend(paths, ((const ProfileRecords *)profile->records->pdata[i])->paths, NULL, NULL);
    return paths;
}

/* Exports may be large; the rest of the inputs are not. */
static void
expect_exports(Report *report)
{
    const Profile *profile = report->pipeline.profile;
    g_autoptr(GPtrArray) paths = exports_of(profile);
    for (guint i = 0; i < paths->len; i++)
        input_note(paths->pdata[i]);
    pack_expect_inputs(report->pack, paths);
}

static bool
note_files(Report *report, const GPtrArray *paths, GError **error)
{
    for (guint i = 0; i < paths->len; i++)
        if (!pack_input(report->pack, paths->pdata[i], error))
            return false;
    return true;
}

static void
note_options(const Report *report)
{
    const Profile *profile = report->pipeline.profile;
    g_autofree char *year = calendar_year_label(profile->year, profile->year_start),
                    *below = g_strdup_printf("%d", profile->suppress_below),
                    *round_to = g_strdup_printf("%d", profile->disclosure.round_to);
    pack_option(report->pack, "year", year);
    pack_option(report->pack, "formats", report->options->formats ? report->options->formats : "all");
    pack_option(report->pack, "suppress-below", below);
    if (profile->disclosure.round_to)
        pack_option(report->pack, "round-to", round_to);
    pack_option(report->pack, "internal", report->options->internal ? "yes" : "no");
    if (report->options->draft)
        pack_option(report->pack, "draft", "yes");
}

/* Everything that the pack is made from, but for the words of its documents. */
static bool
note_inputs(Report *report, const char *path, GError **error)
{
    const Profile *profile = report->pipeline.profile;
    const Dataset *dataset = report->pipeline.dataset;
    const char *others[] = {profile->disclosure.previous_release, report->options->style};
    g_autoptr(GPtrArray) paths = exports_of(profile);
    g_ptr_array_insert(paths, 0, (gpointer)path);
    if (profile->codes_path)
        g_ptr_array_insert(paths, 1, profile->codes_path);
    g_ptr_array_extend(paths, profile->figures, NULL, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (others[i])
            g_ptr_array_add(paths, (gpointer)others[i]);
    note_options(report);
    pack_rows(report->pack, dataset->rows_read, dataset->length, dataset->rows_merged,
              dataset->rows_set_aside);
    return note_files(report, paths, error);
}

static bool
add_document(Report *report, const char *template_path, GError **error)
{
    Document *document =
        document_from_template(report->pipeline.exhibits, template_path, report->options->internal, error);
    if (!document)
        return false;
    if (report->options->draft && !document->mark)
        document->mark = DOCUMENT_DRAFT;
    g_ptr_array_add(report->documents, document);
    outputs_add_document(report->outputs, document, template_path, report->style);
    /* The template, the files that it includes and the lists that it shows. */
    return note_files(report, document->inputs, error);
}

/* The workbook lists the tables in the order of the first document. */
static bool
add_spreadsheet(Report *report, GError **error)
{
    if (!outputs_want(report->outputs, "xlsx") && !outputs_want(report->outputs, "ods"))
        return true;
    report->spreadsheet =
        spreadsheet_of_report(report->documents->pdata[0], report->pipeline.exhibits, error);
    if (report->spreadsheet)
        outputs_add_spreadsheet(report->outputs, report->spreadsheet);
    return report->spreadsheet != NULL;
}

static bool
add_outputs(Report *report, GError **error)
{
    /* The annual report that comes with the program is the default. */
    static char *standard[] = {NULL};
    char **templates = report->options->templates;
    guint count = templates ? g_strv_length(templates) : 1;
    report->documents = g_ptr_array_new_with_free_func((GDestroyNotify)document_free);
    for (guint i = 0; i < count; i++)
        if (!add_document(report, templates ? templates[i] : standard[0], error) ||
            (i == 0 && !add_spreadsheet(report, error)))
            return false;
    const GPtrArray *charts = report->pipeline.exhibits->charts;
    for (guint i = 0; i < charts->len; i++)
        if (charts->pdata[i])
            outputs_add_chart(report->outputs, charts->pdata[i],
                              report->pipeline.internal ? DOCUMENT_INTERNAL : NULL);
    outputs_add_open_data(report->outputs, &report->pipeline);
    return true;
}

static bool
fill_pack(Report *report, const char *path, GError **error)
{
    if (outputs_draw(report->outputs) && !font_find(error))
        return false;
    /* No byte of an export is read after the inputs are noted: memory freed from here on holds only
     * figures and findings. Overwriting it would take a tenth of the time of a pack. */
    if (!add_outputs(report, error) || !note_inputs(report, path, error))
        return false;
    system_let_go_of_memory();
    stages_done(report->stages, "documents");
    return outputs_write(report->outputs, report->pack, report->stages, error);
}

static bool
make_pack(Report *report, const char *path, GError **error)
{
    if (!read_profile(report, path, error))
        return false;
    if (report->pipeline.profile->suppress_below > 1)
        pack_withhold_sizes(report->pack);
    expect_exports(report);
    if (!pipeline_compute(&report->pipeline, report->stages, error) || !meet_strict(report, error) ||
        !fill_pack(report, path, error) || !inputs_unchanged(error))
        return false;
    g_autofree char *beside = input_beside(path, "out");
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
    outputs_free(report->outputs);
    g_clear_pointer(&report->spreadsheet, spreadsheet_free);
    g_clear_pointer(&report->documents, g_ptr_array_unref);
    docx_style_free(report->style);
    pipeline_clear(&report->pipeline);
    stages_free(report->stages);
}

static int
run_report(const ReportOptions *options, const char *path)
{
    Report report = {.options = options, .pack = pack_new(), .stages = stages_new(options->timings)};
    GError *error = NULL;
    int status = make_pack(&report, path, &error) ? 0 : command_fail(&error);
    report_clear(&report);
    return status;
}

int
report_draft(const char *path)
{
    return run_report(&(ReportOptions){.draft = true}, path);
}

int
command_report(int argc, char **argv)
{
    ReportOptions options = {0};
    g_autofree char *known = g_strjoinv(",", (char **)output_formats);
    g_autofree char *formats = g_strdup_printf("Any of %s (all)", known);
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "The pack's folder (out, beside the profile)",
         "FOLDER"},
        {"template", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.templates,
         "A template instead of the annual report; repeat for more", "FILE"},
        {"style", 0, 0, G_OPTION_ARG_FILENAME, &options.style,
         "A Word document to take the styles of the DOCX from", "FILE.docx"},
        {"formats", 0, 0, G_OPTION_ARG_STRING, &options.formats, formats, "LIST"},
        {"internal", 0, 0, G_OPTION_ARG_NONE, &options.internal,
         "Nothing suppressed; every page marked internal", NULL},
        {"draft", 0, 0, G_OPTION_ARG_NONE, &options.draft, "Every page marked as a draft", NULL},
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
    if (status < 0)
        status = run_report(&options, path);
    g_free(options.year);
    g_free(options.out);
    g_free(options.formats);
    g_free(options.style);
    g_strfreev(options.templates);
    return status;
}
