/* Text: a text export as UTF-8 and how its cells are parted. Private to the room. */
#pragma once
#include "analysis/exports/exports.h"

typedef struct {
    char *text; /* UTF-8, no byte order mark */
    gsize length;
} ExportText;

/* Takes UTF-8, UTF-16 with a byte order mark and Windows-1252. Fails with FAILURE_INPUT. */
bool export_text_open(Export *export, ExportText *text, const char *encoding, GError **error);
