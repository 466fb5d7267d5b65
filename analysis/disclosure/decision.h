/* The decision, as its log reads it. Private to the room. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "analysis/disclosure/protect.h"

typedef enum {
    SHOWN,
    SMALL,
    LEAVES_SMALL,
    FOR_OTHERS,
    RESTS_ON_FEW,
    EVERYONE,
    EDITION,
    HIDDEN_BEFORE,
    TOO_WIDE,
} Why;

struct Disclosure {
    const Profile *profile;
    const Figures *figures;
    Release *release; /* NULL if nothing is suppressed */
    Worlds *worlds;   /* likewise */
    guint8 *why;      /* one Why a figure */
    int below;        /* no count from 1 to one below this is revealed */
    bool rounds;      /* instead of suppressing */
    guint exposed;
    int first_exposed; /* quantity */
};

/* "would leave a small count over"; "" if it is shown. Static. */
const char *why_words(Why why);
/* "4", "no limit"; "" if nothing is known. Caller frees. */
char *limit_text(double limit);
/* What a figure counts and, if it is hidden, how closely a reader can narrow it down; NULL if it counts
 * nothing. */
const Quantity *disclosure_count_with_limits(const Disclosure *disclosure, guint figure);
/* Whether the figure of a year earlier exists and is hidden, and so the change is. */
bool disclosure_withholds_change(const Disclosure *disclosure, const Figure *figure);
bool disclosure_withholds_base(const Disclosure *disclosure, guint figure);
