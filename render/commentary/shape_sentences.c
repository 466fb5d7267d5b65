/* Breakdowns: which category leads, or what the shape is otherwise. */
#include "render/commentary/shape_sentences.h"
#include <math.h>
#include <string.h>
#include "render/table/table.h"
#include "render/wording/english.h"

int
breakdown_larger_first(gconstpointer one, gconstpointer other)
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
    const Figure *figure;
    for (guint at = 0; (figure = writing_next(writing, &at));) {
        if (*figure->part)
            continue;
        if (*figure->category)
            take_row(&rows, figure, &shown);
        else if (!isnan(figure->count))
            rows.total = figure;
    }
    bool bounded = rows.total && !field->separator;
    rows.hidden = !rows.any_hidden ? 0 : bounded ? fmax(1, rows.total->count - shown) : INFINITY;
    g_ptr_array_sort(rows.sorted, breakdown_larger_first);
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

/* "89 (23%)". Caller frees. */
static char *
breakdown_number(const Writing *writing, const Figure *figure)
{
    g_autofree char *count = figure_number_text(figure->count, 0),
                    *percent = percent_in_brackets(writing->measure, figure);
    return g_strconcat(count, percent, NULL);
}

/* "70 (18%, up from 4% in 2019-20)" for a category that moved. */
static char *
breakdown_moved_number(const Writing *writing, const Figure *figure)
{
    g_autofree char *number = breakdown_number(writing, figure),
                    *tail = writing_moved(writing, figure) ? writing_tail(writing, figure, EARLIER_SHARE)
                                                           : g_strdup("");
    tail[strcspn(tail, ";")] = '\0';
    if (!*tail || !g_str_has_suffix(number, ")"))
        return g_strdup(number);
    return g_strdup_printf("%.*s%s)", (int)strlen(number) - 1, number, tail);
}

static char *
clear_tail(const Writing *writing, const Figure *figure)
{
    return writing_moved(writing, figure) ? writing_tail(writing, figure, EARLIER_COUNTED) : g_strdup("");
}

guint
breakdown_followers(const BreakdownRows *rows)
{
    return rows->sorted->len <= ALL_NAMED ? ALL_NAMED : MOST_NAMED - 1;
}

/* Those with the count of the row at a place, by name; `next`: the place behind them. NULL where hidden ones
 * may come before them, they are too many, or they moved and are told with their change. */
static GPtrArray *
alike(const Writing *writing, const BreakdownRows *rows, guint place, guint *next)
{
    const Figure *figure = rows->sorted->pdata[place];
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    bool apart = rows->sorted->len > ALL_NAMED && writing_moved(writing, figure);
    for (*next = place; *next < rows->sorted->len; (*next)++) {
        const Figure *other = rows->sorted->pdata[*next];
        if (other->count != figure->count)
            break;
        g_ptr_array_add(names, breakdown_name(writing, other->category));
    }
    if (figure->count > rows->hidden && names->len <= MOST_NAMED && !apart)
        return names;
    g_ptr_array_unref(names);
    return NULL;
}

/* "sexual harm followed, with 89 (23%), then neglect, with 41 (10%), and emotional harm, with 4 (1%)": those
 * from a place on, as many as a sentence holds; NULL where there are none. */
static char *
followers(const Writing *writing, const BreakdownRows *rows, guint place, guint most, guint words)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    while (place < rows->sorted->len && parts->len < most) {
        const Figure *figure = rows->sorted->pdata[place];
        g_autoptr(GPtrArray) names = alike(writing, rows, place, &place);
        if (!names)
            break;
        g_autofree char *listed = profile_listed(names, " and "),
                        *number = names->len == 1 ? breakdown_moved_number(writing, figure)
                                                  : breakdown_number(writing, figure);
        char *part = g_strdup_printf("%s%s, with %s%s", listed, parts->len ? "" : " followed", number,
                                     names->len > 1 ? " each" : "");
        words += english_words(part) + 1;
        g_ptr_array_add(parts, part);
        if (words <= MOST_WORDS_SAID)
            continue;
        g_ptr_array_set_size(parts, (gint)parts->len - 1);
        break;
    }
    if (!parts->len)
        return NULL;
    g_autofree char *first = g_strdup(parts->pdata[0]);
    g_ptr_array_remove_index(parts, 0);
    g_autofree char *rest = profile_listed(parts, ", and ");
    return g_strconcat(first, parts->len ? ", then " : "", rest, NULL);
}

