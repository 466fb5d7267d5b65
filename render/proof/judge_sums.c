/* What contradicts itself: two numbers of a sentence and the direction said between them; a share that no
 * whole number makes; a table's rows beside their total, or beside what the figures have in all. */
#include "analysis/figures/figures.h"
#include "render/proof/judge.h"
#include <math.h>
#include <string.h>

static const Quantity *
at(const Statement *statement, guint index)
{
    return index < statement->quantities->len ? &g_array_index(statement->quantities, Quantity, index) : NULL;
}

/* "(35 against 60)": whether the number is the first of such two. */
static bool
is_against(const Statement *statement, guint index)
{
    const Quantity *one = at(statement, index), *other = at(statement, index + 1);
    return one && other &&
           pattern_between("^\\s*,?\\s*(?:against|compared (?:with|to))\\s+$", statement->text, one->span.end,
                           other->span.start);
}

/* The number that something rose or fell from: behind the word, with the size of the change between at most.
 */
static guint
find_earlier(const Statement *statement, Span word)
{
    const char *text = statement->text;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = at(statement, i);
        gsize to = quantity->span.start;
        if (to < word.end ||
            (quantity->is_change && pattern_between("^[^.;:,]{0,60}$", text, word.end, to)) ||
            is_against(statement, i))
            continue;
        return pattern_between("{from-number}", text, word.end, to) &&
                       !pattern_between("{other-change}", text, word.end, to)
                   ? i
                   : G_MAXUINT;
    }
    return G_MAXUINT;
}

/* "from B to A"; otherwise A stands before the word. */
static const Quantity *
find_later(const Statement *statement, Span word, guint earlier)
{
    const char *text = statement->text;
    const Quantity *from = at(statement, earlier), *next = at(statement, earlier + 1);
    if (earlier && is_against(statement, earlier - 1) && at(statement, earlier - 1)->span.start > word.end)
        return at(statement, earlier - 1);
    if (next && pattern_between("{on-to}", text, from->span.end, next->span.start))
        return next;
    for (guint i = earlier; i-- > 0;) {
        const Quantity *quantity = at(statement, i);
        gsize end = quantity->span.end;
        if (end > word.start || quantity->is_change || quantity->unit != from->unit ||
            pattern_between("\\b(?:of|out of)\\s+(?:(?:the|all|these)\\s+)?$", text, 0, quantity->span.start))
            continue;
        return pattern_between("^[^.;]{0,90}$", text, end, word.start) &&
                       !pattern_between("\\b(?:{rising})\\b|\\b(?:while|whereas|but)\\b", text, end,
                                        word.start)
                   ? quantity
                   : NULL;
    }
    return NULL;
}

static void
judge_word(Judge *judge, const Statement *statement, Span word)
{
    guint earlier = find_earlier(statement, word);
    const Quantity *from = at(statement, earlier), *to = from ? find_later(statement, word, earlier) : NULL;
    if (!to || to->unit != from->unit || to->manner != EXACTLY || from->manner != EXACTLY ||
        direction_of(statement->text + word.start) * (to->value - from->value) > 0)
        return;
    g_autofree char *a = span_words(statement->text, to->span), *b = span_words(statement->text, from->span);
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
judge_share(Judge *judge, const Statement *statement, const Quantity *percent, const Quantity *base)
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
        judge_word(judge, statement, word);
    for (guint i = 0; i + 1 < statement->quantities->len; i++)
        judge_share(judge, statement, at(statement, i), at(statement, i + 1));
}

/* A column of a table's counts, added up. */
typedef struct {
    const Statement *last, *total; /* the last row's cell; that of the row called Total */
    double sum, of;                /* of the rows; of what the figures have */
    guint rows;
    bool whole; /* every cell is a number, of a row of the table's measure, and each row once */
} Column;

static const Quantity *
count_in(const Statement *cell)
{
    const Quantity *found = NULL;
    for (guint i = 0; i < cell->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(cell->quantities, Quantity, i);
        if (quantity->unit == UNIT_NUMBER && !quantity->decimals && !quantity->is_change)
            found = found ? found : quantity;
    }
    return found;
}

static void
add_cell(const Facts *facts, Column *column, const Statement *cell, GHashTable *seen)
{
    const Quantity *count = count_in(cell);
    if (tie_is_total(cell->passage)) {
        column->total = cell;
        return;
    }
    const Series *series = tie_row(facts, cell);
    column->whole =
        column->whole && !count == !series && (!series || g_hash_table_add(seen, (gpointer)series));
    if (!count || !series)
        return;
    column->sum += count->value;
    column->rows++;
    column->last = cell;
}

/* Whether every row that the figures have in the cell's year, above zero, is among those seen. */
static bool
has_all_rows(const Facts *facts, const Statement *cell, GHashTable *seen)
{
    const char *period = g_array_index(cell->mentions_near, Mention, 0).period;
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        const Figure *figure = series_figure(series, period);
        if (series->measure == cell->measure && !series->whole && !*series->part && !series->derived &&
            figure && figure->count > 0 && !g_hash_table_contains(seen, series))
            return false;
    }
    return true;
}

static void
judge_column(Judge *judge, const Column *column, GHashTable *seen)
{
    if (!column->whole || column->rows < 3)
        return;
    g_autofree char *sum = figure_number_text(column->sum, 0);
    const Quantity *total = column->total ? count_in(column->total) : NULL;
    const Series *whole = total || !has_all_rows(judge->facts, column->last, seen)
                              ? NULL
                              : tie_total(judge->facts, column->last->measure);
    const Figure *all =
        whole ? series_figure(whole, g_array_index(column->last->mentions_near, Mention, 0).period) : NULL;
    if (total && total->value != column->sum)
        judge_say(judge, column->total, total->span, PROOF_CONTRADICTED,
                  g_strdup_printf("the rows of this column come to %s", sum), NULL);
    else if (all && all->count != column->sum && fabs(all->count - column->sum) < 0.1 * all->count) {
        g_autofree char *of = figure_number_text(all->count, 0);
        judge_say(judge, column->last, count_in(column->last)->span, PROOF_NEARLY,
                  g_strdup_printf("the rows of this column come to %s, of %s in all", sum, of), NULL);
    }
}

void
judge_table(Judge *judge, const GPtrArray *cells)
{
    guint columns = 0;
    for (guint i = 0; i < cells->len; i++)
        columns = MAX(columns, ((const Statement *)cells->pdata[i])->passage->table_column + 1);
    const Statement *first = cells->len ? cells->pdata[0] : NULL;
    /* Where a record may be in several rows they come to more. */
    if (!first || !first->measure || first->measure->by->len != 1 ||
        profile_field(judge->facts->profile, first->measure->by->pdata[0])->separator)
        return;
    for (guint j = 1; j < columns; j++) {
        Column column = {.whole = true};
        g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
        for (guint i = 0; i < cells->len; i++) {
            const Statement *cell = cells->pdata[i];
            if (cell->passage->table_column == j && tie_is_count_of_period(cell))
                add_cell(judge->facts, &column, cell, seen);
        }
        judge_column(judge, &column, seen);
    }
}
