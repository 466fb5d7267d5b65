/* Breakdowns: the shape of the whole, who moved, who is not there, what is not recorded. */
#include <math.h>
#include <string.h>
#include "render/commentary/breakdown.h"
#include "render/table/table.h"
#include "render/wording/english.h"

/* How many categories are named: all of so few, else the first ones; how many that moved, that are empty. */
enum { ALL_NAMED = 6, MOST_NAMED = 3, MOST_MOVED = 3, MOST_LONG = 2, MOST_EMPTY = 4 };
/* A larger share than this of what is not recorded is said. */
static const double much_unrecorded = 5;

/* What a field's categories say of a record. */
typedef struct {
    const char *many, *one; /* "were about", "was about" */
    const char *most;       /* "were most often about" */
    const char *behind;     /* "about", behind a noun */
    const char *group, *groups;
} Link;

static const Link about = {"were about", "was about", "were most often about", "about", "group", "groups"},
                  from = {"came from", "came from", "came most often from", "from", "source", "sources"},
                  harm = {"concerned",  "concerned", "most often concerned",
                          "concerning", "category",  "categories"},
                  recorded = {"were recorded as", "was recorded as", "were most often recorded as",
                              "recorded as",      "category",        "categories"};

static const Link *
link_of(const ProfileMeasure *measure)
{
    const char *field = measure->by->pdata[0];
    if (strcmp(field, "harm") == 0)
        return &harm;
    if (strcmp(field, "sector") == 0 ||
        (strcmp(field, "agency") == 0 && strcmp(measure->section, "about") == 0))
        return &about;
    return strcmp(field, "source") == 0 || strcmp(field, "agency") == 0 ? &from : &recorded;
}

/* The population that is just the records of a category, in whose words it can be told; NULL: none. */
static const ProfilePopulation *
population_of(const Writing *writing, const char *category)
{
    for (guint i = 0; i < writing->profile->populations->len; i++) {
        const ProfilePopulation *population = writing->profile->populations->pdata[i];
        if (population->where->len != 1)
            continue;
        const ProfileCondition *condition = &g_array_index(population->where, ProfileCondition, 0);
        if (strcmp(condition->field, writing->measure->by->pdata[0]) == 0 && condition->is->len == 1 &&
            !condition->is_not->len && strcmp(condition->is->pdata[0], category) == 0)
            return population;
    }
    return NULL;
}

/* "physical abuse" of "Physical", where the field's words say what its categories are of. */
static char *
harm_words(const Writing *writing, char *name)
{
    static const char *const bare[] = {"physical", "sexual", "emotional", "psychological", NULL};
    if (!g_strv_contains(bare, name))
        return name;
    g_autofree char *title = profile_fold(writing->measure->title);
    char *whole = g_strconcat(name, strstr(title, "abuse") ? " abuse" : " harm", NULL);
    g_free(name);
    return whole;
}

/* A category in running text. */
static char *
name_of(const Writing *writing, const Link *link, const char *category)
{
    const ProfileField *field = profile_field(writing->profile, writing->measure->by->pdata[0]);
    if (link == &recorded)
        return english_quoted(field, category);
    char *name = english_category(writing->profile, field, category);
    return link == &harm ? harm_words(writing, name) : name;
}

/* What a category says by itself that begins as a clause: "were with the police", "did not meet the
 * criteria"; NULL of any other. */
static char *
clause_of(const char *category, bool one)
{
    static const struct {
        const char *start;
        bool verb; /* it has its own */
    } clauses[] = {{"With ", false},  {"Not with ", false}, {"Under ", false}, {"Awaiting ", false},
                   {"Taken ", false}, {"Did not ", true},   {"Met ", true},    {"Led to ", true},
                   {"Ended ", true},  {"Became ", true},    {"Had ", true}};
    for (gsize i = 0; i < G_N_ELEMENTS(clauses); i++)
        if (g_str_has_prefix(category, clauses[i].start)) {
            g_autofree char *first = g_ascii_strdown(category, 1);
            return g_strconcat(clauses[i].verb ? "" : one ? "was " : "were ", first, category + 1, NULL);
        }
    return NULL;
}

