/* Disclosure: what of the figures may be shown.
 *
 * The figures are about children and about adults who may be innocent. A small count must not be shown, and
 * must not follow from what is: not from a total, another table, a percent, another quarter, last year's
 * edition. So the whole release is one system of sums (README.md here), and of it is hidden
 *
 *   1. what is small: every count from 1 to suppress-below less one, stated or left over;
 *   2. what else has to be, so that each of these can still be any small number for a reader who knows all
 *      that is shown, the rule, and that counts are whole and not negative: chosen to lose the least;
 *   3. what rests on too few: medians and quartiles, means and percents of a hidden base, changes against a
 *      hidden count.
 *
 * Then the release is attacked as that reader would; if anything small can be narrowed down, it is refused.
 * With round_to counts are rounded instead. A decision is made once, from the figures, and then carried out
 * on them; between the two stands nothing, so that for internal eyes it can be looked at and left. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct Disclosure Disclosure;
/* Another release that is public beside this one: its figures as they are shown there, and as they were
 * counted (NULL of an earlier edition, whose records are not known). */
typedef struct {
    const Figures *shown, *counted;
} PublicRelease;
/* Decides what to hide, so that no count from 1 to `below` less one is told (0: any may be); the figures stay
 * as they are and must stay where they are. Of the dataset (NULL:
 * nothing is told of it) only how many records there are in all is asked, and the last day that they know of.
 * `public` (of PublicRelease, may be NULL) is what else is published of these records: what that shows is
 * known, and what it hides is hidden here as well, so that all together tell no more than each. Findings (may
 * be NULL) takes what has changed since the previous release, and where more was hidden than needed because
 * figures cross too much. Fails with FAILURE_USAGE or FAILURE_INPUT where the previous release cannot be
 * read. Caller frees. */
Disclosure *disclosure_decide(const Profile *profile, int below, const Figures *figures,
                              const Dataset *dataset, const GArray *public, Findings *findings,
                              GError **error);
void disclosure_free(Disclosure *disclosure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Disclosure, disclosure_free)
/* The figures as they may be shown, hidden or rounded: a hidden one has status c and no number but a target;
 * of a rule that found a hidden month nothing is left. Fails with FAILURE_SHORT where a count could be worked
 * out whatever is hidden; its message names the first of them. Caller frees. */
Figures *disclosure_apply(const Disclosure *disclosure, GError **error);

/* What is hidden and why, for internal eyes only: measure,period,category,part,why,smallest,largest, one line
 * a figure, where smallest and largest are what a reader can narrow its count down to. Caller frees. */
char *disclosure_log(const Disclosure *disclosure);
/* Why one figure is not shown as it was counted, for who asks about it. */
typedef struct {
    char *why;       /* in a sentence without its full stop */
    GPtrArray *with; /* const Figure*: hidden as well, in sums that this one stands in; may be empty */
    char *limits;    /* what a reader can narrow its count down to; NULL: not to be told, or no count */
} Hiding;
/* NULL where it is shown whole. It names no number of the figure's. Unless `internal` it says no more than
 * every reader knows who sees what is hidden, and so not which of the hidden counts are the small ones.
 * Caller frees. */
Hiding *disclosure_explain(const Disclosure *disclosure, const Figure *figure, bool internal);
void hiding_free(Hiding *hiding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hiding, hiding_free)
/* The rule in words for covers and notes. Caller frees. */
char *disclosure_rule(const Profile *profile);
