#include "analysis/reconciliation/reconciliation_parts.h"

void
report_difference(const Check *check, const char *rule, FindingSeverity severity,
                  const ProfileMeasure *measure, const Figure *figure, const char *without, const char *with,
                  ...)
{
    va_list arguments;
    va_start(arguments, with);
    g_autofree char *numbers = g_strdup_vprintf(with, arguments);
    va_end(arguments);
    const char *text = check->profile->suppress_below > 1 ? without : numbers;
    g_autofree char *place = figure_place_words(figure);
    findings_add(check->findings, rule, severity, figure->file ? figure->file : check->profile->path,
                 figure->line, 0, "", "%s %s: %s", measure->id, place, text);
    if (severity == FINDING_NOTE)
        return;
    g_autofree char *note = g_strdup_printf("%s: %s.", place, text);
    figures_add_note(check->figures, measure->id, note);
}
