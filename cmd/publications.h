/* Publications: all that a council makes public of the same records, one after the other, so that each knows
 * what those before it told. The report of the profile's own year comes first and hides what it needs by
 * itself; then the reports of other years (--year), those before it and those after it; then the packs of
 * quarters, each after those of its year that come before it; last the return. A run decides, but does not
 * write, all that come before what it is asked for. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/disclosure/disclosure.h"

typedef struct Publications Publications;
/* `profile` is asked for other years in turn and left as it was. `own_year` is the one in its file. */
Publications *publications_new(Profile *profile, const Dataset *dataset, int own_year);
void publications_free(Publications *publications);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Publications, publications_free)
/* Decides the reports that come before that of the profile's year. False with an error where one cannot be
 * counted, or would be refused. */
bool publications_before(Publications *publications, GError **error);
/* Adds one that is decided: figures without measures that are only in the return. Takes neither. */
bool publications_add(Publications *publications, const Disclosure *disclosure, const Figures *counted,
                      GError **error);
/* What is public so far, for disclosure_decide. The publications' own. */
const GArray *publications_public(const Publications *publications);