/* "Another 130 (26%) concerned a risk, 108 (22%) concerned care and 82 (16%) raised concerns": of what is
 * told by verbs. */
static char *
others(const Writing *writing, const BreakdownRows *rows, guint place, guint most, guint words, guint *next)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (words++; place < rows->sorted->len && parts->len < most; place++) {
        const Figure *figure = rows->sorted->pdata[place];
        g_autofree char *number = breakdown_moved_number(writing, figure),
                        *predicate = predicate_of(writing, figure->category, figure->count == 1);
        char *part = g_strdup_printf("%s %s", number, predicate);
        words += english_words(part) + 1;
        if (figure->count <= rows->hidden || words > MOST_WORDS_SAID) {
            g_free(part);
            break;
        }
        g_ptr_array_add(parts, part);
    }
    *next = place;
    g_autofree char *listed = profile_listed(parts, " and ");
    return parts->len ? g_strdup_printf("another %s", listed) : NULL;
}

static void
say_followers(Writing *writing, const BreakdownRows *rows)
{
    const Figure *next = rows->sorted->len > 1 ? rows->sorted->pdata[1] : NULL;
    if (!next || writing->brief)
        return;
    guint most = breakdown_followers(rows);
    g_autofree char *text = name_is_verb(writing, next->category) ? others(writing, rows, 1, most, 0, &most)
                                                                  : followers(writing, rows, 1, most, 0);
    g_autofree char *sentence = text ? table_sentence_case(text) : NULL;
    if (sentence)
        writing_say(writing, "%s.", sentence);
}

/* Whether a share told before it in its section is of just these records, with at most others of them
 * between. */
static bool
base_is_told(const Writing *writing)
{
    const ProfileMeasure *measure = writing->measure;
    const ProfilePopulation *of = measure->of;
    const ProfileMeasure *share = NULL;
    for (guint i = 0; writing->profile->measures->pdata[i] != measure && !writing->brief; i++) {
        const ProfileMeasure *before = writing->profile->measures->pdata[i];
        if (before->returned || strcmp(before->section, measure->section))
            continue;
        share = before->in == of && before->per == PER_YEAR && !before->by->len ? before
                : before->of == of                                              ? share
                                                                                : NULL;
    }
    const Figure *told = share ? figures_find(writing->figures, share->id, writing->period, "", "") : NULL;
    return told && told->count > 1 && !commentary_repeats(writing->profile, writing->figures, share);
}

/* "the 36 contacts taken to a regulator"; "these 36 contacts" where they were told. Caller frees. */
static char *
base_of(const Writing *writing, const BreakdownRows *rows)
{
    const char *words = writing->measure->of->words;
    bool told = base_is_told(writing);
    g_autofree char *noun = english_noun(words),
                    *counted = english_counted(rows->total->count, told ? noun : words);
    return g_strdup_printf("%s %s", told ? "these" : "the", counted);
}

/* "Of the 1,423 contacts, 1,262 (89%) were advice, more than any other category and up from 80% in 2022-23."
 */
static void
say_first_of(Writing *writing, const BreakdownRows *rows, const char *more)
{
    const Figure *first = rows->sorted->pdata[0];
    g_autofree char *base = base_of(writing, rows), *number = breakdown_number(writing, first),
                    *tail = clear_tail(writing, first);
    if (makes_records(writing, first->category)) {
        g_autofree char *name = breakdown_name(writing, first->category);
        say_made(writing, first, name, "made", more, tail);
        return;
    }
    bool both = *more && *tail;
    g_autofree char *predicate = predicate_of(writing, first->category, first->count == 1);
    writing_say(writing, "Of %s, %s %s%s%s%s.", base, number, predicate, more, both ? " and" : "",
                both ? tail + strlen(",") : tail);
}

