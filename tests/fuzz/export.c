/* Exports, texts and workbooks: the rows are the same in one piece or in parts; and a starter profile made
 * from any export can read it. */
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
    GString *out = user;
    g_string_append_printf(out, "%u", row->line);
    for (guint i = 0; i < row->length; i++) {
        g_assert_true(g_utf8_validate(row->cells[i], -1, NULL));
        g_string_append_printf(out, "[%s]", row->cells[i]);
    }
    g_string_append_c(out, '\n');
    return true;
}

static gpointer
part_make(void *user)
{
    (void)user;
    return g_string_new(NULL);
}

static void
part_add(gpointer part, const ExportRow *row)
{
    on_row(row, part);
}

static void
part_take(gpointer part, double progress, void *user)
{
    g_assert_true(progress >= 0 && progress <= 1);
    g_string_append(user, ((GString *)part)->str);
    g_string_truncate(part, 0);
}

static void
part_free(gpointer part)
{
    g_string_free(part, TRUE);
}

static const ExportParts parts = {part_make, part_add, part_take, part_free};

/* The rows, and after them the fault. */
static char *
rows_of(const char *path, guint threads)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    ExportOptions options = {0};
    g_autoptr(Export) export = export_open(path, options, &error);
    bool read = export && (threads ? export_read_parts(export, &parts, threads, out, &error)
                                   : export_read(export, on_row, out, &error));
    fuzz_check_failure(error, !read);
    if (error)
        g_string_append(out, error->message);
    return g_string_free(out, FALSE);
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
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Dataset) dataset = records_read(profile, findings, NULL, NULL, &error);
    fuzz_check_failure(error, !dataset);
    if (error && error->code == FAILURE_USAGE)
        g_error("the starter profile does not fit its export: %s", error->message);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = fuzz_package("export", bytes, size);
    g_autofree char *alone = rows_of(path, 0), *side_by_side = rows_of(path, 2);
    if (!strstr(alone, path)) /* of two faults, either may come first */
        g_assert_cmpstr(alone, ==, side_by_side);
    start_with(path);
    return 0;
}
