/* What a template becomes on its way to a document. Private to the room. */
#pragma once
#include "render/document/document.h"

/* A template with its conditions, loops and includes worked out; references still stand in it. Every line
 * knows where it came from. */
typedef struct {
    GString *text;
    GArray *places; /* of ProfilePlace: one a line of text */
} Expansion;

Expansion *template_expand(const Exhibits *exhibits, const char *path, bool internal, GError **error);
void expansion_free(Expansion *expansion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expansion, expansion_free)

void template_fail(GError **error, ProfilePlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The words that a reference stands for; caller frees. NULL with an error at its place. */
char *reference_resolve(const Exhibits *exhibits, const char *reference, ProfilePlace place, GError **error);
/* A figure's number as it is printed, with its unit, or the symbol that stands instead. Caller frees. */
char *figure_shown(const Figure *figure, double number, int decimals, const char *unit);
/* Whether the reference names something that has a value: for conditions. */
bool reference_holds(const Exhibits *exhibits, const char *reference, bool internal);
/* The measure of this id as a table is found by it; NULL with an error that names the nearest. */
const ProfileMeasure *reference_measure(const Exhibits *exhibits, const char *id, ProfilePlace place,
                                        GError **error);
const Table *exhibits_table(const Exhibits *exhibits, const char *id); /* NULL if there is none */
const Chart *exhibits_chart(const Exhibits *exhibits, const char *id); /* NULL if there is none */
char *period_of_report(const Exhibits *exhibits, int years_before);
/* The figure a measure is summed up by: its total, or its first category where it has none. */
const Figure *headline_figure(const Exhibits *exhibits, const ProfileMeasure *measure, const char *period);

/* Key figures (of KeyFigure) of the measures listed, or of those the profile puts first where none is. */
GArray *key_figures_of(const Exhibits *exhibits, const char *list, ProfilePlace place, GError **error);

/* Sentences about a measure, computed from its figures; "" where there is nothing to say. Caller frees. */
char *commentary_of(const Exhibits *exhibits, const ProfileMeasure *measure);
char *change_words(const Exhibits *exhibits, const ProfileMeasure *measure, const Figure *figure,
                   const Figure *before, const char *period_before);
