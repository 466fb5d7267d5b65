/* Disclosure: which figures may be shown.
 *
 * The figures are about children and about adults who may be innocent. A small count must not be shown, and
 * must not follow from what is shown: not from a total, another table, a percentage, another quarter, last
 * year's edition. So the whole release is one system of sums (README.md here), and hidden in it is
 *
 *   1. what is small: every count from 1 to one below suppress-below, stated or left over;
 *   2. what else must be, so that each of these can still be any small number for a reader who knows
 *      everything shown, the rule, and that counts are whole and not negative: chosen to lose the least;
 *   3. what rests on too few: medians and quartiles, means and percentages of a hidden base, changes from a
 *      hidden count.
 *
 * Then the release is attacked as that reader would attack it; if anything small can be narrowed down, it
 * is refused. With round-to, counts are rounded instead.
 *
 * Decide once, from the figures, then carry it out on them; a pack for internal eyes only decides, to list
 * what would be hidden. */
#pragma once
#include "analysis/dataset/dataset.h"
#include "analysis/figures/figures.h"
#include "analysis/profile/profile.h"
#include "analysis/records/findings.h"

typedef struct Disclosure Disclosure;
/* Another release that is public beside this one: its figures as they are shown there, and as they were
 * counted (NULL for a previous edition, whose records are not known). `shown` NULL: nobody publishes these
 * figures, but what is published leaves them over. */
typedef struct {
    const Figures *shown, *counted;
} PublicRelease;
/* Decides what to hide, so that no count from 1 to one below `below` is revealed (0: hides nothing). The
 * figures are not changed, and must outlive the decision. The dataset (NULL: nothing is known about it) is
 * only asked how many records there are in all, and for the last day that they know of. `public` (of
 * PublicRelease, may be NULL) is what else is published about these records: what that shows is known, and
 * what it hides is hidden here too, so that together they reveal no more than each alone. Findings (may be
 * NULL) receives what has changed since the previous release, and where more was hidden than needed
 * because figures cross too much. Fails with FAILURE_USAGE or FAILURE_INPUT if the previous release cannot
 * be read. Caller frees. */
Disclosure *disclosure_decide(const Profile *profile, int below, const Figures *figures,
                              const Dataset *dataset, const GArray *public, Findings *findings,
                              GError **error);
void disclosure_free(Disclosure *disclosure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Disclosure, disclosure_free)
/* The figures as they may be shown, hidden or rounded. A hidden one has status c and no number except a
 * target; if a rule picked out a hidden month, nothing of that row is left. Fails with FAILURE_SHORT if a
 * count could be worked out whatever is hidden; the message names the first. Caller frees. */
Figures *disclosure_apply(const Disclosure *disclosure, GError **error);

/* What is hidden and why, for internal eyes only: measure,period,category,part,why,smallest,largest, one
 * line a figure, where smallest and largest are what a reader can narrow its count down to. Caller frees. */
char *disclosure_log(const Disclosure *disclosure);
/* Why one figure is not shown as it was counted, for whoever asks about it. */
typedef struct {
    char *why;       /* a sentence without its full stop */
    GPtrArray *with; /* const Figure*: also hidden, in sums that contain this one; may be empty */
    char *limits;    /* what a reader can narrow its count down to; NULL: not to be shown, or not a count */
} Hiding;
/* NULL if it is shown in full. Gives no number of the figure's. Unless `internal`, it says no more than
 * any reader knows who sees what is hidden, and so not which of the hidden counts are the small ones.
 * Caller frees. */
Hiding *disclosure_explain(const Disclosure *disclosure, const Figure *figure, bool internal);
void hiding_free(Hiding *hiding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hiding, hiding_free)
/* The rule in words for covers and notes. Caller frees. */
char *disclosure_rule(const Profile *profile);
