#include "analysis/disclosure/reading.h"
#include "analysis/measures/measures.h"
#include <string.h>

#define OF_PART "\x1f" /* between a category and its part in the name of a leaf */

static const char any_other[] = "any other value"; /* of a field whose categories no list names */

static char *
leaf_name(const char *category, const char *part)
{
    g_autofree char *folded = profile_fold(category), *folded_part = profile_fold(part);
    return g_strconcat(folded, OF_PART, folded_part, NULL);
}

static void
learn_leaf(Dimensions *dimensions, const char *dimension, const char *category, const char *part)
{
    if (!dimensions->learning)
        return;
    g_autofree char *whole = leaf_name(category, ""), *leaf = leaf_name(category, part);
    dimension_leaf(dimensions, dimension_named(dimensions, dimension), whole);
    dimension_leaf(dimensions, dimension_named(dimensions, dimension), leaf);
}

void
meaning_learn_fields(Dimensions *dimensions, const Profile *profile)
{
    for (guint f = 0; f < profile->fields->len; f++) {
        const ProfileField *field = profile->fields->pdata[f];
        if (field->type != FIELD_CODED || field->separator)
            continue;
        for (guint i = 0; i < field->codes->len; i++) {
            const ProfileCode *code = &g_array_index(field->codes, ProfileCode, i);
            learn_leaf(dimensions, field->name, code->category, code->part);
        }
        if (field->ongoing_category)
            learn_leaf(dimensions, field->name, field->ongoing_category, "");
        learn_leaf(dimensions, field->name, NOT_RECORDED, "");
        learn_leaf(dimensions, field->name, field->codes->len ? UNRECOGNISED : any_other, "");
    }
}

/* Whether a leaf is of one of these categories or parts (folded names). */
static bool
leaf_is_of(const char *leaf, const GPtrArray *names)
{
    const char *part = strchr(leaf, *OF_PART);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        gsize length = strlen(name);
        if (strcmp(part + 1, name) == 0 ||
            ((gsize)(part - leaf) == length && strncmp(leaf, name, length) == 0))
            return true;
    }
    return false;
}

static GPtrArray *
just(const char *name)
{
    GPtrArray *names = g_ptr_array_new();
    g_ptr_array_add(names, (gpointer)name);
    return names;
}

static GPtrArray *
folded(const GPtrArray *names)
{
    GPtrArray *result = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(result, profile_fold(names->pdata[i]));
    return result;
}

/* Categories that are in no code list, and so are the values themselves, are leaves as well. */
static void
learn_unlisted(Dimensions *dimensions, const char *dimension, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++) {
        const Dimension *here = dimensions->dimensions->pdata[dimension_named(dimensions, dimension)];
        g_autoptr(GPtrArray) name = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(name, profile_fold(names->pdata[i]));
        bool known = false;
        for (guint leaf = 0; leaf < here->leaves->len; leaf++)
            known |= leaf_is_of(here->leaves->pdata[leaf], name);
        if (!known)
            learn_leaf(dimensions, dimension, names->pdata[i], "");
    }
}

