/* Numbers in cells. */
#pragma once
#include <stdbool.h>

/* "7", "7.0", "50,000", "50 000", "-3". False for anything else: units, exponents, two points. */
bool number_read(const char *cell, double *number);
