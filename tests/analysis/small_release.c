#include "tests/analysis/small_release.h"

static Released
release_of(const char *profile, const char *codes, const char *records)
{
    Released released = {0};
    released.counted = small_council_read(&(SmallCouncil){profile, codes, records, NULL}, &released.profile,
                                          &released.dataset, &released.findings);
    g_autoptr(GError) error = NULL;
    released.disclosure =
        disclosure_decide(released.profile, released.profile->suppress_below, released.counted,
                          released.dataset, NULL, released.findings, &error);
    g_assert_no_error(error);
    released.shown = disclosure_apply(released.disclosure, &released.error);
    return released;
}

void
released_end(Released *released)
{
    figures_free(released->counted);
    figures_free(released->shown);
    disclosure_free(released->disclosure);
    profile_free(released->profile);
    dataset_free(released->dataset);
    findings_free(released->findings);
    g_clear_error(&released->error);
}

Texts
texts_new(int below, const char *more)
{
    g_autofree char *rule = below ? g_strdup_printf("suppress-below: %d%s", below, more) : g_strdup(more);
    Texts texts = {g_string_new(NULL), g_string_new("field,category,part,value\n"),
                   g_string_new("Ref,Received,Closed,Harm,Sector\n"), below, 0};
    g_string_printf(
        texts.profile,
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, years: 1, as-at: 2024-12-31}\n"
        "records: [{file: contacts.csv, columns: {id: Ref, received: Received, closed: Closed, harm: Harm, "
        "sector: Sector}}]\n"
        "codes: codes.csv\n"
        "populations: [{id: taught, words: taught, where: [{field: sector, is: [Education]}]}]\n"
        "disclosure: {%s}\n"
        "measures:\n"
        "  - {id: contacts, title: Contacts, kind: count}\n",
        rule);
    return texts;
}

void
texts_end(Texts *texts)
{
    g_string_free(texts->profile, TRUE);
    g_string_free(texts->codes, TRUE);
    g_string_free(texts->records, TRUE);
}

void
measure(Texts *texts, const char *words)
{
    g_string_append_printf(texts->profile, "  - {%s}\n", words);
}

void
record(Texts *texts, Day received, int days, const char *harm, const char *sector)
{
    g_autofree char *from = calendar_iso(received),
                    *to = days < 0 ? g_strdup("") : calendar_iso(received + (Day)days);
    g_string_append_printf(texts->records, "%u,%s,%s,%s,%s\n", ++texts->length, from, to, harm, sector);
}

Released
release_texts(const Texts *texts)
{
    return release_of(texts->profile->str, texts->codes->str, texts->records->str);
}
