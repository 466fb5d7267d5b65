/* What is said of a breakdown beside its shape: who moved, parts, groups, who is not there, what is not
 * recorded.
 */
#include <math.h>
#include <string.h>
#include "render/commentary/shape_sentences.h"
#include "render/table/table.h"
#include "render/wording/english.h"

/* The most that are named: moved in the year, moved in the long run, empty. */
enum { MOST_MOVED = 3, MOST_LONG = 2, MOST_EMPTY = 4 };
/* A smaller category's parts are told only if they moved. */
enum { LEAST_WITH_PARTS = 20, MOST_PARTS = 6 };
/* If more than this percentage is not recorded, a sentence says so. */
static const double much_unrecorded = 5;

/* "regulators made 70 contacts (18%)", where the category did something; otherwise NULL. `counted`: "70
 * contacts". */
static char *
mover_words(const Writing *writing, const Figure *figure, const char *counted)
{
    g_autofree char *name = breakdown_name(writing, figure->category),
                    *percent =
                        figure->count > 0 ? percent_in_brackets(writing->measure, figure) : g_strdup(""),
                    *examples = english_examples(figure->category);
    if (makes_records(writing, figure->category) && figure->count > 0)
        return g_strdup_printf("%s made %s%s", name, counted, percent);
    if (examples && english_is_other(figure->category) &&
        strcmp(link_of(writing->measure)->behind, "about") == 0)
        return g_strdup_printf("the group recorded as %s, which includes %s, was the subject of %s%s", name,
                               examples, counted, percent);
    return NULL;
}

/* The words and the change of one that moved. */
static char *
mover_clause(const Writing *writing, const Figure *figure)
{
    g_autofree char *noun = english_noun(writing->measure->of->words),
                    *plain = english_counted(figure->count, noun),
                    *subject = mover_words(writing, figure, plain), *counted = counted_of(writing, figure),
                    *percent =
                        figure->count > 0 ? percent_in_brackets(writing->measure, figure) : g_strdup(""),
                    *tail = writing_tail(writing, figure, EARLIER_COUNTED);
    return subject ? g_strconcat(subject, tail, NULL)
                   : g_strdup_printf("there %s %s%s%s", figure->count == 1 ? "was" : "were", counted, percent,
                                     tail);
}

/* On its own, and therefore with its base: "made 70 of the 395 contacts (18%)". */
void
say_category(Writing *writing, const Figure *figure)
{
    bool brief = writing->brief;
    writing->brief = true;
    g_autofree char *tail = writing_tail(writing, figure, EARLIER_COUNTED),
                    *clause = mover_clause(writing, figure);
    writing->brief = brief;
    g_autofree char *base = english_counted(figure->base, writing->measure->of->words),
                    *count = figure_number_text(figure->count, 0),
                    *of = g_strdup_printf("%s of the %s", count, base),
                    *percent = percent_in_brackets(writing->measure, figure),
                    *subject = writing->telling == TELLING_AGAIN ? g_steal_pointer(&clause)
                                                                 : mover_words(writing, figure, of),
                    *start = subject ? table_sentence_case(subject) : NULL,
                    *predicate = predicate_of(writing, figure->category, figure->count == 1);
    if (makes_records(writing, figure->category) && figure->count > 0) {
        g_autofree char *who = breakdown_name(writing, figure->category);
        say_made(writing, figure, who, "made", "", tail);
    } else if (writing->telling == TELLING_AGAIN)
        writing_say(writing, "%s.", start);
    else if (start)
        writing_say(writing, "%s%s.", start, tail);
    else if (figure->count == 0)
        writing_say(writing, "None of the %s %s%s.", base, predicate, tail);
    else
        writing_say(writing, "Of the %s, %s%s %s%s.", base, count, percent, predicate, tail);
}

static int
farther_first(gconstpointer one, gconstpointer other, gpointer user)
{
    double a = writing_points(user, *(const Figure *const *)one),
           b = writing_points(user, *(const Figure *const *)other);
    return a > b ? -1 : a < b;
}

/* Whether the sentence on the shape names this category and its change. */
static bool
is_named(const Writing *writing, const BreakdownRows *rows, Shape shape, guint place)
{
    if (shape != SHAPE_CLOSE && shape != SHAPE_LEADER && shape != SHAPE_MAJORITY)
        return false;
    const Figure *second = rows->sorted->len > 1 ? rows->sorted->pdata[1] : NULL,
                 *figure = rows->sorted->pdata[place];
    bool front = place == 0 || (shape == SHAPE_CLOSE && second && figure->count >= second->count);
    for (guint i = 1; i <= place && !front && rows->sorted->len > ALL_NAMED; i++)
        if (writing_moved(writing, rows->sorted->pdata[i]))
            return false;
    return front || place <= breakdown_followers(rows);
}

