/* Plain text: paragraphs between blank lines, items behind bullets, pages between form feeds, and tables:
 * lines of cells between tabs, or with gaps between them, which stand in columns. Of two tables side by side,
 * by their captions, the left one comes first. */
#include "render/proof/passages.h"
#include "render/proof/words.h"
#include <stdlib.h>
#include <string.h>

/* A piece of a line, from one gap to the next. */
typedef struct {
    char *text;
    guint from, to; /* its place in the line, in characters; between tabs, which cell it is */
    guint line;     /* the line's number */
} Piece;

static void
piece_clear(gpointer piece)
{
    g_free(((Piece *)piece)->text);
}

typedef struct {
    Gathering *gathering;
    GString *paragraph;
    guint line;           /* where the paragraph begins */
    bool item, ended;     /* it stands behind a bullet; a blank line has come since */
    GPtrArray *rows;      /* of GArray of Piece: a table's lines */
    bool tabs;            /* what stands between its cells */
    const GArray *lowest; /* of its headings, the last line; in which they repeat themselves after so many */
    guint repeat, cells;  /* of all tables so far */
} Reading;

static bool
has_letters(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalpha(g_utf8_get_char(text)))
            return true;
    return false;
}

/* "2. Outcomes", "b. Outcomes": what stands behind the number of a section. */
static const char *
behind_number(const char *text)
{
    gsize length = strspn(text, "0123456789.");
    length = !length && g_ascii_isalpha(*text) && strchr(".)", text[1]) && text[1] ? 2 : length;
    return length > 1 && text[length] == ' ' ? text + length + 1 : text;
}

/* A short line alone, without a full stop and without a number, heads what follows. */
static bool
is_heading(const Reading *reading, const char *text)
{
    return !reading->item && !strchr(text, '\n') && strlen(text) < 80 && has_letters(text) &&
           !strpbrk(behind_number(text), "0123456789.;,");
}

/* What does not end like a sentence is words of a table or chart, run together. */
static bool
is_sentence(const Reading *reading, const char *text)
{
    return reading->item || strlen(text) > 150 || !strpbrk(text, "0123456789") ||
           strchr(".!?:)\"", text[strlen(text) - 1]);
}

static void
end_paragraph(Reading *reading)
{
    const char *text = reading->paragraph->str, *title = behind_number(text);
    int level = title == text ? 4 : g_ascii_isdigit(*text) ? 2 : 3;
    if (is_heading(reading, text))
        gather_heading(reading->gathering, level, title, reading->line);
    else if (has_letters(text))
        gather_words(reading->gathering, is_sentence(reading, text) ? PASSAGE_PROSE : PASSAGE_LABELS, text,
                     reading->line);
    g_string_truncate(reading->paragraph, 0);
    reading->item = reading->ended = false;
}

/* What stands behind the bullet that a line begins with; NULL where it begins with none. */
static char *
behind_bullet(char *line)
{
    static const char *const bullets[] = {"\u2022", "\u25e6", "\u25aa", "\u2023", "\uf0b7", "- ", "* "};
    char *start = line + strspn(line, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (g_str_has_prefix(start, bullets[i]))
            return g_strchug(start + strlen(bullets[i]));
    return NULL;
}

/* The cells of a line between tabs, or between gaps of two spaces or more; NULL where it has one piece. */
static GArray *
split_at_gaps(const char *line, guint number, bool *tabs)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_set_clear_func(pieces, piece_clear);
    *tabs = strchr(line, '\t') != NULL;
    const char *gap = *tabs ? "\t" : "  ";
    for (const char *at = *tabs ? line : line + strspn(line, " "); at && pieces->len <= GATHERING_MOST;) {
        const char *next = strstr(at, gap), *end = next ? next : at + strlen(at);
        guint from = *tabs ? 2 * pieces->len : (guint)g_utf8_pointer_to_offset(line, at),
              to = *tabs ? from + 1 : (guint)g_utf8_pointer_to_offset(line, end);
        g_array_append_val(pieces, ((Piece){g_strstrip(g_strndup(at, (gsize)(end - at))), from, to, number}));
        at = next ? *tabs ? next + 1 : next + strspn(next, " ") : NULL;
    }
    if (pieces->len < 2)
        g_clear_pointer(&pieces, g_array_unref);
    return pieces;
}

/* Whether a line heads columns: none of its cells is a number but a year. */
static bool
heads_columns(const GArray *row)
{
    for (guint j = 1; j < row->len; j++)
        if (pattern_in("^(?!20\\d\\d$)[+\\x{2212}-]?\\d[\\d,.]*\\s?%?(?:\\s|\\(|$)(?!20|[-/\\x{2013}])",
                       g_array_index(row, Piece, j).text))
            return false;
    return true;
}

