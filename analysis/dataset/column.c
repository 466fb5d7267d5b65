#include "analysis/dataset/dataset.h"

static guint
width_of(guint32 number)
{
    return number > G_MAXUINT16 ? 4 : number > G_MAXUINT8 ? 2 : 1;
}

static void
put_value(DatasetColumn *column, guint record, guint32 number)
{
    switch (column->width) {
    case 1:
        ((guint8 *)column->numbers)[record] = (guint8)number;
        break;
    case 2:
        ((guint16 *)column->numbers)[record] = (guint16)number;
        break;
    default:
        ((guint32 *)column->numbers)[record] = number;
    }
}

/* From the end, so that no value is overwritten before it has been moved. */
static void
widen_values(DatasetColumn *column, guint width)
{
    column->numbers = g_realloc(column->numbers, (gsize)column->room * width);
    DatasetColumn narrow = *column;
    column->width = width;
    for (guint i = column->length; i-- > 0;)
        put_value(column, i, dataset_number(&narrow, i));
}

void
dataset_column_set(DatasetColumn *column, guint record, guint32 number)
{
    if (width_of(number) > column->width)
        widen_values(column, width_of(number));
    put_value(column, record, number);
}

/* One loop for each width. */
void
dataset_column_look_up(const DatasetColumn *column, const guint8 *by_number, guint8 *found)
{
    const guint8 *narrow = column->numbers;
    const guint16 *wide = column->numbers;
    const guint32 *widest = column->numbers;
    switch (column->width) {
    case 1:
        for (guint i = 0; i < column->length; i++)
            found[i] = by_number[narrow[i]];
        break;
    case 2:
        for (guint i = 0; i < column->length; i++)
            found[i] = by_number[wide[i]];
        break;
    default:
        for (guint i = 0; i < column->length; i++)
            found[i] = by_number[widest[i]];
    }
}

void
dataset_column_append(DatasetColumn *column, const guint32 *numbers, guint count)
{
    guint32 largest = 0;
    for (guint i = 0; i < count; i++)
        largest = MAX(largest, numbers[i]);
    if (width_of(largest) > column->width)
        widen_values(column, width_of(largest));
    if (column->length + count > column->room) {
        column->room = MAX(2 * column->room, column->length + count);
        column->numbers = g_realloc(column->numbers, (gsize)column->room * column->width);
    }
    for (guint i = 0; i < count; i++)
        put_value(column, column->length + i, numbers[i]);
    column->length += count;
}
