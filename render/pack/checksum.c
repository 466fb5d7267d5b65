#include "render/pack/checksum.h"
#include <glib/gstdio.h>
#include <nettle/sha2.h>
#include <stdio.h>

G_STATIC_ASSERT(CHECKSUM_BYTES == SHA256_DIGEST_SIZE);

struct ChecksumsAhead {
    GPtrArray *paths; /* char* */
    GHashTable *sums; /* char* of `paths` -> Checksum*; only the thread's until it has ended */
    GThread *thread;  /* NULL: it has ended, or could not be started */
    int unwanted;     /* atomic */
};

/* Nettle takes a tenth of GLib's time if the processor has instructions for it. */
Checksum
checksum_of_bytes(GBytes *bytes)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    Checksum sum = {.length = length};
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, length, data);
    sha256_digest(&hash, sizeof sum.sha256, sum.sha256);
    return sum;
}

/* Also false if it is no longer wanted. */
static bool
sum_file(const char *path, Checksum *sum, const int *unwanted)
{
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return false;
    enum { PIECE = 256 * 1024 };
    g_autofree guint8 *bytes = g_malloc(PIECE);
    struct sha256_ctx hash;
    sha256_init(&hash);
    sum->length = 0;
    for (gsize read; !g_atomic_int_get(unwanted) && (read = fread(bytes, 1, PIECE, file)) > 0;) {
        sha256_update(&hash, read, bytes);
        sum->length += read;
    }
    bool done = !ferror(file) && !g_atomic_int_get(unwanted);
    fclose(file);
    sha256_digest(&hash, sizeof sum->sha256, sum->sha256);
    return done;
}

bool
checksum_of_file(const char *path, Checksum *sum)
{
    static const int wanted = 0;
    return sum_file(path, sum, &wanted);
}

static gpointer
sum_files(gpointer user)
{
    ChecksumsAhead *ahead = user;
    for (guint i = 0; i < ahead->paths->len; i++) {
        Checksum sum;
        /* Opening a pipe would wait for someone to write into it. */
        if (g_file_test(ahead->paths->pdata[i], G_FILE_TEST_IS_REGULAR) &&
            sum_file(ahead->paths->pdata[i], &sum, &ahead->unwanted))
            g_hash_table_insert(ahead->sums, ahead->paths->pdata[i], g_memdup2(&sum, sizeof sum));
    }
    return NULL;
}

ChecksumsAhead *
checksums_ahead(const GPtrArray *paths)
{
    ChecksumsAhead *ahead = g_new0(ChecksumsAhead, 1);
    ahead->paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < paths->len; i++)
        g_ptr_array_add(ahead->paths, g_strdup(paths->pdata[i]));
    ahead->sums = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    ahead->thread = g_thread_try_new("checksums", sum_files, ahead, NULL);
    return ahead;
}

static void
wait_for_thread(ChecksumsAhead *ahead)
{
    if (ahead->thread)
        g_thread_join(g_steal_pointer(&ahead->thread));
}

const Checksum *
checksums_ahead_find(ChecksumsAhead *ahead, const char *path)
{
    wait_for_thread(ahead);
    return g_hash_table_lookup(ahead->sums, path);
}

void
checksums_ahead_free(ChecksumsAhead *ahead)
{
    if (!ahead)
        return;
    g_atomic_int_set(&ahead->unwanted, 1);
    wait_for_thread(ahead);
    g_hash_table_unref(ahead->sums);
    g_ptr_array_unref(ahead->paths);
    g_free(ahead);
}