static void
say_majority(Writing *writing, const BreakdownRows *rows)
{
    const Figure *first = rows->sorted->pdata[0];
    g_autofree char *predicate = predicate_of(writing, first->category, false),
                    *base = figure_number_text(rows->total->count, 0),
                    *count = figure_number_text(first->count, 0), *tail = clear_tail(writing, first),
                    *percent = percent_words(writing->measure, first);
    const char *words = writing->measure->of->words;
    bool small = isnan(first->percent) || figure_base_is_small(first, writing->measure->small_base) ||
                 writing->measure->percent_of;
    if (first->count == rows->total->count)
        writing_say(writing, "All %s %s %s.", base, words, predicate);
    else if (first->count * 3 > rows->total->count * 2)
        say_first_of(writing, rows, "");
    else
        writing_say(writing, "More than half of the %s %s (%s of %s%s%s)%s.", words, predicate, count, base,
                    small ? "" : ", ", small ? "" : percent, tail);
    if (first->count < rows->total->count)
        say_followers(writing, rows);
}

static void
say_ahead(Writing *writing, const BreakdownRows *rows)
{
    g_autofree char *more = g_strdup_printf(", more than any other %s", link_of(writing->measure)->group);
    say_first_of(writing, rows, more);
    say_followers(writing, rows);
}

/* Categories with verbs of their own; those that do not fit go into a second sentence. */
static void
say_by_verbs(Writing *writing, const BreakdownRows *rows)
{
    g_autofree char *base = base_of(writing, rows), *start = g_strdup_printf("Of %s,", base);
    guint told = 0;
    g_autofree char *text =
                        others(writing, rows, 0, writing->brief ? 2 : ALL_NAMED, english_words(start), &told),
                    *rest = text && !writing->brief ? others(writing, rows, told, ALL_NAMED, 0, &told) : NULL,
                    *again = rest ? table_sentence_case(rest) : NULL;
    if (text)
        writing_say(writing, "%s %s.", start, text + strlen("another "));
    if (again)
        writing_say(writing, "%s.", again);
}

/* "; in 2022-23 their shares were 38% and 27%", of those in front none of which moved clearly and one of
 * which is far from where it was; NULL elsewhere. Caller frees. */
static char *
front_before(const Writing *writing, const BreakdownRows *rows, guint front)
{
    g_autoptr(GPtrArray) was = g_ptr_array_new_with_free_func(g_free);
    bool open = false;
    for (guint i = 0; i < front; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        Change change = writing_change(writing, figure);
        if ((change.state != CHANGE_OPEN && change.state != CHANGE_LEVEL) || writing_moved(writing, figure) ||
            !change_is_of_share(writing->measure, figure))
            return NULL;
        open |= change.state == CHANGE_OPEN;
        g_ptr_array_add(was, percent_words(writing->measure, change.before));
    }
    g_autofree char *all = profile_listed(was, " and "), *then = english_in_before(writing->before);
    return open ? g_strdup_printf("; %s their shares were %s", then, all) : NULL;
}

/* How many are in front: the first two, who equals the second, and a third whose share prints as the
 * second's. */
static guint
front_of(const Writing *writing, const BreakdownRows *rows)
{
    const Figure *const *sorted = (const Figure *const *)rows->sorted->pdata;
    guint front = 2, alike;
    while (front < rows->sorted->len && sorted[front]->count == sorted[1]->count)
        front++;
    g_autofree char *second = percent_in_brackets(writing->measure, sorted[1]);
    for (alike = front; *second && alike < rows->sorted->len && sorted[alike]->count > rows->hidden;
         alike++) {
        g_autofree char *percent = percent_in_brackets(writing->measure, sorted[alike]);
        if (strcmp(percent, second))
            break;
    }
    return alike <= MOST_NAMED ? alike : front;
}