/* "were about foster carers"; what is named Other is recorded as that. */
static char *
predicate_of(const Writing *writing, const char *category, bool one)
{
    const ProfilePopulation *population = population_of(writing, category);
    const Link *link = english_is_other(category) ? &recorded : link_of(writing->measure);
    if (link == &recorded && population)
        return english_predicate(writing->profile, writing->measure->of->words, population, one);
    char *clause = link == &recorded ? clause_of(category, one) : NULL;
    g_autofree char *name = clause ? NULL : name_of(writing, link, category);
    return clause ? clause : g_strdup_printf("%s %s", one ? link->one : link->many, name);
}

static int
larger_first(gconstpointer one, gconstpointer other)
{
    const Figure *a = *(const Figure *const *)one, *b = *(const Figure *const *)other;
    return a->count > b->count ? -1 : a->count < b->count;
}

static void
take_row(BreakdownRows *rows, const Figure *figure, double *shown)
{
    if (isnan(figure->count)) {
        rows->any_hidden = true;
        return;
    }
    *shown += figure->count;
    if (g_strcmp0(rows->field->ongoing_category, figure->category) == 0)
        rows->ongoing = figure;
    else if (strcmp(figure->category, NOT_RECORDED) == 0)
        rows->not_recorded = figure;
    else if (!profile_category_tells(figure->category))
        return;
    else if (figure->count == 0)
        g_ptr_array_add(rows->empty, (gpointer)figure);
    else if (english_is_other(figure->category) && !rows->other)
        rows->other = figure;
    else
        g_ptr_array_add(rows->sorted, (gpointer)figure);
}

BreakdownRows
breakdown_rows(const Writing *writing)
{
    const ProfileField *field = profile_field(writing->profile, writing->measure->by->pdata[0]);
    BreakdownRows rows = {field, .sorted = g_ptr_array_new(), .empty = g_ptr_array_new()};
    double shown = 0;
    for (guint i = 0; i < figures_length(writing->figures); i++) {
        const Figure *figure = figures_at(writing->figures, i);
        if (!figure_is_in(figure, writing->measure->id, writing->period) || *figure->part)
            continue;
        if (*figure->category)
            take_row(&rows, figure, &shown);
        else if (!isnan(figure->count))
            rows.total = figure;
    }
    bool bounded = rows.total && !field->separator;
    rows.hidden = !rows.any_hidden ? 0 : bounded ? fmax(1, rows.total->count - shown) : INFINITY;
    g_ptr_array_sort(rows.sorted, larger_first);
    return rows;
}

void
breakdown_rows_clear(BreakdownRows *rows)
{
    g_ptr_array_unref(rows->sorted);
    g_ptr_array_unref(rows->empty);
}

static Shape
shape_of_rows(const BreakdownRows *rows)
{
    g_autofree double *counts = g_new(double, rows->sorted->len + 1);
    for (guint i = 0; i < rows->sorted->len; i++)
        counts[i] = ((const Figure *)rows->sorted->pdata[i])->count;
    return shape_of(counts, rows->sorted->len, rows->other ? rows->other->count : 0, rows->total->count,
                    rows->hidden);
}

/* "up from 4% in 2019-20" of what moved, else "". */
static char *
move_words(const Writing *writing, const Figure *figure)
{
    g_autofree char *tail =
        writing_moved(writing, figure) ? writing_tail(writing, figure, false) : g_strdup("");
    return g_strndup(tail, strcspn(tail, ";"));
}

/* "89 (23%)", "70 (18%, up from 4% in 2019-20)" */
static char *
moved_number_words(const Writing *writing, const Figure *figure)
{
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *percent = percent_in_brackets(writing->measure, figure),
                    *move = move_words(writing, figure);
    if (!*percent)
        return g_strdup(count);
    return g_strdup_printf("%s%.*s%s)", count, (int)strlen(percent) - 1, percent, move);
}

