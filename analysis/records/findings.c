#include "analysis/records/findings.h"
#include "analysis/csv/cell.h"
#include <string.h>

/* From this line of a file on, Excel's row is the line minus `shift`. */
typedef struct {
    char *file;
    guint line, shift;
} ExcelRows;

struct Findings {
    GArray *rows;       /* of Finding */
    GArray *excel_rows; /* of ExcelRows, in the order of lines within a file */
    bool suppressed;    /* findings about records are withheld */
};

static const FindingRule rules[] = {
#include "rules.inc"
};

const FindingRule *
finding_rule(const char *rule)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        if (strcmp(rules[i].rule, rule) == 0)
            return &rules[i];
    g_error("the rule %s is not in rules.csv", rule);
}

static FindingSeverity
severity_of(const char *rule)
{
    const char *words = finding_rule(rule)->severity;
    return *words == 'e' ? FINDING_ERROR : *words == 'w' ? FINDING_WARNING : FINDING_NOTE;
}

static void
finding_clear(gpointer pointer)
{
    Finding *finding = pointer;
    g_free(finding->file);
    g_free(finding->field);
    g_free(finding->message);
    g_free(finding->lines);
    g_free(finding->value);
}

static void
excel_rows_clear(gpointer pointer)
{
    g_free(((ExcelRows *)pointer)->file);
}

Findings *
findings_new(void)
{
    Findings *findings = g_new0(Findings, 1);
    findings->rows = g_array_new(FALSE, FALSE, sizeof(Finding));
    g_array_set_clear_func(findings->rows, finding_clear);
    findings->excel_rows = g_array_new(FALSE, FALSE, sizeof(ExcelRows));
    g_array_set_clear_func(findings->excel_rows, excel_rows_clear);
    return findings;
}

void
findings_free(Findings *findings)
{
    if (!findings)
        return;
    g_array_unref(findings->rows);
    g_array_unref(findings->excel_rows);
    g_free(findings);
}

void
findings_add(Findings *findings, const char *rule, const char *file, guint line, guint column,
             const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Finding finding = {.rule = rule,
                       .severity = severity_of(rule),
                       .file = g_path_get_basename(file),
                       .line = line,
                       .column = column,
                       .field = g_strdup(field),
                       .message = g_strdup_vprintf(format, arguments),
                       .rows = line ? 1 : 0};
    va_end(arguments);
    g_array_append_val(findings->rows, finding);
}

void
findings_set_percent(Findings *findings, double percent, double base, const char *base_words)
{
    Finding *last = &g_array_index(findings->rows, Finding, findings->rows->len - 1);
    last->percent = percent;
    last->base = base;
    last->base_words = base_words;
}

static char *
line_list(const GArray *lines, guint rows)
{
    if (rows < 2)
        return NULL;
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < MIN(rows, FINDING_MOST_LINES); i++)
        g_string_append_printf(list, "%s%u", i ? " " : "", g_array_index(lines, guint, i));
    if (rows > FINDING_MOST_LINES)
        g_string_append_printf(list, " and %u more", rows - FINDING_MOST_LINES);
    return g_string_free(g_steal_pointer(&list), FALSE);
}

void
findings_add_rows(Findings *findings, const char *rule, const char *file, const GArray *lines, guint rows,
                  guint of, const char *field, const char *value, const char *format, ...)
{
    g_return_if_fail(rows && lines->len >= MIN(rows, FINDING_MOST_LINES));
    va_list arguments;
    va_start(arguments, format);
    Finding finding = {.rule = rule,
                       .severity = severity_of(rule),
                       .file = g_path_get_basename(file),
                       .line = g_array_index(lines, guint, 0),
                       .field = g_strdup(field),
                       .message = g_strdup_vprintf(format, arguments),
                       .rows = rows,
                       .of = of,
                       .lines = line_list(lines, rows),
                       .value = g_strdup(value)};
    va_end(arguments);
    g_array_append_val(findings->rows, finding);
}

void
findings_join(Findings *findings, Findings *others)
{
    GArray *arrays[][2] = {{findings->rows, others->rows}, {findings->excel_rows, others->excel_rows}};
    for (gsize i = 0; i < G_N_ELEMENTS(arrays); i++) {
        GArray *from = arrays[i][1];
        gsize length;
        g_autofree gpointer moved = g_array_steal(from, &length);
        if (length)
            g_array_append_vals(arrays[i][0], moved, (guint)length);
    }
}

