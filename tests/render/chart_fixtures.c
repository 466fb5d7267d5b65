#include "tests/render/chart_fixtures.h"
#include <math.h>
#include <string.h>
#include "analysis/disclosure/disclosure.h"
#include "analysis/measures/measures.h"
#include "analysis/statistics/statistics.h"
#include "tests/place.h"

#define SIXTEEN                                                                                              \
    "2023-24: Residential care 87; Qualified teachers 67; Foster carers 55; Health 32; Support staff 28; "   \
    "Caretakers 24; Transport 22; Day care 16; Sport 12; Faith 8; Volunteers 7; Police 5; Social work 4; "   \
    "Probation 0; Youth work 0; Other 33"
#define FOUR "2023-24: Physical harm 205; Sexual harm 91; Emotional harm 59; Neglect 40"
#define FOUR_BEFORE "2022-23: Physical harm 190; Sexual harm 99; Emotional harm 52; Neglect 60\n"
#define LONG_NAMES                                                                                           \
    "2023-24: External social care providers (other authorities, private sector, fostering agencies, "       \
    "private residential care placements) 28; Regulatory and legal services and the voluntary sector 71; "   \
    "Family members, members of the public and anonymous referrers 13; Police 44"
#define MONTHS(year, next, a, b, c)                                                                          \
#year "-04: " #a "\n" #year "-05: " #b "\n" #year "-06: " #c "\n" #year "-07: " #b "\n" #year "-08: " #a \
          "\n" #year "-09: " #c "\n" #year "-10: " #a "\n" #year "-11: " #c "\n" #year "-12: " #b "\n" #next \
          "-01: " #c "\n" #next "-02: " #a "\n" #next "-03: " #b "\n"
#define BREAK "breaks: [{year: 2021-22, note: A fourth threshold}], "
#define PROVISIONAL "provisional: [2023-24], "

static Chart *survival(void);
static Chart *control(void);

