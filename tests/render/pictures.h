/* Pictures held against those that were looked at. For tests.
 *
 * With LADOSTAT_GOLDEN=write the pictures are written in place of what they were; otherwise each that differs
 * is put, with the expected one and their difference, on a page in the build folder. */
#pragma once
#include <glib.h>
#include <stdbool.h>

/* Whether the PNG is the one in `folder` (from the project's), but for shades that no eye tells apart. */
bool picture_is_expected(const char *folder, const char *name, GBytes *png);
/* The page with what differed; NULL where nothing did. Belongs to the pictures. */
const char *pictures_page(void);
