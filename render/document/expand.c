/* Conditions, loops and includes: they choose which lines of a template stand, before it is parsed. They put
 * no value into the text, so nothing from the records can be read as markup. On the way every reference is
 * checked where it stands, so that one run names all faults. */
#include "analysis/inputs/inputs.h"
#include "render/document/showing.h"
#include "render/document/tags.h"
#include "render/document/template.h"
#include <gio/gio.h>
#include <string.h>

static const guint deepest = 16; /* includes within includes */
static const InputKind template_file = {
    .noun = "template", .most = 10 * 1024 * 1024, .failure = FAILURE_INPUT};
static const InputKind included_file = {
    .noun = "included text", .most = 10 * 1024 * 1024, .failure = FAILURE_USAGE};
static const gsize longest = 10 * 1024 * 1024;               /* with all that it takes in */
static const guint most_includes = 1000, most_tags = 200000; /* read up to the end, loops run through */
static const guint longest_tag = 4096;                       /* bytes between braces */
static const guint most_open_ended = 50;

typedef struct {
    const Exhibits *exhibits;
    bool internal, gave_up;
    guint includes, tags, open_ended;
    Expansion *out;
    GError **error;
} Expander;

/* A run of template text, and what `measure` and `category` stand for in it. */
typedef struct Span {
    const char *file, *origin, *text, *end; /* origin: where the file's text begins */
    guint line;
    const char *counted; /* up to here from `origin` the column is known: `column` */
    guint column;
    const char *measure, *category; /* an id, a slug; NULL outside loops */
    guint depth;
    const struct Span *includer;
} Span;

/* All of a file, outside loops; `includer` NULL: it is the template itself. */
static Span
span_of_file(const char *file, const char *text, gsize length, const Span *includer)
{
    return (Span){.file = file,
                  .origin = text,
                  .text = text,
                  .end = text + length,
                  .line = 1,
                  .counted = text,
                  .column = 1,
                  .depth = includer ? includer->depth + 1 : 0,
                  .includer = includer};
}

static void
append(Expander *expander, const Span *span, const char *text, gsize length, guint line)
{
    if (expander->out->text->len > longest)
        return; /* which the next tag tells, and the end */
    if (expander->out->places->len == 0 && length) {
        ProfilePlace place = {span->file, line, 1};
        g_array_append_val(expander->out->places, place);
    }
    g_string_append_len(expander->out->text, text, (gssize)length);
    for (gsize i = 0; i < length; i++)
        if (text[i] == '\n') {
            ProfilePlace place = {span->file, ++line, 1};
            g_array_append_val(expander->out->places, place);
        }
}

/* The text of a template that comes with the program; NULL if there is none of this name. */
static char *
own_template(const char *name)
{
    g_autofree char *place = g_strconcat("/ladostat/templates/", name, NULL);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(place, 0, NULL);
    return bytes ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : NULL;
}

static char *
read_template(const char *path, GError **error)
{
    char *text = NULL;
    gsize length = 0;
    if (!path || !input_may_be_there(path))
        text = own_template(path ? path : "annual-report.md");
    return text ? text : input_read_text(path, &template_file, &length, error);
}

static void expand(Expander *expander, Span span);

/* One fault is enough where what is wrong would go on for ever. */
static void
expander_give_up(Expander *expander, ProfilePlace place, const char *format, guint most)
{
    g_autofree char *message = g_strdup_printf(format, most);
    if (!expander->gave_up)
        template_fail(expander->error, place, "%s", message);
    expander->gave_up = true;
}

static void
note_input(Expander *expander, const char *path)
{
    if (!g_ptr_array_find_with_equal_func(expander->out->inputs, path, g_str_equal, NULL))
        g_ptr_array_add(expander->out->inputs, g_strdup(path));
}

static void
include(Expander *expander, const Span *span, const char *name, ProfilePlace place)
{
    g_autofree char *path = template_path(expander->exhibits, name, place, expander->error), *text = NULL;
    g_autoptr(GError) fault = NULL;
    gsize length = 0;
    if (!path)
        return;
    for (const Span *outer = span; outer; outer = outer->includer)
        if (strcmp(outer->file, path) == 0) {
            template_fail(expander->error, place, "include %s: the file includes itself", name);
            return;
        }
    if (span->depth >= deepest) {
        template_fail(expander->error, place, "include %s: more than %u includes deep", name, deepest);
        return;
    }
    if (++expander->includes > most_includes) {
        expander_give_up(expander, place, "more than %u files are included up to here", most_includes);
        return;
    }
    if (!(text = input_read_text(path, &included_file, &length, &fault))) {
        template_fail(expander->error, place, "include %s: %s", name, fault->message);
        return;
    }
    note_input(expander, path);
    Span inner = span_of_file(g_intern_string(path), text, length, span);
    inner.measure = span->measure;
    inner.category = span->category;
    expand(expander, inner);
}

