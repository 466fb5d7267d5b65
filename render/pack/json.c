#include "render/pack/json.h"

void
json_append_text(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at; at++) {
        guchar letter = (guchar)*at;
        if (letter == '"' || letter == '\\')
            g_string_append_printf(out, "\\%c", letter);
        else if (letter < 0x20)
            g_string_append_printf(out, "\\u%04x", letter);
        else
            g_string_append_c(out, (char)letter);
    }
    g_string_append_c(out, '"');
}
