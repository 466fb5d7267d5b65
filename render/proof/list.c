/* The findings as a list to work through. */
#include "analysis/csv/cell.h"
#include "render/proof/proof.h"

static const char *
verdict_words(ProofVerdict verdict)
{
    static const char *const words[PROOF_VERDICTS] = {"supported", "nearly",       "not checked",
                                                      "not clear", "contradicted", "hidden"};
    return words[verdict];
}

static void
add_lines(GString *text, const ProofFinding *finding)
{
    g_string_append_printf(text, "%s: \"%s\" %s", finding->place, finding->words,
                           verdict_words(finding->verdict));
    if (*finding->says)
        g_string_append_printf(text, ": %s", finding->says);
    if (*finding->reference)
        g_string_append_printf(text, " [%s]", finding->reference);
    g_string_append_printf(text, "\n    %s\n", finding->sentence);
}

char *
proof_to_text(const GPtrArray *findings, const char *document, bool all)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        const ProofFinding *finding = findings->pdata[i];
        if (all || (finding->verdict != PROOF_SUPPORTED && finding->verdict != PROOF_UNCHECKED))
            add_lines(text, finding);
    }
    g_string_append_printf(text, "%s:", document);
    for (int i = 0; i < PROOF_VERDICTS; i++)
        g_string_append_printf(text, "%s %u %s", i ? "," : "", proof_count(findings, (ProofVerdict)i),
                               verdict_words((ProofVerdict)i));
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

char *
proof_to_csv(const GPtrArray *findings)
{
    GString *text = g_string_new("place,verdict,words,sentence,says,reference\n");
    for (guint i = 0; i < findings->len; i++) {
        const ProofFinding *finding = findings->pdata[i];
        const char *const cells[] = {finding->place, verdict_words(finding->verdict),
                                     finding->words, finding->sentence,
                                     finding->says,  finding->reference};
        for (gsize j = 0; j < G_N_ELEMENTS(cells); j++) {
            g_string_append(text, j ? "," : "");
            csv_append_words(text, cells[j]);
        }
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}
