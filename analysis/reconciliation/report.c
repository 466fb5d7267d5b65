#include "analysis/reconciliation/reconciliation_parts.h"
#include <string.h>

void
report_difference(const Check *check, const char *rule, const ProfileMeasure *measure, const Figure *figure,
                  const char *without, const char *with, ...)
{
    va_list arguments;
    va_start(arguments, with);
    g_autofree char *numbers = g_strdup_vprintf(with, arguments);
    va_end(arguments);
    const char *text = check->profile->suppress_below > 1 ? without : numbers;
    g_autofree char *place = figure_place_words(figure);
    findings_add(check->findings, rule, figure->file ? figure->file : check->profile->path, figure->line, 0,
                 "", "%s %s: %s", measure->id, place, text);
    if (strcmp(finding_rule(rule)->severity, "note") == 0)
        return;
    g_autofree char *note = g_strdup_printf("%s: %s.", place, text);
    figures_add_note(check->figures, measure->id, note);
}
