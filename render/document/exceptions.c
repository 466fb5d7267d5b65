/* What a board looks at first, and asks. */
#include "analysis/benchmark/benchmark.h"
#include "render/commentary/commentary.h"
#include "render/document/exceptions.h"
#include "render/document/showing.h"
#include "render/wording/change.h"
#include "render/wording/english.h"
#include <math.h>
#include <string.h>

/* A board has time for five questions. */
enum {
    MOST_QUESTIONS = 5,
    FEWEST_QUESTIONS = 3,
    MOST_QUESTIONS_OF_CHANGES = 2,
    MOST_CHANGES = 5,
    MUCH_NOT_RECORDED = 10
};

static void G_GNUC_PRINTF(2, 3) exceptions_say(Exceptions *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(out->sentences, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* The measure of a figure whose change is told of; NULL where it is not of the year, not this authority's, of
 * few, or has no change of its own. */
static const ProfileMeasure *
changed_measure(const Exceptions *out, const Figure *figure)
{
    const Profile *profile = out->exhibits->profile;
    const ProfileMeasure *measure = profile_measure(profile, figure->measure);
    bool changed = figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER;
    if (!measure || !changed || strcmp(figure->period, out->period) || *figure->part ||
        !exceptions_is_yearly(measure) || measure->compared ||
        !figure_is_own(out->exhibits->figures, figure) || figure_base_is_small(figure, measure->small_base) ||
        profile_break(profile, measure, profile->year))
        return NULL;
    return measure;
}

/* Whether a count measure already gives the total of this table. */
static bool
is_counted_elsewhere(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    const GPtrArray *measures = out->exhibits->profile->measures;
    if (!measure->by->len || *figure->category)
        return false;
    for (guint m = 0; m < measures->len; m++) {
        const ProfileMeasure *other = measures->pdata[m];
        if (kind_of(other)->sizes_population && other->per == PER_YEAR && !other->around->len &&
            !other->returned && other->of == measure->of)
            return true;
    }
    return false;
}

/* Whether any figure of the year has one of the year before to be held against; `hidden`: whether any is not
 * shown. */
static bool
compares_any(const Exceptions *out, bool *hidden)
{
    bool any = false;
    *hidden = false;
    const Figures *figures = out->exhibits->figures;
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (!figure_is_own(figures, figure) || strcmp(figure->period, out->period) || *figure->part)
            continue;
        any |= figure->signal != SIGNAL_NONE;
        *hidden |= figure->status == FIGURE_SUPPRESSED;
    }
    return any;
}

GPtrArray *
exceptions_changed(const Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    const Figures *figures = out->exhibits->figures;
    GPtrArray *changed = g_ptr_array_new();
    for (guint i = 0; i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = changed_measure(out, figure);
        if (!measure || is_counted_elsewhere(out, measure, figure))
            continue;
        bool told = change_in_year(profile, figures, measure, figure).state != CHANGE_CLEAR;
        for (guint c = 0; c < changed->len; c++) {
            const Figure *other = changed->pdata[c];
            told |= other->base == figure->base && change_is_of_share(measure, figure) &&
                    (other->count == figure->count || other->base - other->count == figure->count);
        }
        if (!told)
            g_ptr_array_add(changed, (gpointer)figure);
    }
    return changed;
}

static char *
told(const Exceptions *out, const Figure *figure, Telling telling)
{
    const Profile *profile = out->exhibits->profile;
    return commentary_figure(profile, out->exhibits->figures, profile_measure(profile, figure->measure),
                             figure, telling);
}

/* Whether an earlier one has the same base. */
static bool
base_is_told(const Exceptions *out, const GPtrArray *changed, guint place)
{
    const Profile *profile = out->exhibits->profile;
    const Figure *figure = changed->pdata[place];
    for (guint i = 0; i < place; i++) {
        const Figure *other = changed->pdata[i];
        if (other->base == figure->base && profile_percent_of(profile_measure(profile, other->measure)) ==
                                               profile_percent_of(profile_measure(profile, figure->measure)))
            return true;
    }
    return false;
}

static void
say_changes(Exceptions *out)
{
    g_autoptr(GPtrArray) changed = exceptions_changed(out);
    /* The heading already says since when. */
    g_autofree char *then = english_in_before(out->before), *since = g_strdup_printf(" %s.", then);
    for (guint i = 0; i < changed->len && out->sentences->len < MOST_CHANGES; i++) {
        g_autofree char *sentence =
            told(out, changed->pdata[i], base_is_told(out, changed, i) ? TELLING_AGAIN : TELLING_ALONE);
        if (sentence && g_str_has_suffix(sentence, since))
            exceptions_say(out, "%.*s.", (int)(strlen(sentence) - strlen(since)), sentence);
        else if (sentence)
            exceptions_say(out, "%s", sentence);
    }
    bool hidden;
    if (out->sentences->len)
        exceptions_say(out,
                       "No other figure that can be compared changed by more than chance would explain.");
    else if (compares_any(out, &hidden))
        exceptions_say(out, "No figure%s changed since %s by more than chance would explain.",
                       hidden ? " that is shown" : "", out->before);
    else
        exceptions_say(out, "Figures are not compared with those of %s.", out->before);
}

/* What this authority's place is against the average of the others; NULL where it is inside the limits, is
 * not shown, or its comparison was told already. */
static const Figure *
own_limits(const Exceptions *out, const ProfileMeasure *measure)
{
    const Figures *figures = out->exhibits->figures;
    const Figure *limits = figures_find(figures, measure->id, out->period, "", LIMITS_998),
                 *own = figures_find(figures, measure->id, out->period, "", "");
    bool outside = limits && (limits->signal == SIGNAL_HIGHER || limits->signal == SIGNAL_LOWER) &&
                   !isnan(benchmark_number(measure, own));
    return outside && !benchmark_is_told_before(out->exhibits->profile, measure) ? limits : NULL;
}

static void
say_outliers(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        g_autofree char *sentence = measure->compared && own_limits(out, measure)
                                        ? commentary_of(exhibits->profile, exhibits->figures, measure)
                                        : NULL;
        if (sentence && *sentence)
            exceptions_say(out, "%s", sentence);
    }
}

