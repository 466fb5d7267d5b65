/* Each number of a statement: supported, nearly, hidden or not supported. */
#include "analysis/figures/figures.h"
#include "render/proof/support.h"
#include <math.h>
#include <string.h>

/* Cells of the pack's own tables that are no figures: the findings about the records. */
static const Table *
find_in_tables(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    const Table *table = facts->exhibits->quality;
    if (!table || statement->passage->kind == PASSAGE_PROSE)
        return NULL;
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = table->rows->pdata[i];
        for (guint j = 0; j < row->cells->len; j++) {
            double number = g_array_index(row->cells, TableCell, j).number;
            if (number == quantity->value &&
                strstr(statement->passage->kind == PASSAGE_CELL ? statement->passage->row : statement->text,
                       row->heading))
                return table;
        }
    }
    return NULL;
}

/* The same row by another base, or another row that has as many. */
static bool
is_as_good(const Fact *support, const Fact *beside)
{
    const Series *one = support->series, *other = beside->series;
    return support->kind == FACT_LEVEL && strcmp(support->figure->period, beside->figure->period) == 0 &&
           (support->figure->count == beside->figure->count ||
            (strcmp(one->category, other->category) == 0 &&
             (!*one->part || !*other->part || strcmp(one->part, other->part) == 0)));
}

/* "86 (40%)": the count is the figure's and the percent is not, though it may be that of another row. */
static bool
find_beside(Judge *judge, const Statement *statement, const Quantity *quantity, const Fact *beside,
            const Fact *support)
{
    if (!beside || beside->kind != FACT_LEVEL || quantity->unit != UNIT_PERCENT || quantity->is_change ||
        series_is_whole(beside->series) || isnan(beside->figure->percent) ||
        !is_surely(judge->facts, statement, beside->series) ||
        quantity_is(quantity, beside->figure->percent) || (support && is_as_good(support, beside)))
        return false;
    g_autofree char *words = fact_words(beside);
    judge_say(judge, statement, quantity->span, PROOF_NEARLY,
              g_strdup_printf("not the percentage of the count beside it: %s", words),
              reference_of_figure(judge->facts->exhibits, beside->figure, "percent"));
    return true;
}

/* "(40%)" right behind a count speaks of the same thing, where the count is not what it is a share of. */
static bool
stands_beside(const Statement *statement, const Quantity *first, const Quantity *second)
{
    g_autofree char *before = g_strndup(statement->text, first->span.start),
                    *between =
                        g_strndup(statement->text + first->span.end, second->span.start - first->span.end);
    return pattern_in("^\\s*(?:[\\w-]+\\s+){0,2}\\($", between) &&
           !pattern_in("\\bof (?:the |all )?$", before);
}

/* A change between years that the profile says are not comparable. */
static bool
find_break(Judge *judge, const Statement *statement, const Quantity *quantity, const Fact *fact)
{
    const ProfileBreak *gap =
        fact && fact->against && quantity->is_change && statement->passage->kind == PASSAGE_PROSE
            ? facts_break(judge->facts, fact->series, fact->figure, fact->against)
            : NULL;
    if (!gap || says_incomparable(statement))
        return false;
    judge_say(judge, statement, quantity->span, PROOF_NEARLY,
              g_strdup_printf("not comparable with %s: %s", fact->against->period, gap->note),
              fact_reference(judge->facts, fact));
    return true;
}

/* "1 Harm or risk of harm": no number, but how a row is called. */
static bool
begins_a_name(const Facts *facts, const Statement *statement, const Quantity *quantity)
{
    g_auto(GStrv) here = g_regex_split_simple("\\s+", statement->text + quantity->span.start, 0, 0);
    for (guint i = 0; i < facts->series->len; i++) {
        const Series *series = facts->series->pdata[i];
        const char *name = *series->part ? series->part : series->category;
        g_auto(GStrv) words = g_ascii_isdigit(*name) ? g_strsplit(name, " ", 3) : NULL;
        if (words && words[1] && here[1] && strcmp(words[0], here[0]) == 0 && strcmp(words[1], here[1]) == 0)
            return true;
    }
    return false;
}

/* Whether a fact is what stands before it, or of it: a count and its percentage, a number of its base; or how
 * many are concluded, which only that word calls so. */
static bool
go_together(const Facts *facts, const Fact *fact, const Fact *beside)
{
    if (fact->kind == FACT_BASE && fact->series->role == ROLE_CONCLUDED)
        return true;
    for (guint i = 0; beside && i < facts->facts->len; i++) {
        const Fact *other = &g_array_index(facts->facts, Fact, i);
        if (other->value == fact->value && other->unit == fact->unit && other->kind == fact->kind &&
            strcmp(other->figure->period, fact->figure->period) == 0 &&
            (other->figure == beside->figure || other->figure->base == beside->value))
            return true;
    }
    return false;
}

/* What supports the number; NULL where nothing does, or where something else is to be said of it. */
static const Fact *
judge_quantity(Judge *judge, const Statement *statement, const Quantity *quantity, const Fact *beside)
{
    if (begins_a_name(judge->facts, statement, quantity))
        return NULL;
    const Fact *fact = find_support(judge->facts, statement, quantity);
    if (find_hidden(judge, statement, quantity, fact) ||
        find_beside(judge, statement, quantity, beside, fact) || find_break(judge, statement, quantity, fact))
        return NULL;
    /* An equal number of something else is no support where the sentence says what it is about. */
    bool together = fact && go_together(judge->facts, fact, beside);
    if (fact && fact->kind != FACT_CHANGE && !together && statement->passage->kind == PASSAGE_PROSE &&
        !is_surely(judge->facts, statement, fact->series) && find_meant(judge, statement, quantity))
        return NULL;
    if (fact)
        judge_say(judge, statement, quantity->span, PROOF_SUPPORTED, fact_words(fact),
                  fact_reference(judge->facts, fact));
    else if (find_in_tables(judge->facts, statement, quantity))
        judge_say(judge, statement, quantity->span, PROOF_SUPPORTED,
                  g_strdup("the findings about the records"), NULL);
    else if (!find_near(judge, statement, quantity) && !find_meant(judge, statement, quantity))
        judge_say(judge, statement, quantity->span, PROOF_UNSUPPORTED, NULL, NULL);
    return fact;
}

void
judge_quantities(Judge *judge, const Statement *statement)
{
    const Fact *last = NULL;
    for (guint i = 0; i < statement->quantities->len; i++) {
        const Quantity *quantity = &g_array_index(statement->quantities, Quantity, i);
        last = judge_quantity(judge, statement, quantity,
                              i && stands_beside(statement, quantity - 1, quantity) ? last : NULL);
    }
    for (guint i = 0; i < statement->spelt->len; i++)
        find_hidden(judge, statement, &g_array_index(statement->spelt, Quantity, i), NULL);
}
