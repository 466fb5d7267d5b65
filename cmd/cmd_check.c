#include "analysis/csv/cell.h"
#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/one_file.h"
#include "cmd/findings_in_brief.h"
#include "cmd/pipeline.h"

typedef struct {
    char *year, *out;
    gboolean strict;
} CheckOptions;

/* The full list is for someone who holds the export: nothing is withheld, and only its owner can read it. */
static bool
write_findings(const char *path, const Findings *findings, GError **error)
{
    g_autofree char *list = csv_for_excel(findings_to_csv(findings));
    return output_write(path, list, error);
}

static int
say_quality(const CheckOptions *options, const Pipeline *pipeline)
{
    g_autofree char *summary = quality_summary(pipeline->dataset, pipeline->findings);
    g_print("%s: %s\n", pipeline->profile->path, summary);
    quality_print(stdout, pipeline->findings);
    bool strict = options->strict && !quality_passes_strict(pipeline->dataset, pipeline->findings);
    return pipeline->dataset->rows_set_aside || strict ? FAILURE_SHORT : 0;
}

/* Whether a report would be refused because it would give away a small count. */
static bool
can_be_shown(const Pipeline *pipeline, GError **error)
{
    g_autoptr(Figures) shown = disclosure_apply(pipeline->disclosure, error);
    return shown != NULL;
}

/* Everything a report does up to its tables, for the findings it makes: last year's total has changed,
 * another's return uses other definitions. The findings are printed even if a report would be refused. */
static int
check_records(const CheckOptions *options, const char *path)
{
    Pipeline pipeline = {0};
    Stages *stages = stages_new(false);
    GError *error = NULL;
    bool done = pipeline_read_profile(&pipeline, path, options->year, true, &error) &&
                pipeline_compute(&pipeline, stages, &error) && inputs_unchanged(&error) &&
                (!options->out || write_findings(options->out, pipeline.findings, &error));
    stages_free(stages);
    int status = done ? say_quality(options, &pipeline) : 0;
    if (!done || !can_be_shown(&pipeline, &error))
        status = command_fail(&error);
    pipeline_clear(&pipeline);
    return status;
}

int
command_check(int argc, char **argv)
{
    CheckOptions options = {0};
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out, "Write every finding to a CSV to work through",
         "FILE"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "Exit status 1 on any error or warning", NULL},
        G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status =
        command_parse("check", "PROFILE",
                      "Reads the exports that PROFILE names and says what is wrong with the records:\n"
                      "for each rule, how many rows and where the first is. It names values that are in\n"
                      "no code list: keep its output confidential. Exit status 1 if a record was set\n"
                      "aside.\n\n"
                      "Example: ladostat check leicester/profile.yaml --out to-correct.csv",
                      entries, argc, argv, &path);
    if (status < 0)
        status = check_records(&options, path);
    g_free(options.year);
    g_free(options.out);
    return status;
}
