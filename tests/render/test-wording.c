/* What a change is, what shape a breakdown has, and the grammar of both, by hand. */
#include <math.h>
#include "analysis/profile/kinds.h"
#include "render/wording/change.h"
#include "render/wording/english.h"
#include "render/wording/shape.h"

static const Profile profile = {.words = "contacts",
                                .word = "contact",
                                .authority_short_name = "Somerset",
                                .year = 2023,
                                .year_start = {.start_month = 4}};

static Figure
figure_of(double count, double base)
{
    Figure figure = FIGURE_BLANK;
    figure.count = count;
    figure.base = base;
    figure.period = "2023-24";
    figure_take_percent(&figure);
    return figure;
}

static void
a_change_is_clear_level_or_open(void)
{
    static const struct {
        MeasureKind kind;
        double now, base, then, base_then;
        FigureSignal signal;
        ChangeState state;
        ChangeNear near;
        ChangeWhy why;
    } cases[] = {
        /* Counts: within 5% or 5 records they are similar, within 1% almost the same. */
        {MEASURE_COUNT, 395, NAN, 412, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_SIMILAR, WHY_NOTHING},
        {MEASURE_COUNT, 742, NAN, 747, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_ALMOST, WHY_NOTHING},
        {MEASURE_COUNT, 12, NAN, 12, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_SAME, WHY_NOTHING},
        {MEASURE_COUNT, 12, NAN, 17, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_SIMILAR, WHY_NOTHING},
        {MEASURE_COUNT, 12, NAN, 18, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_OPEN, 0, WHY_NOTHING},
        {MEASURE_COUNT, 161, NAN, 198, NAN, SIGNAL_NO_CLEAR_CHANGE, CHANGE_OPEN, 0, WHY_NOTHING},
        {MEASURE_COUNT, 90, NAN, 122, NAN, SIGNAL_LOWER, CHANGE_CLEAR, 0, WHY_NOTHING},
        {MEASURE_COUNT, 90, NAN, 122, NAN, SIGNAL_NONE, CHANGE_NONE, 0, WHY_UNTESTED},
        /* Shares: 86 and 88% are similar, 28 and 20% are not. */
        {MEASURE_SHARE, 653, 742, 642, 747, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_SIMILAR, WHY_NOTHING},
        {MEASURE_SHARE, 438, 742, 433, 747, SIGNAL_NO_CLEAR_CHANGE, CHANGE_LEVEL, NEAR_ALMOST, WHY_NOTHING},
        {MEASURE_SHARE, 33, 161, 55, 198, SIGNAL_NO_CLEAR_CHANGE, CHANGE_OPEN, 0, WHY_NOTHING},
        {MEASURE_SHARE, 260, 742, 304, 747, SIGNAL_LOWER, CHANGE_CLEAR, 0, WHY_NOTHING},
        {MEASURE_SHARE, 5, 12, 100, 200, SIGNAL_NO_CLEAR_CHANGE, CHANGE_NONE, 0, WHY_SMALL},
        {MEASURE_SHARE, 60, 120, 10, 19, SIGNAL_NO_CLEAR_CHANGE, CHANGE_NONE, 0, WHY_SMALL},
        /* Two figures that print the same have no direction. */
        {MEASURE_SHARE, 50400, 100000, 49700, 100000, SIGNAL_HIGHER, CHANGE_LEVEL, NEAR_SAME, WHY_NOTHING},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) breaks = g_array_new(FALSE, FALSE, sizeof(ProfileBreak));
        Profile whole = profile;
        whole.breaks = breaks;
        ProfileMeasure measure = {
            .id = "m", .kind = cases[i].kind, .about = kinds_of_measures[cases[i].kind], .small_base = 20};
        Figure now = figure_of(cases[i].now, cases[i].base),
               then = figure_of(cases[i].then, cases[i].base_then);
        Change change = change_between(&whole, &measure, &now, &then, cases[i].signal);
        g_assert_cmpint(change.state, ==, cases[i].state);
        g_assert_cmpint(change.why, ==, cases[i].why);
        if (change.state == CHANGE_LEVEL)
            g_assert_cmpint(change.near, ==, cases[i].near);
        if (change.state == CHANGE_CLEAR)
            g_assert_cmpint(change.higher, ==, cases[i].signal == SIGNAL_HIGHER);
    }
}