static guint
heading_rows(const Reading *reading)
{
    guint rows = 0;
    while (rows < reading->rows->len && heads_columns(reading->rows->pdata[rows]))
        rows++;
    return rows;
}

/* The columns of a table: what pieces of its lines, from the last heading on, take up together. */
static void
find_columns(const Reading *reading, guint headings, GArray *columns)
{
    g_autoptr(GByteArray) taken = g_byte_array_new();
    for (guint i = headings ? headings - 1 : 0; i < reading->rows->len; i++) {
        const GArray *row = reading->rows->pdata[i];
        for (guint j = 0; j < row->len; j++) {
            const Piece *piece = &g_array_index(row, Piece, j);
            for (guint to = taken->len; to < piece->to; to++)
                g_byte_array_append(taken, (const guint8 *)"", 1);
            memset(taken->data + piece->from, 1, piece->to - piece->from);
        }
    }
    for (guint at = 0; at < taken->len; at++) {
        Piece *last = columns->len ? &g_array_index(columns, Piece, columns->len - 1) : NULL;
        if (taken->data[at] && last && last->to == at)
            last->to++;
        else if (taken->data[at])
            g_array_append_val(columns, ((Piece){NULL, at, at + 1, 0}));
    }
}

/* The piece of a heading that stands nearest above a column. */
static const Piece *
nearest_above(const GArray *row, const Piece *column)
{
    const Piece *nearest = NULL;
    int least = G_MAXINT;
    for (guint j = 0; j < row->len; j++) {
        const Piece *piece = &g_array_index(row, Piece, j);
        int distance = abs((int)(piece->from + piece->to) - (int)(column->from + column->to));
        if (distance < least)
            least = distance, nearest = piece;
    }
    return nearest;
}

/* Under headings that span others, as "Count", "%", "Count", "%" below the years, how many columns go by
 * until the lowest headings repeat themselves; 0: they do not. */
static guint
columns_until_repeat(const GArray *lowest, const GArray *columns)
{
    for (guint i = 2; i < columns->len; i++)
        if (strcmp(nearest_above(lowest, &g_array_index(columns, Piece, 1))->text,
                   nearest_above(lowest, &g_array_index(columns, Piece, i))->text) == 0)
            return i - 1;
    return 0;
}

/* What heads a column in a line of headings. */
static const Piece *
heading_of_column(const Reading *reading, const GArray *row, const GArray *columns, guint column)
{
    const GArray *lowest = reading->lowest;
    guint repeat = reading->repeat, group = repeat ? (column - 1) / repeat : row->len;
    const Piece *own = &g_array_index(columns, Piece, column),
                *first = repeat ? &g_array_index(columns, Piece, (column - 1) % repeat + 1) : NULL;
    return group < row->len && 2 * row->len <= lowest->len &&
                   strcmp(nearest_above(lowest, own)->text, nearest_above(lowest, first)->text) == 0
               ? &g_array_index(row, Piece, group)
               : nearest_above(row, own);
}

static void
gather_line(Reading *reading, const GArray *row, const GArray *columns, bool heading)
{
    guint line = g_array_index(row, Piece, 0).line;
    gather_row(reading->gathering);
    for (guint i = 0, done = 0; i < columns->len; i++) {
        const Piece *piece = done < row->len ? &g_array_index(row, Piece, done) : NULL;
        if (heading && i)
            piece = heading_of_column(reading, row, columns, i);
        else if (piece && piece->from < g_array_index(columns, Piece, i).to)
            done++;
        else
            piece = NULL;
        gather_cell(reading->gathering, line, heading, 1, 1);
        gather_words(reading->gathering, PASSAGE_PROSE, piece ? piece->text : "", line);
        gather_cell_end(reading->gathering);
    }
}

static void
end_table(Reading *reading)
{
    if (!reading->rows->len)
        return;
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(Piece));
    guint headings = heading_rows(reading);
    headings = headings < reading->rows->len ? headings : 0;
    find_columns(reading, headings, columns);
    reading->lowest = headings ? reading->rows->pdata[headings - 1] : NULL;
    reading->repeat = headings ? columns_until_repeat(reading->lowest, columns) : 0;
    gather_table(reading->gathering);
    for (guint i = 0; i < reading->rows->len; i++)
        gather_line(reading, reading->rows->pdata[i], columns, i < headings);
    gather_table_end(reading->gathering);
    g_ptr_array_set_size(reading->rows, 0);
}

/* A table that a page broke goes on behind it with as many cells. */
static bool
table_goes_on(const Reading *reading, const GArray *pieces, bool tabs)
{
    const GArray *last = reading->rows->len ? reading->rows->pdata[reading->rows->len - 1] : NULL;
    return last && tabs == reading->tabs && (tabs ? last->len == pieces->len : !reading->ended);
}