static void
say_targets(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        const Showing *showing = showing_of(exhibits, measure);
        bool said = showing && showing->said_by;
        g_autofree char *sentence = exceptions_is_yearly(measure) && !said
                                        ? commentary_targets(exhibits->profile, exhibits->figures, measure)
                                        : NULL;
        if (sentence)
            exceptions_say(out, "%s", sentence);
    }
}

/* What came of cases. */
static void
say_outcome(Exceptions *out)
{
    g_autofree char *sentence = exceptions_point(out->exhibits, POINT_OUTCOME);
    if (sentence)
        exceptions_say(out, "%s", sentence);
}

/* The council's word for the threshold. */
static const char *
threshold_word(const Profile *profile)
{
    const ProfilePopulation *met = profile->shared ? profile->shared->threshold_met : NULL;
    return met && strstr(met->words, "criteria") ? "criteria" : "threshold";
}

/* "schools" of what came from them, else "partners". Caller frees. */
static char *
partners_of(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    const Profile *profile = out->exhibits->profile;
    g_autofree char *of_category = *figure->category ? commentary_predicate(profile, out->exhibits->figures,
                                                                            measure, figure->category, true)
                                                     : NULL;
    const char *behind =
        of_category   ? of_category
        : measure->in ? english_relative(profile, profile_percent_of(measure)->words, measure->in->words)
                      : NULL;
    bool from = behind && g_str_has_prefix(behind, "from ") && !strstr(behind, " about ") &&
                !english_is_other(figure->category);
    return g_strdup(from ? behind + strlen("from ") : "partners");
}

/* ", and 147 of the 239 did not meet the criteria": how many of a source's or sector's records a population
 * has that a share tells of; "" where no breakdown of it says so. Caller frees. */
static char *
of_threshold(const Exceptions *out, const ProfileMeasure *measure, const Figure *figure)
{
    const Profile *profile = out->exhibits->profile;
    const Figures *figures = out->exhibits->figures;
    for (guint i = 0; *figure->category && i < profile->measures->len; i++) {
        const ProfileMeasure *share = profile->measures->pdata[i];
        for (guint m = 0; kind_of(share)->is_share && share->in && m < profile->measures->len; m++) {
            const ProfileMeasure *part = profile->measures->pdata[m];
            const Figure *of = part->of == share->in && part->by->len == 1 && part->per == PER_YEAR &&
                                       !part->returned &&
                                       strcmp(part->by->pdata[0], measure->by->pdata[0]) == 0
                                   ? figures_find(figures, part->id, out->period, figure->category, "")
                                   : NULL;
            if (!of || isnan(of->count) || of->count > figure->count)
                continue;
            g_autofree char *count = figure_number_text(of->count, 0),
                            *whole = figure_number_text(figure->count, 0),
                            *says = english_predicate(profile, profile_percent_of(share)->words, share->in,
                                                      of->count == 1);
            return g_strdup_printf(", and %s of the %s %s", count, whole, says);
        }
    }
    return g_strdup("");
}

