/* Two fields together: which category of the one came with which of the other more often than both would by
 * themselves. */
#include <math.h>
#include <string.h>
#include "analysis/statistics/statistics.h"
#include "render/commentary/shape_sentences.h"
#include "render/wording/english.h"

/* How many pairs are told, and the fewest records a pair may have. */
enum { MOST_PAIRS = 2, LEAST_TOGETHER = 10 };
/* A residual must exceed this: in a hundred cells, chance alone seldom gives one. */
static const double far = 3;

typedef struct {
    const Figure *cell, *row, *column, *all;
    double away;
} Pair;

static int
farther_first(gconstpointer one, gconstpointer other)
{
    double a = ((const Pair *)one)->away, b = ((const Pair *)other)->away;
    return a > b ? -1 : a < b;
}

static bool
tells(const char *category)
{
    return profile_category_tells(category) && strcmp(category, NOT_RECORDED) && !english_is_other(category);
}

/* Those of the year that stand out, the farthest first (of Pair). Caller unrefs. */
static GArray *
pairs_of(const Writing *writing)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    const Figure *cell;
    for (guint at = 0; (cell = writing_next(writing, &at));) {
        if (!*cell->category || !*cell->part || !(cell->count >= LEAST_TOGETHER) || !tells(cell->category) ||
            !tells(cell->part))
            continue;
        Pair pair = {cell, writing_find(writing, writing->period, cell->category, ""),
                     writing_find(writing, writing->period, "", cell->part),
                     writing_find(writing, writing->period, "", ""), 0};
        if (!pair.row || !pair.column || !pair.all)
            continue;
        pair.away =
            statistics_adjusted_residual(cell->count, pair.row->count, pair.column->count, pair.all->count);
        if (pair.away > far)
            g_array_append_val(pairs, pair);
    }
    g_array_sort(pairs, farther_first);
    return pairs;
}

/* "63%"; "" of few. */
static char *
share_words(const Writing *writing, double count, double base)
{
    Figure share = FIGURE_BLANK;
    share.count = count;
    share.base = base;
    share.percent = 100 * count / base;
    return percent_in_brackets(writing->measure, &share);
}

/* "Of the 239 notifications from residential care settings, 151 (63%) were about residential care staff,
 * compared with 53 of the other 503 (11%)." */
static void
say_pair(Writing *writing, const Writing *columns, const Pair *pair)
{
    double rest = pair->column->count - pair->cell->count, others = pair->all->count - pair->row->count;
    g_autofree char *of = counted_of(writing, pair->row), *count = figure_number_text(pair->cell->count, 0),
                    *share = share_words(writing, pair->cell->count, pair->row->count),
                    *predicate = predicate_of(columns, pair->cell->part, false),
                    *left = figure_number_text(rest, 0), *base = figure_number_text(others, 0),
                    *other = share_words(writing, rest, others);
    writing_say(writing, "Of the %s, %s%s %s, compared with %s of the other %s%s.", of, count, share,
                predicate, rest == 0 ? "none" : left, base, other);
}

void
say_crossed(Writing *writing)
{
    g_autoptr(GPtrArray) second = g_ptr_array_new();
    g_ptr_array_add(second, writing->measure->by->pdata[1]);
    ProfileMeasure by_second = *writing->measure;
    by_second.by = second;
    Writing columns = *writing;
    columns.measure = &by_second;
    g_autoptr(GArray) pairs = pairs_of(writing);
    for (guint i = 0; i < pairs->len && i < MOST_PAIRS; i++)
        say_pair(writing, &columns, &g_array_index(pairs, Pair, i));
}
