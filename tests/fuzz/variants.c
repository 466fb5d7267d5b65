#include "tests/fuzz/variants.h"
#include <string.h>
#include "tests/fuzz/fuzz.h"

enum { PIECE = 64 * 1024 };

/* Marsaglia's xorshift: the same on every machine. */
static gsize
below(guint64 *chance, gsize most)
{
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    return most ? (gsize)(*chance >> 11) % most : 0;
}

/* The ends of characters, cells, tags and texts. */
static char
odd_byte(guint64 *chance)
{
    static const char odd[] = "\0\0\0\xC3\xE2\xF0\xFC\x80\xBF\xFF\xFE\x81\"\"\n\r,;\t<>&=[]{}:-'_0 9Zx";
    return odd[below(chance, sizeof odd - 1)];
}

static void
change_bytes(GString *text, guint64 *chance, gsize from, gsize length)
{
    for (gsize i = 1 + below(chance, 3); i && length; i--)
        text->str[from + below(chance, length)] = odd_byte(chance);
}

static void
put_bytes_in(GString *text, guint64 *chance)
{
    char bytes[8];
    gsize length = 1 + below(chance, sizeof bytes);
    for (gsize i = 0; i < length; i++)
        bytes[i] = odd_byte(chance);
    g_string_insert_len(text, (gssize)below(chance, text->len + 1), bytes, (gssize)length);
}

/* Where the next line, tag or member begins; the end if there is none. */
static gsize
next_beginning(const GString *text, gsize at)
{
    while (at < text->len && text->str[at] != '<' && text->str[at] != '\n')
        at++;
    return at;
}

/* Repeats some lines, elements or bytes: after themselves, or elsewhere. */
static void
repeat_some(GString *text, guint64 *chance)
{
    gsize from = below(chance, text->len), length = 1 + below(chance, MIN(text->len - from, 2000));
    if (below(chance, 4)) {
        from = next_beginning(text, from);
        length = next_beginning(text, MIN(text->len, from + length)) - from;
    }
    g_autofree char *some = g_memdup2(text->str + from, length);
    gsize times = below(chance, 8) ? 1 + below(chance, 20) : VARIANT_LONGEST, at = from + length;
    if (!below(chance, 3))
        at = next_beginning(text, below(chance, text->len));
    times = length ? MIN(times, (VARIANT_LONGEST - MIN(VARIANT_LONGEST, text->len)) / length) : 0;
    g_autoptr(GString) again = g_string_new(NULL);
    while (times--)
        g_string_append_len(again, some, (gssize)length);
    g_string_insert_len(text, (gssize)at, again->str, (gssize)again->len);
}

static void
cut_out(GString *text, guint64 *chance)
{
    gsize from = below(chance, text->len);
    g_string_erase(text, (gssize)from, (gssize)(1 + below(chance, MIN(text->len - from, 200))));
}

/* After the file, its lines again, or noise as in any binary file, over several pieces; then a fault near the
 * end of a piece. */
static void
grow(GString *text, guint64 *chance)
{
    gsize length = PIECE + below(chance, VARIANT_LONGEST - PIECE), size = text->len;
    gsize first = MIN(next_beginning(text, 0) + 1, size - 1);
    bool noise = !below(chance, 3);
    while (text->len < length)
        if (noise)
            g_string_append_c(text, below(chance, 2) ? odd_byte(chance) : (char)below(chance, 256));
        else
            g_string_append_len(text, text->str + first, (gssize)(size - first));
    for (gsize end = PIECE; end + 8 < text->len; end += PIECE)
        if (below(chance, 2))
            change_bytes(text, chance, end - 8, 16);
}

GString *
fuzz_variant(const void *bytes, gsize size, guint number)
{
    GString *text = g_string_new_len(bytes, (gssize)size);
    guint64 chance = ((guint64)number + 1) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) + size;
    if (text->len && below(&chance, 6) == 0)
        grow(text, &chance);
    for (gsize i = 1 + below(&chance, 3); i && text->len; i--)
        switch (below(&chance, 6)) {
        case 0:
            cut_out(text, &chance);
            break;
        case 1:
            g_string_truncate(text, below(&chance, 3) ? text->len : below(&chance, text->len));
            break;
        case 2:
            put_bytes_in(text, &chance);
            break;
        case 3:
            change_bytes(text, &chance, 0, text->len);
            break;
        default:
            repeat_some(text, &chance);
        }
    return text;
}
