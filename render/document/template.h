/* What a template becomes on its way to a document. Private to the room. */
#pragma once
#include "render/document/document.h"

/* A template with its conditions, loops and includes worked out; references still stand in it. Every line
 * knows where it came from. */
typedef struct {
    GString *text;
    GArray *places;    /* of ProfilePlace: one a line of text */
    GPtrArray *inputs; /* char*: the files it was made from, each once */
} Expansion;

/* Checks every reference and directive on the way: all faults are lines of the one error. */
Expansion *template_expand(const Exhibits *exhibits, const char *path, bool internal, GError **error);
void expansion_free(Expansion *expansion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Expansion, expansion_free)

/* How many lines end from one place of a text to another. */
guint template_lines(const char *from, const char *to);
/* Adds a line to the error, FILE:LINE:COLUMN: message. */
void template_fail(GError **error, ProfilePlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* The path of a file that a template names; NULL with an error where it is not below the profile's folder.
 * Caller frees. */
char *template_path(const Exhibits *exhibits, const char *name, ProfilePlace place, GError **error);

/* The section of a report by this name (static); NULL with an error that names them all where it is none. */
const char *template_section(const char *name, ProfilePlace place, GError **error);

/* What stands between double braces and is no value: a block of its own, or sentences. */
typedef enum {
    DIRECTIVE_NONE, /* a reference to a value */
    DIRECTIVE_TABLE,
    DIRECTIVE_CHART,
    DIRECTIVE_STRIP,
    DIRECTIVE_KEY_MEASURES,
    DIRECTIVE_APPENDIX,
    DIRECTIVE_ANNEX,
    DIRECTIVE_KEY_FIGURES,
    DIRECTIVE_CONTENTS,
    DIRECTIVE_PAGE_BREAK,
    DIRECTIVE_ABOUT,
    DIRECTIVE_METHODS,
    DIRECTIVE_QUALITY,
    DIRECTIVE_ACTIONS,
    DIRECTIVE_COMMENTARY,
    DIRECTIVE_CLOSING,
    DIRECTIVE_IN_SHORT,
    DIRECTIVE_EXCEPTIONS,
    DIRECTIVE_QUALITY_IN_BRIEF,
    DIRECTIVE_YEARS_IN_BRIEF,
    DIRECTIVE_HOW_TO_READ,
} DirectiveKind;

typedef struct {
    DirectiveKind kind;
    char *name;   /* a measure's id, a list of them, or a file; "" where there is none */
    bool sums;    /* of a table: with a column of sums over the years */
    char *beside; /* of a table: the measure whose figures stand beside; NULL: none */
    char *title;  /* of actions; NULL: none */
} Directive;

/* The measures (const ProfileMeasure*) of a list of ids; NULL with an error where one is none. Caller unrefs.
 */
GPtrArray *directive_measures(const Exhibits *exhibits, const char *list, ProfilePlace place, GError **error);
/* What the words between braces ask for; clear it. */
Directive directive_read(const char *words);
void directive_clear(Directive *directive);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Directive, directive_clear)
/* Whether it stands for words within a text, and not for blocks in place of its paragraph. */
bool directive_is_words(DirectiveKind kind);
/* Whether what stands between braces can be put in; else a line is added to the error. */
bool directive_check(const Exhibits *exhibits, const char *words, ProfilePlace place, GError **error);

/* The words that a reference stands for; caller frees. NULL with an error at its place. */
char *reference_resolve(const Exhibits *exhibits, const char *reference, ProfilePlace place, GError **error);
/* The figure or sum of figures that a reference names, in `figure`, and its field in `field` (NULL: none; not
 * to be freed). False where there is no such figure, which is no fault. */
bool reference_look(const Exhibits *exhibits, const char *reference, Figure *figure, const char **field);
/* Whether a condition holds: something is there (file NAME, measures of SECTION, chart MEASURE, field NAME, a
 * list of exceptions, a table, data-quality), something is so (yearly MEASURE, internal, disclosure), a
 * reference has a figure, or one compares so with a number or a word; or `not` any of these. A figure that is
 * not shown compares as nothing. */
bool condition_holds(const Exhibits *exhibits, const char *condition, bool internal, ProfilePlace place,
                     GError **error);
/* The measure of this id as a table is found by it; NULL with an error that names the nearest. */
const ProfileMeasure *reference_measure(const Exhibits *exhibits, const char *id, ProfilePlace place,
                                        GError **error);
const Table *exhibits_table(const Exhibits *exhibits, const char *id); /* NULL if there is none */
const Chart *exhibits_chart(const Exhibits *exhibits, const char *id); /* NULL if there is none */
bool exhibits_is_in_section(const Table *table, const char *section);
/* What references call the figures, by measure and category. Caller unrefs. */
GHashTable *names_of_figures(const Figures *figures);
/* What they call a figure behind its measure: its category (0) or its part (1); "" where it has none. */
const char *exhibits_name(const Exhibits *exhibits, const Figure *figure, guint place);
/* The figure of these names; NULL if there is none. */
const Figure *exhibits_figure(const Exhibits *exhibits, const char *measure, const char *period,
                              const char *category, const char *part);
/* The label of the year reported, or of one so many years before; caller frees. */
char *period_of_report(const Exhibits *exhibits, int years_before);

/* Key figures (of KeyFigure) of the measures listed, or of those the profile puts first where none is; NULL
 * with an error where one is no measure. */
GArray *key_figures_of(const Exhibits *exhibits, const char *list, ProfilePlace place, GError **error);
/* The actions of a CSV file as a table; `title` NULL: "Actions". NULL with an error. Caller frees. */
Table *actions_of(const Exhibits *exhibits, const char *name, const char *title, ProfilePlace place,
                  GError **error);

/* The year in a paragraph of at most 60 words: how much, how serious, from and about whom, how fast, how old.
 * Caller frees. */
char *in_short(const Exhibits *exhibits);
/* Of which of the last five years there are figures, and of which there are none. Caller frees. */
char *years_in_brief(const Exhibits *exhibits);

/* Whether a list of exceptions has this name: changes, outliers, targets, questions, main-points. */
bool exceptions_known(const char *name);
/* Its sentences (char*), each computed from figures as they may be shown: what changed beyond chance, where
 * this authority is outside the limits about the others' average, which targets are met, what a board may
 * ask because of them, and the few of all this that lead a summary. Caller frees. */
GPtrArray *exceptions_of(const Exhibits *exhibits, const char *name);
