/* A council made from bytes, all the way through: records, measures, disclosure, exhibits, and the writers
 * that the first byte selects. The output is sound: XML is well formed, text is UTF-8, tables keep the rules
 * of accessible workbooks, and figures read back as they were. */
#include <string.h>
#include "cmd/pipeline.h"
#include "render/docx/docx.h"
#include "render/font/font.h"
#include "render/html/html.h"
#include "render/listing/listing.h"
#include "render/pdf/pdf.h"
#include "analysis/benchmark/benchmark.h"
#include "analysis/csv/rows.h"
#include "analysis/failure/failure.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/invented.h"
#include "tests/render/workbook_audit.h"

static GBytes *
made(GBytes *bytes, const GError *error)
{
    if (error)
        g_error("nothing was written: %s", error->message);
    return bytes;
}

static void
check_page(const Pipeline *pipeline, const Document *document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) page = made(html_write(document, &error), error);
    gsize size;
    const char *start = g_bytes_get_data(page, &size);
    g_assert_true(g_utf8_validate_len(start, size, NULL));
    for (guint i = 0; i < pipeline->exhibits->charts->len; i++) {
        const Chart *chart = pipeline->exhibits->charts->pdata[i];
        if (!chart)
            continue;
        g_autoptr(GBytes) picture = chart_to_svg(chart, (ChartOptions){.standalone = true});
        start = g_bytes_get_data(picture, &size);
        fuzz_check_xml("a chart", start, size);
    }
}

static void
check_word_file(const Pipeline *pipeline, const Document *document)
{
    (void)pipeline;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) pages = pdf_pages(document);
    g_autoptr(GBytes) word = made(docx_write(document, NULL, pages, &error), error);
    fuzz_check_archive("the Word file", word);
}

static void
check_paper(const Pipeline *pipeline, const Document *document)
{
    (void)pipeline;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) paper = made(pdf_write(document, &error), error);
    g_assert_cmpuint(g_bytes_get_size(paper), >, 1000);
}

static void
check_workbooks(const Pipeline *pipeline, const Document *document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Spreadsheet) spreadsheet = spreadsheet_of_report(document, pipeline->exhibits, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) defects = workbook_defects(spreadsheet);
    if (defects->len)
        g_error("%s", (char *)defects->pdata[0]);
    g_autoptr(GBytes) xlsx = made(spreadsheet_to_xlsx(spreadsheet, &error), error);
    g_autoptr(GBytes) ods = made(spreadsheet_to_ods(spreadsheet, &error), error);
    fuzz_check_archive("the workbook", xlsx);
    fuzz_check_archive("the ODS", ods);
}

static void
check_pictures(const Pipeline *pipeline, const Document *document)
{
    (void)document;
    for (guint i = 0; i < pipeline->exhibits->charts->len; i++) {
        g_autoptr(GError) error = NULL;
        const Chart *chart = pipeline->exhibits->charts->pdata[i];
        if (!chart)
            continue;
        g_autoptr(GBytes) picture =
            made(chart_to_png(chart, (ChartOptions){.standalone = true}, &error), error);
        g_assert_cmpuint(g_bytes_get_size(picture), >, 100);
    }
}

static bool
count_row(const CsvRow *row, void *user)
{
    guint *columns = user;
    if (!*columns)
        *columns = row->length;
    g_assert_cmpuint(row->length, ==, *columns);
    return true;
}

static void
check_csv(const char *what, const char *text)
{
    g_autoptr(GError) error = NULL;
    guint columns = 0;
    gsize mark = g_str_has_prefix(text, "\xef\xbb\xbf") ? 3 : 0;
    g_assert_true(g_utf8_validate(text, -1, NULL));
    csv_rows_read(what, text + mark, strlen(text + mark), ',', 0, count_row, &columns, &error);
    g_assert_no_error(error);
}

static void
check_open_data(const Pipeline *pipeline, const Document *document)
{
    (void)document;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = figures_to_csv(pipeline->figures, pipeline->profile->year_start),
                    *findings = findings_to_csv(pipeline->findings);
    g_autofree char *log = disclosure_log(pipeline->disclosure);
    check_csv("data-quality.csv", findings);
    check_csv("suppression.csv", log);
    g_autoptr(Figures) again =
        figures_read(fuzz_file("again.csv", text, strlen(text)), pipeline->profile->year_start, &error);
    g_assert_no_error(error);
    g_autofree char *other = figures_to_csv(again, pipeline->profile->year_start);
    g_assert_cmpstr(text, ==, other);
    for (ListingFormat format = LISTING_TEXT; format <= LISTING_JSON; format++) {
        g_autofree char *listing = listing_of_figures(pipeline->exhibits, NULL, format);
        g_assert_true(g_utf8_validate(listing, -1, NULL));
    }
    g_autoptr(Figures) shared = benchmark_return(pipeline->profile, pipeline->figures);
    g_autofree char *sent = figures_to_csv(shared, pipeline->profile->year_start);
    g_assert_true(g_utf8_validate(sent, -1, NULL));
}

static void
check_outputs(const Pipeline *pipeline, const Document *document, unsigned which)
{
    static void (*const checks[])(const Pipeline *, const Document *) = {
        check_page, check_word_file, check_paper, check_workbooks, check_pictures, check_open_data};
    for (gsize i = 0; i < G_N_ELEMENTS(checks); i++)
        if (which == 0 || which == i + 1)
            checks[i](pipeline, document);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Bytes all = {bytes, bytes + size};
    unsigned which = bytes_pick(&all, 7);
    bool internal = bytes_pick(&all, 8) == 7;
    const char *path = invented_council(&all);
    g_autoptr(GError) error = NULL;
    Stages *stages = stages_new(false);
    Pipeline pipeline = {0};
    bool counted = font_find(&error) && pipeline_read_profile(&pipeline, path, NULL, internal, &error) &&
                   pipeline_compute(&pipeline, stages, &error);
    fuzz_check_failure(error, !counted);
    if (counted) {
        g_autoptr(Document) document = document_from_template(pipeline.exhibits, NULL, internal, &error);
        if (error)
            g_error("the annual report: %s", error->message);
        check_outputs(&pipeline, document, which);
    } else if (error->code == FAILURE_INPUT) {
        g_error("what was made up cannot be read: %s", error->message);
    }
    pipeline_clear(&pipeline);
    stages_free(stages);
    return 0;
}
