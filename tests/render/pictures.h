/* Pictures compared with those that somebody has checked. For tests.
 *
 * With LADOSTAT_GOLDEN=write the pictures replace the old ones; otherwise each that differs is put, with the
 * expected one and their difference, on a page in the build folder. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Whether the PNG is the one in `folder` (relative to the project), apart from shades that no eye can see. */
bool picture_is_expected(const char *folder, const char *name, GBytes *png);
/* The page with the differences; NULL if there are none. Belongs to the pictures. */
const char *pictures_page(void);