/* "89 (23%)" */
static char *
number_words(const Writing *writing, const Figure *figure)
{
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *percent = percent_in_brackets(writing->measure, figure);
    return g_strconcat(count, percent, NULL);
}

/* The noun alone where the whole base was named. */
static char *
noun_of(const Writing *writing)
{
    return english_noun(writing->measure->of->words);
}

/* "sexual harm followed, with 89 (23%), then neglect, with 41 (10%), and emotional harm, with 4 (1%)": those
 * from a place on; NULL where there are none, or hidden ones may come before them. */
static char *
followers(const Writing *writing, const BreakdownRows *rows, guint from_place, guint most)
{
    const Link *link = link_of(writing->measure);
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = from_place; i < rows->sorted->len && parts->len < most;) {
        const Figure *figure = rows->sorted->pdata[i];
        g_autoptr(GPtrArray) alike = g_ptr_array_new_with_free_func(g_free);
        for (; i < rows->sorted->len && ((const Figure *)rows->sorted->pdata[i])->count == figure->count; i++)
            g_ptr_array_add(alike,
                            name_of(writing, link, ((const Figure *)rows->sorted->pdata[i])->category));
        if (figure->count <= rows->hidden || alike->len > MOST_NAMED)
            break;
        g_autofree char *names = profile_listed(alike, " and "),
                        *number = alike->len == 1 ? moved_number_words(writing, figure)
                                                  : number_words(writing, figure);
        const char *verb = parts->len ? "" : " followed";
        g_ptr_array_add(
            parts, g_strdup_printf("%s%s, with %s%s", names, verb, number, alike->len > 1 ? " each" : ""));
    }
    if (!parts->len)
        return NULL;
    GString *text = g_string_new(parts->pdata[0]);
    for (guint i = 1; i < parts->len; i++)
        g_string_append_printf(text, "%s%s",
                               i == 1                ? ", then "
                               : i + 1 == parts->len ? ", and "
                                                     : ", ",
                               (char *)parts->pdata[i]);
    return g_string_free(text, FALSE);
}

static void
say_followers(Writing *writing, const BreakdownRows *rows)
{
    guint most = rows->sorted->len <= ALL_NAMED ? ALL_NAMED : MOST_NAMED - 1;
    g_autofree char *text = followers(writing, rows, 1, most);
    g_autofree char *sentence = text ? table_sentence_case(text) : NULL;
    if (sentence)
        writing_say(writing, "%s.", sentence);
}

static char *
clear_tail(const Writing *writing, const Figure *figure)
{
    return writing_moved(writing, figure) ? writing_tail(writing, figure, true) : g_strdup("");
}

static void
say_majority(Writing *writing, const BreakdownRows *rows)
{
    const Figure *first = rows->sorted->pdata[0];
    g_autofree char *predicate = predicate_of(writing, first->category, false),
                    *base = figure_number_text(rows->total->count, 0),
                    *count = figure_number_text(first->count, 0), *tail = clear_tail(writing, first);
    if (first->count == rows->total->count) {
        writing_say(writing, "All %s %s %s.", base, writing->measure->of->words, predicate);
        return;
    }
    bool small = isnan(first->percent) || figure_base_is_small(first, writing->measure->small_base) ||
                 writing->measure->percent_of;
    g_autofree char *percent = percent_words(writing->measure, first);
    writing_say(writing, "More than half of the %s %s (%s of %s%s%s)%s.", writing->measure->of->words,
                predicate, count, base, small ? "" : ", ", small ? "" : percent, tail);
    say_followers(writing, rows);
}

static void
say_ahead(Writing *writing, const BreakdownRows *rows)
{
    const Figure *first = rows->sorted->pdata[0];
    g_autofree char *predicate = predicate_of(writing, first->category, first->count == 1),
                    *base = figure_number_text(rows->total->count, 0), *number = number_words(writing, first),
                    *tail = clear_tail(writing, first);
    writing_say(writing, "Of the %s %s, %s %s, more than any other %s%s%s.", base,
                writing->measure->of->words, number, predicate, link_of(writing->measure)->group,
                *tail ? " and " : "", *tail ? tail + strlen(", ") : "");
    say_followers(writing, rows);
}