static void
add_table_line(Reading *reading, GArray *pieces, bool tabs)
{
    if (!table_goes_on(reading, pieces, tabs)) {
        end_paragraph(reading);
        end_table(reading);
    }
    reading->ended = false;
    reading->tabs = tabs;
    reading->cells += pieces->len;
    g_ptr_array_add(reading->rows, pieces);
}

/* Whether a line goes on with the paragraph that a blank line was put into, as page by page copies have it.
 */
static bool
paragraph_goes_on(const Reading *reading, const char *line)
{
    const GString *text = reading->paragraph;
    const char *last = strrchr(text->str, '\n');
    if (!text->len || strchr(".!?:;", text->str[text->len - 1]))
        return false;
    gunichar first = g_utf8_get_char(line);
    bool bracket = text->str[text->len - 1] == ')';
    return g_unichar_islower(first) ||
           (!bracket && (g_unichar_isdigit(first) || first == '(') && text->len > 40) ||
           (!bracket && strlen(last ? last : text->str) > 70);
}

static void
add_paragraph_line(Reading *reading, const char *line, guint number)
{
    if (reading->ended && !paragraph_goes_on(reading, line))
        end_paragraph(reading);
    end_table(reading);
    reading->ended = false;
    if (!reading->paragraph->len)
        reading->line = number;
    /* An item's further lines are set in. */
    g_string_append_printf(reading->paragraph, "%s%s", reading->paragraph->len ? "\n" : "", line);
}

static void
read_line(Reading *reading, char *line, guint number)
{
    for (; *line == '\f'; line++) {
        reading->ended = true;
        gather_page(reading->gathering);
    }
    g_strchomp(line);
    char *item = behind_bullet(line);
    bool tabs;
    if (item) {
        end_paragraph(reading);
        end_table(reading);
        reading->item = true;
        line = item;
    }
    /* What is more than a report has is refused in the end. */
    GArray *pieces = item || reading->cells > GATHERING_MOST ? NULL : split_at_gaps(line, number, &tabs);
    if (pieces)
        add_table_line(reading, pieces, tabs);
    else if (!line[strspn(line, " ")])
        reading->ended = true;
    else
        add_paragraph_line(reading, line + strspn(line, " "), number);
}

/* Where a second table's caption begins in a line that begins with one, in characters; 0: it does not. */
static guint
second_caption(const char *line)
{
    Span whole, second;
    bool two = pattern_find_group("^\\f*\\s*table [a-z]?\\d+: .*?\\s{2,}(table [a-z]?\\d+: )", line, 0,
                                  &whole, &second);
    return two ? (guint)g_utf8_pointer_to_offset(line, line + second.start) : 0;
}

/* Whether a line has a gap before a place in it, or ends there. */
static bool
has_gap_before(const char *line, guint place)
{
    if (g_utf8_strlen(line, -1) <= place)
        return g_utf8_strlen(line, -1) < place;
    const char *at = g_utf8_offset_to_pointer(line, place);
    return at[-1] == ' ' && at[-2] == ' ';
}

/* Reads two tables that stand side by side one after the other; the line behind them. */
static guint
read_side_by_side(Reading *reading, char *const *lines, guint from, guint place)
{
    guint end = from;
    while (lines[end] && has_gap_before(lines[end], place) &&
           (end == from || (*lines[end] != '\f' && !second_caption(lines[end]))))
        end++;
    for (guint i = from; i < end; i++) {
        g_autofree char *left = g_utf8_substring(lines[i], 0, MIN(place, g_utf8_strlen(lines[i], -1)));
        read_line(reading, left, i + 1);
    }
    end_paragraph(reading);
    end_table(reading);
    for (guint i = from; i < end; i++)
        if (g_utf8_strlen(lines[i], -1) > place) {
            g_autofree char *right = g_utf8_substring(lines[i], place, -1);
            read_line(reading, right, i + 1);
        }
    end_paragraph(reading);
    end_table(reading);
    return end;
}

bool
read_text(Gathering *gathering, const char *text)
{
    Reading reading = {.gathering = gathering, .paragraph = g_string_new(NULL)};
    reading.rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    GString *plain = g_string_new(text);
    g_string_replace(plain, "**", "", 0); /* what was copied with its marks */
    g_auto(GStrv) lines = g_strsplit(plain->str, "\n", -1);
    g_string_free(plain, TRUE);
    for (guint i = 0; lines[i];) {
        guint place = second_caption(lines[i]);
        if (place && has_gap_before(lines[i], place)) {
            i = read_side_by_side(&reading, lines, i, place);
            continue;
        }
        read_line(&reading, lines[i], i + 1);
        i++;
    }
    end_paragraph(&reading);
    end_table(&reading);
    g_string_free(reading.paragraph, TRUE);
    g_ptr_array_unref(reading.rows);
    return true;
}
