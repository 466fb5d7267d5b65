/* What a release hides by the profile's rules, and what is hidden first. */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "tests/analysis/small_release.h"

#define YEAR "2023-24"
static const char *const codes =
    "harm,Physical,,\nharm,Neglect,,\nharm,Sexual,,\nsector,Education,,\nsector,Health,,\n";

/* This many records, one after the other through the year: the first `few` are Health and the others
 * Education; harms take turns. */
static Texts
council(int below, const char *more, guint length, guint few)
{
    static const char *const harms[] = {"Physical", "Neglect"};
    Texts texts = texts_new(below, more);
    g_string_append(texts.codes, codes);
    for (guint i = 0; i < length; i++)
        record(&texts, calendar_day(2023, 4, 1) + (Day)(i * 365 / length), 20, harms[i % 2],
               i < few ? "Health" : "Education");
    return texts;
}

static bool
is_shown(const Released *released, const char *measure, const char *category)
{
    return !isnan(figure_of(released->shown, measure, YEAR, category, "")->count);
}

static void
months_and_cross_tables_are_hidden_before_totals(void)
{
    Texts texts = council(5, "", 30, 11);
    measure(&texts, "id: months, title: Months, kind: count, per: month");
    measure(&texts, "id: harm, title: Harm, kind: breakdown, by: [harm]");
    measure(&texts, "id: cross, title: Cross, kind: breakdown, by: [harm, sector]");
    record(&texts, calendar_day(2023, 5, 5), 3, "Sexual", "Health");
    Released released = release_texts(&texts);
    g_assert_no_error(released.error);
    g_assert_true(is_shown(&released, "contacts", ""));
    g_assert_true(isnan(figure_of(released.shown, "months", "2023-05", "", "")->count));
    g_assert_false(is_shown(&released, "harm", "Sexual"));
    released_end(&released);
    texts_end(&texts);
}

/* 37 of 40: three are left over. */
static void
a_kept_total_stays_and_another_is_hidden(void)
{
    Texts texts = council(5, "", 40, 3), keeping = council(5, ", keep: [taught]", 40, 3);
    measure(&texts, "id: taught, title: Taught, kind: share, in: taught");
    measure(&keeping, "id: taught, title: Taught, kind: share, in: taught");
    Released released = release_texts(&texts), kept = release_texts(&keeping);
    g_assert_true(is_shown(&released, "contacts", "") && !is_shown(&released, "taught", ""));
    g_assert_true(!is_shown(&kept, "contacts", "") && is_shown(&kept, "taught", ""));
    released_end(&released);
    released_end(&kept);
    texts_end(&texts);
    texts_end(&keeping);
}

static void
a_release_that_keeps_too_much_is_refused(void)
{
    Texts texts = council(5, ", keep: [contacts, taught]", 40, 3);
    measure(&texts, "id: taught, title: Taught, kind: share, in: taught");
    Released released = release_texts(&texts);
    g_assert_null(released.shown);
    g_assert_nonnull(strstr(released.error->message, "contacts and taught"));
    g_assert_null(strstr(released.error->message, " 3"));
    released_end(&released);
    texts_end(&texts);
}

static void
zeros_and_everyone_are_hidden_if_asked(void)
{
    Texts shown = council(5, "", 20, 0), hidden = council(5, ", zeros: hidden", 20, 0);
    Texts *texts[] = {&shown, &hidden};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        measure(texts[i], "id: harm, title: Harm, kind: breakdown, by: [harm]");
        measure(texts[i], "id: sector, title: Sector, kind: breakdown, by: [sector]");
        Released released = release_texts(texts[i]);
        g_assert_no_error(released.error);
        g_assert_true(is_shown(&released, "harm", "Sexual") == !i);
        g_assert_true(is_shown(&released, "sector", "Health") == !i);
        g_assert_true(is_shown(&released, "sector", "Education") == !i);
        g_assert_true(is_shown(&released, "contacts", ""));
        released_end(&released);
        texts_end(texts[i]);
    }
}

/* The same council was published with one record fewer, and with Physical hidden. */
static void
published_figures_are_known_and_hidden_ones_stay_hidden(void)
{
    g_autofree char *path = g_strdup_printf("%s/before-%d.csv", g_get_tmp_dir(), (int)getpid()),
                    *key = g_strdup_printf(", previous-release: '%s'", path);
    g_assert_true(g_file_set_contents(path,
                                      "authority,measure,period,category,part,count,status\n"
                                      "Test Council,contacts," YEAR ",,,40,\n"
                                      "Test Council,harm," YEAR ",,,40,\n"
                                      "Test Council,harm," YEAR ",Physical,,,c\n"
                                      "Test Council,harm," YEAR ",Neglect,,19,\n",
                                      -1, NULL));
    Texts texts = council(5, key, 40, 10);
    measure(&texts, "id: harm, title: Harm, kind: breakdown, by: [harm]");
    Released released = release_texts(&texts);
    g_assert_no_error(released.error);
    g_assert_true(is_shown(&released, "contacts", ""));
    g_assert_false(is_shown(&released, "harm", "Physical"));
    g_assert_false(is_shown(&released, "harm", "Neglect")); /* 20 now: that shows that one was added */
    g_assert_cmpuint(findings_of_rule(released.findings, "figure-changed"), >=, 1);
    released_end(&released);
    texts_end(&texts);
    g_unlink(path);
}