/* Those in front: the first two, and who equals the second. */
static void
say_close(Writing *writing, const BreakdownRows *rows)
{
    const Link *link = link_of(writing->measure);
    const Figure *second = rows->sorted->pdata[1];
    g_autoptr(GPtrArray) front = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *base = figure_number_text(rows->total->count, 0);
    guint place = 0;
    for (; place < rows->sorted->len; place++) {
        const Figure *figure = rows->sorted->pdata[place];
        if (place > 1 && figure->count < second->count)
            break;
        g_autofree char *name = name_of(writing, link, figure->category),
                        *count = figure_number_text(figure->count, 0),
                        *percent = percent_words(writing->measure, figure),
                        *move = move_words(writing, figure);
        bool small = isnan(figure->percent) || figure_base_is_small(figure, writing->measure->small_base);
        g_ptr_array_add(front, g_strdup_printf("%s (%s%s%s%s%s%s)", name, count, place ? "" : " of ",
                                               place ? "" : base, small ? "" : ", ", small ? "" : percent,
                                               small ? "" : move));
    }
    if (front->len > ALL_NAMED)
        return;
    g_autofree char *names = profile_listed(front, " and "),
                    *start = table_sentence_case(writing->measure->of->words),
                    *rest = followers(writing, rows, place, rows->sorted->len <= ALL_NAMED ? ALL_NAMED : 1);
    writing_say(writing, "%s %s %s%s%s.", start, link->most, names, rest ? "; " : "", rest ? rest : "");
}

/* "17 (transport, 8%)", "7 (education and health, each 18%)": the end of a range. */
static char *
end_words(const Writing *writing, const BreakdownRows *rows, const Figure *end)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const Link *link = link_of(writing->measure);
    for (guint i = 0; i < rows->sorted->len; i++)
        if (((const Figure *)rows->sorted->pdata[i])->count == end->count)
            g_ptr_array_add(names,
                            name_of(writing, link, ((const Figure *)rows->sorted->pdata[i])->category));
    if (rows->other && rows->other->count == end->count)
        g_ptr_array_add(names, name_of(writing, link, rows->other->category));
    g_autofree char *count = figure_number_text(end->count, 0), *all = profile_listed(names, " and "),
                    *percent = percent_in_brackets(writing->measure, end);
    const char *share = *percent ? percent + strlen(" (") : ")";
    if (names->len > MOST_NAMED)
        return g_strconcat(count, percent, NULL);
    return g_strdup_printf("%s (%s%s%s%.*s)", count, all, *percent ? ", " : "", names->len > 1 ? "each " : "",
                           (int)strlen(share) - 1, share);
}

static void
say_even(Writing *writing, const BreakdownRows *rows)
{
    static const double alike = 3;
    const Link *link = link_of(writing->measure);
    guint groups = rows->sorted->len + (rows->other != NULL);
    const Figure *most = rows->sorted->pdata[0], *least = rows->sorted->pdata[rows->sorted->len - 1];
    most = rows->other && rows->other->count > most->count ? rows->other : most;
    least = rows->other && rows->other->count < least->count ? rows->other : least;
    g_autofree char *how_many = english_number(groups), *base = figure_number_text(rows->total->count, 0),
                    *low = end_words(writing, rows, least), *high = end_words(writing, rows, most);
    const char *of = writing->measure->of->words;
    if (groups <= ALL_NAMED && most->percent - least->percent <= alike)
        writing_say(writing, "The %s %s were almost equally frequent among the %s %s, from %s to %s.",
                    how_many, link->groups, base, of, low, high);
    else
        writing_say(writing, "No %s stands out: the %s %s were spread over %s, from %s to %s.", link->group,
                    base, of, how_many, low, high);
}

