/* Every sentence of the commentary against the figures it is about, over thousands of random councils:
 * numbers, bases, directions, superlatives. A sentence of unknown form fails, so that none goes unchecked. */
#include <math.h>
#include <string.h>
#include "render/commentary/commentary.h"
#include "render/table/table.h"
#include "tests/analysis/small_council.h"
#include "tests/place.h"
#include "tests/render/told.h"

#define ROUNDS 2500

static const char profile_text[] =
    "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
    "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
    "words: {contact: contact, contacts: contacts}\n"
    "records:\n"
    "  - file: contacts.csv\n"
    "    columns: {received: Received, closed: Closed, harm: Harm, source: Source, stage: Stage}\n"
    "codes: codes.csv\n"
    "populations:\n"
    "  - {id: taken, words: contacts taken on, where: [{field: stage, is: [Taken on]}]}\n"
    "measures:\n"
    "  - {id: contacts, title: Contacts, kind: count}\n"
    "  - {id: taken, title: Taken, kind: count, of: taken}\n"
    "  - {id: harm, title: Harm, kind: breakdown, by: [harm]}\n"
    "  - {id: harm-taken, title: Harm taken, kind: breakdown, of: taken, by: [harm]}\n"
    "  - {id: source, title: Source, kind: breakdown, by: [source]}\n"
    "  - {id: stage, title: Stage, kind: breakdown, by: [stage]}\n"
    "  - {id: share, title: Share, kind: share, in: taken}\n"
    "  - {id: share-of-harm, title: Share, kind: share, of: taken, in: taken}\n"
    "  - {id: time-taken, title: Time, kind: timeliness, of: taken, within: [4 weeks, 3 months]}\n"
    "  - {id: time, title: Time, kind: timeliness, within: [4 weeks, 3 months], target: [80, 60]}\n"
    "  - {id: time-due, title: Time, kind: timeliness, within: [4 weeks], base: due}\n"
    "  - {id: load, title: Load, kind: caseload}\n"
    "  - {id: days, title: Days, kind: duration}\n"
    "  - {id: months, title: Months, kind: count, per: month}\n"
    "  - {id: pairs, title: Pairs, kind: breakdown, by: [harm, stage]}\n";
static const char codes_text[] = "field,category,part,value\n"
                                 "harm,Physical,,\nharm,Sexual,,\nharm,Neglect,,\nharm,Emotional,,\n"
                                 "source,School,,\nsource,Police,,\nsource,Health,,\nsource,Public,,\n"
                                 "stage,Advice,,\nstage,Taken on,,\n";

static char *
random_day(GRand *chance, int year)
{
    int day = g_rand_int_range(chance, 0, 365);
    g_autoptr(GDate) date = g_date_new_dmy(1, 4, (GDateYear)year);
    g_date_add_days(date, (guint)day);
    return g_strdup_printf("%02d/%02d/%04d", g_date_get_day(date), g_date_get_month(date),
                           g_date_get_year(date));
}

/* Two years of records, with shares that sometimes differ widely between them. */
static char *
random_records(GRand *chance)
{
    static const char *const harms[] = {"Physical", "Sexual", "Neglect", "Emotional", ""};
    static const char *const sources[] = {"School", "Police", "Health", "Public"};
    GString *text = g_string_new("Received,Closed,Harm,Source,Stage\n");
    int sizes[] = {0, 3, 12, 60, 200};
    for (int year = 2022; year <= 2023; year++) {
        int records = sizes[g_rand_int_range(chance, 0, 5)];
        int harm_range = g_rand_int_range(chance, 1, 6), source_range = g_rand_int_range(chance, 1, 5);
        int taken = g_rand_int_range(chance, 0, 101);
        for (int i = 0; i < records; i++) {
            g_autofree char *received = random_day(chance, year);
            g_autofree char *closed =
                g_rand_int_range(chance, 0, 4) ? random_day(chance, year + (i % 2)) : g_strdup("");
            /* One by one, because each compiler has its own order for the arguments of a call. */
            const char *stage = g_rand_int_range(chance, 0, 100) < taken ? "Taken on" : "Advice";
            const char *source = sources[g_rand_int_range(chance, 0, source_range)];
            const char *harm = harms[g_rand_int_range(chance, 0, harm_range)];
            g_string_append_printf(text, "%s,%s,%s,%s,%s\n", received, closed, harm, source, stage);
        }
    }
    return g_string_free(text, FALSE);
}

