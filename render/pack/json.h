/* JSON: text as a string. */
#pragma once
#include <glib.h>

/* Appends the text in quotation marks, escaped as RFC 8259 has it. */
void json_append_text(GString *out, const char *text);
