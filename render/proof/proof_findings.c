/* What the judges find, and how it is told: as text for a person, as CSV for Excel. */
#include "analysis/csv/cell.h"
#include "render/proof/judge.h"
#include <string.h>

void
proof_finding_free(gpointer pointer)
{
    ProofFinding *finding = pointer;
    g_free(finding->place);
    g_free(finding->words);
    g_free(finding->sentence);
    g_free(finding->says);
    g_free(finding->reference);
    g_free(finding);
}

/* On one line, with its white space single. */
static char *
on_one_line(const char *text, Span span)
{
    g_autofree char *part = span_words(text, span);
    g_auto(GStrv) words = g_regex_split_simple("\\s+", part, 0, 0);
    return g_strstrip(g_strjoinv(" ", words));
}

static gsize
place_in_order(const Judge *judge, const Statement *statement, Span span)
{
    return ((gsize)judge->passage << 32) + statement->offset + span.start;
}

bool
judge_has_found(const Judge *judge, const Statement *statement, Span span)
{
    for (guint i = judge->findings->len; i-- > 0;) {
        const ProofFinding *finding = judge->findings->pdata[i];
        if (finding->order >> 32 != judge->passage)
            return false;
        if (finding->order == place_in_order(judge, statement, span) && finding->verdict != PROOF_SUPPORTED &&
            finding->verdict != PROOF_UNCHECKED)
            return true;
    }
    return false;
}

void
judge_say(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, char *says,
          char *reference)
{
    ProofFinding *finding = g_new0(ProofFinding, 1);
    finding->verdict = verdict;
    finding->place = passage_place(statement->passage, statement->offset + span.start);
    finding->words = on_one_line(statement->text, span);
    finding->sentence = on_one_line(statement->text, (Span){0, strlen(statement->text)});
    finding->says = says ? says : g_strdup("");
    finding->reference = reference ? reference : g_strdup("");
    finding->order = place_in_order(judge, statement, span);
    g_ptr_array_add(judge->findings, finding);
}

void
judge_say_pair(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, Pair pair)
{
    bool rows = pair.then && (strcmp(pair.now->category, pair.then->category) != 0 ||
                              strcmp(pair.now->part, pair.then->part) != 0);
    const Figure *figure = rows ? pair.then : pair.now;
    g_autofree char *words = facts_words(judge->facts, figure, rows ? NULL : pair.then);
    judge_say(judge, statement, span, verdict,
              g_strjoin(": ", pair.why ? pair.why : words, pair.why ? words : NULL, NULL),
              reference_of_figure(judge->facts->exhibits, figure, NULL));
}

guint
proof_count(const GPtrArray *findings, ProofVerdict verdict)
{
    guint count = 0;
    for (guint i = 0; i < findings->len; i++)
        count += ((const ProofFinding *)findings->pdata[i])->verdict == verdict;
    return count;
}

static const char *
verdict_words(ProofVerdict verdict)
{
    static const char *const words[PROOF_VERDICTS] = {"supported", "nearly",       "not checked",
                                                      "not clear", "contradicted", "hidden"};
    return words[verdict];
}

static void
append_finding(GString *text, const ProofFinding *finding)
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
            append_finding(text, finding);
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