/* Hides some figures, as disclosure control would. */
static void
hide_some(GRand *chance, Figures *figures)
{
    for (guint i = 0; i < figures_length(figures); i++)
        if (g_rand_int_range(chance, 0, 12) == 0) {
            Figure *figure = figures_edit(figures, i);
            figure->count = figure->percent = figure->lower = figure->upper = figure->value = figure->change =
                NAN;
            figure->signal = SIGNAL_NONE;
            figure->status = FIGURE_SUPPRESSED;
        }
}

static guint closings_checked;

/* Words from the heading of an annual report may be in no sentence of it. */
static void
is_plain(const Told *of)
{
    static const char *const never[] = {"no clear change", "largest category", " came next", "Next came",
                                        "a difference of", " 1 contacts",      "nan",        "(s)"};
    if (g_ascii_isdigit(*of->sentence))
        wrong(of, "it begins with a numeral");
    for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
        if (strstr(of->sentence, never[i]))
            wrong(of, never[i]);
}

/* Whether it is a sentence of a known form, about any kind of measure. */
static void
check_sentence(const Told *of)
{
    const ProfileMeasure *measure = of->measure;
    bool known = measure->kind == MEASURE_BREAKDOWN && measure->by->len == 1 ? check_breakdown(of)
                 : measure->kind == MEASURE_SHARE                            ? check_share(of)
                 : measure->kind == MEASURE_TIMELINESS ? check_time(of) || check_other(of)
                 : measure->kind == MEASURE_COUNT && measure->per == PER_YEAR
                     ? check_count(of) || check_other(of)
                     : check_other(of);
    is_plain(of);
    if (!known)
        wrong(of, "a sentence of no known form");
}

static void
check_text(const Profile *profile, const Figures *figures, const ProfileMeasure *measure, const char *text)
{
    g_auto(GStrv) sentences = g_regex_split_simple("(?<=\\.)[ \n](?=[A-Z0-9\u2018])", text, 0, 0);
    for (char **sentence = sentences; *sentence && **sentence; sentence++) {
        Told of = {profile, figures, measure, *sentence};
        check_sentence(&of);
    }
}

/* Whether a figure of a section that readers see compared moved clearly, by its own signal. */
static void
check_closing(const Profile *profile, const Figures *figures, const char *section)
{
    g_autofree char *closing = commentary_closing(profile, figures, section);
    guint moved = 0, far = 0;
    for (guint i = 0; closing && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        const ProfileMeasure *measure = profile_measure(profile, figure->measure);
        const Figure *before = figures_find(figures, figure->measure, "2022-23", figure->category, "");
        if (!measure || strcmp(measure->section, section) || measure->per != PER_YEAR || *figure->part ||
            strcmp(figure->period, "2023-24") ||
            (figure->role != ROLE_COUNT && figure->role != ROLE_WITHIN) || !before || isnan(before->count) ||
            commentary_repeats(profile, figures, measure))
            continue;
        bool share = *figure->category || measure->kind == MEASURE_SHARE;
        if (share && (figure_base_is_small(before, 20) || figure_base_is_small(figure, 20)))
            continue;
        double now = share ? figure_round(figure->percent, 0) : figure->count,
               then = share ? figure_round(before->percent, 0) : before->count;
        bool total = measure->kind == MEASURE_BREAKDOWN && !*figure->category;
        moved += !total && now != then && (figure->signal == SIGNAL_HIGHER || figure->signal == SIGNAL_LOWER);
        far += !total && figure->signal == SIGNAL_NO_CLEAR_CHANGE &&
               fabs(now - then) > (share ? 3 : fmax(5, 0.05 * then)) + 1e-9;
    }
    bool other = closing && strstr(closing, "No other");
    if (closing && other != (moved > 0))
        g_error("%s: %u figures moved: %s", section, moved, closing);
    if (closing && strstr(closing, "much as") && (far || moved))
        g_error("%s: %u are far apart: %s", section, far, closing);
    closings_checked += closing != NULL;
}

static void
check_commentary(const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    double weight;
    g_autofree char *text = commentary_of(profile, figures, measure),
                    *again = commentary_of(profile, figures, measure),
                    *point = commentary_main_point(profile, figures, measure, &weight),
                    *targets = commentary_targets(profile, figures, measure);
    g_assert_cmpstr(text, ==, again);
    check_text(profile, figures, measure, text);
    if (point)
        check_text(profile, figures, measure, point);
    if (targets)
        check_text(profile, figures, measure, targets);
}