/* The categories that moved and that the shape does not name: first those that moved in the year, then those
 * that moved in the long run, each by how far. */
static GPtrArray *
movers_of(Writing *writing, const BreakdownRows *rows, Shape shape)
{
    GPtrArray *moved = g_ptr_array_new();
    g_autoptr(GPtrArray) later = g_ptr_array_new(), all = g_ptr_array_copy(rows->sorted, NULL, NULL);
    g_ptr_array_extend(all, rows->empty, NULL, NULL);
    if (rows->other)
        g_ptr_array_add(all, (gpointer)rows->other);
    for (guint i = 0; i < all->len; i++) {
        const Figure *figure = all->pdata[i];
        ChangeState state = writing_change(writing, figure).state;
        bool named = i < rows->sorted->len ? is_named(writing, rows, shape, i)
                                           : figure == rows->other && breakdown_tells_other(rows, shape);
        if (!named && state == CHANGE_CLEAR)
            g_ptr_array_add(moved, (gpointer)figure);
        else if (!named && state != CHANGE_NONE && writing_moved(writing, figure))
            g_ptr_array_add(later, (gpointer)figure);
    }
    g_ptr_array_sort_with_data(moved, farther_first, writing);
    g_ptr_array_sort_with_data(later, farther_first, writing);
    g_ptr_array_set_size(moved, (gint)MIN(moved->len, MOST_MOVED));
    for (guint i = 0; i < later->len && i < MOST_LONG; i++)
        g_ptr_array_add(moved, later->pdata[i]);
    return moved;
}

static void
say_movers(Writing *writing, const BreakdownRows *rows, Shape shape)
{
    g_autoptr(GPtrArray) moved = movers_of(writing, rows, shape);
    writing->brief = true;
    for (guint i = 0; i < moved->len && shape != SHAPE_TWO; i += 2) {
        g_autofree char *one = mover_clause(writing, moved->pdata[i]), *start = table_sentence_case(one),
                        *two = i + 1 < moved->len ? mover_clause(writing, moved->pdata[i + 1]) : NULL;
        writing_say(writing, "%s%s%s.", start, two ? "; " : "", two ? two : "");
    }
    writing->brief = false;
}

/* The parts of a category that are shown and not 0; NULL where one is hidden, or there are none or too many.
 */
static GPtrArray *
parts_of(const Writing *writing, const Figure *whole)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (figure->role != ROLE_COUNT || !*figure->part || strcmp(figure->category, whole->category) != 0)
            continue;
        if (isnan(figure->count))
            return NULL;
        if (figure->count > 0)
            g_ptr_array_add(parts, (gpointer)figure);
    }
    return parts->len > 1 && parts->len <= MOST_PARTS ? g_steal_pointer(&parts) : NULL;
}

/* "Of the 88 contacts about residential care, 73 (83%) were about placements and 15 (17%) about homes.";
 * `again`, behind another: "Of the 55 about foster carers, ...". Whether there was anything to say. */
static bool
say_parts(Writing *writing, const Figure *whole, bool again)
{
    g_autoptr(GPtrArray) parts = parts_of(writing, whole), told = g_ptr_array_new_with_free_func(g_free);
    bool moved = false;
    for (guint i = 0; parts && i < parts->len; i++)
        moved |= writing_change(writing, parts->pdata[i]).state == CHANGE_CLEAR;
    if (!parts || (whole->count < LEAST_WITH_PARTS && !moved))
        return false;
    g_ptr_array_sort(parts, breakdown_larger_first);
    for (guint i = 0; i < parts->len; i++) {
        const Figure *part = parts->pdata[i];
        g_autofree char *count = figure_number_text(part->count, 0),
                        *percent = writing->measure->parts_of_all
                                       ? g_strdup("")
                                       : percent_in_brackets(writing->measure, part),
                        *predicate = part_predicate(writing, part->category, part->part, part->count == 1),
                        *behind = behind_noun(predicate);
        const char *next = g_str_has_prefix(behind, "recorded as") ? behind + strlen("recorded ")
                           : g_str_has_prefix(behind, "that ")     ? predicate
                                                                   : behind;
        g_ptr_array_add(told, g_strdup_printf("%s%s %s", count, percent, i ? next : predicate));
    }
    g_autofree char *counted = counted_of(writing, whole), *all = profile_listed(told, " and "),
                    *predicate = predicate_of(writing, whole->category, false),
                    *behind = behind_noun(predicate), *number = figure_number_text(whole->count, 0);
    if (again)
        writing_say(writing, "Of the %s %s, %s.", number, behind, all);
    else
        writing_say(writing, "Of the %s, %s.", counted, all);
    return true;
}

