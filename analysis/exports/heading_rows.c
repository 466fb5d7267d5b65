#include "analysis/exports/headings.h"
#include "analysis/profile/fold/fold.h"
#include "system/system.h"
#include <string.h>

static const guint head_rows = 60;
static const gsize long_row = 1024 * 1024; /* no headings are below a row of this many bytes */

/* A row may contain a record, and small texts that are freed are not always overwritten. */
static void
wipe_text(char *text)
{
    system_wipe(text, strlen(text));
}

static void
head_row_clear(gpointer row)
{
    const HeadRow *gone = row;
    for (guint i = 0; i < gone->length; i++)
        wipe_text(gone->cells[i]);
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

/* Whether a row may be headings: a record has a date, or a number with as many digits. */
static bool
has_no_date(const HeadRow *row)
{
    for (guint i = 0; i < row->length; i++) {
        guint digits = 0;
        for (const char *at = row->cells[i]; *at; at++)
            digits += g_ascii_isdigit(*at);
        if (digits >= 4)
            return false;
    }
    return true;
}

static bool
has_twice(const HeadRow *row)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < row->length; i++)
        if (*row->cells[i] && !g_hash_table_add(seen, row->cells[i]))
            return true;
    return false;
}

/* The heading of a column that has its own below that of a group, or instead of it. */
static const char *
heading_over_two(const HeadRow *above, const HeadRow *row, guint column)
{
    const char *own = column < row->length ? row->cells[column] : "";
    return *own || column >= above->length ? own : above->cells[column];
}

static guint
filled_over_two(const HeadRow *above, const HeadRow *row)
{
    guint filled = 0;
    for (guint i = 0; i < MAX(above->length, row->length); i++)
        filled += *heading_over_two(above, row, i) != '\0';
    return filled;
}

/* Whether a value of the row is in its column again further down, as in a record but never in a heading. */
static bool
stands_again(const GArray *head, guint place)
{
    const HeadRow *row = &g_array_index(head, HeadRow, place);
    for (guint i = place + 1; i < head->len; i++) {
        const HeadRow *below = &g_array_index(head, HeadRow, i);
        for (guint k = 0; k < MIN(row->length, below->length); k++)
            if (*row->cells[k] && strcmp(row->cells[k], below->cells[k]) == 0)
                return true;
    }
    return false;
}

/* Whether a row has the groups of the headings below it: these say more, or the same over several columns,
 * and the records begin below them. */
static bool
is_of_groups(const GArray *head, guint place)
{
    if (place + 2 >= head->len)
        return false;
    const HeadRow *above = &g_array_index(head, HeadRow, place), *row = above + 1;
    return row->line == above->line + 1 && has_no_date(above) && has_no_date(row) && !has_no_date(row + 1) &&
           !stands_again(head, place + 1) &&
           (filled_over_two(above, row) > above->filled ||
            (has_twice(above) && row->filled >= above->filled));
}

static void
join_with_above(GArray *head, guint place)
{
    const HeadRow *above = &g_array_index(head, HeadRow, place - 1);
    HeadRow *row = &g_array_index(head, HeadRow, place);
    guint length = MAX(above->length, row->length);
    char **cells = g_new0(char *, length + 1);
    for (guint i = 0; i < length; i++)
        cells[i] = g_strdup(heading_over_two(above, row, i));
    g_strfreev(row->cells);
    row->cells = cells;
    row->length = length;
}

/* How many of a row's headings are wanted, or of those that it makes with the row above. */
static guint
count_wanted(const HeadRow *above, const HeadRow *row, GHashTable *wanted)
{
    guint count = 0;
    for (guint i = 0; i < MAX(above->length, row->length); i++) {
        g_autofree char *folded = profile_fold(heading_over_two(above, row, i));
        count += g_hash_table_contains(wanted, folded);
        wipe_text(folded);
    }
    return count;
}

static guint
find_wanted(const GArray *head, const GPtrArray *headings, guint *place, bool *joined)
{
    static const HeadRow none = {0};
    g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; headings && i < headings->len; i++)
        g_hash_table_add(wanted, profile_fold(headings->pdata[i]));
    guint most = 0;
    for (guint over_two = 0; over_two < 2; over_two++)
        for (guint i = over_two; i < head->len && g_hash_table_size(wanted); i++) {
            const HeadRow *row = &g_array_index(head, HeadRow, i);
            guint count = count_wanted(over_two ? row - 1 : &none, row, wanted);
            if (count > most && (!over_two || row->line == row[-1].line + 1)) {
                most = count;
                *place = i;
                *joined = over_two;
            }
        }
    return most;
}

/* The number of rows as wide as the heading row, times its columns: a wrong delimiter leaves one column, or
 * rows of every width. */
static guint
rows_as_wide(const GArray *head, guint place)
{
    guint width = g_array_index(head, HeadRow, place).length, rows = 0;
    for (guint i = place; i < head->len; i++)
        rows += g_array_index(head, HeadRow, i).length == width;
    return 1 + rows * MIN(width - 1, 100);
}

guint
head_find(GArray *head, const GPtrArray *wanted, guint *place)
{
    *place = 0;
    if (!head->len)
        return 0;
    bool joined = false;
    guint found = find_wanted(head, wanted, place, &joined);
    guint fullest = 0;
    for (guint i = 0; i < head->len; i++)
        fullest = MAX(fullest, g_array_index(head, HeadRow, i).filled);
    for (guint i = 0; i < head->len && !found; i++)
        if (g_array_index(head, HeadRow, i).filled * 4 >= fullest * 3) {
            *place = i;
            break;
        }
    if (!found && is_of_groups(head, *place)) {
        joined = true;
        ++*place;
    }
    if (joined)
        join_with_above(head, *place);
    return found * 10000 + rows_as_wide(head, *place);
}