static void
a_change_that_cannot_be_tested_says_why(void)
{
    g_autoptr(GArray) breaks = g_array_new(FALSE, TRUE, sizeof(ProfileBreak));
    Profile whole = profile;
    whole.breaks = breaks;
    ProfileMeasure measure = {
        .id = "m", .kind = MEASURE_SHARE, .about = kinds_of_measures[MEASURE_SHARE], .small_base = 20};
    Figure now = figure_of(60, 120), then = figure_of(50, 120);
    g_assert_cmpint(change_between(&whole, &measure, &now, NULL, SIGNAL_NONE).why, ==, WHY_FIRST);
    now.pending = 4;
    g_assert_cmpint(change_between(&whole, &measure, &now, &then, SIGNAL_NONE).why, ==, WHY_OUTCOMES_OPEN);
    then.status = FIGURE_SUPPRESSED;
    g_assert_cmpint(change_between(&whole, &measure, &now, &then, SIGNAL_NONE).why, ==, WHY_HIDDEN);
    ProfileBreak gap = {.year = 2023, .note = "a new form", .measures = g_ptr_array_new()};
    g_array_append_val(breaks, gap);
    g_assert_cmpint(change_between(&whole, &measure, &now, &then, SIGNAL_HIGHER).why, ==, WHY_BREAK);
    g_ptr_array_unref(gap.measures);
}

