#include "analysis/benchmark/benchmark.h"
#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/one_file.h"
#include "cmd/findings_in_brief.h"
#include "cmd/pipeline.h"

enum { least_suppression = 5 };

typedef struct {
    char *year, *out;
    gboolean merge;
} ReturnOptions;

/* The council's own return, from its records. */
static Figures *
own_return(Pipeline *pipeline, Stages *stages, GError **error)
{
    /* What leaves the council is protected whatever the council shows in its own report. */
    pipeline_make_return(pipeline, least_suppression);
    if (!pipeline->profile->records->len) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: there are no records to make a return of; --merge puts the returns of benchmark: "
                    "figures: together",
                    pipeline->profile->path);
        return NULL;
    }
    if (!pipeline_compute(pipeline, stages, error))
        return NULL;
    if (!pipeline->profile->shared->threshold_met)
        g_printerr(
            "%s: threshold-met, outcome and timeliness are not in the return: say who met the threshold, "
            "return: {threshold-met: POPULATION}\n",
            pipeline->profile->path);
    return benchmark_return(pipeline->profile, pipeline->figures);
}

/* All returns named in the profile as one file. */
static Figures *
merged_returns(Pipeline *pipeline, GError **error)
{
    if (!pipeline->profile->benchmark) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: --merge needs benchmark: {figures: [returns/*.csv]}",
                    pipeline->profile->path);
        return NULL;
    }
    pipeline->findings = findings_new();
    Figures *merged = benchmark_merge(pipeline->profile, pipeline->findings, error);
    if (merged)
        quality_print(stderr, pipeline->findings);
    return merged;
}

static int
make_return(const ReturnOptions *options, const char *path)
{
    GError *error = NULL;
    Pipeline pipeline = {0};
    Stages *stages = stages_new(false);
    g_autoptr(Figures) figures = NULL;
    if (pipeline_read_profile(&pipeline, path, options->year, false, &error)) {
        profile_set_years(pipeline.profile, calendar_whole(pipeline.profile->year_start));
        figures = options->merge ? merged_returns(&pipeline, &error) : own_return(&pipeline, stages, &error);
    }
    g_autofree char *text = figures ? figures_to_csv(figures, pipeline.profile->year_start) : NULL;
    bool done = text && inputs_unchanged(&error) && output_write(options->out, text, &error);
    pipeline_clear(&pipeline);
    stages_free(stages);
    return done ? 0 : command_fail(&error);
}

int
command_return(int argc, char **argv)
{
    ReturnOptions options = {0};
    const GOptionEntry entries[] = {{"year", 0, 0, G_OPTION_ARG_STRING, &options.year,
                                     "The last year of the return, instead of the profile's", "YEAR"},
                                    {"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
                                     "Where the return goes; standard output if left out", "FILE"},
                                    {"merge", 0, 0, G_OPTION_ARG_NONE, &options.merge,
                                     "Put the returns that benchmark names into one file", NULL},
                                    G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status =
        command_parse("return", "PROFILE",
                      "Writes the standard measures of the council as a figures file to share with\n"
                      "others: no personal data, small counts suppressed, its definitions at its head.\n\n"
                      "Example: ladostat return somerset/profile.yaml --out somerset-2023-24.csv",
                      entries, argc, argv, &path);
    if (status < 0)
        status = make_return(&options, path);
    g_free(options.year);
    g_free(options.out);
    return status;
}
