/* What is found out about an export: encoding, delimiter, headings; and that a character may be cut anywhere.
 */
#include "analysis/exports/exports.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    const char *name, *bytes;
    gsize length;
    const char *wanted;   /* a heading that must be in the heading row; NULL: none is known */
    const char *encoding; /* what must be found */
    char delimiter;
    guint line, titles;
    const char *headings, *first; /* joined with '/': the headings, and the first row below */
} Found;

#define TEXT(text) text, sizeof(text) - 1

static const Found found[] = {
    {"plain", TEXT("Ref,Received\n1,01/04/2023\n"), NULL, "UTF-8", ',', 1, 0, "Ref/Received", "1/01/04/2023"},
    {"marked_and_quoted", TEXT("\xEF\xBB\xBF\"Ref\",\"Received\"\n1,2\n"), NULL, "UTF-8", ',', 1, 0,
     "Ref/Received", "1/2"},
    {"semicolons_with_commas_in_cells", TEXT("Ref;Harm, if any;x\n1;a, b, c, d;\n2;e;f\n"), NULL, "UTF-8",
     ';', 1, 0, "Ref/Harm, if any/x", "1/a, b, c, d/"},
    {"tabs", TEXT("Ref\tReceived\n\t2\n"), NULL, "UTF-8", '\t', 1, 0, "Ref/Received", "/2"},
    {"pipes", TEXT("Ref|Received\n1|2\n"), NULL, "UTF-8", '|', 1, 0, "Ref/Received", "1/2"},
    {"a_separator_line", TEXT("sep=;\nRef;Received\n1;2\n"), NULL, "UTF-8", ';', 2, 0, "Ref/Received", "1/2"},
    {"one_column", TEXT("Received\n01/04/2023\n"), "Received", "UTF-8", ',', 1, 0, "Received", "01/04/2023"},
    {"a_title_with_other_delimiters",
     TEXT("Contacts; all teams; 2023|24, provisional\n\nRef,Received,Harm\n1,2,3\n"), NULL, "UTF-8", ',', 3,
     1, "Ref/Received/Harm", "1/2/3"},
    {"titles_as_wide_as_the_headings", TEXT("a,b,c\nd,e,f\nRef,Received,Harm\n1,2,3\n"), "received", "UTF-8",
     ',', 3, 2, "Ref/Received/Harm", "1/2/?"}, /* a column not asked for */
    {"headings_of_two_lines", TEXT("Ref,\"Date\nreceived\"\n1,2\n"), "Date received", "UTF-8", ',', 1, 0,
     "Ref/Date\nreceived", "1/2"},
    {"windows_1252", TEXT("Ref,Officer\x92s note\n1,\x80 5\n"), NULL, "Windows-1252", ',', 1, 0,
     "Ref/Officer\xE2\x80\x99s note", "1/\xE2\x82\xAC 5"},
    {"utf16_little_endian", TEXT("\xFF\xFER\0,\0S\0\n\0\x31\0,\0\xA3\0\n\0"), NULL, "UTF-16LE", ',', 1, 0,
     "R/S", "1/\xC2\xA3"},
    {"utf16_unmarked", TEXT("\0R\0,\0S\0\n\0\x31\0,\0\x32"), NULL, "UTF-16BE", ',', 1, 0, "R/S", "1/2"},
    {"blank_lines_above", TEXT("\n\n\r\nRef,Received\n\n\n1,2\n"), NULL, "UTF-8", ',', 4, 0, "Ref/Received",
     "1/2"},
};

static char *
temporary_file(const char *bytes, gsize length)
{
    char *path = NULL;
    g_autoptr(GError) error = NULL;
    int file = g_file_open_tmp("export-XXXXXX", &path, &error);
    g_assert_no_error(error);
    g_close(file, NULL);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    return path;
}

static bool
keep_first(const ExportRow *row, void *user)
{
    char **joined = user;
    g_autofree char **cells = g_new0(char *, row->length + 1);
    for (guint i = 0; i < row->length; i++)
        cells[i] = row->cells[i];
    *joined = g_strjoinv("/", cells);
    return false;
}