/* Whether a share counts several categories of the breakdown, including this one. */
static bool
gathers(const ProfileMeasure *share, const ProfileMeasure *breakdown, const char *category)
{
    const ProfileCondition *condition = share->in && share->of == breakdown->of && share->per == PER_YEAR &&
                                                !share->returned && !share->follow_up.number
                                            ? only_condition(share->in)
                                            : NULL;
    return condition && condition->is->len > 1 && strcmp(condition->field, breakdown->by->pdata[0]) == 0 &&
           profile_has_name(condition->is, category);
}

/* Whether a share tells this category's parts after its own number. */
static bool
is_gathered(const Writing *writing, const char *category)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *share = writing->profile->measures->pdata[i];
        const Figure *figure = gathers(share, writing->measure, category)
                                   ? figures_find(writing->figures, share->id, writing->period, "", "")
                                   : NULL;
        if (figure && figure->count > 0 && !commentary_repeats(writing->profile, writing->figures, share))
            return true;
    }
    return false;
}

static void
say_all_parts(Writing *writing, const BreakdownRows *rows)
{
    bool again = false;
    for (guint i = 0; i < rows->sorted->len && i < MOST_NAMED && !rows->field->separator; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        if (!is_gathered(writing, figure->category))
            again |= say_parts(writing, figure, again);
    }
}

void
say_parts_gathered(Writing *writing)
{
    bool again = false;
    for (guint m = 0; m < writing->profile->measures->len && !again; m++) {
        const ProfileMeasure *breakdown = writing->profile->measures->pdata[m];
        if (!kind_of(breakdown)->by_fields || breakdown->by->len != 1 || breakdown->per != PER_YEAR ||
            breakdown->returned)
            continue;
        g_auto(Writing) parts;
        writing_begin(&parts, writing->profile, writing->figures, breakdown);
        BreakdownRows rows = breakdown_rows(&parts);
        for (guint i = 0; i < rows.sorted->len && !rows.field->separator; i++) {
            const Figure *figure = rows.sorted->pdata[i];
            if (gathers(writing->measure, breakdown, figure->category))
                again |= say_parts(&parts, figure, again);
        }
        breakdown_rows_clear(&rows);
        g_ptr_array_extend_and_steal(writing->sentences, g_steal_pointer(&parts.sentences));
        parts.sentences = g_ptr_array_new();
    }
}

/* The sum of a group; NAN if a category of it is hidden, 0 if it has only one. */
static double
group_sum(const Writing *writing, const BreakdownRows *rows, const char *group)
{
    double sum = 0;
    guint rows_of = 0;
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (!*figure->part && *figure->category &&
            g_strcmp0(g_hash_table_lookup(rows->field->groups, figure->category), group) == 0) {
            sum += figure->count;
            rows_of++;
        }
    }
    return rows_of > 1 ? sum : 0;
}

/* "All education staff together were the subject of 119 contacts (30%)." */
static void
say_groups(Writing *writing, const BreakdownRows *rows)
{
    g_autoptr(GPtrArray) told = g_ptr_array_new();
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; rows->field->groups && !rows->field->separator && i < rows->sorted->len; i++) {
        const char *category = ((const Figure *)rows->sorted->pdata[i])->category,
                   *group = g_hash_table_lookup(rows->field->groups, category);
        if (!group || g_ptr_array_find_with_equal_func(told, group, g_str_equal, NULL))
            continue;
        g_ptr_array_add(told, (gpointer)group);
        double sum = group_sum(writing, rows, group);
        if (!(sum > 1))
            continue;
        Figure figure = *(const Figure *)rows->sorted->pdata[i];
        figure.count = sum;
        figure.percent = 100 * sum / figure.base;
        g_autofree char *noun = english_noun(measure->of->words), *counted = english_counted(sum, noun),
                        *percent = measure->percent_of ? g_strdup("") : percent_in_brackets(measure, &figure);
        const Link *link = link_of(measure);
        if (makes_records(writing, category))
            writing_say(writing, "All %s together made %s%s.", group, counted, percent);
        else if (strcmp(link->behind, "about") == 0)
            writing_say(writing, "All %s together were the subject of %s%s.", group, counted, percent);
        else
            writing_say(writing, "Taken together, %s%s %s %s.", counted, percent, link->many, group);
    }
}

