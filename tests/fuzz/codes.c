/* Code lists. */
#include "analysis/profile/profile.h"
#include "tests/fuzz/fuzz.h"

static const char text[] =
    "authority: {name: Test Council}\n"
    "report: {year: 2023-24}\n"
    "records:\n"
    "  - file: contacts.csv\n"
    "    columns: {id: Ref, received: Received, harm: Harm, sector: Sector, outcome: Outcome}\n"
    "fields: [{field: harm, separator: \";\"}]\n"
    "codes: codes.csv\n";

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_text("contacts.csv", "Ref,Received\n1,01/04/2023\n");
    fuzz_file("codes.csv", bytes, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(fuzz_text("profile.yaml", text), &error);
    fuzz_check_failure(error, !profile);
    for (guint i = 0; profile && i < profile->fields->len; i++) {
        const ProfileField *field = profile->fields->pdata[i];
        for (guint k = 0; k < field->codes->len; k++) {
            const ProfileCode *code = &g_array_index(field->codes, ProfileCode, k);
            g_autofree char *folded = profile_fold(code->category), *slug = profile_slug(code->category);
            g_autofree char *again = profile_fold(folded);
            g_assert_cmpstr(folded, ==, again);
            fuzz_check_text("a slug", slug);
        }
    }
    return 0;
}