const ChartFixture chart_fixtures[] = {
    {"bars-one", "kind: breakdown, by: [harm], chart: bars", .figures = "2023-24: Physical harm 205"},
    {"bars-sixteen", "kind: breakdown, by: [harm]", .figures = SIXTEEN},
    {"bars-long-names", "kind: breakdown, by: [harm]", .figures = LONG_NAMES},
    {"bars-long-word", "kind: breakdown, by: [harm]",
     .figures = "2023-24: Neuropsychopharmacologicalassessmentservices 20; "
                "Kindergarten/Nursery/Preschool/Childminder "
                "12; "
                "Police 3"},
    {"bars-two-years", "kind: breakdown, by: [harm]", .figures = FOUR_BEFORE FOUR},
    {"bars-two-years-provisional", "kind: breakdown, by: [harm]", .figures = FOUR_BEFORE FOUR,
     .report = PROVISIONAL},
    {"bars-across-a-break", "kind: breakdown, by: [harm]", .figures = FOUR_BEFORE FOUR,
     .report = "breaks: [{year: 2023-24, note: New system}], "},
    {"bars-suppressed", "kind: breakdown, by: [harm]",
     .figures = "2022-23: Physical harm 90; Sexual harm c; Neglect c; Bullying 40 of 136\n"
                "2023-24: Physical harm 110; Sexual harm c; Neglect 20; Bullying c of 137"},
    {"bars-zero", "kind: breakdown, by: [harm], small-base: 0, chart: bars",
     .figures = "2023-24: Physical harm 0; Sexual harm 0; Neglect 12"},
    {"bars-listed-order", "kind: breakdown, by: [harm], order: listed",
     .figures = "2023-24: Under 25 10; 25 to 34 60; 35 to 44 80; 45 to 54 50; 55 and over 30"},
    {"bars-gatherers-last", "kind: breakdown, by: [harm]",
     .figures =
         "2023-24: Not recorded 90; Other 60; Police 10; Unrecognised 5; Health 30; Faith 20; Sport 3"},
    {"bars-standalone", "kind: breakdown, by: [harm]", .figures = FOUR_BEFORE FOUR, .standalone = true},
    {"bars-accent", "kind: breakdown, by: [harm]", .figures = SIXTEEN,
     .look = "look: {accent: \"#006435\"}\n"},
    {"bars-accent-beside-another", "kind: breakdown, by: [harm]", .figures = FOUR_BEFORE FOUR,
     .look = "look: {accent: \"#006435\"}\n"},
    {"bars-timeliness", "kind: timeliness, within: [4 weeks, 12 weeks], target: [80, 90]",
     .figures = "2022-23: within 4 weeks 120; within 12 weeks 180 of 200\n2023-24: within 4 weeks 110; "
                "within 12 weeks "
                "170 "
                "of 195"},
    {"columns-years", "kind: count",
     .figures = "2019-20: 304\n2020-21: 288\n2021-22: 369\n2022-23: 1412\n2023-24: 1395"},
    {"columns-one", "kind: count, chart: columns", .figures = "2023-24: 304"},
    {"columns-two", "kind: count, chart: columns", .figures = "2022-23: 304\n2023-24: 288"},
    {"columns-break-provisional", "kind: count",
     .figures = "2019-20: 304\n2020-21: 288\n2021-22: 369\n2022-23: 412\n2023-24: 395",
     .report = BREAK PROVISIONAL},
    {"columns-every-break", "kind: count, chart: columns",
     .figures = "2019-20: 304\n2020-21: 288\n2021-22: 369\n2022-23: 412\n2023-24: 395",
     .report =
         "breaks: [{year: 2020-21, note: a}, {year: 2021-22, note: b}, {year: 2022-23, note: c}, {year: "
         "2023-24, note: d}], "},
    {"columns-suppressed", "kind: share, in: some",
     .figures =
         "2019-20: 30 of 304\n2020-21: c of 288\n2021-22: 16 of 369\n2022-23: 0 of 412\n2023-24: 35 of 395"},
    {"columns-names", "kind: breakdown, by: [harm], chart: columns", .figures = FOUR},
    {"columns-lie-down", "kind: breakdown, by: [harm], chart: columns", .figures = LONG_NAMES},
    {"columns-months", "kind: count, per: month, chart: columns", .figures = MONTHS(2023, 2024, 30, 42, 25)},
    {"columns-sixteen", "kind: breakdown, by: [harm], chart: columns",
     .figures =
         "2023-24: A 10; B 9; C 8; D 7; E 6; F 5; G 4; H 3; I 12; J 14; K 15; L 16; M 17; N 18; O 19; P 20"},
    {"clustered-years", "kind: breakdown, by: [harm], chart: clustered",
     .figures =
         "2021-22: Physical harm 170; Sexual harm 80; Emotional harm 60; Neglect 50\n" FOUR_BEFORE FOUR},
    {"clustered-quarters", "kind: count, per: quarter, chart: clustered",
     .figures = "2022-23 Q1: 70\n2022-23 Q2: 55\n2022-23 Q3: 80\n2022-23 Q4: 91\n"
                "2023-24 Q1: 75\n2023-24 Q2: 60\n2023-24 Q3: c\n2023-24 Q4: 84"},
    {"stacked-years", "kind: breakdown, by: [harm], chart: stacked", .figures = FOUR_BEFORE FOUR},
    {"stacked-suppressed", "kind: breakdown, by: [harm], chart: stacked",
     .figures = "2022-23: Physical harm 90; Sexual harm c; Neglect c of 96\n"
                "2023-24: Physical harm 110; Sexual harm 30; Neglect 20"},
    {"stacked-one", "kind: breakdown, by: [harm], chart: stacked", .figures = "2023-24: Physical harm 110"},
    {"shares-years", "kind: breakdown, by: [harm], chart: shares",
     .figures =
         "2021-22: Physical harm 170; Sexual harm 80; Emotional harm 60; Neglect 50\n" FOUR_BEFORE FOUR},
    {"shares-suppressed", "kind: breakdown, by: [harm], chart: shares",
     .figures = "2022-23: Physical harm 90; Sexual harm c; Neglect c of 96\n"
                "2023-24: Physical harm 110; Sexual harm 30; Neglect 20"},
    {"shares-cross", "kind: breakdown, by: [harm, sector], chart: shares",
     .figures = "2023-24: Physical harm/Teachers 60; Physical harm/Foster carers 20; Physical harm/Police 4; "
                "Neglect/Teachers 10; Neglect/Foster carers 30; Neglect/Police 1"},
    {"lines-two", "kind: timeliness, within: [4 weeks, 12 weeks]",
     .figures = "2019-20: within 4 weeks 158; within 12 weeks 243 of 304\n2020-21: within 4 weeks 202; "
                "within 12 weeks "
                "262 "
                "of 288\n2021-22: within 4 weeks 247; within 12 weeks 339 of 369\n2022-23: within 4 weeks "
                "280; within "
                "12 "
                "weeks 391 of 412\n2023-24: within 4 weeks 252; within 12 weeks 351 of 395"},
    {"lines-close-ends", "kind: breakdown, by: [harm], chart: lines",
     .figures = "2021-22: Physical 30; Sexual 31; Emotional 32; Neglect 29; Bullying 28; Online 35\n"
                "2022-23: Physical 33; Sexual 32; Emotional 30; Neglect 31; Bullying 34; Online 30\n"
                "2023-24: Physical 31; Sexual 31; Emotional 31; Neglect 31; Bullying 31; Online 31"},
    {"lines-long-names", "kind: breakdown, by: [harm], chart: lines",
     .figures =
         "2022-23: Regulatory and legal services and the voluntary sector 71; Family members, members of the "
         "public "
         "and anonymous referrers 13; Police 44\n2023-24: Regulatory and legal services and the voluntary "
         "sector "
         "60; Family members, members of the public and anonymous referrers 16; Police 48"},
    {"lines-suppressed", "kind: breakdown, by: [harm], chart: lines",
     .figures =
         "2020-21: Physical 30; Sexual 12 of 45\n2021-22: Physical 25; Sexual c of 30\n2022-23: Physical 33; "
         "Sexual "
         "9 of 45\n2023-24: Physical 31; Sexual c of 36"},
    {"lines-break-provisional", "kind: timeliness, within: [1 month, 3 months]",
     .figures =
         "2020-21: within 1 month 60; within 3 months 85 of 100\n2021-22: within 1 month 65; within 3 months "
         "80 "
         "of "
         "100\n2022-23: within 1 month 70; within 3 months 90 of 100\n2023-24: within 1 month 50; within 3 "
         "months 70 "
         "of 100",
     .report = BREAK PROVISIONAL},
    {"lines-one-year", "kind: breakdown, by: [harm], chart: lines", .figures = FOUR},
    {"lines-months", "kind: count, per: month, chart: lines",
     .figures = MONTHS(2021, 2022, 30, 42, 25) MONTHS(2022, 2023, 38, 31, 52) MONTHS(2023, 2024, 21, 57, 40)},
    {"dots-one", "kind: breakdown, by: [harm], chart: dots", .figures = "2023-24: Physical harm 20 of 60"},
    {"dots-two-years", "kind: breakdown, by: [harm], chart: dots", .figures = FOUR_BEFORE FOUR},
    {"dots-sixteen", "kind: breakdown, by: [harm], chart: dots", .figures = SIXTEEN},
    {"dots-suppressed", "kind: breakdown, by: [harm], chart: dots",
     .figures = "2023-24: Physical harm 60; Sexual harm c; Neglect c; Bullying 0 of 66"},
    {"dots-years", "kind: share, in: some, chart: dots",
     .figures =
         "2019-20: 30 of 304\n2020-21: 12 of 288\n2021-22: 16 of 369\n2022-23: 0 of 412\n2023-24: 35 of 395",
     .report = PROVISIONAL},
    {"heat-cross", "kind: breakdown, by: [harm, sector]",
     .figures =
         "2023-24: Physical harm/Teachers 60; Physical harm/Foster carers 20; Physical harm/Police 4; "
         "Physical "
         "harm/Faith 0; Neglect/Teachers 10; Neglect/Foster carers 30; Neglect/Police 1; Neglect/Faith 2"},
    {"heat-suppressed", "kind: breakdown, by: [harm, sector]",
     .figures =
         "2023-24: Physical harm/Teachers 60; Physical harm/Police c; Neglect/Teachers c; Neglect/Police c; "
         "Bullying/Teachers 22; Bullying/Police 9"},
    {"heat-letters", "kind: breakdown, by: [harm, sector]",
     .figures = "2023-24: Neglect/Education (teaching support staff) 60; Neglect/Residential care 20; "
                "Neglect/Transport "
                "operators 4; Neglect/Voluntary organisations 0; Neglect/Regulatory and legal services 5; "
                "Neglect/Health "
                "professionals 9; Neglect/Day care 11; Abuse/Education (teaching support staff) 14; "
                "Abuse/Residential "
                "care "
                "8; Abuse/Transport operators 2; Abuse/Voluntary organisations 7; Abuse/Regulatory and legal "
                "services "
                "3; "
                "Abuse/Health professionals 5; Abuse/Day care 2"},
    {"heat-one", "kind: breakdown, by: [harm, sector], chart: heat",
     .figures = "2023-24: Physical harm/Teachers 60"},
    {"heat-years", "kind: breakdown, by: [harm], chart: heat", .figures = FOUR_BEFORE FOUR,
     .report = PROVISIONAL},
    {"doughnut-three", "kind: breakdown, by: [harm], chart: doughnut",
     .figures = "2023-24: No further action 180; Advice 150; Strategy meeting 65"},
    {"doughnut-long-names", "kind: breakdown, by: [harm], chart: doughnut",
     .figures =
         "2023-24: Contacts that ended in advice and guidance 205; Contacts taken beyond advice and guidance "
         "188; "
         "Contacts about people who do not work with children 3"},
    {"doughnut-all-of-it", "kind: breakdown, by: [harm], chart: doughnut",
     .figures = "2023-24: No further action 20; Advice 0"},
    {"doughnut-suppressed", "kind: breakdown, by: [harm], chart: doughnut",
     .figures = "2023-24: No further action 180; Advice c; Strategy meeting c of 186"},
    {"axis-of-numbers", .make = survival},
    {"limits-in-stretches", .make = control},
};

