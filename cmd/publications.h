/* Publications: everything that a council publishes from the same records, one after the other, so that
 * each knows what the earlier ones revealed. The report of the profile's own year comes first and hides
 * what it needs on its own; then the reports of other years (--year), earlier ones before later ones; then
 * the quarterly packs, each after those of its year that come before it; and last the return. A run
 * decides, but does not write, everything that comes before what it is asked for. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/disclosure/disclosure.h"

/* Counts what is published: the measures, and what the return gathers from them. Fails as measures_compute
 * does. Caller frees. */
Figures *publications_count(const Profile *profile, const Dataset *dataset, Findings *findings,
                            GError **error);

typedef struct Publications Publications;
/* `profile` is set to other years in turn and restored. `own_year` is the year in its file, `below` what its
 * reports suppress below. */
Publications *publications_new(Profile *profile, const Dataset *dataset, int own_year, int below);
void publications_free(Publications *publications);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publications, publications_free)
/* Decides the reports that come before that of the profile's year. False with an error if one cannot be
 * counted, or would be refused. */
bool publications_before(Publications *publications, GError **error);
/* Adds one that is decided, without measures that are only in the return. Takes `shown`. */
void publications_add(Publications *publications, Figures *shown, const Figures *counted);
/* What is public so far, for disclosure_decide. Owned by the publications. */
const GArray *publications_public(const Publications *publications);
