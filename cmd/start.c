#include "analysis/inputs/inputs.h"
#include "analysis/profile/profile.h"
#include "cmd/command.h"
#include <string.h>

static bool
is_same_file(const char *one, const char *other)
{
    g_autofree char *a = g_canonicalize_filename(one, NULL), *b = g_canonicalize_filename(other, NULL);
    return strcmp(a, b) == 0;
}

/* An existing profile is used as it is, if it reads this export. */
static bool
profile_reads(const char *profile_path, const char *export, GError **error)
{
    g_autoptr(Profile) profile = profile_read(profile_path, error);
    for (guint i = 0; profile && i < profile->records->len; i++) {
        const ProfileRecords *records = profile->records->pdata[i];
        for (guint k = 0; k < records->paths->len; k++)
            if (is_same_file(records->paths->pdata[k], export))
                return true;
    }
    if (profile)
        g_set_error(error, FAILURE, FAILURE_USAGE,
                    "%s: the existing %s does not read it; add it with ladostat init %s", export,
                    profile_path, export);
    return false;
}

/* What is still missing for a first pack: the profile and the code list, or nothing. */
static bool
prepare(const char *profile_path, char *const *exports, GError **error)
{
    if (!input_may_be_there(profile_path))
        return init_start(exports, &(InitOptions){NULL, NULL, false}, error);
    for (; *exports; exports++)
        if (!input_is_lock(*exports) && !profile_reads(profile_path, *exports, error))
            return false;
    g_print("%s already exists and is used as it is\n", profile_path);
    return true;
}

int
command_start(int argc, char **argv)
{
    const GOptionEntry entries[] = {G_OPTION_ENTRY_NULL};
    char **exports;
    int status = command_parse_all("EXPORT", "EXPORT...", "", entries, argc, argv, 1, G_MAXINT, &exports);
    GError *error = NULL;
    if (status >= 0)
        return status;
    g_autofree char *profile_path = input_beside(exports[0], "profile.yaml"),
                    *out = input_beside(exports[0], "out");
    if (!prepare(profile_path, exports, &error))
        return command_fail(&error);
    status = report_draft(profile_path);
    if (status == 0)
        g_print("a first pack, marked as a draft: %s; once you have checked both, make the next: ladostat "
                "report %s\n",
                out, profile_path);
    return status;
}
