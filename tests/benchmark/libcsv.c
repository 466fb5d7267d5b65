/* How long libcsv alone takes over an export: empty callbacks, on the number of threads given, each with its
 * share of the file, which is cut where a row ends. Prints milliseconds: in all, from the first byte read. */
#include <csv.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 512 * 1024 };

typedef struct {
    const char *path;
    goffset from, to;
    bool failed;
} Share;

static void
on_cell(void *text, size_t length, void *user)
{
    (void)text, (void)length, (void)user;
}

static void
on_row(int terminator, void *user)
{
    (void)terminator, (void)user;
}

static gpointer
parse(gpointer user)
{
    Share *share = user;
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_blk_size(&parser, 4096);
    g_autofree char *piece = g_malloc(PIECE);
    FILE *file = fopen(share->path, "rb");
    share->failed = !file || fseeko(file, share->from, SEEK_SET) != 0;
    for (goffset at = share->from; at < share->to && !share->failed;) {
        gsize read = fread(piece, 1, MIN(PIECE, (gsize)(share->to - at)), file);
        share->failed = !read || csv_parse(&parser, piece, read, on_cell, on_row, NULL) != read;
        at += (goffset)read;
    }
    share->failed |= csv_fini(&parser, on_cell, on_row, NULL) != 0;
    csv_free(&parser);
    if (file)
        fclose(file);
    return NULL;
}

/* The first row of the benchmark's exports that begins at or after a place: a line that begins with an id. */
static goffset
row_behind(FILE *file, goffset place, goffset size)
{
    char line[4096];
    fseeko(file, place, SEEK_SET);
    while (fgets(line, sizeof line, file)) {
        goffset begins = ftello(file);
        int next = fgetc(file), second = fgetc(file);
        if ((next == 'S' && second == 'Y') || (next == '"' && second == 'S'))
            return begins;
        fseeko(file, begins, SEEK_SET);
    }
    return size;
}

int
main(int argc, char **argv)
{
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    guint threads = argc == 3 ? (guint)g_ascii_strtoull(argv[2], NULL, 10) : 0;
    if (!file || !threads)
        return 2;
    fseeko(file, 0, SEEK_END);
    goffset size = ftello(file);
    gint64 start = g_get_monotonic_time();
    g_autofree Share *shares = g_new0(Share, threads);
    g_autofree GThread **workers = g_new0(GThread *, threads);
    goffset from = 0;
    for (guint i = 0; i < threads; i++) {
        goffset to = i + 1 < threads ? row_behind(file, size / threads * (i + 1), size) : size;
        shares[i] = (Share){argv[1], from, to, false};
        workers[i] = g_thread_new("libcsv", parse, &shares[i]);
        from = to;
    }
    bool failed = false;
    for (guint i = 0; i < threads; i++) {
        g_thread_join(workers[i]);
        failed |= shares[i].failed;
    }
    fclose(file);
    printf("%.1f\n", (double)(g_get_monotonic_time() - start) / 1000);
    return failed;
}
