/* Finished documents as proof reads and judges them. The first byte decides the name under which the bytes
 * are saved; a package is recognised by its contents. */
#include "render/proof/proof.h"
#include "tests/fuzz/council.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static const char *const names[] = {"report.html", "report.md", "report.txt"};
    if (!size)
        return 0;
    const char *name = names[bytes[0] % G_N_ELEMENTS(names)];
    const char *path =
        bytes[0] == '=' ? fuzz_package("report", bytes, size) : fuzz_file(name, bytes + 1, size - 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) findings = proof_document(council_pipeline()->exhibits, path, NULL, &error);
    fuzz_check_failure(error, !findings);
    if (!findings)
        return 0;
    g_autofree char *text = proof_to_text(findings, path, true), *csv = proof_to_csv(findings);
    g_assert_true(g_utf8_validate(text, -1, NULL) && g_utf8_validate(csv, -1, NULL));
    return 0;
}
