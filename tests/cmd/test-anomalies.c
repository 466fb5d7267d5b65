/* The published figures themselves, as a figures file beside an export without records: whatever does not add
 * up in print must be found, and whatever does must not be accused. */
#include <stdlib.h>
#include <string.h>
#include "tests/cmd/councils.h"
#include "tests/place.h"

/* An anomaly by its id in the list of anomalies, and the finding that names it: its rule, and how its message
 * begins. Of the arithmetical kinds (sums, percentages, changes) the list has three more, which a figures
 * file cannot express: a missing percentage (L30), and growth over two years (M10) or in percent (S9). */
typedef struct {
    const char *council, *id, *rule, *message;
} Anomaly;
static const Anomaly anomalies[] = {
    {"leicester", "L1", "signal-differs", "sector 2023-24, Foster carers, Local Authority foster carers: "},
    {"leicester", "L2", "change-differs", "looked-after 2023-24: "},
    {"leicester", "L3", "percent-differs", "outcomes 2023-24, Unfounded: "},
    {"leicester", "L4", "total-differs", "outcomes 2023-24, Unfounded: the sum of the rows is 201"},
    {"leicester", "L5", "total-differs", "beyond-advice 2019-20: "},
    {"leicester", "L6", "percent-differs", "harm 2021-22, Emotional harm: "},
    {"leicester", "L7", "percent-differs", "harm 2020-21, Neglect: "},
    {"leicester", "L8", "percent-differs", "harm 2022-23, Sexual harm: "},
    {"leicester", "L9", "percent-differs", "sector 2022-23, Education (teaching support staff"},
    {"leicester", "L10", "total-differs", "source 2019-20, Family members"},
    {"leicester", "L11", "total-differs", "source 2023-24, Family members"},
    {"leicester", "L12", "percent-differs", "source 2023-24, Family members"},
    {"leicester", "L12", "percent-differs", "source 2023-24, Health services"},
    {"leicester", "L12", "percent-differs", "source 2021-22, Local authority social care"},
    {"leicester", "L12", "percent-differs", "source 2019-20, Police: "},
    {"leicester", "L13", "percents-rounded", "sector 2019-20, "},
    {"leicester", "L13", "percents-rounded", "source 2022-23, "},
    {"leicester", "L14", "percent-differs", "outcomes 2022-23, False: "},
    {"leicester", "L15", "change-differs", "advice 2022-23: "},
    {"leicester", "L25", "percent-impossible", "feedback 2023-24, Received a timely response: "},
    {"somerset", "S8", "percents-rounded", "harm 2023-24, "},
    {"milton-keynes", "M1", "total-differs", "all-agencies 2021-22: "},
    {"milton-keynes", "M2", "total-differs", "agency 2020-21, Care provider: the sum of the rows is 171"},
    {"milton-keynes", "M2", "total-differs", "agency 2022-23, Care provider: the sum of the rows is 162"},
    {"milton-keynes", "M3", "total-differs", "outcomes 2022-23, Substantiated: the sum of the rows is 172"},
    {"milton-keynes", "M4", "total-differs", "outcomes 2020-21, Substantiated: the sum of the rows is 162"},
    {"milton-keynes", "M4", "total-differs", "outcomes 2021-22, Substantiated: the sum of the rows is 168"},
    {"milton-keynes", "M5", "total-differs", "harm 2021-22, Emotional: the sum of the rows is 187"},
    {"milton-keynes", "M5", "total-differs", "harm 2022-23, Emotional: the sum of the rows is 160"},
    {"milton-keynes", "M6", "total-differs", "agency 2020-21, School - other: the sum of its rows is 47"},
    {"milton-keynes", "M6", "total-differs", "agency 2022-23, School - other: the sum of its rows is 48"},
    {"milton-keynes", "M12", "percent-differs", "secure-estate 2020-21: "},
};

/* A direction that a report gives only in words (L1): the figure's place in the figures file, and the signal.
 */
static const char word_place[] = "sector,2023-24,\"Foster carers\",\"Local Authority foster carers\"";
static const char word_signal[] = "lower";