/* What tells that something happened, not that it did not; of two that do, the later on a case's path. */
static const Figure *
affirmative(const Writing *writing, const BreakdownRows *rows, const Figure **other)
{
    const Figure *found[] = {rows->sorted->pdata[0],
                             rows->sorted->len > 1 ? rows->sorted->pdata[1] : rows->other};
    bool denied[2], later = found[1] != rows->other && figures_index(writing->figures, found[1]) >
                                                           figures_index(writing->figures, found[0]);
    for (int i = 0; i < 2; i++) {
        g_autofree char *folded = profile_fold(found[i]->category);
        denied[i] = strcmp(folded, "no") == 0 || g_str_has_prefix(folded, "no ") ||
                    g_str_has_prefix(folded, "not ") || g_str_has_prefix(folded, "did not ");
    }
    int chosen = denied[0] != denied[1] ? denied[0] : later;
    *other = found[!chosen];
    return found[chosen];
}

static void
say_two(Writing *writing, const BreakdownRows *rows)
{
    const Figure *other, *main = affirmative(writing, rows, &other);
    g_autofree char *many = predicate_of(writing, main->category, false),
                    *one = predicate_of(writing, main->category, true),
                    *rest = predicate_of(writing, other->category, other->count == 1),
                    *left = figure_number_text(other->count, 0);
    bool whole = main->count + other->count == rows->total->count;
    say_share(writing, main, many, one, "");
    if (other->count == 1)
        writing_say(writing, "%s %s.", whole ? "The other one" : "One", rest);
    else
        writing_say(writing, "%s %s %s.", whole ? "The other" : "Another", left, rest);
}

/* So few that all of them are counted out and none is ranked. */
static void
say_few(Writing *writing, const BreakdownRows *rows)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    guint length = rows->sorted->len;
    if (rows->any_hidden || !length || length > ALL_NAMED)
        return;
    for (guint i = 0; i < length; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        g_autofree char *count = figure_number_text(figure->count, 0),
                        *predicate = predicate_of(writing, figure->category, figure->count == 1);
        g_ptr_array_add(parts, g_strdup_printf("%s %s", count, predicate));
    }
    g_autofree char *counted = english_counted(rows->total->count, writing->measure->of->words),
                    *all = profile_listed(parts, " and ");
    writing_say(writing, "Of the %s, %s.", counted, all);
}

/* A record may be in several: both units are counted. */
static void
say_entries(Writing *writing, const BreakdownRows *rows)
{
    double entries = 0;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->sorted->len; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        entries += figure->count;
        g_autofree char *name = english_category(writing->profile, rows->field, figure->category),
                        *count = figure_number_text(figure->count, 0);
        g_ptr_array_add(parts, g_strdup_printf("%s (%s)", name, count));
    }
    if (rows->any_hidden || rows->other || isnan(rows->total->value) || entries != rows->total->value ||
        parts->len > ALL_NAMED || !parts->len)
        return;
    g_autofree char *all = figure_number_text(entries, 0), *words = profile_field_words(rows->field),
                    *base = english_counted(rows->total->count, writing->measure->of->words),
                    *names = profile_listed(parts, " and ");
    writing_say(writing, "For the %s, %s %s are recorded: %s.", base, all, words, names);
}

/* Other is told where all are, or where it is the largest, which it cannot be said to be. */
static bool
tells_other(const BreakdownRows *rows, Shape shape)
{
    const Figure *first = rows->sorted->len ? rows->sorted->pdata[0] : NULL, *other = rows->other;
    bool named = shape == SHAPE_MAJORITY || shape == SHAPE_LEADER || shape == SHAPE_CLOSE;
    return named && first && other && other->count > 1 &&
           (rows->sorted->len <= ALL_NAMED || other->count >= first->count);
}

static void
say_other(Writing *writing, const BreakdownRows *rows)
{
    const Figure *other = rows->other;
    g_autofree char *number = moved_number_words(writing, other),
                    *name = english_category(writing->profile, rows->field, other->category);
    writing_say(writing, "A further %s were recorded as %s.", number, name);
}

