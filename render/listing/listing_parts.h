/* What the files of the listing share. Private to the room. */
#pragma once
#include "render/listing/listing.h"

/* What a figure that is worked out or estimated depends on, a line each (char*): a reference, or words if it
 * depends on more than figures; empty if its own records are counted. Caller unrefs. */
GPtrArray *listing_rests_on(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure);
/* The figure that its change was tested against; NULL if no change was tested. */
const Figure *listing_compared_with(const Exhibits *exhibits, const ProfileMeasure *measure,
                                    const Figure *figure);