/* One figure, assembled from the numbers printed for it, in the columns of the figures file below. */
typedef struct {
    char *place, *cells[4]; /* count, percent, value, change */
} Printed;

static const char *const columns[] = {"count", "percent", "value", "change"};

static void
printed_free(gpointer pointer)
{
    Printed *printed = pointer;
    g_free(printed->place);
    for (int i = 0; i < 4; i++)
        g_free(printed->cells[i]);
    g_free(printed);
}

static char *
quoted(const char *text)
{
    return g_strdup_printf("\"%s\"", text);
}

/* If a report prints two numbers for one figure, the first is used. */
static void
add_number(GPtrArray *figures, const GPtrArray *mapping, const char *number)
{
    const char *field = cell(mapping, OUR_FIELD);
    guint column = 0;
    while (column < 4 && strcmp(field, columns[column]) != 0)
        column++;
    if (strcmp(field, "percent-change") == 0)
        column = 3;
    if (column == 4 || !*cell(mapping, OUR_MEASURE))
        return;
    g_autofree char *category = quoted(cell(mapping, OUR_CATEGORY)), *part = quoted(cell(mapping, OUR_PART));
    g_autofree char *place =
        g_strjoin(",", cell(mapping, OUR_MEASURE), cell(mapping, OUR_PERIOD), category, part, NULL);
    Printed *printed = NULL;
    for (guint i = 0; i < figures->len && !printed; i++)
        if (strcmp(((Printed *)figures->pdata[i])->place, place) == 0)
            printed = figures->pdata[i];
    if (!printed) {
        printed = g_new0(Printed, 1);
        printed->place = g_steal_pointer(&place);
        g_ptr_array_add(figures, printed);
    }
    if (!printed->cells[column])
        printed->cells[column] = g_strconcat(column == 3 && row_says_down(mapping) ? "-" : "", number, NULL);
}

static char *
figures_file(const char *council)
{
    g_autoptr(GPtrArray) reconciliation = council_rows(council, "reconciliation.csv");
    g_autoptr(GPtrArray) published = council_rows(council, "published.csv");
    g_autoptr(GHashTable) mappings = council_mappings(reconciliation);
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(printed_free);
    for (guint i = 0; i < published->len; i++)
        for (guint k = 0; k < 2; k++) {
            const char *number = cell(published->pdata[i], PUBLISHED_COUNT + k);
            g_autofree char *key = key_of(published->pdata[i], columns[k]);
            if (*number)
                add_number(figures, g_hash_table_lookup(mappings, key), number);
        }
    GString *text = g_string_new("measure,period,category,part,count,percent,value,change,signal\n");
    for (guint i = 0; i < figures->len; i++) {
        const Printed *printed = figures->pdata[i];
        /* Other authorities' figures are in a file of their own. */
        bool others = g_str_has_prefix(printed->place, "neighbours,");
        bool shown = !others && (printed->cells[0] || printed->cells[1] || printed->cells[2]);
        g_autofree char *numbers = g_strjoin(
            ",", printed->cells[0] ? printed->cells[0] : "", printed->cells[1] ? printed->cells[1] : "",
            printed->cells[2] ? printed->cells[2] : "", printed->cells[3] ? printed->cells[3] : "", NULL);
        if (shown)
            g_string_append_printf(text, "%s,%s,%s\n", printed->place, numbers,
                                   strcmp(printed->place, word_place) == 0 ? word_signal : "");
    }
    return g_string_free(text, FALSE);
}

/* The council's profile over an export without records, with the printed figures after the supplied ones. */
static void
write_inputs(const char *council, const Place *place)
{
    g_autofree char *source = g_build_filename("fixtures", council, NULL);
    g_autoptr(GDir) names = g_dir_open(source, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(names))) {
        if (!g_str_has_suffix(name, ".csv") && strcmp(name, "profile.yaml") != 0)
            continue;
        g_autofree char *from = g_build_filename(source, name, NULL), *text = NULL;
        g_assert_true(g_file_get_contents(from, &text, NULL, NULL));
        if (strcmp(name, "contacts.csv") == 0)
            text[strcspn(text, "\n") + 1] = '\0';
        if (strcmp(name, "profile.yaml") == 0) {
            char *list = strstr(text, "\nfigures: [");
            g_autofree char *before = list ? g_strndup(text, (gsize)(list - text)) : NULL;
            char *end = list ? strchr(list, ']') : NULL;
            g_autofree char *names_given = list ? g_strndup(list, (gsize)(end - list)) : NULL;
            char *with = list ? g_strconcat(before, names_given, ", printed.csv", end, NULL)
                              : g_strconcat(text, "\nfigures: [printed.csv]\n", NULL);
            g_free(text);
            text = with;
        }
        place_put(place, name, text);
    }
    g_autofree char *printed = figures_file(council);
    place_put(place, "printed.csv", printed);
}

