#include "tests/analysis/small_council.h"
#include "analysis/measures/measures.h"
#include "analysis/records/records.h"
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

Figures *
small_council_read(const SmallCouncil *council, Profile **profile, Dataset **dataset, Findings **findings)
{
    static const char *const names[] = {"profile.yaml", "codes.csv", "contacts.csv", "figures.csv"};
    const char *const texts[] = {council->profile, council->codes, council->records, council->figures};
    char *paths[G_N_ELEMENTS(names)];
    g_autoptr(GError) error = NULL;
    /* One name for all councils of a program, because names of files that were read are kept for ever. */
    g_autofree char *folder = g_strdup_printf("%s/council-%d", g_get_tmp_dir(), (int)getpid());
    g_assert_no_errno(g_mkdir_with_parents(folder, 0700));
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        paths[i] = g_build_filename(folder, names[i], NULL);
        g_assert_true(!texts[i] || g_file_set_contents(paths[i], texts[i], -1, NULL));
    }
    *profile = profile_read(paths[0], &error);
    g_assert_no_error(error);
    g_autoptr(Findings) found = findings_new();
    *dataset = records_read(*profile, found, NULL, NULL, &error);
    g_assert_no_error(error);
    Figures *figures = measures_compute(*profile, *dataset, found, &error);
    g_assert_no_error(error);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_unlink(paths[i]);
        g_free(paths[i]);
    }
    g_rmdir(folder);
    if (findings)
        *findings = g_steal_pointer(&found);
    return figures;
}

Figures *
small_council_figures(const SmallCouncil *council, Findings **findings)
{
    g_autoptr(Profile) profile = NULL;
    g_autoptr(Dataset) dataset = NULL;
    return small_council_read(council, &profile, &dataset, findings);
}

const Figure *
figure_of(const Figures *figures, const char *measure, const char *period, const char *category,
          const char *part)
{
    const Figure *found = figures_find(figures, measure, period, category, part);
    if (!found)
        g_error("no figure %s %s \"%s\" \"%s\"", measure, period, category, part);
    return found;
}

guint
findings_of_rule(const Findings *findings, const char *rule)
{
    guint count = 0;
    for (guint i = 0; i < findings_length(findings); i++)
        count += strcmp(findings_at(findings, i)->rule, rule) == 0;
    return count;
}
