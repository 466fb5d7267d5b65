/* What contradicts itself: two numbers of a sentence and the direction said between them; a share that no
 * whole number makes; a table's rows beside their total, or beside what the figures have in all. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

/* The number that something rose to, where it rose from the one given: beside it, "35 against 60"; behind it,
 * "from 60 to 35"; or before the word. `first`: of the sentence, `next`: behind the one given; NULL: none. */
static const Quantity *
find_later(const char *text, Span word, const Quantity *first, const Quantity *from, const Quantity *next)
{
    if (from > first && from[-1].span.start > word.end &&
        pattern_between("{beside-number}", text, from[-1].span.end, from->span.start))
        return from - 1;
    if (next && pattern_between("{on-to}", text, from->span.end, next->span.start))
        return next;
    for (const Quantity *one = from; one-- > first;)
        if (one->span.end <= word.start && !one->is_change && one->unit == from->unit &&
            !pattern_between("\\b(?:of|out of)\\s+(?:(?:the|all|these)\\s+)?$", text, 0, one->span.start))
            return pattern_between("{with-direction}", text, one->span.end, word.start) ? one : NULL;
    return NULL;
}

static void
judge_direction_of_two(Judge *judge, const Statement *statement, Span word)
{
    const char *text = statement->text;
    const Quantity *first = (const Quantity *)statement->quantities->data,
                   *end = first + statement->quantities->len, *from = first;
    while (from < end &&
           (from->span.start < word.end || from->is_change ||
            (from + 1 < end && pattern_between("{beside-number}", text, from->span.end, from[1].span.start))))
        from++;
    if (from == end || !pattern_between("{from-number}", text, word.end, from->span.start) ||
        pattern_between("{other-change}", text, word.end, from->span.start))
        return;
    const Quantity *to = find_later(text, word, first, from, from + 1 < end ? from + 1 : NULL);
    if (!to || to->unit != from->unit || to->manner != EXACTLY || from->manner != EXACTLY ||
        direction_of(text + word.start) * (to->value - from->value) > 0)
        return;
    g_autofree char *a = span_words(text, to->span), *b = span_words(text, from->span);
    judge_say(judge, statement, (Span){word.start, from->span.end}, PROOF_CONTRADICTED,
              g_strdup_printf("the sentence itself: %s is %s %s", a,
                              to->value > from->value   ? "more than"
                              : to->value < from->value ? "less than"
                                                        : "no other than",
                              b),
              NULL);
}

/* "93% of the 37": a whole number of them must make it. */
static void
judge_share_of_base(Judge *judge, const Statement *statement, const Quantity *percent, const Quantity *base)
{
    if (percent->unit != UNIT_PERCENT || base->unit != UNIT_NUMBER || percent->is_change || base->is_change ||
        percent->manner != EXACTLY || base->decimals || base->value < 1 || base->value >= 100 ||
        percent->value > 100 ||
        !pattern_between("^\\s+of\\s+(?:the\\s+|all\\s+)?$", statement->text, percent->span.end,
                         base->span.start))
        return;
    for (int count = 0; count <= base->value; count++)
        if (figure_percent_agrees(100.0 * count / base->value, percent->value) ||
            quantity_is(percent, 100.0 * count / base->value))
            return;
    judge_say(judge, statement, (Span){percent->span.start, base->span.end}, PROOF_CONTRADICTED,
              g_strdup_printf("no whole number of %.0f makes that percentage", base->value), NULL);
}

void
judge_arithmetic(Judge *judge, const Statement *statement)
{
    Span word;
    for (gsize from = 0; pattern_find("\\b(?:{rising}|{falling})\\b", statement->text, from, &word);
         from = word.end)
        judge_direction_of_two(judge, statement, word);
    for (guint i = 1; i < statement->quantities->len; i++)
        judge_share_of_base(judge, statement, &g_array_index(statement->quantities, Quantity, i - 1),
                            &g_array_index(statement->quantities, Quantity, i));
}

static const Quantity *
count_in(const Statement *cell)
{
    for (guint i = 0; i < cell->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(cell->quantities, Quantity, i);
        if (quantity->unit == UNIT_NUMBER && !quantity->decimals && !quantity->is_change)
            return quantity;
    }
    return NULL;
}

/* The figure of all in a cell's year, where every row that the figures have then, above zero, is among those
 * seen; else NULL. */
static const Figure *
figure_of_all(const Statement *cell, GHashTable *seen)
{
    const char *period = g_array_index(cell->mentions_near, Mention, 0).period;
    for (guint i = 0; i < cell->table->rows->len; i++) {
        const Series *series = cell->table->rows->pdata[i];
        const Figure *figure = series_figure(series, period);
        if (!series->whole && figure && figure->count > 0 && !g_hash_table_contains(seen, series))
            return NULL;
    }
    return cell->table->whole ? series_figure(cell->table->whole, period) : NULL;
}

/* Nothing is said of a column unless every cell is a number, of a row of the table's measure, and each row
 * once. */
static void
judge_column(Judge *judge, const GPtrArray *cells, guint column)
{
    const Statement *total = NULL, *last = NULL;
    double sum = 0;
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < cells->len; i++) {
        const Statement *cell = cells->pdata[i];
        const Passage *passage = cell->passage;
        if (passage->table_column != column || cell->mentions_near->len != 1 ||
            !column_is_plain(passage->column))
            continue;
        const Quantity *count = count_in(cell);
        const Series *series = tie_is_total(passage) ? NULL : tie_row(judge->facts, cell);
        if (tie_is_total(passage))
            total = cell;
        else if (!count != !series || (series && !g_hash_table_add(seen, (gpointer)series)))
            return;
        else if (count)
            sum += count->value, last = cell;
    }
    if (g_hash_table_size(seen) < 3)
        return;
    g_autofree char *said = figure_number_text(sum, 0);
    const Quantity *in_all = total ? count_in(total) : NULL;
    const Figure *all = in_all ? NULL : figure_of_all(last, seen);
    if (in_all && in_all->value != sum)
        judge_say(judge, total, in_all->span, PROOF_CONTRADICTED,
                  g_strdup_printf("the rows of this column come to %s", said), NULL);
    else if (all && all->count != sum && fabs(all->count - sum) < 0.1 * all->count) {
        g_autofree char *of = figure_number_text(all->count, 0);
        judge_say(judge, last, count_in(last)->span, PROOF_NEARLY,
                  g_strdup_printf("the rows of this column come to %s, of %s in all", said, of), NULL);
    }
}

void
judge_table(Judge *judge, const GPtrArray *cells)
{
    guint columns = 0;
    for (guint i = 0; i < cells->len; i++)
        columns = MAX(columns, ((const Statement *)cells->pdata[i])->passage->table_column + 1);
    const SeriesTable *table = cells->len ? ((const Statement *)cells->pdata[0])->table : NULL;
    /* Where a record may be in several rows they come to more. */
    if (!table || table->measure->by->len != 1 ||
        profile_field(judge->facts->profile, table->measure->by->pdata[0])->separator)
        return;
    for (guint j = 1; j < columns; j++)
        judge_column(judge, cells, j);
}
