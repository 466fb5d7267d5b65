/* Package: a zip of parts, as DOCX, XLSX and ODS files are, and the XML in them.
 *
 * Parts are added in memory, then the package is closed and gives its bytes. Callers add without checking:
 * the first fault is remembered, and package_close reports it. Every part has the earliest date that a zip
 * can hold, so that the same parts give the same bytes.
 *
 *     Package *package = package_new();
 *     package_put_text(package, "META-INF/manifest.xml", manifest);
 *     GBytes *bytes = package_close(package, "tables.ods", error); */
#pragma once
#include <glib.h>
#include <libxml/xmlwriter.h>
#include "analysis/calendar/calendar.h"

typedef struct Package Package;
Package *package_new(void);
/* An existing package, to replace parts of it. */
Package *package_open(GBytes *bytes);
/* Adds a part, or replaces the one of that name. Takes over `bytes` and the buffer. */
void package_put(Package *package, const char *name, GBytes *bytes);
void package_put_text(Package *package, const char *name, const char *text);
void package_put_xml(Package *package, const char *name, xmlBufferPtr xml);
/* The bytes of a part of an opened package; NULL if it has no such part. Caller owns them. */
GBytes *package_part(const Package *package, const char *name);
/* A part that is not compressed, as OpenDocument wants its first, `mimetype`. */
void package_put_stored(Package *package, const char *name, const char *text);
/* Frees the package and gives its bytes; fails with FAILURE_OUTPUT, naming `what` ("tables.ods"). */
GBytes *package_close(Package *package, const char *what, GError **error);
void package_discard(Package *package);

/* docProps/core.xml of Office Open XML packages: title, author, date, and British English as the language. */
typedef struct {
    const char *title, *subject, *author;
    Day date;
} PackageProperties;
xmlBufferPtr package_core_properties(const PackageProperties *properties);

/* Write XML: an element with attributes as pairs of name and value up to NULL. xml_open leaves it open for
 * what is in it, up to xml_close. */
void xml_open(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_leaf(xmlTextWriterPtr xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
void xml_close(xmlTextWriterPtr xml);
/* A tree as the bytes of a part. Caller frees. */
GBytes *xml_tree_bytes(xmlDocPtr tree);
/* Writes text; control characters, which XML does not allow, become spaces. */
void xml_text(xmlTextWriterPtr xml, const char *text);
