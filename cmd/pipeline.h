/* The pipeline: from a profile to figures that may be shown. What check, report, figures and return all begin
 * with, so that none of them shows a number that another would hide. */
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
    Figures *counted;       /* of the records; of them disclosure decides */
    Figures *figures;       /* as they may be shown, with those of other authorities */
    Disclosure *disclosure; /* what is hidden of them and why; where internal, what would be */
    Exhibits *exhibits;
    int own_year;       /* that of the profile's file, whatever year is asked for */
    bool internal;      /* nothing is hidden */
    int suppress_below; /* as the profile says, where internal too */
    int returned_below; /* of a return, the least that it is protected by, beside the report; else 0 */
    bool return_alone;  /* the report holds no measures of the return */
} Pipeline;

/* Reads the profile; `year` NULL: the profile's. Fails as profile_read does. */
bool pipeline_read_profile(Pipeline *pipeline, const char *path, const char *year, bool internal,
                           GError **error);
/* Counts the measures of the return too, where the report does not. */
void pipeline_add_return(Pipeline *pipeline);
/* Reads the records, counts, and makes everything fit to be shown, telling `stages` of each step. Where
 * internal, what it finds is for the eyes of who holds the export. */
bool pipeline_compute(Pipeline *pipeline, Stages *stages, GError **error);
void pipeline_clear(Pipeline *pipeline);
