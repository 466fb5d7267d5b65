#include "analysis/failure/failure.h"
#include "analysis/measures/measures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/records.h"
#include "cmd/command.h"
#include "cmd/quality.h"

typedef struct {
    char *year, *out;
    gboolean strict;
} CheckOptions;

/* The full list is for who holds the export: nothing is withheld, and only its owner can read it. */
static bool
write_list(const char *path, const Findings *findings, GError **error)
{
    g_autofree char *list = findings_to_csv(findings);
    g_autoptr(GError) cause = NULL;
    if (g_file_set_contents_full(path, list, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &cause))
        return true;
    g_set_error(error, FAILURE, FAILURE_OUTPUT, "%s: the list cannot be written: %s", path, cause->message);
    return false;
}

static int
say(const CheckOptions *options, const Profile *profile, const Dataset *dataset, const Findings *findings)
{
    g_autofree char *summary = quality_summary(dataset, findings);
    g_print("%s: %s\n", profile->path, summary);
    quality_print(stdout, findings);
    if (dataset->rows_set_aside || (options->strict && !quality_is_strict(dataset, findings)))
        return FAILURE_SHORT;
    return 0;
}

static int
check(const CheckOptions *options, const char *path)
{
    GError *error = NULL;
    g_autoptr(Profile) profile = profile_read(path, &error);
    if (!profile || !command_take_year(profile, options->year, &error))
        return command_fail(&error);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Dataset) dataset = records_read(profile, findings, &error);
    /* Figures are computed for what they tell about the records: last year's total is not what it was. */
    g_autoptr(Figures) figures = dataset ? measures_compute(profile, dataset, findings, &error) : NULL;
    if (!figures || (options->out && !write_list(options->out, findings, &error)))
        return command_fail(&error);
    return say(options, profile, dataset, findings);
}

int
command_check(const char *program, int argc, char **argv)
{
    (void)program;
    CheckOptions options = {0};
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_STRING, &options.year, "The year reported, instead of the profile's",
         "YEAR"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &options.out,
         "Writes every finding to a CSV, to be worked through", "FILE"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "Status 1 at any error or warning", NULL},
        G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status =
        command_parse("check", "PROFILE",
                      "Reads the exports that PROFILE names and says what is wrong with the records:\n"
                      "which rule, how many rows, where first. Status 1 where a record was set aside.\n"
                      "It names values that are in no code list: keep what it prints to yourself.",
                      entries, argc, argv, &path);
    if (status < 0)
        status = check(&options, path);
    g_free(options.year);
    g_free(options.out);
    return status;
}
