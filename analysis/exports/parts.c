/* Reading a text on several threads, and all else in parts as well. */
#include "analysis/exports/blocks.h"
#include "analysis/exports/open_export.h"

/* Small enough to stay in a processor's cache; LADOSTAT_PART_BYTES says another size, for tests. */
static const gsize part_bytes = 512 * 1024;
/* A smaller text is read before a second thread has begun. */
static const goffset worth_threads = 4 * 1024 * 1024;
static const guint rows_of_a_part = 4096; /* of a workbook */

typedef enum { WAITING, READING, READ } BlockState;

/* Some of the text, and what became of it. */
typedef struct {
    GString *text;
    bool last;
    gpointer part;
    BlockState state; /* under the lock */
    bool whole;       /* it was read without a fault and ends between rows */
    guint lines, rows, blank_rows;
} Block;

typedef struct {
    OpenExport *open;
    const ExportParts *parts;
    void *user;
    Blocks *blocks;
    GQueue waiting;   /* Block*: cut, and not taken yet, in the order of the file */
    GPtrArray *spare; /* Block* */
    GMutex lock;
    GCond changed;
    bool over;         /* under the lock: no more blocks for the threads */
    guint lines, rows; /* of the file that have been taken */
    CsvReader *reader; /* of the rows that a block alone cannot tell; NULL between them */
    Block *reading;    /* the block that `reader` is fed */
    bool in_order;     /* a cut was wrong: the rest is read one block after the other */
    bool ended;        /* all blocks are cut */
    GError *fault;     /* of the text behind the last block that was cut */
} Parting;

typedef struct {
    const Parting *parting;
    Block *block;
} BlockReading;

static void
add_row(const Parting *parting, Block *block, const CsvRow *cells)
{
    ExportRow row = {cells->cells, cells->length, cells->line, cells->row, false};
    export_row_plain(&row);
    if (export_row_is_blank(&row))
        block->blank_rows++;
    else
        parting->parts->add(block->part, &row);
}

static bool
on_block_row(CsvRow *row, void *user)
{
    const BlockReading *reading = user;
    add_row(reading->parting, reading->block, row);
    return true;
}

/* As if the block were the file; on any thread. */
static void
read_block(const Parting *parting, Block *block)
{
    BlockReading reading = {parting, block};
    const OpenExport *open = parting->open;
    g_autoptr(CsvReader) reader = open_export_rows(open, open->export.delimiter, on_block_row, &reading);
    guint line, row;
    block->blank_rows = 0;
    block->whole = csv_reader_feed(reader, block->text->str, block->text->len, NULL) &&
                   (!block->last || csv_reader_finish(reader, NULL)) &&
                   csv_reader_between_rows(reader, &line, &row);
    if (block->whole) {
        block->lines = line - 1;
        block->rows = row;
    }
}

/* The first block that no thread has taken up, under the lock; NULL: there is none. */
static Block *
next_waiting(Parting *parting)
{
    for (GList *at = parting->waiting.head; at; at = at->next)
        if (((Block *)at->data)->state == WAITING)
            return at->data;
    return NULL;
}

static void
read_unlocked(Parting *parting, Block *block)
{
    block->state = READING;
    g_mutex_unlock(&parting->lock);
    read_block(parting, block);
    g_mutex_lock(&parting->lock);
    block->state = READ;
    g_cond_broadcast(&parting->changed);
}

static gpointer
work(gpointer user)
{
    Parting *parting = user;
    g_mutex_lock(&parting->lock);
    while (!parting->over) {
        Block *block = next_waiting(parting);
        if (block)
            read_unlocked(parting, block);
        else
            g_cond_wait(&parting->changed, &parting->lock);
    }
    g_mutex_unlock(&parting->lock);
    return NULL;
}

/* Waits until the block is read, and reads others meanwhile. */
static void
wait_for(Parting *parting, Block *block)
{
    g_mutex_lock(&parting->lock);
    while (block->state != READ) {
        Block *other = block->state == WAITING ? block : next_waiting(parting);
        if (other)
            read_unlocked(parting, other);
        else
            g_cond_wait(&parting->changed, &parting->lock);
    }
    g_mutex_unlock(&parting->lock);
}

static bool
on_ordered_row(CsvRow *row, void *user)
{
    Parting *parting = user;
    if (row->line > parting->open->export.heading_line)
        add_row(parting, parting->reading, row);
    return true;
}

/* Where lines are known: behind what was taken, which may have left a row open. */
static bool
read_in_order(Parting *parting, Block *block, GError **error)
{
    const OpenExport *open = parting->open;
    if (!parting->reader) {
        parting->reader = open_export_rows(open, open->export.delimiter, on_ordered_row, parting);
        csv_reader_start(parting->reader, parting->lines + 1, parting->rows);
    }
    parting->reading = block;
    parting->parts->clear(block->part);
    block->blank_rows = 0;
    if (!csv_reader_feed(parting->reader, block->text->str, block->text->len, error) ||
        (block->last && !csv_reader_finish(parting->reader, error)))
        return false;
    guint line;
    bool whole = csv_reader_between_rows(parting->reader, &line, &parting->rows);
    parting->lines = line - 1;
    parting->parts->take(block->part, 0, 0, parting->user);
    parting->in_order |= !whole;
    if (whole && !parting->in_order)
        g_clear_pointer(&parting->reader, csv_reader_free);
    return true;
}

/* What the block's own thread has read of it holds where the block begins between rows, below the headings.
 */
