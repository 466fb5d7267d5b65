#include "analysis/benchmark/benchmark.h"
#include "analysis/inputs/inputs.h"
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/quality.h"
#include "cmd/workings.h"

enum { least_suppression = 5 };

typedef struct {
    char *year, *out;
    gboolean merge;
} ReturnOptions;

/* The council's own return, from its records. */
static Figures *
own_return(Workings *workings, Stages *stages, GError **error)
{
    workings_add_return(workings);
    if (!workings->profile->records->len) {
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: there are no records to make a return of; --merge puts the returns of benchmark: "
                    "figures: together",
                    workings->profile->path);
        return NULL;
    }
    /* What goes out of the house is protected whatever the council shows in its own report. */
    workings->returned_below = least_suppression;
    if (!workings_compute(workings, stages, error))
        return NULL;
    if (!workings->profile->shared->threshold_met)
        g_printerr(
            "%s: threshold-met, outcome and timeliness are not in the return: say who met the threshold, "
            "return: {threshold-met: POPULATION}\n",
            workings->profile->path);
    return benchmark_return(workings->profile, workings->figures);
}

/* All returns that the profile names as one file. */
static Figures *
merged_returns(Workings *workings, GError **error)
{
    if (!workings->profile->benchmark) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: --merge needs benchmark: {figures: [returns/*.csv]}",
                    workings->profile->path);
        return NULL;
    }
    workings->findings = findings_new();
    Figures *merged = benchmark_merge(workings->profile, workings->findings, error);
    if (merged)
        quality_print(stderr, workings->findings);
    return merged;
}

static bool
put(const ReturnOptions *options, const char *text, GError **error)
{
    if (options->out)
        return output_write(options->out, text, error);
    g_print("%s", text);
    return true;
}

static int
make(const ReturnOptions *options, const char *path)
{
    GError *error = NULL;
    Workings workings = {0};
    Stages *stages = stages_new(false);
    g_autoptr(Figures) figures = NULL;
    if (workings_read_profile(&workings, path, options->year, false, &error)) {
        profile_set_years(workings.profile, calendar_whole(workings.profile->year_start));
        figures = options->merge ? merged_returns(&workings, &error) : own_return(&workings, stages, &error);
    }
    g_autofree char *text = figures ? figures_to_csv(figures, workings.profile->year_start) : NULL;
    bool done = text && inputs_unchanged(&error) && put(options, text, &error);
    workings_clear(&workings);
    stages_free(stages);
    return done ? 0 : command_fail(&error);
}

int
command_return(const char *program, int argc, char **argv)
{
    (void)program;
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
        status = make(&options, path);
    g_free(options.year);
    g_free(options.out);
    return status;
}
