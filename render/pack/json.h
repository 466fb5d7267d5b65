/* JSON: text as a JSON string. */
#pragma once
#include <glib.h>

/* Appends the text in quotation marks, escaped by RFC 8259. */
void json_append_text(GString *out, const char *text);