static bool
take_block(Parting *parting, Block *block, GError **error)
{
    Export *export = &parting->open->export;
    bool as_read =
        block->state == READ && block->whole && !parting->reader && parting->lines >= export->heading_line;
    if (as_read) {
        parting->parts->take(block->part, parting->lines, parting->rows, parting->user);
        parting->lines += block->lines;
        parting->rows += block->rows;
    } else if (!read_in_order(parting, block, error)) {
        return false;
    }
    export->blank_rows += block->blank_rows;
    return true;
}

static Block *
block_new(const Parting *parting)
{
    Block *block = g_new0(Block, 1);
    block->text = g_string_new(NULL);
    block->part = parting->parts->make(parting->user);
    return block;
}

static void
block_free(const Parting *parting, Block *block)
{
    g_string_free(block->text, TRUE);
    parting->parts->free(block->part);
    g_free(block);
}

/* `alone`: no thread is to read it ahead. */
static Block *
cut_block(Parting *parting, bool alone)
{
    Block *block = parting->spare->len ? g_ptr_array_steal_index(parting->spare, parting->spare->len - 1)
                                       : block_new(parting);
    block->state = alone ? READ : WAITING;
    block->whole = false;
    blocks_next(parting->blocks, block->text, &block->last, &parting->fault);
    return block;
}

static void
put_aside(Parting *parting, Block *block)
{
    parting->parts->clear(block->part);
    g_ptr_array_add(parting->spare, block);
}

/* Cuts blocks as long as there are fewer than `most`. */
static void
cut_ahead(Parting *parting, guint most, bool alone)
{
    while (!parting->ended && parting->waiting.length < most) {
        Block *block = cut_block(parting, alone);
        parting->ended = block->last || parting->fault;
        g_mutex_lock(&parting->lock);
        g_queue_push_tail(&parting->waiting, block);
        g_cond_broadcast(&parting->changed);
        g_mutex_unlock(&parting->lock);
    }
}

/* A fault of the text behind a block comes after those in the block. */
static bool
read_all(Parting *parting, guint threads, GError **error)
{
    bool done = true;
    while (done && (!parting->ended || parting->waiting.length)) {
        bool alone = parting->in_order || threads == 1 || parting->lines < parting->open->export.heading_line;
        cut_ahead(parting, alone ? 1 : 2 * threads, alone);
        Block *block = g_queue_peek_head(&parting->waiting);
        wait_for(parting, block);
        g_mutex_lock(&parting->lock);
        g_queue_pop_head(&parting->waiting);
        g_mutex_unlock(&parting->lock);
        done = take_block(parting, block, error);
        put_aside(parting, block);
    }
    if (done && parting->fault) {
        g_propagate_error(error, g_steal_pointer(&parting->fault));
        return false;
    }
    return done;
}

static bool
read_text_parts(Parting *parting, guint threads, GError **error)
{
    const char *said = g_getenv("LADOSTAT_PART_BYTES");
    gsize size = said ? (gsize)g_ascii_strtoull(said, NULL, 10) : 0;
    if (!size && text_file_size(parting->open->text) < worth_threads)
        threads = 1;
    g_autoptr(Blocks) blocks = parting->blocks = blocks_new(parting->open->text, size ? size : part_bytes);
    parting->spare = g_ptr_array_new();
    g_mutex_init(&parting->lock);
    g_cond_init(&parting->changed);
    g_autoptr(GPtrArray) workers = g_ptr_array_new();
    for (guint i = 1; i < threads; i++)
        g_ptr_array_add(workers, g_thread_new("export", work, parting));
    bool done = read_all(parting, threads, error);
    g_mutex_lock(&parting->lock);
    parting->over = true;
    g_cond_broadcast(&parting->changed);
    g_mutex_unlock(&parting->lock);
    for (guint i = 0; i < workers->len; i++)
        g_thread_join(workers->pdata[i]);
    for (Block *block; (block = g_queue_pop_head(&parting->waiting));)
        block_free(parting, block);
    for (guint i = 0; i < parting->spare->len; i++)
        block_free(parting, parting->spare->pdata[i]);
    g_ptr_array_unref(parting->spare);
    g_clear_pointer(&parting->reader, csv_reader_free);
    g_clear_error(&parting->fault);
    g_mutex_clear(&parting->lock);
    g_cond_clear(&parting->changed);
    return done;
}

/* The rows of a workbook, which come one after the other. */
typedef struct {
    const ExportParts *parts;
    gpointer part;
    guint length;
    void *user;
} Gathering;

static bool
gather_row(const ExportRow *row, void *user)
{
    Gathering *gathering = user;
    gathering->parts->add(gathering->part, row);
    if (++gathering->length % rows_of_a_part == 0)
        gathering->parts->take(gathering->part, 0, 0, gathering->user);
    return true;
}

bool
export_read_parts(Export *export, const ExportParts *parts, guint threads, void *user, GError **error)
{
    OpenExport *open = (OpenExport *)export;
    if (open->text) {
        Parting parting = {.open = open, .parts = parts, .user = user, .waiting = G_QUEUE_INIT};
        export->blank_rows = 0;
        return read_text_parts(&parting, threads, error);
    }
    Gathering gathering = {parts, parts->make(user), 0, user};
    bool done = export_read(export, gather_row, &gathering, error);
    if (done)
        parts->take(gathering.part, 0, 0, user);
    parts->free(gathering.part);
    return done;
}
