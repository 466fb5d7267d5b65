/* Exports, texts and workbooks: a starter profile made from any export can read it, and finds the same in it
 * on one thread and on two. */
#include "analysis/exports/exports.h"
#include <string.h>
#include "analysis/failure/failure.h"
#include "analysis/profile/profile.h"
#include "analysis/records/records.h"
#include "analysis/starter/starter.h"
#include "tests/fuzz/fuzz.h"

static bool
on_row(const ExportRow *row, void *user)
{
    (void)user;
    for (guint i = 0; i < row->length; i++)
        g_assert_true(g_utf8_validate(row->cells[i], -1, NULL));
    return true;
}

static void
read_rows(const char *path)
{
    g_autoptr(GError) error = NULL;
    ExportOptions options = {0};
    g_autoptr(Export) export = export_open(path, options, &error);
    bool read = export && export_read(export, on_row, NULL, &error);
    fuzz_check_failure(error, !read);
    g_assert_true(!export || (export->progress >= 0 && export->progress <= 1));
}

/* What is found in the records, or why they cannot be read. */
static char *
what_is_found(const Profile *profile, const char *threads)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Findings) findings = findings_new();
    g_setenv("LADOSTAT_THREADS", threads, TRUE);
    g_autoptr(Dataset) dataset = records_read(profile, findings, NULL, NULL, &error);
    fuzz_check_failure(error, !dataset);
    if (error && error->code == FAILURE_USAGE)
        g_error("the starter profile does not fit its export: %s", error->message);
    return error ? g_strdup(error->message) : findings_to_csv(findings);
}

static void
start_with(const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Starter) starter = starter_look((char *[]){(char *)path, NULL}, NULL, NULL, &error);
    fuzz_check_failure(error, !starter);
    if (!starter)
        return;
    g_autofree char *text = starter_profile(starter), *codes = starter_codes(starter),
                    *account = starter_account(starter);
    fuzz_check_text("what init says", account);
    fuzz_file("codes.csv", codes, strlen(codes));
    g_autoptr(Profile) profile = profile_read(fuzz_file("profile.yaml", text, strlen(text)), &error);
    if (error)
        g_error("the starter profile is none: %s", error->message);
    g_autofree char *alone = what_is_found(profile, "1"), *side_by_side = what_is_found(profile, "2");
    g_assert_cmpstr(alone, ==, side_by_side);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = fuzz_package("export", bytes, size);
    read_rows(path);
    start_with(path);
    return 0;
}