/* The words of a tag with `measure` and `category` made what they stand for here. */
static char *
in_place(const Span *span, const char *words)
{
    char *result = g_strdup(words);
    const struct {
        const char *pattern, *by;
    } names[] = {{"(?<![^ ])measure(?=[. @]|$)", span->measure},
                 {"(?<![^ .])category(?=[. @]|$)", span->category}};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!names[i].by)
            continue;
        g_autoptr(GRegex) pattern = g_regex_new(names[i].pattern, 0, 0, NULL);
        g_autofree char *before = result;
        result = g_regex_replace_literal(pattern, before, -1, 0, names[i].by, 0, NULL);
    }
    return result;
}

static bool
if_holds(Expander *expander, const Span *span, const char *condition, ProfilePlace place)
{
    g_autofree char *words = in_place(span, condition);
    return condition_holds(expander->exhibits, words, expander->internal, place, expander->error);
}

static void
for_each_measure(Expander *expander, Span inner, const char *section)
{
    for (guint i = 0; i < expander->exhibits->tables->len; i++) {
        const Table *table = expander->exhibits->tables->pdata[i];
        if (section && !exhibits_is_in_section(table, section))
            continue;
        inner.measure = table->id;
        expand(expander, inner);
    }
}

/* What of a section's figures deserves to be shown, as a template would ask for it. */
static void
show_measures(Expander *expander, const Span *span, const char *words, ProfilePlace place)
{
    static const char every_chart[] = " with every chart";
    bool all = g_str_has_suffix(words, every_chart);
    g_autofree char *name = g_strndup(words, strlen(words) - (all ? strlen(every_chart) : 0));
    const char *section = template_section(name, place, expander->error);
    g_autofree char *text = section ? showings_template(expander->exhibits, section, all) : NULL;
    if (!text)
        return;
    append(expander, span, text, strlen(text), place.line);
}

/* The council's own words of this name; where there are none yet, what is said behind the colon to who writes
 * them, as a comment. */
static void
expander_narrate(Expander *expander, const Span *span, const char *words, ProfilePlace place)
{
    g_auto(GStrv) halves = g_strsplit(words, ":", 2);
    g_autofree char *file = g_strdup_printf("narrative/%s.md", halves[0] ? g_strstrip(halves[0]) : ""),
                    *path = template_path(expander->exhibits, file, place, expander->error);
    if (path && input_may_be_there(path)) {
        include(expander, span, file, place);
    } else if (path && halves[0] && halves[1]) {
        g_autofree char *comment = g_strdup_printf("<!-- %s (%s) -->", g_strstrip(halves[1]), file);
        append(expander, span, comment, strlen(comment), place.line);
    }
}

static void
for_each_category(Expander *expander, Span inner, const char *id, ProfilePlace place)
{
    const ProfileMeasure *measure = reference_measure(expander->exhibits, id, place, expander->error);
    g_autofree char *period = period_of_report(expander->exhibits, 0);
    const Figures *figures = expander->exhibits->figures;
    for (guint i = 0; measure && i < figures_length(figures); i++) {
        const Figure *figure = figures_at(figures, i);
        if (!figure_is_in(figure, id, period) || !*figure->category || *figure->part)
            continue;
        inner.category = exhibits_name(expander->exhibits, figure, 0);
        expand(expander, inner);
    }
}

static void
loop(Expander *expander, const Span *span, Span inner, const char *head, ProfilePlace place)
{
    g_autofree char *words = in_place(span, head);
    if (strcmp(head, "for each measure") == 0)
        for_each_measure(expander, inner, NULL);
    else if (g_str_has_prefix(head, "for each measure of ")) {
        const char *section =
            template_section(words + strlen("for each measure of "), place, expander->error);
        if (section)
            for_each_measure(expander, inner, section);
    } else if (g_str_has_prefix(head, "for each category of "))
        for_each_category(expander, inner, words + strlen("for each category of "), place);
    else
        template_fail(
            expander->error, place,
            "{{ %s }}: a loop is written {{ for each measure }}, {{ for each measure of SECTION }} or "
            "{{ for each category of MEASURE }}",
            head);
}

/* The block between an opening tag and its end; `span` is moved behind it. */
static void
expand_block(Expander *expander, Span *span, const Tag *opening, ProfilePlace place)
{
    Branches block;
    if (!tag_find_end(opening->end, span->end, &block)) {
        if (block.too_deep)
            expander_give_up(expander, place, "more than %u nested blocks here", TAG_DEEPEST_BLOCK);
        else
            template_fail(expander->error, place, "{{ %s }} has no {{ end }}", opening->words);
        expander->gave_up |= ++expander->open_ended > most_open_ended;
        return;
    }
    Span first = *span, second = *span;
    first.text = opening->end;
    first.end = block.first_end;
    first.line = place.line + template_lines(opening->start, opening->end);
    second.text = block.second;
    second.end = block.last_end;
    second.line = block.second ? place.line + template_lines(opening->start, block.second) : 0;
    if (g_str_has_prefix(opening->words, "for "))
        loop(expander, span, first, opening->words, place);
    else if (if_holds(expander, span, opening->words + 3, place))
        expand(expander, first);
    else if (block.second)
        expand(expander, second);
    span->line = place.line + template_lines(opening->start, block.behind);
    span->text = block.behind;
}