/* "Every group made at least 10 contacts.", where all are named sources and none is hidden. */
static void
say_least(Writing *writing, const BreakdownRows *rows)
{
    enum { FEWEST_GROUPS = 4, LEAST_TOLD = 5 };
    const Figure *least =
        rows->sorted->len >= FEWEST_GROUPS ? rows->sorted->pdata[rows->sorted->len - 1] : NULL;
    if (!least || rows->any_hidden || rows->other || least->count < LEAST_TOLD ||
        writing->measure->of->where->len || !makes_records(writing, least->category))
        return;
    g_autofree char *noun = english_noun(writing->measure->of->words),
                    *counted = english_counted(least->count, noun);
    writing_say(writing, "Every group made at least %s.", counted);
}

/* Who makes no contact matters as much as who does. */
static void
say_empty(Writing *writing, const BreakdownRows *rows)
{
    const Link *link = link_of(writing->measure);
    bool expected = strcmp(link->behind, "from") == 0 || strcmp(link->behind, "about") == 0;
    if (!rows->empty->len)
        say_least(writing, rows);
    if (!expected || !rows->total || rows->total->count <= 0 || !rows->empty->len ||
        rows->empty->len > MOST_EMPTY)
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->empty->len; i++)
        g_ptr_array_add(names, breakdown_name(writing, ((const Figure *)rows->empty->pdata[i])->category));
    g_autofree char *listed = profile_listed(names, " or "),
                    *noun = english_noun(writing->measure->of->words);
    writing_say(writing, "No %s %s %s.", noun, link->many, listed);
}

static void
say_not_recorded(Writing *writing, const BreakdownRows *rows)
{
    const Figure *figure = rows->not_recorded;
    if (!figure || !(figure->percent >= much_unrecorded) || rows->field->separator ||
        figure_base_is_small(figure, writing->measure->small_base))
        return;
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *base = figure_number_text(figure->base, 0),
                    *percent = percent_words(writing->measure, figure),
                    *name = profile_field_words(rows->field);
    writing_say(writing, "For %s of the %s %s (%s) no %s is recorded.", count, base,
                profile_percent_of(writing->measure)->words, percent, name);
}

/* Whether another measure breaks all records down by this field; then the shape is enough here. */
static bool
is_on_another_base(const Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    for (guint i = 0; measure->of->where->len && i < writing->profile->measures->len; i++) {
        const ProfileMeasure *other = writing->profile->measures->pdata[i];
        if (other->kind == measure->kind && other->per == PER_YEAR && !other->returned &&
            other->by->len == 1 && !other->of->where->len &&
            strcmp(other->by->pdata[0], measure->by->pdata[0]) == 0)
            return true;
    }
    return false;
}

void
say_breakdown(Writing *writing)
{
    if (is_on_another_base(writing)) {
        say_leader(writing);
        return;
    }
    BreakdownRows rows = breakdown_rows(writing);
    Shape shape = breakdown_say_shape(writing, &rows);
    bool any = writing->sentences->len > 0;
    if (any)
        say_groups(writing, &rows);
    say_empty(writing, &rows);
    say_not_recorded(writing, &rows);
    guint parts = writing->sentences->len;
    if (any)
        say_all_parts(writing, &rows);
    guint movers = writing->sentences->len;
    if (rows.total && !rows.field->separator)
        say_movers(writing, &rows, shape);
    writing_part_paragraphs(writing, parts, movers);
    breakdown_rows_clear(&rows);
}

/* The category that moved farthest, real ones before Other, those of the year before those of the long run.
 */
void
say_largest_move(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    g_autoptr(GPtrArray) moved = movers_of(writing, &rows, SHAPE_NONE);
    const Figure *chosen = NULL;
    double best = 0;
    for (guint i = 0; i < moved->len; i++) {
        const Figure *figure = moved->pdata[i];
        double weight = writing_points(writing, figure);
        weight += writing_change(writing, figure).state == CHANGE_CLEAR ? 100 : 0;
        weight -= english_is_other(figure->category) ? 200 : 0;
        if (!chosen || weight > best) {
            chosen = figure;
            best = weight;
        }
    }
    if (chosen && !rows.field->separator) {
        say_category(writing, chosen);
        writing->weight = best + 200;
    }
    breakdown_rows_clear(&rows);
}
