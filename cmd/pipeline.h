/* The pipeline: from a profile to figures that may be shown. check, report, figures and return all start
 * with it, so that none of them shows a number that another would hide. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/disclosure/disclosure.h"
#include "analysis/records/findings.h"
#include "cmd/stages.h"
#include "render/document/document.h"

typedef struct {
    Profile *profile;
    Findings *findings;
    Dataset *dataset;
    Figures *counted;       /* from the records; disclosure decides about these */
    Figures *figures;       /* as they may be shown, with those of other authorities */
    Disclosure *disclosure; /* what is hidden of them and why; if internal, what would be */
    Exhibits *exhibits;
    int own_year;       /* the year in the profile's file, whatever year is asked for */
    bool internal;      /* nothing is hidden */
    int reported_below; /* what the report suppresses below, as the profile says, even if internal */
    int returned_below; /* for a return, the least that protects it beside the report; otherwise 0 */
    bool return_alone;  /* the report has no measures of the return */
} Pipeline;

/* Reads the profile; `year` NULL: the profile's. Its suppress-below is what this run follows: 0 if internal.
 * Fails as profile_read does. */
bool pipeline_read_profile(Pipeline *pipeline, const char *path, const char *year, bool internal,
                           GError **error);
/* This run makes the return, which reveals no count below this number. Its measures are counted beside those
 * of the report. */
void pipeline_make_return(Pipeline *pipeline, int below);
/* Reads the records, counts, and makes everything fit to be shown, reporting each step to `stages`. If
 * internal, its findings are only for someone who holds the export. */
bool pipeline_compute(Pipeline *pipeline, Stages *stages, GError **error);
void pipeline_clear(Pipeline *pipeline);
