#include "analysis/figures/figures.h"
#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/synthesis/synthesis.h"
#include "cmd/command.h"
#include "cmd/one_file.h"

int
command_synthesise(int argc, char **argv)
{
    g_autofree char *figures_path = NULL, *out = NULL;
    int seed = 1;
    const GOptionEntry entries[] = {
        {"figures", 0, 0, G_OPTION_ARG_FILENAME, &figures_path, "The figures the records must give", "FILE"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &out, "Where the records go; standard output if left out",
         "FILE"},
        {"seed", 0, 0, G_OPTION_ARG_INT, &seed, "The same seed gives the same records (1)", "N"},
        G_OPTION_ENTRY_NULL};
    char *path = NULL;
    int status = command_parse("synthesise", "PROFILE",
                               "Writes invented case records, laid out like the profile's export, that give\n"
                               "the figures of a figures file. Contradictions in the file are listed on\n"
                               "standard error with what was used instead.\n\n"
                               "Example: ladostat synthesise leicester/profile.yaml \\\n"
                               "           --figures leicester/targets.csv --out training.csv",
                               entries, argc, argv, &path);
    if (status >= 0)
        return status;
    if (!figures_path) {
        g_printerr("ladostat synthesise: which figures? give --figures FILE\n");
        return FAILURE_USAGE;
    }
    GError *error = NULL;
    g_autoptr(Profile) profile = profile_read(path, &error);
    g_autoptr(Figures) figures = profile ? figures_read(figures_path, profile->year_start, &error) : NULL;
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *records =
        figures ? synthesis_records(profile, figures, (guint32)seed, changes, &error) : NULL;
    if (!records || !inputs_unchanged(&error))
        return command_fail(&error);
    for (guint i = 0; i < changes->len; i++)
        g_printerr("%s\n", (const char *)changes->pdata[i]);
    return output_write(out, records, &error) ? 0 : command_fail(&error);
}