static void
every_sentence_says_what_the_figures_say(void)
{
    g_autoptr(GRand) chance = g_rand_new_with_seed(20240331);
    Place place;
    place_open(&place, NULL);
    place_put(&place, "profile.yaml", profile_text);
    place_put(&place, "codes.csv", codes_text);
    g_autofree char *path = place_path(&place, "profile.yaml");
    g_autoptr(GError) error = NULL;
    g_autoptr(Profile) profile = profile_read(path, &error);
    g_assert_no_error(error);
    for (int round = 0; round < ROUNDS; round++) {
        g_autofree char *records = random_records(chance);
        SmallCouncil council = {profile_text, codes_text, records, NULL};
        g_autoptr(Figures) figures = small_council_figures(&council, NULL);
        if (round % 2)
            hide_some(chance, figures);
        for (guint i = 0; i < profile->measures->len; i++)
            check_commentary(profile, figures, profile->measures->pdata[i]);
        for (const char *const *section = profile_sections; *section && round % 20 < 2; section++)
            check_closing(profile, figures, *section);
    }
    g_assert_cmpuint(closings_checked, >, 50);
    g_assert_cmpuint(runs_checked, >, 10);
    g_assert_cmpuint(beyond_checked, >, 10);
    place_close(&place, NULL);
}

