/* Source: the text of an export file and how its cells are parted. Private to the room. */
#pragma once
#include <glib.h>
#include <stdbool.h>
#include "analysis/records/findings.h"

typedef struct {
    char *text; /* UTF-8, no byte order mark */
    gsize length;
    char delimiter; /* the one of comma, semicolon, tab and pipe that the first line has most of */
} Source;

/* Takes UTF-8, UTF-16 with a byte order mark and Windows-1252; the last two are noted as findings. Fails with
 * FAILURE_INPUT. */
bool source_open(Source *source, const char *path, Findings *findings, GError **error);
void source_close(Source *source);
