#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/starter/starter.h"
#include "cmd/command.h"
#include "cmd/output.h"

/* Unless forced, nothing that stands is written over. */
static bool
stands_nowhere(const char *path, bool force, GError **error)
{
    if (force || !input_may_be_there(path))
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s: it is there already and stays as it is; move it away, or write over it with --force",
                path);
    return false;
}

bool
init_start(const char *export, const char *sheet, const char *encoding, bool force, GError **error)
{
    g_autofree char *profile_path = input_beside(export, "profile.yaml"),
                    *codes_path = input_beside(export, "codes.csv");
    g_autoptr(Starter) starter = starter_look((char *[]){(char *)export, NULL}, sheet, encoding, error);
    if (!starter || !stands_nowhere(profile_path, force, error) || !stands_nowhere(codes_path, force, error))
        return false;
    g_autofree char *profile = starter_profile(starter), *codes = starter_codes(starter),
                    *account = starter_account(starter);
    if (!inputs_unchanged(error) || !output_write(codes_path, codes, error) ||
        !output_write(profile_path, profile, error))
        return false;
    g_print("%s\nwritten: %s and %s; look through both, then: ladostat check %s\n", account, profile_path,
            codes_path, profile_path);
    return true;
}

/* The standard set for the fields of a profile, or for all there are. */
static int
print_measures(const char *path)
{
    GError *error = NULL;
    g_autoptr(Profile) profile = path ? profile_read(path, &error) : NULL;
    if (error)
        return command_fail(&error);
    g_autofree char *measures = profile_standard_measures(profile);
    g_print("%s", measures);
    return 0;
}

int
command_init(const char *program, int argc, char **argv)
{
    (void)program;
    g_autofree char *sheet = NULL, *encoding = NULL;
    gboolean force = FALSE, measures = FALSE;
    const GOptionEntry entries[] = {
        {"sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, "A workbook's sheet or table (the first sheet)", "NAME"},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, "A text's encoding, like Windows-1252 (found out)",
         "NAME"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &force, "Writes over a profile.yaml and codes.csv that are there",
         NULL},
        {"measures", 0, 0, G_OPTION_ARG_NONE, &measures, "Prints the standard measures (of a PROFILE)", NULL},
        G_OPTION_ENTRY_NULL};
    char **paths;
    int status =
        command_parse_all("init", "EXPORT",
                          "Looks at EXPORT (.csv, .tsv, .txt, .xlsx, .ods) and writes a first profile.yaml\n"
                          "and codes.csv beside it: which column is which field, and what each value\n"
                          "means, as far as headings and values tell. Columns of names, births, addresses\n"
                          "and free text are left alone. Nothing that is there is written over.\n\n"
                          "Example: ladostat init leicester/contacts.csv",
                          entries, argc, argv, 0, 1, &paths);
    if (status >= 0)
        return status;
    if (measures)
        return print_measures(paths[0]);
    if (!paths[0]) {
        g_printerr("ladostat init: which export? see ladostat init --help\n");
        return FAILURE_USAGE;
    }
    GError *error = NULL;
    return init_start(paths[0], sheet, encoding, force, &error) ? 0 : command_fail(&error);
}
