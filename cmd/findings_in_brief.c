#include "cmd/findings_in_brief.h"
#include <string.h>
#include "analysis/figures/figures.h"

static const guint most_lines = 10; /* of one group */
static const guint most_places = 4; /* of one line */
static const glong longest_value = 60;

static char *
counted_words(guint count, const char *one, const char *many)
{
    g_autofree char *number = figure_number_text(count, 0);
    return g_strdup_printf("%s %s", number, count == 1 ? one : many);
}

char *
quality_summary(const Dataset *dataset, const Findings *findings)
{
    g_autofree char *aside = figure_number_text(dataset->rows_set_aside, 0),
                    *read = counted_words(dataset->rows_read, "row", "rows"),
                    *errors = counted_words(findings_count(findings, FINDING_ERROR), "error", "errors"),
                    *warnings =
                        counted_words(findings_count(findings, FINDING_WARNING), "warning", "warnings");
    return g_strdup_printf("%s of %s set aside, %s and %s", aside, read, errors, warnings);
}

bool
quality_passes_strict(const Dataset *dataset, const Findings *findings)
{
    return !dataset->rows_set_aside && !findings_count(findings, FINDING_ERROR) &&
           !findings_count(findings, FINDING_WARNING);
}

/* A value made safe for a terminal: no control characters, and not too long. */
static char *
printable(const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    glong length = 0;
    for (const char *at = valid; *at && length < longest_value; at = g_utf8_next_char(at), length++) {
        gunichar letter = g_utf8_get_char(at);
        g_string_append_unichar(out, g_unichar_isprint(letter) ? letter : ' ');
    }
    if (length == longest_value)
        g_string_append(out, "...");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
append_place(GString *places, const Finding *finding)
{
    g_string_append_printf(places, "%s%s", places->len ? ", " : "", finding->file);
    if (finding->line)
        g_string_append_printf(places, ":%u", finding->line);
    if (finding->rows > 1 && finding->of)
        g_string_append_printf(places, " (%u of %u rows)", finding->rows, finding->of);
    else if (finding->rows > 1)
        g_string_append_printf(places, " (%u rows)", finding->rows);
}

static bool
say_the_same(const Finding *one, const Finding *other)
{
    return strcmp(one->message, other->message) == 0 && g_strcmp0(one->value, other->value) == 0;
}

/* One line for a run of findings with the same message, with the first of their places; returns the run's
 * end. */
static guint
print_run(FILE *out, const GPtrArray *findings, guint start)
{
    const Finding *first = findings->pdata[start];
    g_autoptr(GString) places = g_string_new(NULL);
    guint end = start;
    for (; end < findings->len && say_the_same(first, findings->pdata[end]); end++)
        if (end - start < most_places)
            append_place(places, findings->pdata[end]);
    if (end - start > most_places)
        g_string_append_printf(places, " and %u more", end - start - most_places);
    g_autofree char *value = first->value ? printable(first->value) : NULL;
    /* A sentence that is also a note to tables loses its full stop. */
    int length = (int)strlen(first->message) - g_str_has_suffix(first->message, ".");
    if (value)
        fprintf(out, "    \"%s\": %.*s: %s\n", value, length, first->message, places->str);
    else
        fprintf(out, "    %.*s: %s\n", length, first->message, places->str);
    return end;
}

static void
print_group(FILE *out, const FindingGroup *group)
{
    bool of_rows = false;
    for (guint i = 0; i < group->findings->len; i++)
        of_rows |= ((const Finding *)group->findings->pdata[i])->rows > 0;
    g_autofree char *number = of_rows ? counted_words(group->rows, "row", "rows")
                              : strcmp(group->rule, "month-empty") == 0
                                  ? counted_words(group->rows, "month", "months")
                                  : counted_words(group->rows, "finding", "findings");
    fprintf(out, "  %s: %s%s%s\n", group->rule, group->field, *group->field ? ", " : "", number);
    guint lines = 0, at = 0;
    for (; at < group->findings->len && lines < most_lines; lines++)
        at = print_run(out, group->findings, at);
    if (at < group->findings->len)
        fprintf(out, "    and %u more; --out lists them all\n", group->findings->len - at);
}

void
quality_print(FILE *out, const Findings *findings)
{
    static const char *const headings[] = {"Errors", "Warnings", "Notes"};
    g_autoptr(GPtrArray) groups = findings_groups(findings);
    int severity = -1;
    for (guint i = 0; i < groups->len; i++) {
        const FindingGroup *group = groups->pdata[i];
        if ((int)group->severity != severity)
            fprintf(out, "\n%s\n", headings[group->severity]);
        severity = (int)group->severity;
        print_group(out, group);
    }
}
