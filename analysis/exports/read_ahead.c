/* Reading ahead: one thread reads parts while the caller's takes them. */
#include "analysis/exports/exports.h"
#include "system/system.h"

/* In rows: enough that passing a part on costs little, few enough to stay in a processor's cache.
 * LADOSTAT_PART_ROWS sets another size, for tests. */
static const guint rows_of_a_part = 2048;
enum { PARTS = 4 }; /* being read ahead, being taken, or free again */

typedef struct {
    gpointer part;
    double progress;
} Handed;

typedef struct {
    Export *export;
    const ExportParts *parts;
    GAsyncQueue *read, *spare; /* of Handed; NULL: everything is done on one thread */
    Handed handed[PARTS + 1];  /* the last one means the end */
    Handed *filling;
    guint length, most; /* rows in it, and the number it is to hold */
    void *user;
    GError *error;
} ReadingAhead;

static void
take(const ReadingAhead *reading, const Handed *handed)
{
    reading->parts->take(handed->part, handed->progress, reading->user);
}

static void
hand_over(ReadingAhead *reading)
{
    reading->filling->progress = export_progress(reading->export);
    reading->length = 0;
    if (!reading->read) {
        take(reading, reading->filling);
        return;
    }
    g_async_queue_push(reading->read, reading->filling);
    reading->filling = g_async_queue_pop(reading->spare);
}

static bool
add_row(const ExportRow *row, void *user)
{
    ReadingAhead *reading = user;
    reading->parts->add(reading->filling->part, row);
    if (++reading->length == reading->most)
        hand_over(reading);
    return true;
}

/* A fault comes after the rows before it, as if everything were read on one thread. */
static void
read_all(ReadingAhead *reading)
{
    export_read(reading->export, add_row, reading, &reading->error);
    hand_over(reading);
}

/* What was read may be on the stack of a thread, which is kept for the next one. */
static G_NO_INLINE void
wipe_stack(void)
{
    char below[128 * 1024];
    system_wipe(below, sizeof below);
}

static gpointer
read_ahead(gpointer user)
{
    ReadingAhead *reading = user;
    read_all(reading);
    wipe_stack();
    g_async_queue_push(reading->read, &reading->handed[PARTS]);
    return NULL;
}

static void
read_and_take(ReadingAhead *reading, GThread *thread)
{
    for (Handed *handed; (handed = g_async_queue_pop(reading->read)) != &reading->handed[PARTS];) {
        take(reading, handed);
        g_async_queue_push(reading->spare, handed);
    }
    g_thread_join(thread);
}

/* If the system gives no further thread, this one does everything. */
static void
read_on(ReadingAhead *reading, guint threads)
{
    g_autoptr(GAsyncQueue) read = g_async_queue_new(), spare = g_async_queue_new();
    reading->read = read;
    reading->spare = spare;
    for (guint i = 1; i < PARTS; i++)
        g_async_queue_push(spare, &reading->handed[i]);
    GThread *thread = threads > 1 ? g_thread_try_new("export", read_ahead, reading, NULL) : NULL;
    if (thread) {
        read_and_take(reading, thread);
    } else {
        reading->read = NULL;
        read_all(reading);
    }
}

bool
export_read_parts(Export *export, const ExportParts *parts, guint threads, void *user, GError **error)
{
    const char *said = g_getenv("LADOSTAT_PART_ROWS");
    guint rows = said ? (guint)g_ascii_strtoull(said, NULL, 10) : 0;
    ReadingAhead reading = {
        .export = export, .parts = parts, .most = rows ? rows : rows_of_a_part, .user = user};
    for (guint i = 0; i < PARTS; i++)
        reading.handed[i].part = parts->make(user);
    reading.filling = &reading.handed[0];
    read_on(&reading, threads);
    for (guint i = 0; i < PARTS; i++)
        parts->free(reading.handed[i].part);
    if (reading.error)
        g_propagate_error(error, reading.error);
    return !reading.error;
}
