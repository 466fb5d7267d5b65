/* Others' figures: returns, and files typed from published reports; like with like, or not at all. */
#include "analysis/benchmark/benchmark_parts.h"
#include <math.h>
#include <string.h>
#include "analysis/disclosure/disclosure.h"

typedef struct {
    const Profile *profile;
    const Children *children;
    GHashTable *names; /* key -> char*: spelt as in the list of neighbours */
    GHashTable *said;  /* "kind\x1fpath\x1fname": what has been reported for a file */
    Findings *findings;
    Figures *all;
    char *own; /* key */
} Gathering;

/* Counts below this are hidden in a return, with what gives them away. */
enum { LEAST_SHOWN = 5 };

/* Whether this is the first time for this kind of finding in this file. */
static bool
is_first(const Gathering *gathering, const char *kind, const char *path, const char *name)
{
    return g_hash_table_add(gathering->said, g_strjoin("\x1f", kind, path, name, NULL));
}

/* Whether a return uses other definitions; reported once a file. */
static bool
is_other_version(const Gathering *gathering, const char *path, const Figures *file)
{
    const char *definitions = figures_said(file, "definitions");
    if (!figures_said(file, "return") || g_strcmp0(definitions, RETURN_DEFINITIONS) == 0)
        return false;
    findings_add(
        gathering->findings, "return-version", path, 1, 0, "",
        "the return uses definitions %s and this program uses %s, so it is left out; ask for a new return",
        definitions ? definitions : "that it does not state", RETURN_DEFINITIONS);
    return true;
}

/* The name of one council and the code of another: the code is used, and that is reported. */
static void
say_other_code(const Gathering *gathering, const char *rule, const char *path, const char *name,
               const char *code)
{
    const char *coded = children_coded(gathering->children, code);
    g_autofree char *key = authority_key(name ? name : "");
    if (coded && children_name(gathering->children, key) && strcmp(coded, key) != 0)
        findings_add(gathering->findings, rule, path, 1, 0, "",
                     "the name is %s but the code %s belongs to %s; the code is used", name, code,
                     children_name(gathering->children, coded));
}

static const char *
name_of(const Gathering *gathering, const char *key, const char *written)
{
    const char *listed = g_hash_table_lookup(gathering->names, key);
    if (!listed)
        listed = children_name(gathering->children, key);
    return listed ? listed : written;
}

static bool
values_agree(double one, double other)
{
    return isnan(one) || isnan(other) ? isnan(one) == isnan(other) : one == other;
}

/* If two differ neither is shown: the program cannot say which is right. */
static void
settle_difference(Gathering *gathering, Figure *there, const Figure *figure)
{
    if (values_agree(there->count, figure->count) && values_agree(there->base, figure->base))
        return;
    g_autofree char *place = figure_place_words(figure),
                    *first = there->file ? g_path_get_basename(there->file) : g_strdup("another file");
    findings_add(gathering->findings, "return-differs", figure->file, figure->line, 0, "",
                 "%s %s %s: %s line %u gives a different figure; neither is shown until one is removed",
                 there->authority, figure->measure, place, first, there->line);
    there->count = there->base = there->percent = there->value = NAN;
    there->status = FIGURE_NOT_AVAILABLE;
}

/* For one council's return, and for several councils' together, which have a line for each. */
static void
keep_words(Gathering *gathering, const Figures *file, const char *counted)
{
    const char *own = figures_said(file, "authority"), *code = figures_said(file, "code"), *key, *value;
    g_autofree char *of = g_strconcat(counted, " of ", NULL),
                    *own_key = children_key(gathering->children, own ? own : "", code);
    if (*own_key)
        return_keep_words(gathering->all, file, counted, name_of(gathering, own_key, own));
    for (guint i = 0; (key = figures_said_at(file, i, &value)); i++) {
        const char *whose = g_str_has_prefix(key, of) ? key + strlen(of) : "";
        g_autofree char *name_key = authority_key(whose);
        g_autofree char *place = g_strconcat(of, name_of(gathering, name_key, whose), NULL);
        if (*name_key)
            figures_say(gathering->all, place, value);
    }
}

/* The year of the figure as the profile writes it (2023/24 is 2023-24); NULL if it is not a year. Caller
 * frees. */