guint
chart_fixtures_count(void)
{
    return G_N_ELEMENTS(chart_fixtures);
}

static Chart *
survival(void)
{
    static const double days[] = {0, 9, 13, 18, 23, 31, 34, 48, 60};
    static const double open[] = {100, 90.9, 81.8, 71.6, 61.4, 49.1, 36.8, 18.4, 18.4};
    Chart *chart = chart_new(chart_kind("lines"), "open", "Still open by days since received");
    chart->across = g_strdup("Days since received");
    chart->percent = true;
    ChartSeries *series = chart_put_series(chart, "All contacts");
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
        chart_put_point(series, open[i], i + 1 == G_N_ELEMENTS(days) ? "18%" : NULL)->at = days[i];
    static const char *const ticks[] = {"0", "20", "40", "60"};
    for (int i = 0; i < 4; i++)
        chart_put_tick(chart, 20 * i, ticks[i]);
    return chart;
}

static Chart *
control(void)
{
    static const double counts[] = {31, 35, 28, 40, 33, 36, 30, 58, 34, 29, 37, 32, 35, 31, 38};
    Chart *chart = chart_new(chart_kind("lines"), "months", "Contacts by month");
    static const struct {
        const char *name;
        double first, second;
        const char *labels[2];
    } limits[] = {{"Mean", 34, 33, {"34.0", "33.0"}},
                  {"Upper limit", 52, 46, {"52.0", "46.0"}},
                  {"Lower limit", 16, 20, {"16.0", "20.0"}}};
    for (gsize k = 0; k < G_N_ELEMENTS(limits); k++) {
        ChartSeries *series = chart_put_series(chart, limits[k].name);
        series->thin = true;
        for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
            bool later = i >= 9, begins = i == 0 || i == 9, last = i + 1 == G_N_ELEMENTS(counts);
            ChartPoint *point = chart_put_point(series, later ? limits[k].second : limits[k].first,
                                                begins || last ? limits[k].labels[later] : NULL);
            point->at = i;
            point->shape = SHAPE_NONE;
            point->begins = begins;
        }
    }
    ChartSeries *series = chart_put_series(chart, "");
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        bool out = i == 7, last = i + 1 == G_N_ELEMENTS(counts);
        ChartPoint *point = chart_put_point(series, counts[i], out ? "58" : last ? "38" : NULL);
        point->at = i;
        point->shape = out ? SHAPE_TRIANGLE : SHAPE_NONE;
    }
    chart_put_tick(chart, 0, "Apr 2022");
    chart_put_tick(chart, 9, "Jan 2023")->after_break = true;
    chart_put_tick(chart, 14, "");
    return chart;
}

