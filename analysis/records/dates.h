/* Dates as exports write them. For whoever looks at exports. */
#pragma once
#include "analysis/calendar/calendar.h"

typedef enum { DATE_BLANK, DATE_READ, DATE_PLACEHOLDER, DATE_UNREADABLE } DateResult;

/* dd/mm/yyyy first (also with - or . and two-digit years), then ISO, dd-Mon-yy(yy), an Excel serial number; a
 * time behind it is passed over. Placeholders (1 January 1900, 31 December 9999 ...) are known by name. */
DateResult date_read(const char *text, Day *day);
