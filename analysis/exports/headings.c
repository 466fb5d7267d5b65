#include "analysis/exports/headings.h"
#include "analysis/profile/profile.h"
#include "system/system.h"
#include <string.h>

static const guint head_rows = 60;
static const gsize long_row = 1024 * 1024; /* no headings stand below one of as many bytes */

/* A row may be of a record, and where small texts were freed is not always written over. */
static void
wipe(char *text)
{
    system_wipe(text, strlen(text));
}

static void
head_row_clear(gpointer row)
{
    const HeadRow *gone = row;
    for (guint i = 0; i < gone->length; i++)
        wipe(gone->cells[i]);
    g_strfreev(gone->cells);
}

GArray *
head_new(void)
{
    GArray *head = g_array_new(FALSE, FALSE, sizeof(HeadRow));
    g_array_set_clear_func(head, head_row_clear);
    return head;
}

bool
head_add(GArray *head, const ExportRow *row)
{
    HeadRow kept = {g_new0(char *, row->length + 1), row->length, 0, row->line, row->row};
    gsize bytes = 0;
    for (guint i = 0; i < row->length; i++) {
        kept.cells[i] = g_strstrip(g_strdup(row->cells[i]));
        kept.filled += *kept.cells[i] != '\0';
        bytes += strlen(kept.cells[i]);
    }
    if (kept.filled)
        g_array_append_val(head, kept);
    else
        g_strfreev(kept.cells);
    return head->len < head_rows && bytes < long_row;
}

static guint
count_wanted(const HeadRow *row, GHashTable *wanted)
{
    guint count = 0;
    for (guint i = 0; i < row->length; i++) {
        g_autofree char *folded = profile_fold(row->cells[i]);
        count += g_hash_table_contains(wanted, folded);
        wipe(folded);
    }
    return count;
}

static guint
find_wanted(const GArray *head, const GPtrArray *headings, guint *place)
{
    g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; headings && i < headings->len; i++)
        g_hash_table_add(wanted, profile_fold(headings->pdata[i]));
    guint most = 0;
    for (guint i = 0; i < head->len && g_hash_table_size(wanted); i++) {
        guint count = count_wanted(&g_array_index(head, HeadRow, i), wanted);
        if (count > most) {
            most = count;
            *place = i;
        }
    }
    return most;
}

/* Rows as wide as the heading line, times the columns it gives: the wrong delimiter leaves one column, or
 * rows of every width. */
static guint
agreement(const GArray *head, guint place)
{
    guint width = g_array_index(head, HeadRow, place).length, rows = 0;
    for (guint i = place; i < head->len; i++)
        rows += g_array_index(head, HeadRow, i).length == width;
    return 1 + rows * MIN(width - 1, 100);
}

guint
head_find(const GArray *head, const GPtrArray *wanted, guint *place)
{
    *place = 0;
    if (!head->len)
        return 0;
    guint found = find_wanted(head, wanted, place);
    guint fullest = 0;
    for (guint i = 0; i < head->len; i++)
        fullest = MAX(fullest, g_array_index(head, HeadRow, i).filled);
    for (guint i = 0; i < head->len && !found; i++)
        if (g_array_index(head, HeadRow, i).filled * 4 >= fullest * 3) {
            *place = i;
            break;
        }
    return found * 10000 + agreement(head, *place);
}
