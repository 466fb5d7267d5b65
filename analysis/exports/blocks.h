/* Blocks: a text file cut where a row ends, for threads to read side by side. Private to the room.
 *
 * Where a row ends shows in the quotes before: an even number of them, unless one stands in an unquoted cell.
 * A cut is therefore a guess, which whoever reads the block before it proves or refutes. */
#pragma once
#include "analysis/exports/text.h"

typedef struct Blocks Blocks;
/* `size`: bytes of a block, at least. */
Blocks *blocks_new(TextFile *file, gsize size);
void blocks_free(Blocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Blocks, blocks_free)
/* Puts the next block in place of what `text` holds; `*last` with the file's end, when it may be empty. Fails
 * as text_file_read does. */
bool blocks_next(Blocks *blocks, GString *text, bool *last, GError **error);
