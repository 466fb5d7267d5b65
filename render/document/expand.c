/* Conditions, loops and includes: they choose which lines of a template stand, before it is parsed. They put
 * no value into the text, so nothing from the records can be read as markup. */
#include "analysis/failure/failure.h"
#include "render/document/template.h"
#include <gio/gio.h>
#include <string.h>

static const guint deepest = 16; /* includes within includes */
static const gsize longest = 10 * 1024 * 1024;

typedef struct {
    const Exhibits *exhibits;
    bool internal;
    Expansion *out;
    GError **error;
} Expander;

/* A run of template text, and what `measure` stands for in it. */
typedef struct {
    const char *file, *text, *end;
    guint line;
    const char *measure;
    guint depth;
} Span;

void
template_fail(GError **error, ProfilePlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (error && !*error)
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u:%u: %s", place.file, place.line, place.column,
                    message);
}

static void
append(Expander *expander, const Span *span, const char *text, gsize length, guint line)
{
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

static guint
lines_between(const char *from, const char *to)
{
    guint lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

typedef struct {
    const char *start, *end; /* from its braces to behind them */
    char *words;
} Tag;

/* The next {{ ... }} of a span; false when there is none. */
static bool
next_tag(const char *text, const char *end, Tag *tag)
{
    const char *start = g_strstr_len(text, end - text, "{{");
    const char *close = start ? g_strstr_len(start, end - start, "}}") : NULL;
    if (!close)
        return false;
    tag->start = start;
    tag->end = close + 2;
    tag->words = g_strstrip(g_strndup(start + 2, (gsize)(close - start - 2)));
    return true;
}

static bool
is_opening(const char *words)
{
    return g_str_has_prefix(words, "if ") || g_str_has_prefix(words, "for ");
}

/* Where the {{ end }} of a block that begins before `text` stands. */
static bool
find_end(const char *text, const char *end, Tag *closing)
{
    guint depth = 1;
    while (next_tag(text, end, closing)) {
        depth += is_opening(closing->words);
        depth -= strcmp(closing->words, "end") == 0;
        if (depth == 0)
            return true;
        text = closing->end;
        g_free(closing->words);
    }
    return false;
}

static bool expand(Expander *expander, Span span);

static bool
include(Expander *expander, const Span *span, const char *name, ProfilePlace place)
{
    const char *folder = expander->exhibits->profile->folder;
    g_autofree char *path = g_build_filename(folder, name, NULL), *text = NULL;
    gsize length = 0;
    if (g_path_is_absolute(name) || strstr(name, "..")) {
        template_fail(expander->error, place,
                      "include %s: only files below the profile's folder can be included", name);
        return false;
    }
    if (span->depth >= deepest) {
        template_fail(expander->error, place, "include %s: %u includes deep; does it include itself?", name,
                      deepest);
        return false;
    }
    if (!g_file_get_contents(path, &text, &length, NULL) || !g_utf8_validate_len(text, length, NULL)) {
        template_fail(expander->error, place, "include %s: there is no such file of UTF-8 text in %s", name,
                      folder);
        return false;
    }
    Span inner = {g_intern_string(path), text, text + length, 1, span->measure, span->depth + 1};
    return expand(expander, inner);
}

static bool
condition_holds(const Expander *expander, const Span *span, const char *words)
{
    if (g_str_has_prefix(words, "file ")) {
        g_autofree char *path = g_build_filename(expander->exhibits->profile->folder, words + 5, NULL);
        return g_file_test(path, G_FILE_TEST_IS_REGULAR);
    }
    bool chart = g_str_has_prefix(words, "chart ");
    const char *name = chart ? words + 6 : words;
    if (strcmp(name, "measure") == 0 && span->measure)
        name = span->measure;
    return chart ? exhibits_chart(expander->exhibits, name) != NULL
                 : reference_holds(expander->exhibits, name, expander->internal);
}

/* The block between an opening tag and its end; `span` is moved behind it. */
static bool
expand_block(Expander *expander, Span *span, const Tag *opening, ProfilePlace place)
{
    Tag closing;
    if (!find_end(opening->end, span->end, &closing)) {
        template_fail(expander->error, place, "{{ %s }} has no {{ end }}", opening->words);
        return false;
    }
    Span inner = *span;
    inner.text = opening->end;
    inner.end = closing.start;
    inner.line = place.line;
    bool done = true;
    if (strcmp(opening->words, "for each measure") == 0) {
        for (guint i = 0; i < expander->exhibits->tables->len && done; i++) {
            inner.measure = ((const Table *)expander->exhibits->tables->pdata[i])->id;
            done = expand(expander, inner);
        }
    } else if (g_str_has_prefix(opening->words, "if ")) {
        if (condition_holds(expander, span, g_strstrip(opening->words + 3)))
            done = expand(expander, inner);
    } else {
        template_fail(expander->error, place, "{{ %s }}: a loop is written {{ for each measure }}",
                      opening->words);
        done = false;
    }
    span->line = place.line + lines_between(opening->start, closing.end);
    span->text = closing.end;
    g_free(closing.words);
    return done;
}

/* A reference stays, with `measure` made the measure that it stands for here. */
static void
keep_reference(Expander *expander, const Span *span, const Tag *tag, guint line)
{
    g_autofree char *words = g_strdup(tag->words);
    if (span->measure) {
        g_autoptr(GRegex) pattern = g_regex_new("(^| )measure(?=[. ]|$)", 0, 0, NULL);
        g_autofree char *by = g_strdup_printf("\\1%s", span->measure);
        g_free(words);
        words = g_regex_replace(pattern, tag->words, -1, 0, by, 0, NULL);
    }
    g_autofree char *kept = g_strdup_printf("{{ %s }}", words);
    append(expander, span, kept, strlen(kept), line);
}

static bool
expand(Expander *expander, Span span)
{
    Tag tag;
    bool done = true;
    while (done && next_tag(span.text, span.end, &tag)) {
        append(expander, &span, span.text, (gsize)(tag.start - span.text), span.line);
        guint line = span.line + lines_between(span.text, tag.start);
        const char *line_start = tag.start;
        while (line_start > span.text && line_start[-1] != '\n')
            line_start--;
        ProfilePlace place = {span.file, line, (guint)(tag.start - line_start) + 1};
        span.line = line + lines_between(tag.start, tag.end);
        span.text = tag.end;
        if (expander->out->text->len > longest) {
            template_fail(expander->error, place, "the document grows past 10 MiB here");
            done = false;
        } else if (is_opening(tag.words)) {
            done = expand_block(expander, &span, &tag, place);
        } else if (strcmp(tag.words, "end") == 0) {
            template_fail(expander->error, place,
                          "{{ end }} without an {{ if }} or {{ for each measure }} before it");
            done = false;
        } else if (g_str_has_prefix(tag.words, "include ")) {
            done = include(expander, &span, g_strstrip(tag.words + 8), place);
        } else {
            keep_reference(expander, &span, &tag, line);
        }
        g_free(tag.words);
    }
    if (done)
        append(expander, &span, span.text, (gsize)(span.end - span.text), span.line);
    return done;
}

static char *
read_template(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    char *text = NULL;
    gsize length = 0;
    if (!path) {
        g_autoptr(GBytes) bytes = g_resources_lookup_data("/ladostat/templates/annual-report.md", 0, &cause);
        g_return_val_if_fail(bytes != NULL, NULL);
        return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    }
    if (!g_file_get_contents(path, &text, &length, &cause) || length > longest ||
        !g_utf8_validate_len(text, length, NULL)) {
        g_set_error(error, FAILURE, FAILURE_USAGE, "%s: the template cannot be read: %s", path,
                    cause ? cause->message : "it must be UTF-8 text of at most 10 MiB");
        g_free(text);
        return NULL;
    }
    return text;
}

Expansion *
template_expand(const Exhibits *exhibits, const char *path, bool internal, GError **error)
{
    g_autofree char *text = read_template(path, error);
    if (!text)
        return NULL;
    Expansion *out = g_new0(Expansion, 1);
    out->text = g_string_new(NULL);
    out->places = g_array_new(FALSE, FALSE, sizeof(ProfilePlace));
    GError *fault = NULL;
    Expander expander = {exhibits, internal, out, &fault};
    Span span = {g_intern_string(path ? path : "annual-report.md"), text, text + strlen(text), 1, NULL, 0};
    if (!expand(&expander, span)) {
        expansion_free(out);
        g_propagate_error(error, fault);
        return NULL;
    }
    return out;
}

void
expansion_free(Expansion *expansion)
{
    g_string_free(expansion->text, TRUE);
    g_array_unref(expansion->places);
    g_free(expansion);
}