static char *
year_of(const Gathering *gathering, const char *path, const Figure *figure)
{
    ReportingYear start = gathering->profile->year_start;
    int year;
    if (calendar_parse_year(figure->period, start, &year))
        return calendar_year_label(year, start);
    g_autofree char *example = calendar_year_label(gathering->profile->year, start);
    if (is_first(gathering, "period", path, figure->period))
        findings_add(gathering->findings, "return-period", path, figure->line, 0, "",
                     "the period \"%s\" is not a year like %s; its figures are left out", figure->period,
                     example);
    return NULL;
}

static bool
has_category(const Figure *figure)
{
    return !*figure->part && g_strv_contains(benchmark_categories(figure->measure), figure->category);
}

/* Whether it has a standard measure and category, and a possible count. */
static bool
is_accepted(const Gathering *gathering, const char *path, const Figure *figure)
{
    if (!is_standard(figure->measure)) {
        if (is_first(gathering, "measure", path, figure->measure))
            findings_add(gathering->findings, "return-measure", path, figure->line, 0, "",
                         "%s is not a standard measure and is left out; the standard measures are contacts, "
                         "threshold-met, harm, outcome, timeliness and one-working-day",
                         figure->measure);
        return false;
    }
    if (!has_category(figure)) {
        g_autofree char *name = g_strjoin(", ", figure->measure, figure->category, NULL),
                        *known = g_strjoinv(", ", (char **)benchmark_categories(figure->measure));
        if (is_first(gathering, "category", path, name))
            findings_add(gathering->findings, "return-category", path, figure->line, 0, "",
                         "\"%s\" is not a category of %s and is left out%s%s", figure->category,
                         figure->measure, *known ? "; the categories are " : ", which has none", known);
        return false;
    }
    g_autofree char *impossible = figure_impossible(figure), *place = figure_place_words(figure);
    if (impossible) {
        findings_add(gathering->findings, "return-impossible", path, figure->line, 0, "",
                     "%s %s %s: %s; it is left out", figure->authority, figure->measure, place, impossible);
        return false;
    }
    return true;
}

static void
gather_figure(Gathering *gathering, const char *path, const Figures *file, const Figure *read)
{
    const char *said = figures_said(file, "authority");
    bool typed = !figures_said(file, "return");
    Figure figure = *read;
    const char *written = *figure.authority ? figure.authority : said ? said : "";
    /* The code belongs to the council whose return it is. */
    bool coded = said && strcmp(written, said) == 0;
    g_autofree char *key =
        children_key(gathering->children, written, coded ? figures_said(file, "code") : NULL);
    if (!*key && is_first(gathering, "authority", path, ""))
        findings_add(gathering->findings, "return-authority", path, figure.line, 0, "",
                     "the figure does not name an authority and is left out");
    if (!*key || g_strcmp0(key, gathering->own) == 0 || !is_accepted(gathering, path, &figure))
        return;
    g_autofree char *period = year_of(gathering, path, &figure);
    if (!period)
        return;
    figure.period = period;
    figure.authority = name_of(gathering, key, written);
    if (typed && figure.status == FIGURE_PLAIN)
        figure.status = FIGURE_SUPPLIED;
    figure_take_percent(&figure);
    const Figure *there =
        figures_find_of(gathering->all, figure.authority, figure.measure, figure.period, figure.category, "");
    if (!there)
        figures_add(gathering->all, &figure);
    else
        settle_difference(gathering, (Figure *)there, &figure);
}

static void
gather_file(Gathering *gathering, const char *path, const Figures *file)
{
    if (figures_said(file, "return")) {
        say_other_code(gathering, "return-code", path, figures_said(file, "authority"),
                       figures_said(file, "code"));
        keep_words(gathering, file, "contacts");
        keep_words(gathering, file, "threshold-met");
    }
    for (guint i = 0; i < figures_length(file); i++)
        gather_figure(gathering, path, file, figures_at(file, i));
}

/* What a council shows in its return, as supplied figures of its own, and the place of each. One time limit
 * is a part of the next, so that neither gives away what lies between. */
