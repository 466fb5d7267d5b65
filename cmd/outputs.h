/* Outputs: the files of a pack in the formats asked for, several made at once.
 *
 * First add what is to be written, in the order in which the pack lists it; then outputs_write runs the
 * writers in parallel. What an output is made from is borrowed until then and only read.
 *
 *     bool
 *     write_report(const Document *document, Pack *pack, Stages *stages, GError **error)
 *     {
 *         Outputs *outputs = outputs_new("docx,pdf", error);
 *         if (outputs)
 *             outputs_add_document(outputs, document, NULL, NULL);
 *         bool done = outputs && outputs_write(outputs, pack, stages, error);
 *         outputs_free(outputs);
 *         return done;
 *     }
 *
 * A new format is a row of the table in outputs.c and a function that makes bytes of one kind of source. */
#pragma once
#include "cmd/stages.h"
#include "cmd/pipeline.h"
#include "render/docx/docx.h"
#include "render/pack/pack.h"
#include "render/spreadsheet/spreadsheet.h"

/* "docx", "pdf" ...; ends with NULL. */
extern const char *const output_formats[];

typedef struct Outputs Outputs;
/* `formats` as --formats lists them, NULL: all. Fails with FAILURE_USAGE if one is unknown. */
Outputs *outputs_new(const char *formats, GError **error);
void outputs_free(Outputs *outputs);

/* Whether the format is asked for. */
bool outputs_want(const Outputs *outputs, const char *format);
/* Whether any of them sets text on pages. */
bool outputs_draw(const Outputs *outputs);

/* Each adds the files wanted for it. `template_path` and `style` NULL: the program's own. */
void outputs_add_document(Outputs *outputs, const Document *document, const char *template_path,
                          const DocxStyle *style);
void outputs_add_spreadsheet(Outputs *outputs, const Spreadsheet *spreadsheet);
/* `mark` NULL: none. */
void outputs_add_chart(Outputs *outputs, const Chart *chart, const char *mark);
void outputs_add_open_data(Outputs *outputs, const Pipeline *pipeline);

/* Makes all of them and adds them to the pack in the order in which they were listed. If several fail, the
 * error is that of the first in this order, with any number of threads. */
bool outputs_write(Outputs *outputs, Pack *pack, Stages *stages, GError **error);
