/* Reading ahead: one thread reads an export into parts while the caller's makes records of the full ones. */
#include "analysis/records/import.h"
#include "analysis/threads/threads.h"
#include "system/system.h"

/* In rows: enough that passing a part on costs little, few enough to stay in a processor's cache.
 * LADOSTAT_PART_ROWS sets another size, for tests. */
static const guint rows_of_a_part = 2048;
enum { PARTS = 4 }; /* being read ahead, being taken, or free again */

typedef struct {
    Import *import;
    Export *export;
    GAsyncQueue *full, *spare; /* of CellPart; NULL: everything is done on one thread */
    CellPart *filling;
    guint most; /* rows that it is to hold */
    GError *error;
} ReadingAhead;

static void
import_filled_part(const ReadingAhead *reading, CellPart *part)
{
    const Import *import = reading->import;
    import_part(reading->import, part);
    if (import->on_progress)
        import->on_progress("reading records", part->progress, import->user);
    cell_part_clear(part);
}

static void
hand_over(ReadingAhead *reading)
{
    reading->filling->progress = reading->export->progress;
    if (!reading->full) {
        import_filled_part(reading, reading->filling);
        return;
    }
    g_async_queue_push(reading->full, reading->filling);
    reading->filling = g_async_queue_pop(reading->spare);
}

static bool
read_row_ahead(const ExportRow *row, void *user)
{
    ReadingAhead *reading = user;
    cell_part_add(reading->filling, row);
    if (reading->filling->length == reading->most)
        hand_over(reading);
    return true;
}

/* A fault comes after the rows before it, as if everything were read on one thread. */
static void
read_all(ReadingAhead *reading)
{
    export_read(reading->export, read_row_ahead, reading, &reading->error);
    hand_over(reading);
}

/* What was read may be on the stack of a thread, which is kept for the next one. */
static G_NO_INLINE void
wipe_stack(void)
{
    char below[128 * 1024];
    system_wipe(below, sizeof below);
}

/* In the queue, the reading itself means the end. */
static gpointer
read_ahead(gpointer user)
{
    ReadingAhead *reading = user;
    read_all(reading);
    wipe_stack();
    g_async_queue_push(reading->full, reading);
    return NULL;
}

static void
take_parts(ReadingAhead *reading, GThread *thread)
{
    for (gpointer part; (part = g_async_queue_pop(reading->full)) != reading;) {
        import_filled_part(reading, part);
        g_async_queue_push(reading->spare, part);
    }
    g_thread_join(thread);
}

bool
import_export(Import *import, Export *export, GError **error)
{
    const char *said = g_getenv("LADOSTAT_PART_ROWS");
    guint rows = said ? (guint)g_ascii_strtoull(said, NULL, 10) : 0;
    g_autoptr(GAsyncQueue) full = g_async_queue_new(), spare = g_async_queue_new();
    CellPart *parts[PARTS];
    for (guint i = 0; i < PARTS; i++)
        parts[i] = cell_part_new(&import->plan);
    for (guint i = 1; i < PARTS; i++)
        g_async_queue_push(spare, parts[i]);
    ReadingAhead reading = {import, export, full, spare, parts[0], rows ? rows : rows_of_a_part, NULL};
    GThread *thread = threads_count() > 1 ? g_thread_try_new("export", read_ahead, &reading, NULL) : NULL;
    if (thread) {
        take_parts(&reading, thread);
    } else { /* also if the system gives no further thread */
        reading.full = NULL;
        read_all(&reading);
    }
    for (guint i = 0; i < PARTS; i++)
        cell_part_free(parts[i]);
    if (reading.error)
        g_propagate_error(error, reading.error);
    return !reading.error;
}
