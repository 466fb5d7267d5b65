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
} Why;

struct Disclosure {
    const Profile *profile;
    const Figures *figures;
    Release *release; /* NULL where nothing is suppressed */
    guint8 *why;      /* one Why a figure */
    guint exposed;
    int first_exposed; /* unknown */
};

bool disclosure_withholds_base(const Disclosure *disclosure, guint figure);
/* Whether any figure that an estimate rests on is hidden; to be asked when all others are decided. */
bool estimate_is_withheld(const Disclosure *disclosure, const Figure *figure);