static void
a_breakdown_has_its_shape(void)
{
    static const struct {
        double counts[9];
        size_t n;
        double other, base, hidden;
        Shape shape;
    } cases[] = {
        {{207, 89, 58, 41}, 4, 0, 395, 0, SHAPE_MAJORITY},
        {{239, 130, 90, 80}, 4, 40, 742, 0, SHAPE_LEADER},                /* 109 > 1.96 sqrt(369) = 37.7 */
        {{88, 68, 55, 32}, 4, 32, 395, 0, SHAPE_CLOSE},                   /* 20 < 24.5 */
        {{246, 243, 237, 231, 228}, 5, 0, 1185, 0, SHAPE_EVEN},           /* p 0.91 by R's chisq.test */
        {{30, 27, 26, 25, 24, 22, 21, 20, 17}, 9, 0, 212, 0, SHAPE_EVEN}, /* p 0.72 */
        {{30, 20, 10}, 3, 0, 70, 0, SHAPE_CLOSE},                         /* p 0.0067; 10 < 13.9 */
        {{212, 288}, 2, 0, 500, 0, SHAPE_TWO},
        {{40}, 1, 30, 70, 0, SHAPE_TWO},
        {{9, 8, 2}, 3, 0, 19, 0, SHAPE_NONE},       /* too few */
        {{40, 20, 15}, 3, 0, 90, 45, SHAPE_NONE},   /* a hidden one may be larger */
        {{40, 8, 7}, 3, 0, 90, 15, SHAPE_LEADER},   /* 25 > 1.96 sqrt(55) = 14.5 */
        {{40, 20, 15}, 3, 60, 140, 0, SHAPE_CLOSE}, /* Other is largest and leads nothing */
        {{0}, 0, 50, 50, 0, SHAPE_NONE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(shape_of(cases[i].counts, cases[i].n, cases[i].other, cases[i].base, cases[i].hidden),
                        ==, cases[i].shape);
}

static void
one_and_many_agree(void)
{
    static const struct {
        double number;
        const char *words, *counted;
    } cases[] = {{1, "contacts", "1 contact"},
                 {0, "contacts", "no contacts"},
                 {1185, "referrals", "1,185 referrals"},
                 {1, "consultations and referrals", "1 consultation or referral"},
                 {1, "advice and information contacts", "1 advice and information contact"},
                 {1, "contacts that are ongoing", "1 contact that is ongoing"},
                 {1, "enquiries", "1 enquiry"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *counted = english_counted(cases[i].number, cases[i].words);
        g_assert_cmpstr(counted, ==, cases[i].counted);
    }
}

static void
a_population_says_what_its_records_did(void)
{
    static const char *const cases[][4] = {
        {"contacts", "contacts that ended in advice and guidance", "ended in advice and guidance",
         "ended in advice and guidance"},
        {"contacts", "contacts about schools", "were about schools", "was about schools"},
        {"advice consultations", "consultations that led to a referral", "led to a referral",
         "led to a referral"},
        {"referrals", "referrals with a formal meeting", "had a formal meeting", "had a formal meeting"},
        {"contacts", "contacts taken beyond advice", "were taken beyond advice", "was taken beyond advice"},
        {"contacts", "referrals", "were referrals", "was a referral"},
        {"contacts", "low-level concerns", "were low-level concerns", "was a low-level concern"},
        {"notifications", "notifications from schools", "came from schools", "came from schools"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const ProfilePopulation population = {.words = (char *)cases[i][1]};
        g_autofree char *many = english_predicate(&profile, cases[i][0], &population, false),
                        *one = english_predicate(&profile, cases[i][0], &population, true);
        g_assert_cmpstr(many, ==, cases[i][2]);
        g_assert_cmpstr(one, ==, cases[i][3]);
    }
}

static void
a_category_is_turned_or_quoted(void)
{
    static const char *const cases[][2] = {
        {"1 Harm or risk of harm", "harm or risk of harm"},
        {"25 to 34", "25 to 34"},
        {"Local Authority foster carers", "local authority foster carers"},
        {"IFA foster carers", "IFA foster carers"},
        {"Education (qualified teachers)", "qualified teachers"},
        {"Education (teaching support staff eg learning mentors)", "teaching support staff"},
        {"Health services (including EMAS)", "health services"},
        {"Other (eg security guards, driving instructors)", "\u2018Other\u2019"},
        {"Conduct/suitability", "\u2018Conduct/suitability\u2019"},
        {"School - other", "\u2018School - other\u2019"},
        {"Teaching Regulation Agency", "Teaching Regulation Agency"},
        {"Somerset Children", "Somerset children"},
        {"Ofsted", "Ofsted"},
    };
    ProfileField field = {.name = "sector", .codes = g_array_new(FALSE, FALSE, sizeof(ProfileCode))};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ProfileCode code = {.category = (char *)cases[i][0]};
        g_array_append_val(field.codes, code);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *turned = english_category(&profile, &field, cases[i][0]);
        g_assert_cmpstr(turned, ==, cases[i][1]);
    }
    g_array_unref(field.codes);
}

static void
proportions_are_named_near_them(void)
{
    g_assert_cmpstr(english_proportion(48.1), ==, "just under half");
    g_assert_cmpstr(english_proportion(50), ==, "half");
    g_assert_cmpstr(english_proportion(66.6), ==, "two-thirds");
    g_assert_cmpstr(english_proportion(35), ==, "just over a third");
    g_assert_null(english_proportion(59));
}

static void
ages_and_times_are_in_words(void)
{
    static const struct {
        const char *part, *age, *time, *least;
    } cases[] = {
        {"open up to 1 month", "up to 1 month", "up to one month", NULL},
        {"open over 1 month to 3 months", "1 to 3 months", "one to three months", "one month"},
        {"open over 6 months to 12 months", "6 to 12 months", "six to twelve months", "six months"},
        {"open over 12 months", "over 12 months", "over twelve months", "a year"},
        {"open over 6 weeks to 3 months", "6 weeks to 3 months", "six weeks to three months", "6 weeks"},
        {"open over 4 weeks to 12 weeks", "4 to 12 weeks", "4 to 12 weeks", "4 weeks"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *age = english_age(cases[i].part), *time = english_time(age),
                        *least = english_least_age(cases[i].part);
        g_assert_cmpstr(age, ==, cases[i].age);
        g_assert_cmpstr(time, ==, cases[i].time);
        g_assert_cmpstr(least, ==, cases[i].least);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wording/a_change_is_clear_level_or_open", a_change_is_clear_level_or_open);
    g_test_add_func("/wording/a_change_that_cannot_be_tested_says_why",
                    a_change_that_cannot_be_tested_says_why);
    g_test_add_func("/wording/a_breakdown_has_its_shape", a_breakdown_has_its_shape);
    g_test_add_func("/wording/one_and_many_agree", one_and_many_agree);
    g_test_add_func("/wording/a_population_says_what_its_records_did",
                    a_population_says_what_its_records_did);
    g_test_add_func("/wording/a_category_is_turned_or_quoted", a_category_is_turned_or_quoted);
    g_test_add_func("/wording/proportions_are_named_near_them", proportions_are_named_near_them);
    g_test_add_func("/wording/ages_and_times_are_in_words", ages_and_times_are_in_words);
    return g_test_run();
}
