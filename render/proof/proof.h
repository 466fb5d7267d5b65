/* Proof: a finished document held against the figures. Every number, percent and direction word in it that
 * its words tie to a figure is judged: whether it is the figure, nearly is, or is contradicted by the figures
 * or by the sentence itself. What is tied to none is not checked. README.md here says how.
 *
 * A number typed where the pack shows [c] is told without saying whether it is right.
 *
 *     char *
 *     what_is_wrong(const Exhibits *exhibits, const char *document, GError **error)
 *     {
 *         g_autoptr(GPtrArray) findings = proof_document(exhibits, document, NULL, error);
 *         return findings ? proof_to_text(findings, document, false) : NULL;
 *     }
 *
 * A finding owns its words. It keeps nothing of the document or the figures, and may outlive both. */
#pragma once
#include "render/document/document.h"

typedef enum {
    PROOF_SUPPORTED,
    PROOF_NEARLY,       /* a digit off, points called percent, another year's figure, ... */
    PROOF_UNCHECKED,    /* its words are tied to no figure: no finding */
    PROOF_UNCLEAR,      /* what rose or fell did, but the release has no clear change */
    PROOF_CONTRADICTED, /* by the figures, or by the sentence itself */
    PROOF_HIDDEN,       /* stands where the pack shows that a figure is hidden */
} ProofVerdict;
#define PROOF_VERDICTS 6

typedef struct {
    ProofVerdict verdict;
    char *place;     /* "page about 3, Outcomes, paragraph 2"; "line 12" */
    char *words;     /* what is judged: "44%" */
    char *sentence;  /* that it stands in */
    char *says;      /* what the figures say; "" where they say nothing */
    char *reference; /* of the figure, as templates and `ladostat figures` name it; "": none */
    gsize order;     /* of its place in the document */
} ProofFinding;

/* Reads the document and judges it; phrases (char*) are passed over wherever they stand. Of ProofFinding*, in
 * the document's order; caller unrefs. Fails with FAILURE_INPUT. */
GPtrArray *proof_document(const Exhibits *exhibits, const char *path, const GPtrArray *phrases,
                          GError **error);
guint proof_count(const GPtrArray *findings, ProofVerdict verdict);
/* A list to work through, one finding below another; `all`: with what is supported. Counts at the end. */
char *proof_to_text(const GPtrArray *findings, const char *document, bool all);
/* place, verdict, words, sentence, says, reference; every finding. */
char *proof_to_csv(const GPtrArray *findings);
