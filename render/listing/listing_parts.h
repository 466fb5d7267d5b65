/* Listing parts: the basis of a figure. Private to the room. */
#pragma once
#include "render/listing/listing.h"

/* What a figure is worked out or estimated from, a line each (char*): a reference, or words if that is not a
 * figure; empty if its own records are counted. Caller unrefs. */
GPtrArray *listing_rests_on(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure);
/* The figure that its change was tested against; NULL if there was no test. */
const Figure *listing_compared_with(const Exhibits *exhibits, const ProfileMeasure *measure,
                                    const Figure *figure);