/* Names the categories in front. */
static void
say_close(Writing *writing, const BreakdownRows *rows)
{
    const Figure *second = rows->sorted->pdata[1];
    g_autoptr(GPtrArray) front = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *base = figure_number_text(rows->total->count, 0);
    guint place = 0, in_front = front_of(writing, rows);
    if (name_is_verb(writing, second->category)) {
        say_by_verbs(writing, rows);
        return;
    }
    for (; place < in_front; place++) {
        const Figure *figure = rows->sorted->pdata[place];
        g_autofree char *name = breakdown_name(writing, figure->category),
                        *number = breakdown_moved_number(writing, figure),
                        *of = place ? g_strdup("") : g_strdup_printf(" of %s", base);
        gsize digits = strspn(number, "0123456789,");
        bool percent = number[digits];
        g_ptr_array_add(front, g_strdup_printf("%s (%.*s%s%s%s", name, (int)digits, number, of,
                                               percent ? ", " : ")", percent ? number + digits + 2 : ""));
    }
    if (front->len > ALL_NAMED)
        return;
    g_autofree char *names = profile_listed(front, " and "),
                    *start = table_sentence_case(writing->measure->of->words);
    g_autofree char *sentence = g_strdup_printf("%s %s %s", start, link_of(writing->measure)->most, names);
    guint most = writing->brief                   ? 0
                 : rows->sorted->len <= ALL_NAMED ? ALL_NAMED
                                                  : MOST_NAMED - MIN(in_front, MOST_NAMED);
    g_autofree char *rest = followers(writing, rows, place, most, english_words(sentence));
    g_autofree char *then = rest || writing->brief ? NULL : front_before(writing, rows, in_front);
    writing_say(writing, "%s%s%s.", sentence, rest ? "; " : "", rest ? rest : then ? then : "");
}

/* "17 about transport (8%)", "7 (education and health, each 18%)": the end of a range. */
static char *
end_words(const Writing *writing, const BreakdownRows *rows, const Figure *end)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < rows->sorted->len; i++)
        if (((const Figure *)rows->sorted->pdata[i])->count == end->count)
            g_ptr_array_add(names,
                            breakdown_name(writing, ((const Figure *)rows->sorted->pdata[i])->category));
    if (rows->other && rows->other->count == end->count)
        g_ptr_array_add(names, breakdown_name(writing, rows->other->category));
    g_autofree char *count = figure_number_text(end->count, 0), *all = profile_listed(names, " and "),
                    *percent = percent_in_brackets(writing->measure, end);
    if (names->len == 1 && end == rows->other)
        return g_strdup_printf("%s recorded as %s%s", count, all, percent);
    if (names->len == 1) {
        g_autofree char *predicate = predicate_of(writing, end->category, false),
                        *behind = behind_noun(predicate);
        return g_strdup_printf("%s %s%s", count, behind, percent);
    }
    if (names->len > MOST_NAMED || name_is_verb(writing, end->category))
        return g_strconcat(count, percent, NULL);
    return g_strdup_printf("%s (%s%s%s", count, all, *percent ? ", each " : ")",
                           *percent ? percent + strlen(" (") : "");
}

/* "category", or what the profile calls the field whose categories have no other name. Caller frees. */
static char *
group_words(const Writing *writing, const BreakdownRows *rows)
{
    const Link *link = link_of(writing->measure);
    bool named = rows->field->words && strcmp(link->behind, "recorded as") == 0;
    return g_strdup(named ? rows->field->words : link->group);
}

static void
say_even(Writing *writing, const BreakdownRows *rows)
{
    static const double near = 3;
    enum { ALL_TOLD = 3 };
    const Link *link = link_of(writing->measure);
    guint groups = rows->sorted->len + (rows->other != NULL);
    if (groups <= ALL_TOLD && !rows->other &&
        name_is_verb(writing, ((const Figure *)rows->sorted->pdata[0])->category)) {
        say_by_verbs(writing, rows);
        return;
    }
    const Figure *most = rows->sorted->pdata[0], *least = rows->sorted->pdata[rows->sorted->len - 1];
    most = rows->other && rows->other->count > most->count ? rows->other : most;
    least = rows->other && rows->other->count < least->count ? rows->other : least;
    g_autofree char *how_many = english_number(groups), *base = figure_number_text(rows->total->count, 0);
    const char *of = writing->measure->of->words;
    bool shares =
        !isnan(most->percent + least->percent) && !figure_base_is_small(most, writing->measure->small_base);
    if (groups <= ALL_NAMED && shares && most->percent - least->percent <= near) {
        g_autofree char *low = percent_words(writing->measure, least),
                        *high = percent_words(writing->measure, most);
        bool same = strcmp(low, high) == 0;
        g_autofree char *by = rows->field->words && strcmp(link->behind, "recorded as") == 0
                                  ? g_strdup_printf("By %s, the", rows->field->words)
                                  : g_strdup("The");
        writing_say(writing, "%s %s %s were almost equally frequent, each with %s%s%s%s of the %s %s.", by,
                    how_many, link->groups, same ? "" : "between ", low, same ? "" : " and ",
                    same ? "" : high, base, of);
        return;
    }
    g_autofree char *low = end_words(writing, rows, least), *high = end_words(writing, rows, most),
                    *group = group_words(writing, rows),
                    *start = g_strdup_printf("No %s stands out: the %s %s were spread over %s, from", group,
                                             base, of, how_many);
    bool fits = english_words(start) + english_words(low) + 1 + english_words(high) <= MOST_WORDS_SAID;
    if (fits) {
        writing_say(writing, "%s %s to %s.", start, low, high);
        return;
    }
    g_autofree char *few = breakdown_number(writing, least), *many = breakdown_number(writing, most);
    writing_say(writing, "No %s stands out: the %s %s were spread over %s, from %s to %s.", group, base, of,
                how_many, few, many);
}