static void
a_break_between_years_is_reported_and_not_compared_across(void)
{
    static const char broken[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report:\n"
        "  year: 2023-24\n"
        "  years: 4\n"
        "  breaks: [{year: 2021-22, note: A new form, measures: [contacts]}]\n"
        "records:\n"
        "  - file: contacts.csv\n"
        "    columns: {received: Received, harm: Harm, source: Source, stage: Stage}\n"
        "codes: codes.csv\n"
        "measures:\n"
        "  - {id: contacts, title: Contacts, kind: count}\n"
        "  - {id: all, title: All, kind: count}\n";
    GString *records = g_string_new("Received,Harm,Source,Stage\n");
    for (int year = 2020; year <= 2023; year++)
        for (int i = 0; i < 10 * (year - 2019); i++)
            g_string_append_printf(records, "01/06/%d,Physical,School,Advice\n", year);
    Place place;
    place_open(&place, NULL);
    place_put(&place, "profile.yaml", broken);
    place_put(&place, "codes.csv", codes_text);
    g_autofree char *path = place_path(&place, "profile.yaml");
    g_autoptr(Profile) profile = profile_read(path, NULL);
    SmallCouncil council = {broken, codes_text, records->str, NULL};
    g_autoptr(Figures) figures = small_council_figures(&council, NULL);
    g_autofree char *told = commentary_of(profile, figures, profile_measure(profile, "contacts")),
                    *whole = commentary_of(profile, figures, profile_measure(profile, "all"));
    g_assert_nonnull(strstr(told, "The series breaks in 2021-22: A new form. Years up to 2020-21 are not "
                                  "comparable with later ones."));
    g_assert_null(strstr(told, "from 10"));
    g_assert_nonnull(strstr(whole, "40 contacts in 2023-24, up from 10 in 2020-21; in 2022-23 it was 30."));
    g_assert_null(strstr(whole, "breaks"));
    g_string_free(records, TRUE);
    place_close(&place, NULL);
}

/* Thirty of forty contacts from schools concern neglect, and five of forty from the police. */
static void
only_fields_that_go_together_are_reported(void)
{
    static const char crossed[] = "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
                                  "report: {year: 2023-24}\n"
                                  "records:\n"
                                  "  - file: contacts.csv\n"
                                  "    columns: {received: Received, harm: Harm, source: Source}\n"
                                  "codes: codes.csv\n"
                                  "measures:\n"
                                  "  - {id: crossed, title: Both, kind: breakdown, by: [source, harm]}\n";
    static const char codes[] =
        "field,category\nsource,Schools\nsource,Police\nharm,Neglect\nharm,Sexual harm\n";
    static const struct {
        int schools, police;
        const char *said;
    } cases[] = {
        {30, 5,
         "Of the 40 contacts from schools, 30 (75%) concerned neglect, compared with 5 of the other 40 "
         "(13%). Of the 40 contacts from police, 35 (88%) concerned sexual harm, compared with 10 of the "
         "other 40 (25%)."},
        {20, 18, ""}};
    for (gsize c = 0; c < G_N_ELEMENTS(cases); c++) {
        GString *records = g_string_new("Received,Harm,Source\n");
        for (int i = 0; i < 80; i++) {
            int place = i % 40, neglect = i < 40 ? cases[c].schools : cases[c].police;
            g_string_append_printf(records, "01/06/2023,%s,%s\n", place < neglect ? "Neglect" : "Sexual harm",
                                   i < 40 ? "Schools" : "Police");
        }
        Place place;
        place_open(&place, NULL);
        place_put(&place, "profile.yaml", crossed);
        place_put(&place, "codes.csv", codes);
        g_autofree char *path = place_path(&place, "profile.yaml");
        g_autoptr(Profile) profile = profile_read(path, NULL);
        SmallCouncil council = {crossed, codes, records->str, NULL};
        g_autoptr(Figures) figures = small_council_figures(&council, NULL);
        g_autofree char *said = commentary_of(profile, figures, profile_measure(profile, "crossed"));
        g_assert_cmpstr(said, ==, cases[c].said);
        g_string_free(records, TRUE);
        place_close(&place, NULL);
    }
}

/* A third share that prints like the second is named with it in front, and one that prints differently is
 * not; a category that denies the other is not reported, and one that does not is. */
static void
those_in_front_and_what_is_denied(void)
{
    static const char simple[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24}\n"
        "records:\n"
        "  - {file: contacts.csv, columns: {received: Received, agency: Agency, joint: Joint}}\n"
        "codes: codes.csv\n"
        "measures:\n"
        "  - {id: agency, title: Agency, kind: breakdown, by: [agency]}\n"
        "  - {id: joint, title: Joint, kind: breakdown, by: [joint]}\n";
    enum { MOST = 8 };
    static const struct {
        const char *field, *names[MOST];
        int counts[MOST];
        const char *said;
    } cases[] = {
        {"agency",
         {"Schools", "Nurseries", "Homes", "Police", "Health", "Clubs", "Courts", "Transport"},
         {162, 162, 161, 60, 59, 58, 57, 56},
         "Contacts came most often from schools (162 of 775, 21%), nurseries (162, 21%) and homes (161, "
         "21%)."},
        {"agency",
         {"Schools", "Nurseries", "Homes", "Police", "Health", "Clubs", "Courts", "Transport"},
         {162, 158, 120, 60, 59, 58, 57, 56},
         "Contacts came most often from schools (162 of 730, 22%) and nurseries (158, 22%); homes followed, "
         "with 120 "
         "(16%)."},
        {"joint",
         {"With the police", "Not with the police"},
         {17, 73},
         "Of the 90 contacts, 17 (19%) were with the police."},
        {"joint",
         {"Under review", "With the police"},
         {17, 73},
         "Of the 90 contacts, 73 (81%) were with the police; the other 17 were under review."},
    };
    for (gsize c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autoptr(GString) records = g_string_new(NULL), codes = g_string_new("field,category\n");
        g_string_assign(records, "Received,Agency,Joint\n");
        for (int i = 0; i < MOST && cases[c].names[i]; i++) {
            g_string_append_printf(codes, "%s,%s\n", cases[c].field, cases[c].names[i]);
            for (int k = 0; k < cases[c].counts[i]; k++)
                g_string_append_printf(records, "01/06/2023,%s,%s\n", cases[c].names[i], cases[c].names[i]);
        }
        SmallCouncil council = {simple, codes->str, records->str, NULL};
        Profile *profile;
        Dataset *dataset;
        g_autoptr(Figures) figures = small_council_read(&council, &profile, &dataset, NULL);
        g_autofree char *said = commentary_of(profile, figures, profile_measure(profile, cases[c].field));
        const char *end = strstr(said, "Every group");
        g_autofree char *first = g_strchomp(end ? g_strndup(said, (gsize)(end - said)) : g_strdup(said));
        g_assert_cmpstr(first, ==, cases[c].said);
        dataset_free(dataset);
        profile_free(profile);
    }
}

/* Of a whole and a part that are both timed it is told what the part leaves, unless that is few and small
 * counts are hidden; what is open is told with its state; and parts follow the share that gathers their
 * categories. */
static void
what_stands_beside_a_part_of_the_records(void)
{
    static const char text[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, as-at: 2024-03-31}\n"
        "records:\n"
        "  - file: contacts.csv\n"
        "    columns: {received: Received, closed: Closed, stage: Stage, sector: Sector, police: Police, "
        "outcome: "
        "Outcome}\n"
        "fields:\n"
        "  - {field: police, words: with the police or not}\n"
        "  - {field: outcome, ongoing-category: Ongoing}\n"
        "codes: codes.csv\n"
        "disclosure: {suppress-below: %d}\n"
        "populations:\n"
        "  - {id: referrals, words: referrals, where: [{field: stage, is: [Referral]}]}\n"
        "  - {id: consultations, words: consultations, where: [{field: stage, is: [Consultation]}]}\n"
        "  - {id: open, words: open contacts, where: [{field: outcome, is: [Ongoing]}]}\n"
        "  - {id: carers, words: contacts about carers, where: [{field: sector, is: [Homes, Fostering]}]}\n"
        "measures:\n"
        "  - {id: consultations, title: Consultations, kind: share, in: consultations}\n"
        "  - {id: part, title: Time, kind: timeliness, of: referrals, within: [1 month]}\n"
        "  - {id: whole, title: Time, kind: timeliness, within: [1 month]}\n"
        "  - {id: load, title: Load, kind: caseload}\n"
        "  - {id: police, section: caseload, title: Police, kind: breakdown, of: open, by: [police]}\n"
        "  - {id: sector, title: Sector, kind: breakdown, by: [sector]}\n"
        "  - {id: carers, title: Carers, kind: share, in: carers}\n";
    static const char codes[] = "field,category,part,value\nstage,Referral,,\nstage,Consultation,,\n"
                                "outcome,Ongoing,,\noutcome,Ended,,\npolice,With the police,,\n"
                                "police,Not with the police,,\nsector,Homes,Private,Private\n"
                                "sector,Homes,Council,Council\nsector,Fostering,,\nsector,Schools,,\n"
                                "sector,Health,,\n";
    static const struct {
        int referrals, in_time, others, others_in_time, suppress;
        const char *whole;
    } cases[] = {
        {40, 10, 60, 50, 0,
         "All contacts together were closed sooner: 60 of the 100 (60%) within one month. Without the "
         "referrals, 50 "
         "of the 60 consultations (83%) were closed within one month."},
        {40, 30, 60, 45, 0,
         "Of the 100 contacts, 75 (75%) were closed within one month. Without the referrals, 45 of the 60 "
         "consultations (75%) were closed within one month."},
        {40, 10, 60, 57, 5, "Of the 100 contacts, 67 (67%) were closed within one month."},
        {40, 10, 60, 57, 0,
         "All contacts together were closed sooner: 67 of the 100 (67%) within one month. Without the "
         "referrals, 57 "
         "of the 60 consultations (95%) were closed within one month."},
    };
    static const char *const sectors[] = {"Private", "Private", "Council", "Fostering", "Schools", "Health"};
    for (gsize c = 0; c < G_N_ELEMENTS(cases); c++) {
        g_autofree char *profile_of = g_strdup_printf(text, cases[c].suppress);
        GString *records = g_string_new("Received,Closed,Stage,Sector,Police,Outcome\n");
        for (int i = 0; i < cases[c].referrals + cases[c].others; i++) {
            int place = i - cases[c].referrals;
            bool done = place < 0 ? i < cases[c].in_time : place < cases[c].others_in_time;
            g_string_append_printf(records, "01/06/2023,%s,%s,%s,%s,%s\n", done ? "05/06/2023" : "",
                                   place < 0 ? "Referral" : "Consultation", sectors[i % 6],
                                   i % 4 ? "Not with the police" : "With the police",
                                   done ? "Ended" : "Ongoing");
        }
        SmallCouncil council = {profile_of, codes, records->str, NULL};
        Profile *profile;
        Dataset *dataset;
        g_autoptr(Figures) figures = small_council_read(&council, &profile, &dataset, NULL);
        g_autofree char *whole = commentary_of(profile, figures, profile_measure(profile, "whole")),
                        *point =
                            commentary_main_point(profile, figures, profile_measure(profile, "load"), NULL),
                        *sector = commentary_of(profile, figures, profile_measure(profile, "sector")),
                        *carers = commentary_of(profile, figures, profile_measure(profile, "carers"));
        g_assert_cmpstr(whole, ==, cases[c].whole);
        if (!c)
            g_assert_cmpstr(
                point, ==,
                "On 31 March 2024, 40 contacts were open; all of them had been open for more than six "
                "months, and 9 were with the police.");
        g_assert_null(strstr(sector, "private"));
        g_assert_nonnull(strstr(carers,
                                "Of the 51 contacts about homes, 34 (67%) were about private and 17 (33%) "
                                "about council."));
        g_string_free(records, TRUE);
        dataset_free(dataset);
        profile_free(profile);
    }
}

/* A council may give its categories and parts the names of the program's estimates: they are still its own,
 * with a row each, and no sentence takes them for anything else. */
static void
a_councils_own_category_is_never_an_estimate(void)
{
    static const char *const words[] = {"median",         "estimated",  "of concluded",   "since 2022-23",
                                        "control limits", "all months", "open at the end"};
    static const char council_profile[] =
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, years: 2, as-at: 2024-05-31}\n"
        "records: [{file: contacts.csv, columns: {received: R, closed: C, outcome: O}}]\ncodes: codes.csv\n"
        "measures: [{id: outcomes, title: Outcomes, kind: breakdown, by: [outcome]}]\n";
    g_autoptr(GString) codes = g_string_new("field,category,part,value\n"),
                       records = g_string_new("R,C,O\n2023-05-01,,\n2022-05-01,,\n");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_string_append_printf(codes, "outcome,%s,,%s\noutcome,Kept,%s,k %s\n", words[i], words[i], words[i],
                               words[i]);
        for (int year = 2022; year <= 2023; year++)
            g_string_append_printf(records, "%d-05-01,%d-06-01,%s\n%d-05-01,%d-06-01,k %s\n", year, year,
                                   words[i], year, year, words[i]);
    }
    SmallCouncil council = {council_profile, codes->str, records->str, NULL};
    Profile *profile;
    Dataset *dataset;
    g_autoptr(Figures) figures = small_council_read(&council, &profile, &dataset, NULL);
    g_autoptr(Table) table = table_of_measure(profile, figures, profile_measure(profile, "outcomes"));
    guint counts = 0;
    for (guint c = 0; c < table->columns->len; c++) {
        const TableColumn *column = table->columns->pdata[c];
        if (column->quantity == TABLE_COUNT && g_strcmp0(column->period, "2023-24") == 0)
            counts = c;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        guint rows = 0;
        g_autofree char *heading = table_sentence_case(words[i]);
        for (guint r = 0; r < table->rows->len; r++) {
            const TableRow *row = table->rows->pdata[r];
            rows += strcmp(row->heading, heading) == 0 &&
                    g_array_index(row->cells, TableCell, counts).number == 1;
        }
        if (rows != 2)
            g_error("%s has %u rows and not one as a category and one as a part", words[i], rows);
    }
    g_autofree char *told = commentary_of(profile, figures, profile_measure(profile, "outcomes"));
    g_assert_cmpstr(
        told, ==,
        "Of the 15 contacts, 14 had been concluded by 31 May 2024; the other one was still open. Of those "
        "concluded, 7 were recorded as \u2018Kept\u2019, 1 as \u2018median\u2019, 1 as "
        "\u2018estimated\u2019, 1 as \u2018of concluded\u2019, 1 as \u2018since 2022-23\u2019, 1 as "
        "\u2018control limits\u2019, 1 as \u2018all months\u2019 and 1 as \u2018open at the end\u2019.");
    dataset_free(dataset);
    profile_free(profile);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/commentary/every_sentence_says_what_the_figures_say",
                    every_sentence_says_what_the_figures_say);
    g_test_add_func("/commentary/a_break_between_years_is_reported_and_not_compared_across",
                    a_break_between_years_is_reported_and_not_compared_across);
    g_test_add_func("/commentary/what_stands_beside_a_part_of_the_records",
                    what_stands_beside_a_part_of_the_records);
    g_test_add_func("/commentary/only_fields_that_go_together_are_reported",
                    only_fields_that_go_together_are_reported);
    g_test_add_func("/commentary/those_in_front_and_what_is_denied", those_in_front_and_what_is_denied);
    g_test_add_func("/commentary/a_councils_own_category_is_never_an_estimate",
                    a_councils_own_category_is_never_an_estimate);
    return g_test_run();
}
