#include "render/proof/judge.h"
#include <string.h>

static void
finding_free(gpointer pointer)
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
tidy(const char *text)
{
    g_auto(GStrv) words = g_regex_split_simple("\\s+", text, 0, 0);
    char *joined = g_strjoinv(" ", words);
    return g_strstrip(joined);
}

static gsize
place_in_order(const Judge *judge, const Statement *statement, Span span)
{
    return ((gsize)judge->passage << 32) + statement->offset + span.start;
}

bool
judge_has_found(const Judge *judge, const Statement *statement, Span span)
{
    gsize place = place_in_order(judge, statement, span);
    for (guint i = judge->findings->len; i-- > 0;) {
        const ProofFinding *finding = judge->findings->pdata[i];
        if (finding->order >> 32 != judge->passage)
            return false;
        if (finding->order == place && finding->verdict != PROOF_SUPPORTED)
            return true;
    }
    return false;
}

void
judge_say(Judge *judge, const Statement *statement, Span span, ProofVerdict verdict, char *says,
          char *reference)
{
    ProofFinding *finding = g_new0(ProofFinding, 1);
    g_autofree char *words = g_strndup(statement->text + span.start, span.end - span.start);
    finding->verdict = verdict;
    finding->place = passage_place(statement->passage, statement->offset + span.start);
    finding->words = tidy(words);
    finding->sentence = tidy(statement->text);
    finding->says = says ? says : g_strdup("");
    finding->reference = reference ? reference : g_strdup("");
    finding->order = place_in_order(judge, statement, span);
    g_ptr_array_add(judge->findings, finding);
}

static int
by_order(gconstpointer one, gconstpointer other)
{
    const ProofFinding *a = *(ProofFinding *const *)one, *b = *(ProofFinding *const *)other;
    return (a->order > b->order) - (a->order < b->order);
}

/* A phrase to be passed over is made blank, so that places stay. */
static void
pass_over(Passage *passage, const GPtrArray *phrases)
{
    for (guint i = 0; phrases && i < phrases->len; i++) {
        const char *phrase = phrases->pdata[i];
        for (char *found = passage->text; *phrase && (found = strstr(found, phrase)); found += strlen(phrase))
            memset(found, ' ', strlen(phrase));
    }
}

static void
judge_passage(Judge *judge, const Passage *passage)
{
    g_autoptr(GArray) statements = statements_of(passage, judge->facts->profile);
    for (guint i = 0; i < statements->len; i++) {
        const Statement *statement = &g_array_index(statements, Statement, i);
        judge_quantities(judge, statement);
        judge_arithmetic(judge, statement);
        judge_directions(judge, statement);
        judge_superlatives(judge, statement);
        judge_years(judge, statement);
        judge_months(judge, statement);
    }
}

GPtrArray *
proof_document(const Exhibits *exhibits, const char *path, const GPtrArray *phrases, GError **error)
{
    g_autoptr(GPtrArray) passages = passages_read(path, error);
    if (!passages)
        return NULL;
    Facts *facts = facts_new(exhibits);
    Judge judge = {facts, g_ptr_array_new_with_free_func(finding_free), 0};
    for (guint i = 0; i < passages->len; i++) {
        Passage *passage = passages->pdata[i];
        judge.passage = i;
        pass_over(passage, phrases);
        if (passage->kind != PASSAGE_HEADING)
            judge_passage(&judge, passage);
    }
    facts_free(facts);
    g_ptr_array_sort(judge.findings, by_order);
    return judge.findings;
}

guint
proof_count(const GPtrArray *findings, ProofVerdict verdict)
{
    guint count = 0;
    for (guint i = 0; i < findings->len; i++)
        count += ((const ProofFinding *)findings->pdata[i])->verdict == verdict;
    return count;
}