static void
ask_change(Exceptions *out, const ProfileMeasure *measure, const Figure *figure, bool higher)
{
    g_autofree char *sentence = told(out, figure, TELLING_ASKED),
                    *partners = partners_of(out, measure, figure);
    if (sentence && higher) {
        g_autofree char *more = of_threshold(out, measure, figure),
                        *with = g_strdup_printf("%.*s%s.", (int)strlen(sentence) - 1, sentence, more);
        g_free(sentence);
        sentence = g_steal_pointer(&with);
    }
    if (sentence && higher)
        exceptions_say(out, "%s Is this more concern, better awareness, or a different reading of the %s?",
                       sentence, threshold_word(out->exhibits->profile));
    else if (sentence)
        exceptions_say(out, "%s How far does that match what %s see themselves?", sentence, partners);
}

static bool
is_asked_of(const ProfileMeasure *measure)
{
    static const char *const asked_of[] = {"activity", "source", "about", "harm", NULL};
    return g_strv_contains(asked_of, measure->section);
}

/* Changes that partners can answer for: how many, from whom, about whom, about what. */
static void
ask_changes(Exceptions *out)
{
    g_autoptr(GPtrArray) changed = exceptions_changed(out);
    for (guint i = 0; i < changed->len && out->sentences->len < MOST_QUESTIONS_OF_CHANGES; i++) {
        const Figure *figure = changed->pdata[i];
        const ProfileMeasure *measure = profile_measure(out->exhibits->profile, figure->measure);
        if (is_asked_of(measure))
            ask_change(out, measure, figure, figure->signal == SIGNAL_HIGHER);
    }
}

/* Changes since the first year only: the farthest of each breakdown. */
static void
ask_long_changes(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len && out->sentences->len < FEWEST_QUESTIONS; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        g_autofree char *sentence =
            exceptions_is_yearly(measure) && measure->by->len == 1 && is_asked_of(measure) &&
                    kind_of(measure)->by_fields &&
                    !commentary_repeats(exhibits->profile, exhibits->figures, measure)
                ? commentary_main_point(exhibits->profile, exhibits->figures, measure, NULL)
                : NULL;
        bool later = sentence && !strstr(sentence, out->before);
        if (later && strstr(sentence, ", up from "))
            exceptions_say(out,
                           "%s Is this more concern, better awareness, or a different reading of the %s?",
                           sentence, threshold_word(exhibits->profile));
        else if (later && strstr(sentence, ", down from "))
            exceptions_say(out, "%s How far does that match what partners see themselves?", sentence);
    }
}

/* "230 notifications took longer than one month or are open, and 163 longer than three"; NULL where no
 * target was missed. Caller frees. */
static char *
late_words(const Exceptions *out, const ProfileMeasure *measure)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < measure->within->len; i++) {
        g_autofree char *category = limit_within(g_array_index(measure->within, Limit, i)),
                        *limit = english_time(category + strlen("within "));
        const Figure *figure = figures_find(out->exhibits->figures, measure->id, out->period, category, "");
        if (!figure || isnan(figure->count + figure->base + figure->value) ||
            figure->percent >= figure->value)
            continue;
        if (parts->len)
            english_drop_unit(limit, parts->pdata[0]);
        double late = figure->base - figure->count;
        g_autofree char *counted = english_counted(late, profile_percent_of(measure)->words),
                        *number = figure_number_text(late, 0);
        g_ptr_array_add(parts, parts->len ? g_strdup_printf("%s longer than %s", number, limit)
                                          : g_strdup_printf("%s took longer than %s or %s open", counted,
                                                            limit, late == 1 ? "is" : "are"));
    }
    return parts->len ? profile_listed(parts, ", and ") : NULL;
}