static void
the_kind_of_an_export_is_recognised(gconstpointer pointer)
{
    const Found *test = pointer;
    g_autofree char *path = temporary_file(test->bytes, test->length), *first = NULL;
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    if (test->wanted)
        g_ptr_array_add(wanted, (gpointer)test->wanted);
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export =
        export_open(path, (ExportOptions){.headings = test->wanted ? wanted : NULL}, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(export->encoding, ==, test->encoding);
    g_assert_true(export->delimiter == test->delimiter);
    g_assert_cmpuint(export->heading_line, ==, test->line);
    g_assert_cmpuint(export->title_rows, ==, test->titles);
    g_ptr_array_add(export->headings, NULL);
    g_autofree char *headings = g_strjoinv("/", (char **)export->headings->pdata);
    g_ptr_array_set_size(export->headings, (int)export->headings->len - 1);
    g_assert_cmpstr(headings, ==, test->headings);
    g_assert_true(export_read(export, keep_first, &first, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(first, ==, test->first);
    g_unlink(path);
}

static bool
count_row(const ExportRow *row, void *user)
{
    g_assert_cmpuint(row->length, >, 0);
    (*(guint *)user)++;
    return true;
}

/* Of the rows below the headings. */
static guint
text_rows(const char *text)
{
    guint rows = 0;
    for (const char *at = strchr(text, '\n'); (at = strchr(at + 1, '\n'));)
        rows++;
    return rows;
}

static bool
check_cell(const ExportRow *row, void *user)
{
    g_assert_cmpstr(row->cells[1], ==, "caf\xC3\xA9 \xE2\x80\x9C\xF0\x9F\x98\x80");
    (*(guint *)user)++;
    return true;
}

/* The file is read in pieces of 64 KiB: over enough rows and beginnings, a character is cut at every byte. */
static void
a_character_may_be_cut_by_the_end_of_a_piece(gconstpointer encoding)
{
    for (guint shift = 0; shift < 8; shift++) {
        g_autoptr(GString) text = g_string_new("Ref,Harm\n");
        for (guint i = 0; i < 8000; i++)
            g_string_append_printf(text, "%.*s%u,caf\xC3\xA9 \xE2\x80\x9C\xF0\x9F\x98\x80\n",
                                   i ? 0 : (int)shift, "00000000", i);
        gsize length;
        g_autofree char *bytes =
            g_convert(text->str, (gssize)text->len, encoding, "UTF-8", NULL, &length, NULL);
        g_autofree char *path = temporary_file(bytes, length);
        g_autoptr(GError) error = NULL;
        g_autoptr(Export) export = export_open(path, (ExportOptions){0}, &error);
        g_assert_no_error(error);
        guint rows = 0;
        g_assert_true(export_read(export, check_cell, &rows, &error));
        g_assert_no_error(error);
        g_assert_cmpuint(rows, ==, 8000);
        g_assert_cmpfloat(export->progress, ==, 1);
        g_unlink(path);
    }
}

/* A lead byte and a NUL are a fault there, not something that waits for more; 300 KB are not carried along.
 */
static void
a_nul_after_a_lead_byte_is_not_a_cut_character(void)
{
    static const char *const leads[] = {"\xC3", "\xE2", "\xE2\x82", "\xF0\x9F\x98", "\xFC"};
    for (gsize i = 0; i < G_N_ELEMENTS(leads); i++)
        for (gsize before = 0; before < 70000; before += 65530) {
            g_autoptr(GString) text = g_string_new("Ref,Harm\n");
            while (text->len < before)
                g_string_append(text, "1,Neglect\n");
            g_string_append(text, leads[i]);
            g_string_append_c(text, '\0');
            while (text->len < 400000)
                g_string_append(text, "2,Neglect\n");
            g_autofree char *path = temporary_file(text->str, text->len);
            g_autoptr(GError) error = NULL;
            g_autoptr(Export) export = export_open(path, (ExportOptions){0}, &error);
            guint rows = 0;
            g_assert_false(export && export_read(export, count_row, &rows, &error));
            g_assert_nonnull(strstr(error->message, "NUL"));
            g_unlink(path);
        }
}

/* TSCII has bytes that stand for three letters of three bytes: more than there is room for in one go. */
static void
an_encoding_that_grows_sevenfold_is_read_whole(void)
{
    GIConv known = g_iconv_open("UTF-8", "TSCII");
    if (known == (GIConv)-1) {
        g_test_skip("TSCII is not known here");
        return;
    }
    g_iconv_close(known);
    g_autoptr(GString) text = g_string_new("Ref,Harm\n");
    while (text->len < 300000)
        g_string_append(text, "1,\x87\x87\x87\x87\x87\x87\x87\x87\x87\x87\x87\x87\x87\x87\n");
    g_autofree char *path = temporary_file(text->str, text->len);
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = export_open(path, (ExportOptions){.encoding = "TSCII"}, &error);
    guint rows = 0;
    g_assert_true(export && export_read(export, count_row, &rows, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(rows, ==, text_rows(text->str));
    g_unlink(path);
}

typedef struct {
    const char *first,
        *second; /* bytes beyond ASCII in the order in which they appear, each after this many plain rows */
    const char *encoding; /* NULL: refused */
} Late;

static bool
check_late_cell(const ExportRow *row, void *user)
{
    if (*(guint *)user == 30000)
        g_assert_cmpstr(row->cells[1], ==, "caf\xC3\xA9");
    return count_row(row, user);
}

/* Long after the rows in which headings are looked for. */
static void
bytes_further_down_decide_the_encoding(gconstpointer pointer)
{
    const Late *test = pointer;
    g_autoptr(GString) text = g_string_new("Ref,Harm\n");
    for (guint i = 0; i < 60000; i++)
        g_string_append_printf(text, "%u,%s\n", i,
                               i == 30000   ? test->first
                               : i == 50000 ? test->second
                                            : "as plain as can be");
    g_autofree char *path = temporary_file(text->str, text->len);
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = export_open(path, (ExportOptions){0}, &error);
    g_assert_no_error(error);
    guint rows = 0;
    bool read = export_read(export, check_late_cell, &rows, &error);
    g_unlink(path);
    if (test->encoding) {
        g_assert_no_error(error);
        g_assert_cmpstr(export->encoding, ==, test->encoding);
        g_assert_cmpuint(rows, ==, 60000);
    } else {
        g_assert_false(read);
        g_assert_nonnull(strstr(error->message, ":50002: a byte that is not UTF-8"));
    }
}

static void
a_given_encoding_is_used(void)
{
    g_autofree char *path = temporary_file(TEXT("Ref,Harm\n1,\xC3\xA9\n")), *first = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Export) export = export_open(path, (ExportOptions){.encoding = "Windows-1252"}, &error);
    g_assert_no_error(error);
    g_assert_false(export->encoding_found);
    g_assert_true(export_read(export, keep_first, &first, &error));
    g_assert_cmpstr(first, ==, "1/\xC3\x83\xC2\xA9");
    g_unlink(path);
}

static void
a_total_is_recognised_by_its_word(void)
{
    static const char *const totals[] = {"Total",     "TOTALS",   " Grand total: 5",
                                         "Sub-total", "subtotal", "Total (2023)"};
    static const char *const others[] = {"Totally", "", "SYN-1", "Grand Avenue School", "Teacher", "Subject"};
    for (gsize i = 0; i < G_N_ELEMENTS(totals); i++) {
        char *cells[] = {(char *)"", (char *)totals[i]}, *other[] = {(char *)"", (char *)others[i]};
        g_assert_true(export_row_is_total(&(ExportRow){cells, 2, 1, 1, false}));
        g_assert_false(export_row_is_total(&(ExportRow){other, 2, 1, 1, false}));
    }
}

static void
columns_have_the_letters_of_a_spreadsheet(void)
{
    static const guint places[] = {0, 25, 26, 51, 701, 702};
    static const char *const letters[] = {"A", "Z", "AA", "AZ", "ZZ", "AAA"};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *made = export_column_letters(places[i]);
        g_assert_cmpstr(made, ==, letters[i]);
    }
}

int
main(int argc, char **argv)
{
    static const char *const encodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"};
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(found); i++) {
        g_autofree char *path =
            g_strdup_printf("/exports/the_kind_of_an_export_is_recognised/%s", found[i].name);
        g_test_add_data_func(path, &found[i], the_kind_of_an_export_is_recognised);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autofree char *path =
            g_strdup_printf("/exports/a_character_may_be_cut_by_the_end_of_a_piece/%s", encodings[i]);
        g_test_add_data_func(path, encodings[i], a_character_may_be_cut_by_the_end_of_a_piece);
    }
    g_test_add_func("/exports/a_nul_after_a_lead_byte_is_not_a_cut_character",
                    a_nul_after_a_lead_byte_is_not_a_cut_character);
    g_test_add_func("/exports/an_encoding_that_grows_sevenfold_is_read_whole",
                    an_encoding_that_grows_sevenfold_is_read_whole);
    g_test_add_func("/exports/a_given_encoding_is_used", a_given_encoding_is_used);
    static const Late late[] = {{"caf\xE9", "na\xEFve", "Windows-1252"},
                                {"caf\xC3\xA9", "na\xC3\xAFve", "UTF-8"},
                                {"caf\xC3\xA9", "na\xEFve caf\xE9", NULL}};
    for (gsize i = 0; i < G_N_ELEMENTS(late); i++) {
        g_autofree char *path = g_strdup_printf("/exports/bytes_further_down_decide_the_encoding/%s",
                                                late[i].encoding ? late[i].encoding : "neither");
        g_test_add_data_func(path, &late[i], bytes_further_down_decide_the_encoding);
    }
    g_test_add_func("/exports/a_total_is_recognised_by_its_word", a_total_is_recognised_by_its_word);
    g_test_add_func("/exports/columns_have_the_letters_of_a_spreadsheet",
                    columns_have_the_letters_of_a_spreadsheet);
    return g_test_run();
}
