#include "analysis/records/findings.h"
#include <string.h>

struct Findings {
    GArray *rows; /* of Finding */
};

static void
finding_clear(gpointer pointer)
{
    Finding *finding = pointer;
    g_free(finding->file);
    g_free(finding->field);
    g_free(finding->message);
}

Findings *
findings_new(void)
{
    Findings *findings = g_new0(Findings, 1);
    findings->rows = g_array_new(FALSE, FALSE, sizeof(Finding));
    g_array_set_clear_func(findings->rows, finding_clear);
    return findings;
}

void
findings_free(Findings *findings)
{
    if (!findings)
        return;
    g_array_unref(findings->rows);
    g_free(findings);
}

void
findings_add(Findings *findings, const char *rule, FindingSeverity severity, const char *file, guint line,
             guint column, const char *field, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Finding finding = {rule,   severity,        g_path_get_basename(file),          line,
                       column, g_strdup(field), g_strdup_vprintf(format, arguments)};
    va_end(arguments);
    g_array_append_val(findings->rows, finding);
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

static void
append_cell(GString *out, const char *text, char end)
{
    if (strpbrk(text, ",\"\r\n")) {
        g_autoptr(GString) quoted = g_string_new(text);
        g_string_replace(quoted, "\"", "\"\"", 0);
        g_string_append_printf(out, "\"%s\"", quoted->str);
    } else {
        g_string_append(out, text);
    }
    g_string_append_c(out, end);
}

char *
findings_to_csv(const Findings *findings)
{
    GString *out = g_string_new("rule,severity,file,line,column,field,message\n");
    for (guint i = 0; i < findings->rows->len; i++) {
        const Finding *finding = findings_at(findings, i);
        g_string_append_printf(out, "%s,%s,", finding->rule, finding_severity_words(finding->severity));
        append_cell(out, finding->file, ',');
        for (int k = 0; k < 2; k++) {
            guint number = k ? finding->column : finding->line;
            if (number)
                g_string_append_printf(out, "%u", number);
            g_string_append_c(out, ',');
        }
        append_cell(out, finding->field, ',');
        append_cell(out, finding->message, '\n');
    }
    return g_string_free(out, FALSE);
}
