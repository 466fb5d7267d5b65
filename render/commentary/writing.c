/* A commentary being written: looking up figures and adding sentences. */
#include "render/commentary/writing.h"
#include "render/table/table.h"
#include "render/wording/english.h"
#include <string.h>

const Figure *
writing_find(const Writing *writing, const char *period, const char *category, const char *part)
{
    return figures_find(writing->figures, writing->measure->id, period, category, part);
}

const Figure *
writing_next(const Writing *writing, guint *at)
{
    return figures_next(writing->figures, writing->measure->id, writing->period, at);
}

const Figure *
writing_figure(const Writing *writing, FigureRole role)
{
    return table_figure(writing->figures, writing->measure, writing->period, role);
}

void
writing_say(Writing *writing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *last = english_words(text) > MOST_WORDS_SAID ? g_strrstr(text, "; ") : NULL;
    if (!last) {
        g_ptr_array_add(writing->sentences, g_steal_pointer(&text));
        return;
    }
    g_autofree char *rest = table_sentence_case(last + strlen("; "));
    *last = '\0';
    writing_say(writing, "%s.", text);
    writing_say(writing, "%s", rest);
}

void
writing_join(Writing *writing, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *words = g_strdup_vprintf(format, arguments),
                    *last = g_ptr_array_steal_index(writing->sentences, writing->sentences->len - 1);
    va_end(arguments);
    writing_say(writing, "%.*s%s.", (int)strlen(last) - 1, last, words);
}

void
writing_part_paragraphs(Writing *writing, guint second, guint third)
{
    enum { MOST_SENTENCES = 4 };
    GPtrArray *sentences = writing->sentences;
    guint length = sentences->len;
    const guint places[] = {second, third};
    for (gsize i = 0; i < G_N_ELEMENTS(places) && length > MOST_SENTENCES; i++) {
        if (places[i] == 0 || places[i] >= length || (i && places[i] == second))
            continue;
        char *begun = g_strconcat("\n", sentences->pdata[places[i]], NULL);
        g_free(sentences->pdata[places[i]]);
        sentences->pdata[places[i]] = begun;
    }
}

guint
writing_turn(const Writing *writing)
{
    guint turn = 0;
    for (guint i = 0; writing->profile->measures->pdata[i] != writing->measure; i++)
        turn +=
            ((const ProfileMeasure *)writing->profile->measures->pdata[i])->kind == writing->measure->kind;
    return turn;
}

char *
writing_as_at(const Writing *writing)
{
    const Profile *profile = writing->profile;
    Day end = calendar_year_last(profile->year, profile->year_start);
    return calendar_long(writing->measure->at_year_end || profile->as_at == DAY_NONE ? end : profile->as_at);
}

void
writing_begin(Writing *writing, const Profile *profile, const Figures *figures, const ProfileMeasure *measure)
{
    *writing = (Writing){
        .profile = profile,
        .figures = figures,
        .measure = measure,
        .period = calendar_year_label(profile->year, profile->year_start),
        .before = calendar_year_label(profile->year - 1, profile->year_start),
        .sentences = g_ptr_array_new_with_free_func(g_free),
    };
}

void
writing_clear(Writing *writing)
{
    g_free(writing->period);
    g_free(writing->before);
    g_ptr_array_unref(writing->sentences);
}