static FigureStatus
status_of(const char *number)
{
    return strlen(number) == 1 && strchr("czx", *number) ? (FigureStatus)*number : FIGURE_PLAIN;
}

/* "name[/part] number" of a base, as a figure. */
static void
add_item(Figures *figures, const char *period, const char *item, double base)
{
    const char *space = strrchr(item, ' '), *number = space ? space + 1 : item;
    g_autofree char *name = g_strndup(item, space ? (gsize)(space - item) : 0);
    char *slash = strchr(name, '/');
    /* A name may contain slashes of its own; a cell of a cross-table has one. */
    bool cell = slash && !strchr(slash + 1, '/');
    if (cell)
        *slash = '\0';
    Figure figure = FIGURE_BLANK;
    figure.authority = "Test Council";
    figure.measure = "m";
    figure.period = period;
    figure.category = name;
    figure.part = cell ? slash + 1 : "";
    figure.status = status_of(number);
    if (!figure.status) {
        figure.count = g_ascii_strtod(number, NULL);
        if (base > 0 && !cell) {
            Interval interval = statistics_wilson(figure.count, base, 0.95);
            figure.base = base;
            figure.percent = 100 * figure.count / base;
            figure.lower = 100 * interval.lower;
            figure.upper = 100 * interval.upper;
        }
    }
    figures_add(figures, &figure);
}