/* Returns the shape that was told. */
static Shape
say_shape(Writing *writing, const BreakdownRows *rows)
{
    void (*const says[])(Writing *, const BreakdownRows *) = {[SHAPE_MAJORITY] = say_majority,
                                                              [SHAPE_LEADER] = say_ahead,
                                                              [SHAPE_CLOSE] = say_close,
                                                              [SHAPE_EVEN] = say_even,
                                                              [SHAPE_TWO] = say_two};
    bool any = rows->total && rows->total->count > 0;
    Shape shape = any ? shape_of_rows(rows) : SHAPE_NONE;
    if (any && rows->field->separator)
        say_entries(writing, rows);
    else if (shape)
        says[shape](writing, rows);
    else if (any && rows->total->count < writing->measure->small_base)
        say_few(writing, rows);
    if (!rows->field->separator && tells_other(rows, shape))
        say_other(writing, rows);
    return shape;
}

/* "32 contacts about health (8%), up from 6 (1%) in 2022-23" */
static char *
moved_words(const Writing *writing, const Figure *figure)
{
    const ProfileMeasure *measure = writing->measure;
    const ProfilePopulation *population = population_of(writing, figure->category);
    const Link *link = english_is_other(figure->category) ? &recorded : link_of(measure);
    g_autofree char *noun = noun_of(writing), *name = name_of(writing, link, figure->category);
    const char *behind = population && link == &recorded
                             ? english_relative(writing->profile, measure->of->words, population->words)
                             : NULL;
    g_autofree char *words = behind ? g_strdup_printf("%s %s", noun, behind)
                             : population && link == &recorded
                                 ? g_strdup(population->words)
                                 : g_strdup_printf("%s %s %s", noun, link->behind, name);
    g_autofree char *counted = english_counted(figure->count, words),
                    *percent = percent_in_brackets(measure, figure),
                    *tail = writing_tail(writing, figure, true);
    return g_strconcat(counted, percent, tail, NULL);
}

void
say_category(Writing *writing, const Figure *figure)
{
    g_autofree char *words = moved_words(writing, figure);
    writing_say(writing, "There %s %s.", figure->count == 1 ? "was" : "were", words);
}

static int
farther_first(gconstpointer one, gconstpointer other, gpointer user)
{
    double a = writing_points(user, *(const Figure *const *)one),
           b = writing_points(user, *(const Figure *const *)other);
    return a > b ? -1 : a < b;
}

/* Whether the shape names the category, and its change with it. */
static bool
is_named(const BreakdownRows *rows, Shape shape, guint place)
{
    guint others = shape == SHAPE_CLOSE                               ? 3
                   : shape == SHAPE_LEADER || shape == SHAPE_MAJORITY ? MOST_NAMED
                                                                      : 0;
    guint named = others && rows->sorted->len <= ALL_NAMED ? ALL_NAMED : others;
    return place < named;
}

/* The categories that moved, those of the year first, each the farthest first, without those that the shape
 * names; `compared`: how many could have, `year`: whether any did in the year. */
static GPtrArray *
movers_of(Writing *writing, const BreakdownRows *rows, Shape shape, guint *compared, bool *year)
{
    GPtrArray *moved = g_ptr_array_new(), *later = g_ptr_array_new();
    g_autoptr(GPtrArray) all = g_ptr_array_copy(rows->sorted, NULL, NULL);
    g_ptr_array_extend(all, rows->empty, NULL, NULL);
    if (rows->other)
        g_ptr_array_add(all, (gpointer)rows->other);
    for (guint i = 0; i < all->len; i++) {
        const Figure *figure = all->pdata[i];
        Change change = writing_change(writing, figure);
        bool named = i < rows->sorted->len ? is_named(rows, shape, i)
                                           : figure == rows->other && tells_other(rows, shape);
        *compared += change.state != CHANGE_NONE;
        *year |= change.state == CHANGE_CLEAR;
        if (!named && change.state == CHANGE_CLEAR)
            g_ptr_array_add(moved, (gpointer)figure);
        else if (!named && change.state != CHANGE_NONE && writing_moved(writing, figure))
            g_ptr_array_add(later, (gpointer)figure);
    }
    g_ptr_array_sort_with_data(moved, farther_first, writing);
    g_ptr_array_sort_with_data(later, farther_first, writing);
    g_ptr_array_set_size(moved, (gint)MIN(moved->len, MOST_MOVED));
    for (guint i = 0; i < later->len && i < MOST_LONG; i++)
        g_ptr_array_add(moved, later->pdata[i]);
    g_ptr_array_unref(later);
    return moved;
}

