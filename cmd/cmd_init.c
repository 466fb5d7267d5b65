#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "analysis/starter/starter.h"
#include "cmd/command.h"
#include "cmd/one_file.h"

/* Nothing is overwritten unless forced. */
static bool
init_may_write(const char *path, bool force, GError **error)
{
    if (force || !input_may_be_there(path))
        return true;
    g_set_error(error, FAILURE, FAILURE_USAGE,
                "%s: it already exists and is left as it is; move it away, or overwrite it with --force",
                path);
    return false;
}

static bool
write_first_profile(const Starter *starter, const char *profile_path, const char *codes_path, GError **error)
{
    g_autofree char *profile = starter_profile(starter), *codes = starter_codes(starter),
                    *account = starter_account(starter);
    if (!inputs_unchanged(error) || !output_write(codes_path, codes, error) ||
        !output_write(profile_path, profile, error))
        return false;
    g_print("%s\nwritten: %s and %s; check both, then run: ladostat check %s\n", account, profile_path,
            codes_path, profile_path);
    return true;
}

/* Adds one more export to an existing profile. */
static bool
merge_export(const char *profile_path, const char *export, const InitOptions *options, GError **error)
{
    StarterMerge made = {NULL, NULL, NULL, 0};
    g_autoptr(Profile) profile = profile_read(profile_path, error);
    if (!profile || !starter_merge(profile, export, options->sheet, options->encoding, &made, error))
        return false;
    bool done = inputs_unchanged(error) &&
                (!made.codes || output_renew(profile->codes_path, made.codes, error)) &&
                (!made.profile || output_renew(profile_path, made.profile, error));
    if (done && !made.codes && !made.profile)
        g_print("%s%s is unchanged: there is nothing new to add\n", made.account, profile_path);
    else if (done)
        g_print("%swritten: %s%s%s; nothing already there was lost\n", made.account,
                made.profile ? profile_path : "", made.profile && made.codes ? " and " : "",
                made.codes ? profile->codes_path : "");
    if (done && made.undecided)
        g_print("give each value without a category one in %s; until then it counts as Unrecognised\n",
                profile->codes_path);
    starter_merge_clear(&made);
    return done;
}

/* The exports that the first look set aside because their headings differ from the first one's, each once. */
static GPtrArray *
exports_left(char *const *exports, const Starter *starter)
{
    GPtrArray *left = g_ptr_array_new();
    for (; *exports; exports++)
        if (!starter_reads(starter, *exports) && !input_is_lock(*exports))
            g_ptr_array_add(left, *exports);
    return left;
}

bool
init_start(char *const *exports, const InitOptions *options, GError **error)
{
    g_autofree char *profile_path = input_beside(exports[0], "profile.yaml"),
                    *codes_path = input_beside(exports[0], "codes.csv");
    if (!options->force && input_may_be_there(profile_path)) {
        for (; *exports; exports++)
            if (!merge_export(profile_path, *exports, options, error))
                return false;
        return true;
    }
    g_autoptr(Starter) starter = starter_look(exports, options->sheet, options->encoding, error);
    if (!starter || !init_may_write(codes_path, options->force, error) ||
        !write_first_profile(starter, profile_path, codes_path, error))
        return false;
    g_autoptr(GPtrArray) left = exports_left(exports, starter);
    for (guint i = 0; i < left->len; i++)
        if (!merge_export(profile_path, left->pdata[i], options, error))
            return false;
    return true;
}

/* The standard set for the fields of a profile, or for all fields. */
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
command_init(int argc, char **argv)
{
    InitOptions options = {NULL, NULL, false};
    gboolean measures = FALSE;
    const GOptionEntry entries[] = {
        {"sheet", 0, 0, G_OPTION_ARG_STRING, &options.sheet, "Sheets of a workbook: a name, 20*, all",
         "NAME"},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &options.encoding, "Encoding of a text file (detected)",
         "NAME"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &options.force, "Overwrite everything", NULL},
        {"measures", 0, 0, G_OPTION_ARG_NONE, &measures, "Print the standard measures (of a PROFILE)", NULL},
        G_OPTION_ENTRY_NULL};
    char **paths;
    int status =
        command_parse_all("init", "EXPORT...",
                          "Looks at EXPORT (.csv, .tsv, .txt, .xlsx, .ods) and writes a first profile.yaml\n"
                          "and codes.csv beside it: which column is which field, and what each value\n"
                          "means, as far as headings and values show. Names, dates of birth, addresses\n"
                          "and free text are left alone. To an existing profile it adds what is new, like\n"
                          "next year's export; nothing already there is lost.\n\n"
                          "Example: ladostat init leicester/contacts.csv",
                          entries, argc, argv, 0, G_MAXINT, &paths);
    GError *error = NULL;
    if (status < 0 && measures) {
        status = print_measures(paths[0]);
    } else if (status < 0 && !paths[0]) {
        g_printerr("ladostat init: which export? see ladostat init --help\n");
        status = FAILURE_USAGE;
    } else if (status < 0) {
        status = init_start(paths, &options, &error) ? 0 : command_fail(&error);
    }
    g_free(options.sheet);
    g_free(options.encoding);
    return status;
}