/* Once for all targets: of one measure whose targets were missed; else of a share in time that fell. */
static void
ask_times(Exceptions *out)
{
    static const char question[] = "What holds up those that take longer, and who could shorten it?";
    const Exhibits *exhibits = out->exhibits;
    const char *fell = NULL;
    g_autofree char *fallen = NULL;
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        bool timed = exceptions_is_yearly(measure) && measure->kind == MEASURE_TIMELINESS;
        g_autofree char *targets =
                            timed ? commentary_targets(exhibits->profile, exhibits->figures, measure) : NULL,
                        *late = targets ? late_words(out, measure) : NULL;
        if (late) {
            exceptions_say(out, "%.*s: %s. %s", (int)strcspn(targets, ":"), targets, late, question);
            return;
        }
        g_autofree char *point =
            timed && !fallen ? commentary_main_point(exhibits->profile, exhibits->figures, measure, NULL)
                             : NULL;
        fell = point ? strstr(point, ", down from ") : NULL;
        if (fell)
            fallen = g_steal_pointer(&point);
    }
    if (fallen)
        exceptions_say(out, "%s %s", fallen, question);
}

const Figure *
exceptions_oldest(const Exhibits *exhibits, const ProfileMeasure **of)
{
    g_autofree char *period = period_of_report(exhibits, 0);
    for (guint m = 0; m < exhibits->profile->measures->len; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        const Figure *end = measure->returned
                                ? NULL
                                : table_figure(exhibits->figures, measure, period, ROLE_OPEN_AT_END),
                     *old = end ? figures_find(exhibits->figures, measure->id, period, end->category,
                                               "open over 12 months")
                                : NULL;
        if (!old || !(old->count > 0) || !(old->count * 5 >= end->count))
            continue;
        if (of)
            *of = measure;
        return old;
    }
    return NULL;
}

static void
ask_oldest(Exceptions *out)
{
    const ProfileMeasure *measure = NULL;
    const Figure *old = exceptions_oldest(out->exhibits, &measure);
    const Profile *profile = out->exhibits->profile;
    if (!old)
        return;
    g_autofree char *open = english_counted(old->count, measure->of->words),
                    *day = calendar_long(calendar_year_last(profile->year, profile->year_start));
    exceptions_say(
        out,
        "On %s, %s had been open for more than a year. Who reviews each of these, and when was the "
        "last review?",
        day, open);
}

/* If there are few questions: how old the open cases are. */
static void
ask_open(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len && out->sentences->len < FEWEST_QUESTIONS; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        g_autofree char *open = exceptions_open_point(exhibits, measure);
        if (open)
            exceptions_say(out, "%s Who reviews the oldest of these, and how often?", open);
    }
}

/* If there are few questions: how much is below the threshold. */
static void
ask_threshold(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    for (guint m = 0; m < exhibits->profile->measures->len && out->sentences->len < FEWEST_QUESTIONS; m++) {
        const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
        const RenderKind *kind = render_kind(measure);
        g_autofree char *share =
            exceptions_is_yearly(measure) && kind->main_point &&
                    kind->main_point(exhibits->profile, measure) == POINT_THRESHOLD
                ? commentary_main_point(exhibits->profile, exhibits->figures, measure, NULL)
                : NULL;
        if (!share)
            continue;
        exceptions_say(out, "%s How well do partners know the %s before they turn to the service?", share,
                       threshold_word(exhibits->profile));
        return;
    }
}

static void
ask_comparisons(Exceptions *out)
{
    const Exhibits *exhibits = out->exhibits;
    const Profile *profile = exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *limits = measure->compared ? own_limits(out, measure) : NULL;
        if (!limits)
            continue;
        const Figure *own = figures_find(exhibits->figures, measure->id, out->period, "", ""),
                     *known = figures_find(exhibits->figures, measure->id, out->period, NEIGHBOURS_KNOWN, "");
        g_autofree char *number = table_comparison_words(measure, benchmark_number(measure, own)),
                        *average = table_comparison_words(measure, limits->value),
                        *others = known ? english_number((guint)known->value) : g_strdup("the");
        exceptions_say(
            out, "Our %s of %s is %s the average of %s %s (%s). Is this need, awareness, or what we count?",
            benchmark_is_rate(measure) ? "rate" : "share", number,
            limits->signal == SIGNAL_HIGHER ? "above" : "below", others,
            profile->benchmark && profile->benchmark->neighbours_path ? "neighbours" : "others", average);
        return;
    }
}

