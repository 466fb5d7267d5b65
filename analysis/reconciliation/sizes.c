/* What the figures of one year claim about the sizes of populations. */
#include "analysis/reconciliation/reconciliation_parts.h"
#include <math.h>
#include <string.h>

static const Figure *
figure_of_category(const Check *check, const ProfileMeasure *measure, const char *category)
{
    return figures_find(check->figures, measure->id, check->period, category, "");
}

static void
claim_span(Check *check, const ProfilePopulation *who, const ProfilePopulation *within,
           const ProfileMeasure *measure, const Figure *figure, const char *what, double lowest,
           double highest)
{
    if (!figure || isnan(lowest) || isnan(highest))
        return;
    Claim claim = {who, within, measure, figure, what, lowest, highest};
    g_array_append_val(check->claims, claim);
}

static void
claim_size(Check *check, const ProfilePopulation *who, const ProfilePopulation *within,
           const ProfileMeasure *measure, const Figure *figure, const char *what, double size)
{
    claim_span(check, who, within, measure, figure, what, size, size);
}

static const ProfilePopulation *
population_of_all(const Check *check)
{
    return check->profile->populations->pdata[0];
}

/* Within all records, a size is the size itself. */
static const ProfilePopulation *
within_or_itself(const Check *check, const ProfilePopulation *who, const ProfilePopulation *within)
{
    return within == population_of_all(check) ? who : within;
}

/* The condition of a population defined by `is` on one coded field alone; NULL for any other. */
static const ProfileCondition *
population_condition(const ProfilePopulation *population)
{
    if (population->where->len != 1)
        return NULL;
    const ProfileCondition *condition = &g_array_index(population->where, ProfileCondition, 0);
    return condition->is->len && !condition->is_not->len && !condition->answered ? condition : NULL;
}

bool
is_plain_breakdown(const Check *check, const ProfileMeasure *measure)
{
    if (!kind_of(measure)->by_fields || measure->by->len != 1 || measure->per != PER_YEAR)
        return false;
    return !profile_field(check->profile, measure->by->pdata[0])->separator;
}

static double
rows_sum(const Check *check, const ProfileMeasure *measure, const Figure **first)
{
    double sum = NAN;
    for (guint i = 0; i < figures_length(check->figures); i++) {
        const Figure *figure = figures_at(check->figures, i);
        if (!figure_is_in(figure, measure->id, check->period) || !*figure->category || *figure->part)
            continue;
        if (isnan(figure->count))
            return NAN;
        if (isnan(sum) && first)
            *first = figure;
        sum = (isnan(sum) ? 0 : sum) + figure->count;
    }
    return sum;
}

bool
rows_are_complete(const Check *check, const ProfileMeasure *measure)
{
    const ProfileField *field = profile_field(check->profile, measure->by->pdata[0]);
    for (guint i = 0; i < field->codes->len; i++) {
        const char *category = g_array_index(field->codes, ProfileCode, i).category;
        bool ongoing = field->ongoing_category && strcmp(category, field->ongoing_category) == 0;
        if (!ongoing && strcmp(category, NOT_RECORDED) && !figure_of_category(check, measure, category))
            return false;
    }
    return true;
}

/* What a table's rows say about every population that its field decides. */
static void
claim_rows(Check *check, const ProfileMeasure *measure)
{
    for (guint p = 1; p < check->profile->populations->len; p++) {
        const ProfilePopulation *population = check->profile->populations->pdata[p];
        const ProfileCondition *condition = population_condition(population);
        if (!condition || strcmp(condition->field, measure->by->pdata[0]) != 0)
            continue;
        double sum = 0;
        const Figure *first = NULL;
        for (guint i = 0; i < condition->is->len; i++) {
            const Figure *figure = figure_of_category(check, measure, condition->is->pdata[i]);
            first = first ? first : figure;
            sum += figure ? figure->count : NAN;
        }
        claim_size(check, population, within_or_itself(check, population, measure->of), measure, first,
                   condition->is->len > 1 ? "the sum of its rows" : "its row", sum);
    }
}

static void
claim_breakdown(Check *check, const ProfileMeasure *measure)
{
    const Figure *total = figure_of_category(check, measure, ""), *first = NULL;
    double sum = rows_sum(check, measure, &first);
    const ProfilePopulation *base = profile_percent_of(measure);
    if (measure->leave_out->len)
        return;
    if (total)
        claim_size(check, measure->of, measure->of, measure, total, "the total", total->count);
    if (first && !isnan(first->base))
        claim_size(check, base, base, measure, first, "the base", first->base);
    if (is_plain_breakdown(check, measure) && first)
        claim_span(check, measure->of, measure->of, measure, first, "the sum of the rows", sum,
                   rows_are_complete(check, measure) ? sum : INFINITY);
    claim_rows(check, measure);
}

/* A share given only as a percentage claims the span of counts that would be printed as it is. */
static void
claim_share(Check *check, const ProfileMeasure *measure)
{
    const Figure *figure = figure_of_category(check, measure, "");
    if (!figure)
        return;
    claim_size(check, measure->of, measure->of, measure, figure, "the base", figure->base);
    if (!measure->in)
        return;
    const ProfilePopulation *within = within_or_itself(check, measure->in, measure->of);
    if (!isnan(figure->count)) {
        claim_size(check, measure->in, within, measure, figure, "the count", figure->count);
        return;
    }
    const Claim *whole = sizes_of(check, measure->of, measure->of);
    double tolerance = figure_percent_tolerance(figure->percent);
    if (whole && whole->lowest == whole->highest)
        claim_span(check, measure->in, within, measure, figure, "the share",
                   (figure->percent - tolerance) * whole->lowest / 100,
                   (figure->percent + tolerance) * whole->lowest / 100);
}