/* The findings about the printed figures of one council, as rows of data-quality.csv. */
static GPtrArray *
findings_of(const char *council)
{
    Place place;
    place_open(&place, NULL);
    g_autofree char *profile = place_path(&place, "profile.yaml"), *out = place_path(&place, "out"),
                    *path = place_path(&place, "out/data-quality.csv");
    write_inputs(council, &place);
    report_open_data(profile, out);
    GPtrArray *findings = rows_of(path);
    place_close(&place, NULL);
    return findings;
}

enum { RULE = 0, SEVERITY = 1, LINE = 3, MESSAGE = 6 };

static const GPtrArray *
finding_of(const GPtrArray *findings, const Anomaly *anomaly)
{
    for (guint i = 0; i < findings->len; i++)
        if (strcmp(cell(findings->pdata[i], RULE), anomaly->rule) == 0 &&
            g_str_has_prefix(cell(findings->pdata[i], MESSAGE), anomaly->message))
            return findings->pdata[i];
    return NULL;
}

static void
each_arithmetical_anomaly_is_found_at_its_line(gconstpointer council)
{
    g_autoptr(GPtrArray) findings = findings_of(council);
    for (guint i = 0; i < findings->len; i++)
        g_test_message("%s %s: %s", cell(findings->pdata[i], RULE), cell(findings->pdata[i], LINE),
                       cell(findings->pdata[i], MESSAGE));
    for (gsize i = 0; i < G_N_ELEMENTS(anomalies); i++) {
        if (strcmp(anomalies[i].council, council) != 0)
            continue;
        const GPtrArray *finding = finding_of(findings, &anomalies[i]);
        if (!finding)
            g_test_fail_printf("%s is not found: %s %s", anomalies[i].id, anomalies[i].rule,
                               anomalies[i].message);
        else if (atoi(cell(finding, LINE)) < 2)
            g_test_fail_printf("%s has no line", anomalies[i].id);
    }
}

static void
printed_figures_that_add_up_give_no_warning(gconstpointer council)
{
    g_autoptr(GPtrArray) findings = findings_of(council);
    for (guint i = 0; i < findings->len; i++)
        if (strcmp(cell(findings->pdata[i], SEVERITY), "note") != 0)
            g_test_fail_printf("%s: %s", cell(findings->pdata[i], RULE), cell(findings->pdata[i], MESSAGE));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/anomalies/each_arithmetical_anomaly_is_found_at_its_line/leicester", "leicester",
                         each_arithmetical_anomaly_is_found_at_its_line);
    g_test_add_data_func("/anomalies/each_arithmetical_anomaly_is_found_at_its_line/somerset", "somerset",
                         each_arithmetical_anomaly_is_found_at_its_line);
    g_test_add_data_func("/anomalies/each_arithmetical_anomaly_is_found_at_its_line/milton-keynes",
                         "milton-keynes", each_arithmetical_anomaly_is_found_at_its_line);
    g_test_add_data_func("/anomalies/printed_figures_that_add_up_give_no_warning/somerset", "somerset",
                         printed_figures_that_add_up_give_no_warning);
    g_test_add_data_func("/anomalies/printed_figures_that_add_up_give_no_warning/bromley", "bromley",
                         printed_figures_that_add_up_give_no_warning);
    g_test_add_data_func("/anomalies/printed_figures_that_add_up_give_no_warning/birmingham", "birmingham",
                         printed_figures_that_add_up_give_no_warning);
    return g_test_run();
}
