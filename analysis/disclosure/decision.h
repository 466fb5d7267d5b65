/* The decision, as its log reads it. Private to the room. */
#pragma once
#include "analysis/disclosure/disclosure.h"
#include "analysis/disclosure/release.h"

typedef enum {
    SHOWN,
    SMALL,
    LEAVES_SMALL,
    FOR_OTHERS,
    RESTS_ON_FEW,
    EVERYONE,
    EDITION,
    HIDDEN_BEFORE,
} Why;

struct Disclosure {
    const Profile *profile;
    const Figures *figures;
    Release *release; /* NULL where nothing is suppressed */
    guint8 *why;      /* one Why a figure */
    bool rounds;      /* in place of suppressing */
    guint exposed;
    int first_exposed; /* unknown */
};

/* "would leave a small count over"; "" of what is shown. Static. */
const char *why_words(Why why);
/* "4", "no limit", "" where nothing is known. Caller frees. */
char *limit_text(double limit);
/* Whether the figure of a year earlier is there and hidden, and with it the change. */
bool disclosure_withholds_change(const Disclosure *disclosure, const Figure *figure);
bool disclosure_withholds_base(const Disclosure *disclosure, guint figure);
/* Whether any figure that an estimate rests on is hidden; to be asked when all others are decided. */
bool estimate_is_withheld(const Disclosure *disclosure, const Figure *figure);