/* Whether two populations divide all categories of one field between them. */
static bool
are_complements(const Check *check, const ProfilePopulation *one, const ProfilePopulation *other)
{
    const ProfileCondition *a = population_condition(one), *b = population_condition(other);
    if (!a || !b || a == b || strcmp(a->field, b->field) != 0)
        return false;
    const ProfileField *field = profile_field(check->profile, a->field);
    for (guint i = 0; i < field->codes->len; i++) {
        const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
        if (profile_has_name(a->is, code->category) == profile_has_name(b->is, code->category))
            return false;
    }
    return field->codes->len > 0;
}

/* What one share leaves over is the other. */
static void
claim_complements(Check *check)
{
    guint known = check->claims->len;
    for (guint i = 0; i < known; i++) {
        Claim found = g_array_index(check->claims, Claim, i);
        if (!found.measure->in || found.who != found.measure->in)
            continue;
        const Claim *whole = sizes_of(check, found.measure->of, found.measure->of);
        if (!whole || whole->lowest != whole->highest)
            continue;
        for (guint p = 1; p < check->profile->populations->len; p++) {
            const ProfilePopulation *other = check->profile->populations->pdata[p];
            if (are_complements(check, found.who, other))
                claim_span(check, other, within_or_itself(check, other, found.measure->of), found.measure,
                           found.figure, "what it leaves over", whole->lowest - found.highest,
                           whole->lowest - found.lowest);
        }
    }
}

static const Claim *
size_of_category(const Check *check, const ProfileCondition *of, const char *category)
{
    for (guint p = 1; p < check->profile->populations->len; p++) {
        const ProfilePopulation *population = check->profile->populations->pdata[p];
        const ProfileCondition *condition = population_condition(population);
        if (condition && condition->is->len == 1 && strcmp(condition->field, of->field) == 0 &&
            profile_has_name(condition->is, category))
            return sizes_of(check, population, population);
    }
    return NULL;
}

/* A population of several categories, against those of each category alone. */
static void
claim_unions(Check *check)
{
    for (guint p = 1; p < check->profile->populations->len; p++) {
        const ProfilePopulation *population = check->profile->populations->pdata[p];
        const ProfileCondition *condition = population_condition(population);
        double sum = 0;
        Claim first = {0};
        for (guint i = 0; condition && condition->is->len > 1 && i < condition->is->len; i++) {
            const Claim *one = size_of_category(check, condition, condition->is->pdata[i]);
            sum += one && one->lowest == one->highest ? one->lowest : NAN;
            if (one && !first.measure)
                first = *one;
        }
        if (first.measure)
            claim_size(check, population, population, first.measure, first.figure, SUM_OF_POPULATIONS, sum);
    }
}

static void
claim_count(Check *check, const ProfileMeasure *measure)
{
    FigureRole of_year = measure->per == PER_YEAR ? ROLE_COUNT : ROLE_ALL_SLOTS;
    for (guint i = 0; i < figures_length(check->figures); i++) {
        const Figure *figure = figures_at(check->figures, i);
        if (figure->role == of_year && figure_is_in(figure, measure->id, check->period))
            claim_size(check, measure->of, measure->of, measure, figure, "the count", figure->count);
    }
}

/* A measure that judges by what was known some time after receipt leaves out records that have not had that
 * time. */
static bool
counts_all_received(const ProfileMeasure *measure)
{
    return measure->per == PER_YEAR && !measure->follow_up.number;
}

void
sizes_gather(Check *check)
{
    g_array_set_size(check->claims, 0);
    const GPtrArray *measures = check->profile->measures;
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        if (kind_of(measure)->sizes_population)
            claim_count(check, measure);
        else if (kind_of(measure)->by_fields && counts_all_received(measure) && measure->by->len == 1)
            claim_breakdown(check, measure);
    }
    for (guint i = 0; i < measures->len; i++) {
        const ProfileMeasure *measure = measures->pdata[i];
        if (kind_of(measure)->is_share && counts_all_received(measure))
            claim_share(check, measure);
    }
    claim_complements(check);
    claim_unions(check);
}

/* A sum over rows is to be judged by other sizes, not the other way round. */
static int
trust_in_claim(const Claim *claim)
{
    bool exact = claim->lowest == claim->highest, computed = claim->figure->file == NULL;
    bool counted = kind_of(claim->measure)->sizes_population,
         summed = g_str_has_prefix(claim->what, "the sum");
    bool made_up = strcmp(claim->what, SUM_OF_POPULATIONS) == 0;
    return (exact ? 8 : 0) + (computed ? 4 : 0) + (counted ? 2 : 0) + (made_up ? 2 : summed ? 0 : 1);
}

const Claim *
sizes_of(const Check *check, const ProfilePopulation *who, const ProfilePopulation *within)
{
    const Claim *best = NULL;
    for (guint i = 0; i < check->claims->len; i++) {
        const Claim *here = &g_array_index(check->claims, Claim, i);
        if (here->who == who && here->within == within && !isinf(here->highest) &&
            (!best || trust_in_claim(here) > trust_in_claim(best)))
            best = here;
    }
    return best;
}
