/* Outputs: the files of a pack in the formats asked for, several of them made at once.
 *
 * First it is said what there is to write, in the order in which the pack lists it; outputs_write then has
 * the writers work side by side. What an output is made of is borrowed until then and only read. */
#pragma once
#include "cmd/stages.h"
#include "cmd/pipeline.h"
#include "render/docx/docx.h"
#include "render/pack/pack.h"
#include "render/spreadsheet/spreadsheet.h"

/* "docx", "pdf" ...; ends with NULL. */
extern const char *const output_formats[];

typedef struct Outputs Outputs;
/* `formats` as --formats lists them, NULL: all there are. Fails with FAILURE_USAGE where there is none of
 * that name. */
Outputs *outputs_new(const char *formats, GError **error);
void outputs_free(Outputs *outputs);

/* Whether the format is asked for. */
bool outputs_want(const Outputs *outputs, const char *format);
/* Whether any of them lays text out. */
bool outputs_draw(const Outputs *outputs);

/* Each adds what is wanted of it. `template_path` and `style` NULL: those of the house. */
void outputs_add_document(Outputs *outputs, const Document *document, const char *template_path,
                          const DocxStyle *style);
void outputs_add_spreadsheet(Outputs *outputs, const Spreadsheet *spreadsheet);
void outputs_add_chart(Outputs *outputs, const Chart *chart);
void outputs_add_open_data(Outputs *outputs, const Pipeline *pipeline);

/* Makes all and puts them into the pack in the order they were added. Where several fail, the fault is that
 * of the first in this order, on any number of threads. */
bool outputs_write(Outputs *outputs, Pack *pack, Stages *stages, GError **error);