static void
counts_may_be_rounded_instead(void)
{
    Texts texts = council(0, "round-to: 5", 38, 3);
    measure(&texts, "id: sector, title: Sector, kind: breakdown, by: [sector]");
    Released released = release_texts(&texts);
    g_assert_cmpfloat(figure_of(released.shown, "contacts", YEAR, "", "")->count, ==, 40);
    g_assert_cmpfloat(figure_of(released.shown, "sector", YEAR, "Health", "")->count, ==, 5);
    g_assert_cmpfloat(figure_of(released.shown, "sector", YEAR, "Education", "")->percent, ==, 87.5);
    released_end(&released);
    texts_end(&texts);
}

/* Names that figures of other roles use. */
static void
a_category_of_any_name_is_a_count(void)
{
    static const char *const names[] = {"since 2019",     "estimated",       "control limits",    "median",
                                        "of concluded",   "open at the end", "run chart median",  "longest",
                                        "within 4 weeks", "4 weeks before",  "outside the limits"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Texts texts = texts_new(5, "");
        g_string_append_printf(texts.codes,
                               "harm,Physical,,\nharm,Neglect,,\nharm,%s,,\nsector,Education,,\nsector,"
                               "Education,%s,\nsector,Health,,\n",
                               names[i], names[i]);
        measure(&texts, "id: harm, title: Harm, kind: breakdown, by: [harm]");
        measure(&texts, "id: sector, title: Sector, kind: breakdown, by: [sector]");
        for (guint k = 0; k < 40; k++)
            record(&texts, calendar_day(2023, 6, 1) + k, 10,
                   k < 2    ? names[i]
                   : k < 22 ? "Physical"
                            : "Neglect",
                   k < 3    ? names[i]
                   : k < 20 ? "Education"
                            : "Health");
        Released released = release_texts(&texts);
        g_assert_no_error(released.error);
        g_assert_false(is_shown(&released, "harm", names[i]));
        g_assert_true(is_shown(&released, "harm", "Physical") != is_shown(&released, "harm", "Neglect"));
        g_assert_true(isnan(figure_of(released.shown, "sector", YEAR, "Education", names[i])->count));
        g_assert_true(is_shown(&released, "contacts", ""));
        released_end(&released);
        texts_end(&texts);
    }
}

/* Sector, harm and time, each with many categories, all crossed by populations. */
static void
figures_that_cross_too_much_are_hidden_and_reported(void)
{
    Texts texts = texts_new(5, "");
    GString *populations =
        g_string_new("populations:\n  - {id: taught, words: taught, where: [{field: sector, is: [s1]}]}\n");
    g_autoptr(GRand) chance = g_rand_new_with_seed(3);
    for (guint i = 0; i < 60; i++)
        g_string_append_printf(texts.codes, "harm,h%u,,\nsector,s%u,,\n", i, i);
    for (guint i = 0; i < 30; i++)
        g_string_append_printf(populations, "  - {id: p%u, words: p%u, where: [{field: harm, is: [h%u]}]}\n",
                               i, i, i);
    char *old = strstr(texts.profile->str, "populations:");
    gsize from = (gsize)(old - texts.profile->str), length = strcspn(old, "\n") + 1;
    g_string_erase(texts.profile, (gssize)from, (gssize)length);
    g_string_insert(texts.profile, (gssize)from, populations->str);
    measure(&texts, "id: sector, title: Sector, kind: breakdown, by: [sector]");
    measure(&texts, "id: cross, title: Cross, kind: breakdown, by: [sector, harm]");
    measure(&texts, "id: sector-months, title: Sector, kind: breakdown, by: [sector], per: month");
    for (guint i = 0; i < 30; i++) {
        g_autofree char *words = g_strdup_printf(
            "id: times%u, title: Times, kind: timeliness, of: p%u, within: [4 weeks, 3 months], per: month",
            i, i);
        measure(&texts, words);
    }
    for (guint i = 0; i < 600; i++) {
        g_autofree char *harm = g_strdup_printf("h%d", g_rand_int_range(chance, 0, 60)),
                        *sector = g_strdup_printf("s%d", g_rand_int_range(chance, 0, 60));
        record(&texts, calendar_day(2023, 4, 1) + (Day)g_rand_int_range(chance, 0, 366),
               g_rand_int_range(chance, 0, 200), harm, sector);
    }
    Released released = release_texts(&texts);
    g_assert_no_error(released.error);
    g_assert_cmpuint(findings_of_rule(released.findings, "hidden-by-the-stronger-rule"), ==, 1);
    g_assert_true(is_shown(&released, "contacts", ""));
    g_string_free(populations, TRUE);
    released_end(&released);
    texts_end(&texts);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/suppression/" #name, name)
    ADD(months_and_cross_tables_are_hidden_before_totals);
    ADD(a_kept_total_stays_and_another_is_hidden);
    ADD(a_release_that_keeps_too_much_is_refused);
    ADD(zeros_and_everyone_are_hidden_if_asked);
    ADD(published_figures_are_known_and_hidden_ones_stay_hidden);
    ADD(counts_may_be_rounded_instead);
    ADD(a_category_of_any_name_is_a_count);
    ADD(figures_that_cross_too_much_are_hidden_and_reported);
    return g_test_run();
}