/* What of a name stands behind a no ("with the police" of "not with the police"); NULL where it denies
 * nothing. */
static const char *
denied_by(const char *folded)
{
    static const char *const denials[] = {"not ", "did not ", "no "};
    for (gsize i = 0; i < G_N_ELEMENTS(denials); i++)
        if (g_str_has_prefix(folded, denials[i]))
            return folded + strlen(denials[i]);
    return strcmp(folded, "no") == 0 ? "yes" : NULL;
}

/* What tells that something happened, not that it did not; of two that do, the later on a case's path.
 * `other`: NULL where it says no more than that this did not happen. */
static const Figure *
affirmative(const Writing *writing, const BreakdownRows *rows, const Figure **other)
{
    const Figure *found[] = {rows->sorted->pdata[0],
                             rows->sorted->len > 1 ? rows->sorted->pdata[1] : rows->other};
    g_autofree char *first = profile_fold(found[0]->category), *second = profile_fold(found[1]->category);
    const char *names[] = {first, second}, *denied[] = {denied_by(first), denied_by(second)};
    bool later = found[1] != rows->other &&
                 figures_index(writing->figures, found[1]) > figures_index(writing->figures, found[0]);
    int chosen = !denied[0] != !denied[1] ? denied[0] != NULL : later;
    *other = g_strcmp0(denied[!chosen], names[chosen]) == 0 ? NULL : found[!chosen];
    return found[chosen];
}

static void
say_two(Writing *writing, const BreakdownRows *rows)
{
    const Figure *other, *main = affirmative(writing, rows, &other);
    g_autofree char *many = predicate_of(writing, main->category, false),
                    *one = predicate_of(writing, main->category, true),
                    *rest = other ? predicate_of(writing, other->category, other->count == 1) : NULL;
    say_share(writing, main, many, one, "");
    if (other && main->count + other->count == rows->total->count)
        say_the_other(writing, other->count, rest);
}

char *
affirmative_words(const Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    const Figure *other = NULL,
                 *main = rows.total && rows.total->count > 0 && shape_of_rows(&rows) == SHAPE_TWO
                             ? affirmative(writing, &rows, &other)
                             : NULL;
    char *words = NULL;
    if (main && !other) {
        g_autofree char *count = figure_number_text(main->count, 0),
                        *predicate = predicate_of(writing, main->category, main->count == 1);
        words = g_strdup_printf("%s %s", count, predicate);
    }
    breakdown_rows_clear(&rows);
    return words;
}

/* With few records every category is counted and none is ranked. */
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

/* A record may be in several categories, so records and entries are both counted; false where not every row
 * could be told. */