void
findings_note_excel_row(Findings *findings, const char *file, guint line, guint row)
{
    ExcelRows rows = {g_path_get_basename(file), line, line - row};
    g_array_append_val(findings->excel_rows, rows);
}

/* The row number in Excel for a finding's line; 0 if it is the same. */
static guint
excel_row(const Findings *findings, const Finding *finding)
{
    guint shift = 0;
    for (guint i = 0; i < findings->excel_rows->len && finding->line; i++) {
        const ExcelRows *rows = &g_array_index(findings->excel_rows, ExcelRows, i);
        if (rows->line <= finding->line && strcmp(rows->file, finding->file) == 0)
            shift = rows->shift;
    }
    return shift ? finding->line - shift : 0;
}

guint
findings_length(const Findings *findings)
{
    return findings->rows->len;
}

const Finding *
findings_at(const Findings *findings, guint index)
{
    return &g_array_index(findings->rows, Finding, index);
}

guint
findings_count(const Findings *findings, FindingSeverity severity)
{
    guint count = 0;
    for (guint i = 0; i < findings->rows->len; i++)
        count += findings_at(findings, i)->severity == severity;
    return count;
}

const char *
finding_severity_words(FindingSeverity severity)
{
    static const char *const words[] = {"error", "warning", "note"};
    return words[severity];
}

void
findings_protect(Findings *findings, int suppress_below, bool internal)
{
    findings->suppressed = suppress_below > 1;
    for (guint i = 0; i < findings->rows->len; i++) {
        Finding *finding = &g_array_index(findings->rows, Finding, i);
        if (!internal)
            g_clear_pointer(&finding->value, g_free);
        finding->withheld =
            findings->suppressed && strcmp(finding_rule(finding->rule)->about, "records") == 0;
    }
}

static void
append_ended(GString *out, const char *text, char end)
{
    csv_append_words(out, text);
    g_string_append_c(out, end);
}

static void
findings_append_number(GString *out, guint number)
{
    if (number)
        g_string_append_printf(out, "%u", number);
    g_string_append_c(out, ',');
}

static int
compare_findings(gconstpointer one, gconstpointer other)
{
    const Finding *a = *(Finding *const *)one, *b = *(Finding *const *)other;
    if (a->severity != b->severity)
        return (int)a->severity - (int)b->severity;
    int files = strcmp(a->file, b->file);
    if (files)
        return files;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    int by_rule = strcmp(a->rule, b->rule);
    return by_rule ? by_rule : a < b ? -1 : a > b; /* they are in one array, in the order they were added */
}

GPtrArray *
findings_sorted(const Findings *findings)
{
    GPtrArray *order = g_ptr_array_new();
    for (guint i = 0; i < findings->rows->len; i++)
        g_ptr_array_add(order, (gpointer)findings_at(findings, i));
    g_ptr_array_sort(order, compare_findings);
    return order;
}

char *
findings_to_csv(const Findings *findings)
{
    g_autoptr(GPtrArray) order = findings_sorted(findings);
    GString *out =
        g_string_new("rule,severity,file,line,column,field,message,rows,of,lines,value,excel_row\n");
    for (guint i = 0; i < order->len; i++) {
        const Finding *finding = order->pdata[i];
        if (finding->withheld)
            continue;
        g_string_append_printf(out, "%s,%s,", finding->rule, finding_severity_words(finding->severity));
        append_ended(out, finding->file, ',');
        findings_append_number(out, finding->line);
        findings_append_number(out, finding->column);
        append_ended(out, finding->field, ',');
        append_ended(out, finding->message, ',');
        findings_append_number(out, finding->rows);
        findings_append_number(out, finding->of);
        append_ended(out, finding->lines ? finding->lines : "", ',');
        append_ended(out, finding->value ? finding->value : "", ',');
        guint row = excel_row(findings, finding);
        if (row)
            g_string_append_printf(out, "%u", row);
        g_string_append_c(out, '\n');
    }
    if (findings->suppressed)
        g_string_append(out, "records-withheld,note,,,,,\"" FINDINGS_WITHHELD "\",[c],,,,\n");
    return g_string_free(out, FALSE);
}
