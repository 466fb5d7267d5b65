/* Where a file in memory has no path (xlsx_files.c), libxlsxwriter itself hands over what it wrote. Its
 * pieces are then files of the folder for temporary files, which are gone once they are closed. */
#include "render/spreadsheet/xlsx_files.h"
#include <stdlib.h>

struct XlsxFile {
    const char *bytes; /* malloc's */
    size_t length;
};

XlsxFile *
xlsx_file_new(lxw_workbook **workbook)
{
    XlsxFile *file = g_new0(XlsxFile, 1);
    lxw_workbook_options options = {.output_buffer = &file->bytes, .output_buffer_size = &file->length};
    *workbook = workbook_new_opt(NULL, &options);
    return file;
}

GBytes *
xlsx_file_read(XlsxFile *file)
{
    return file->length ? g_bytes_new(file->bytes, file->length) : NULL;
}

void
xlsx_file_free(XlsxFile *file)
{
    free((void *)file->bytes);
    g_free(file);
}