static bool
say_entries(Writing *writing, const BreakdownRows *rows)
{
    double entries = 0;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *words = english_many(rows->field);
    for (guint i = 0; i < rows->sorted->len; i++) {
        const Figure *figure = rows->sorted->pdata[i];
        entries += figure->count;
        g_autofree char *name = english_category(writing->profile, rows->field, figure->category),
                        *count = figure_number_text(figure->count, 0);
        /* "71 of them initial meetings", where the name says what they are. */
        g_ptr_array_add(parts, !strstr(name, words) ? g_strdup_printf("%s (%s)", name, count)
                               : parts->len         ? g_strdup_printf("%s %s", count, name)
                                                    : g_strdup_printf("%s of them %s", count, name));
    }
    if (rows->any_hidden || rows->other || isnan(rows->total->value) || entries != rows->total->value ||
        parts->len > ALL_NAMED || !parts->len)
        return false;
    g_autofree char *all = figure_number_text(entries, 0), *counted = base_of(writing, rows),
                    *noun = english_noun(writing->measure->of->words),
                    *base = base_is_told(writing) ? g_strdup_printf("these %s", noun)
                                                  : g_strconcat(counted, ",", NULL),
                    *names = profile_listed(parts, " and ");
    bool of_them = strstr(names, " of them ") != NULL;
    g_autofree char *start = g_strdup_printf("For %s %s %s are recorded", base, all, words);
    if (english_words(start) + english_words(names) <= MOST_WORDS_SAID) {
        writing_say(writing, "%s%s %s.", start, of_them ? "," : ":", names);
        return true;
    }
    writing_say(writing, "%s.", start);
    if (!of_them)
        writing_say(writing, "Named were %s.", names);
    return true;
}

bool
breakdown_tells_other(const BreakdownRows *rows, Shape shape)
{
    const Figure *first = rows->sorted->len ? rows->sorted->pdata[0] : NULL, *other = rows->other;
    bool named = shape == SHAPE_MAJORITY || shape == SHAPE_LEADER || shape == SHAPE_CLOSE;
    return named && first && other && other->count > 1 &&
           (rows->sorted->len <= ALL_NAMED || other->count >= first->count);
}

static void
say_other(Writing *writing, const BreakdownRows *rows)
{
    g_autofree char *number = breakdown_moved_number(writing, rows->other),
                    *name = english_category(writing->profile, rows->field, rows->other->category);
    writing_say(writing, "A further %s were recorded as %s.", number, name);
}

Shape
breakdown_say_shape(Writing *writing, const BreakdownRows *rows)
{
    void (*const says[])(Writing *, const BreakdownRows *) = {[SHAPE_MAJORITY] = say_majority,
                                                              [SHAPE_LEADER] = say_ahead,
                                                              [SHAPE_CLOSE] = say_close,
                                                              [SHAPE_EVEN] = say_even,
                                                              [SHAPE_TWO] = say_two};
    bool any = rows->total && rows->total->count > 0;
    Shape shape = any ? shape_of_rows(rows) : SHAPE_NONE;
    bool several = any && rows->field->separator, told = several && say_entries(writing, rows),
         leads = shape == SHAPE_MAJORITY || shape == SHAPE_LEADER || shape == SHAPE_CLOSE;
    if (several ? !told && leads : shape)
        says[shape](writing, rows);
    else if (!several && any && rows->total->count < writing->measure->small_base)
        say_few(writing, rows);
    if (!rows->field->separator && breakdown_tells_other(rows, shape))
        say_other(writing, rows);
    return shape;
}

void
say_leader(Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    writing->brief = true;
    Shape shape = breakdown_say_shape(writing, &rows);
    g_ptr_array_set_size(writing->sentences, shape == SHAPE_EVEN ? 0 : (gint)MIN(writing->sentences->len, 1));
    breakdown_rows_clear(&rows);
}

/* A chart's title says of a category what the sentences say. */
BreakdownTitle
breakdown_title(const Writing *writing)
{
    BreakdownRows rows = breakdown_rows(writing);
    bool any = rows.total && rows.total->count > 0 && !rows.field->separator;
    BreakdownTitle title = {.shape = any ? shape_of_rows(&rows) : SHAPE_NONE,
                            .most = link_of(writing->measure)->most};
    const Figure *const *sorted = (const Figure *const *)rows.sorted->pdata;
    for (guint i = 0; i < rows.sorted->len && i < G_N_ELEMENTS(title.first); i++)
        title.first[i] = sorted[i];
    title.front = title.shape == SHAPE_CLOSE ? front_of(writing, &rows) : 1;
    if (title.front > G_N_ELEMENTS(title.first))
        title.shape = SHAPE_NONE;
    breakdown_rows_clear(&rows);
    return title;
}
