/* Templates: whatever is made from one is sound. It may include other.md, beside it. */
#include "render/html/html.h"
#include "render/docx/docx.h"
#include "render/pdf/pdf.h"
#include "tests/fuzz/council.h"
#include "tests/fuzz/fuzz.h"

static void
write_out(const Document *document)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) page = html_write(document, &error);
    g_assert_no_error(error);
    gsize size;
    const char *start = g_bytes_get_data(page, &size);
    g_assert_true(g_utf8_validate_len(start, size, NULL));
    g_autoptr(GArray) pages = pdf_pages(document);
    g_autoptr(GBytes) word = docx_write(document, NULL, pages, &error);
    g_assert_no_error(error);
    fuzz_check_archive("the Word file", word);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const Exhibits *exhibits = council_pipeline()->exhibits;
    fuzz_text("other.md", "{{ if harm }}{{ harm.physical.count }}{{ end }}\n");
    fuzz_text("actions.csv", "action,owner,due,status\nTrain,LADO,2024-05-01,open\n");
    const char *path = fuzz_file("template.md", bytes, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(Document) document = document_from_template(exhibits, path, false, &error);
    fuzz_check_failure(error, !document);
    if (document)
        write_out(document);
    return 0;
}