static double
sum_of(char **items)
{
    double sum = 0;
    for (char **item = items; *item; item++) {
        const char *space = strrchr(*item, ' ');
        if (space && !status_of(space + 1))
            sum += g_ascii_strtod(space + 1, NULL);
    }
    return sum;
}

/* The totals of a cross-table beside its cells. */
static void
add_totals(Figures *figures, const char *period)
{
    for (guint i = 0; i < figures_length(figures); i++) {
        Figure figure = *figures_at(figures, i);
        if (!*figure.part || strcmp(figure.period, period))
            continue;
        Figure row = figure, column = figure, all = figure;
        row.part = column.category = all.category = all.part = "";
        row.status = column.status = all.status = FIGURE_PLAIN;
        row.count = column.count = all.count = 50;
        figures_add(figures, &row);
        figures_add(figures, &column);
        figures_add(figures, &all);
    }
}

static void
add_period(Figures *figures, const char *line)
{
    const char *colon = strchr(line, ':');
    g_autofree char *period = g_strndup(line, (gsize)(colon - line));
    g_auto(GStrv) halves = g_strsplit(colon + 2, " of ", 0);
    const char *last = halves[g_strv_length(halves) - 1];
    bool has_base = halves[1] && *last && strspn(last, "0123456789") == strlen(last);
    g_autofree char *text = g_strndup(colon + 2, strlen(colon + 2) - (has_base ? strlen(last) + 4 : 0));
    g_auto(GStrv) items = g_strsplit(text, "; ", -1);
    double base = has_base ? g_ascii_strtod(last, NULL) : sum_of(items);
    for (char **item = items; *item; item++)
        add_item(figures, period, *item, base);
    add_totals(figures, period);
    const Figure *named = figures_at(figures, figures_length(figures) - 1);
    /* The base of a breakdown. */
    if (*named->category && !*named->part && !strchr("wfo", *named->category)) {
        Figure all = *named;
        all.category = "";
        all.status = FIGURE_PLAIN;
        all.count = all.base = base;
        all.percent = 100;
        figures_add(figures, &all);
    }
}

static Figures *
figures_of(const char *text)
{
    Figures *figures = figures_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (**line)
            add_period(figures, *line);
    return figures;
}

static Profile *
profile_of(const ChartFixture *fixture)
{
    g_autoptr(GError) error = NULL;
    Place place;
    place_open(&place, NULL);
    g_autofree char *path = place_path(&place, "profile.yaml");
    g_autofree char *text = g_strdup_printf(
        "authority: {name: Test Council, short-name: Test, code: E00000000}\n"
        "report: {year: 2023-24, years: 5, %sas-at: 2024-05-31}\n%s"
        "records:\n  - {file: contacts.csv, columns: {received: R, closed: C, harm: H, sector: S}}\n"
        "populations:\n  - {id: some, words: some contacts, where: [{field: harm, is: [Neglect]}]}\n"
        "measures:\n  - {id: m, title: Contacts for a test, %s}\n",
        fixture->report ? fixture->report : "", fixture->look ? fixture->look : "", fixture->measure);
    place_put(&place, "profile.yaml", text);
    place_put(&place, "contacts.csv", "R,C,H,S\n");
    Profile *profile = profile_read(path, &error);
    g_assert_no_error(error);
    place_close(&place, NULL);
    return profile;
}

Chart *
chart_of_fixture(const ChartFixture *fixture, GError **error)
{
    if (fixture->make)
        return fixture->make();
    g_autoptr(Profile) profile = profile_of(fixture);
    g_autoptr(Figures) figures = figures_of(fixture->figures);
    measures_know(profile, figures);
    changes_fill(figures, profile);
    if (fixture->protect) {
        g_autoptr(Disclosure) disclosure = disclosure_decide(profile, 5, figures, NULL, NULL, NULL, error);
        g_assert_nonnull(disclosure);
        Figures *shown = disclosure_apply(disclosure, error);
        g_assert_nonnull(shown);
        g_clear_pointer(&disclosure, disclosure_free);
        figures_free(figures);
        figures = shown;
    }
    g_autoptr(Table) table = table_of_measure(profile, figures, profile_measure(profile, "m"));
    g_assert_nonnull(table);
    return chart_of_table(profile, figures, table, CHART_FULL, error);
}