static void
ask_records(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *blank =
            measure->by->len == 1 && exceptions_is_yearly(measure) &&
                    !profile_field(profile, measure->by->pdata[0])->separator
                ? figures_find(out->exhibits->figures, measure->id, out->period, NOT_RECORDED, "")
                : NULL;
        if (!blank || !(blank->percent >= MUCH_NOT_RECORDED) ||
            figure_base_is_small(blank, measure->small_base))
            continue;
        g_autofree char *share = figure_shown(blank, blank->percent, measure->decimals, "%"),
                        *count = figure_number_text(blank->count, 0),
                        *base = figure_number_text(blank->base, 0),
                        *field = profile_field_words(profile_field(profile, measure->by->pdata[0]));
        exceptions_say(out, "For %s of the %s %s (%s) no %s is recorded. What stops it being recorded?",
                       count, base, profile_percent_of(measure)->words, share, field);
        return;
    }
}

/* Asked last, and never as the only question. */
static void
ask_neighbours(Exceptions *out)
{
    const Profile *profile = out->exhibits->profile;
    for (guint m = 0; m < profile->measures->len && out->sentences->len; m++) {
        const ProfileMeasure *measure = profile->measures->pdata[m];
        const Figure *known = measure->compared ? figures_find(out->exhibits->figures, measure->id,
                                                               out->period, NEIGHBOURS_KNOWN, "")
                                                : NULL;
        if (!known || known->value > 0 || !(known->base > 0))
            continue;
        g_autofree char *how_many = figure_number_text(known->base, 0);
        exceptions_say(
            out,
            "No figure is available for any of our %s neighbours. What would it take for them to exchange "
            "figures with us?",
            how_many);
        return;
    }
}

/* If there are few questions: who makes contact most, or is named most. */
static void
ask_leader(Exceptions *out)
{
    static const struct {
        const char *section, *question;
    } asked[] = {{"source", "Who comes to the service less often than partners would expect?"},
                 {"about", "How far does that match what partners see themselves?"}};
    const Exhibits *exhibits = out->exhibits;
    g_autoptr(GPtrArray) changed = exceptions_changed(out);
    for (gsize s = 0; s < G_N_ELEMENTS(asked); s++)
        for (guint m = 0; m < exhibits->profile->measures->len && out->sentences->len < FEWEST_QUESTIONS;
             m++) {
            const ProfileMeasure *measure = exhibits->profile->measures->pdata[m];
            bool is_asked = exceptions_is_yearly(measure) && measure->by->len == 1 &&
                            strcmp(measure->section, asked[s].section) == 0;
            /* If it moved, the reason has been asked for already. */
            const Figure *first =
                is_asked ? commentary_leader(exhibits->profile, exhibits->figures, measure) : NULL;
            g_autofree char *leader = is_asked && !(first && g_ptr_array_find(changed, first, NULL))
                                          ? commentary_shape(exhibits->profile, exhibits->figures, measure)
                                          : NULL;
            if (leader && strpbrk(leader, "0123456789"))
                exceptions_say(out, "%s %s", leader, asked[s].question);
        }
}

static void
say_questions(Exceptions *out)
{
    ask_changes(out);
    ask_times(out);
    ask_oldest(out);
    ask_comparisons(out);
    ask_records(out);
    ask_long_changes(out);
    ask_threshold(out);
    ask_open(out);
    ask_leader(out);
    ask_neighbours(out);
    if (out->sentences->len > MOST_QUESTIONS)
        g_ptr_array_set_size(out->sentences, MOST_QUESTIONS);
    if (!out->sentences->len)
        exceptions_say(out, "The figures raise no question by themselves.");
}

static const struct {
    const char *name;
    void (*say)(Exceptions *out);
} kinds[] = {{"changes", say_changes},     {"outliers", say_outliers},
             {"targets", say_targets},     {"outcome", say_outcome},
             {"questions", say_questions}, {"main-points", exceptions_say_main_points}};

bool
exceptions_known(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            return true;
    return false;
}

GPtrArray *
exceptions_of(const Exhibits *exhibits, const char *name)
{
    g_autofree char *period = period_of_report(exhibits, 0), *before = period_of_report(exhibits, 1);
    Exceptions out = {exhibits, period, before, g_ptr_array_new_with_free_func(g_free)};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0)
            kinds[i].say(&out);
    return out.sentences;
}