static Figures *
theirs_of(const Gathering *gathering, const char *authority, GArray *places)
{
    Figures *theirs = figures_new();
    for (guint i = 0; i < figures_length(gathering->all); i++) {
        Figure figure = *figures_at(gathering->all, i);
        if (strcmp(figure.authority, authority) != 0 || figure.status == FIGURE_SUPPLIED)
            continue;
        figure.role = ROLE_SUPPLIED;
        figures_add(theirs, &figure);
        g_array_append_val(places, i);
    }
    const char *const *limits = benchmark_categories("timeliness");
    for (guint i = 0; i < places->len; i++) {
        Figure within = *figures_at(theirs, i);
        const Figure *next = NULL;
        for (guint k = 0; strcmp(within.measure, "timeliness") == 0 && limits[k] && limits[k + 1]; k++)
            if (strcmp(within.category, limits[k]) == 0)
                next = figures_find(theirs, within.measure, within.period, limits[k + 1], "");
        if (!next || isnan(within.count) || isnan(next->count))
            continue;
        within.part = next->category;
        within.base = next->count;
        within.percent = NAN;
        figures_add(theirs, &within);
    }
    return theirs;
}

static void
hide(const Gathering *gathering, Figure *figure)
{
    figure->count = figure->base = figure->percent = figure->lower = figure->upper = figure->value = NAN;
    figure->status = FIGURE_SUPPRESSED;
    if (is_first(gathering, "small", figure->file ? figure->file : "", ""))
        findings_add(
            gathering->findings, "return-small", figure->file, figure->line, 0, "",
            "the return shows counts from 1 to %d, or gives them away; they are hidden here; ask for "
            "one that hides them",
            LEAST_SHOWN - 1);
}

/* Hides what a council should have hidden in its return, by the rules for our own figures; everything, if
 * that is not enough. */
static bool
protect(const Gathering *gathering, const char *authority, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
    Profile other = *gathering->profile;
    other.authority_name = (char *)authority;
    other.measures = none;
    other.disclosure = (ProfileDisclosure){.keep = none, .not_about_cases = none};
    g_autoptr(Figures) theirs = theirs_of(gathering, authority, places);
    g_autoptr(Disclosure) disclosure =
        disclosure_decide(&other, LEAST_SHOWN, theirs, NULL, NULL, NULL, error);
    if (!disclosure)
        return false;
    g_autoptr(Figures) shown = disclosure_apply(disclosure, NULL);
    for (guint i = 0; i < places->len; i++) {
        const Figure *before = figures_at(theirs, i), *after = shown ? figures_at(shown, i) : NULL;
        bool told = !isnan(before->count) || !isnan(before->percent);
        if (told &&
            (!after || after->status == FIGURE_SUPPRESSED || isnan(before->base) != isnan(after->base)))
            hide(gathering, figures_edit(gathering->all, g_array_index(places, guint, i)));
    }
    return true;
}

static bool
protect_all(const Gathering *gathering, GError **error)
{
    g_autoptr(GHashTable) done = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < figures_length(gathering->all); i++) {
        const char *authority = figures_at(gathering->all, i)->authority;
        if (g_hash_table_add(done, g_strdup(authority)) && !protect(gathering, authority, error))
            return false;
    }
    return true;
}

Figures *
others_read(const Profile *profile, const Children *children, const GPtrArray *neighbours, Findings *findings,
            GError **error)
{
    const ProfileBenchmark *benchmark = profile->benchmark;
    g_autoptr(Figures) all = figures_new();
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal),
                          said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *own = profile->records->len
                               ? children_key(children, profile->authority_name, profile->authority_code)
                               : NULL;
    Gathering gathering = {profile, children, names, said, findings, all, own};
    for (guint i = 0; i < neighbours->len; i++) {
        const Neighbour *neighbour = neighbours->pdata[i];
        g_hash_table_insert(names, neighbour->key, neighbour->name);
    }
    say_other_code(&gathering, "authority-code", profile->path, profile->authority_name,
                   profile->authority_code);
    return_begin(all);
    for (guint i = 0; i < benchmark->empty->len; i++)
        findings_add(findings, "return-missing", benchmark->place.file, benchmark->place.line,
                     benchmark->place.column, "", "no file matches %s", (char *)benchmark->empty->pdata[i]);
    for (guint i = 0; i < benchmark->figures->len; i++) {
        const char *path = benchmark->figures->pdata[i];
        g_autoptr(Figures) file = figures_read(path, profile->year_start, error);
        if (!file)
            return NULL;
        if (!is_other_version(&gathering, path, file))
            gather_file(&gathering, path, file);
    }
    if (!protect_all(&gathering, error))
        return NULL;
    return g_steal_pointer(&all);
}

Figures *
benchmark_merge(const Profile *profile, Findings *findings, GError **error)
{
    g_autoptr(Children) children = children_read(profile->benchmark->population, error);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    return children ? others_read(profile, children, none, findings, error) : NULL;
}
