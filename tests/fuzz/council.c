#include "tests/fuzz/council.h"
#include "render/font/font.h"
#include "tests/fuzz/fuzz.h"

static const char profile[] =
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
    "report: {year: 2023-24, years: 3, as-at: 2024-05-31}\n"
    "records:\n"
    "  - file: council.csv\n"
    "    columns: {id: Ref, received: Received, closed: Closed, harm: Harm, sector: Sector, outcome: "
    "Outcome}\n"
    "codes: council-codes.csv\n"
    "figures: [council-figures.csv]\n"
    "populations:\n"
    "  - {id: schools, words: contacts about schools, where: [{field: sector, is: [Education]}]}\n"
    "measures:\n"
    "  - {id: contacts, title: Number of contacts, kind: count}\n"
    "  - {id: by-month, title: Contacts by month, kind: count, per: month}\n"
    "  - {id: harm, title: Contacts by category of harm, kind: breakdown, by: [harm]}\n"
    "  - {id: sector, title: Who contacts are about, kind: breakdown, by: [sector]}\n"
    "  - {id: schools, title: Contacts about schools, kind: share, in: schools}\n"
    "  - {id: outcome, title: Outcomes, kind: breakdown, by: [outcome]}\n"
    "  - {id: sector-by-harm, title: Sector by harm, kind: breakdown, by: [sector, harm]}\n"
    "  - {id: timeliness, title: Time to close, kind: timeliness, within: [4 weeks, 3 months], target: [50, "
    "90]}\n"
    "  - {id: training, title: Training sessions held, kind: supplied}\n"
    "disclosure: {suppress-below: 3}\n"
    "small-base: 0\n";

static const char codes[] = "field,category,part,value\n"
                            "harm,Physical,,\nharm,Sexual,,\nharm,Emotional,,\nharm,Neglect,,\n"
                            "sector,Education,Schools,School\nsector,Education,Early years,Nursery\n"
                            "sector,Foster carers,,Foster carer\nsector,Faith,,\n"
                            "outcome,Substantiated,,\noutcome,Unsubstantiated,,\noutcome,Unfounded,,\n";

/* Three years of records in different numbers from year to year. */
static char *
records(void)
{
    static const char *const harms[] = {"Physical", "Physical", "Sexual", "Emotional", "Neglect", ""};
    static const char *const sectors[] = {"School", "Foster carer", "School", "Nursery", "Faith"};
    static const char *const outcomes[] = {"Substantiated", "Unsubstantiated", "Unfounded", ""};
    GString *text = g_string_new("Ref,Received,Closed,Harm,Sector,Outcome\n");
    for (guint i = 0; i < 200; i++) {
        g_autoptr(GString) closed = g_string_new(NULL);
        guint month = i * 7 % 36 + 4, later = month + i % 5;
        if (i % 9)
            g_string_printf(closed, "%02u/%02u/%u", i % 28 + 1, (later - 1) % 12 + 1,
                            2021 + (later - 1) / 12);
        g_string_append_printf(text, "R%u,%02u/%02u/%u,%s,%s,%s,%s\n", i, i % 27 + 1, (month - 1) % 12 + 1,
                               2021 + (month - 1) / 12, closed->str, harms[i * i % 6], sectors[i * 3 % 5],
                               outcomes[i % 4]);
    }
    return g_string_free(text, FALSE);
}

static Pipeline *
make(void)
{
    static Pipeline pipeline;
    g_autoptr(GError) error = NULL;
    g_autofree char *rows = records();
    fuzz_text("council.csv", rows);
    fuzz_text("council-codes.csv", codes);
    fuzz_text("council-figures.csv", "measure,period,category,count\ntraining,2023-24,Schools,12\n");
    Stages *stages = stages_new(false);
    const char *path = fuzz_text("council.yaml", profile);
    bool made = font_find(&error) && pipeline_read_profile(&pipeline, path, NULL, false, &error) &&
                pipeline_compute(&pipeline, stages, &error);
    stages_free(stages);
    g_assert_no_error(error);
    g_assert_true(made);
    return &pipeline;
}

const Pipeline *
council_pipeline(void)
{
    static Pipeline *pipeline;
    if (!pipeline)
        pipeline = make();
    return pipeline;
}
