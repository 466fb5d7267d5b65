/* Plain text: paragraphs between blank lines, items behind bullets, pages between form feeds, and lines that
 * a table was laid out on, which have gaps in them. */
#include "render/proof/gathering.h"
#include <string.h>

static bool
is_row(const char *line)
{
    const char *gap = strstr(line + strspn(line, " "), "  ");
    return gap && strpbrk(gap, "0123456789");
}

typedef struct {
    Gathering *gathering;
    GString *paragraph;
    guint line; /* where the paragraph begins */
} Reading;

static bool
has_letters(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* A short line alone, without a full stop and without a number, heads what follows. */
static bool
is_heading(const char *text)
{
    return !strchr(text, '\n') && strlen(text) < 80 && !strpbrk(text, "0123456789.:;,");
}

/* What does not end like a sentence is words of a table or chart, run together. */
static bool
is_sentence(const char *text)
{
    return !strpbrk(text, "0123456789") || strchr(".!?:)", text[strlen(text) - 1]);
}

static void
end_paragraph(Reading *reading)
{
    const char *text = reading->paragraph->str;
    if (is_heading(text))
        gather_heading(reading->gathering, 2, text, reading->line);
    else if (has_letters(text) && !is_sentence(text))
        gather_row_of_text(reading->gathering, text, reading->line);
    else if (has_letters(text))
        gather_paragraph(reading->gathering, text, reading->line);
    g_string_truncate(reading->paragraph, 0);
}

/* What stands behind the bullet that a line begins with; NULL where it begins with none. */
static char *
behind_bullet(char *line)
{
    static const char *const bullets[] = {"\u2022", "\u25e6", "\u25aa", "\u2023"};
    char *start = line + strspn(line, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (g_str_has_prefix(start, bullets[i]))
            return g_strchug(start + strlen(bullets[i]));
    return NULL;
}

static void
read_line(Reading *reading, char *line, guint number)
{
    for (; *line == '\f'; line++) {
        end_paragraph(reading);
        gather_page(reading->gathering);
    }
    g_strchomp(line);
    char *item = behind_bullet(line);
    if (item) {
        end_paragraph(reading);
        line = item;
    }
    if (is_row(line)) {
        end_paragraph(reading);
        gather_row_of_text(reading->gathering, line, number);
    } else if (!*line) {
        end_paragraph(reading);
    } else {
        if (!reading->paragraph->len)
            reading->line = number;
        /* An item's further lines are set in. */
        g_string_append_printf(reading->paragraph, "%s%s", reading->paragraph->len ? "\n" : "",
                               line + strspn(line, " "));
    }
}

bool
read_text(Gathering *gathering, const char *text)
{
    Reading reading = {.gathering = gathering, .paragraph = g_string_new(NULL)};
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        read_line(&reading, lines[i], i + 1);
    end_paragraph(&reading);
    g_string_free(reading.paragraph, TRUE);
    return true;
}
