/* A council's own Word document, whose styles a report uses: the report made with them is well formed. */
#include "render/docx/docx.h"
#include "render/pdf/pdf.h"
#include "tests/fuzz/council.h"
#include "tests/fuzz/fuzz.h"

/* One of each element that has its own style, and no more: most of a report's time goes into drawing charts.
 */
static const char text[] =
    "# Report\n\n{{ contents }}\n\n## Activity\n\nWords, *words* and **words**, [linked](http://x).\n\n"
    "### Quotation\n\n> Quoted.\n\n#### List\n\n- one\n- two\n\n1. one\n\n`code`\n\n"
    "{{ key-figures }}\n\n{{ table harm }}\n\n{{ chart harm }}\n";

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static Document *document;
    g_autoptr(GError) error = NULL;
    if (!document)
        document =
            document_from_template(council_pipeline()->exhibits, fuzz_text("report.md", text), false, &error);
    g_assert_no_error(error);
    g_autoptr(DocxStyle) style = docx_style_read(fuzz_package("style.docx", bytes, size), &error);
    fuzz_check_failure(error, !style);
    if (!style)
        return 0;
    g_autoptr(GArray) pages = pdf_pages(document);
    g_autoptr(GBytes) report = docx_write(document, style, pages, &error);
    fuzz_check_failure(error, !report);
    if (report)
        fuzz_check_archive("the report", report);
    return 0;
}
