/* What others send: the parts children.csv, neighbours.csv, return.csv, typed.csv (figures typed from a
 * report) and last-year.csv (the previous edition) beside a small council's own figures. */
#include "analysis/benchmark/benchmark.h"
#include <string.h>
#include "cmd/pipeline.h"
#include "tests/fuzz/fuzz.h"

static const char text[] =
    "authority: {name: Leicester City Council, short-name: Leicester, code: E06000016}\n"
    "report: {year: 2023-24, years: 2}\n"
    "records:\n"
    "  - {file: contacts.csv, columns: {received: Received, harm: Harm, outcome: Outcome, closed: Closed}}\n"
    "disclosure: {suppress-below: 0, previous-release: last-year.csv}\n"
    "benchmark: {figures: [return.csv, typed.csv], population: children.csv, neighbours: neighbours.csv}\n"
    "measures:\n"
    "  - {id: contacts, title: Contacts, kind: count}\n"
    "  - {id: rates, title: Rates, kind: benchmark, of: contacts, show: funnel}\n"
    "  - {id: trend, title: Trend, kind: benchmark, of: contacts, show: trend}\n"
    "  - {id: others-harm, title: Harm beside others, kind: benchmark, of: harm}\n"
    "  - {id: substantiated, title: Substantiated, kind: benchmark, of: substantiated}\n";
static const char records[] = "Received,Harm,Outcome,Closed\n"
                              "01/05/2023,Physical,Unfounded,01/06/2023\n02/05/2023,Sexual,Substantiated,\n"
                              "01/05/2022,Physical,Unfounded,01/06/2022\n";
static const char *const files[] = {"children.csv", "neighbours.csv", "return.csv", "typed.csv",
                                    "last-year.csv"};
static const char *const empty[] = {"la_name,mid_2022,mid_2023\n", "la_name,neighbour_name\n",
                                    "authority,measure,period,count\n", "authority,measure,period,count\n",
                                    "authority,measure,period,count\n"};

static void
put_files(const uint8_t *bytes, size_t size)
{
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        fuzz_file(files[i], empty[i], strlen(empty[i]));
    g_autoptr(GArray) parts = fuzz_parts(bytes, size);
    for (guint k = 0; k < parts->len; k++) {
        const FuzzPart *part = &g_array_index(parts, FuzzPart, k);
        for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
            if (strcmp(part->name, files[i]) == 0)
                fuzz_file(files[i], part->bytes, part->length);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    put_files(bytes, size);
    fuzz_text("contacts.csv", records);
    g_autoptr(GError) error = NULL;
    Stages *stages = stages_new(false);
    Pipeline pipeline = {0};
    bool made = pipeline_read_profile(&pipeline, fuzz_text("profile.yaml", text), NULL, false, &error) &&
                pipeline_compute(&pipeline, stages, &error);
    fuzz_check_failure(error, !made);
    if (made) {
        g_autoptr(Figures) shared = benchmark_return(pipeline.profile, pipeline.figures);
        g_autofree char *csv = figures_to_csv(shared, pipeline.profile->year_start),
                        *all = figures_to_csv(pipeline.figures, pipeline.profile->year_start);
        g_assert_true(g_utf8_validate(csv, -1, NULL) && g_utf8_validate(all, -1, NULL));
    }
    pipeline_clear(&pipeline);
    stages_free(stages);
    return 0;
}
