/* Spreadsheet: every table as an accessible workbook: Cover, Contents, Notes, Data quality, then one table a
 * sheet, as the Analysis Function's guidance lays them out (README.md here). */
#pragma once
#include "analysis/records/findings.h"
#include "render/document/document.h"

GBytes *spreadsheet_xlsx(const Document *document, const Exhibits *exhibits, const Findings *findings,
                         GError **error);
