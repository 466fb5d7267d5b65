/* For systems on which a file in memory has no path (compare xlsx_files.c). The library's own packer can
 * write through functions that it is given; the linker redirects the call that opens it to this file (--wrap,
 * in meson.build). Here each part of the workbook is a temporary file that is deleted when it is closed. */
#include "render/spreadsheet/xlsx_files.h"
#include <string.h>
#include <xlsxwriter/third_party/zip.h>

struct XlsxFile {
    GByteArray *bytes;
    gsize at;
};

/* The workbook that this thread writes. */
static _Thread_local XlsxFile *current;

zipFile __wrap_zipOpen(const char *path, int append);

static void *
open_memory(void *file, const void *path, int mode)
{
    (void)path, (void)mode;
    return file;
}

static uLong
write_memory(void *opaque, void *stream, const void *from, uLong length)
{
    (void)opaque;
    XlsxFile *file = stream;
    if (file->at + length > file->bytes->len)
        g_byte_array_set_size(file->bytes, (guint)(file->at + length));
    memcpy(file->bytes->data + file->at, from, length);
    file->at += length;
    return length;
}

static ZPOS64_T
tell_memory(void *opaque, void *stream)
{
    (void)opaque;
    return ((XlsxFile *)stream)->at;
}

static long
seek_memory(void *opaque, void *stream, ZPOS64_T offset, int from)
{
    (void)opaque;
    XlsxFile *file = stream;
    gsize start = from == ZLIB_FILEFUNC_SEEK_SET   ? 0
                  : from == ZLIB_FILEFUNC_SEEK_CUR ? file->at
                                                   : file->bytes->len;
    if (start + offset > file->bytes->len)
        return -1;
    file->at = start + offset;
    return 0;
}

static int
nothing_to_do(void *opaque, void *stream)
{
    (void)opaque, (void)stream;
    return 0;
}

zipFile
__wrap_zipOpen(const char *path, int append)
{
    zlib_filefunc64_def memory = {.zopen64_file = open_memory,
                                  .zwrite_file = write_memory,
                                  .ztell64_file = tell_memory,
                                  .zseek64_file = seek_memory,
                                  .zclose_file = nothing_to_do,
                                  .zerror_file = nothing_to_do,
                                  .opaque = current};
    return zipOpen2_64(path, append, NULL, &memory);
}

XlsxFile *
xlsx_file_new(lxw_workbook **workbook)
{
    XlsxFile *file = g_new0(XlsxFile, 1);
    file->bytes = g_byte_array_new();
    current = file;
    *workbook = workbook_new("tables.xlsx");
    return file;
}

GBytes *
xlsx_file_read(XlsxFile *file)
{
    return file->bytes->len ? g_bytes_new(file->bytes->data, file->bytes->len) : NULL;
}

void
xlsx_file_free(XlsxFile *file)
{
    g_byte_array_unref(file->bytes);
    g_free(file);
}