/* A reference stays, if there is what it names. */
static void
keep_reference(Expander *expander, const Span *span, const Tag *tag, ProfilePlace place)
{
    g_autofree char *words = in_place(span, tag->words);
    if (!directive_check(expander->exhibits, words, place, expander->error))
        return;
    g_auto(Directive) directive = directive_read(words);
    if (directive.kind == DIRECTIVE_ACTIONS) {
        g_autofree char *list = template_path(expander->exhibits, directive.name, place, expander->error);
        note_input(expander, list);
    }
    g_autofree char *kept = g_strdup_printf("{{ %s }}", words);
    append(expander, span, kept, strlen(kept), place.line);
}

/* The column is counted on from the tag before: there may be many on a line. */
static ProfilePlace
place_of_tag(Span *span, const Tag *tag)
{
    for (; span->counted < tag->start; span->counted++)
        if (*span->counted == '\n')
            span->column = 1;
        else
            span->column += (*span->counted & 0xC0) != 0x80;
    return (ProfilePlace){span->file, span->line + template_lines(span->text, tag->start), span->column};
}

static void
expand(Expander *expander, Span span)
{
    while (!expander->gave_up) {
        g_auto(Tag) tag = {0};
        if (!tag_next(span.text, span.end, &tag))
            break;
        ProfilePlace place = place_of_tag(&span, &tag);
        append(expander, &span, span.text, (gsize)(tag.start - span.text), span.line);
        span.line = place.line + template_lines(tag.start, tag.end);
        span.text = tag.end;
        if (strlen(tag.words) > longest_tag) {
            expander_give_up(expander, place, "more than %u bytes between braces here", longest_tag);
        } else if (expander->out->text->len > longest) {
            expander_give_up(expander, place, "the document grows past %u MiB here", (guint)(longest >> 20));
        } else if (++expander->tags > most_tags) {
            expander_give_up(expander, place, "more than %u references and loops up to here", most_tags);
        } else if (tag_opens(tag.words)) {
            expand_block(expander, &span, &tag, place);
        } else if (strcmp(tag.words, "end") == 0 || strcmp(tag.words, "else") == 0) {
            template_fail(expander->error, place,
                          "{{ %s }} without an {{ if }} or {{ for each measure }} before it", tag.words);
        } else if (g_str_has_prefix(tag.words, "include ")) {
            include(expander, &span, g_strstrip(tag.words + 8), place);
        } else if (g_str_has_prefix(tag.words, "measures of ")) {
            show_measures(expander, &span, g_strstrip(tag.words + 12), place);
        } else if (g_str_has_prefix(tag.words, "narrative ")) {
            expander_narrate(expander, &span, g_strstrip(tag.words + 10), place);
        } else {
            keep_reference(expander, &span, &tag, place);
        }
    }
    if (!expander->gave_up)
        append(expander, &span, span.text, (gsize)(span.end - span.text), span.line);
}

Expansion *
template_expand(const Exhibits *exhibits, const char *path, bool internal, GError **error)
{
    g_autofree char *text = read_template(path, error);
    if (!text)
        return NULL;
    g_autoptr(Expansion) out = g_new0(Expansion, 1);
    out->text = g_string_new(NULL);
    out->places = g_array_new(FALSE, FALSE, sizeof(ProfilePlace));
    out->inputs = g_ptr_array_new_with_free_func(g_free);
    GError *faults = NULL;
    Expander expander = {.exhibits = exhibits, .internal = internal, .out = out, .error = &faults};
    if (path && input_may_be_there(path))
        note_input(&expander, path);
    Span span = span_of_file(g_intern_string(path ? path : "annual-report.md"), text, strlen(text), NULL);
    expand(&expander, span);
    if (!faults && out->text->len > longest)
        expander_give_up(&expander, (ProfilePlace){span.file, 1, 1}, "the document grows past %u MiB",
                         (guint)(longest >> 20));
    if (!faults)
        return g_steal_pointer(&out);
    g_propagate_error(error, faults);
    return NULL;
}

void
expansion_free(Expansion *expansion)
{
    g_string_free(expansion->text, TRUE);
    g_array_unref(expansion->places);
    g_ptr_array_unref(expansion->inputs);
    g_free(expansion);
}
