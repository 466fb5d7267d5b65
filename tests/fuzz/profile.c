/* Profiles: one that is read without error contains nothing that the next rooms would stumble over. */
#include "analysis/profile/profile.h"
#include "tests/fuzz/fuzz.h"

static const char codes[] = "field,category,part,value\n"
                            "harm,Physical,,Phys\nharm,Sexual,Online,\noutcome,Unfounded,,\n"
                            "sector,Education,Schools,School\n";

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    fuzz_text("codes.csv", codes);
    fuzz_text("contacts.csv", "Ref,Received\n1,01/04/2023\n");
    fuzz_text("figures.csv", "measure,period,count\ntraining,2023-24,5\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(fuzz_file("profile.yaml", bytes, size), &error);
    fuzz_check_failure(error, !profile);
    if (!profile)
        return 0;
    profile_add_return(profile);
    for (guint i = 0; i < profile->measures->len; i++) {
        const ProfileMeasure *measure = profile->measures->pdata[i];
        g_assert_true(profile_measure(profile, measure->id) == measure);
        g_assert_true(measure->of && measure->section && *measure->title);
        fuzz_check_text("a title", measure->title);
    }
    for (int year = profile->year - profile->years + 1; year <= profile->year; year++) {
        g_autofree char *label = calendar_year_label(year, profile->year_start);
        int again;
        g_assert_true(calendar_parse_year(label, profile->year_start, &again) && again == year);
        g_assert_cmpuint(calendar_year_first(year, profile->year_start), <,
                         calendar_year_last(year, profile->year_start));
    }
    return 0;
}