/* Whether it is the first breakdown of its section that says how its shares compare: once is enough. */
static bool
closes_section(const Writing *writing)
{
    for (guint i = 0; i < writing->profile->measures->len; i++) {
        const ProfileMeasure *measure = writing->profile->measures->pdata[i];
        if (measure == writing->measure)
            return true;
        if (measure->by->len == 1 && measure->per == PER_YEAR && !measure->returned &&
            strcmp(measure->section, writing->measure->section) == 0)
            return false;
    }
    return true;
}

static void
say_movers(Writing *writing, const BreakdownRows *rows, Shape shape)
{
    guint compared = 0;
    bool year = false;
    g_autoptr(GPtrArray) moved = movers_of(writing, rows, shape, &compared, &year);
    /* Of two, one is the rest of the other. */
    if (shape == SHAPE_TWO)
        return;
    for (guint i = 0; i < moved->len; i += 2) {
        g_autofree char *one = moved_words(writing, moved->pdata[i]),
                        *two = i + 1 < moved->len ? moved_words(writing, moved->pdata[i + 1]) : NULL;
        writing_say(writing, "%s %s %s%s%s.", i ? "In addition there" : "There",
                    ((const Figure *)moved->pdata[i])->count == 1 ? "was" : "were", one, two ? ", and " : "",
                    two ? two : "");
    }
    if (compared < 2 || rows->any_hidden || !closes_section(writing))
        return;
    if (!year)
        writing_say(writing, "None of these shares differs from %s by more than chance would explain.",
                    writing->before);
    else if (moved->len <= MOST_MOVED)
        writing_say(writing, "No other %s changed since %s by more than chance would explain.",
                    link_of(writing->measure)->group, writing->before);
}

/* Who makes no contact is as telling as who does. */
static void
say_empty(Writing *writing, const BreakdownRows *rows)
{
    const Link *link = link_of(writing->measure);
    if ((link != &from && link != &about) || !rows->total || rows->total->count <= 0 || !rows->empty->len ||
        rows->empty->len > MOST_EMPTY)
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->empty->len; i++)
        g_ptr_array_add(names, name_of(writing, link, ((const Figure *)rows->empty->pdata[i])->category));
    g_autofree char *listed = profile_listed(names, " or ");
    writing_say(writing, "No %s %s %s.", writing->measure->of->words, link->many, listed);
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

void
say_breakdown(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    Shape shape = say_shape(writing, &rows);
    if (rows.total && !rows.field->separator)
        say_movers(writing, &rows, shape);
    say_empty(writing, &rows);
    say_not_recorded(writing, &rows);
    breakdown_rows_clear(&rows);
}

void
say_leader(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    Shape shape = say_shape(writing, &rows);
    g_ptr_array_set_size(writing->sentences, shape == SHAPE_EVEN ? 0 : (gint)MIN(writing->sentences->len, 1));
    breakdown_rows_clear(&rows);
}

/* The category that moved farthest, real ones before Other, those of the year before those of the long run.
 */
void
say_largest_move(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    guint compared = 0;
    bool year = false;
    g_autoptr(GPtrArray) moved = movers_of(writing, &rows, SHAPE_NONE, &compared, &year);
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
