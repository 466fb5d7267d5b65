/* What the files of the listing share. Private to the room. */
#pragma once
#include "render/listing/listing.h"

/* What a figure that is worked out or estimated rests on, a line each (char*): a reference, or words where it
 * rests on more than figures; empty where its own records are counted. Caller unrefs. */
GPtrArray *listing_rests_on(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure);
/* The figure that its change was tested against; NULL where no change of it is. */
const Figure *listing_compared_with(const Exhibits *exhibits, const ProfileMeasure *measure,
                                    const Figure *figure);
