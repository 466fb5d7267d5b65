#include "analysis/failure/failure.h"
#include <errno.h>

GQuark
failure_quark(void)
{
    return g_quark_from_static_string("ladostat-failure");
}

const char *
failure_of_reading(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return "there is no such file";
    case EACCES:
    case EPERM:
        return "you are not allowed to read it";
    case EISDIR:
        return "it is a folder";
    default:
        return g_strerror(number);
    }
}

const char *
failure_of_writing(int number)
{
    return number == ETXTBSY ? "another program has it open; close it there" : g_strerror(number);
}

char *
failure_one_line(char *message)
{
    return g_strdelimit(message, "\r\n", ' ');
}

void
failure_at(GError **error, const char *file, guint line, const char *format, ...)
{
    if (*error)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = failure_one_line(g_strdup_vprintf(format, arguments));
    va_end(arguments);
    g_set_error(error, FAILURE, FAILURE_USAGE, "%s:%u: %s", file, line, message);
}

/* The edits from one word to the other: letters inserted, deleted or changed, or two neighbours swapped. */
static guint
edit_distance(const gunichar *one, glong one_length, const gunichar *other, glong other_length)
{
    glong width = other_length + 1;
    g_autofree guint *cost = g_new(guint, (one_length + 1) * width);
    for (glong i = 0; i <= one_length; i++)
        for (glong j = 0; j <= other_length; j++) {
            guint *here = &cost[i * width + j];
            if (i == 0 || j == 0) {
                *here = (guint)(i + j);
                continue;
            }
            guint changed = cost[(i - 1) * width + j - 1] + (one[i - 1] != other[j - 1]);
            *here = MIN(changed, MIN(cost[(i - 1) * width + j], cost[i * width + j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                *here = MIN(*here, cost[(i - 2) * width + j - 2] + 1);
        }
    return cost[(one_length + 1) * width - 1];
}

static gunichar *
lower_case(const char *word, glong *length)
{
    g_autofree char *lower = g_utf8_casefold(word, -1);
    return g_utf8_to_ucs4_fast(lower, -1, length);
}

const char *
failure_nearest(const char *word, const GPtrArray *candidates)
{
    static const glong longest =
        200; /* a longer word is not a typing error, and would be costly to compare */
    glong length;
    g_autofree gunichar *wanted = lower_case(word, &length);
    const char *nearest = NULL;
    guint least = (guint)MAX(1, length / 3) + 1;
    for (guint i = 0; i < candidates->len && length <= longest; i++) {
        glong candidate_length;
        g_autofree gunichar *candidate = lower_case(candidates->pdata[i], &candidate_length);
        if (candidate_length > longest)
            continue;
        guint distance = edit_distance(wanted, length, candidate, candidate_length);
        if (distance < least) {
            least = distance;
            nearest = candidates->pdata[i];
        }
    }
    return nearest;
}

bool
failure_is_slip(const char *word, const char *meant)
{
    glong length, other_length;
    g_autofree gunichar *one = lower_case(word, &length), *other = lower_case(meant, &other_length);
    return ABS(length - other_length) <= 1 && edit_distance(one, length, other, other_length) == 1;
}
