/* The files that libxlsxwriter writes, all in memory.
 *
 * The library writes the workbook to a path, and is given that of a file in memory. Until it packs them it
 * keeps the parts in temporary files, and does not notice if one cannot be written: on a full disk cells
 * would be missing. The function that makes these files is public, so ours, of the same name, is called
 * instead: parts stay in memory, and if there is no more of it the program ends. */
#include "render/spreadsheet/xlsx_files.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct XlsxFile {
    int handle;
};

XlsxFile *
xlsx_file_new(lxw_workbook **workbook)
{
    int handle = memfd_create("tables.xlsx", MFD_CLOEXEC);
    if (handle < 0)
        return NULL;
    XlsxFile *file = g_new(XlsxFile, 1);
    file->handle = handle;
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", handle);
    *workbook = workbook_new(path);
    return file;
}

GBytes *
xlsx_file_read(XlsxFile *file)
{
    off_t length = lseek(file->handle, 0, SEEK_END);
    char *text = length > 0 ? g_malloc((gsize)length) : NULL;
    if (text && pread(file->handle, text, (size_t)length, 0) == length)
        return g_bytes_new_take(text, (gsize)length);
    g_free(text);
    return NULL;
}

void
xlsx_file_free(XlsxFile *file)
{
    close(file->handle);
    g_free(file);
}

typedef struct {
    GByteArray *bytes;
    gsize at;
} Part;

static ssize_t
part_read(void *cookie, char *to, size_t most)
{
    Part *part = cookie;
    gsize length = part->at < part->bytes->len ? MIN(most, part->bytes->len - part->at) : 0;
    if (length)
        memcpy(to, part->bytes->data + part->at, length);
    part->at += length;
    return (ssize_t)length;
}

static ssize_t
part_write(void *cookie, const char *from, size_t length)
{
    Part *part = cookie;
    if (part->at + length > part->bytes->len)
        g_byte_array_set_size(part->bytes, (guint)(part->at + length));
    memcpy(part->bytes->data + part->at, from, length);
    part->at += length;
    return (ssize_t)length;
}

static int
part_seek(void *cookie, off64_t *offset, int from)
{
    Part *part = cookie;
    off64_t start = from == SEEK_SET ? 0 : (off64_t)(from == SEEK_CUR ? part->at : part->bytes->len);
    if (start + *offset < 0 || start + *offset > part->bytes->len) {
        errno = EINVAL;
        return -1;
    }
    *offset += start;
    part->at = (gsize)*offset;
    return 0;
}

static int
part_close(void *cookie)
{
    Part *part = cookie;
    g_byte_array_unref(part->bytes);
    g_free(part);
    return 0;
}

/* Declared by its symbol, because versions of the library declare its parameter differently. */
FILE *parts_file(const void *folder) __asm__("lxw_tmpfile");

FILE *
parts_file(const void *folder)
{
    (void)folder;
    static const cookie_io_functions_t functions = {part_read, part_write, part_seek, part_close};
    Part *part = g_new0(Part, 1);
    part->bytes = g_byte_array_new();
    FILE *file = fopencookie(part, "w+b", functions);
    if (!file)
        part_close(part);
    return file;
}
