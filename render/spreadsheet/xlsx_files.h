/* The file that libxlsxwriter writes a workbook to. Private to the room. */
#pragma once
#include <glib.h>

/* A new file in memory; -1 where none can be made. `path` is the caller's, whatever came of it. */
int xlsx_file_open(char **path);
/* All that stands in it; NULL where it cannot be read, or is empty. */
GBytes *xlsx_file_read(int file);