void
reading_limit_yes(const Reading *reading, Counted *counted, const char *dimension, bool is_not)
{
    static const char *const both[] = {"yes", "no", NULL}, *const just_yes[] = {"yes", NULL};
    bool learning = reading->dimensions->learning;
    counted_limit_to(reading->dimensions, counted, dimension, learning ? both : just_yes,
                     is_not && !learning);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of a field that may hold several categories, having one of these is a dimension of its own. */
static void
limit_several(const Reading *reading, Counted *counted, const char *field, const GPtrArray *names,
              bool all_but)
{
    g_autoptr(GPtrArray) sorted = folded(names);
    g_ptr_array_sort(sorted, compare_names);
    g_autoptr(GString) dimension = g_string_new(field);
    for (guint i = 0; i < sorted->len; i++)
        g_string_append_printf(dimension, "\x1e%s", (const char *)sorted->pdata[i]);
    reading_limit_yes(reading, counted, dimension->str, all_but);
}

void
reading_limit_categories(const Reading *reading, Counted *counted, const char *field_name,
                         const char *dimension_name, const GPtrArray *names, bool all_but)
{
    const ProfileField *field = profile_field(reading->profile, field_name);
    if (field && field->separator) {
        limit_several(reading, counted, field_name, names, all_but);
        return;
    }
    guint dimension = dimension_named(reading->dimensions, dimension_name);
    if (reading->dimensions->learning) {
        learn_unlisted(reading->dimensions, dimension_name, names);
        return;
    }
    g_autoptr(GPtrArray) wanted = folded(names);
    const Dimension *here = reading->dimensions->dimensions->pdata[dimension];
    char *set = g_strnfill(here->leaves->len, '0');
    for (guint i = 0; i < here->leaves->len; i++)
        set[i] = leaf_is_of(here->leaves->pdata[i], wanted) != all_but ? '1' : '0';
    counted_limit(counted, dimension, set);
}

static void
limit_condition(const Reading *reading, Counted *counted, const ProfileCondition *condition)
{
    const ProfileField *field = profile_field(reading->profile, condition->field);
    if (field && field->type == FIELD_DATE) {
        counted_limit_days(reading->dimensions, counted, field->name, condition->from, condition->until);
        return;
    }
    if (condition->is->len)
        reading_limit_categories(reading, counted, condition->field, condition->field, condition->is, false);
    if (condition->is_not->len)
        reading_limit_categories(reading, counted, condition->field, condition->field, condition->is_not,
                                 true);
    if (condition->answered) {
        g_autoptr(GPtrArray) blank = just(NOT_RECORDED);
        reading_limit_categories(reading, counted, condition->field, condition->field, blank, true);
    }
}

void
reading_limit_population(const Reading *reading, Counted *counted, const ProfilePopulation *population)
{
    for (guint i = 0; i < population->where->len; i++)
        limit_condition(reading, counted, &g_array_index(population->where, ProfileCondition, i));
}

void
reading_slot_days(const Reading *reading, int year, int slot, Day *first, Day *last)
{
    int start = reading->profile->year_start;
    *first = period_first_day(reading->measure->per, start, year, slot);
    *last = period_last_day(reading->measure->per, start, year, slot);
}

bool
reading_days(const Reading *reading, Day *first, Day *last)
{
    int year, slot;
    if (!period_of_figure(reading->figure, reading->measure->per, reading->profile->year_start, &year, &slot))
        return false;
    reading_slot_days(reading, year, slot, first, last);
    return true;
}

Counted *
reading_population_in(const Reading *reading, const ProfilePopulation *population, Day first, Day last)
{
    Counted *counted = counted_new();
    counted_limit_days(reading->dimensions, counted, "received", first, last);
    reading_limit_population(reading, counted, population);
    return counted;
}

char *
reading_limit_judged(const Reading *reading, Counted *counted)
{
    const ProfileMeasure *measure = reading->measure;
    if (measure->at_year_end)
        return g_strdup(" at the year's end");
    if (!measure->follow_up.number)
        return g_strdup("");
    g_autofree char *words = limit_words(measure->follow_up),
                    *dimension = g_strconcat("followed for ", words, NULL);
    reading_limit_yes(reading, counted, dimension, false);
    return g_strconcat(" after ", words, NULL);
}

void
reading_limit_left_out(const Reading *reading, Counted *counted, const char *field, const char *dimension)
{
    const ProfileField *here = profile_field(reading->profile, field);
    if (!reading->measure->leave_out->len)
        return;
    if (here && here->separator) {
        g_autofree char *beyond = g_strconcat(field, " beyond what is left out", NULL);
        limit_several(reading, counted, beyond, reading->measure->leave_out, false);
    } else {
        reading_limit_categories(reading, counted, field, dimension, reading->measure->leave_out, true);
    }
}

void
reading_limit_category(const Reading *reading, Counted *counted, const char *field, const char *dimension,
                       const char *category, const char *part)
{
    const ProfileField *here = profile_field(reading->profile, field);
    if (here && here->separator) {
        g_autoptr(GPtrArray) names = just(*part ? part : category);
        limit_several(reading, counted, field, names, false);
        return;
    }
    learn_leaf(reading->dimensions, dimension, category, part);
    if (*part) {
        g_autofree char *leaf = leaf_name(category, part);
        const char *const leaves[] = {leaf, NULL};
        counted_limit_to(reading->dimensions, counted, dimension, leaves, false);
    } else {
        g_autoptr(GPtrArray) names = just(category);
        reading_limit_categories(reading, counted, field, dimension, names, false);
    }
}
